//! A scorecard in a terminal: a table of all that is scored, or the trace of each point.

use anstyle::{AnsiColor, Style};

use super::table::Table;
use crate::plan::{Plan, Weight};
use crate::quantity::Decimals;
use crate::score::{Mark, Scorecard, ScoredGoal, Span, Status, TracedFigure, points};

/// What stands above either.
pub(super) fn head(plan: &Plan, card: &Scorecard) -> Vec<String> {
    let bold = Style::new().bold();
    let seen = match card.as_of {
        Some(day) => format!("Opgjort pr. {day}"),
        None => "Intet er indberettet endnu".to_owned(),
    };
    let mut lines = vec![format!("{bold}{}, {}{bold:#}", plan.title, plan.institution.name), seen];
    if card.is_example {
        lines.push("EKSEMPEL: tallene er eksempler og ikke institutionens offentliggjorte resultater.".to_owned());
    }
    lines.push(String::new());
    lines
}

/// Goals, and what is in them, a line each; then the total.
pub(super) fn table(card: &Scorecard) -> Vec<String> {
    let mut table = Table::new([false, false, true, true, true, false, false]);
    let titles = ["Nr.", "Mål og resultatkrav", "Vægt", "Opfyldelse", "Point", "Status", "Forventet"];
    table.push(Style::new().bold(), titles.map(str::to_owned));
    for goal in &card.goals {
        let weight = match &goal.weight {
            Weight::Points(points) => points.to_string(),
            Weight::Assumed { points, .. } => format!("{points} (antaget)"),
            Weight::NotSet => "ikke fastsat".to_owned(),
        };
        push(&goal.mark, [goal.number.to_string(), goal.mark.name.clone(), weight], card.decimals, &mut table);
        push_parts(&goal.mark, 1, card.decimals, &mut table);
    }
    for mark in &card.removed {
        let name = [mark.address.to_string(), mark.name.clone(), String::new()];
        push(mark, name, card.decimals, &mut table);
    }
    let total = [String::new(), "I alt".into(), String::new(), String::new(), total_shown(card), String::new()];
    let [number, name, weight, fulfilment, points, status] = total;
    table.push(Style::new().bold(), [number, name, weight, fulfilment, points, status, String::new()]);
    let mut lines = table.lines();
    lines.push(String::new());
    lines.push(summary(card));
    lines.extend(rounding_note(card));
    lines
}

fn push_parts(mark: &Mark, depth: usize, decimals: Decimals, table: &mut Table<7>) {
    if let Some(part) = mark.only_part() {
        return push_parts(part, depth, decimals, table);
    }
    for part in &mark.parts {
        let label = part.label.as_ref().map(|label| format!("{label} ")).unwrap_or_default();
        let name = format!("{}{label}{}", "  ".repeat(depth), part.name);
        let weight = part.worth.as_ref().map(|worth| points(worth, decimals)).unwrap_or_default();
        push(part, [String::new(), name, weight], decimals, table);
        push_parts(part, depth + 1, decimals, table);
    }
}

fn push(mark: &Mark, [number, name, weight]: [String; 3], decimals: Decimals, table: &mut Table<7>) {
    let (reached, fulfilment) = (mark.points_shown(decimals), mark.fulfilment_shown(decimals));
    let expected = mark.expected.as_ref().map(|expected| expected.what.to_string()).unwrap_or_default();
    table.push(style(mark.status), [number, name, weight, fulfilment, reached, mark.status.word().into(), expected]);
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

/// `62,5`, or `62,5 til 90`.
fn total_shown(card: &Scorecard) -> String {
    let Span { least, most } = card.total_shown();
    if card.total.is_closed() { least } else { format!("{least} til {most}") }
}

/// `62,5 point opnået; 90 kan stadig nås.`
fn summary(card: &Scorecard) -> String {
    let Span { least, most } = card.total_shown();
    if card.total.is_closed() {
        format!("{least} point opnået.")
    } else {
        format!("{least} point opnået; {most} kan stadig nås.")
    }
}

/// What is rounded row by row need not add up to what is rounded once.
fn rounding_note(card: &Scorecard) -> Option<String> {
    let spans: Option<Vec<_>> = card.goals.iter().map(|goal| goal.mark.points.as_ref()).collect();
    let adds_up = spans.is_none_or(|spans| {
        let decimals = card.decimals;
        decimals.add_up(spans.iter().map(|span| &span.least)) && decimals.add_up(spans.iter().map(|span| &span.most))
    });
    (!adds_up).then(|| "De viste point er afrundet hver for sig og giver derfor ikke præcis det viste i alt.".into())
}

/// The trace of a goal and all that is in it, or of the parts that are asked for.
pub(super) fn explanation(goal: &ScoredGoal, wanted: Option<&str>, decimals: Decimals) -> Vec<String> {
    let is_wanted = |mark: &&Mark| wanted.is_none_or(|wanted| is_within(&mark.address.to_string(), wanted));
    let said = goal.mark.walk().into_iter().filter(|mark| mark.only_part().is_none());
    said.filter(is_wanted).flat_map(|mark| explain(mark, decimals)).collect()
}

/// `1.1 a` holds `1.1 a Fast-track`, and `1.1` not `1.10`.
pub(super) fn is_within(address: &str, wanted: &str) -> bool {
    address.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn explain(mark: &Mark, decimals: Decimals) -> Vec<String> {
    let bold = Style::new().bold();
    let address = mark.address.to_string();
    let title = if address.ends_with(&mark.name) { address } else { format!("{address} {}", mark.name) };
    let mut lines = vec![format!("{bold}{title}{bold:#}: {}", mark.status.word())];
    lines.push(format!("  Regel: {}", mark.trace.rule));
    lines.extend(mark.trace.figures.iter().map(|figure| format!("  Tal: {}", figure_line(figure))));
    lines.extend(mark.trace.arithmetic.iter().map(|step| format!("  Beregning: {step}")));
    let fulfilment = mark.fulfilment_shown(decimals);
    lines.push(match (&mark.worth, &mark.points) {
        (Some(worth), Some(_)) => {
            format!("  Point: {} × {fulfilment} = {} point", points(worth, decimals), mark.points_shown(decimals))
        }
        _ => format!("  Opfyldelse: {fulfilment}; har ingen egne point"),
    });
    if let Some(expected) = &mark.expected {
        lines.push(format!("  Forventet for året: {} (sagt i {})", expected.what, expected.period));
    }
    lines.push(String::new());
    lines
}

fn figure_line(figure: &TracedFigure) -> String {
    let source = figure.source.as_ref().map(|source| format!("kilde: {source}; ")).unwrap_or_default();
    let example = if figure.is_example { "; EKSEMPEL" } else { "" };
    format!(
        "{}: {} ({source}indberettet af {}, {}{example})",
        figure.period, figure.text, figure.reporter, figure.updated
    )
}
