//! What needs attention first: out of reach, contradicted, overdue, missing, behind, given up.

use super::course::{CourseScale, course};
use super::deviation::Deviation;
use super::line::{Line, lines};
use super::{Standing, table, words_cell};
use crate::document::prose::paragraph;
use crate::document::table::{aligned, of_figures, without};
use crate::document::view::{Cell, DataColumn, DataRow, DataTable, PageBlock, RowRank};
use crate::plan::{Expectation, Verdict};
use crate::quantity::Ratio;
use crate::score::Delivery;
use crate::words::Words;
use crate::words::danish::{bind, capital};

/// So many have room on a first page; the rest follow behind it.
pub const ON_FIRST_PAGE: usize = 6;

/// What stands on a first page, and what of it has no room there.
pub struct NewsPage {
    pub first: Vec<PageBlock>,
    pub rest: Vec<PageBlock>,
}

/// Why something needs attention, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AttentionReason {
    OutOfReach,
    Contradicted,
    Overdue,
    Missing,
    Behind,
    GivenUp,
}

/// Something that needs attention, with what is wrong with it beside its figure.
pub struct Attention<'a> {
    pub reason: AttentionReason,
    line: Line<'a>,
    deviation: Option<Deviation<'a>>,
    said: Vec<String>,
}

impl Attention<'_> {
    /// Whether its figures stand around its target as a small line.
    pub fn is_drawn(&self) -> bool {
        self.deviation.is_some() && CourseScale::of([&self.line]).is_some()
    }

    /// The gravest reason first, and of those with one reason the one that is farthest from its target.
    pub fn gravity(&self) -> (AttentionReason, std::cmp::Reverse<Ratio>) {
        let away = self.deviation.as_ref().map_or_else(Ratio::zero, Deviation::size);
        (self.reason, std::cmp::Reverse(away))
    }
}

/// All that needs attention, worst first.
pub fn found<'a>(standing: &Standing<'a>) -> Vec<Attention<'a>> {
    let all = standing.goals().flat_map(|(goal, scored)| lines(goal, scored));
    let mut found: Vec<Attention> = all.filter_map(|line| of(line, standing)).collect();
    found.sort_by_key(Attention::gravity);
    found
}

/// A row for each of them, with the standing that it is seen in; a sentence where there is nothing. The gravest have room on
/// the first page; what follows is read in the same way.
pub fn view(found: &[(&Standing, Attention)], words: &Words, names_institution: bool) -> NewsPage {
    if found.is_empty() {
        return NewsPage { first: vec![paragraph(words.word("intet kræver opmærksomhed"))], rest: Vec::new() };
    }
    let scale = CourseScale::of(found.iter().filter(|(_, one)| one.deviation.is_some()).map(|(_, one)| &one.line));
    // One alone is no table of its own.
    let count = if found.len() == ON_FIRST_PAGE + 1 { found.len() } else { found.len().min(ON_FIRST_PAGE) };
    let (first, rest) = found.split_at(count);
    let of = |found, is_read| PageBlock::Data(part(found, scale.as_ref(), is_read, words, names_institution));
    NewsPage { first: vec![of(first, false)], rest: if rest.is_empty() { Vec::new() } else { vec![of(rest, true)] } }
}

/// `is_read` where the table before it has said how it is read.
fn part(
    found: &[(&Standing, Attention)],
    scale: Option<&CourseScale>,
    is_read: bool,
    words: &Words,
    names_institution: bool,
) -> DataTable {
    let in_one_unit = found.iter().filter_map(|(_, one)| one.deviation.as_ref()).all(Deviation::is_of_share);
    let mut data = table(
        "attention",
        words.word("kræver opmærksomhed"),
        &heads(in_one_unit, found.iter().all(|(standing, _)| standing.has_ended())),
        words,
    );
    data.rows = found.iter().map(|(standing, one)| row(one, in_one_unit, scale, standing)).collect();
    let owners = found.iter().filter(|(_, one)| one.line.owner().is_some()).count();
    let mut empty: Vec<usize> = (2..=6).filter(|column| is_empty(&data, *column)).collect();
    // Who is responsible is said once where nobody is.
    empty.extend((owners == 0).then_some(6));
    empty.dedup();
    let data = without(data, &empty);
    let together = of_figures(&data);
    let mut data = aligned(data, &together);
    if names_institution {
        data.columns.insert(0, DataColumn { head: words.word("institution"), align: "left", is_status: false });
        for (row, (standing, _)) in data.rows.iter_mut().zip(found) {
            row.cells.insert(0, words_cell(super::short_name(standing.plan)));
        }
        data.role = "attention-of-all";
    }
    let mut notes = Vec::new();
    let drawn = scale.filter(|_| found.iter().any(|(_, one)| one.is_drawn()));
    notes.extend(drawn.zip(found.first()).map(|(scale, (standing, _))| scale.legend(standing, false)));
    notes.extend((owners == 0).then(|| words.word("ingen ansvarlig")));
    data.legend = (!notes.is_empty() && !is_read).then(|| notes.join(" "));
    data
}

