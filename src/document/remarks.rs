//! What is said of a requirement after its sentence.

use super::demand::{self, DemandForm};
use super::timing::measured;
use crate::plan::{Baseline, Clock, Combination, Requirement};
use crate::quantity::{Deadline, PartOfYear};
use crate::words::Words;

/// What holds for a whole requirement and is part of no sentence, as sentences: period, clock, what is left out.
pub(super) fn remarks(requirement: &Requirement, words: &Words) -> Vec<String> {
    let mut texts = Vec::new();
    if requirement.wording.as_ref().is_some_and(|wording| wording.stands_alone) {
        return texts;
    }
    if let Some(Baseline { amount, on }) = &requirement.baseline {
        texts.push(words.say("udgangspunkt", &[("tal", amount), ("dato", on)]));
    }
    let stated = requirement.stated();
    // The sentence that the data gives says when.
    let is_said = requirement.wording.is_none() && demand::form(requirement) == DemandForm::Sentences;
    let stated = stated.as_ref();
    let says_period = |period: &PartOfYear| is_said || stated.is_some_and(|stated| stated.period(*period));
    if let Some(period) = requirement.period.filter(|period| !says_period(period)) {
        texts.push(measured(period, words));
    }
    texts.extend(demand::remark(requirement, words));
    let says_clock = |clock: &Clock| stated.is_some_and(|stated| stated.clock(*clock));
    texts.extend(requirement.clock.filter(|clock| !says_clock(clock)).map(|clock| words.clock(clock)));
    let says_excluded = stated.is_some_and(|stated| stated.excluding(&requirement.excluding));
    if !requirement.excluding.is_empty() && !says_excluded {
        texts.push(words.excluding(&requirement.excluding));
    }
    let says_deadline =
        |deadline: &Deadline| is_said || stated.is_some_and(|stated| words.is_stated(stated, *deadline));
    if let Some(deadline) = requirement.deadline.filter(|deadline| !says_deadline(deadline)) {
        texts.push(words.say("frist", &[("frist", &words.due(deadline))]));
    }
    texts.extend(words.credit(&requirement.credit, requirement.demand.measure()));
    texts.extend(requirement.gathering.map(|gathering| words.gathering(gathering)));
    texts.extend(requirement.path.as_ref().map(|path| path_phrase(path.combination, words)));
    texts
}

/// How several targets on the way become one result.
fn path_phrase(combination: Combination, words: &Words) -> String {
    match combination {
        Combination::All => words.word("måltal samles alle"),
        Combination::Weighted => words.word("måltal samles vægtet"),
        Combination::Equal => words.word("måltal samles ligeligt"),
        Combination::AtLeast(count) => words.say("måltal samles mindst", &[("antal", &count)]),
        Combination::NotSet => words.word("måltal samles ikke fastsat"),
    }
}
