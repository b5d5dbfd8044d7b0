//! A sentence of a requirement → what it demands, as far as it is one of the program's own phrases.

use super::super::phrases::{PhraseValues, Phrases};
use super::terms::{Told, part_of_year, read_deadline};
use crate::plan::{BoundKind, ComparisonForm, Quotient, Unit};
use crate::quantity::{Amount, Number, Percent, Range, TimeLimit};
use crate::schema::{self, Optional};
use crate::write::{Map, Value};

/// What a sentence says. `is_own` is whether the file marks it as a requirement's; `told` is what is said after it.
/// None where it is none of the phrases.
pub(super) fn read_sentence(text: &str, is_own: bool, told: &Told, phrases: &Phrases) -> Option<Map> {
    // A full stop is no part of it, where one stands.
    let stopped = text.strip_suffix('.').unwrap_or(text);
    for text in [text, stopped] {
        if let Some(map) = path(text, told, phrases) {
            return Some(map);
        }
        for (base, period) in periods(text, phrases) {
            let Some(mut map) = measured(&base, is_own, told, phrases) else { continue };
            if let Some(period) = period {
                map.text(schema::requirement::PERIOD, period);
            }
            return Some(map);
        }
    }
    None
}

/// The sentence with and without the period that it ends with.
fn periods(text: &str, phrases: &Phrases) -> Vec<(String, Option<String>)> {
    let mut all = Vec::new();
    for (at, _) in text.rmatch_indices(" i ") {
        let (base, rest) = (&text[..at], &text[at + 1..]);
        let named = ["i dagene", "i perioden"].iter().find_map(|name| {
            let found = phrases.values(name, rest)?;
            part_of_year(found.get("periode"))
        });
        all.extend(named.map(|part| (base.to_owned(), Some(part))));
    }
    all.push((text.to_owned(), None));
    all
}

fn measured(text: &str, is_own: bool, told: &Told, phrases: &Phrases) -> Option<Map> {
    share(text, phrases)
        .or_else(|| count(text, phrases))
        .or_else(|| level(text, told, phrases))
        .or_else(|| beside(text, told, phrases))
        .or_else(|| quotient(text, told, phrases))
        .or_else(|| value(text, phrases))
        .or_else(|| named_level(text, is_own, told, phrases))
}

/// `Ventetid i telefonen: højst 10 min. for mindst 80 pct. af opkaldene`
fn share(text: &str, phrases: &Phrases) -> Option<Map> {
    const UNITS: [(&str, Unit); 4] = [
        ("sagerne", Unit::Cases),
        ("hverdagene", Unit::WorkingDays),
        ("opkaldene", Unit::Calls),
        ("henvendelserne", Unit::Enquiries),
    ];
    phrases.ways("andel af enheder", text).iter().find_map(|found| {
        let (_, unit) = UNITS.iter().find(|(name, _)| phrases.is(name, found.get("enheder")))?;
        let tier = tier(found.get("andel"), found.get("grænse"), phrases)?;
        let mut map = Map::default();
        map.text(unit.word(), found.get("hvad"));
        map.0.extend(tier.0);
        Some(map)
    })
}

/// A share and its limit: `85 pct.`, `inden for 31 dage`.
pub(super) fn tier(share: &str, limit: &str, phrases: &Phrases) -> Option<Map> {
    let share = share.strip_prefix("mindst ").unwrap_or(share);
    share.parse::<Percent>().ok()?;
    let limits = [("inden for", schema::tier::WITHIN), ("højst", schema::tier::AT_MOST)];
    let (key, limit) = limits.iter().find_map(|(name, key)| {
        let found = phrases.values(name, limit)?;
        found.get("grænse").parse::<TimeLimit>().ok().map(|_| (*key, found.get("grænse").to_owned()))
    })?;
    let mut map = Map::default();
    map.text(schema::tier::SHARE, share);
    map.text(key, limit);
    Some(map)
}

