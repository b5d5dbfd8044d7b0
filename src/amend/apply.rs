//! One change applied to a plan.

use super::spot::{Spot, parts_mut};
use crate::plan::{
    Act, Address, ChangeSubject, DemandKind, Goal, Item, Joined, Origin, Plan, Removed, RemovedItem, Requirement,
    TargetSpread,
};
use crate::quantity::Period;

/// Whose change it is, and on which of the plan's days it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct By {
    pub number: u32,
    pub days: Period,
    pub joined: Option<Joined>,
    pub spread: Option<TargetSpread>,
}

/// Applies a change at its spot. Gives what it is about, and the change with the content as it stands in the plan now. None,
/// and nothing changed, where the spot does not hold what the change is about.
pub fn apply(plan: &mut Plan, spot: &Spot, act: Act, by: &By) -> Option<(ChangeSubject, Act)> {
    match (spot, act) {
        (Spot::Signers, Act::Add(Item::Signer(signer))) => {
            plan.signers.push(signer.clone());
            Some((
                ChangeSubject::Signer { party: signer.party, title: signer.title.clone() },
                Act::Add(Item::Signer(signer)),
            ))
        }
        (Spot::Signer(place), act) => {
            let old = plan.signers.get_mut(*place)?;
            let target = ChangeSubject::Signer { party: old.party, title: old.title.clone() };
            match act.after() {
                Some(Item::Signer(new)) => *old = new.clone(),
                Some(_) => return None,
                None => drop(plan.signers.remove(*place)),
            }
            Some((target, act))
        }
        (Spot::Group(place), Act::Add(Item::Goal(goal))) => {
            let group = plan.groups.get_mut(*place)?;
            let mut goal = *goal;
            goal.origin = Origin::Allonge(by.number);
            goal.requirements.iter_mut().for_each(|one| bring_in(one, by, true));
            let target = ChangeSubject::Goal { group: group.number.clone(), number: goal.number.clone() };
            let at = group.goals.iter().position(|one| one.number > goal.number).unwrap_or(group.goals.len());
            group.goals.insert(at, goal.clone());
            Some((target, Act::Add(Item::Goal(Box::new(goal)))))
        }
        (Spot::Goal { group, goal }, act @ (Act::Change { .. } | Act::Set { .. } | Act::Remove(_)))
            if matches!(act.before(), Some(Item::Goal(_))) =>
        {
            of_goal(plan, *group, *goal, act, by)
        }
        (Spot::Goal { .. } | Spot::Requirement { .. }, act) => of_requirement(plan, spot, act, by),
        // Nothing else can be done there.
        (Spot::Signers | Spot::Group(_), Act::Add(_) | Act::Change { .. } | Act::Set { .. } | Act::Remove(_)) => None,
    }
}

fn of_goal(plan: &mut Plan, group: usize, place: usize, act: Act, by: &By) -> Option<(ChangeSubject, Act)> {
    let group = plan.groups.get_mut(group)?;
    let old = group.goals.get(place)?.clone();
    let target = ChangeSubject::Goal { group: group.number.clone(), number: old.number.clone() };
    let act = match act {
        Act::Remove(_) => {
            group.goals.remove(place);
            let was = RemovedItem::Goal(Box::new(old.clone()));
            plan.removed.push(Removed { address: Address::of(&old), was, by: by.number, from: by.days.first });
            Act::Remove(Item::Goal(Box::new(old)))
        }
        Act::Change { new: Item::Goal(new), .. } => {
            let new = changed_goal(*new, &old, by);
            *group.goals.get_mut(place)? = new.clone();
            Act::Change { old: Item::Goal(Box::new(old)), new: Item::Goal(Box::new(new)) }
        }
        Act::Set { new: Item::Goal(new), .. } => {
            let new = changed_goal(*new, &old, by);
            *group.goals.get_mut(place)? = new.clone();
            Act::Set { old: Item::Goal(Box::new(old)), new: Item::Goal(Box::new(new)) }
        }
        // Something else takes no goal's place.
        Act::Add(_) | Act::Change { .. } | Act::Set { .. } => return None,
    };
    Some((target, act))
}

/// A goal's own words anew; what stands in it is changed by changes of its own.
fn changed_goal(new: Goal, old: &Goal, by: &By) -> Goal {
    let (requirements, open) = (old.requirements.clone(), old.open.clone());
    Goal { requirements, open, origin: Origin::Allonge(by.number), ..new }
}

