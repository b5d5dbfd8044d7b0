//! One change: `tilføj`, `ændr`, `fastsæt` or `fjern`, and what it is about.

use crate::amend::{By, Spot, apply, same_target};
use crate::language::{Message, say};
use crate::plan::{Act, Change, ChangedLine, Demand, Item, Joined, Open, Plan, Requirement, TargetSpread};
use crate::quantity::{NOT_SET, Percent, Period};
use crate::schema::{self, Needed, Record};
use crate::source::{At, Entry};

use super::{quote, target};
use crate::load::fields::Fields;
use crate::load::goal::GoalForm;
use crate::load::reader::{Reader, all};
use crate::load::{goal, requirement, rules, signer};

/// The keys that say what is done, each with its reader. Exactly one must be there.
type Verb = fn(&mut Reader, &mut Fields, &Plan, &Spot) -> Option<Vec<Draft>>;
const VERBS: [(Needed, &Record, Verb); 4] = [
    (schema::add::TO, &schema::add::RECORD, add),
    (schema::alter::WHAT, &schema::alter::RECORD, alter),
    (schema::set::WHAT, &schema::set::RECORD, set),
    (schema::remove::WHAT, &schema::remove::RECORD, remove),
];

/// A change that has found what it is about.
struct Draft {
    at: At,
    act: Act,
    lines: Vec<ChangedLine>,
}

/// Reads a change against the plan as it stands, and applies it. One that adds several things is several.
pub(super) fn read(reader: &mut Reader, at: At, plan: &mut Plan, number: u32, days: Period) -> Option<Vec<Change>> {
    let mut fields = Fields::open(reader, at, &schema::change::RECORD)?;
    let found: Vec<_> = VERBS.into_iter().filter_map(|verb| fields.take(verb.0).map(|at| (verb, at))).collect();
    let (verb, record, address) = match found.as_slice() {
        [((_, record, read), at)] => {
            fields.also(record);
            (*read, *record, *at)
        }
        [] => {
            let finding = rules::UNCLEAR_CHANGE.finding(at, say!("change.nothing-done"));
            reader.push(finding.help(say!("change.nothing-done-help")));
            return None;
        }
        [((first, ..), at), ((second, ..), other), ..] => {
            let message = say!("beside", second = second.name(), first = first.name());
            let finding = rules::UNCLEAR_CHANGE.finding(*other, message);
            reader.push(finding.also(*at, say!("change.said-here")).help(say!("change.two-help")));
            return None;
        }
    };
    let spot = target::read(reader, address, plan);
    let joined = fields.maybe(reader, schema::change::JOINED, read_joined);
    let spread = fields.maybe(reader, schema::change::SPREAD, |reader, at| {
        reader.word(at, &TargetSpread::ALL.map(|spread| (spread.word(), spread)))
    });
    // What can stand here depends on what is changed: without that it cannot be judged.
    let spot = meant(reader, at, plan, spot?);
    let drafts = verb(reader, &mut fields, plan, &spot);
    if drafts.is_none() {
        fields.leave(record);
    }
    fields.close(reader);
    let (drafts, joined, spread) = (drafts?, joined?, spread?);
    let said = joined.as_ref().map(|_| schema::change::JOINED).or(spread.map(|_| schema::change::SPREAD));
    if let Some(key) = said.filter(|_| !drafts.iter().any(|draft| has_two_targets(&draft.act))) {
        let finding = rules::UNCLEAR_CHANGE.finding(at.key(key), say!("change.no-two-targets"));
        reader.push(finding.help(say!("change.no-two-targets-help")));
        return None;
    }
    let is_added_up = |draft: &Draft| matches!(draft.act.after(), Some(Item::Requirement(new)) if new.adds_up());
    if spread.is_some() && (joined == Some(Joined::NewestAllYear) || !drafts.iter().any(is_added_up)) {
        let message = say!("change.no-sum");
        let finding = rules::UNCLEAR_CHANGE.finding(at.key(schema::change::SPREAD), message);
        reader.push(finding.help(say!("change.no-sum-help")));
        return None;
    }
    let by = By { number, days, joined: joined.clone(), spread };
    let changes = drafts.into_iter().map(|draft| {
        let (subject, act) = apply(plan, &spot, draft.act, &by)?;
        Some(Change { at: draft.at, subject, act, joined: joined.clone(), spread, lines: draft.lines })
    });
    all(changes.collect())
}

/// A goal's number means its only requirement where what is changed are words of that alone, as it does in results.
fn meant(reader: &Reader, change: At, plan: &Plan, spot: Spot) -> Spot {
    let Spot::Goal { group, goal } = spot else { return spot };
    let sides = [schema::alter::OLD.name(), schema::alter::NEW.name()];
    let given = reader.sources.entries(change).iter().filter(|entry| sides.contains(&entry.name.as_str()));
    let mut keys =
        given.flat_map(|side| reader.sources.entries(side.value)).map(|entry| entry.name.as_str()).peekable();
    let is_of_goal = |key: &str| schema::goal::RECORD.names().any(|name| name == key);
    let is_alone = spot.goal(plan).is_some_and(|goal| goal.requirements.len() == 1);
    let is_meant = is_alone && keys.peek().is_some() && !keys.any(is_of_goal);
    if is_meant { Spot::Requirement { group, goal, path: vec![0] } } else { spot }
}

