//! What needs attention first: out of reach, contradicted, overdue, missing, given up.

use super::line::{Line, lines};
use super::{Standing, chart, table, words_cell};
use crate::document::prose::paragraph;
use crate::document::view::{DataRow, PageBlock, RowRank};
use crate::plan::{Expectation, Verdict};
use crate::score::Delivery;
use crate::words::Words;
use crate::words::danish::capital;

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

/// A row for each thing, ordered by its gravest reason and then as in the plan, and the charts of those that have one.
pub fn view(standing: &Standing) -> Vec<PageBlock> {
    let words = standing.words;
    let all: Vec<Line> = standing.goals().flat_map(|(goal, scored)| lines(goal, scored)).collect();
    let mut found: Vec<(AttentionReason, &Line, Vec<String>)> =
        all.iter().filter_map(|line| of(line, standing)).collect();
    if found.is_empty() {
        return vec![paragraph(words.word("intet kræver opmærksomhed"))];
    }
    found.sort_by_key(|(reason, _, _)| *reason);
    let columns = [("krav", "left"), ("hvad er der", "left"), ("ansvarlig", "left")];
    let mut data = table("attention", words.word("kræver opmærksomhed"), &columns, words);
    let charts = chart::of_lines(found.iter().map(|(_, line, _)| *line), standing);
    for (_, line, said) in found {
        let cells = told(line, &said, words).map(words_cell).to_vec();
        data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells });
    }
    [PageBlock::Data(data)].into_iter().chain(charts).collect()
}

/// The same as words: what it is, what is wrong with it, who answers for it; each with its gravest reason, in the order
/// of the plan.
pub fn found(standing: &Standing) -> Vec<(AttentionReason, [String; 3])> {
    let words = standing.words;
    let all: Vec<Line> = standing.goals().flat_map(|(goal, scored)| lines(goal, scored)).collect();
    let found = all.iter().filter_map(|line| of(line, standing));
    found.map(|(reason, line, said)| (reason, told(line, &said, words))).collect()
}

fn told(line: &Line, said: &[String], words: &Words) -> [String; 3] {
    let owner = line.owner().map_or_else(|| words.word("ikke angivet"), str::to_owned);
    [name(line, words), said.join(" "), owner]
}

/// What is wrong with it, and the gravest of that.
fn of<'a, 'b>(line: &'b Line<'a>, standing: &Standing) -> Option<(AttentionReason, &'b Line<'a>, Vec<String>)> {
    let words = standing.words;
    let mark = line.mark;
    let mut said: Vec<(AttentionReason, String)> = Vec::new();
    if let Some(progress) = line.progress() {
        if progress.delivery == Some(Delivery::Overdue) {
            said.push((AttentionReason::Overdue, words.word("fristen er overskredet")));
        } else if mark.fulfilment.most.is_none() {
            said.push((AttentionReason::OutOfReach, missed(line, standing)));
        } else if !mark.fulfilment.most.is_full() {
            let most = words.share(mark.fulfilment.most.ratio(), standing.plan.decimals);
            said.push((AttentionReason::OutOfReach, words.say("kan højst nås", &[("andel", &most)])));
        }
        if line.so_far() == Some(false) && !mark.fulfilment.is_closed() {
            let (result, target) = (line.result(standing), line.target(words));
            said.push((AttentionReason::Behind, words.say("er bagud", &[("resultat", &result), ("mål", &target)])));
        }
        if !progress.missing.is_empty() {
            said.push((
                AttentionReason::Missing,
                words.say("tal mangler", &[("perioder", &words.periods(&progress.missing))]),
            ));
        }
    }
    if let Some(expected) = &mark.expected {
        if !expected.is_possible(&mark.fulfilment) {
            said.push((
                AttentionReason::Contradicted,
                words.say("forventning modsiges", &[("hvad", &words.expectation(expected.what))]),
            ));
        } else if matches!(expected.what, Expectation::Verdict(Verdict::NotMet | Verdict::Partly)) {
            said.push((
                AttentionReason::GivenUp,
                words.say("forventes", &[("hvad", &words.expectation(expected.what))]),
            ));
        }
    }
    let gravest = said.iter().map(|(reason, _)| *reason).min()?;
    Some((gravest, line, said.into_iter().map(|(_, text)| text).collect()))
}

/// That it is not reached, or cannot be any more, and by how much where there are numbers.
fn missed(line: &Line, standing: &Standing) -> String {
    let words = standing.words;
    if !line.mark.fulfilment.is_closed() || is_early(line) {
        return words.word("kan ikke nås");
    }
    let has_numbers = line.progress().and_then(|one| one.series.as_ref()).is_some_and(|one| one.so_far.is_some());
    match has_numbers {
        true => words.say("er ikke nået med", &[("resultat", &line.result(standing)), ("mål", &line.target(words))]),
        false => words.word("er ikke nået"),
    }
}

/// Days of it are still to come.
fn is_early(line: &Line) -> bool {
    let last = line.mark.trace.figures.iter().map(|figure| figure.updated).max();
    line.progress().zip(last).is_some_and(|(progress, last)| last < progress.window.last)
}

/// Its number with its words, where the number does not hold them: `1.1 a Fast-track, 1. gang`.
fn name(line: &Line, words: &Words) -> String {
    if line.depth == 0 { format!("{} {}", line.goal.number, capital(&line.goal.area)) } else { line.full_name(words) }
}
