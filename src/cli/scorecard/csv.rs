//! A scorecard as a table for a spreadsheet: semicolons between cells and decimal commas, as Danish spreadsheets read it;
//! as many decimals as the plan shows. JSON has each number exactly.

use crate::quantity::{Decimals, NO, Number, Ratio, YES};
use crate::score::{Mark, MarkName, Scorecard, Span, percent, points, points_of};
use crate::words::Words;

const HEAD: [&str; 11] = [
    "nr",
    "navn",
    "niveau",
    "vægt",
    "opfyldelse mindst (pct.)",
    "opfyldelse højst (pct.)",
    "point mindst",
    "point højst",
    "status",
    "forventet",
    "eksempel",
];

pub fn to_csv(card: &Scorecard, words: &Words) -> String {
    let mut table = row(&HEAD.map(str::to_owned));
    for goal in &card.goals {
        push(&goal.mark, 1, card, words, &mut table);
    }
    for mark in &card.removed {
        push(mark, mark.address.steps.len() + 1, card, words, &mut table);
    }
    let (least, most) = card.total_shown().map(|points| (points.least, points.most)).unzip();
    let mut total = HEAD.map(|_| String::new());
    total[1] = words.word("mål i alt");
    total[6] = least.map(without_dots).unwrap_or_default();
    total[7] = most.map(without_dots).unwrap_or_default();
    total[10] = example(card);
    table + &row(&total)
}

fn example(card: &Scorecard) -> String {
    if card.is_example { YES } else { NO }.to_owned()
}

fn push(mark: &Mark, depth: usize, card: &Scorecard, words: &Words, table: &mut String) {
    let plain = |ratio: &Ratio| plain(ratio, card.decimals);
    let points = |pick: fn(&Span<Ratio>) -> &Ratio| {
        let points = mark.points.as_ref().zip(mark.worth.as_ref());
        points.map(|(points, worth)| without_dots(points_of(pick(points), worth, card.decimals)))
    };
    let percent = |ratio: &Ratio| without_dots(percent(ratio, card.decimals));
    table.push_str(&row(&[
        key(mark, words),
        words.name(&mark.name),
        depth.to_string(),
        mark.worth.as_ref().map(plain).unwrap_or_default(),
        percent(mark.fulfilment.least.ratio()),
        percent(mark.fulfilment.most.ratio()),
        points(|one| &one.least).unwrap_or_default(),
        points(|one| &one.most).unwrap_or_default(),
        words.status(mark.status),
        mark.expected.as_ref().map(|expected| words.expectation(expected.what)).unwrap_or_default(),
        example(card),
    ]));
    for part in &mark.parts {
        push(part, depth + 1, card, words, table);
    }
}

/// Its address; what has that of its requirement, a tier or one of several targets, is told apart by its name.
fn key(mark: &Mark, words: &Words) -> String {
    match mark.name {
        MarkName::Own(_) | MarkName::Parts(_) => mark.address.to_string(),
        MarkName::Tier(_) | MarkName::Target(_) | MarkName::Stage(_) => words.full_name(mark),
    }
}

fn plain(ratio: &Ratio, decimals: Decimals) -> String {
    without_dots(points(ratio, decimals))
}

/// Without points between thousands, which a spreadsheet can take for a decimal point.
fn without_dots(number: Number) -> String {
    number.to_string().replace('.', "")
}

fn row(cells: &[String; 11]) -> String {
    cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(";") + "\r\n"
}

/// In quotes where it must be; a text that a spreadsheet would run as a formula begins with an apostrophe.
fn cell(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let harmless = if runs { format!("'{text}") } else { text.to_owned() };
    if harmless.contains([';', '"', '\n', '\r']) { format!("\"{}\"", harmless.replace('"', "\"\"")) } else { harmless }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula_and_none_breaks_its_row() {
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("Svar; notater"), "\"Svar; notater\"");
        assert_eq!(cell("Fast-track, 1. gang"), "Fast-track, 1. gang");
    }
}
