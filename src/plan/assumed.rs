//! A plan that does not say how parts become one fulfilment, as it would read if it did.

use super::{Assumption, Combination, Goal, PartWeight, Plan, Requirement};

/// What to say of a whole without a rule: what is assumed of it, and whether all of its parts have weights.
type Fill<'a> = &'a dyn Fn(Option<&Assumption>, bool) -> Option<Combination>;

impl Plan {
    /// As if what is assumed were agreed. None where nothing is assumed.
    pub fn as_assumed(&self) -> Option<Self> {
        let is_any = self.goals().any(|(_, goal)| !goal.assumptions().is_empty());
        is_any.then(|| self.filled(&|assumption, _| assumption.map(|one| one.rule)))
    }

    /// As if each whole without a rule had this one; by weights, only where its parts have some.
    pub fn as_if(&self, rule: Combination) -> Self {
        self.filled(&|_, has_weights| (rule != Combination::Weighted || has_weights).then_some(rule))
    }

    fn filled(&self, fill: Fill) -> Self {
        let mut plan = self.clone();
        for goal in plan.groups.iter_mut().flat_map(|group| &mut group.goals) {
            let is_weighed = |one: &Requirement| one.weight.is_some_and(|weight| weight != PartWeight::NotSet);
            if is_open(goal.combination) && goal.requirements.len() > 1 {
                let has_weights = goal.requirements.iter().all(is_weighed);
                goal.combination = fill(goal.assumption.as_ref(), has_weights).or(goal.combination);
            }
            goal.requirements.iter_mut().for_each(|one| fill_in(one, fill));
        }
        plan
    }
}

impl Goal {
    /// All that is assumed of how its requirements and their parts become one, from the outside in.
    pub fn assumptions(&self) -> Vec<&Assumption> {
        let inner = self.requirements.iter().flat_map(Requirement::walk);
        self.assumption.iter().chain(inner.filter_map(|one| one.demand.measure().assumption())).collect()
    }

    /// Whether it, or a requirement of it, has several parts and no rule that makes one of them.
    pub fn is_unruled(&self) -> bool {
        let of = |one: &Requirement| {
            let measure = one.demand.measure();
            is_open(measure.combination()) && measure.parts().len().max(measure.tiers().len()) > 1
        };
        let is_open_itself = is_open(self.combination) && self.requirements.len() > 1;
        is_open_itself || self.requirements.iter().flat_map(Requirement::walk).any(of)
    }
}

fn is_open(rule: Option<Combination>) -> bool {
    matches!(rule, None | Some(Combination::NotSet))
}

fn fill_in(one: &mut Requirement, fill: Fill) {
    let measure = one.demand.measure_mut();
    if is_open(measure.combination()) && measure.parts().len().max(measure.tiers().len()) > 1 {
        let rule = fill(measure.assumption(), measure.weighs_parts());
        rule.into_iter().for_each(|rule| measure.set_combination(rule));
    }
    measure.parts_mut().into_iter().flatten().for_each(|part| fill_in(part, fill));
}
