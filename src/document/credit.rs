//! What a requirement gives that is not met in full, and how its quarters become a year, in words.

use super::danish::join;
use super::words::Words;
use crate::plan::{Credit, Direction, Gathering, Requirement};
use crate::quantity::Number;

/// None for all or nothing: that is what holds where nothing is said.
pub(super) fn phrase(requirement: &Requirement, words: &Words) -> Option<String> {
    let target = requirement.demand.measure().target(0);
    let value = |number: Number| requirement.demand.measure().written(number);
    match &requirement.credit {
        Credit::AllOrNothing => None,
        Credit::Proportional => Some(words.word("opfyldelse proportional")),
        Credit::Linear { from, to } => {
            Some(words.say("opfyldelse lineær", &[("fra", &value(*from)), ("til", &value(*to))]))
        }
        Credit::Steps(steps) => {
            let name = match target.as_ref().and_then(|target| target.bound.direction()) {
                Some(Direction::Down) => "opfyldelse til",
                Some(Direction::Up) | None => "opfyldelse fra",
            };
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
        Gathering::YearToDate => "kvartaler år til dato",
    };
    Some(words.word(name))
}

/// `1 dags`, `14 dages`, `2 ugers`.
fn genitive(limit: crate::quantity::TimeLimit) -> String {
    format!("{limit}s")
}
