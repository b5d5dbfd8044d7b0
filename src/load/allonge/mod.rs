//! `allonger/*.yaml`: the amendments of a plan, and the versions of the plan that they make.

mod change;
mod quote;
mod target;

use std::path::{Path, PathBuf};

use crate::amend::{Amended, InForcePeriod, Version, timeline};
use crate::files::ending;
use crate::language::say;
use crate::plan::{Allonge, Change, Plan, State};
use crate::quantity::Period;
use crate::schema::{self, folder};
use crate::source::{At, Place};

use super::fields::Fields;
use super::reader::{Reader, all};
use super::{rules, signer};

/// An allonge before its changes are read: what they mean depends on the version that they change.
struct AllongeHead {
    allonge: Allonge,
    changes: Vec<At>,
}

/// The plan with the allonger of its folder. A plan without the folder has none.
pub(super) fn read(reader: &mut Reader, plan_folder: &Path, plan: &Plan) -> Option<Amended> {
    let heads: Vec<Option<AllongeHead>> = files(reader, plan_folder)?
        .iter()
        .map(|path| reader.yaml(path, None).and_then(|at| head(reader, at, plan)))
        .collect();
    let mut heads = all(heads)?;
    heads.sort_by_key(|head| head.allonge.number);
    let in_force = versions(reader, plan, &mut heads, false);
    let has_drafts = heads.iter().any(|head| head.allonge.state != State::Signed);
    let proposed = if has_drafts { versions(reader, plan, &mut heads, true) } else { Some(Vec::new()) };
    // A change that is read for several versions can be wrong in each of them in the same way.
    reader.say_once();
    let allonger = heads.into_iter().map(|head| head.allonge).collect();
    Some(Amended::new(plan.clone(), allonger, in_force?, proposed?))
}

/// The files of the folder, in the order of their names.
fn files(reader: &mut Reader, plan_folder: &Path) -> Option<Vec<PathBuf>> {
    let paths = reader.folder(plan_folder, folder::ALLONGER)?;
    let (yaml, others): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| ending(path).as_deref() == Some("yaml"));
    let mut is_well = true;
    for path in others.iter().filter(|path| ending(path).as_deref() == Some("yml")) {
        let file = reader.file(path, None)?;
        let finding = rules::UNKNOWN_WORD.finding(Place::File { file, span: 0..0 }, say!("file-misnamed.allonge"));
        reader.push(finding.help(say!("file-misnamed.help")));
        is_well = false;
    }
    is_well.then_some(yaml)
}

fn head(reader: &mut Reader, at: At, plan: &Plan) -> Option<AllongeHead> {
    let mut fields = Fields::open(reader, at, &schema::allonge::RECORD)?;
    let number = fields.needed(reader, schema::allonge::NUMBER, read_number);
    let date = fields.quantity(reader, schema::allonge::DATE);
    let state = fields.maybe(reader, schema::allonge::STATE, |reader, at| {
        reader.word(at, &State::ALL.map(|state| (state.word(), state)))
    });
    let is_example = fields.maybe(reader, schema::allonge::IS_EXAMPLE, Reader::yes);
    let reason = fields.needed(reader, schema::allonge::REASON, Reader::prose);
    let from = fields.quantity(reader, schema::allonge::FROM);
    let until = fields.maybe_quantity(reader, schema::allonge::UNTIL);
    let changes = fields.needed(reader, schema::allonge::CHANGES, Reader::list);
    let signers = fields.maybe(reader, schema::allonge::SIGNERS, |reader, at| signer::read(reader, at, plan.sides()));
    fields.close(reader);
    let allonge = Allonge {
        at,
        number: number?,
        date: date?,
        state: state?.unwrap_or(State::Draft),
        is_example: is_example?.unwrap_or(false),
        reason: reason?,
        from: from?,
        until: until?,
        changes: Vec::new(),
        signers: signers?.unwrap_or_default(),
    };
    is_inside(reader, &allonge, plan)?;
    Some(AllongeHead { allonge, changes: changes? })
}

