//! `resultatplan allonge new`: begins an allonge.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::output::{complain, date, open_plans, open_to_change, print, tell_errors};
use super::{CommandOutcome, Global};
use crate::language::say;
use crate::quantity::Date;
use crate::workspace::{AllongeDraft, AmendError, Amendment, SaveError};

/// Begin an allonge to a plan
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    New(NewOptions),
}

/// Write the next allonge as a draft, with the plan's present words quoted
///
/// It is written to `allonger/` in the plan's folder, with `status: udkast`: it is checked, and changes nothing until it is
/// signed. What an allonge cannot say is told, and the exit status is 1.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan allonge new plans/uim/siri/2023 '1.1 a Fast-track' 1.2
  resultatplan allonge new plans/uim/siri/2023 --from plans/uim/siri/2023-ny --effective 2023-10-01")]
struct NewOptions {
    /// The plan's folder
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// What is to be changed, by the plan's numbers, labels and words
    #[arg(value_name = "ADDRESS", required_unless_present = "from", conflicts_with = "from")]
    addresses: Vec<String>,
    /// A copy of the plan's folder, beside it, that reads as the plan is to read: the allonge says the difference
    #[arg(long, value_name = "EDITED")]
    from: Option<PathBuf>,
    /// The first day on which it holds; otherwise the plan's first, or that of its last allonge
    #[arg(long, value_name = "DATE", value_parser = date)]
    effective: Option<Date>,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let What::New(options) = &options.what;
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let open = |path: &PathBuf| open_plans(std::slice::from_ref(path), assets.clone());
    // First: the two can be one folder, which is then held.
    let edited = match options.from.as_ref().map(open) {
        Some(None) => return CommandOutcome::Misused,
        edited => edited.flatten(),
    };
    let Some((_held, workspace)) = open_to_change(&options.plan, assets) else { return CommandOutcome::Misused };
    let amendment = edited.as_ref().map_or(Amendment::Addresses(&options.addresses), Amendment::Edited);
    let draft = match workspace.amend(amendment, options.effective) {
        Ok(draft) => draft,
        Err(error) => return refuse(&error),
    };
    draft.left_out.iter().for_each(|remark| complain(say!("left-out", remark = remark)));
    if let Err(SaveError { error, .. }) = draft.edit.save() {
        complain(error);
        return CommandOutcome::Wrong;
    }
    print(draft.edit.path.display());
    let is_whole = tell_draft(&draft);
    if is_whole && draft.left_out.is_empty() { CommandOutcome::Well } else { CommandOutcome::Wrong }
}

/// Says why nothing is written.
fn refuse(error: &AmendError) -> CommandOutcome {
    match error {
        AmendError::NothingToSay { left_out } => {
            left_out.iter().for_each(|remark| complain(say!("left-out", remark = remark)));
            complain(say!("amend.nothing-written", error = error));
            return CommandOutcome::Wrong;
        }
        AmendError::Addresses(problems) => problems.iter().for_each(complain),
        AmendError::Unreadable(inspected) => {
            tell_errors(&inspected.report, &inspected.sources);
            complain(error);
        }
        AmendError::NotOnePlan(_) | AmendError::OutsidePeriod { .. } | AmendError::NoDifference => complain(error),
    }
    CommandOutcome::Misused
}

/// Says what is still to be done in the draft. True where nothing is.
fn tell_draft(draft: &AllongeDraft) -> bool {
    let inspected = &draft.inspected;
    if inspected.known.amended().is_none() {
        tell_errors(&inspected.report, &inspected.sources);
        complain(say!("plan-unreadable", folder = inspected.folder.display()));
        return false;
    }
    if !draft.differences.is_empty() {
        let left = &draft.differences;
        complain(say!("amend.differs", left = left));
    }
    draft.differences.is_empty()
}
