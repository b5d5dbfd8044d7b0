//! What each kind of requirement has reached: a kind a file, named as in `plan`.

mod count;
pub(super) mod deliverable;
mod evaluation;
mod judgement;
mod level;
pub(super) mod share;
mod value;

pub(super) use share::tiers;

use crate::plan::{Bound, CountWithin, Demand, Figure, Reached, Requirement, Step, Tally, Unit, ValueWithin};
use crate::quantity::{Count, Fulfilment};

use super::Span;
use super::period::Measured;
use super::scorecard::TracedFigure;
use super::series::{self, Series};

/// What something has reached, before it is known what that weighs.
pub(super) struct Outcome {
    pub fulfilment: Span<Fulfilment>,
    /// Whether the plan says how it is scored. What is open although it does, lacks figures.
    pub is_set: bool,
    pub rule: String,
    pub figures: Vec<TracedFigure>,
    pub arithmetic: Vec<String>,
}

impl Outcome {
    /// By a rule that the plan states.
    fn set(fulfilment: Span<Fulfilment>, rule: String, measured: &Measured, arithmetic: Vec<String>) -> Self {
        Self { fulfilment, is_set: true, rule, figures: measured.traced(None), arithmetic }
    }

    /// By figures for periods: says which are missing while something is open.
    fn by_period(fulfilment: Span<Fulfilment>, rule: String, measured: &Measured, mut arithmetic: Vec<String>) -> Self {
        arithmetic.extend(measured.missing().filter(|_| !fulfilment.is_closed()));
        Self::set(fulfilment, rule, measured, arithmetic)
    }
}

/// Anything can still happen.
fn open() -> Span<Fulfilment> {
    Span { least: Fulfilment::none(), most: Fulfilment::full() }
}

/// What a requirement without parts has reached.
pub(super) fn outcome(requirement: &Requirement, measured: &Measured) -> Outcome {
    match &requirement.demand {
        Demand::Share(shares) => share::outcome(shares, measured),
        Demand::Value(value) => value::outcome(&value.bound, measured),
        Demand::Count(count) => count::outcome(&count.bound, measured),
        Demand::Deliverable(_) => deliverable::outcome(measured),
        Demand::Evaluation(schema) => evaluation::outcome(schema, measured),
        Demand::Level(level) => level::outcome(level, measured),
        Demand::Judgement(judgement) => judgement::outcome(judgement.criteria.as_ref(), measured),
        Demand::Later(later) => not_set(format!("Kravet er ikke fastsat endnu; det fastsættes {}.", later.set)),
        Demand::Parts(_) => not_set("Kravet har dele.".into()),
    }
}

/// Its numbers over the periods that are reported; of several tiers, those of the one that is asked for. None for what has
/// none.
pub(super) fn series(requirement: &Requirement, tier: usize, measured: &Measured) -> Option<Series> {
    match &requirement.demand {
        Demand::Share(share) => series::of_share(share, tier, measured),
        Demand::Value(ValueWithin { bound, .. }) | Demand::Count(CountWithin { bound, .. }) => {
            series::of_bound(bound, measured)
        }
        Demand::Parts(_)
        | Demand::Deliverable(_)
        | Demand::Evaluation(_)
        | Demand::Level(_)
        | Demand::Judgement(_)
        | Demand::Later(_) => None,
    }
}

fn not_set(rule: String) -> Outcome {
    Outcome { fulfilment: open(), is_set: false, rule, figures: Vec::new(), arithmetic: Vec::new() }
}

/// `under 7 dage pr. medarbejder`.
fn bound_text(bound: &Bound) -> String {
    format!("{} {}", bound.kind.word(), bound.quantum)
}

fn step_text(step: Step) -> String {
    match step {
        Step::Within(limit) => format!("inden for {limit}"),
        Step::AtMost(limit) => format!("højst {limit}"),
    }
}

/// `med højst 10 dage`: a limit after what it is for.
fn limit_text(step: Step) -> String {
    match step {
        Step::Within(_) => step_text(step),
        Step::AtMost(_) => format!("med {}", step_text(step)),
    }
}

/// A figure as a trace shows it; of several tiers, the one that is asked for.
pub(super) fn figure_text(figure: &Figure, demand: &Demand, tier: Option<usize>) -> String {
    let counted = match demand {
        Demand::Share(share) if share.unit != Unit::Cases => share.unit.word(),
        Demand::Share(_)
        | Demand::Parts(_)
        | Demand::Value(_)
        | Demand::Count(_)
        | Demand::Deliverable(_)
        | Demand::Evaluation(_)
        | Demand::Level(_)
        | Demand::Judgement(_)
        | Demand::Later(_) => "",
    };
    let measure = demand.measure();
    let steps = |index: usize| measure.tiers().get(index).map(|tier| limit_text(tier.step)).unwrap_or_default();
    let is_asked = |index: usize| tier.is_none_or(|tier| tier == index);
    let tally = |tally: &Tally| {
        let counted = if counted.is_empty() { String::new() } else { format!(" {counted}") };
        let whole = format!("{}{counted}", tally.total);
        let asked = tally.within.iter().enumerate().filter(|(index, _)| is_asked(*index));
        let within: Vec<(usize, &Count)> = asked.collect();
        match within.as_slice() {
            [(index, count)] => format!("{count} af {whole} {}", steps(*index)),
            several => {
                let several: Vec<String> =
                    several.iter().map(|(index, count)| format!("{count} {}", steps(*index))).collect();
                format!("af {whole} var {}", several.join(", "))
            }
        }
    };
    match figure {
        Figure::Counts(counts) => tally(counts),
        Figure::Sites(sites) => {
            sites.iter().map(|(name, counts)| format!("{name}: {}", tally(counts))).collect::<Vec<_>>().join("; ")
        }
        Figure::Shares(shares) => {
            let asked = shares.iter().enumerate().filter(|(index, _)| is_asked(*index));
            let said = asked.map(|(index, share)| format!("{share} {}", steps(index)));
            said.collect::<Vec<_>>().join(", ")
        }
        Figure::Value(number) => {
            format!("{number}{}", measure.target(0).map(|target| target.unit()).unwrap_or_default())
        }
        Figure::Count(count) => count.to_string(),
        Figure::Delivery { on, evidence } => {
            let said = on.map_or_else(|| "ikke leveret".to_owned(), |day| format!("leveret den {day}"));
            match evidence {
                Some(evidence) => format!("{said} (bevis: {evidence})"),
                None => said,
            }
        }
        Figure::Level(reached) => level_text(*reached, demand),
        Figure::Evaluation(grids) => evaluation::grids_text(grids),
        Figure::Judgement { verdict, by, on, reason } => {
            format!("{}, vurderet af {by} den {on}: {}", verdict.word(), reason.to_text().trim())
        }
    }
}

fn level_text(reached: Reached, demand: &Demand) -> String {
    match (reached, demand) {
        (Reached::Rank(rank), Demand::Level(level)) => level::name(level, rank),
        (Reached::Rank(rank), _) => format!("niveau {rank}"),
        (Reached::Beside(beside), _) => level::beside(beside).to_owned(),
    }
}
