//! The counting of cases as a query that an agency's own database runs: by the same rules as [`import`](super::import), so that
//! only sums travel. Its result, saved as CSV, is read as summed counts.
//!
//! Each step is a table of its own, with what it is for above it, so that whoever answers for the figures can read it through.

mod dialect;
mod names;

pub use dialect::SqlDialect;

use super::cases::{NO_WORDS, YES_WORDS};
use super::column::{NOT_COUNTED, OF_QUERY};
use super::target::{CountedRequirement, Limit, Rules};
use crate::load::Mapping;
use crate::plan::{Clock, Plan};
use crate::quantity::{PartOfYear, TimeLimit};
use names::{TableColumns, kinds};

/// The table that cases stand in where none is named.
pub const TABLE: &str = "sager";

/// What a query is written for.
#[derive(Debug, Clone, Copy)]
pub struct QueryRequest<'a> {
    pub plan: &'a Plan,
    pub mapping: &'a Mapping,
    /// None means every quarter.
    pub periods: &'a [PartOfYear],
    pub dialect: SqlDialect,
    /// The table that the cases stand in, one each row.
    pub table: &'a str,
}

/// The query. None where the plan has no requirement that cases can be counted for one by one.
pub fn query(request: &QueryRequest) -> Option<String> {
    let quarters: Vec<PartOfYear> = request.plan.period.quarters().iter().map(|quarter| quarter.part).collect();
    let periods = if request.periods.is_empty() { &quarters } else { request.periods };
    let rules = Rules::new(request.plan, request.mapping, periods);
    let counted: Vec<QueryTarget> = rules.targets.iter().filter_map(QueryTarget::new).collect();
    if counted.is_empty() {
        return None;
    }
    let columns = TableColumns::new(request.mapping, &counted);
    Some(QueryWriter { dialect: request.dialect, rules: &rules, counted: &counted, columns, request }.whole())
}

/// A requirement whose cases can be counted one by one.
struct QueryTarget<'a> {
    own: &'a CountedRequirement<'a>,
    /// As the result names it.
    name: String,
    clock: Clock,
    limits: Vec<(TimeLimit, Limit)>,
}

impl<'a> QueryTarget<'a> {
    fn new(own: &'a CountedRequirement<'a>) -> Option<Self> {
        let (clock, limits) = own.rule.as_ref().ok()?;
        let limits = own.share.tiers.iter().map(|tier| tier.step.limit()).zip(limits.iter().copied()).collect();
        Some(Self { own, name: own.address.to_string(), clock: *clock, limits })
    }
}

struct QueryWriter<'a> {
    dialect: SqlDialect,
    rules: &'a Rules<'a>,
    counted: &'a [QueryTarget<'a>],
    columns: TableColumns,
    request: &'a QueryRequest<'a>,
}

