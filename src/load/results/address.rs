//! `krav: 1.1 a Fast-track, 1. gang`: finds what a result is about.

use crate::diagnostic::{Finding, meant, nearest};
use crate::language::say;
use crate::plan::{Address, Goal, Plan, PlanNumber, Requirement};
use crate::source::{At, NodeKind, Replacement};

use crate::load::reader::Reader;
use crate::load::rules;

/// What is measured in a goal or in a part of it.
pub(super) fn inside(plan: &Plan, of: &Address) -> Vec<Address> {
    let goals = plan.goals().filter(|(_, goal)| goal.number == of.goal);
    let all = goals.flat_map(|(_, goal)| measured(&goal.addresses()));
    all.filter(|address| address.steps.starts_with(&of.steps)).collect()
}

/// The address, and the requirement it means; none for a goal with several.
pub(in crate::load) fn read<'a>(
    reader: &mut Reader,
    at: At,
    plan: &'a Plan,
) -> Option<(Address, Option<&'a Requirement>)> {
    let text = reader.text(at)?;
    let (number, rest) = text.split_once(char::is_whitespace).unwrap_or((&text, ""));
    let goal = goal(reader, at, number, plan)?;
    let found = matching(goal, rest.trim());
    match found.as_slice() {
        [address] => {
            let meant = goal.all_at(address);
            let deepest = meant.iter().max_by_key(|(_, chain)| chain.len()).and_then(|(_, chain)| chain.last());
            let twins =
                meant.iter().any(|(_, chain)| meant.iter().filter(|(_, one)| one.len() == chain.len()).count() > 1);
            if twins {
                let finding = rules::ADDRESS_AMBIGUOUS.finding(at, say!("address.twins", address = address));
                reader.push(finding.help(say!("address.twins-help")));
                return None;
            }
            Some((address.clone(), deepest.copied()))
        }
        [] => {
            let all = goal.addresses();
            let names: Vec<String> = all.iter().map(|(address, _)| address.to_string()).collect();
            let finding = rules::ADDRESS_UNKNOWN.finding(at, say!("address.unknown", text = text));
            let others = || say!("address.requirements", number = goal.number, listed = listed(&measured(&all)));
            let names = names.iter().map(String::as_str);
            reader.push(with_removed(finding, plan, &text).did_you_mean((&reader.sources, at), &text, names, others));
            None
        }
        several => {
            let finding = rules::ADDRESS_AMBIGUOUS
                .finding(at, say!("ambiguous.requirements", text = text, count = several.len()));
            reader.push(finding.help(say!("write-one-of.listed", listed = listed(several))));
            None
        }
    }
}

/// What was there and is not any more is told apart from what never was.
pub(in crate::load) fn with_removed(finding: Finding, plan: &Plan, text: &str) -> Finding {
    let is_meant = |address: &str| address == text || text.starts_with(&format!("{address} "));
    match plan.removed.iter().find(|one| is_meant(&one.address.to_string())) {
        Some(one) => finding.note(say!("address.taken-out", by = one.by, address = one.address, from = one.from)),
        None => finding,
    }
}

/// The goal whose number stands here, alone.
pub(in crate::load) fn goal_at<'a>(reader: &mut Reader, at: At, plan: &'a Plan) -> Option<&'a Goal> {
    let number = reader.text(at)?;
    goal(reader, at, &number, plan)
}

fn goal<'a>(reader: &mut Reader, at: At, number: &str, plan: &'a Plan) -> Option<&'a Goal> {
    let named = number.parse::<PlanNumber>().ok();
    let found = plan.goals().find(|(_, goal)| Some(&goal.number) == named.as_ref());
    if found.is_none() {
        let goals: Vec<String> = plan.goals().map(|(_, goal)| goal.number.to_string()).collect();
        let help = match nearest(number, goals.iter().map(String::as_str)) {
            Some(near) => say!("address.goal-near", near = near, numbers = goals),
            None => say!("address.goal-help", numbers = goals),
        };
        let finding = rules::ADDRESS_UNKNOWN.finding(at, say!("address.goal", number = number));
        let fix = other_goal(reader, at, number, &goals);
        reader.push(with_removed(finding, plan, number).help(help).fixed(fix));
    }
    found.map(|(_, goal)| goal)
}

/// The address with the goal's number that was meant, where only one can have been: `1,1 a` for `1.1 a`.
pub(in crate::load) fn other_goal(reader: &Reader, at: At, number: &str, goals: &[String]) -> Option<Replacement> {
    let NodeKind::Scalar(text) = &reader.sources.node(at)?.kind else { return None };
    let meant = meant(number, goals.iter().map(String::as_str))?;
    reader.sources.replacing(at, &format!("{meant}{}", text.strip_prefix(number)?))
}

/// The addresses of what has no parts.
fn measured(all: &[(Address, Vec<&Requirement>)]) -> Vec<Address> {
    let has_no_parts = |chain: &Vec<&Requirement>| chain.last().is_some_and(|one| one.parts().is_empty());
    all.iter().filter(|(_, chain)| has_no_parts(chain)).map(|(address, _)| address.clone()).collect()
}

/// What can be written instead, in a line that can still be read.
pub fn listed(addresses: &[Address]) -> String {
    const MOST: usize = 12;
    let mut listed: Vec<String> = addresses.iter().take(MOST).map(|address| format!("`{address}`")).collect();
    if addresses.len() > MOST {
        listed.push("…".to_owned());
    }
    listed.join(", ")
}

