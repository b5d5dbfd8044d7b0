//! How a plan's rows stand while they are filled in, and why nothing comes of a form.

use std::collections::BTreeMap;

use crate::language::{Message, Telling, in_words, say};
use crate::plan::{Address, Plan};
use crate::quantity::{Date, Decimals, Number, PartOfYear};
use crate::score::{Mark, MarkState, Span, points_of, score};
use crate::words::Words;
use crate::workspace::{Inspected, NotOnePlan, SaveError};

/// Why there is no form, or nothing comes of it.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    NotOnePlan(#[from] NotOnePlan),
    /// The plan, or what is reported on it, cannot be read.
    Unreadable,
    OutsidePlan {
        period: PartOfYear,
    },
    /// Another program has changed the files since the form was made.
    Changed,
    /// A file whose form is not known well enough to change a value in it.
    ByHand {
        path: std::path::PathBuf,
    },
    /// Something is typed wrong, and nothing is written.
    Wrong,
    Save(#[from] SaveError),
}

in_words!(DeskError);

impl Telling for DeskError {
    fn message(&self) -> Message {
        match self {
            Self::NotOnePlan(inner) => inner.message(),
            Self::Unreadable => say!("desk.unreadable"),
            Self::OutsidePlan { period } => say!("desk.outside-plan", period = period.to_string()),
            Self::Changed => say!("desk.changed"),
            Self::ByHand { path } => say!("desk.by-hand", path = path.display()),
            Self::Wrong => say!("desk.wrong"),
            Self::Save(inner) => inner.message(),
        }
    }
}

/// How a row stands.
#[derive(Debug, Clone, PartialEq)]
pub struct RowNow {
    pub state: MarkState,
    /// In the one word that documents have for it.
    pub word: String,
    /// What it can still come to. None in a plan without weights.
    pub points: Option<Span<Number>>,
    pub worth: Option<Number>,
}

/// How a row stands, with the points of its whole plan.
#[derive(Debug, Clone, PartialEq)]
pub struct RowStanding {
    pub row: RowNow,
    pub total: Option<Span<Number>>,
}

/// How all rows stand, seen from a day.
pub(super) struct Standings {
    pub rows: BTreeMap<Address, RowNow>,
    pub total: Option<Span<Number>>,
}

/// How everything in a plan stands, seen from a day. None where the plan or what is reported cannot be read.
pub(super) fn standings(inspected: &Inspected, day: Date) -> Option<Standings> {
    let dossier = inspected.known.whole()?;
    let results = &dossier.reported.as_ref()?.results;
    let plan = dossier.amended.seen_from(Some(day), results);
    let card = score(plan, results, Some(day));
    let words = Words::new(&dossier.texts, plan);
    let mut rows: BTreeMap<Address, RowNow> = BTreeMap::new();
    for mark in card.goals.iter().flat_map(|goal| goal.mark.walk()) {
        // A tier has the address of its requirement, which comes first.
        rows.entry(mark.address.clone()).or_insert_with(|| now(mark, &words, card.decimals));
    }
    Some(Standings { rows, total: card.total_shown() })
}

/// How one thing stands in a plan as it reads then, and the plan's points. None where it is not in it, or nothing can be read.
pub(super) fn stands_in(inspected: &Inspected, plan: &Plan, address: &Address) -> Option<RowStanding> {
    let dossier = inspected.known.whole()?;
    let results = &dossier.reported.as_ref()?.results;
    let card = score(plan, results, None);
    let words = Words::new(&dossier.texts, plan);
    let mut marks = card.goals.iter().flat_map(|goal| goal.mark.walk());
    let row = marks.find(|mark| mark.address == *address).map(|mark| now(mark, &words, card.decimals))?;
    Some(RowStanding { row, total: card.total_shown() })
}

fn now(mark: &Mark, words: &Words, decimals: Decimals) -> RowNow {
    let state = mark.state();
    let shown = mark.worth.as_ref().zip(mark.points.as_ref());
    let points = shown.map(|(worth, points)| points.map(|one| points_of(one, worth, decimals)));
    let worth = mark.worth.as_ref().map(|worth| decimals.shown(worth));
    RowNow { state, word: words.state(state), points, worth }
}