impl QueryWriter<'_> {
    fn whole(&self) -> String {
        let tables = [
            self.head(),
            self.quarters(),
            self.kinds(),
            self.sites(),
            self.cases(),
            self.judged(),
            self.counted_by_quarter(),
            self.result(),
        ];
        tables.concat()
    }

    fn text(&self, text: &str) -> String {
        self.dialect.text(text)
    }

    /// A table of values, a row a line.
    fn values(&self, name: &str, columns: &str, rows: &[Vec<String>]) -> String {
        let rows: Vec<String> = rows.iter().map(|row| format!("    ({})", row.join(", "))).collect();
        format!("{name} AS (\n  SELECT * FROM (VALUES\n{}\n  ) AS v ({columns})\n),\n", rows.join(",\n"))
    }

    fn head(&self) -> String {
        let plan = self.request.plan;
        let name = format!("{}, {}", plan.title, plan.institution.name);
        let left: Vec<String> = self
            .rules
            .targets
            .iter()
            .filter(|target| target.rule.is_err())
            .map(|target| {
                format!("-- Ikke med: {} kan ikke tælles sag for sag.\n", comment(&target.address.to_string()))
            })
            .collect();
        format!(
            "-- Sager talt efter planens regler: {}.\n\
             -- Gem resultatet som CSV med kolonnenavne, og indlæs det med `resultatplan import`.\n\
             -- En sag tæller i det kvartal, den er afgjort i. Fristens egen dag er inden for fristen.\n{}WITH\n",
            comment(&name),
            left.concat()
        )
    }

    fn quarters(&self) -> String {
        let rows = self.rules.periods.iter().enumerate().map(|(number, (part, days))| {
            vec![
                number.to_string(),
                self.text(&part.to_string()),
                SqlDialect::day(days.first),
                SqlDialect::day(days.last),
            ]
        });
        let values = self.values("kvartaler", "nr, kvartal, begynder, slutter", &rows.collect::<Vec<_>>());
        format!("-- Planens kvartaler.\n{values}")
    }

    /// What each case type is in the plan, what starts its clock, and whether the plan leaves anything out of it.
    fn kinds(&self) -> String {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (name, target) in kinds(self.rules, self.request.mapping, self.counted) {
            let fields = match target {
                Some(target) => {
                    let clock = match target.clock {
                        Clock::Application => "modtaget",
                        Clock::FullyInformed => "fuldt oplyst",
                    };
                    let place = self.counted.iter().position(|one| one.name == target.name).unwrap_or(0);
                    let excludes = u8::from(!target.own.excluding.is_empty());
                    vec![place.to_string(), self.text(&target.name), self.text(clock), excludes.to_string()]
                }
                None => ["NULL", "NULL", "NULL", "0"].map(str::to_owned).into(),
            };
            rows.push([vec![self.text(&name)], fields].concat());
        }
        let values = self.values("sagstyper", "sagstype, nr, krav, ur, har_undtagelser", &rows);
        format!("-- Sagstyperne med det krav, de er, og det, der starter uret. Uden krav medregnes de ikke.\n{values}")
    }

    /// Where places have weights, a case is at one of them.
    fn sites(&self) -> String {
        let mut rows = Vec::new();
        for target in self.counted {
            for site in &target.own.share.sites {
                rows.push(vec![self.text(&target.name), self.text(&site.name)]);
            }
        }
        if rows.is_empty() {
            return String::new();
        }
        let values = self.values("steder", "krav, sted", &rows);
        format!("-- De steder, som planen vejer hver for sig.\n{values}")
    }

    fn has_sites(&self) -> bool {
        self.counted.iter().any(|target| !target.own.share.sites.is_empty())
    }

    /// The agency's own table, with its columns by our names.
    fn cases(&self) -> String {
        let blanks: Vec<String> = self.columns.blank_days.iter().map(|day| SqlDialect::day(*day)).collect();
        let day = |column: &Option<String>| match column {
            None => "CAST(NULL AS date)".to_owned(),
            Some(column) => {
                let plain = format!("CAST({} AS date)", self.dialect.name(column));
                blanks.iter().fold(plain, |day, blank| format!("NULLIF({day}, {blank})"))
            }
        };
        let text = |column: &Option<String>| {
            column.as_ref().map_or_else(|| "''".to_owned(), |column| self.dialect.folded(&self.dialect.name(column)))
        };
        let kind = self.dialect.name(&self.columns.kind);
        let table: Vec<String> = self.request.table.split('.').map(|part| self.dialect.name(part)).collect();
        let lines = [
            format!("{kind} AS skrevet"),
            format!("{} AS sagstype", self.dialect.folded(&kind)),
            format!("{} AS sted", text(&self.columns.site)),
            format!("{} AS modtaget", day(&self.columns.received)),
            format!("{} AS oplyst", day(&self.columns.informed)),
            format!("{} AS afgjort", day(&Some(self.columns.decided.clone()))),
            format!("COALESCE({}, '') AS undtaget", text(&self.columns.excluded)),
        ];
        format!(
            "-- Styrelsens egen tabel med en sag i hver række.\nsager AS (\n  SELECT\n    {}\n  FROM {}\n),\n",
            lines.join(",\n    "),
            table.join(".")
        )
    }

    /// Each case with its requirement, the day its clock starts, and what becomes of it.
    fn judged(&self) -> String {
        let (join, site) = if self.has_sites() {
            let same = format!("{} = s.sted", self.dialect.folded("p.sted"));
            (format!("\n    LEFT JOIN steder AS p ON p.krav = t.krav AND {same}"), "p.sted")
        } else {
            (String::new(), "CAST(NULL AS varchar(1))")
        };
        let from = "CASE WHEN t.ur = 'modtaget' THEN s.modtaget ELSE s.oplyst END";
        format!(
            "-- Hver sag med sit krav, den dag uret starter, og hvad der bliver af den.\n\
             henført AS (\n  SELECT s.skrevet, s.afgjort, t.nr, t.krav, {site} AS sted, {from} AS fra, s.undtaget,\n    \
             CASE\n{}    END AS dom\n  FROM sager AS s\n    LEFT JOIN sagstyper AS t ON {} = s.sagstype{join}\n),\n",
            self.verdicts(from),
            self.dialect.folded("t.sagstype")
        )
    }

    fn verdicts(&self, from: &str) -> String {
        let mut lines =
            vec![("t.sagstype IS NULL".to_owned(), "ukendt sagstype"), ("t.krav IS NULL".to_owned(), "medregnes ikke")];
        if self.has_sites() {
            let with: Vec<String> = self
                .counted
                .iter()
                .filter(|target| !target.own.share.sites.is_empty())
                .map(|target| self.text(&target.name))
                .collect();
            lines.push((format!("p.sted IS NULL AND t.krav IN ({})", with.join(", ")), "ukendt sted"));
        }
        let list = |words: &[&str]| words.iter().map(|word| self.text(word)).collect::<Vec<_>>().join(", ");
        if self.columns.excluded.is_some() {
            for (word, _) in &self.request.mapping.excluded {
                lines.push((format!("s.undtaget = {}", self.dialect.folded(&self.text(word))), "medregnes ikke"));
            }
            for target in self.counted {
                for reason in target.own.excluding.iter().filter_map(|place| self.rules.reasons.get(*place)) {
                    let (name, reason) = (self.text(&target.name), self.dialect.folded(&self.text(reason)));
                    lines.push((format!("t.krav = {name} AND s.undtaget = {reason}"), "medregnes ikke"));
                }
            }
            let yes = list(&YES_WORDS);
            let no = list(&NO_WORDS);
            lines.push((format!("s.undtaget IN ({yes}) AND t.har_undtagelser = 1"), "medregnes ikke"));
            lines.push((format!("s.undtaget NOT IN ({no})"), "ukendt undtagelse"));
        }
        lines.push((format!("{from} IS NULL AND s.afgjort IS NULL"), "uden datoer"));
        lines.push((format!("{from} IS NULL"), "afgjort, men uret er ikke startet"));
        lines.push((format!("s.afgjort < {from}"), "afgjort, før uret startede"));
        let cases: String =
            lines.iter().map(|(when, then)| format!("      WHEN {when} THEN {}\n", self.text(then))).collect();
        format!("{cases}      ELSE {}\n", self.text("med"))
    }

    /// How many there are of each requirement in each quarter; and how many were undecided when it ended.
    fn counted_by_quarter(&self) -> String {
        let decided = "s.afgjort BETWEEN k.begynder AND k.slutter";
        let open = "s.fra <= k.slutter AND (s.afgjort IS NULL OR s.afgjort > k.slutter)";
        let mut lines = vec![format!("SUM(CASE WHEN {decided} THEN 1 ELSE 0 END) AS i_alt")];
        for (place, (_, limit)) in self.limits().into_iter().enumerate() {
            let kept = self.dialect.is_kept(limit, "s.fra", "s.afgjort");
            lines.push(format!("SUM(CASE WHEN {decided} AND {kept} THEN 1 ELSE 0 END) AS inden_{place}"));
        }
        lines.push(format!("SUM(CASE WHEN {open} THEN 1 ELSE 0 END) AS uafgjorte"));
        for (place, (_, limit)) in self.limits().into_iter().enumerate() {
            let kept = self.dialect.is_kept(limit, "s.fra", "k.slutter");
            lines.push(format!("SUM(CASE WHEN {open} AND NOT ({kept}) THEN 1 ELSE 0 END) AS over_{place}"));
        }
        let verdicts: Vec<String> =
            ["med", "uden datoer", "afgjort, men uret er ikke startet", "afgjort, før uret startede"]
                .iter()
                .map(|word| self.text(word))
                .collect();
        format!(
            "-- Hvor mange der er afgjort i hvert kvartal, og hvor mange der var uafgjorte, da det sluttede. Et krav, som\n\
             -- tabellen har sager om, men ingen i kvartalet, har 0.\n\
             talt AS (\n  SELECT k.nr AS kvartalets_nr, k.kvartal, e.nr, e.krav, e.sted,\n    {}\n  FROM kvartaler AS k\n    \
             CROSS JOIN (SELECT DISTINCT nr, krav, sted FROM henført WHERE dom IN ({})) AS e\n    \
             LEFT JOIN henført AS s ON s.krav = e.krav AND COALESCE(s.sted, '') = COALESCE(e.sted, '') AND s.dom = {}\n  \
             GROUP BY k.nr, k.kvartal, e.nr, e.krav, e.sted\n)\n",
            lines.join(",\n    "),
            verdicts.join(", "),
            self.text("med")
        )
    }

    /// Every limit of any requirement, once.
    fn limits(&self) -> Vec<(TimeLimit, Limit)> {
        let mut all: Vec<(TimeLimit, Limit)> = Vec::new();
        for (limit, counted) in self.counted.iter().flat_map(|target| &target.limits) {
            if !all.iter().any(|(one, _)| one == limit) {
                all.push((*limit, *counted));
            }
        }
        all
    }

    /// The rows to import; and those that cannot be counted, by what is wrong with them, which import then tells.
    fn result(&self) -> String {
        let limits = self.limits();
        // Only where the requirement has the limit.
        let of_limit = |limit: &TimeLimit, column: &str| {
            let has_it = |(_, target): &(usize, &QueryTarget)| target.limits.iter().any(|(one, _)| one == limit);
            let with = self.counted.iter().enumerate().filter(has_it).map(|(place, _)| place.to_string());
            let with: Vec<String> = with.collect();
            if with.len() == self.counted.len() {
                return column.to_owned();
            }
            format!("CASE WHEN nr IN ({}) THEN {column} END", with.join(", "))
        };
        let mut columns = vec![
            ("kvartal".to_owned(), "kvartal".to_owned(), "NULL"),
            ("krav".to_owned(), "sagstype".to_owned(), "COALESCE(krav, skrevet)"),
            ("sted".to_owned(), "sted".to_owned(), "NULL"),
            ("i_alt".to_owned(), "i alt".to_owned(), "COUNT(*)"),
        ];
        for (place, (limit, _)) in limits.iter().enumerate() {
            columns.push((of_limit(limit, &format!("inden_{place}")), format!("inden for {limit}"), "NULL"));
        }
        columns.push(("uafgjorte".to_owned(), OF_QUERY.to_owned(), "NULL"));
        for (place, (limit, _)) in limits.iter().enumerate() {
            columns.push((of_limit(limit, &format!("over_{place}")), format!("{OF_QUERY} over {limit}"), "NULL"));
        }
        columns.push(("CAST(NULL AS varchar(1))".to_owned(), NOT_COUNTED.to_owned(), "dom"));
        let counted: Vec<String> =
            columns.iter().map(|(value, name, _)| format!("{value} AS {}", self.dialect.name(name))).collect();
        let told: Vec<&str> = columns.iter().map(|(.., value)| *value).collect();
        let names: Vec<String> = columns.iter().map(|(_, name, _)| self.dialect.name(name)).collect();
        let left: Vec<String> = ["med", "medregnes ikke", "uden datoer"].iter().map(|word| self.text(word)).collect();
        // A quarter that is asked for is told, though it has none.
        let only = match self.request.periods {
            [] => "  WHERE kvartalets_nr IN (SELECT kvartalets_nr FROM talt WHERE i_alt > 0)\n",
            [_, ..] => "",
        };
        format!(
            "SELECT {}\nFROM (\n  SELECT kvartalets_nr, nr,\n    {}\n  FROM talt\n{only}  UNION ALL\n  \
             -- Det, der ikke kan tælles: `resultatplan import` afviser det og siger det.\n  \
             SELECT 99, 99, {}\n  FROM henført\n  WHERE dom NOT IN ({})\n  GROUP BY COALESCE(krav, skrevet), dom\n\
             ) AS r\nORDER BY kvartalets_nr, nr, {};\n",
            names.join(", "),
            counted.join(",\n    "),
            told.join(", "),
            left.join(", "),
            self.dialect.name("sted")
        )
    }
}

/// A text of the plan in a comment: on its line.
fn comment(text: &str) -> String {
    text.chars().map(|one| if one.is_control() || "\u{2028}\u{2029}\u{85}".contains(one) { ' ' } else { one }).collect()
}