/// `Antal undersøgte områder: 3-4`, `Antal klager: højst 20`
fn count(text: &str, phrases: &Phrases) -> Option<Map> {
    let made = |found: &PhraseValues, bound: Map| {
        let mut map = Map::default();
        map.text(schema::count::WHAT, found.get("hvad"));
        map.0.extend(bound.0);
        map
    };
    let with_word = phrases.ways("antal med ord", text).into_iter();
    let mut with_word = with_word.filter_map(|found| Some(made(&found, bound(found.get("ord"), found.get("mængde"))?)));
    with_word.next().or_else(|| {
        let bare = phrases.ways("antal", text).into_iter();
        bare.filter_map(|found| Some(made(&found, bare_bound(found.get("mængde"))?))).next()
    })
}

/// What is between, or exactly.
fn bare_bound(amount: &str) -> Option<Map> {
    bound(BoundKind::Between.word(), amount).or_else(|| bound(BoundKind::Exactly.word(), amount))
}

/// `under 7 dage`, `3-4`; with a tolerance where there is one.
fn bound(word: &str, amount: &str) -> Option<Map> {
    let kind = BoundKind::ALL.into_iter().find(|kind| kind.word() == word)?;
    let (amount, tolerance) = match amount.split_once(" ± ") {
        Some((amount, tolerance)) => (amount, Some(tolerance)),
        None => (amount, None),
    };
    let amount = amount.replace('–', "-");
    let is_one = match kind {
        BoundKind::Between => amount.parse::<Range>().is_ok(),
        BoundKind::Below | BoundKind::AtMost | BoundKind::AtLeast | BoundKind::Above | BoundKind::Exactly => {
            is_amount(&amount)
        }
    };
    if !is_one || tolerance.is_some_and(|tolerance| !is_amount(tolerance)) {
        return None;
    }
    let mut map = Map::default();
    map.text(bound_key(kind), amount);
    if let Some(tolerance) = tolerance {
        map.text(schema::bound::TOLERANCE, tolerance);
    }
    Some(map)
}

fn bound_key(kind: BoundKind) -> Optional {
    match kind {
        BoundKind::Below => schema::bound::BELOW,
        BoundKind::AtMost => schema::bound::AT_MOST,
        BoundKind::AtLeast => schema::bound::AT_LEAST,
        BoundKind::Above => schema::bound::ABOVE,
        BoundKind::Exactly => schema::bound::EXACTLY,
        BoundKind::Between => schema::bound::BETWEEN,
    }
}

/// A number, with a unit that is no sentence.
fn is_amount(text: &str) -> bool {
    text.parse::<Amount>().is_ok() && text.split(' ').count() <= 5 && !text.contains([':', ';'])
}

fn level(text: &str, told: &Told, phrases: &Phrases) -> Option<Map> {
    let found = phrases.ways("niveau", text);
    let found = found.iter().rfind(|found| found.get("niveau").parse::<Number>().is_ok())?;
    Some(level_map(found.get("hvad"), &format!("niveau {}", found.get("niveau")), told))
}

/// `Modenhed i målingen: styret`: by its scale, or where no other sentence of the program's is so.
fn named_level(text: &str, is_own: bool, told: &Told, phrases: &Phrases) -> Option<Map> {
    let ways = phrases.ways("niveau med navn", text);
    let is_named = |found: &&PhraseValues| told.scale.iter().any(|one| one == found.get("niveau"));
    let found = ways.iter().find(is_named).or_else(|| ways.iter().find(|_| is_own && told.scale.is_empty()))?;
    Some(level_map(found.get("hvad"), found.get("niveau"), told))
}

fn level_map(what: &str, least: &str, told: &Told) -> Map {
    let mut map = Map::default();
    map.text(schema::level::WHAT, what);
    map.text(schema::level::AT_LEAST, least);
    if !told.scale.is_empty() {
        map.put(schema::level::SCALE, Value::List(told.scale.iter().cloned().map(Value::Text).collect()));
    }
    map
}

