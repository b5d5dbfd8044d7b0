//! Where each point comes from: rule, figures, source and arithmetic, for the reader who disagrees.

use super::changes::name_of;
use super::line::{Line, lines};
use super::{Standing, table, words_cell};
use crate::document::danish::{bind, join};
use crate::document::prose::{self, plain};
use crate::document::view::{Block, Cell, DataRow, Heading, Inline, Rank};
use crate::document::words::Words;
use crate::score::{Mark, TracedFigure, points};

/// A heading a goal, and under it what there is to say of each thing in it.
pub fn view(standing: &Standing, level: usize) -> Vec<Block> {
    let words = standing.words;
    let mut blocks = Vec::new();
    for (goal, scored) in standing.goals() {
        let text = format!("{} {}", goal.number, goal.area);
        let caption = words.say("beregningen af", &[("nr", &goal.number), ("område", &goal.area)]);
        let columns =
            [("mål og resultatkrav", "left"), ("regel, tal og beregning", "left"), ("opnåede point", "right")];
        let mut data = table("trace", caption, &columns, words);
        data.rows = lines(goal, scored).iter().map(|line| row(line, standing)).collect();
        data.rows.extend(standing.removed_of(goal).map(|mark| gap(mark, Rank::Part, standing)));
        blocks.push(Block::Heading(Heading { level, number: None, text, listed: false, is_hosts: false }));
        blocks.push(Block::Data(data));
    }
    for (group, _) in standing.groups() {
        let rules = standing.removed_from(group).map(|mark| {
            let text = format!("{} {}: {}", mark.address.goal, name_of(mark), mark.trace.rule);
            prose::paragraph(text)
        });
        blocks.extend(rules);
    }
    blocks
}

fn gap(mark: &Mark, rank: Rank, standing: &Standing) -> DataRow {
    let sum = mark.points_shown(standing.plan.decimals);
    let body = vec![said("regel", &mark.trace.rule, standing.words)];
    DataRow { rank, depth: 1, cells: vec![words_cell(name_of(mark)), Cell::Body { body }, words_cell(sum)] }
}

fn row(line: &Line, standing: &Standing) -> DataRow {
    let (words, decimals) = (standing.words, standing.plan.decimals);
    let mark = line.mark;
    let mut body = vec![said("regel", &mark.trace.rule, words)];
    if !mark.trace.figures.is_empty() {
        let figures: Vec<String> =
            mark.trace.figures.iter().map(|figure| format!("{}: {}", figure.period, figure.text)).collect();
        body.push(said("tal", &format!("{}.", figures.join("; ")), words));
        body.extend(sources(&mark.trace.figures, words));
    }
    body.extend(mark.trace.arithmetic.iter().map(|line| said("beregning", line, words)));
    let fulfilment = mark.fulfilment_shown(decimals);
    let sum = match (&mark.worth, &mark.points) {
        (Some(worth), Some(_)) => words.say(
            "point af vægt",
            &[("vægt", &points(worth, decimals)), ("opfyldelse", &fulfilment), ("point", &mark.points_shown(decimals))],
        ),
        _ => words.say("uden egne point", &[("opfyldelse", &fulfilment)]),
    };
    let cells = vec![words_cell(line.name()), Cell::Body { body }, words_cell(sum)];
    DataRow { rank: if line.depth == 0 { Rank::Row } else { Rank::Part }, depth: line.depth, cells }
}

/// `Regel: Mindst 85 pct. …`
fn said(term: &str, text: &str, words: &Words) -> Block {
    let mut line = vec![Inline::Strong { body: plain(format!("{}: ", words.word(term))) }];
    line.extend(plain(bind(text)));
    Block::Paragraph { text: line }
}

/// Who answers for the figures: each source once, with the days that it was brought up to date.
fn sources(figures: &[TracedFigure], words: &Words) -> Vec<Block> {
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