fn heads(in_one_unit: bool, is_over: bool) -> [(&'static str, &'static str); 7] {
    let [target, figure, away] = match (in_one_unit, is_over) {
        (true, true) => ["måltal i procent", "resultat i procent", "afvigelse i procentpoint"],
        (true, false) => ["måltal i procent", "til nu i procent", "afvigelse i procentpoint"],
        (false, true) => ["måltal", "resultat", "afvigelse"],
        (false, false) => ["måltal", "til nu", "afvigelse"],
    };
    let side = if in_one_unit { "right" } else { "left" };
    [
        ("nr", "left"),
        ("resultatkrav", "left"),
        (target, side),
        (figure, side),
        (away, side),
        ("kvartalerne om målet", "left"),
        ("ansvarlig", "left"),
    ]
}

fn is_empty(data: &DataTable, column: usize) -> bool {
    data.rows.iter().all(|row| row.cells.get(column) == Some(&words_cell("")))
}

fn row(one: &Attention, in_one_unit: bool, scale: Option<&CourseScale>, standing: &Standing) -> DataRow {
    let words = standing.words;
    let line = &one.line;
    let said = one.said.join(" ");
    let note = match line.condition(words) {
        Some(condition) if said.is_empty() => condition,
        Some(condition) => format!("{}. {said}", capital(&condition)),
        None => said,
    };
    let mut cells = vec![
        words_cell(line.short_number()),
        Cell::Named { name: bind(&capital(&line.own_name(words))), note: bind(&note) },
    ];
    let figures = one.deviation.as_ref().map(|one| one.cells(in_one_unit, words));
    cells.extend(figures.unwrap_or_default().map(words_cell));
    let small = scale.filter(|_| one.deviation.is_some()).and_then(|scale| course(line, scale, standing));
    cells.push(small.map_or_else(|| words_cell(""), Cell::Course));
    cells.push(words_cell(line.owner().map_or_else(|| words.word("ikke angivet"), str::to_owned)));
    DataRow { rank: RowRank::Row, depth: 0, cells, from: one.line.trail(standing) }
}

/// What is wrong with it, and the gravest of that. What its figure says beside the target is not said again.
fn of<'a>(line: Line<'a>, standing: &Standing) -> Option<Attention<'a>> {
    let words = standing.words;
    let mark = line.mark;
    let deviation = Deviation::of(&line);
    let mut reasons = Vec::new();
    let mut said = Vec::new();
    if let Some(progress) = line.progress() {
        if progress.delivery == Some(Delivery::Overdue) {
            reasons.push(AttentionReason::Overdue);
            said.push(words.say("fristen er overskredet", &[("dato", &progress.due)]));
        } else if mark.fulfilment.most.is_none() {
            reasons.push(AttentionReason::OutOfReach);
            said.extend(missed(&line, deviation.is_some(), standing));
        } else if !mark.can_be_met() {
            let most = words.share(mark.fulfilment.most.ratio(), standing.plan.decimals);
            reasons.push(AttentionReason::OutOfReach);
            said.push(words.say("kan højst nås", &[("andel", &most)]));
        }
        if mark.so_far() == Some(false) && !mark.fulfilment.is_closed() {
            reasons.push(AttentionReason::Behind);
            if deviation.is_none() {
                let (result, target) = (line.result(standing), line.target(words));
                said.push(words.say("er bagud", &[("resultat", &result), ("mål", &target)]));
            }
        }
        if !progress.missing.is_empty() {
            reasons.push(AttentionReason::Missing);
            said.push(words.say("tal mangler", &[("perioder", &words.periods(&progress.missing))]));
        }
    }
    if let Some(expected) = &mark.expected {
        let what = words.expectation(expected.what);
        if !mark.allows(expected) {
            reasons.push(AttentionReason::Contradicted);
            said.push(words.say("forventning modsiges", &[("hvad", &what)]));
        } else if matches!(expected.what, Expectation::Verdict(Verdict::NotMet | Verdict::Partly))
            && !mark.fulfilment.is_closed()
        {
            reasons.push(AttentionReason::GivenUp);
            said.push(words.say("forventes", &[("hvad", &what)]));
        }
    }
    let reason = reasons.into_iter().min()?;
    Some(Attention { reason, line, deviation, said })
}

/// That it is not reached, or cannot be any more, where its figure does not say it.
fn missed(line: &Line, has_figure: bool, standing: &Standing) -> Option<String> {
    let words = standing.words;
    if !line.mark.fulfilment.is_closed() || is_early(line) {
        return Some(words.word("kan ikke nås"));
    }
    let progress = line.progress()?;
    if let Some(Delivery::On(day)) = progress.delivery {
        return Some(words.say("leveret for sent", &[("dato", &day), ("frist", &progress.due)]));
    }
    if has_figure {
        return None;
    }
    let has_numbers = progress.series.as_ref().is_some_and(|one| one.so_far.is_some());
    Some(match has_numbers {
        true => words.say("er ikke nået med", &[("resultat", &line.result(standing)), ("mål", &line.target(words))]),
        false => words.word("er ikke nået"),
    })
}

/// Days of it are still to come.
fn is_early(line: &Line) -> bool {
    let last = line.mark.trace.figures.iter().map(|figure| figure.updated).max();
    line.progress().zip(last).is_some_and(|(progress, last)| last < progress.window.last)
}
