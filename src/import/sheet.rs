//! What was counted, as a file of `resultater/` that a person can read and git can diff.

use crate::assets::Coverage;
use crate::plan::{Address, Step, Tally};
use crate::quantity::{Count, Date, PartOfYear, Period, YES};
use crate::schema;

use super::FileAccount;
use super::tally::{PeriodKnowledge, RowTally};
use super::target::{CountedRequirement, Rules};
use crate::write::{Map, Value, on_one_line};

/// What was counted for a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    pub period: PartOfYear,
    pub days: Period,
    /// In the order of the plan.
    pub requirements: Vec<(Address, Figures)>,
}

/// The figures of a requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    pub steps: Vec<Step>,
    /// Of the whole, under no name; or of each place.
    pub counts: Vec<(Option<String>, Tally)>,
    pub open: OpenCases,
}

/// Cases without a decision when the period ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCases {
    pub total: u64,
    /// Those that were already over each limit.
    pub over: Vec<u64>,
}

/// What stands above the figures.
#[derive(Debug, Clone, Copy)]
pub struct SheetHead<'a> {
    pub updated: Date,
    pub reporter: &'a str,
    /// Beside the files themselves.
    pub source: Option<&'a str>,
    pub is_example: bool,
    /// What the fonts can print: anything else is told by its number.
    pub coverage: &'a Coverage,
}

impl SheetHead<'_> {
    /// A text from outside, as documents can print it: `sager U+1F600.csv`.
    fn printable(&self, text: &str) -> String {
        let one = |one| if self.coverage.has(one) { one.to_string() } else { format!("U+{:04X}", u32::from(one)) };
        on_one_line(text).chars().map(one).collect()
    }
}

/// What is to be reported of each period; nothing of those that nothing was counted for, unless they were asked for.
pub(super) fn counted(rules: &Rules, tally: &RowTally, is_asked: bool) -> Vec<Counted> {
    let mut all = Vec::new();
    for (period, (part, days)) in rules.periods.iter().enumerate() {
        let known = |index: usize| {
            tally.known.get(index * rules.periods.len() + period).copied().unwrap_or(PeriodKnowledge::Nothing)
        };
        let indexed = || rules.targets.iter().enumerate();
        let has_any = indexed().any(|(index, _)| known(index) == PeriodKnowledge::Counted);
        let told = indexed().filter(|(index, _)| known(*index) > PeriodKnowledge::Nothing);
        let requirements: Vec<(Address, Figures)> = told
            .map(|(index, target)| (target.address.clone(), figures(rules, tally, period, (index, target))))
            .collect();
        if has_any || is_asked && !requirements.is_empty() {
            all.push(Counted { period: *part, days: *days, requirements });
        }
    }
    all
}

fn figures(rules: &Rules, tally: &RowTally, period: usize, (index, target): (usize, &CountedRequirement)) -> Figures {
    let share = target.share;
    let tiers = share.tiers.len();
    let slice = |counters: &[u64], site: usize| -> Vec<u64> {
        let first = rules.counter(index, site, period);
        counters.get(first..=first + tiers).map(<[u64]>::to_vec).unwrap_or_default()
    };
    let counts = |site: usize| {
        let all: Vec<Count> = slice(&tally.counts, site).into_iter().map(Count).collect();
        let (total, within) = all.split_first().map_or((Count(0), Vec::new()), |(total, rest)| (*total, rest.to_vec()));
        Tally { total, within }
    };
    let sites = share.sites.len().max(1);
    let open = (0..sites)
        .map(|site| slice(&tally.open, site))
        .reduce(|sum, more| sum.iter().zip(more).map(|(sum, more)| sum + more).collect());
    let open = open.unwrap_or_default();
    Figures {
        steps: share.tiers.iter().map(|tier| tier.step).collect(),
        counts: match share.sites.as_slice() {
            [] => vec![(None, counts(0))],
            // A place without a row is not known to have had none.
            sites => {
                let all = sites.iter().enumerate().map(|(site, one)| (Some(one.name.clone()), counts(site)));
                all.filter(|(_, counts)| counts.total.0 > 0).collect()
            }
        },
        open: OpenCases { total: open.first().copied().unwrap_or(0), over: open.get(1..).unwrap_or_default().to_vec() },
    }
}

impl Figures {
    /// `i alt: 412` with `inden for: { 31 dage: 371 }`, and `højst: …` where the plan says that.
    fn tally(&self, counts: &Tally) -> Map {
        let mut map = Map::default();
        map.text(schema::results::tally::TOTAL, counts.total);
        let is_within = |step: &Step| matches!(step, Step::Within(_));
        for (key, wanted) in [(schema::results::tally::WITHIN, true), (schema::results::tally::AT_MOST, false)] {
            let mut limits = Map::default();
            let pairs = self.steps.iter().zip(&counts.within).filter(|(step, _)| is_within(step) == wanted);
            pairs.for_each(|(Step::Within(limit) | Step::AtMost(limit), count)| limits.text(limit.to_string(), count));
            if !limits.0.is_empty() {
                map.put(key, Value::Flow(limits));
            }
        }
        map
    }

