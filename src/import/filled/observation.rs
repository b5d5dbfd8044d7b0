//! What the rows of a requirement say of it together, as a file of results has it.

use super::CellRefusal;
use super::grid::name;
use super::rows::FilledRow;
use crate::blank::{Blank, Column, RowPlace};
use crate::language::say;
use crate::plan::{Address, Step};
use crate::schema::results as keys;
use crate::write::{Map, Value};

/// What is reported of a requirement.
#[derive(Debug)]
pub(super) struct FilledObservation {
    pub of: Address,
    pub map: Map,
    /// The first of its cells.
    pub first: String,
    /// Its keys in their order, each with the cell that stands under it.
    pub tokens: Vec<(String, String)>,
}

/// In the order of the plan. What nothing is said of is left out.
pub(super) fn observations(blank: &Blank, rows: &[FilledRow]) -> (Vec<FilledObservation>, Vec<CellRefusal>) {
    let (mut observations, mut refusals) = (Vec::new(), Vec::new());
    let mut addresses: Vec<&Address> = blank.rows.iter().map(|row| &row.of).collect();
    addresses.dedup();
    for of in addresses {
        let own: Vec<&FilledRow> = rows.iter().filter(|row| row.row.of == *of && !row.cells.is_empty()).collect();
        if own.is_empty() {
            continue;
        }
        let mut writer = ObservationWriter { map: Map::default(), tokens: Vec::new(), refusals: &mut refusals };
        writer.map.text(keys::observation::OF, of);
        writer.counts(&own);
        writer.marks(blank, of, &own);
        writer.plain(&own);
        let first = own.iter().flat_map(|row| row.cells.values()).map(|(_, place)| *place).min();
        let first = first.map(name).unwrap_or_default();
        let ObservationWriter { map, tokens, .. } = writer;
        observations.push(FilledObservation { of: of.clone(), map, first, tokens });
    }
    (observations, refusals)
}

struct ObservationWriter<'a> {
    map: Map,
    tokens: Vec<(String, String)>,
    refusals: &'a mut Vec<CellRefusal>,
}

