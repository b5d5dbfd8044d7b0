//! Everything that can be wrong with what a plan means: a rule a file, each beside its page.
//!
//! In: [`Facts`]: a version of a plan, its dossier and scorecard, their sources, the fonts' characters. Out: a report.
//! A rule is data and one pure function; it reads no file and changes nothing. What is wrong with the form of the data,
//! `load` has told before. [`check_versions`] holds the rules against a plan as it reads on each of its days.

mod columns;
mod figures;
mod reported;
pub mod rules;
mod targets;
mod versions;
mod walk;
mod written;

pub use reported::{ReportedFigure, figures_of};
pub use versions::check_versions;
pub use walk::{PlacedRequirement, WeightedPart, WeightedWhole, requirements, wholes};
pub use written::{Reference, WrittenTexts, references};

use crate::assets::Coverage;
use crate::diagnostic::{Report, Rule};
use crate::dossier::{Annual, Dossier, Reported};
use crate::language::{Message, say};
use crate::lock::{Seal, Signatures};
use crate::plan::{Allonge, AnnualReport, Goal, Party, Pay, Plan, Sheet, Signer};
use crate::score::Scorecard;
use crate::source::Sources;

/// All that a rule may look at: a version of a plan, and what is known of the plan.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// As it was signed, or as it reads with allonger.
    pub plan: &'a Plan,
    /// Every requirement of it and every part of one, from the outside in.
    pub requirements: &'a [PlacedRequirement<'a>],
    /// Everything in each goal of it that has parts, from the outside in.
    pub wholes: &'a [(&'a Goal, Vec<WeightedWhole>)],
    /// What was written for the plan. It is the same for each version, and looked at once: nothing for all but one.
    pub written: &'a WrittenTexts<'a>,
    /// What it refers to.
    pub references: &'a [Reference<'a>],
    pub dossier: &'a Dossier,
    /// What is reported on this version. None when that cannot be told, and for all versions but the latest, which knows the
    /// targets of the whole year.
    pub reported: Option<&'a Reported>,
    /// Every figure of it.
    pub figures: &'a [ReportedFigure<'a>],
    /// What was locked when it was signed. None when that cannot be told, and for all versions but the latest.
    pub seal: Option<&'a Seal>,
    /// Seen from the last day that is reported for.
    pub scorecard: &'a Scorecard,
    pub sources: &'a Sources,
    pub coverage: &'a Coverage,
}

impl<'a> Facts<'a> {
    /// Every allonge to the plan, drafts among them.
    fn allonger(&self) -> &'a [Allonge] {
        self.dossier.amended.allonger()
    }

    /// The digital signatures that are recorded beside the plan.
    fn signatures(&self) -> &'a Signatures {
        &self.dossier.signatures
    }

    /// Every file of results.
    fn sheets(&self) -> &'a [Sheet] {
        self.reported.map_or(&[], |reported| &reported.results.sheets)
    }

    fn annual(&self) -> Option<&'a Annual> {
        self.reported.and_then(|reported| reported.annual.as_ref())
    }

    fn annual_report(&self) -> Option<&'a AnnualReport> {
        self.annual().map(|annual| &annual.report)
    }

    /// What is agreed of result pay.
    fn pay(&self) -> Option<&'a Pay> {
        self.reported.and_then(|reported| reported.pay.as_ref())
    }

    /// Who signs the annual report.
    fn report_signers(&self) -> &'a [Signer] {
        self.annual_report().map_or(&[], |report| &report.signers)
    }
}

/// A rule with the function that finds what breaks it.
#[derive(Debug)]
pub struct Check {
    pub rule: Rule,
    pub run: fn(&Facts, &mut Report),
}

/// Who a party is, within a sentence.
fn party_name(party: Party) -> Message {
    match party {
        Party::Institution => say!("party.institution"),
        Party::Department => say!("party.department"),
        Party::Board => say!("party.board"),
    }
}

/// Holds every rule against the facts.
pub fn check(facts: &Facts) -> Report {
    let mut report = Report::default();
    for check in rules::ALL {
        (check.run)(facts, &mut report);
    }
    report
}
