//! A change by allonge, told side by side: as it read, and as it reads now.
//!
//! What is shown is what differs, each thing under its own term, in the words that the contract and its annex use.

use super::table::{spanning, table as data_table, words_cell};
use super::traced::Traced;
use super::trail::Trail;
use super::view::{Cell, DataRow, DataTable, Fact, PageBlock, PageInline, RowRank};
use super::{annex, demand, endorsement, goals, prose, requirement};
use crate::plan::{
    Act, Allonge, Change, ChangeSubject, Combination, Goal, Item, Joined, Open, PlanNumber, Removed, Requirement,
    Signed, Signer, TargetSpread,
};
use crate::words::{Words, danish};

/// What stands in an empty column: nothing before, or nothing any more.
const NOTHING: &str = "–";

/// A thing that differs.
pub(super) struct Difference {
    /// `Resultatkrav`, `Vægt`, `Kilde`.
    pub term: String,
    pub old: Vec<PageBlock>,
    pub new: Vec<PageBlock>,
}

/// All that differs, in the order in which a plan tells it.
pub(super) fn told(change: &Change, words: &Words) -> Vec<Difference> {
    let (before, after) = (change.act.before(), change.act.after());
    let (before, after) = match (before, after) {
        (Some(before), Some(after)) => without_the_same(before.clone(), after.clone()),
        (before, after) => (before.cloned(), after.cloned()),
    };
    let facts = |item: Option<&Item>| item.map(|item| facts(item, words)).unwrap_or_default();
    let (old, new) = (facts(before.as_ref()), facts(after.as_ref()));
    let find = |all: &[Fact], term: &str| {
        let found = all.iter().find(|fact| fact.term == term && !fact.body.is_empty());
        found.map_or_else(|| vec![prose::paragraph(NOTHING)], |fact| fact.body.clone())
    };
    let gone = old.iter().filter(|fact| new.iter().all(|one| one.term != fact.term));
    let terms = new.iter().chain(gone).map(|fact| &fact.term);
    let all = terms.map(|term| Difference { term: term.clone(), old: find(&old, term), new: find(&new, term) });
    let mut differ: Vec<Difference> = all.filter(|one| one.old != one.new).collect();
    if differ.is_empty() {
        // What no document tells is told as it is written.
        let said = |text: &Option<String>| vec![prose::paragraph(text.as_deref().unwrap_or(NOTHING))];
        let line = |line: &crate::plan::ChangedLine| Difference {
            term: danish::capital(&line.key),
            old: said(&line.old),
            new: said(&line.new),
        };
        differ.extend(change.lines.iter().map(line));
    }
    differ
}

/// Parts that are the same before and after are changed by changes of their own, if at all.
fn without_the_same(mut before: Item, mut after: Item) -> (Option<Item>, Option<Item>) {
    match (&mut before, &mut after) {
        (Item::Goal(old), Item::Goal(new)) => {
            for goal in [old, new] {
                goal.requirements.clear();
                goal.open.clear();
            }
        }
        (Item::Requirement(old), Item::Requirement(new)) => {
            if let (Some(old), Some(new)) = (old.demand.measure_mut().parts_mut(), new.demand.measure_mut().parts_mut())
            {
                old.clear();
                new.clear();
            }
        }
        // Of two different things nothing is the same, and what is left open and who signs have no parts.
        (Item::Goal(_) | Item::Requirement(_) | Item::Signer(_) | Item::Open(_), _) => {}
    }
    (Some(before), Some(after))
}

fn facts(item: &Item, words: &Words) -> Vec<Fact> {
    match item {
        Item::Goal(goal) => of_goal(goal, words),
        Item::Requirement(requirement) => of_requirement(requirement, words),
        Item::Signer(signer) => vec![fact("underskriver", of_signer(signer, words), words)],
        Item::Open(open) => vec![fact("resultatkrav", of_open(open, words), words)],
    }
}

fn fact(term: &str, body: Vec<PageBlock>, words: &Words) -> Fact {
    Fact { term: words.word(term), body, from: Trail::NONE }
}

