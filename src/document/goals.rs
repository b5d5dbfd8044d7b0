//! The goal table: Nr., Område, Mål, Resultatkrav, Vægt.

use super::traced::Traced;
use super::trail::Trail;
use super::view::{self, PageBlock, RequirementPiece};
use super::{demand, prose, requirement};
use crate::plan::{Combination, DemandKind, Goal, GoalGroup, OpenPlace, Weight};
use crate::words::Words;
use crate::words::danish;

pub(super) fn view(group: &GoalGroup, words: &Words) -> PageBlock {
    let is_weighed = group.goals.iter().all(|goal| goal.weight != Weight::None);
    PageBlock::Goals(view::GoalTable {
        caption: words.say(
            if is_weighed { "måltabel" } else { "måltabel uden vægte" },
            &[("nr", &group.number), ("titel", &group.title)],
        ),
        heads: view::GoalHeads {
            number: words.word("nr"),
            goal: words.word("område og mål"),
            requirement: words.word("resultatkrav"),
            weight: is_weighed.then(|| words.word("vægt")),
        },
        rows: group.goals.iter().map(|goal| row(goal, words).traced(Trail::to(goal.at))).collect(),
        total: total(group, words),
    })
}

fn row(goal: &Goal, words: &Words) -> view::GoalRow {
    view::GoalRow {
        number: goal.number_in_contract(),
        area: goal.area.clone(),
        notes: prose::note(&goal.note),
        mark: requirement::mark_of(goal.origin, words),
        goal: goal_text(goal, words),
        requirements: parts(goal, goal.combination, words),
        weight: (goal.weight != Weight::None).then(|| words.weight(&goal.weight)),
        from: Trail::NONE,
    }
}

/// What the goal is, with what its author says there of what is set later.
pub(super) fn goal_text(goal: &Goal, words: &Words) -> Vec<PageBlock> {
    let mut text = prose::narrow(&goal.goal);
    for open in goal.open.iter().filter(|open| open.place == OpenPlace::BelowGoal) {
        text.extend(match open.wording.is_empty() {
            true => {
                vec![prose::paragraph(format!("{}.", demand::set_later(&open.what, open.period, &open.set, words)))]
            }
            false => prose::narrow(&open.wording),
        });
    }
    text
}

/// All that a goal demands, with what its author says before and after. `combination` is what is said of how the
/// requirements are combined.
pub(super) fn parts(goal: &Goal, combination: Option<Combination>, words: &Words) -> Vec<RequirementPiece> {
    let mut parts = before(goal);
    parts.extend(requirement::parts(&goal.requirements, words));
    parts.extend(after(goal, combination, words));
    parts.traced(Trail::to(goal.at))
}

/// What a goal's author says before all that it requires.
pub(super) fn before(goal: &Goal) -> Vec<RequirementPiece> {
    let mut parts = Vec::new();
    requirement::push_prose(&goal.lead, &mut parts);
    parts
}

/// What is said after all that a goal requires.
pub(super) fn after(goal: &Goal, combination: Option<Combination>, words: &Words) -> Vec<RequirementPiece> {
    let mut parts: Vec<RequirementPiece> = requirement::combined(combination, words).into_iter().collect();
    for open in goal.open.iter().filter(|open| open.place == OpenPlace::BelowRequirements) {
        if open.wording.is_empty() {
            let text = format!("{}.", demand::set_later(&open.what, open.period, &open.set, words));
            let (text, kind) = (prose::plain(text), DemandKind::Later);
            parts.push(RequirementPiece::Demand { label: None, text, weight: None, kind, from: Trail::NONE });
        } else {
            requirement::push_prose(&open.wording, &mut parts);
        }
    }
    requirement::push_prose(&goal.remark, &mut parts);
    if let Weight::Assumed { reason, .. } = &goal.weight {
        parts.push(RequirementPiece::Remark {
            text: danish::bind(&words.say("vægten er antaget", &[("grund", &reason)])),
            from: Trail::NONE,
        });
    }
    parts
}

/// The sum of the weights that are known, naming the goals whose weight is not. None in a plan without weights, and where the
/// row has no words.
fn total(group: &GoalGroup, words: &Words) -> Option<view::Total> {
    if group.goals.iter().any(|goal| goal.weight == Weight::None) {
        return None;
    }
    let (set, unset): (Vec<&Goal>, Vec<&Goal>) = group.goals.iter().partition(|goal| goal.weight.worth().is_some());
    let sum = Weight::together(set.iter().map(|goal| &goal.weight)).to_string();
    let label = words.total_of(&group.title, unset.iter().map(|goal| goal.number_in_contract()));
    // A ministry or a plan that leaves the label empty has no such row.
    (!label.is_empty()).then_some(view::Total { label, weight: sum, from: Trail::to(group.at) })
}
