//! The names of an agency's table: its columns, and what it calls its case types.

use super::super::date;
use super::super::target::{CaseType, Rules};
use super::QueryTarget;
use crate::load::Mapping;
use crate::plan::Clock;
use crate::quantity::Date;

/// The columns that a query reads, by the names that the mapping gives.
pub(super) struct TableColumns {
    pub kind: String,
    pub site: Option<String>,
    pub received: Option<String>,
    pub informed: Option<String>,
    pub decided: String,
    pub excluded: Option<String>,
    /// Days that stand where there is none.
    pub blank_days: Vec<Date>,
}

impl TableColumns {
    /// Only those that are needed: nobody knows which others the table has.
    pub fn new(mapping: &Mapping, counted: &[QueryTarget]) -> Self {
        let mapped = |key: &str| mapping.columns.iter().find(|(name, _)| name == key).map(|(_, column)| column.clone());
        let named = |key: &str| mapped(key).unwrap_or_else(|| key.to_owned());
        let needs = |clock: Clock| counted.iter().any(|target| target.clock == clock);
        let has_sites = counted.iter().any(|target| !target.own.share.sites.is_empty());
        let excluded = mapped("ikke medregnet").or((!mapping.excluded.is_empty()).then(|| "ikke medregnet".to_owned()));
        Self {
            kind: named("sagstype"),
            site: has_sites.then(|| named("sted")),
            received: needs(Clock::Application).then(|| named("modtaget")),
            informed: needs(Clock::FullyInformed).then(|| named("fuldt oplyst")),
            decided: named("afgjort"),
            excluded,
            blank_days: mapping.blank.iter().filter_map(|text| blank_day(text)).collect(),
        }
    }
}

/// `31-12-9999` is no day that a case can have, and one that a database can.
fn blank_day(text: &str) -> Option<Date> {
    let read = date::read(text.as_bytes()).and_then(Result::ok).and_then(date::Day::date);
    let parts: Vec<&str> = text.trim().split(['-', '.', '/']).collect();
    let iso = |year: &str, month: &str, day: &str| {
        chrono::NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).map(Date)
    };
    read.or_else(|| match parts.as_slice() {
        [day, month, year] if year.len() == 4 => iso(year, month, day),
        [year, month, day] if year.len() == 4 => iso(year, month, day),
        _ => None,
    })
}

/// What case types can be called, each with its requirement; None for those that the mapping leaves out.
pub(super) fn kinds<'a, 'b>(
    rules: &Rules,
    mapping: &Mapping,
    counted: &'b [QueryTarget<'a>],
) -> Vec<(String, Option<&'b QueryTarget<'a>>)> {
    let mut names: Vec<String> = mapping.kinds.iter().map(|(name, _)| name.clone()).collect();
    for target in counted {
        let population = &target.own.share.population;
        names.push(target.name.clone());
        names.push(population.clone());
        names.extend(target.own.title.map(str::to_owned));
        names.extend(population.split_once(',').map(|(short, _)| short.to_owned()));
    }
    let mut kinds: Vec<(String, Option<&QueryTarget>)> = Vec::new();
    for name in names {
        let is_there = kinds.iter().any(|(one, _)| one.trim().to_lowercase() == name.trim().to_lowercase());
        if is_there || name.trim().is_empty() {
            continue;
        }
        match rules.kind(&name) {
            CaseType::Target(place) => {
                let own = rules.targets.get(place).map(|target| target.address.to_string());
                let target = counted.iter().find(|target| Some(&target.name) == own.as_ref());
                kinds.extend(target.map(|target| (name, Some(target))));
            }
            CaseType::LeftOut(_) => kinds.push((name, None)),
            // Two requirements have it: a case of that type is none of theirs.
            CaseType::Unknown(_) => {}
        }
    }
    kinds
}
