//! A goal, requirement or part as a line of a report: its name, its target, what it has reached, who answers for it.

use super::Standing;
use super::days::short_day;
use crate::document::demand;
use crate::document::requirement::mark;
use crate::document::trail::Trail;
use crate::plan::{Address, Demand, Goal, Requirement, Tier};
use crate::prose::Prose;
use crate::quantity::{Date, Deadline, Decimals, Period};
use crate::score::{Delivery, Mark, MarkName, MarkState, Progress, ScoredGoal, Status, TraceStep};
use crate::words::Words;
use crate::words::danish::{capital, short_period};

/// Something that is scored, with what the plan demands of it.
pub struct Line<'a> {
    pub goal: &'a Goal,
    pub mark: &'a Mark,
    /// From the goal's own requirement down to this one; empty for a goal with several.
    pub chain: Vec<&'a Requirement>,
    /// Of several tiers on one population, this one.
    pub tier: Option<&'a Tier>,
    /// How deep it stands in its goal: 0 is the goal.
    pub depth: usize,
    /// Of several targets in the year, the days of this one.
    pub days: Option<Period>,
}

/// A goal and all that is in it, from the outside in. A goal's only requirement is the goal.
pub fn lines<'a>(goal: &'a Goal, scored: &'a ScoredGoal) -> Vec<Line<'a>> {
    let mut all = Vec::new();
    push(goal, &scored.mark, &goal.addresses(), 0, &mut all);
    all
}

fn push<'a>(
    goal: &'a Goal,
    mark: &'a Mark,
    known: &[(Address, Vec<&'a Requirement>)],
    depth: usize,
    all: &mut Vec<Line<'a>>,
) {
    let mark = innermost(mark);
    let named = known.iter().filter(|(address, _)| *address == mark.address);
    let chain = named.max_by_key(|(_, chain)| chain.len()).map(|(_, chain)| chain.clone()).unwrap_or_default();
    let Some((newest, above)) = chain.split_last().filter(|(newest, _)| !newest.history.earlier.is_empty()) else {
        return push_target(goal, mark, chain, known, depth, all);
    };
    // Several targets by allonge: each a line, in order of time.
    all.push(Line { goal, mark, chain: chain.clone(), tier: None, depth, days: None });
    let earlier = newest.history.earlier.iter().map(|one| &one.requirement);
    for (target, part) in earlier.chain([*newest]).zip(&mark.parts) {
        let at = all.len();
        push_target(goal, part, [above, &[target]].concat(), known, depth + 1, all);
        if let Some(line) = all.get_mut(at) {
            line.days = target.history.days;
        }
    }
}

/// Several targets on the way: each a line, in their order.
fn push_stages<'a>(line: Line<'a>, newest: &'a Requirement, all: &mut Vec<Line<'a>>) {
    let stages = newest.stages().zip(&line.mark.parts).map(|(stage, mark)| Line {
        goal: line.goal,
        mark,
        chain: [line.chain.as_slice(), &[&stage.requirement]].concat(),
        tier: only_tier(&stage.requirement),
        depth: line.depth + 1,
        days: None,
    });
    let stages: Vec<Line> = stages.collect();
    all.push(line);
    all.extend(stages);
}

/// The limit of a share that has one alone.
fn only_tier(requirement: &Requirement) -> Option<&Tier> {
    match requirement.demand.measure().tiers() {
        [tier] => Some(tier),
        _ => None,
    }
}

