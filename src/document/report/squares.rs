//! A square a requirement: how all of them stand, before any is named.

use super::Standing;
use super::line::{Line, lines};
use crate::document::traced::Traced;
use crate::document::trail::Trail;
use crate::document::view::{PageBlock, Sign, SquareCount, SquareShape, Squares};
use crate::score::{Mark, MarkState};
use crate::words::Words;
use crate::words::danish::{bind, join};

/// What is measured itself, in the order of the plan.
pub fn measured<'a>(standing: &Standing<'a>) -> Vec<Line<'a>> {
    let all = standing.goals().flat_map(|(goal, scored)| lines(goal, scored));
    all.filter(|line| line.mark.parts.is_empty()).collect()
}

/// The row of squares. None where a plan demands nothing.
pub fn view(standing: &Standing) -> Option<PageBlock> {
    let states: Vec<MarkState> = measured(standing).iter().map(|line| line.mark.state()).collect();
    row(&states, standing.words).map(|row| row.traced(standing.trail()))
}

/// Those that stand alike beside each other, with how many there are.
pub fn row(states: &[MarkState], words: &Words) -> Option<PageBlock> {
    let count = |state: MarkState| states.iter().filter(|one| **one == state).count();
    let known: Vec<(MarkState, usize)> =
        MarkState::ALL.map(|state| (state, count(state))).into_iter().filter(|(_, count)| *count > 0).collect();
    let legend: Vec<SquareCount> = known
        .iter()
        .map(|(state, count)| SquareCount { shape: shape(*state), text: bind(&words.count_of(*count, *state)) })
        .collect();
    let said: Vec<String> = legend.iter().map(|one| one.text.clone()).collect();
    let alt = bind(&words.say("firkanter i ord", &[("antal", &states.len()), ("fordeling", &join(&said))]));
    let squares = known.iter().flat_map(|(state, count)| std::iter::repeat_n(shape(*state), *count)).collect();
    (!legend.is_empty()).then_some(PageBlock::Squares(Squares { squares, legend, alt, from: Trail::NONE }))
}

/// How a thing stands, as a sign with its word.
pub fn sign(mark: &Mark, words: &Words) -> Sign {
    let state = mark.state();
    Sign { shape: shape(state), word: words.state(state) }
}

fn shape(state: MarkState) -> SquareShape {
    match state {
        MarkState::Met => SquareShape::Met,
        MarkState::Partly => SquareShape::Partly,
        MarkState::NotMet => SquareShape::NotMet,
        MarkState::OnTarget => SquareShape::OnTarget,
        MarkState::BelowTarget => SquareShape::BelowTarget,
        MarkState::NotDue => SquareShape::NotDue,
        MarkState::NotReported => SquareShape::NotReported,
        MarkState::Undecided => SquareShape::Undecided,
        MarkState::Removed => SquareShape::Removed,
    }
}
