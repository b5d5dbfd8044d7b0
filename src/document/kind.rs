//! What a kind of document is: all that is known of it, in one place.

use super::Overview;
use super::view::Document;
use crate::diagnostic::Report;
use crate::dossier::Dossier;
use crate::language::Message;
use crate::plan::Plan;
use crate::quantity::Date;
use crate::words::Words;

/// A kind of document. Its own file in this room fills it in, and [`DOCUMENTS`](super::DOCUMENTS) lists it.
#[derive(Debug)]
pub struct DocumentKind {
    /// What `--kind` calls it. Kinds that are built together share it.
    pub name: &'static str,
    /// What it is, for the help of `--kind`.
    pub about: &'static str,
    /// What it is called in Danish, without its number.
    pub title: &'static str,
    /// The name of its file in `out/`, without number and ending. No other kind has it.
    pub file: &'static str,
    pub numbering: Numbering,
    /// Its layout in `templates/layout/`, without ending.
    pub layout: &'static str,
    /// Why there can be none of it where nothing is wrong.
    pub why_none: fn() -> Message,
    /// Whether it is for few: built only where it is asked for by its name, and its own files are in no other document.
    pub is_confidential: bool,
    pub signing: Signing,
    pub(super) scope: Scope,
}

impl DocumentKind {
    /// Whether it tells what is reached, in tables that somebody may want to reckon with.
    pub fn has_figures(&self) -> bool {
        ["follow-up", "annual", "department"].contains(&self.name)
    }
}

/// How the documents of a kind in one year are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// There is one.
    Single,
    /// `allonge-1`, called `allonge 1`.
    Arabic,
    /// `opfølgning-1`, called `opfølgning I`.
    Roman,
    /// `målopfyldelse` of the last day, `målopfyldelse-2-kvartal` from the end of a quarter.
    Quarter,
}

/// Who signs the documents of a kind. Where anybody does, there is a copy with a field for each.
#[derive(Debug, Clone, Copy)]
pub enum Signing {
    Nobody,
    /// Those who answer for it, where any are named.
    Declaration(HasLines),
    /// Both parties, where they have a page for it: `sign-off` takes it. What is numbered is the allonge with that number, the
    /// other is the plan.
    Agreement(HasLines),
}

/// Whether the document with a number has lines to sign on.
type HasLines = fn(&Dossier, Option<u32>) -> bool;

/// What the documents of a kind are of, and how each is made.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scope {
    /// One institution's year.
    Institution {
        /// The numbers of those that there are; of one without a number, None.
        numbers: fn(&Dossier) -> Vec<Option<u32>>,
        basis: Basis,
        /// Of the plan as `basis` reads it.
        view: fn(&Dossier, &Plan, Option<u32>, &Words) -> Option<Document>,
    },
    /// All institutions of a ministry in a year.
    Ministry { exists: fn(&Overview) -> bool, view: fn(&Overview) -> (Option<Document>, Report) },
}

/// The numbers of a kind that has none: of one document, if it is there.
pub(super) fn one_if(is_there: bool) -> Vec<Option<u32>> {
    if is_there { vec![None] } else { Vec::new() }
}

/// On which state of a plan's year a document is.
#[derive(Debug, Clone, Copy)]
pub enum Basis {
    /// The plan as it was signed.
    Signed,
    /// The same, with the allonger up to the one that has the document's number.
    SignedWithAllonger,
    /// The plan as it reads at last.
    Latest,
    /// The plan as it reads on the last day of the quarter with the document's number, and what is reported by then.
    Quarter,
    /// The plan as it reads at last, all that is reported, and the annual report.
    Year,
}

impl Basis {
    /// The last day of which anything is told; None where that is the year's.
    pub fn last_day(self, plan: &Plan, number: Option<u32>) -> Option<Date> {
        match self {
            Self::Quarter => plan.period.quarter(number?).map(|quarter| quarter.days.last),
            Self::Signed | Self::SignedWithAllonger | Self::Latest | Self::Year => None,
        }
    }

    /// What was signed stays as it was signed; a report is on the plan as it reads when its quarter, or the year, ends.
    pub(super) fn plan(self, dossier: &Dossier, number: Option<u32>) -> &Plan {
        let amended = &dossier.amended;
        match self {
            Self::Signed | Self::SignedWithAllonger => amended.signed(),
            Self::Latest | Self::Year => amended.latest(),
            Self::Quarter => self.last_day(amended.signed(), number).map_or(amended.latest(), |day| amended.as_of(day)),
        }
    }
}

impl DocumentKind {
    /// Whether it is of a ministry's year, not of an institution's.
    pub fn is_of_ministry(&self) -> bool {
        matches!(self.scope, Scope::Ministry { .. })
    }

    /// Whether it is asked for by these names of kinds. Where none is named, all are that everybody may see.
    pub fn is_asked_for(&self, names: &[String]) -> bool {
        if names.is_empty() { !self.is_confidential } else { names.iter().any(|name| name == self.name) }
    }

    /// None of a kind that is of a ministry's year.
    pub fn basis(&self) -> Option<Basis> {
        match self.scope {
            Scope::Institution { basis, .. } => Some(basis),
            Scope::Ministry { .. } => None,
        }
    }
}

// A kind is the one in the list: no two have the same file.
impl PartialEq for DocumentKind {
    fn eq(&self, other: &Self) -> bool {
        self.file == other.file
    }
}

impl Eq for DocumentKind {}
