//! Where each point comes from: rule, figures, source and arithmetic, for the reader who disagrees.

use minijinja::context;

use super::changes::name_of;
use super::line::{Line, lines};
use super::{Standing, table, words_cell};
use crate::document::prose::{self, plain};
use crate::document::requirement::mark;
use crate::document::table::{aligned, of_figures, without_empty};
use crate::document::traced::Traced;
use crate::document::trail::Trail;
use crate::document::view::{Cell, DataColumn, DataRow, DataTable, Heading, PageBlock, PageInline, RowRank};
use crate::plan::{Figure, Goal, Tally};
use crate::quantity::{Count, Date, PartOfYear, Ratio};
use crate::score::{CountedTerm, Mark, ScoredGoal, SiteTerm, Trace, TraceRule, TraceStep, TracedFigure, points};
use crate::words::Words;
use crate::words::danish::{bind, capital, join};

/// So many periods have a column each.
const MOST_PERIODS: usize = 6;

/// A heading a goal, and under it what there is to say of each thing in it.
pub fn view(standing: &Standing, level: usize) -> Vec<PageBlock> {
    let words = standing.words;
    let is_open = is_open_throughout(standing);
    let mut blocks: Vec<PageBlock> =
        is_open.then(|| prose::paragraph(words.word("samles ikke fastsat i beregningen"))).into_iter().collect();
    for (goal, scored) in standing.goals() {
        let text = format!("{} {}", goal.number, goal.area);
        let heading = Heading { listed: false, from: standing.trail_of(goal), ..Heading::new(level, text) };
        blocks.push(heading.into());
        blocks.push(PageBlock::Data(matrix(goal, scored, is_open, standing)));
    }
    for (group, _) in standing.groups() {
        let rules = standing.removed_from(group).map(|mark| {
            let (number, name) = (&mark.address.goal, name_of(mark, words));
            let said = prose::paragraph(format!("{number} {name}: {}", words.rule(&mark.trace.rule)));
            said.traced(standing.trail_of_gap(mark))
        });
        blocks.extend(rules);
    }
    blocks
}

fn is_rule_open(mark: &Mark) -> bool {
    matches!(mark.trace.rule, TraceRule::CombinationNotSet { .. })
}

/// Whether nowhere is settled how several parts become points: that is said once, above all.
fn is_open_throughout(standing: &Standing) -> bool {
    let all: Vec<Line> = standing.goals().flat_map(|(goal, scored)| lines(goal, scored)).collect();
    let several: Vec<&Mark> = all.iter().map(|line| line.mark).filter(|mark| mark.parts.len() > 1).collect();
    several.len() > 1 && several.into_iter().all(is_rule_open)
}

