//! Where each point comes from: rule, figures, source and arithmetic, for the reader who disagrees.

use minijinja::context;

use super::changes::name_of;
use super::line::{Line, lines};
use super::{Standing, table, words_cell};
use crate::document::prose::{self, plain};
use crate::document::view::{Cell, DataRow, Heading, PageBlock, PageInline, RowRank};
use crate::score::{Mark, TracedFigure, points};
use crate::words::Words;
use crate::words::danish::{bind, join};

/// A heading a goal, and under it what there is to say of each thing in it.
pub fn view(standing: &Standing, level: usize) -> Vec<PageBlock> {
    let words = standing.words;
    let mut blocks = Vec::new();
    for (goal, scored) in standing.goals() {
        let text = format!("{} {}", goal.number, goal.area);
        let [caption, given] = match standing.card.is_weighed() {
            true => ["beregningen af", "opnåede point"],
            false => ["beregningen uden vægte af", "opfyldelse"],
        };
        let caption = words.say(caption, &[("nr", &goal.number), ("område", &goal.area)]);
        let columns = [("mål og resultatkrav", "left"), ("regel, tal og beregning", "left"), (given, "right")];
        let mut data = table("trace", caption, &columns, words);
        data.rows = lines(goal, scored).iter().map(|line| row(line, standing)).collect();
        data.rows.extend(standing.removed_of(goal).map(|mark| gap(mark, RowRank::Part, standing)));
        blocks.push(PageBlock::Heading(Heading { level, number: None, text, listed: false, is_hosts: false }));
        blocks.push(PageBlock::Data(data));
    }
    for (group, _) in standing.groups() {
        let rules = standing.removed_from(group).map(|mark| {
            let (number, name) = (&mark.address.goal, name_of(mark, words));
            prose::paragraph(format!("{number} {name}: {}", words.rule(&mark.trace.rule)))
        });
        blocks.extend(rules);
    }
    blocks
}

fn gap(mark: &Mark, rank: RowRank, standing: &Standing) -> DataRow {
    let words = standing.words;
    let sum = words.points(mark, standing.plan.decimals);
    let body = vec![said("regel", &words.rule(&mark.trace.rule), words)];
    DataRow { rank, depth: 1, cells: vec![words_cell(name_of(mark, words)), Cell::Body { body }, words_cell(sum)] }
}

fn row(line: &Line, standing: &Standing) -> DataRow {
    let (words, decimals) = (standing.words, standing.plan.decimals);
    let mark = line.mark;
    let rule = words.rule(&mark.trace.rule);
    let mut body: Vec<PageBlock> = (!rule.is_empty()).then(|| said("regel", &rule, words)).into_iter().collect();
    if !mark.trace.figures.is_empty() {
        let figures = mark.trace.figures.iter().map(|figure| {
            words.say("tal for perioden", &[("periode", &figure.period), ("tal", &words.figure(figure, &mark.trace))])
        });
        let figures = words.tell("tal for perioderne", context! { tal => figures.collect::<Vec<_>>() });
        body.push(said("tal", &figures, words));
        body.extend(sources(&mark.trace.figures, words));
    }
    body.extend(words.steps(&mark.trace, decimals).iter().map(|line| said("beregning", line, words)));
    let fulfilment = words.fulfilment(mark, decimals);
    let sum = match (&mark.worth, &mark.points) {
        (Some(worth), Some(_)) => words.say(
            "point af vægt",
            &[
                ("vægt", &points(worth, decimals)),
                ("opfyldelse", &fulfilment),
                ("point", &words.points(mark, decimals)),
            ],
        ),
        _ => words.say("uden egne point", &[("opfyldelse", &fulfilment)]),
    };
    let cells = vec![words_cell(line.name(words)), Cell::Body { body }, words_cell(sum)];
    DataRow { rank: if line.depth == 0 { RowRank::Row } else { RowRank::Part }, depth: line.depth, cells }
}

/// `Regel: Mindst 85 pct. …`
fn said(term: &str, text: &str, words: &Words) -> PageBlock {
    let mut line = vec![PageInline::Strong { body: plain(format!("{}: ", words.word(term))) }];
    line.extend(plain(bind(text)));
    PageBlock::Paragraph { text: line }
}

/// Who answers for the figures: each source once, with the days that it was brought up to date.
fn sources(figures: &[TracedFigure], words: &Words) -> Vec<PageBlock> {
    let mut known: Vec<(Option<&str>, &str, Vec<String>)> = Vec::new();
    for figure in figures {
        let (source, day) = (figure.source.as_deref(), figure.updated.to_string());
        match known.iter_mut().find(|(one, reporter, _)| *one == source && *reporter == figure.reporter) {
            Some((_, _, days)) if days.contains(&day) => {}
            Some((_, _, days)) => days.push(day),
            None => known.push((source, &figure.reporter, vec![day])),
        }
    }
    let lines = known.into_iter().map(|(source, reporter, days)| {
        let told = words.say("indberettet af", &[("hvem", &reporter), ("datoer", &join(&days))]);
        let text = match source {
            Some(source) => words.say("kilde og indberetning", &[("kilde", &source), ("indberetning", &told)]),
            None => told,
        };
        said("kilde", &text, words)
    });
    lines.collect()
}