fn of_goal(goal: &Goal, words: &Words) -> Vec<Fact> {
    let bare = Goal { requirements: goal.requirements.iter().map(unmarked).collect(), ..goal.clone() };
    let title = goal.background_title.iter().map(prose::paragraph);
    let mut facts = vec![
        fact("område", vec![prose::noted(&goal.area, &goal.note)], words),
        fact("vægt", vec![prose::paragraph(words.weight(&goal.weight))], words),
        fact("mål", prose::narrow(&goal.goal), words),
        fact("resultatkrav", in_parts(goals::parts(&bare, None, words)), words),
    ];
    facts.extend(combined(goal.combination, words));
    facts.push(fact("baggrund", title.chain(prose::narrow(&goal.background)).collect(), words));
    facts.extend(annex::facts(&goal.method, words));
    facts.extend(goal.requirements.iter().flat_map(|one| methods_within(one, true, words)));
    facts.retain(|fact| !fact.body.is_empty());
    facts
}

fn of_requirement(whole: &Requirement, words: &Words) -> Vec<Fact> {
    let mut bare = unmarked(whole);
    // How the parts are combined has a line of its own.
    let combination = bare.demand.measure_mut().take_combination();
    let mut facts = vec![fact("resultatkrav", in_parts(requirement::parts(std::slice::from_ref(&bare), words)), words)];
    facts.extend(combined(combination, words));
    facts.extend(annex::facts(&whole.method, words));
    facts.extend(methods_within(whole, false, words));
    facts
}

/// The methods of a requirement's parts, each under the name of its part; with the requirement's own where it is one.
fn methods_within(whole: &Requirement, with_own: bool, words: &Words) -> Vec<Fact> {
    let inner = whole.walk().into_iter().skip(usize::from(!with_own)).filter(|one| !one.method.is_empty());
    let named = inner.flat_map(|one| {
        let name = annex::name(one, words);
        let under = move |fact: Fact| Fact { term: format!("{name}: {}", fact.term), ..fact };
        annex::facts(&one.method, words).into_iter().map(under)
    });
    named.collect()
}

/// As if nobody had changed it: beside each other, old and new need no marks.
fn unmarked(requirement: &Requirement) -> Requirement {
    let mut bare = Requirement { history: crate::plan::History::default(), ..requirement.clone() };
    if let Some(parts) = bare.demand.measure_mut().parts_mut() {
        *parts = parts.iter().map(unmarked).collect();
    }
    bare
}

fn in_parts(parts: Vec<super::view::RequirementPiece>) -> Vec<PageBlock> {
    if parts.is_empty() { Vec::new() } else { vec![PageBlock::Requirements { parts }] }
}

fn combined(combination: Option<Combination>, words: &Words) -> Option<Fact> {
    let text = requirement::combination_phrase(combination?, words);
    Some(fact("samles", vec![prose::paragraph(text)], words))
}

fn of_signer(signer: &Signer, words: &Words) -> Vec<PageBlock> {
    let lines = [signer.name.as_ref(), Some(&signer.title), Some(&signer.organisation)];
    let mut body: Vec<PageBlock> = lines.into_iter().flatten().map(prose::paragraph).collect();
    let says_where = signer.place.is_some() || signer.signed != Signed::NotYet;
    body.extend(says_where.then(|| prose::paragraph(endorsement::place_and_date(signer, words))));
    body
}

fn of_open(open: &Open, words: &Words) -> Vec<PageBlock> {
    match open.wording.is_empty() {
        true => vec![prose::paragraph(demand::set_later(&open.what, open.period, &open.set, words))],
        false => prose::narrow(&open.wording),
    }
}

/// `Mål 1.1, krav a Fast-track`
pub(super) fn place(subject: &ChangeSubject, words: &Words) -> String {
    let of = |goal: &PlanNumber, steps: &[String]| {
        words.say("sted i planen er", &[("nr", goal), ("krav", &steps.join(" "))])
    };
    match subject {
        ChangeSubject::Goal { number, .. } => of(number, &[]),
        ChangeSubject::Requirement(address) => of(&address.goal, &address.steps),
        ChangeSubject::Signer { title, .. } => words.say("sted i påtegningen", &[("titel", title)]),
    }
}

/// `tilføjes`, `ændres`, `fastsættes` or `udgår`.
pub(super) fn verb(act: &Act, words: &Words) -> String {
    match act {
        Act::Add(_) => words.word("tilføjes"),
        Act::Change { .. } => words.word("ændres"),
        Act::Set { .. } => words.word("sættes"),
        Act::Remove(_) => words.word("udgår"),
    }
}