/// What is measured, in the words of a column or of targets on the way.
fn what(text: &str, is_counted: bool, told: &Told, phrases: &Phrases) -> Map {
    let mut map = Map::default();
    if let Some(denominators) = told.denominators
        && let Some((mean, per)) = text.rsplit_once(" pr. ")
    {
        map.text(Quotient::MEAN, mean);
        map.text(schema::value::PER, per);
        map.text(schema::value::DENOMINATORS, denominators.word());
        return map;
    }
    if let Some((share, of)) = text.split_once(" af ").filter(|_| !is_counted) {
        map.text(Quotient::SHARE, share);
        map.text(schema::value::OF, of);
        return map;
    }
    let counted = phrases.values("antal", &format!("{text}: 1")).map(|found| found.get("hvad").to_owned());
    match counted {
        Some(counted) => map.text(schema::count::WHAT, counted),
        None if is_counted => map.text(schema::count::WHAT, text),
        None => map.text(schema::value::WHAT, text),
    }
    map
}

/// Against a number that is known later: `Klager: højst 90 pct. af sidste års tal`.
fn beside(text: &str, told: &Told, phrases: &Phrases) -> Option<Map> {
    phrases.ways("værdi i forhold til andet tal", text).iter().find_map(|found| {
        let bound = relative(found.get("mål"), phrases)?;
        // What is added up over the quarters is counted.
        let mut map = what(found.get("hvad"), told.is_sum, told, phrases);
        map.0.extend(bound.0);
        Some(map)
    })
}

/// Words that another number goes by, and nothing that something is a share of.
const OTHERS: [&str; 6] = ["gennemsnit", "års tal", "udgangspunkt", "års niveau", "median", "års resultat"];

/// `mindst landsgennemsnittet`, `højst 2 procentpoint under landsgennemsnittet`, `mindst 95 pct. af landsgennemsnittet`.
fn relative(text: &str, phrases: &Phrases) -> Option<Map> {
    let is_other = |found: &&PhraseValues| {
        let other = found.get("andet").to_lowercase();
        OTHERS.iter().any(|word| other.contains(word))
    };
    let first = |name: &str| phrases.ways(name, text).iter().find(is_other).cloned();
    let made = |word: &str, amount: String, form: ComparisonForm, with: &str| {
        let mut map = bound(word, &amount)?;
        map.text(schema::bound::BESIDE, with);
        match form {
            ComparisonForm::Share => {}
            ComparisonForm::Difference => map.text(schema::bound::BESIDE_AS, form.word()),
        }
        Some(map)
    };
    if let Some(found) = first("mål som andel af andet tal") {
        return made(found.get("ord"), found.get("mængde").to_owned(), ComparisonForm::Share, found.get("andet"));
    }
    if let Some(found) = first("mål som forskel fra andet tal") {
        return made(found.get("ord"), found.get("mængde").to_owned(), ComparisonForm::Difference, found.get("andet"));
    }
    for (name, is_under) in [("mål over andet tal", false), ("mål under andet tal", true)] {
        let Some(found) = first(name) else { continue };
        let word = match (found.get("ord"), is_under) {
            ("mindst", false) | ("højst", true) => BoundKind::AtLeast,
            ("højst", false) | ("mindst", true) => BoundKind::AtMost,
            ("mere end", false) | ("mindre end", true) => BoundKind::Above,
            ("mindre end", false) | ("mere end", true) => BoundKind::Below,
            _ => continue,
        };
        let amount = if is_under { format!("-{}", found.get("mængde")) } else { found.get("mængde").to_owned() };
        return made(word.word(), amount, ComparisonForm::Difference, found.get("andet"));
    }
    let found = first("mål som andet tal")?;
    made(found.get("ord"), "100 pct.".to_owned(), ComparisonForm::Share, found.get("andet"))
}

