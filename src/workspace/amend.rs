//! The draft of a plan's next allonge.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Edit, Inspected, NotOnePlan, Workspace};
use crate::amend::Amended;
use crate::diagnostic::nearest;
use crate::diff::diff;
use crate::draft::{Drafted, from_addresses, from_edited};
use crate::language::{Message, Telling, in_words, say};
use crate::load::{addresses, listed};
use crate::plan::{Address, Plan};
use crate::quantity::{Date, Period};
use crate::schema::folder;

/// What an allonge is to change.
#[derive(Debug, Clone, Copy)]
pub enum Amendment<'a> {
    /// Things by the plan's numbers, labels and words: their present words are quoted.
    Addresses(&'a [String]),
    /// All that is otherwise in a copy of the plan, which is open by itself.
    Edited(&'a Workspace),
}

/// An allonge that was begun.
#[derive(Debug)]
pub struct AllongeDraft {
    /// Its file.
    pub edit: Edit,
    /// What it cannot say, each in a line.
    pub left_out: Vec<Message>,
    /// In what the plan with it still differs from the edited one.
    pub differences: Vec<String>,
    /// The plan with it. It can have errors that are to be mended in the draft.
    pub inspected: Arc<Inspected>,
}

/// Why no allonge is begun.
#[derive(Debug, thiserror::Error)]
pub enum AmendError {
    NotOnePlan(#[from] NotOnePlan),
    Unreadable(Arc<Inspected>),
    OutsidePeriod {
        day: Date,
        period: Period,
    },
    NoDifference,
    /// What each address that means nothing or several things can mean.
    Addresses(Vec<Message>),
    NothingToSay {
        left_out: Vec<Message>,
    },
}

in_words!(AmendError);

impl Telling for AmendError {
    fn message(&self) -> Message {
        match self {
            Self::NotOnePlan(inner) => inner.message(),
            Self::Unreadable(one) => say!("amend.unreadable", folder = one.folder.display()),
            Self::OutsidePeriod { day, period } => say!("amend.outside-period", day = day, period = period),
            Self::NoDifference => say!("amend.no-difference"),
            Self::Addresses(one) => say!("amend.addresses", what = one),
            Self::NothingToSay { .. } => say!("amend.nothing-to-say"),
        }
    }
}

impl Workspace {
    /// Begins the next allonge to the only plan, as a draft. Without a day it holds from the plan's first, or from that of the
    /// last allonge.
    ///
    /// # Errors
    /// Why no allonge is begun.
    pub fn amend(&self, amendment: Amendment, effective: Option<Date>) -> Result<AllongeDraft, AmendError> {
        let inspected = self.plan()?;
        let amended = read(inspected)?;
        let number = amended.allonger().iter().map(|allonge| allonge.number).max().unwrap_or(0) + 1;
        let period = amended.signed().period.days;
        let last = amended.allonger().iter().map(|allonge| allonge.from).max().unwrap_or(period.first);
        let from = effective.unwrap_or(last.max(period.first));
        if !period.contains(from) {
            return Err(AmendError::OutsidePeriod { day: from, period });
        }
        let plan = amended.proposed_on(from);
        let (drafted, edited) = match amendment {
            Amendment::Addresses(texts) => (Some(from_addresses(plan, number, from, &found(plan, texts)?)), None),
            Amendment::Edited(edited) => {
                let edited = read(edited.plan()?)?.proposed_on(from);
                (from_edited(plan, edited, number, from), Some(edited))
            }
        };
        let Drafted { text, remarks: left_out, has_changes } = drafted.ok_or(AmendError::NoDifference)?;
        if !has_changes {
            return Err(AmendError::NothingToSay { left_out });
        }
        let edit = Edit::new(inspected.allonge_file(number), text);
        // The plan with the draft must be whole, and read as the edited one does.
        let inspected = Arc::new(self.inspect_with(inspected, std::slice::from_ref(&edit)));
        let with_draft = inspected.known.amended().zip(edited);
        let differences =
            with_draft.map(|(amended, edited)| diff(amended.proposed_on(from), edited)).unwrap_or_default();
        let differences = differences.iter().map(|changed| changed.subject.to_string()).collect();
        Ok(AllongeDraft { edit, left_out, differences, inspected })
    }
}

impl Inspected {
    /// Where an allonge of the plan stands.
    pub fn allonge_file(&self, number: u32) -> PathBuf {
        self.folder.join(folder::ALLONGER).join(format!("{number}.yaml"))
    }
}

fn read(inspected: &Arc<Inspected>) -> Result<&Amended, AmendError> {
    inspected.known.amended().ok_or_else(|| AmendError::Unreadable(Arc::clone(inspected)))
}

/// What each address means.
fn found(plan: &Plan, texts: &[String]) -> Result<Vec<Address>, AmendError> {
    let mut found = Vec::new();
    let mut problems = Vec::new();
    for text in texts {
        match addresses(plan, text).as_slice() {
            [address] => found.push(address.clone()),
            [] => {
                let all = plan.goals().flat_map(|(_, goal)| goal.addresses());
                let names: Vec<String> = all.map(|(address, _)| address.to_string()).collect();
                let help = match nearest(text, names.iter().map(String::as_str)) {
                    Some(near) => say!("did-you-mean.inside", near = near),
                    None => say!("amend.number-help"),
                };
                problems.push(say!("amend.nothing", text = text, help = help));
            }
            several => {
                problems.push(say!("amend.ambiguous", text = text, count = several.len(), listed = listed(several)))
            }
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(AmendError::Addresses(problems)) }
}