/// What was counted in each period, what that adds up to and what it gives; under a row what cannot stand in columns, and
/// under them all the rules that several share and whose figures they are, once.
fn matrix(goal: &Goal, scored: &ScoredGoal, is_open: bool, standing: &Standing) -> DataTable {
    let words = standing.words;
    let all = lines(goal, scored);
    let caption = if standing.card.is_weighed() { "beregningen af" } else { "beregningen uden vægte af" };
    let caption = words.say(caption, &[("nr", &goal.number), ("område", &goal.area)]);
    let mut periods: Vec<PartOfYear> = all
        .iter()
        .filter(|line| counted(line).is_some() || !by_site(line).is_empty())
        .flat_map(|line| &line.mark.trace.figures)
        .map(|one| one.period)
        .collect();
    let mut seen = Vec::new();
    periods.retain(|period| {
        !seen.contains(period) && {
            seen.push(*period);
            true
        }
    });
    periods.sort_by_key(|period| standing.plan.period.days_of(*period).last);
    // Where there are more than have room, each says its own.
    periods.truncate(if periods.len() > MOST_PERIODS { 0 } else { periods.len() });
    let mut data = table("trace", caption, &[("mål og resultatkrav", "left")], words);
    let heads =
        periods.iter().map(|period| DataColumn { head: head(*period, standing), align: "right", is_status: false });
    data.columns.extend(heads);
    data.columns.extend(
        table("trace", String::new(), &[("talt i alt", "right"), ("resultat", "right"), ("opfyldelse", "left")], words)
            .columns,
    );
    let shared = shared_rule(&all, words);
    for line in &all {
        let is_counted = counted(line).is_some() && !periods.is_empty();
        data.rows.push(row(line, &periods, is_counted, standing));
        let has_places = !by_site(line).is_empty() && !periods.is_empty();
        let sites = if has_places { rows_of_sites(line, &periods) } else { Vec::new() };
        let said = details(line, is_counted, !sites.is_empty(), shared.as_deref(), is_open, standing);
        let (depth, from) = (line.depth, line.trail(standing));
        let remark = |body| DataRow { rank: RowRank::Remark, depth, cells: vec![Cell::Body { body }], from };
        data.rows.extend(said.map(remark));
        data.rows.extend(sites.traced(from));
    }
    data.rows.extend(standing.removed_of(goal).map(|mark| gap(mark, periods.len(), standing)));
    let whose = sources(&all, words);
    let legend: Vec<String> = shared.map(|rule| capital(&rule)).into_iter().chain(whose).collect();
    data.from = standing.trail_of(goal);
    data.legend = (!legend.is_empty()).then(|| bind(&legend.join(" ")));
    let data = without_empty(data);
    let figures = of_figures(&data);
    // What is counted has none; the shares stand in the last of the columns.
    aligned(data, figures.last().map(std::slice::from_ref).unwrap_or_default())
}

/// What was counted in all, where it is counted in one way: so many of so many.
fn counted<'a>(line: &Line<'a>) -> Option<(&'a CountedTerm, &'a Ratio)> {
    let is_tally = |one: &TracedFigure| one.figure.counts().is_some();
    let steps = line.mark.trace.figures.iter().all(is_tally).then_some(&line.mark.trace.steps)?;
    steps
        .iter()
        .find_map(|step| if let TraceStep::Counts { sum, share, .. } = step { Some((sum, share)) } else { None })
}

/// What was counted at each place, where places count by their weights.
fn by_site<'a>(line: &Line<'a>) -> &'a [SiteTerm] {
    let steps = &line.mark.trace.steps;
    let terms =
        |step: &'a TraceStep| if let TraceStep::Sites { terms, .. } = step { Some(terms.as_slice()) } else { None };
    steps.iter().find_map(terms).unwrap_or_default()
}

/// `1. kvt.`; of what is no quarter, its name.
fn head(period: PartOfYear, standing: &Standing) -> String {
    let quarters = standing.plan.period.quarters();
    let quarter = quarters.iter().find(|quarter| quarter.part == period);
    bind(&quarter.map_or_else(|| standing.words.part_of_year(period), |quarter| standing.words.quarter(quarter)))
}

/// What a rule says after what it asks: how it counts, from when the time runs.
fn rest_of_rule(line: &Line, words: &Words) -> String {
    words.rule(&line.mark.trace.rule).split_once("; ").map(|(_, rest)| rest.to_owned()).unwrap_or_default()
}

/// The rest that most of what is counted has, where several are.
fn shared_rule(all: &[Line], words: &Words) -> Option<String> {
    let rests: Vec<String> =
        all.iter().filter(|line| counted(line).is_some()).map(|line| rest_of_rule(line, words)).collect();
    let count = |rest: &String| rests.iter().filter(|one| *one == rest).count();
    rests.iter().filter(|rest| count(rest) > 1 && !rest.is_empty()).max_by_key(|rest| (count(rest), *rest)).cloned()
}