fn has_two_targets(act: &Act) -> bool {
    let (Some(Item::Requirement(old)), Some(Item::Requirement(new))) = (act.before(), act.after()) else {
        return false;
    };
    !same_target(old, new)
}

/// `alle`, `ligeligt`, `det nye`, `det nye hele året`, or a share for each target in order of time.
fn read_joined(reader: &mut Reader, at: At) -> Option<Joined> {
    if reader.is_list(at) {
        let items = reader.list(at)?;
        let shares: Vec<Option<Percent>> = items.into_iter().map(|item| reader.quantity(item)).collect();
        return all(shares).map(Joined::Shares);
    }
    reader.word(at, &Joined::WORDS.each_ref().map(|(word, joined)| (*word, joined))).cloned()
}

fn add(reader: &mut Reader, fields: &mut Fields, plan: &Plan, spot: &Spot) -> Option<Vec<Draft>> {
    let draft = |at, item| Draft { at, act: Act::Add(item), lines: Vec::new() };
    match spot {
        Spot::Group(_) => {
            let items = fields.needed(reader, schema::add::GOALS.once_chosen(), Reader::list)?;
            let read =
                |item| Some(draft(item, Item::Goal(Box::new(goal::read_goal(reader, item, GoalForm::of(plan))?))));
            all(items.into_iter().map(read).collect())
        }
        Spot::Signers => {
            let items = fields.needed(reader, schema::add::SIGNERS.once_chosen(), Reader::list)?;
            let read = |item| {
                let signer = signer::read_one(reader, item, plan.sides())?;
                Some(draft(item, Item::Signer(signer)))
            };
            all(items.into_iter().map(read).collect())
        }
        Spot::Signer(_) => unclear(reader, fields.at, say!("change.signer"), say!("change.signer-help")),
        Spot::Goal { .. } | Spot::Requirement { .. } => {
            let added = read_added(reader, fields, plan, spot)?;
            Some(added.into_iter().map(|one| draft(one.at, Item::Requirement(Box::new(one)))).collect())
        }
    }
}

/// `resultatkrav` of a goal, `krav` of a requirement that has parts.
fn read_added(reader: &mut Reader, fields: &mut Fields, plan: &Plan, spot: &Spot) -> Option<Vec<Requirement>> {
    let Some(whole) = spot.requirement(plan) else {
        return fields.needed(reader, schema::add::REQUIREMENTS.once_chosen(), requirement::read_all);
    };
    if whole.parts().is_empty() {
        let finding = rules::UNCLEAR_CHANGE.finding(fields.at, say!("change.no-parts"));
        let finding = finding.also(whole.at, say!("change.whole"));
        reader.push(finding.help(say!("change.no-parts-help")));
        return None;
    }
    fields.needed(reader, schema::add::PARTS.once_chosen(), requirement::read_all)
}

fn unclear<T>(reader: &mut Reader, at: At, problem: Message, help: Message) -> Option<T> {
    reader.push(rules::UNCLEAR_CHANGE.finding(at, problem).help(help));
    None
}

/// What stands at the spot, if it is something with words of its own.
fn existing(reader: &mut Reader, fields: &Fields, plan: &Plan, spot: &Spot) -> Option<Item> {
    let help = say!("change.existing-help");
    target::item(plan, spot).or_else(|| unclear(reader, fields.at, say!("change.existing"), help))
}

fn alter(reader: &mut Reader, fields: &mut Fields, plan: &Plan, spot: &Spot) -> Option<Vec<Draft>> {
    let item = existing(reader, fields, plan, spot)?;
    let (old, new) = (fields.take(schema::alter::OLD), fields.take(schema::alter::NEW));
    if old.is_none() && new.is_none() {
        return unclear(reader, fields.at, say!("change.nothing-changed"), say!("change.nothing-changed-help"));
    }
    let refuse = |reader: &mut Reader, now: &Entry, was: &Entry| {
        let message = say!("change.unquoted", name = now.name);
        let finding = rules::VALUE_UNQUOTED.finding(now.key, message).also(was.value, say!("change.plan-says"));
        reader.push(finding.help(say!("change.unquoted-help", name = now.name)));
    };
    let act = |old, new| Act::Change { old, new };
    reworded(reader, (plan, fields.at), item, (old, new), (|_, _| false, refuse), act)
}

type QuoteRule = (quote::MayTake, fn(&mut Reader, &Entry, &Entry));

