//! What is said of a requirement after its sentence: when it is measured, from when, by whom, and what comes of it in part.

use super::super::phrases::Phrases;
use crate::plan::{Clock, Combination, Denominators, Gathering, IfNone};
use crate::quantity::{Deadline, PartOfYear, Percent};
use crate::schema;
use crate::write::{Map, Value};

/// What is read.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Keys of the requirement.
    pub map: Map,
    /// The names of levels, the lowest first.
    pub scale: Vec<String>,
    pub denominators: Option<Denominators>,
    /// Whether the figures of quarters are added up.
    pub is_sum: bool,
    /// What is none of the phrases.
    pub rest: Vec<String>,
}

impl Told {
    /// Takes one remark. What is none of the phrases is kept as it stands.
    pub fn take(&mut self, text: &str, phrases: &Phrases) {
        let is_read = self.when(text, phrases)
            || self.of_demand(text, phrases)
            || self.of_figures(text, phrases)
            || self.of_path(text, phrases)
            || self.credit(text, phrases);
        if !is_read {
            self.rest.push(text.to_owned());
        }
    }

    fn put(&mut self, key: impl Into<String>, value: Value) -> bool {
        let key = key.into();
        let is_new = self.map.get(&key).is_none();
        if is_new {
            self.map.put(key, value);
        }
        is_new
    }

    fn text(&mut self, key: impl Into<String>, text: &str) -> bool {
        self.put(key, Value::Text(text.to_owned()))
    }

    fn when(&mut self, text: &str, phrases: &Phrases) -> bool {
        if let Some(found) = phrases.values("måles hele året", text) {
            let year = found.get("periode");
            let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
            return is_year && self.text(schema::requirement::PERIOD, "hele året");
        }
        let period = ["måles fra", "måles i"].iter().find_map(|name| {
            let ways = phrases.ways(name, text);
            ways.iter().find_map(|found| part_of_year(found.get("periode")))
        });
        if let Some(period) = period {
            return self.text(schema::requirement::PERIOD, &period);
        }
        if let Some(due) = phrases.values("frist", text).and_then(|found| read_deadline(found.get("frist"))) {
            return self.text(schema::requirement::DEADLINE, &due);
        }
        if let Some(found) = phrases.values("udgangspunkt", text) {
            let mut map = Map::default();
            map.text(schema::baseline::FIGURE, found.get("tal"));
            map.text(schema::baseline::ON, found.get("dato"));
            return self.put(schema::requirement::BASELINE, Value::Map(map));
        }
        false
    }

    fn of_demand(&mut self, text: &str, phrases: &Phrases) -> bool {
        const CLOCKS: [(&str, Clock); 2] =
            [("uret starter ved ansøgning", Clock::Application), ("uret starter fuldt oplyst", Clock::FullyInformed)];
        if let Some((_, clock)) = CLOCKS.iter().find(|(name, _)| phrases.is(name, text)) {
            return self.text(schema::requirement::CLOCK, clock.word());
        }
        if let Some(found) = phrases.values("ikke medregnet", text) {
            // In one piece: commas and `og` are words of what is left out as well.
            let all = vec![Value::Text(found.get("hvad").to_owned())];
            return self.put(schema::requirement::EXCLUDING, Value::List(all));
        }
        if let Some(found) = phrases.values("vurderes af", text) {
            return self.text(schema::judgement::BY, found.get("hvem"));
        }
        if let Some(found) = phrases.values("niveauer", text).filter(|_| self.scale.is_empty()) {
            self.scale = found.get("niveauer").split(", ").map(str::to_owned).collect();
            return true;
        }
        false
    }

    fn of_figures(&mut self, text: &str, phrases: &Phrases) -> bool {
        const NONE: [(&str, IfNone); 2] =
            [("ingen er opfyldt", IfNone::Met), ("ingen er ikke opfyldt", IfNone::NotMet)];
        const GATHERED: [(&str, Gathering); 4] = [
            ("kvartaler seneste", Gathering::Latest),
            ("kvartaler gennemsnit", Gathering::Average),
            ("kvartaler sum", Gathering::Sum),
            ("kvartaler år til dato", Gathering::YearToDate),
        ];
        if let Some((_, none)) = NONE.iter().find(|(name, _)| phrases.is(name, text)) {
            return self.text(schema::share::IF_NONE, none.word());
        }
        if let Some((_, gathering)) = GATHERED.iter().find(|(name, _)| phrases.is(name, text)) {
            self.is_sum = *gathering == Gathering::Sum;
            return self.text(schema::requirement::GATHERING, gathering.word());
        }
        if let Some(found) = denominators(text, phrases).filter(|_| self.denominators.is_none()) {
            self.denominators = Some(found);
            return true;
        }
        // Two sentences in one remark.
        let Some((at, _)) = text.match_indices(". ").find(|(at, _)| denominators(&text[..=*at], phrases).is_some())
        else {
            return false;
        };
        self.denominators = denominators(&text[..=at], phrases);
        let rest = text[at + 2..].to_owned();
        self.take(&rest, phrases);
        true
    }

