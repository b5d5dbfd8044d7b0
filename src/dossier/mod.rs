//! What is known of a plan's year, as one type: the plan with its allonger, what was signed, what is reported.
//!
//! Types only. `load` makes a [`Dossier`] of a plan's folder; everything after it takes that whole. What cannot be there
//! without something else stands inside it, so that nobody asks for results without a plan.

use std::path::PathBuf;
use std::sync::Arc;

use crate::amend::Amended;
use crate::lock::{Seal, Signatures};
use crate::plan::{AnnualReport, EarlierYear, Pay, Plan, Results, Texts};
use crate::source::Sources;

/// How far a plan's folder could be read.
#[derive(Debug)]
pub enum Known {
    /// Something is wrong with the plan.
    Nothing,
    /// Something is wrong with an allonge: the plan as it was signed, and nothing of what has to do with allonger.
    WithoutAllonger(Dossier),
    Whole(Dossier),
}

/// A plan with all that is known of it.
#[derive(Debug)]
pub struct Dossier {
    /// The plan with its allonger.
    pub amended: Amended,
    /// The words of its documents.
    pub texts: Arc<Texts>,
    /// The digital signatures that are recorded beside it; none when something is wrong with their file.
    pub signatures: Signatures,
    /// What was locked when it was signed, and how that reads now. None when something is wrong with the lock.
    pub seal: Option<Seal>,
    /// None when something is wrong with what is reported.
    pub reported: Option<Reported>,
    /// Another folder of the institution with a plan for the same year.
    pub twin: Option<PathBuf>,
}

/// What is reported on a plan.
#[derive(Debug)]
pub struct Reported {
    /// No sheets before anything is reported.
    pub results: Results,
    /// None when there is none, or something is wrong with it.
    pub annual: Option<Annual>,
    /// The same.
    pub pay: Option<Pay>,
}

/// The annual report, with the years that it compares with.
#[derive(Debug)]
pub struct Annual {
    pub report: AnnualReport,
    /// The years that it names; those that cannot be read are left out.
    pub earlier: Vec<EarlierYear>,
    /// Their files.
    pub earlier_sources: Vec<Sources>,
}

impl Known {
    /// As far as it could be read, for what tells findings.
    pub fn readable(&self) -> Option<&Dossier> {
        match self {
            Self::Nothing => None,
            Self::WithoutAllonger(dossier) | Self::Whole(dossier) => Some(dossier),
        }
    }

    /// None where the plan or one of its allonger cannot be read.
    pub fn whole(&self) -> Option<&Dossier> {
        match self {
            Self::Nothing | Self::WithoutAllonger(_) => None,
            Self::Whole(dossier) => Some(dossier),
        }
    }

    /// The plan as it was signed.
    pub fn plan(&self) -> Option<&Plan> {
        self.readable().map(|dossier| dossier.amended.signed())
    }

    /// The plan with its allonger.
    pub fn amended(&self) -> Option<&Amended> {
        self.whole().map(|dossier| &dossier.amended)
    }

    pub fn results(&self) -> Option<&Results> {
        self.whole()?.reported.as_ref().map(|reported| &reported.results)
    }
}

impl Dossier {
    /// What is reported; nothing where that cannot be read.
    pub fn results(&self) -> &Results {
        self.reported.as_ref().map_or(Results::NONE, |reported| &reported.results)
    }

    /// None where there is no annual report, or it cannot be read.
    pub fn annual(&self) -> Option<&Annual> {
        self.reported.as_ref()?.annual.as_ref()
    }

    /// None where there is no agreement on result pay, or it cannot be read.
    pub fn pay(&self) -> Option<&Pay> {
        self.reported.as_ref()?.pay.as_ref()
    }
}
