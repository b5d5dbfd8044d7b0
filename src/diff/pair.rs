//! Which thing of one plan is which of the other.

use crate::plan::{Goal, Plan, Requirement, Signer};

/// Something that both have, or only one of them.
#[derive(Debug, PartialEq)]
pub enum Pair<'a, T> {
    Both(&'a T, &'a T),
    Old(&'a T),
    New(&'a T),
}

impl<T> Clone for Pair<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Pair<'_, T> {}

impl<'a, T> Pair<'a, T> {
    pub fn before(self) -> Option<&'a T> {
        match self {
            Self::Both(old, _) | Self::Old(old) => Some(old),
            Self::New(_) => None,
        }
    }

    pub fn after(self) -> Option<&'a T> {
        match self {
            Self::Both(_, new) | Self::New(new) => Some(new),
            Self::Old(_) => None,
        }
    }

    pub fn both(self) -> Option<(&'a T, &'a T)> {
        self.before().zip(self.after())
    }

    /// The new one where there is one.
    pub fn any(self) -> &'a T {
        match self {
            Self::Both(_, one) | Self::Old(one) | Self::New(one) => one,
        }
    }
}

/// Whether two are the same.
type Sameness<'a, T> = &'a dyn Fn(&T, &T) -> bool;

/// Pairs what the rules find the same, each rule among what those before it have left; then what only one has. In the order
/// of the new, each that is gone after the one that it stood behind.
fn paired<'a, T>(old: &[&'a T], new: &[&'a T], rules: &[Sameness<T>]) -> Vec<Pair<'a, T>> {
    let mut of_new: Vec<Option<usize>> = vec![None; new.len()];
    let mut taken = vec![false; old.len()];
    for rule in rules {
        for (place, after) in new.iter().enumerate() {
            if of_new.get(place) != Some(&None) {
                continue;
            }
            let found =
                old.iter().enumerate().find(|(at, before)| taken.get(*at) == Some(&false) && rule(before, after));
            if let Some((at, _)) = found {
                of_new[place] = Some(at);
                taken[at] = true;
            }
        }
    }
    let gone = |from: usize| {
        let run = old.iter().zip(&taken).skip(from).take_while(|(_, taken)| !**taken);
        run.map(|(one, _)| Pair::Old(*one)).collect::<Vec<_>>()
    };
    let mut all = gone(0);
    for (after, at) in new.iter().zip(&of_new) {
        match at {
            Some(at) => {
                all.push(Pair::Both(old[*at], after));
                all.extend(gone(at + 1));
            }
            None => all.push(Pair::New(after)),
        }
    }
    all
}

pub(super) fn by_key<'a, T, K: PartialEq>(old: &'a [T], new: &'a [T], key: impl Fn(&T) -> K) -> Vec<Pair<'a, T>> {
    let (old, new): (Vec<&T>, Vec<&T>) = (old.iter().collect(), new.iter().collect());
    paired(&old, &new, &[&|one: &T, other: &T| key(one) == key(other)])
}

/// Goals are the same by number and area, else by number, else by area.
pub fn goals<'a>(old: &'a Plan, new: &'a Plan) -> Vec<Pair<'a, Goal>> {
    let all = |plan: &'a Plan| plan.goals().map(|(_, goal)| goal).collect::<Vec<_>>();
    let rules: [Sameness<Goal>; 3] = [
        &|one, other| one.number == other.number && one.area == other.area,
        &|one, other| one.number == other.number,
        &|one, other| one.area == other.area,
    ];
    paired(&all(old), &all(new), &rules)
}

/// Requirements are the same by label; without one by words, and then by kind, if they read alike.
pub fn requirements<'a>(old: &'a [Requirement], new: &'a [Requirement]) -> Vec<Pair<'a, Requirement>> {
    let (old, new): (Vec<&Requirement>, Vec<&Requirement>) = (old.iter().collect(), new.iter().collect());
    let are_alone = old.len() == 1 && new.len() == 1;
    let without = |one: &Requirement, other: &Requirement| one.label.is_none() && other.label.is_none();
    let rules: [Sameness<Requirement>; 4] = [
        &|one, other| one.label.is_some() && one.label == other.label,
        &|one, other| without(one, other) && one.words() == other.words() && one.when() == other.when(),
        &|one, other| without(one, other) && one.words() == other.words(),
        &|one, other| {
            without(one, other) && one.demand.kind() == other.demand.kind() && (are_alone || reads_alike(one, other))
        },
    ];
    paired(&old, &new, &rules)
}

/// At least half of the words of the shorter are in the other.
fn reads_alike(one: &Requirement, other: &Requirement) -> bool {
    let (one, other) = (one.words(), other.words());
    let (one, other): (Vec<&str>, Vec<&str>) = (one.split(' ').collect(), other.split(' ').collect());
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    short.iter().filter(|word| long.contains(word)).count() * 2 >= short.len()
}

/// Signers are the same by party and title, else by party.
pub fn signers<'a>(old: &'a Plan, new: &'a Plan) -> Vec<Pair<'a, Signer>> {
    let (old, new): (Vec<&Signer>, Vec<&Signer>) = (old.signers.iter().collect(), new.signers.iter().collect());
    let rules: [Sameness<Signer>; 2] =
        [&|one, other| one.party == other.party && one.title == other.title, &|one, other| one.party == other.party];
    paired(&old, &new, &rules)
}
