//! What the columns of a file are: by the names that agencies give them, or by those that the plan's mapping gives.

use crate::diagnostic::nearest;
use crate::language::{Message, say};
use crate::load::Mapping;
use crate::quantity::TimeLimit;

use super::text::{fold, shown};

/// What a column can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Kind,
    Site,
    Period,
    Total,
    Received,
    Informed,
    Decided,
    Excluded,
    Year,
    Month,
    Day,
    Case,
}

/// Each role with its key in a mapping first, then other names it goes by.
const NAMES: [(Role, &[&str]); 12] = [
    (Role::Kind, &["sagstype", "krav", "resultatkrav", "ordning", "sagskategori", "type", "sagsområde"]),
    (Role::Site, &["sted", "lokation", "borgercenter"]),
    (Role::Period, &["kvartal", "periode", "halvår"]),
    (
        Role::Total,
        &[
            "i alt",
            "antal i alt",
            "antal",
            "antal sager",
            "antal afgørelser",
            "afgørelser",
            "afgørelser i alt",
            "sager i alt",
            "total",
        ],
    ),
    (
        Role::Received,
        &[
            "modtaget",
            "modtagelsesdato",
            "modtaget dato",
            "dato modtaget",
            "ansøgningsdato",
            "ansøgt",
            "ansøgningstidspunkt",
            "indgivet",
        ],
    ),
    (
        Role::Informed,
        &["fuldt oplyst", "fuldt oplyst dato", "dato fuldt oplyst", "oplyst", "oplyst dato", "fuldt oplyst den"],
    ),
    (
        Role::Decided,
        &[
            "afgjort",
            "afgørelsesdato",
            "afgjort dato",
            "dato afgjort",
            "afgørelse",
            "afgjort den",
            "afsluttet",
            "afslutningsdato",
        ],
    ),
    (Role::Excluded, &["ikke medregnet", "medregnes ikke", "ikke med", "undtaget", "udeladt", "holdes ude"]),
    (Role::Year, &["år", "årstal", "kalenderår", "regnskabsår"]),
    (Role::Month, &["måned", "mdr.", "mdr", "månedsnr.", "afgørelsesmåned"]),
    (Role::Day, &["dato", "opgørelsesdato", "dag"]),
    (
        Role::Case,
        &[
            "sagsnummer",
            "sagsnr.",
            "sagsnr",
            "sags-id",
            "sagsid",
            "sags id",
            "journalnummer",
            "journalnr.",
            "journalnr",
        ],
    ),
];

/// What the result of a query names the undecided cases, which no other file does.
pub(super) const OF_QUERY: &str = "uafgjorte";
/// And why cases are not counted, where that stands in a row.
pub(super) const NOT_COUNTED: &str = "ikke talt, fordi";

/// The columns of a case file, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CaseColumns {
    pub kind: usize,
    pub site: Option<usize>,
    pub received: Option<usize>,
    pub informed: Option<usize>,
    pub decided: usize,
    pub excluded: Option<usize>,
    /// Of the case: no two rows should have the same.
    pub number: Option<usize>,
}

/// The columns of a file of summed counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SumColumns {
    pub kind: usize,
    pub site: Option<usize>,
    pub period: Option<usize>,
    pub year: Option<usize>,
    pub month: Option<usize>,
    pub day: Option<usize>,
    /// Those that rows are added up over.
    pub added: Vec<usize>,
    pub total: usize,
    pub limits: Vec<(TimeLimit, usize)>,
    /// Of the result of a query, which knows them.
    pub open: Option<OpenColumns>,
}

/// Undecided cases when a quarter ended: all, and those that were over a limit by then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OpenColumns {
    pub total: usize,
    pub over: Vec<(TimeLimit, usize)>,
    /// Why the cases of a row are not counted.
    pub why_not: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Layout {
    Cases(CaseColumns),
    Sums(SumColumns),
}

/// The head of a file: how wide it is, and what stands where.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub width: usize,
    pub layout: Layout,
    /// Columns that nothing is read from.
    pub unused: Vec<String>,
    /// Whether a day of the file is written with its month first: then those that can be read both ways are not.
    pub is_month_first: bool,
}

struct Finder<'a> {
    names: &'a [String],
    mapping: &'a Mapping,
    used: Vec<usize>,
}

