//! Where each goal and requirement stands in its plan: its [`Address`], made of the plan's own words.

use std::collections::BTreeMap;

use super::{Address, Goal, Requirement};

impl Address {
    pub fn of(goal: &Goal) -> Self {
        Self { goal: goal.number.clone(), steps: Vec::new() }
    }

    /// The address of one of the parts of what this one means.
    pub fn part(&self, part: &Requirement, siblings: &[Requirement]) -> Self {
        let is_alike = |words: &str| {
            let mut alike = siblings.iter().filter(|one| one.label.is_none() && one.words() == words);
            alike.nth(1).is_some()
        };
        self.with(part, siblings, || part.words(), is_alike)
    }

    /// The addresses of all the parts of what this one means, in order.
    pub fn parts(&self, parts: &[Requirement]) -> Vec<Self> {
        let unlabelled = |one: &Requirement| one.label.is_none().then(|| one.words());
        let words: Vec<Option<String>> = parts.iter().map(unlabelled).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        words.iter().flatten().for_each(|one| *counts.entry(one).or_default() += 1);
        let is_alike = |words: &str| counts.get(words).is_some_and(|count| *count > 1);
        let address = |(part, words): (&Requirement, &Option<String>)| {
            self.with(part, parts, || words.clone().unwrap_or_default(), is_alike)
        };
        parts.iter().zip(&words).map(address).collect()
    }

    /// This address and the step to a part: its label, or its words, with when it is due where others have the same.
    fn with(
        &self,
        part: &Requirement,
        siblings: &[Requirement],
        words: impl FnOnce() -> String,
        is_alike: impl Fn(&str) -> bool,
    ) -> Self {
        let mut address = self.clone();
        match &part.label {
            Some(label) => address.steps.push(label.clone()),
            None if siblings.len() == 1 => {}
            None => {
                let words = words();
                address.steps.push(match part.when() {
                    Some(when) if is_alike(&words) => format!("{words}, {when}"),
                    Some(_) | None => words,
                });
            }
        }
        address
    }
}

impl Requirement {
    /// The words that it is known by: its name, its title, or what is demanded.
    pub fn words(&self) -> String {
        let own = self.name.as_ref().or(self.title.as_ref());
        let words = own.cloned().unwrap_or_else(|| self.demand.measure().what());
        // Nearly all are written so.
        let is_spaced = words.chars().any(|one| one != ' ' && one.is_whitespace())
            || words.contains("  ")
            || words.starts_with(' ')
            || words.ends_with(' ');
        if is_spaced { words.split_whitespace().collect::<Vec<_>>().join(" ") } else { words }
    }

    /// When it is due or measured, in the plan's words.
    pub fn when(&self) -> Option<String> {
        let deadline = self.deadline.map(|deadline| deadline.to_string());
        deadline.or_else(|| self.period.map(|period| period.to_string()))
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
        descend(&Address::of(self), &[], &self.requirements, &|_| true, &mut all);
        all
    }

    /// Everything in the goal that has this address, as [`Goal::addresses`] has it.
    pub fn all_at(&self, address: &Address) -> Vec<(Address, Vec<&Requirement>)> {
        let mut found = vec![(Address::of(self), Vec::new())];
        let is_above = |one: &Address| address.steps.starts_with(&one.steps);
        descend(&Address::of(self), &[], &self.requirements, &is_above, &mut found);
        found.retain(|(one, _)| one == address);
        found
    }
}

fn descend<'a>(
    within: &Address,
    chain: &[&'a Requirement],
    siblings: &'a [Requirement],
    is_wanted: &dyn Fn(&Address) -> bool,
    all: &mut Vec<(Address, Vec<&'a Requirement>)>,
) {
    for (part, address) in siblings.iter().zip(within.parts(siblings)).filter(|(_, address)| is_wanted(address)) {
        let chain = [chain, &[part]].concat();
        all.push((address.clone(), chain.clone()));
        descend(&address, &chain, part.parts(), is_wanted, all);
    }
}