fn row(line: &Line, periods: &[PartOfYear], is_counted: bool, standing: &Standing) -> DataRow {
    let (words, decimals) = (standing.words, standing.plan.decimals);
    let mark = line.mark;
    // What is counted is asked for in a few words; a rule of its own stands below the row.
    let note = if is_counted { line.asked(standing) } else { String::new() };
    let mut cells = vec![Cell::Named { name: bind(&line.name(words)), note: bind(&note) }];
    let counts = counted(line).filter(|_| is_counted);
    cells.extend(tallies(line, periods, |figure| figure.counts().filter(|_| counts.is_some())));
    cells.push(words_cell(counts.map(|(sum, _)| parts(sum.within, sum.total)).unwrap_or_default()));
    let has_result = counts.is_some() || !by_site(line).is_empty();
    cells.push(words_cell(if has_result { line.result(standing) } else { String::new() }));
    cells.push(words_cell(words.fulfilment(mark, decimals)));
    let rank = if line.depth == 0 { RowRank::Row } else { RowRank::Part };
    DataRow { rank, depth: line.depth, cells, from: line.trail(standing) }
}

/// What was counted in each period, of the limit that a line is about.
fn tallies<'a>(
    line: &Line<'a>,
    periods: &[PartOfYear],
    tally: impl Fn(&'a Figure) -> Option<&'a Tally>,
) -> impl Iterator<Item = Cell> {
    let trace = &line.mark.trace;
    let tier = trace.rule.terms().map_or(0, |terms| terms.tier);
    periods.iter().map(move |period| {
        let tally = trace.figures.iter().find(|one| one.period == *period).and_then(|one| tally(&one.figure));
        let said = tally.map(|tally| parts(tally.within.get(tier).copied().unwrap_or_default(), tally.total));
        words_cell(said.unwrap_or_default())
    })
}

/// What was counted at each place that figures are of; its weight stands in the arithmetic.
fn rows_of_sites(line: &Line, periods: &[PartOfYear]) -> Vec<DataRow> {
    let terms = by_site(line);
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in line.mark.trace.figures.iter().flat_map(|one| one.figure.sites()) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let row = |name: &&str| {
        let mut cells = vec![Cell::Named { name: bind(name), note: String::new() }];
        cells.extend(tallies(line, periods, |figure| {
            figure.sites().iter().find(|(one, _)| one == name).map(|(_, tally)| tally)
        }));
        let sum = terms.iter().find(|term| term.name == *name).and_then(|term| term.counted);
        cells.push(words_cell(sum.map(|sum| parts(sum.within, sum.total)).unwrap_or_default()));
        // The share of a place is no result of the plan's.
        cells.extend(["", ""].map(words_cell));
        DataRow { rank: RowRank::Part, depth: line.depth + 1, cells, from: Trail::NONE }
    };
    names.iter().map(row).collect()
}

/// `586/655`
fn parts(within: Count, total: Count) -> String {
    format!("{within}/{total}")
}