    fn of_path(&mut self, text: &str, phrases: &Phrases) -> bool {
        let names =
            ["måltal samles alle", "måltal samles vægtet", "måltal samles ligeligt", "måltal samles ikke fastsat"];
        let rules = [Combination::All, Combination::Weighted, Combination::Equal, Combination::NotSet];
        let known = names.iter().zip(rules).find(|(name, _)| phrases.is(name, text));
        let rule = known.and_then(|(_, rule)| word_of(rule)).map(str::to_owned).or_else(|| {
            let found = phrases.values("måltal samles mindst", text)?;
            Some(format!("mindst {} af", found.get("antal")))
        });
        match rule {
            Some(rule) => self.text(schema::requirement::PATH_COMBINATION, &rule),
            None => false,
        }
    }

    fn credit(&mut self, text: &str, phrases: &Phrases) -> bool {
        const KEY: schema::Optional = schema::requirement::CREDIT;
        if phrases.is("opfyldelse proportional", text) {
            return self.text(KEY, "proportional");
        }
        let mut map = Map::default();
        if let Some(found) = phrases.values("opfyldelse lineær", text) {
            let mut line = Map::default();
            line.text(schema::line::FROM, found.get("fra"));
            line.text(schema::line::TO, found.get("til"));
            map.put(schema::credit::LINE, Value::Map(line));
        } else if let Some(found) = phrases.values("opfyldelse forsinket", text) {
            let steps = items(found.get("trin")).into_iter().map(|step| {
                let found = phrases.values("opfyldelse forsinkelse", &step)?;
                let mut map = Map::default();
                // `14 dages`
                map.text(schema::late_step::AT_MOST, found.get("tid").strip_suffix('s')?);
                map.text(schema::step::FULFILMENT, found.get("opfyldelse"));
                Some(Value::Map(map))
            });
            let Some(steps) = steps.collect::<Option<Vec<_>>>() else { return false };
            map.put(schema::credit::LATE, Value::List(steps));
        } else if let Some(found) = phrases.values("opfyldelse delvist fra", text) {
            let keys = [("delvist fra", schema::credit::PARTLY_FROM), ("delvist til", schema::credit::PARTLY_TO)];
            let Some((key, value)) = keys
                .iter()
                .find_map(|(name, key)| Some((*key, phrases.values(name, found.get("trin"))?.get("værdi").to_owned())))
            else {
                return false;
            };
            map.text(key, value);
        } else if let Some(found) = phrases.values("opfyldelse delvist", text) {
            map.text(schema::credit::PARTLY, found.get("opfyldelse"));
        } else if let Some(found) = phrases.values("opfyldelse trin", text) {
            let keys = [("opfyldelse fra", schema::step::FROM), ("opfyldelse til", schema::step::DOWN_TO)];
            let steps = items(found.get("trin")).into_iter().map(|step| {
                keys.iter().find_map(|(name, key)| {
                    let found = phrases.values(name, &step)?;
                    found.get("opfyldelse").parse::<Percent>().ok()?;
                    let mut map = Map::default();
                    map.text(*key, found.get("værdi"));
                    map.text(schema::step::FULFILMENT, found.get("opfyldelse"));
                    Some(Value::Map(map))
                })
            });
            let Some(steps) = steps.collect::<Option<Vec<_>>>() else { return false };
            map.put(schema::credit::STEPS, Value::List(steps));
        } else {
            return false;
        }
        self.put(KEY, Value::Map(map))
    }
}

/// `a, b og c` as its items.
pub(super) fn items(text: &str) -> Vec<String> {
    let (first, last) = text.rsplit_once(" og ").map_or((text, None), |(first, last)| (first, Some(last)));
    first.split(", ").chain(last).map(str::to_owned).collect()
}

fn word_of(rule: Combination) -> Option<&'static str> {
    Combination::WORDS.iter().find(|(_, one)| *one == rule).map(|(word, _)| *word)
}

/// How parts are combined, where a text says it.
pub(super) fn combination(text: &str, phrases: &Phrases) -> Option<String> {
    let names = ["samles alle", "samles vægtet", "samles ligeligt", "samles ikke fastsat"];
    let rules = [Combination::All, Combination::Weighted, Combination::Equal, Combination::NotSet];
    let known = names.iter().zip(rules).find(|(name, _)| phrases.is(name, text));
    known.and_then(|(_, rule)| word_of(rule)).map(str::to_owned).or_else(|| {
        let found = phrases.values("samles mindst", text)?;
        Some(format!("mindst {} af", found.get("antal")))
    })
}

/// How the denominators of quarters become the year's, by what is said of it.
pub(super) fn denominators(text: &str, phrases: &Phrases) -> Option<Denominators> {
    let names = [("nævneren er en sum", Denominators::Sum), ("nævneren er et gennemsnit", Denominators::Average)];
    names.iter().find(|(name, _)| phrases.is(name, text)).map(|(_, one)| *one)
}

/// A part of the year as a plan names it: the year that the words add is the plan's own.
pub(super) fn part_of_year(text: &str) -> Option<String> {
    let year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(whole) = text.strip_prefix("hele ").filter(|rest| year(rest)) {
        return Some(whole.to_owned());
    }
    text.parse::<PartOfYear>().ok().map(|_| text.to_owned())
}

/// `senest ved udgangen af 2. kvartal 2025`, `senest den 1. juni`, as a plan writes it.
pub(super) fn read_deadline(text: &str) -> Option<String> {
    text.strip_prefix("senest ved ").unwrap_or(text).parse::<Deadline>().ok().map(|one| one.to_string())
}