/// `Tilfredse besvarelser: mindst 75 pct. af besvarelser`, `Fraværstimer pr. elev: højst 80 timer`.
fn quotient(text: &str, told: &Told, phrases: &Phrases) -> Option<Map> {
    let mut map = Map::default();
    if let Some(denominators) = told.denominators {
        let found = phrases.ways("værdi som gennemsnit", text);
        let (found, bound) =
            found.iter().rev().find_map(|found| Some((found, bound(found.get("ord"), found.get("mængde"))?)))?;
        map.text(Quotient::MEAN, found.get("hvad"));
        map.text(schema::value::PER, found.get("af"));
        map.text(schema::value::DENOMINATORS, denominators.word());
        map.0.extend(bound.0);
        return Some(map);
    }
    let found = phrases.ways("værdi som andel", text);
    let (found, bound) = found.iter().find_map(|found| {
        found.get("mængde").trim_end_matches('.').ends_with("pct").then_some(())?;
        Some((found, bound(found.get("ord"), found.get("mængde"))?))
    })?;
    map.text(Quotient::SHARE, found.get("hvad"));
    map.text(schema::value::OF, found.get("af"));
    map.0.extend(bound.0);
    Some(map)
}

fn value(text: &str, phrases: &Phrases) -> Option<Map> {
    let found = phrases.ways("værdi", text);
    let (found, bound) = found.iter().find_map(|found| Some((found, bound(found.get("ord"), found.get("mængde"))?)))?;
    let mut map = Map::default();
    map.text(schema::value::WHAT, found.get("hvad"));
    map.0.extend(bound.0);
    Some(map)
}

/// `Gennemførte tilsyn: mindst 20 senest ved udgangen af 1. kvartal 2025; mindst 50 …`
fn path(text: &str, told: &Told, phrases: &Phrases) -> Option<Map> {
    text.match_indices(": ").find_map(|(at, _)| {
        let (named, rest) = (&text[..at], &text[at + 2..]);
        let stages: Vec<Map> = rest.split("; ").map(|one| stage(one, phrases)).collect::<Option<_>>()?;
        if stages.len() < 2 {
            return None;
        }
        // What has a unit is measured, what has none is counted.
        let is_plain = |map: &Map| {
            BoundKind::ALL.iter().filter_map(|kind| map.get(kind.word())).all(
                |value| matches!(value, Value::Text(text) if text.parse::<Number>().is_ok() || text.parse::<Range>().is_ok_and(|one| one.unit.is_empty())),
            )
        };
        let mut map = what(named, stages.iter().all(is_plain), told, phrases);
        map.put(schema::requirement::PATH, Value::List(stages.into_iter().map(Value::Map).collect()));
        Some(map)
    })
}

/// `mindst 20 senest ved udgangen af 1. kvartal 2025 (20 pct.)`
fn stage(text: &str, phrases: &Phrases) -> Option<Map> {
    let (text, weight) = match text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) {
        Some((text, weight)) => (text, Some(weight)),
        None => (text, None),
    };
    let target = |text: &str| {
        let (word, amount) = text.split_once(' ')?;
        relative(text, phrases).or_else(|| bound(word, amount)).or_else(|| bare_bound(text))
    };
    let mut map = Map::default();
    let in_period = phrases.ways("måltal undervejs i perioden", text);
    let in_period =
        in_period.iter().find_map(|found| Some((part_of_year(found.get("periode"))?, target(found.get("mål"))?)));
    let target = match in_period {
        Some((part, target)) => {
            map.text(schema::stage::PERIOD, part);
            target
        }
        None => {
            let ways = phrases.ways("måltal undervejs ved fristen", text);
            let (due, target) =
                ways.iter().find_map(|found| Some((read_deadline(found.get("frist"))?, target(found.get("mål"))?)))?;
            map.text(schema::stage::DEADLINE, due);
            target
        }
    };
    map.0.extend(target.0);
    if let Some(weight) = weight {
        map.text(schema::stage::WEIGHT, weight);
    }
    Some(map)
}