/// Something with one target, and its tiers or its parts.
fn push_target<'a>(
    goal: &'a Goal,
    mark: &'a Mark,
    chain: Vec<&'a Requirement>,
    known: &[(Address, Vec<&'a Requirement>)],
    depth: usize,
    all: &mut Vec<Line<'a>>,
) {
    if let Some(newest) = chain.last().filter(|newest| newest.path.is_some()) {
        return push_stages(Line { goal, mark, chain: chain.clone(), tier: None, depth, days: None }, newest, all);
    }
    let tiers = chain.last().map_or(&[][..], |requirement| requirement.demand.measure().tiers());
    let tier = chain.last().and_then(|requirement| only_tier(requirement));
    all.push(Line { goal, mark, chain: chain.clone(), tier, depth, days: None });
    for (index, part) in mark.parts.iter().enumerate() {
        if tiers.len() > 1 {
            let tier = tiers.get(index);
            all.push(Line { goal, mark: part, chain: chain.clone(), tier, depth: depth + 1, days: None });
        } else {
            push(goal, part, known, depth + 1, all);
        }
    }
}

/// What is measured in its place.
fn innermost(mark: &Mark) -> &Mark {
    mark.only_part().map_or(mark, innermost)
}

impl<'a> Line<'a> {
    /// What it is made of: the requirement, and what was reported on it last.
    pub fn trail(&self, standing: &Standing) -> Trail {
        let of = self.requirement().map_or(self.goal.at, |requirement| requirement.at);
        Trail { of: self.tier.map_or(of, |tier| tier.at), reported: standing.reported(&self.mark.address) }
    }

    /// Measured itself, and not by its parts.
    pub fn progress(&self) -> Option<&'a Progress> {
        self.mark.progress.as_ref()
    }

    /// One of several targets on the way.
    pub fn is_stage(&self) -> bool {
        matches!(self.mark.name, MarkName::Stage(_))
    }

    pub fn requirement(&self) -> Option<&'a Requirement> {
        self.chain.last().copied()
    }

    /// `a) Erhvervsområdet`; of a goal, its area; of one target among several, its days: `1/1–30/6`.
    pub fn name(&self, words: &Words) -> String {
        if self.depth == 0 {
            return self.goal.area.clone();
        }
        if let Some(days) = &self.days {
            return short_period(days);
        }
        match &self.mark.label {
            // How many parts it has is seen below it.
            Some(label) if matches!(self.mark.name, MarkName::Parts(_)) => {
                format!("{} {}", mark(label), words.word("kravene samlet"))
            }
            Some(label) => format!("{} {}", mark(label), capital(&words.name(&self.mark.name))),
            None => capital(&words.name(&self.mark.name)),
        }
    }

    /// The name that finds it in the plan: `1.1 a Fast-track, 1. gang, inden for 31 dage`.
    pub fn full_name(&self, words: &Words) -> String {
        if self.depth == 0 { self.mark.address.to_string() } else { words.full_name(self.mark) }
    }

    /// `1.1 a`: the numbers that the author gave it and what it is in.
    pub fn short_number(&self) -> String {
        let labels = self.chain.iter().filter_map(|one| one.label.as_deref());
        let goal = self.goal.number.to_string();
        [goal.as_str()].into_iter().chain(labels).collect::<Vec<_>>().join(" ")
    }

    /// In the plan's own words, of a tier or of one target among several those of what it is of.
    pub fn own_name(&self, words: &Words) -> String {
        match (&self.mark.name, self.requirement()) {
            _ if self.depth == 0 => self.goal.area.clone(),
            (MarkName::Tier(_) | MarkName::Target(_) | MarkName::Stage(_), Some(requirement)) => requirement.words(),
            (name, _) => words.name(name),
        }
    }

    /// What tells it from others of that name: `inden for 31 dage`, `1/1–30/6`.
    pub fn condition(&self, words: &Words) -> Option<String> {
        let limit = self.tier.map(|tier| words.limit(tier.step));
        let stage = self.is_stage().then(|| words.name(&self.mark.name));
        let said: Vec<String> = limit.into_iter().chain(stage).chain(self.days.as_ref().map(short_period)).collect();
        (!said.is_empty()).then(|| said.join(", "))
    }

    /// What is to be reached, short enough for a column.
    pub fn target(&self, words: &Words) -> String {
        if let Some(tier) = self.tier {
            return demand::tier(tier, words);
        }
        let Some(requirement) = self.requirement().filter(|_| self.mark.parts.is_empty()) else { return String::new() };
        let deadline = self.chain.iter().rev().find_map(|one| one.deadline);
        demand::target(requirement, deadline, words)
    }

    /// The same without what is said beside it: of a tier, whose name has the limit, `55 pct.`, of a day in the report's year
    /// `31. dec.`
    pub fn asked(&self, standing: &Standing) -> String {
        let tier = self.tier.filter(|_| matches!(self.mark.name, MarkName::Tier(_)));
        let is_delivered = |requirement: &&Requirement| matches!(requirement.demand, Demand::Deliverable(_));
        let delivered = self.requirement().filter(|_| self.mark.parts.is_empty()).filter(is_delivered);
        let day = delivered.and_then(|_| match self.chain.iter().rev().find_map(|one| one.deadline) {
            None => Some(standing.plan.period.days.last),
            Some(Deadline::Day(day)) => Some(day),
            Some(
                Deadline::EndOf(..)
                | Deadline::Within(..)
                | Deadline::Middle(_)
                | Deadline::End(_)
                | Deadline::WithReport(_),
            ) => None,
        });
        match (tier, day) {
            (Some(tier), _) => tier.share.to_string(),
            (None, Some(day)) => short_day(day, standing),
            (None, None) => self.target(standing.words),
        }
    }

    /// What it has come to so far, where its status beside it does not say the same.
    pub fn result_beside_status(&self, standing: &Standing) -> String {
        let result = self.result(standing);
        if result == self.status(standing.words) { String::new() } else { result }
    }

    /// How many of its parts are met, and how many they are: of a part that stands alone, those in it.
    pub fn parts_met(&self) -> Option<(usize, usize)> {
        let mut parts = self.mark.parts.as_slice();
        while let [Mark { parts: inner, .. }] = parts
            && !inner.is_empty()
        {
            parts = inner;
        }
        let met = parts.iter().filter(|part| part.status == Status::Met).count();
        (!parts.is_empty()).then_some((met, parts.len()))
    }

    /// What it has come to so far, short enough for a column.
    pub fn result(&self, standing: &Standing) -> String {
        let words = standing.words;
        if let Some((met, all)) = self.parts_met() {
            return words.say("opfyldte dele", &[("antal", &met), ("alle", &all)]);
        }
        let Some(progress) = self.progress() else { return String::new() };
        if let Some(delivery) = &progress.delivery {
            return match delivery {
                Delivery::On(day) => words.say("leveret", &[("dato", &short_day(*day, standing))]),
                Delivery::Overdue => words.word("ikke leveret"),
                Delivery::Unreported => words.word("ikke indberettet"),
                Delivery::Awaited => String::new(),
            };
        }
        if let Some(series) = &progress.series {
            return match &series.so_far {
                Some(reached) => series.target.written(reached.shown),
                None => self.no_figure(words),
            };
        }
        let said = self
            .requirement()
            .and_then(|requirement| demand::result(&requirement.demand, self.mark, standing.plan.decimals, words));
        said.unwrap_or_else(|| self.no_figure(words))
    }

    /// Of what is not due there is nothing to miss; where one figure or another gives the same, that is the figure.
    fn no_figure(&self, words: &Words) -> String {
        let either = self.mark.trace.steps.iter().find_map(|step| {
            if let TraceStep::SumOrLast { sum, last, .. } = step { (sum == last).then_some(sum) } else { None }
        });
        let either = either.map(|sum| Decimals::default().shown(sum));
        let series = self.progress().and_then(|progress| progress.series.as_ref());
        if let (Some(figure), Some(series)) = (either, series) {
            return series.target.written(figure);
        }
        let later = self.requirement().and_then(|requirement| requirement.period).filter(|_| self.updated().is_none());
        if self.mark.state() != MarkState::NotDue {
            return words.word("ingen tal");
        }
        later.map(|part| words.say("måles først i", &[("periode", &part)])).unwrap_or_default()
    }

    /// How it stands.
    pub fn status(&self, words: &Words) -> String {
        words.state(self.mark.state())
    }

    /// Who answers for it: named by the plan, of itself or of what it is part of.
    pub fn owner(&self) -> Option<&'a str> {
        self.goal.owner_of(&self.chain)
    }

    /// When its figures were last brought up to date.
    pub fn updated(&self) -> Option<Date> {
        self.mark.trace.figures.iter().map(|figure| figure.updated).max()
    }

    /// What is said of it, each with the period that it is said for.
    pub fn comments(&self, standing: &Standing<'a>) -> Vec<(String, &'a Prose)> {
        // What is said of the measure stands once, at the whole of it.
        if self.is_stage() || matches!(self.mark.name, MarkName::Tier(_)) {
            return Vec::new();
        }
        let seen = |(sheet, _): &(&crate::plan::Sheet, _)| standing.card.as_of.is_none_or(|day| sheet.days.last <= day);
        let all = standing.results.of(&self.mark.address).filter(seen);
        let said = all.filter(|(_, observation)| !observation.comment.is_empty());
        said.map(|(sheet, observation)| (sheet.period.to_string(), &observation.comment)).collect()
    }
}