/// The item with its new words: what is quoted holds, and nothing else gives way.
fn reworded(
    reader: &mut Reader,
    (plan, change): (&Plan, At),
    item: Item,
    (old, new): (Option<At>, Option<At>),
    (may_take, refuse): QuoteRule,
    act: fn(Item, Item) -> Act,
) -> Option<Vec<Draft>> {
    let mut is_well = true;
    for given in [old, new].into_iter().flatten() {
        is_well &= reader.pairs(given).is_some() && quote::are_words(reader, given, &item).is_some();
    }
    if let Some(quoted) = old.filter(|_| is_well) {
        is_well = quote::agrees(reader, quoted, &item, plan).is_some();
    }
    if !is_well {
        return None;
    }
    let at = quote::at_of(&item);
    let lines = quote::lines(&reader.sources, at, (old, new));
    let merged = quote::replaced(reader, at, (old, new), may_take, refuse)?;
    let reread = quote::reread(reader, merged, &item, plan)?;
    Some(vec![Draft { at: change, act: act(item, reread), lines }])
}

fn set(reader: &mut Reader, fields: &mut Fields, plan: &Plan, spot: &Spot) -> Option<Vec<Draft>> {
    if let Some(at) = fields.take(schema::set::OPEN) {
        let open = read_open(reader, at, plan, spot)?;
        let added = read_added(reader, fields, plan, spot)?;
        let draft = |one: Requirement| {
            // What says nothing of its own is measured when the plan says of what it left open.
            let one = Requirement { period: one.period.or(open.period), ..one };
            let act = Act::Set { old: Item::Open(open.clone()), new: Item::Requirement(Box::new(one.clone())) };
            Draft { at: one.at, act, lines: Vec::new() }
        };
        return Some(added.into_iter().map(draft).collect());
    }
    let item = existing(reader, fields, plan, spot)?;
    let new = fields.need(reader, schema::set::NEW.once_chosen())?;
    // A requirement that demanded nothing yet gives its place to one that does.
    let open = match &item {
        Item::Requirement(one) if matches!(one.demand, Demand::Later(_)) => {
            let is_later = |entry: &Entry| schema::later::RECORD.key(&entry.name).is_some();
            let entries = reader.sources.entries(one.at).iter().filter(|entry| is_later(entry)).cloned().collect();
            Some(reader.sources.combine(one.at, entries))
        }
        Item::Requirement(_) | Item::Goal(_) | Item::Signer(_) | Item::Open(_) => None,
    };
    let may_take: quote::MayTake = |reader, value| reader.reads(value, NOT_SET);
    let refuse = |reader: &mut Reader, now: &Entry, was: &Entry| {
        let finding = rules::ALREADY_SET.finding(now.key, say!("change.set", name = now.name));
        let finding = finding.also(was.value, say!("change.plan-says"));
        reader.push(finding.help(say!("change.set-help")));
    };
    reworded(reader, (plan, fields.at), item, (open, Some(new)), (may_take, refuse), |old, new| Act::Set { old, new })
}

/// What the goal leaves open, by its words or their beginning.
fn read_open(reader: &mut Reader, at: At, plan: &Plan, spot: &Spot) -> Option<Open> {
    let text = reader.text(at)?;
    let Some(goal) = spot.goal(plan) else {
        return unclear(reader, at, say!("change.only-goal"), say!("change.only-goal-help"));
    };
    let meant: Vec<&Open> = goal.open.iter().filter(|open| open.what == text).collect();
    let meant =
        if meant.is_empty() { goal.open.iter().filter(|open| open.what.starts_with(&text)).collect() } else { meant };
    match meant.as_slice() {
        [open] => Some((*open).clone()),
        [] => {
            let known: Vec<&str> = goal.open.iter().map(|open| open.what.as_str()).collect();
            let others = || match known.as_slice() {
                [] => say!("change.open-none-help"),
                known => say!("change.open-help", known = known.join("; ")),
            };
            let finding =
                rules::ADDRESS_UNKNOWN.finding(at, say!("change.open-unknown", number = goal.number, text = text));
            let finding = finding.also(goal.at.key(schema::goal::OPEN), say!("change.open-here"));
            reader.push(finding.did_you_mean((&reader.sources, at), &text, known.iter().copied(), others));
            None
        }
        several => {
            let mut finding =
                rules::ADDRESS_AMBIGUOUS.finding(at, say!("ambiguous.things", text = text, count = several.len()));
            for open in several {
                finding = finding.also(open.at.key(schema::open::WHAT), say!("ambiguous.this"));
            }
            reader.push(finding.help(say!("change.more-words-help")));
            None
        }
    }
}

fn remove(reader: &mut Reader, fields: &mut Fields, plan: &Plan, spot: &Spot) -> Option<Vec<Draft>> {
    let item = existing(reader, fields, plan, spot)?;
    let quoted = fields.take(schema::remove::OLD);
    let lines = quoted.map(|quoted| quote::lines(&reader.sources, quote::at_of(&item), (Some(quoted), None)));
    if let Some(quoted) = quoted {
        reader.pairs(quoted)?;
        quote::agrees(reader, quoted, &item, plan)?;
    }
    Some(vec![Draft { at: fields.at, act: Act::Remove(item), lines: lines.unwrap_or_default() }])
}