/// What `1.1 a Fast-track` can mean in a plan; nothing where it begins with no goal's number.
pub fn addresses(plan: &Plan, text: &str) -> Vec<Address> {
    let (number, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let named = number.parse::<PlanNumber>().ok();
    let goal = plan.goals().find(|(_, goal)| Some(&goal.number) == named.as_ref());
    goal.map(|(_, goal)| matching(goal, rest.trim())).unwrap_or_default()
}

/// What a goal's number means by itself: its only requirement, where that is measured as a whole; else the goal.
fn alone(goal: &Goal) -> Address {
    let whole = Address::of(goal);
    match goal.requirements.as_slice() {
        [only] if only.parts().is_empty() => whole.part(only, &goal.requirements),
        _ => whole,
    }
}

/// What a text means; where some means it word for word, those alone. A contract begins its sentences with a capital: where
/// nothing is written so, the first letter of a name can be small or a capital.
fn matching(goal: &Goal, rest: &str) -> Vec<Address> {
    if rest.is_empty() {
        return vec![alone(goal)];
    }
    let mut hits = paths(goal, rest);
    if hits.is_empty() {
        hits = hits_of(goal, rest, as_begun);
    }
    let mut found: Vec<Address> = hits.into_iter().map(|hit| hit.address).collect();
    found.sort();
    found.dedup();
    found
}

/// Something that a text means: where it stands in its goal, and its address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::load) struct Hit {
    /// The place in the goal's requirements, then in their parts.
    pub path: Vec<usize>,
    pub address: Address,
    is_exact: bool,
}

/// The requirements and parts of a goal that a text means; where some are meant word for word, those alone.
pub(in crate::load) fn paths(goal: &Goal, rest: &str) -> Vec<Hit> {
    hits_of(goal, rest, as_written)
}

fn hits_of(goal: &Goal, rest: &str, without: Without) -> Vec<Hit> {
    let mut hits = Vec::new();
    find(rest, &Address::of(goal), &goal.requirements, &[], without, &mut hits);
    let is_exact = hits.iter().any(|hit| hit.is_exact);
    hits.retain(|hit| hit.is_exact == is_exact);
    hits.sort();
    hits.dedup();
    hits
}

/// Goes through the parts; each can take its label or its words off the text. What has no label, or no siblings, can be
/// passed over in silence.
fn find(
    text: &str,
    within: &Address,
    siblings: &[Requirement],
    above: &[usize],
    without: Without,
    hits: &mut Vec<Hit>,
) {
    for (place, (part, address)) in siblings.iter().zip(within.parts(siblings)).enumerate() {
        let path = [above, &[place]].concat();
        let mut hit = |is_exact| hits.push(Hit { path: path.clone(), address: address.clone(), is_exact });
        let mut rests = Vec::new();
        if let Some(rest) = part.label.as_deref().and_then(|label| after(text, label, without)) {
            // The words may follow the label, for the reader's sake.
            names(part).iter().filter(|name| !rest.is_empty() && begins(name, rest, without)).for_each(|_| hit(true));
            rests.push(rest);
        }
        let names = names(part);
        rests.extend(names.iter().filter_map(|name| after(text, name, without)));
        rests.iter().filter(|rest| rest.is_empty()).for_each(|_| hit(true));
        names.iter().filter(|name| begins(name, text, without)).for_each(|_| hit(false));
        if part.label.is_none() || siblings.len() == 1 {
            rests.push(text);
        }
        for rest in rests.into_iter().filter(|rest| !rest.is_empty()) {
            find(rest, &address, part.parts(), &path, without, hits);
        }
    }
}

/// Its words; its words and when it is due; when it is due.
fn names(part: &Requirement) -> Vec<String> {
    // Parts without a title are known by the words of the first: those name that part, and not the whole.
    let is_named = part.title.is_some() || part.parts().is_empty();
    let words = if is_named { part.words() } else { String::new() };
    let when = part.when();
    let both = when.as_ref().filter(|_| is_named).map(|when| format!("{words}, {when}"));
    [Some(words), both, when].into_iter().flatten().filter(|name| !name.is_empty()).collect()
}

/// What follows a name at the beginning of a text, when the name ends where a word ends.
fn after<'a>(text: &'a str, name: &str, without: Without) -> Option<&'a str> {
    let rest = without(text, name)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

/// Whether a name begins with a text that ends where a word ends.
fn begins(name: &str, text: &str, without: Without) -> bool {
    without(name, text).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// What follows a beginning.
type Without = for<'a> fn(&'a str, &str) -> Option<&'a str>;

fn as_written<'a>(text: &'a str, begin: &str) -> Option<&'a str> {
    text.strip_prefix(begin)
}

/// The same, whether its first letter is small or a capital.
fn as_begun<'a>(text: &'a str, begin: &str) -> Option<&'a str> {
    let (mut own, mut named) = (text.chars(), begin.chars());
    let (Some(first), Some(letter)) = (own.next(), named.next()) else { return text.strip_prefix(begin) };
    let is_same = first == letter || first.to_lowercase().eq(letter.to_lowercase());
    own.as_str().strip_prefix(named.as_str()).filter(|_| is_same)
}
