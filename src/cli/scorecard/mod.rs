//! A scorecard as `score` shows it: a table of all that is scored, or where each point comes from; and as JSON and CSV.

mod csv;
mod json;

pub(super) use csv::to_csv;
pub(super) use json::to_json;

use anstyle::{AnsiColor, Style};
use minijinja::context;

use super::table::TextTable;
use crate::plan::Plan;
use crate::quantity::Decimals;
use crate::score::{Mark, Scorecard, ScoredGoal, Status, Trace, TracedFigure, points};
use crate::words::Words;

/// What stands above either.
pub(super) fn head(plan: &Plan, card: &Scorecard, words: &Words) -> Vec<String> {
    let bold = Style::new().bold();
    let title = words.say("scorekortets titel", &[("titel", &plan.title), ("institution", &plan.institution.name)]);
    let seen = match card.as_of {
        Some(day) => words.say("scorekortets dag", &[("dato", &day)]),
        None => words.word("scorekort uden indberetning"),
    };
    let mut lines = vec![format!("{bold}{title}{bold:#}"), seen];
    if card.is_example {
        lines.push(words.word("scorekort med eksempler"));
    }
    lines.push(String::new());
    lines
}

/// Goals, and what is in them, a line each; then the total.
pub(super) fn table(card: &Scorecard, words: &Words) -> Vec<String> {
    let mut table = TextTable::new([false, false, true, true, true, false, false]);
    let titles = ["nr", "mål og resultatkrav", "vægt", "opfyldelse", "opnåede point", "status", "forventet"];
    // A column without a word is none.
    let is_shown = |title: &str| card.is_weighed() || !["vægt", "opnåede point"].contains(&title);
    table
        .push(Style::new().bold(), titles.map(|title| if is_shown(title) { words.word(title) } else { String::new() }));
    let mut rows = ScorecardRows { table, decimals: card.decimals, words };
    for goal in &card.goals {
        rows.push(&goal.mark, [goal.number.to_string(), words.name(&goal.mark.name), words.weight(&goal.weight)]);
        rows.push_parts(&goal.mark, 1);
    }
    for mark in &card.removed {
        rows.push(mark, [mark.address.to_string(), words.name(&mark.name), String::new()]);
    }
    let mut table = rows.table;
    if let Some(points) = words.total(card) {
        let mut total = [(); 7].map(|()| String::new());
        (total[1], total[4]) = (words.word("mål i alt"), points);
        table.push(Style::new().bold(), total);
    }
    let mut lines = table.lines();
    lines.push(String::new());
    lines.push(words.result(card));
    lines.extend(rounding_note(card, words));
    lines
}

struct ScorecardRows<'a> {
    table: TextTable<7>,
    decimals: Decimals,
    words: &'a Words<'a>,
}

impl ScorecardRows<'_> {
    fn push_parts(&mut self, mark: &Mark, depth: usize) {
        if let Some(part) = mark.only_part() {
            return self.push_parts(part, depth);
        }
        for part in &mark.parts {
            let label = part.label.as_ref().map(|label| format!("{label} ")).unwrap_or_default();
            let name = format!("{}{label}{}", "  ".repeat(depth), self.words.name(&part.name));
            let weight = part.worth.as_ref().map(|worth| points(worth, self.decimals).to_string()).unwrap_or_default();
            self.push(part, [String::new(), name, weight]);
            self.push_parts(part, depth + 1);
        }
    }

    fn push(&mut self, mark: &Mark, [number, name, weight]: [String; 3]) {
        let words = self.words;
        let (reached, fulfilment) = (words.points(mark, self.decimals), words.fulfilment(mark, self.decimals));
        let expected = mark.expected.as_ref().map(|expected| words.expectation(expected.what)).unwrap_or_default();
        let status = words.state(mark.state());
        self.table.push(style(mark.status), [number, name, weight, fulfilment, reached, status, expected]);
    }
}

fn style(status: Status) -> Style {
    let coloured = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    match status {
        Status::Met => coloured(AnsiColor::Green),
        Status::Partly => coloured(AnsiColor::Yellow),
        Status::NotMet => coloured(AnsiColor::Red),
        Status::NotMeasured | Status::NotSet | Status::Removed => Style::new(),
    }
}

/// What is rounded row by row need not add up to what is rounded once.
fn rounding_note(card: &Scorecard, words: &Words) -> Option<String> {
    let spans: Option<Vec<_>> = card.goals.iter().map(|goal| goal.mark.points.as_ref()).collect();
    let adds_up = spans.is_none_or(|spans| {
        let decimals = card.decimals;
        decimals.add_up(spans.iter().map(|span| &span.least)) && decimals.add_up(spans.iter().map(|span| &span.most))
    });
    (!adds_up).then(|| words.word("pointene er afrundet"))
}

/// The trace of a goal and all that is in it, or of the parts that are asked for.
pub(super) fn explanation(goal: &ScoredGoal, wanted: Option<&str>, decimals: Decimals, words: &Words) -> Vec<String> {
    let is_wanted = |mark: &&Mark| wanted.is_none_or(|wanted| is_within(&mark.address.to_string(), wanted));
    let said = goal.mark.walk().into_iter().filter(|mark| mark.only_part().is_none());
    said.filter(is_wanted).flat_map(|mark| explain(mark, decimals, words)).collect()
}

/// `1.1 a` holds `1.1 a Fast-track`, and `1.1` not `1.10`.
pub(super) fn is_within(address: &str, wanted: &str) -> bool {
    address.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn explain(mark: &Mark, decimals: Decimals, words: &Words) -> Vec<String> {
    let bold = Style::new().bold();
    let mut lines = vec![format!("{bold}{}{bold:#}: {}", words.full_name(mark), words.state(mark.state()))];
    let mut say = |label: &str, text: String| lines.push(format!("  {}: {text}", words.word(label)));
    let rule = words.rule(&mark.trace.rule);
    if !rule.is_empty() {
        say("regel", rule);
    }
    mark.trace.figures.iter().for_each(|figure| say("tal", figure_line(figure, &mark.trace, words)));
    words.steps(&mark.trace, decimals).into_iter().for_each(|step| say("beregning", step));
    let fulfilment = words.fulfilment(mark, decimals);
    match (&mark.worth, &mark.points) {
        (Some(worth), Some(_)) => {
            let (worth, reached) = (points(worth, decimals), words.points(mark, decimals));
            let values = [("vægt", &worth as &dyn std::fmt::Display), ("opfyldelse", &fulfilment), ("point", &reached)];
            say("opnåede point", words.say("point af vægt", &values));
        }
        _ => say("opfyldelse", words.say("opfyldelse uden point", &[("opfyldelse", &fulfilment)])),
    }
    if let Some(expected) = &mark.expected {
        let what = words.expectation(expected.what);
        say("forventet for året", words.say("forventet i perioden", &[("hvad", &what), ("periode", &expected.period)]));
    }
    lines.push(String::new());
    lines
}

fn figure_line(figure: &TracedFigure, trace: &Trace, words: &Words) -> String {
    let values = context! {
        periode => figure.period.to_string(),
        tal => words.figure(figure, trace),
        kilde => &figure.source,
        hvem => &figure.reporter,
        dato => figure.updated.to_string(),
        eksempel => figure.is_example,
    };
    words.tell("tal med kilde", values)
}