impl Header {
    /// # Errors
    /// What is missing or stands twice, with the way out.
    pub fn read(names: &[String], mapping: &Mapping) -> Result<Self, Message> {
        // A query names its own columns: what the agency calls them is no matter then.
        let (open, plain) = (OpenColumns::find(names), Mapping::default());
        let mapping = if open.is_some() { &plain } else { mapping };
        let mut finder = Finder { names, mapping, used: open.iter().flat_map(OpenColumns::places).collect() };
        let limits = finder.limits()?;
        let added = finder.added()?;
        let kind = finder.need(Role::Kind)?;
        let site = finder.find(Role::Site)?;
        let (total, decided) = (finder.find(Role::Total)?, finder.find(Role::Decided)?);
        let layout = match (total, decided) {
            (_, Some(decided)) => Layout::Cases(CaseColumns {
                kind,
                site,
                received: finder.find(Role::Received)?,
                informed: finder.find(Role::Informed)?,
                decided,
                excluded: finder.find(Role::Excluded)?,
                number: finder.find(Role::Case)?,
            }),
            (Some(total), None) => {
                let period = finder.find(Role::Period)?;
                let (year, month, day) = (finder.find(Role::Year)?, finder.find(Role::Month)?, finder.find(Role::Day)?);
                Layout::Sums(SumColumns { kind, site, period, year, month, day, added, total, limits, open })
            }
            (None, None) => {
                return Err(finder.lacking(say!("column.no-kind"), &["afgjort", "i alt"]));
            }
        };
        if matches!(&layout, Layout::Cases(columns) if columns.received.is_none() && columns.informed.is_none()) {
            return Err(finder.lacking(say!("column.no-clock"), &["modtaget", "fuldt oplyst"]));
        }
        let unused = names.iter().enumerate().filter(|(index, name)| !finder.used.contains(index) && !name.is_empty());
        let unused = unused.map(|(_, name)| shown(name)).collect();
        Ok(Self { width: names.len(), layout, unused, is_month_first: false })
    }

    /// Whether its rows are cases, and not sums of them.
    pub fn has_cases(&self) -> bool {
        matches!(self.layout, Layout::Cases(_))
    }

    /// The columns that hold dates.
    pub fn dates(&self) -> Vec<usize> {
        match &self.layout {
            Layout::Cases(columns) => {
                [columns.received, columns.informed, Some(columns.decided)].into_iter().flatten().collect()
            }
            Layout::Sums(columns) => columns.day.into_iter().collect(),
        }
    }

    /// The columns that hold counts.
    pub fn counts(&self) -> Vec<usize> {
        match &self.layout {
            Layout::Cases(_) => Vec::new(),
            Layout::Sums(columns) => columns.limits.iter().map(|(_, place)| *place).chain([columns.total]).collect(),
        }
    }

    /// What a reader of the file should know.
    pub fn notes(&self) -> Vec<Message> {
        let unused = &self.unused;
        if unused.is_empty() { Vec::new() } else { vec![say!("column.unused", unused = unused)] }
    }
}

impl OpenColumns {
    fn find(names: &[String]) -> Option<Self> {
        let total = names.iter().position(|name| fold(name) == OF_QUERY)?;
        let over = |name: &str| fold(name).strip_prefix(OF_QUERY)?.trim().strip_prefix("over ")?.parse().ok();
        let over = names.iter().enumerate().filter_map(|(place, name)| Some((over(name)?, place)));
        let why_not = names.iter().position(|name| fold(name) == fold(NOT_COUNTED));
        Some(Self { total, over: over.collect(), why_not })
    }

    fn places(&self) -> impl Iterator<Item = usize> {
        self.over.iter().map(|(_, place)| *place).chain([self.total]).chain(self.why_not)
    }
}