pub(super) fn read_number(reader: &mut Reader, at: At) -> Option<u32> {
    let text = reader.text(at)?;
    match text.parse() {
        Ok(number) if number > 0 => Some(number),
        _ => {
            let finding = rules::MALFORMED_QUANTITY.finding(at, say!("allonge.number", text = text));
            reader.push(finding.help(say!("allonge.number-help")));
            None
        }
    }
}

/// The days on which it is in force lie in the plan's period, at least one of them.
fn is_inside(reader: &mut Reader, allonge: &Allonge, plan: &Plan) -> Option<()> {
    let (at, period) = (allonge.at, plan.period.days);
    let (place, problem) = match allonge.until {
        Some(until) if until < allonge.from => (at.key(schema::allonge::UNTIL), say!("allonge-outside-plan.ends")),
        Some(until) if until < period.first => (at.key(schema::allonge::UNTIL), say!("allonge-outside-plan.before")),
        _ if allonge.from > period.last => (at.key(schema::allonge::FROM), say!("allonge-outside-plan.after")),
        _ => return Some(()),
    };
    let finding = rules::ALLONGE_OUTSIDE_PLAN
        .finding(place, say!("allonge-outside-plan", number = allonge.number, problem = problem));
    reader.push(
        finding.also(plan.at.key(schema::plan::PERIOD), say!("plan.period")).help(say!("allonge-outside-plan.help")),
    );
    None
}

/// A version as far as its allonger can be read.
struct ReadVersion {
    version: Version,
    /// The places of its allonger among all of them.
    in_force: Vec<usize>,
    is_whole: bool,
}

/// The plan on each of its days, by the allonger in force.
fn versions(reader: &mut Reader, plan: &Plan, heads: &mut [AllongeHead], with_drafts: bool) -> Option<Vec<Version>> {
    let counts = |head: &AllongeHead| with_drafts || head.allonge.state == State::Signed;
    let places: Vec<usize> =
        heads.iter().enumerate().filter(|(_, head)| counts(head)).map(|(place, _)| place).collect();
    let spans: Vec<InForcePeriod> = places
        .iter()
        .filter_map(|place| heads.get(*place))
        .map(|head| InForcePeriod { from: head.allonge.from, until: head.allonge.until })
        .collect();
    let mut read: Vec<ReadVersion> = Vec::new();
    for (days, in_force) in timeline(plan.period.days, &spans) {
        // It goes on from the version that has the most of its allonger already, and no others.
        let begun = read.iter().filter(|one| in_force.starts_with(&one.in_force));
        let begun = begun.max_by_key(|one| one.in_force.len());
        let (plan, allonger) = begun.map_or((plan, &[][..]), |one| (&one.version.plan, &one.version.allonger));
        let mut version = Version { days, plan: plan.clone(), allonger: allonger.to_vec() };
        let mut is_whole = begun.is_none_or(|one| one.is_whole);
        for head in in_force.iter().skip(allonger.len()).filter_map(|one| places.get(*one).copied()) {
            let Some(head) = heads.get_mut(head) else { continue };
            version.allonger.push(head.allonge.number);
            let before = reader.count();
            let changes = apply(reader, &mut version, head);
            if days.first > head.allonge.from.max(plan.period.days.first) {
                let day = days.first;
                let note = say!("allonge.later-days", day = day, number = head.allonge.number);
                reader.note_after(before, &note);
            }
            match changes {
                Some(changes) if head.allonge.changes.is_empty() => head.allonge.changes = changes,
                Some(_) => {}
                None => is_whole = false,
            }
        }
        read.push(ReadVersion { version, in_force, is_whole });
    }
    all(read.into_iter().map(|one| Some(one.version).filter(|_| one.is_whole)).collect())
}

/// Every change of an allonge, in the order of the file: each finds the plan as the ones before it have left it.
fn apply(reader: &mut Reader, version: &mut Version, head: &AllongeHead) -> Option<Vec<Change>> {
    let allonge = &head.allonge;
    let period = version.plan.period.days;
    let days = Period { first: allonge.from, last: allonge.until.unwrap_or(period.last) };
    let days = days.within(&period).unwrap_or(period);
    let changes: Vec<Option<Vec<Change>>> =
        head.changes.iter().map(|at| change::read(reader, *at, &mut version.plan, allonge.number, days)).collect();
    all(changes).map(|changes| changes.concat())
}