    /// Of the whole, or place by place.
    fn tallies(&self) -> Map {
        let mut map = Map::default();
        let mut sites = Map::default();
        for (site, counts) in &self.counts {
            match site {
                None => map.0.extend(self.tally(counts).0),
                Some(site) => sites.put(site, Value::Flow(self.tally(counts))),
            }
        }
        if !sites.0.is_empty() {
            map.put(schema::results::share::SITES, Value::Map(sites));
        }
        map
    }

    /// `Uafgjorte ved periodens udgang: 40, heraf 12 efter mere end 31 dage.`
    fn comment(&self) -> Option<String> {
        let over: Vec<String> = self
            .steps
            .iter()
            .zip(&self.open.over)
            .filter(|(_, over)| **over > 0)
            .map(|(Step::Within(limit) | Step::AtMost(limit), over)| format!("{} efter mere end {limit}", Count(*over)))
            .collect();
        let total = Count(self.open.total);
        (!over.is_empty()).then(|| format!("Uafgjorte ved periodens udgang: {total}, heraf {}.", over.join(" og ")))
    }
}

/// `1-kvartal.yaml`.
pub fn file_name(period: PartOfYear) -> String {
    match period {
        PartOfYear::Days(days) => format!("{}-til-{}.yaml", days.first.0, days.last.0),
        named => format!("{}.yaml", named.to_string().replace(". ", "-").replace(' ', "-")),
    }
}

impl Counted {
    /// The file of results.
    pub fn to_yaml(&self, head: &SheetHead, files: &[FileAccount], reasons: &[String]) -> String {
        let mut text = "# Indlæst med `resultatplan import` fra:\n".to_owned();
        for file in files {
            text.push_str(&origin(file, reasons));
        }
        if files.iter().any(|file| file.has_cases) {
            text.push_str("# En sag tæller i den periode, den er afgjort i.\n");
        }
        let mut map = Map::default();
        map.text(schema::results::sheet::PERIOD, self.period);
        if head.is_example {
            map.text(schema::results::sheet::IS_EXAMPLE, YES);
        }
        map.text(schema::results::sheet::UPDATED, head.updated);
        map.text(schema::results::sheet::REPORTER, head.printable(head.reporter));
        let names: Vec<String> = files.iter().map(|file| file.name()).collect();
        let source = match head.source {
            Some(source) => format!("{source} ({})", names.join(", ")),
            None => names.join(", "),
        };
        map.text(schema::results::sheet::SOURCE, head.printable(&source));
        let requirements = self.requirements.iter().map(|(address, figures)| {
            let mut map = Map::default();
            map.text(schema::results::observation::OF, address);
            map.0.extend(figures.tallies().0);
            if let Some(comment) = figures.comment() {
                map.text(schema::results::observation::COMMENT, comment);
            }
            Value::Map(map)
        });
        map.put(schema::results::sheet::OBSERVATIONS, Value::List(requirements.collect()));
        text + &map.to_yaml(0)
    }
}

/// The file, its fingerprint and what became of its rows, as comments.
fn origin(file: &FileAccount, reasons: &[String]) -> String {
    let account = &file.account;
    let said = |number: u64, what: &str| format!("{what}: {}", Count(number));
    let mut became = vec![said(account.read, "rækker"), said(account.counted, "talt med")];
    let excluded = account.excluded.iter().zip(reasons).filter(|(number, _)| **number > 0);
    became.extend(excluded.map(|(number, reason)| said(*number, &format!("ikke medregnet ({reason})"))));
    let others =
        [(account.outside, "uden for perioden"), (account.undecided, "uafgjorte"), (account.rejected, "afvist")];
    became.extend(others.iter().filter(|(number, _)| *number > 0).map(|(number, what)| said(*number, what)));
    let lines = [file.name(), format!("  SHA-256 {}", file.fingerprint.sum), format!("  {}", became.join("; "))];
    lines.iter().map(|line| format!("#   {}\n", on_one_line(line))).collect()
}

impl FileAccount {
    /// `sager-2023.csv`, or `sager-2023.xlsx, arket Sager`: no folder of one machine.
    pub fn name(&self) -> String {
        let name = self.fingerprint.path.file_name().unwrap_or_default().to_string_lossy();
        match &self.fingerprint.sheet {
            Some(sheet) => format!("{name}, arket {sheet}"),
            None => name.into_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_its_period() {
        let name = |text: &str| file_name(text.parse().unwrap());
        assert_eq!(name("1. kvartal"), "1-kvartal.yaml");
        assert_eq!(name("hele året"), "hele-året.yaml");
        assert_eq!(name("1. maj 2023 til 31. maj 2023"), "2023-05-01-til-2023-05-31.yaml");
    }
}