impl Finder<'_> {
    fn find(&mut self, role: Role) -> Result<Option<usize>, Message> {
        let names = NAMES.iter().find(|(one, _)| *one == role).map_or(&[][..], |(_, names)| names);
        let key = names.first().copied().unwrap_or_default();
        let mapped = self.mapping.columns.iter().find(|(name, _)| name == key);
        let wanted: Vec<String> = match mapped {
            Some((_, header)) => vec![fold(header)],
            None => names.iter().map(|name| fold(name)).collect(),
        };
        // The first of its names that is there: a file can have both `i alt` and `antal`.
        let found = wanted.iter().map(|wanted| self.places(|name| name == wanted)).find(|places| !places.is_empty());
        match found.as_deref() {
            None if mapped.is_some() => {
                let header = mapped.map(|(_, header)| header.as_str()).unwrap_or_default();
                Err(self.lacking(say!("column.mapped", key = key, header = header), &[header]))
            }
            None => Ok(None),
            Some([place]) if self.used.contains(place) => Err(say!("column.two-things", place = place + 1, key = key)),
            Some([place]) => {
                self.used.push(*place);
                Ok(Some(*place))
            }
            Some(places) => Err(self.twice(key, places)),
        }
    }

    /// The columns that the mapping adds up over.
    fn added(&mut self) -> Result<Vec<usize>, Message> {
        let mut added = Vec::new();
        for header in &self.mapping.added {
            let wanted = fold(header);
            match self.places(|name| name == wanted).as_slice() {
                [place] => added.push(*place),
                [] => {
                    return Err(self.lacking(say!("column.added", header = header), &[header]));
                }
                places => return Err(self.twice(header, places)),
            }
        }
        self.used.extend(&added);
        Ok(added)
    }

    fn need(&mut self, role: Role) -> Result<usize, Message> {
        let key = NAMES
            .iter()
            .find(|(one, _)| *one == role)
            .and_then(|(_, names)| names.first())
            .copied()
            .unwrap_or_default();
        self.find(role)?.ok_or_else(|| self.lacking(say!("column.none", key = key), &[key]))
    }

    /// `inden for 31 dage`, `heraf inden for 31 dage`, `højst 10 dage`, `31 dage`; or what the mapping says.
    fn limits(&mut self) -> Result<Vec<(TimeLimit, usize)>, Message> {
        let mut limits: Vec<(TimeLimit, usize)> = Vec::new();
        for (key, header) in &self.mapping.columns {
            let Ok(limit) = key.parse::<TimeLimit>() else { continue };
            let wanted = fold(header);
            match self.places(|name| name == wanted).as_slice() {
                [place] => limits.push((limit, *place)),
                [] => {
                    return Err(self.lacking(say!("column.mapped", key = key, header = header), &[header]));
                }
                places => return Err(self.twice(key, places)),
            }
        }
        for (place, name) in self.names.iter().enumerate() {
            let Some(limit) = limit(name) else { continue };
            match limits.iter().find(|(one, _)| *one == limit) {
                Some((_, first)) if *first == place => {}
                Some((_, first)) => return Err(self.twice(&limit.to_string(), &[*first, place])),
                None => limits.push((limit, place)),
            }
        }
        self.used.extend(limits.iter().map(|(_, place)| *place));
        Ok(limits)
    }

    fn places(&self, is_it: impl Fn(&str) -> bool) -> Vec<usize> {
        self.names.iter().enumerate().filter(|(_, name)| is_it(&fold(name))).map(|(place, _)| place).collect()
    }

    fn twice(&self, key: &str, places: &[usize]) -> Message {
        let columns: Vec<String> = places.iter().map(|place| (place + 1).to_string()).collect();
        say!("column.twice", columns = columns, key = key)
    }

    /// What is lacking, with what there is, and what was perhaps meant for it.
    fn lacking(&self, problem: Message, wanted: &[&str]) -> Message {
        let listed: Vec<String> = self.names.iter().take(20).map(|name| format!("`{}`", shown(name))).collect();
        let near = wanted
            .iter()
            .find_map(|wanted| nearest(wanted, self.names.iter().map(String::as_str)).map(|near| (near, wanted)));
        let near = near.map(|(near, wanted)| say!("column.near", near = shown(near), wanted = wanted));
        say!("column.lacking", problem = problem, near = near, listed = listed)
    }
}

fn limit(name: &str) -> Option<TimeLimit> {
    let name = fold(name);
    let name = name.strip_prefix("heraf ").or(name.strip_prefix("antal ")).unwrap_or(&name);
    let leads = ["inden for ", "indenfor ", "højst ", "maks. ", ""];
    leads.iter().find_map(|lead| name.strip_prefix(lead)?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(names: &[&str]) -> Result<Header, Message> {
        Header::read(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), &Mapping::default())
    }

    #[test]
    fn every_key_of_a_mapping_is_a_role() {
        assert!(NAMES.iter().map(|(_, names)| names[0]).eq(Mapping::COLUMNS));
    }

    #[test]
    fn a_head_is_known_by_its_names() {
        let cases = head(&["Kontor", "Sagsnr.", "Sagstype", "Ansøgningsdato", "AFGJORT", "Ikke medregnet"]).unwrap();
        assert_eq!(cases.unused, ["Kontor"]);
        assert!(matches!(
            cases.layout,
            Layout::Cases(CaseColumns { kind: 2, received: Some(3), decided: 4, number: Some(1), .. })
        ));
        let sums = head(&["Kvartal", "Krav", "I alt", "Heraf inden for 31 dage", "92 dage"]).unwrap();
        let Layout::Sums(sums) = sums.layout else { panic!() };
        assert_eq!(
            sums.limits.iter().map(|(limit, at)| (limit.to_string(), *at)).collect::<Vec<_>>(),
            [("31 dage".to_owned(), 3), ("92 dage".to_owned(), 4)]
        );
    }

    #[test]
    fn what_a_head_lacks_or_has_twice_is_told() {
        for (names, said) in [
            (&["Sagstype", "Modtagett", "Afgjort"][..], "is `Modtagett` meant for `modtaget`?"),
            (&["Sagstyp", "Modtaget", "Afgjort"], "is `Sagstyp` meant for `sagstype`?"),
            (&["Sagstype", "Modtaget"], "neither `afgjort`"),
            (&["Sagstype", "Modtaget", "Afgjort", "afgjort"], "the columns 3 and 4 are both `afgjort`"),
            (&["Krav", "I alt", "År", "Årstal", "Måned", "måned"], "the columns 5 and 6 are both `måned`"),
            (&["Krav", "I alt", "31 dage", "inden for 31 dage"], "the columns 3 and 4 are both `31 dage`"),
        ] {
            let error = head(names).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}
