//! Everything that can be wrong with what a plan means: a rule a file, each beside its page.
//!
//! In: [`Facts`]: plan, allonger, results, scorecard and annual report, their sources, the fonts' characters. Out: a report.
//! A rule is data and one pure function; it reads no file and changes nothing. What is wrong with the form of the data,
//! `load` has told before. [`check_versions`] holds the rules against a plan as it reads on each of its days.

mod columns;
mod figures;
mod reported;
pub mod rules;
mod versions;
mod walk;

pub use versions::{Reported, check_versions};

use crate::assets::Coverage;
use crate::diagnostic::{Report, Rule};
use crate::lock::{Seal, Signatures};
use crate::plan::{Allonge, AnnualReport, EarlierYear, Plan, Results, Signer};
use crate::score::Scorecard;
use crate::source::Sources;

/// All that a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// As it was signed, or as it reads with allonger.
    pub plan: &'a Plan,
    /// Every allonge to the plan, drafts among them.
    pub allonger: &'a [Allonge],
    pub results: &'a Results,
    /// Seen from the last day that is reported for.
    pub scorecard: &'a Scorecard,
    /// What was locked when it was signed. None when that cannot be told.
    pub seal: Option<&'a Seal>,
    /// The digital signatures that are recorded beside the plan.
    pub signatures: &'a Signatures,
    /// None when the plan has none.
    pub annual_report: Option<&'a AnnualReport>,
    /// Those of the years it names that can be read.
    pub earlier: &'a [EarlierYear],
    pub sources: &'a Sources,
    pub coverage: &'a Coverage,
}

impl<'a> Facts<'a> {
    /// Who signs the annual report.
    fn report_signers(&self) -> &'a [Signer] {
        self.annual_report.map_or(&[], |report| &report.signers)
    }
}

/// A rule with the function that finds what breaks it.
#[derive(Debug)]
pub struct Check {
    pub rule: Rule,
    pub run: fn(&Facts, &mut Report),
}

/// Holds every rule against the facts.
pub fn check(facts: &Facts) -> Report {
    let mut report = Report::default();
    for check in rules::ALL {
        (check.run)(facts, &mut report);
    }
    report
}