/// How the old target and the new count together. None where there are no two.
pub(super) fn joined(change: &Change, words: &Words) -> Option<String> {
    Some(match change.joined.as_ref()? {
        Joined::All => words.word("målene samles alle"),
        Joined::Equal => words.word("målene samles ligeligt"),
        Joined::Shares(shares) => {
            let shares: Vec<String> = shares.iter().map(ToString::to_string).collect();
            words.say("målene samles vægtet", &[("andele", &danish::join(&shares))])
        }
        Joined::Newest => words.word("kun det nye mål"),
        Joined::NewestAllYear => words.word("kun det nye mål hele året"),
    })
    .map(|joined: String| match change.spread {
        None => joined,
        Some(TargetSpread::OwnDays) => format!("{joined} {}", words.word("måltallene er for hver sine dage")),
        Some(TargetSpread::WholeYear) => format!("{joined} {}", words.word("måltallene er for hele året")),
    })
}

/// `1`, `1 og 2`, `1–4`.
pub(super) fn numbers<'a>(allonger: impl Iterator<Item = &'a Allonge>) -> String {
    let all: Vec<u32> = allonger.map(|allonge| allonge.number).collect();
    match all.as_slice() {
        [first, _, .., last] if usize::try_from(last.abs_diff(*first)) == Ok(all.len() - 1) => {
            format!("{first}–{last}")
        }
        all => danish::join(&all.iter().map(ToString::to_string).collect::<Vec<_>>()),
    }
}

/// `udgået ved allonge 1 fra 1. juli 2025`
pub(super) fn gone(removed: &Removed, words: &Words) -> String {
    words.say("udgået ved", &[("nr", &removed.by), ("dato", &removed.from)])
}

/// A group an allonge, with its days; in it a row a change: where, what it read before and now.
pub(super) fn table<'a>(changes: impl Iterator<Item = (&'a Allonge, &'a Change)>, words: &Words) -> DataTable {
    let columns = [("sted i planen", "left"), ("hidtil", "left"), ("fremover", "left")];
    let mut data = data_table("changes", words.word("ændringer læses"), &columns, words);
    let mut above = None;
    for (allonge, change) in changes {
        if above != Some(allonge.number) {
            above = Some(allonge.number);
            let said: [(&str, &dyn std::fmt::Display); 2] =
                [("allonge", &named(allonge, words)), ("dage", &days(allonge, words))];
            let name = spanning(RowRank::Group, words.say("allonge og dage", &said));
            data.rows.push(name.traced(Trail::to(allonge.at)));
        }
        let told = told(change, words);
        let side = |pick: fn(&Difference) -> &Vec<PageBlock>, item: Option<&Item>| {
            let body = told.iter().flat_map(|one| under_term(&one.term, pick(one), told.len() > 1));
            let nothing = || vec![prose::paragraph(NOTHING)];
            Cell::Body { body: item.map_or_else(nothing, |_| body.collect()) }
        };
        let place = [prose::plain(place(&change.subject, words)), prose::plain(verb(&change.act, words))];
        let cells = vec![
            Cell::Words { text: place.join(&PageInline::Break) },
            side(|one| &one.old, change.act.before()),
            side(|one| &one.new, change.act.after()),
        ];
        let from = Trail::to(change.at);
        data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells, from });
        if let Some(joined) = joined(change, words) {
            data.rows.push(DataRow { rank: RowRank::Remark, depth: 0, cells: vec![words_cell(joined)], from });
        }
    }
    data
}

/// Several things in one cell are told apart by their terms.
fn under_term(term: &str, body: &[PageBlock], is_named: bool) -> Vec<PageBlock> {
    let term = PageBlock::Paragraph { text: vec![PageInline::Strong { body: prose::plain(term) }], from: Trail::NONE };
    is_named.then_some(term).into_iter().chain(body.iter().cloned()).collect()
}

/// `Allonge 1 (20. marts 2020)`, and whether it is made up.
fn named(allonge: &Allonge, words: &Words) -> String {
    let phrase = if allonge.is_example { "allonge af, eksempel" } else { "allonge af" };
    words.say(phrase, &[("nr", &allonge.number), ("dato", &allonge.date)])
}

/// `1. oktober 2023`, or `1. juli 2025 til 30. september 2025`.
pub(super) fn days(allonge: &Allonge, words: &Words) -> String {
    match allonge.until {
        Some(until) => words.say("fra og til", &[("fra", &allonge.from), ("til", &until)]),
        None => allonge.from.to_string(),
    }
}
