//! What a requirement gives that is not met in full, and how its quarters become a year, in words.

use super::danish::join;
use super::words::Words;
use crate::plan::{BoundKind, Credit, Demand, Gathering, Quantum, Requirement};
use crate::quantity::Number;

/// None for all or nothing: that is what holds where nothing is said.
pub(super) fn phrase(requirement: &Requirement, words: &Words) -> Option<String> {
    let value = |number: Number| with_unit(number, &requirement.demand);
    match &requirement.credit {
        Credit::AllOrNothing => None,
        Credit::Proportional => Some(words.word("opfyldelse proportional")),
        Credit::Linear { from, to } => {
            Some(words.say("opfyldelse lineær", &[("fra", &value(*from)), ("til", &value(*to))]))
        }
        Credit::Steps(steps) => {
            let name = if less_is_better(&requirement.demand) { "opfyldelse til" } else { "opfyldelse fra" };
            let said: Vec<String> = steps
                .iter()
                .map(|step| words.say(name, &[("opfyldelse", &step.fulfilment), ("værdi", &value(step.from))]))
                .collect();
            Some(words.say("opfyldelse trin", &[("trin", &join(&said))]))
        }
        Credit::Late(steps) => {
            let said: Vec<String> = steps
                .iter()
                .map(|step| {
                    words.say(
                        "opfyldelse forsinkelse",
                        &[("opfyldelse", &step.fulfilment), ("tid", &genitive(step.at_most))],
                    )
                })
                .collect();
            Some(words.say("opfyldelse forsinket", &[("trin", &join(&said))]))
        }
        Credit::Partly(share) => Some(words.say("opfyldelse delvist", &[("opfyldelse", share)])),
    }
}

pub(super) fn gathering_phrase(requirement: &Requirement, words: &Words) -> Option<String> {
    let name = match requirement.gathering? {
        Gathering::Latest => "kvartaler seneste",
        Gathering::Average => "kvartaler gennemsnit",
        Gathering::Sum => "kvartaler sum",
    };
    Some(words.word(name))
}

/// `1 dags`, `14 dages`, `2 ugers`.
fn genitive(limit: crate::quantity::TimeLimit) -> String {
    format!("{limit}s")
}

fn less_is_better(demand: &Demand) -> bool {
    match demand {
        Demand::Value { bound, .. } | Demand::Count { bound, .. } => {
            matches!(bound.kind, BoundKind::Below | BoundKind::AtMost)
        }
        _ => false,
    }
}

/// `80 pct.`, `7 dage pr. medarbejder`, `niveau 3`.
fn with_unit(number: Number, demand: &Demand) -> String {
    match demand {
        Demand::Share(_) => format!("{number} pct."),
        Demand::Level(_) => format!("niveau {number}"),
        Demand::Value { bound, .. } | Demand::Count { bound, .. } => match &bound.quantum {
            Quantum::Amount(amount) if !amount.unit.is_empty() => format!("{number} {}", amount.unit),
            _ => number.to_string(),
        },
        _ => number.to_string(),
    }
}
