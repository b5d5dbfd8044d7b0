//! Where each point comes from: rule, figures, source and arithmetic, for the reader who disagrees.

use super::Standing;
use super::line::{Line, lines};
use crate::document::danish::bind;
use crate::document::prose::paragraph;
use crate::document::view::{Block, Fact, Heading};
use crate::document::words::Words;
use crate::score::{TracedFigure, point_span, points, share_span};

/// A heading a goal, and under it what there is to say of each thing in it.
pub fn view(standing: &Standing, level: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (goal, scored) in standing.goals() {
        let text = format!("{} {}", goal.number, goal.area);
        blocks.push(Block::Heading(Heading { level, number: None, text, listed: false, is_hosts: false }));
        for line in lines(goal, scored) {
            if line.depth > 0 {
                let text = bind(&line.full_name());
                blocks.push(Block::Heading(Heading { level: level + 1, number: None, text, listed: false, is_hosts: false }));
            }
            blocks.push(Block::Facts { rows: facts(&line, standing.words) });
        }
    }
    blocks
}

fn facts(line: &Line, words: &Words) -> Vec<Fact> {
    let mark = line.mark;
    let mut rows = vec![fact("regel", vec![mark.trace.rule.clone()], words)];
    if !mark.trace.figures.is_empty() {
        rows.push(fact("tal", mark.trace.figures.iter().map(|figure| figure_line(figure, words)).collect(), words));
    }
    if !mark.trace.arithmetic.is_empty() {
        rows.push(fact("beregning", mark.trace.arithmetic.clone(), words));
    }
    let fulfilment = share_span(&mark.fulfilment.map(|one| one.ratio().clone()));
    let sum = match (&mark.worth, &mark.points) {
        (Some(worth), Some(reached)) => words.say(
            "point af vægt",
            &[("vægt", &points(worth)), ("opfyldelse", &fulfilment), ("point", &point_span(reached))],
        ),
        _ => words.say("uden egne point", &[("opfyldelse", &fulfilment)]),
    };
    rows.push(fact("opnåede point", vec![sum], words));
    rows
}

fn fact(term: &str, lines: Vec<String>, words: &Words) -> Fact {
    Fact { term: words.word(term), body: lines.iter().map(|line| paragraph(bind(line))).collect() }
}

fn figure_line(figure: &TracedFigure, words: &Words) -> String {
    let source = match &figure.source {
        Some(source) => words.say("med kilde", &[("kilde", source)]),
        None => String::new(),
    };
    words.say(
        "et tal",
        &[
            ("periode", &figure.period),
            ("tal", &figure.text),
            ("kilde", &source),
            ("hvem", &figure.reporter),
            ("dato", &figure.updated),
        ],
    )
}