impl ObservationWriter<'_> {
    /// Counts and shares by limit, of the whole or place by place.
    fn counts(&mut self, rows: &[&FilledRow]) {
        let mut sites: Vec<&str> = Vec::new();
        for row in rows {
            if let RowPlace::Site(site, ..) = &row.row.place
                && !sites.contains(&site.as_str())
            {
                sites.push(site);
            }
        }
        let mut by_site = Map::default();
        for site in sites {
            let is_here = |row: &&&FilledRow| matches!(&row.row.place, RowPlace::Site(one, ..) if one == site);
            let own: Vec<&FilledRow> = rows.iter().filter(is_here).copied().collect();
            self.token(site, &own);
            let tally = self.tally(&own);
            if !tally.0.is_empty() {
                by_site.put(site, Value::Map(tally));
            }
        }
        let whole: Vec<&FilledRow> =
            rows.iter().filter(|row| matches!(row.row.place, RowPlace::Tier(..))).copied().collect();
        let tally = self.tally(&whole);
        self.map.0.extend(tally.0);
        let shares = self.limits(&whole, Column::Share, |_| true);
        if !shares.0.is_empty() {
            self.map.put(keys::share::SHARES, Value::Flow(shares));
        }
        if !by_site.0.is_empty() {
            self.map.put(keys::share::SITES, Value::Map(by_site));
        }
    }

    fn token(&mut self, token: &str, rows: &[&FilledRow]) {
        let first = rows.iter().flat_map(|row| row.cells.values()).map(|(_, place)| *place).min();
        self.tokens.extend(first.map(|place| (token.to_owned(), name(place))));
    }

    fn tally(&mut self, rows: &[&FilledRow]) -> Map {
        let mut map = Map::default();
        if let Some((text, place)) = rows.iter().find_map(|row| row.cells.get(&Column::Total)) {
            map.text(keys::tally::TOTAL, text);
            self.tokens.push((keys::tally::TOTAL.name().to_owned(), name(*place)));
        }
        let within = self.limits(rows, Column::Kept, |step| matches!(step, Step::Within(_)));
        let at_most = self.limits(rows, Column::Kept, |step| matches!(step, Step::AtMost(_)));
        for (key, limits) in [(keys::tally::WITHIN, within), (keys::tally::AT_MOST, at_most)] {
            if !limits.0.is_empty() {
                map.put(key, Value::Flow(limits));
            }
        }
        map
    }

    fn limits(&mut self, rows: &[&FilledRow], column: Column, is_kind: fn(Step) -> bool) -> Map {
        let mut map = Map::default();
        for row in rows {
            let (RowPlace::Tier(_, step) | RowPlace::Site(_, _, step)) = &row.row.place else { continue };
            let Some((text, place)) = row.cells.get(&column).filter(|_| is_kind(*step)) else { continue };
            let limit = step.limit().to_string();
            map.text(limit.as_str(), text);
            self.tokens.push((limit, name(*place)));
        }
        map
    }

    /// The schema of each evaluator that has given a mark: all of it, or it is told which mark lacks.
    fn marks(&mut self, blank: &Blank, of: &Address, rows: &[&FilledRow]) {
        let mark = |row: &FilledRow| row.cells.get(&Column::Mark).cloned();
        let asked = blank.rows.iter().filter(|row| row.of == *of);
        let mut grids: Vec<(&str, Vec<Vec<Value>>)> = Vec::new();
        for one in asked {
            let RowPlace::Mark { evaluator, topic, .. } = &one.place else { continue };
            let of_evaluator =
                |row: &&&FilledRow| matches!(&row.row.place, RowPlace::Mark { evaluator: own, .. } if own == evaluator);
            let given = rows.iter().filter(of_evaluator).find(|row| mark(row).is_some());
            let Some(given) = given else { continue };
            let own = rows.iter().find(|row| row.row.place == one.place).and_then(|row| mark(row));
            let Some((text, place)) = own else {
                let cell = mark(given).map(|(_, place)| name(place)).unwrap_or_default();
                self.refusals.push(CellRefusal { cell, problem: say!("filled.mark", part = one.place.words()) });
                continue;
            };
            if grids.last().is_none_or(|(last, _)| last != evaluator) {
                grids.push((evaluator, Vec::new()));
                self.tokens.push((evaluator.clone(), name(place)));
            }
            let Some((_, topics)) = grids.last_mut() else { continue };
            if topics.len() <= *topic {
                topics.push(Vec::new());
            }
            topics.last_mut().into_iter().for_each(|marks| marks.push(Value::Text(text.clone())));
        }
        let mut map = Map::default();
        for (evaluator, topics) in grids {
            map.put(evaluator, Value::List(topics.into_iter().map(Value::List).collect()));
        }
        if !map.0.is_empty() {
            self.map.put(keys::evaluation::MARKS, Value::Map(map));
        }
    }

    /// What stands in one cell under one key.
    fn plain(&mut self, rows: &[&FilledRow]) {
        let cell = |column: Column| rows.iter().find_map(|row| row.cells.get(&column));
        let texts = [
            (Column::Value, keys::value::VALUE),
            (Column::Over, keys::value::OVER),
            (Column::Under, keys::value::UNDER),
            (Column::Count, keys::count::COUNT),
            (Column::Compared, keys::value::COMPARED),
            (Column::Delivered, keys::delivery::DELIVERED),
            (Column::Evidence, keys::delivery::EVIDENCE),
            (Column::Level, keys::level::LEVEL),
            (Column::Verdict, keys::judgement::VERDICT),
            (Column::By, keys::judgement::BY),
            (Column::On, keys::judgement::ON),
            (Column::Reason, keys::judgement::REASON),
            (Column::Comment, keys::observation::COMMENT),
            (Column::Source, keys::observation::SOURCE),
            (Column::Expected, keys::observation::EXPECTED),
        ];
        for (column, key) in texts {
            let Some((text, place)) = cell(column) else { continue };
            let is_prose = matches!(column, Column::Reason | Column::Comment);
            let value = if is_prose { Value::Prose(text.clone()) } else { Value::Text(text.clone()) };
            self.map.put(key, value);
            self.tokens.push((key.name().to_owned(), name(*place)));
        }
        if let (Some((_, place)), None) = (cell(Column::Evidence), cell(Column::Delivered)) {
            self.refusals.push(CellRefusal { cell: name(*place), problem: say!("filled.evidence") });
        }
    }
}
