//! The points, and what has to be decided before the rest of them can be counted.

use minijinja::context;

use super::{Standing, rules};
use crate::document::prose::{paragraph, plain};
use crate::document::traced::Traced;
use crate::document::view::{PageBlock, PageInline};
use crate::plan::{Combination, Goal, Weight};
use crate::quantity::{Decimals, Ratio};
use crate::score::{ScoredGoal, Status, points};
use crate::words::Words;
use crate::words::danish::{bind, join};

/// What is reached, in a sentence; then, gap by gap, what the plan leaves open.
pub fn view(standing: &Standing) -> Vec<PageBlock> {
    let (card, words) = (standing.card, standing.words);
    let text = vec![PageInline::Strong { body: plain(bind(&words.result(card))) }];
    let result = PageBlock::Paragraph { text, from: standing.trail() };
    let mut blocks = vec![result];
    blocks.extend(rules::assumed(standing).map(paragraph));
    blocks.extend(gaps(standing).into_iter().map(paragraph));
    blocks.traced(standing.trail())
}

/// What has to be decided: how requirements count together, what a goal weighs, which target it has.
pub fn gaps(standing: &Standing) -> Vec<String> {
    let words = standing.words;
    let open = || standing.goals().filter(|(_, scored)| scored.mark.status == Status::NotSet);
    let unruled: Vec<(&Goal, &ScoredGoal)> = open().filter(|(goal, _)| is_unruled(goal)).collect();
    let mut said = Vec::new();
    if !unruled.is_empty() {
        let values = context! {
            numre => numbers(&unruled),
            antal => unruled.len(),
            point => worth(&unruled, standing.plan.decimals),
            året_er_gået => standing.has_ended(),
        };
        said.push(words.tell("mangler regel", values));
    }
    let unweighed: Vec<(&Goal, &ScoredGoal)> =
        standing.goals().filter(|(goal, _)| goal.weight == Weight::NotSet).collect();
    if !unweighed.is_empty() {
        said.push(words.tell("mangler vægt", context! { numre => numbers(&unweighed), antal => unweighed.len() }));
    }
    for (goal, _) in open() {
        said.extend(goal.open.iter().map(|open| later(goal, &open.what, &open.set, words)));
    }
    said.into_iter().map(|sentence| bind(&sentence)).collect()
}

fn later(goal: &Goal, what: &str, set: &str, words: &Words) -> String {
    words.say("mangler måltal", &[("nr", &goal.number), ("hvad", &what), ("hvordan", &set)])
}

/// Several requirements, and no rule for how they count together.
fn is_unruled(goal: &Goal) -> bool {
    let has_rule = match goal.combination {
        Some(Combination::All | Combination::Weighted | Combination::Equal | Combination::AtLeast(_)) => true,
        Some(Combination::NotSet) | None => false,
    };
    !has_rule && goal.requirements.len() > 1
}

/// `1.1, 1.2 og 1.3`.
fn numbers(goals: &[(&Goal, &ScoredGoal)]) -> String {
    join(&goals.iter().map(|(goal, _)| goal.number.to_string()).collect::<Vec<_>>())
}

/// What they weigh together; None where one of them weighs nothing known.
fn worth(goals: &[(&Goal, &ScoredGoal)], decimals: Decimals) -> Option<String> {
    let worths: Option<Vec<Ratio>> = goals.iter().map(|(_, scored)| scored.mark.worth.clone()).collect();
    worths.map(|all| points(&all.into_iter().sum(), decimals).to_string())
}