fn of_requirement(plan: &mut Plan, spot: &Spot, act: Act, by: &By) -> Option<(ChangeSubject, Act)> {
    let path: &[usize] = if let Spot::Requirement { path, .. } = spot { path } else { &[] };
    let before = spot.goal(plan)?;
    let mut after = before.clone();
    let whole = Address::of(before);
    remember(&mut after.requirements, &whole);
    let (address, act) = match act {
        Act::Remove(_) => {
            let (address, old) = at_path(before, path)?;
            let (address, old) = (address, old.clone());
            let (last, outer) = path.split_last()?;
            parts_mut(&mut after, outer)?.remove(*last);
            let was = RemovedItem::Requirement(Box::new(old.clone()));
            plan.removed.push(Removed { address: address.clone(), was, by: by.number, from: by.days.first });
            (Some(address), Act::Remove(Item::Requirement(Box::new(old))))
        }
        Act::Change { new: Item::Requirement(new), .. } => {
            let (old, new) = put_over(before, &mut after, path, *new, by)?;
            (None, Act::Change { old, new })
        }
        Act::Set { old: Item::Requirement(_), new: Item::Requirement(new) } => {
            let (old, new) = put_over(before, &mut after, path, *new, by)?;
            (None, Act::Set { old, new })
        }
        Act::Add(Item::Requirement(new)) => (None, Act::Add(put_in(&mut after, path, *new, by, true)?)),
        Act::Set { old: Item::Open(open), new: Item::Requirement(new) } => {
            // Several requirements can set one open target: the first takes it away.
            let place = after.open.iter().position(|one| *one == open);
            place.map(|place| after.open.remove(place));
            (None, Act::Set { old: Item::Open(open), new: put_in(&mut after, path, *new, by, false)? })
        }
        // Something else takes no requirement's place.
        Act::Add(_) | Act::Change { .. } | Act::Set { .. } => return None,
    };
    forget(&mut after.requirements, &whole);
    let path = match &act {
        Act::Add(_) | Act::Set { old: Item::Open(_), .. } => [path, &[parts_mut(&mut after, path)?.len() - 1]].concat(),
        Act::Change { .. } | Act::Set { .. } | Act::Remove(_) => path.to_vec(),
    };
    let address = address.or_else(|| at_path(&after, &path).map(|(address, _)| address))?;
    *spot.goal_mut(plan)? = after;
    Some((ChangeSubject::Requirement(address), act))
}

/// Puts a requirement behind its siblings to be.
fn put_in(goal: &mut Goal, path: &[usize], mut new: Requirement, by: &By, is_cut: bool) -> Option<Item> {
    bring_in(&mut new, by, is_cut);
    parts_mut(goal, path)?.push(new.clone());
    Some(Item::Requirement(Box::new(new)))
}

fn put_over(before: &Goal, after: &mut Goal, path: &[usize], new: Requirement, by: &By) -> Option<(Item, Item)> {
    let (_, old) = at_path(before, path)?;
    let (last, outer) = path.split_last()?;
    let place = parts_mut(after, outer)?.get_mut(*last)?;
    let mut new = keep_parts(new, place);
    new.history.origin = Origin::Allonge(by.number);
    if place.parts().is_empty() {
        // What it consists of is new, if it consists of anything.
        if let Some(parts) = new.demand.measure_mut().parts_mut() {
            parts.iter_mut().for_each(|part| bring_in(part, by, false));
        }
    }
    if !same_target(place, &new) {
        new.history.joined = by.joined.clone();
        new.history.spread = by.spread;
    }
    *place = new.clone();
    Some((Item::Requirement(Box::new(old.clone())), Item::Requirement(Box::new(new))))
}

/// The new words of a requirement, with the parts and the history of the old: parts are changed by changes of their own.
pub fn keep_parts(mut new: Requirement, old: &Requirement) -> Requirement {
    if let (Some(parts), DemandKind::Parts) = (new.demand.measure_mut().parts_mut(), old.demand.kind()) {
        *parts = old.parts().to_vec();
    }
    new.history = old.history.clone();
    new
}

/// What is added holds from the day the allonge does. What the plan itself had left open holds as if it had stood there.
fn bring_in(new: &mut Requirement, by: &By, is_cut: bool) {
    new.history.origin = Origin::Allonge(by.number);
    new.history.added = Origin::Allonge(by.number);
    if is_cut {
        new.history.days = Some(by.days);
    }
    if let Some(parts) = new.demand.measure_mut().parts_mut() {
        parts.iter_mut().for_each(|part| bring_in(part, by, false));
    }
}

/// Whether two readings of a requirement demand the same of the same: figures are scored against either alike. How it is
/// told, weighed and computed is no matter of its target.
pub fn same_target(one: &Requirement, other: &Requirement) -> bool {
    let target = |requirement: &Requirement| {
        let mut demand = requirement.demand.clone();
        demand.measure_mut().keep_target();
        let when = (requirement.period, requirement.deadline);
        let stages: Vec<_> = requirement.stages().map(|stage| (stage.when, stage.requirement.demand.clone())).collect();
        (demand, stages, when, requirement.clock, requirement.excluding.clone(), requirement.credit.clone())
    };
    target(one) == target(other)
}

/// What stands at the end of a path, with its address.
fn at_path<'a>(goal: &'a Goal, path: &[usize]) -> Option<(Address, &'a Requirement)> {
    let (mut address, mut siblings) = (Address::of(goal), goal.requirements.as_slice());
    let (last, outer) = path.split_last()?;
    for step in outer {
        let whole = siblings.get(*step)?;
        address = address.part(whole, siblings);
        siblings = whole.parts();
    }
    let part = siblings.get(*last)?;
    Some((address.part(part, siblings), part))
}

/// Notes the address of every requirement, for a change of one can change what its siblings are called.
fn remember(siblings: &mut [Requirement], within: &Address) {
    let addresses = within.parts(siblings);
    for (part, address) in siblings.iter_mut().zip(addresses) {
        if let Some(parts) = part.demand.measure_mut().parts_mut() {
            remember(parts, &address);
        }
        part.history.former.retain(|one| *one != address);
        part.history.former.push(address);
    }
}

/// Drops the notes of addresses that are still the same.
fn forget(siblings: &mut [Requirement], within: &Address) {
    let addresses = within.parts(siblings);
    for (part, address) in siblings.iter_mut().zip(addresses) {
        if let Some(parts) = part.demand.measure_mut().parts_mut() {
            forget(parts, &address);
        }
        part.history.former.retain(|one| *one != address);
    }
}