/// Figures and steps that do not stand in the columns, one after the other.
fn details(
    line: &Line,
    is_counted: bool,
    has_sites: bool,
    shared: Option<&str>,
    is_open: bool,
    standing: &Standing,
) -> Option<Vec<PageBlock>> {
    let (words, mark, decimals) = (standing.words, line.mark, standing.plan.decimals);
    let mut text = Vec::new();
    let mut say = |term: &str, said: &str| {
        let space = if text.is_empty() { "" } else { " " };
        text.push(PageInline::Strong { body: plain(format!("{space}{}: ", words.word(term))) });
        text.extend(plain(bind(said)));
    };
    let rule = words.rule(&mark.trace.rule);
    let is_said_above = is_open && is_rule_open(mark);
    let is_said_below = is_counted && shared == Some(rest_of_rule(line, words).as_str());
    if !(rule.is_empty() || is_said_above || is_said_below) {
        say("regel", &ended(&rule));
    }
    if !(mark.trace.figures.is_empty() || is_counted || has_sites) {
        let figures = mark.trace.figures.iter().map(|figure| {
            words.say("tal for perioden", &[("periode", &figure.period), ("tal", &words.figure(figure, &mark.trace))])
        });
        say("tal", &words.tell("tal for perioderne", context! { tal => figures.collect::<Vec<_>>() }));
    }
    // What any rule gives is said above too.
    let told = |step: &&TraceStep| !(is_said_above && matches!(step, TraceStep::AnyRule { is_met: true }));
    let steps = mark.trace.steps.iter().filter(told).cloned().collect();
    let steps = words.steps(&Trace { steps, ..mark.trace.clone() }, decimals);
    if !steps.is_empty() && !is_counted {
        say("beregning", &steps.iter().map(|step| ended(&capital(step))).collect::<Vec<_>>().join(" "));
    }
    if let (Some(worth), Some(_)) = (&mark.worth, &mark.points) {
        let (fulfilment, reached) = (words.fulfilment(mark, decimals), words.points(mark, decimals));
        let values = [
            ("vægt", &points(worth, decimals) as &dyn std::fmt::Display),
            ("opfyldelse", &fulfilment),
            ("point", &reached),
        ];
        say("opnåede point", &words.say("point af vægt", &values));
    }
    (!text.is_empty()).then(|| vec![PageBlock::Paragraph { text, from: Trail::NONE }])
}

/// A step as a sentence among others.
fn ended(step: &str) -> String {
    if step.ends_with('.') { step.to_owned() } else { format!("{step}.") }
}

fn gap(mark: &Mark, periods: usize, standing: &Standing) -> DataRow {
    let words = standing.words;
    let rule = bind(&words.rule(&mark.trace.rule));
    let mut cells = vec![Cell::Named { name: bind(&name_of(mark, words)), note: rule }];
    cells.extend((0..periods + 2).map(|_| words_cell("")));
    cells.push(words_cell(words.fulfilment(mark, standing.plan.decimals)));
    DataRow { rank: RowRank::Part, depth: 1, cells, from: standing.trail_of_gap(mark) }
}

/// Who answers for the figures of some requirements, and the days that they were brought up to date.
struct Source<'a> {
    name: Option<&'a str>,
    reporter: &'a str,
    days: Vec<Date>,
    of: Vec<String>,
}

/// Each source once; where there are several, with the requirements that each is of.
fn sources(all: &[Line], words: &Words) -> Vec<String> {
    let mut known: Vec<Source> = Vec::new();
    let mut of = String::new();
    for line in all {
        if line.depth < 2 {
            of = line.mark.label.as_ref().map_or_else(|| format!("”{}”", line.name(words)), |label| mark(label));
        }
        for figure in &line.mark.trace.figures {
            let key = (figure.source.as_deref(), figure.reporter.as_str());
            let at = known.iter().position(|one| (one.name, one.reporter) == key).unwrap_or_else(|| {
                known.push(Source { name: key.0, reporter: key.1, days: Vec::new(), of: Vec::new() });
                known.len() - 1
            });
            let source = &mut known[at];
            if !source.days.contains(&figure.updated) {
                source.days.push(figure.updated);
            }
            if !source.of.contains(&of) {
                source.of.push(of.clone());
            }
        }
    }
    let are_several = known.len() > 1;
    let lines = known.into_iter().map(|mut one| {
        one.days.sort();
        let days: Vec<String> = one.days.iter().map(ToString::to_string).collect();
        let told = words.say("indberettet af", &[("hvem", &one.reporter), ("datoer", &join(&days))]);
        let text = match one.name {
            Some(source) => words.say("kilde og indberetning", &[("kilde", &source), ("indberetning", &told)]),
            None => told,
        };
        let label = if are_several { words.say("kilde til", &[("hvad", &join(&one.of))]) } else { words.word("kilde") };
        format!("{label}: {}", ended(&text))
    });
    lines.collect()
}
