//! Where each goal and requirement stands in its plan: its [`Address`], made of the plan's own words.

use super::{Address, Goal, Requirement};

impl Address {
    pub fn of(goal: &Goal) -> Self {
        Self { goal: goal.number.clone(), steps: Vec::new() }
    }

    /// The address of one of the parts of what this one means.
    pub fn part(&self, part: &Requirement, siblings: &[Requirement]) -> Self {
        let mut address = self.clone();
        match &part.label {
            Some(label) => address.steps.push(label.clone()),
            None if siblings.len() == 1 => {}
            None => address.steps.push(part.name_among(siblings)),
        }
        address
    }
}

impl Requirement {
    /// The words that it is known by: its name, its title, or what is demanded.
    pub fn words(&self) -> String {
        let own = self.name.as_ref().or(self.title.as_ref());
        let words = own.cloned().unwrap_or_else(|| self.demand.measure().what());
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// When it is due or measured, in the plan's words.
    pub fn when(&self) -> Option<String> {
        let deadline = self.deadline.map(|deadline| deadline.to_string());
        deadline.or_else(|| self.period.map(|period| period.to_string()))
    }

    /// Its words, and when it is due where a sibling has the same words.
    fn name_among(&self, siblings: &[Self]) -> String {
        let words = self.words();
        let alike = siblings.iter().filter(|one| one.label.is_none() && one.words() == words).count();
        match self.when().filter(|_| alike > 1) {
            Some(when) => format!("{words}, {when}"),
            None => words,
        }
    }
}

impl Goal {
    /// Who answers for the last of a chain from the outside in, as the plan names them: of itself, or of what it is part of.
    pub fn owner_of<'a>(&'a self, chain: &[&'a Requirement]) -> Option<&'a str> {
        let own = chain.last().and_then(|one| one.demand.measure().owner());
        let named = || chain.iter().rev().find_map(|one| one.method.owner.as_deref());
        own.or_else(named).or(self.method.owner.as_deref())
    }

    /// The goal and everything in it, from the outside in, each with its address and with what it is a part of, itself
    /// last. The goal's own chain is empty.
    pub fn addresses(&self) -> Vec<(Address, Vec<&Requirement>)> {
        let mut all = vec![(Address::of(self), Vec::new())];
        descend(&Address::of(self), &[], &self.requirements, &mut all);
        all
    }
}

fn descend<'a>(
    within: &Address,
    chain: &[&'a Requirement],
    siblings: &'a [Requirement],
    all: &mut Vec<(Address, Vec<&'a Requirement>)>,
) {
    for part in siblings {
        let address = within.part(part, siblings);
        let chain = [chain, &[part]].concat();
        all.push((address.clone(), chain.clone()));
        descend(&address, &chain, part.parts(), all);
    }
}
