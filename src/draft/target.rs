//! An allonge that gives a requirement another target, with all that it says: nothing in it is left to be filled in.

use super::allonge::{alter, name_of, signing};
use crate::plan::{Address, Goal, Joined, Plan, Requirement, State, TargetSpread};
use crate::prose::{Prose, markdown};
use crate::quantity::{Date, Percent};
use crate::schema;
use crate::write::{Map, Value, requirement_words};

/// What an allonge says beside its changes.
#[derive(Debug, Clone, PartialEq)]
pub struct AllongeWords {
    pub number: u32,
    /// When it is agreed.
    pub date: Date,
    pub is_example: bool,
    pub reason: Prose,
    /// The first day on which it holds, and the last: None as long as the plan.
    pub from: Date,
    pub until: Option<Date>,
    /// How the old and the new target count together.
    pub joined: Option<Joined>,
    pub spread: Option<TargetSpread>,
}

/// The draft: the words of a requirement that are other in `new` quoted as they stand, and given anew. None where nothing is
/// other, or the plan has no such requirement.
pub fn of_target(plan: &Plan, address: &Address, new: &Map, words: &AllongeWords) -> Option<String> {
    let goals = plan.goals().map(|(_, goal)| goal).filter(|goal| goal.number == address.goal);
    let (goal, chain) = goals.flat_map(|goal| chain_of(goal, address).map(|chain| (goal, chain))).next()?;
    let (last, above) = chain.split_last()?;
    let siblings = above.last().map_or(goal.requirements.as_slice(), |whole| whole.parts());
    let first = (Address::of(goal), goal.requirements.as_slice());
    let (within, _) = above.iter().fold(first, |(within, siblings), one| (within.part(one, siblings), one.parts()));
    let mut change = alter(&name_of(&within, last, siblings), &requirement_words(last), new)?;
    match &words.joined {
        Some(Joined::Shares(shares)) => {
            let shares = shares.iter().map(|share: &Percent| Value::Text(share.to_string()));
            change.put(schema::change::JOINED, Value::List(shares.collect()));
        }
        Some(joined @ (Joined::All | Joined::Equal | Joined::Newest | Joined::NewestAllYear)) => {
            let word = Joined::WORDS.iter().find(|(_, one)| one == joined).map_or("", |(word, _)| *word);
            change.text(schema::change::JOINED, word);
        }
        None => {}
    }
    if let Some(spread) = words.spread {
        change.text(schema::change::SPREAD, spread.word());
    }
    let mut map = Map::default();
    map.put(schema::allonge::NUMBER, Value::Number(words.number));
    map.text(schema::allonge::DATE, words.date);
    if words.is_example {
        map.text(schema::allonge::IS_EXAMPLE, "ja");
    }
    map.text(schema::allonge::STATE, State::Draft.word());
    map.put(schema::allonge::REASON, Value::Prose(markdown(&words.reason)));
    map.text(schema::allonge::FROM, words.from);
    if let Some(until) = words.until {
        map.text(schema::allonge::UNTIL, until);
    }
    map.put(schema::allonge::CHANGES, Value::List(vec![Value::Map(change)]));
    map.0.extend(signing(plan).0);
    Some(map.to_yaml(0))
}

/// From the goal's own requirement down to what an address means.
fn chain_of<'a>(goal: &'a Goal, address: &Address) -> Option<Vec<&'a Requirement>> {
    let all = goal.addresses().into_iter().filter(|(one, chain)| one == address && !chain.is_empty());
    all.max_by_key(|(_, chain)| chain.len()).map(|(_, chain)| chain)
}
