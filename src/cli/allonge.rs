//! `resultatplan allonge new`: begins an allonge.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use super::output::{complain, date, one_folder, print, read_plan, tell};
use super::{CommandOutcome, Global};
use crate::amend::{Amended, Version};
use crate::assets::Assets;
use crate::diagnostic::nearest;
use crate::diff::diff;
use crate::draft::{Drafted, from_addresses, from_edited};
use crate::load::{addresses, listed};
use crate::plan::{Address, Plan};
use crate::quantity::Date;
use crate::workspace::write_new;

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
    let Some((folder, amended)) = read(&options.plan, &assets) else { return CommandOutcome::Misused };
    let number = amended.allonger().iter().map(|one| one.number).max().unwrap_or(0) + 1;
    let period = amended.signed().period;
    let last = amended.allonger().iter().map(|one| one.from).max().unwrap_or(period.first);
    let from = options.effective.unwrap_or(last.max(period.first));
    if !period.contains(from) {
        complain(format_args!("{from} is none of the plan's days: {period}"));
        return CommandOutcome::Misused;
    }
    let plan = proposed(&amended, from);
    let edited = match &options.from {
        Some(path) => match read(path, &assets) {
            Some((_, edited)) => Some(proposed(&edited, from).clone()),
            None => return CommandOutcome::Misused,
        },
        None => None,
    };
    let drafted = match &edited {
        Some(edited) => from_edited(plan, edited, number, from),
        None => match found(plan, &options.addresses) {
            Some(found) => Some(from_addresses(plan, number, from, &found)),
            None => return CommandOutcome::Misused,
        },
    };
    let Some(Drafted { text, remarks, has_changes }) = drafted else {
        complain("the two plans say the same: there is nothing to change");
        return CommandOutcome::Misused;
    };
    remarks.iter().for_each(|remark| complain(format_args!("left out: {remark}")));
    if !has_changes {
        complain("nothing is written: an allonge can say none of it");
        return CommandOutcome::Wrong;
    }
    let path = folder.join("allonger").join(format!("{number}.yaml"));
    if tell(write_new(&path, text.as_bytes())).is_none() {
        return CommandOutcome::Wrong;
    }
    print(path.display());
    let is_whole = reads_as(&folder, from, edited.as_ref(), &assets);
    if is_whole && remarks.is_empty() { CommandOutcome::Well } else { CommandOutcome::Wrong }
}

/// The plan's folder, and the plan with its allonger. None, and told, where it cannot be read.
fn read(path: &Path, assets: &Assets) -> Option<(PathBuf, Amended)> {
    let folder = one_folder(path)?;
    let (dossier, _) = read_plan(&folder, assets)?;
    Some((folder, dossier.amended))
}

/// The plan as it reads on a day if its drafts are signed: what a further allonge builds on.
fn proposed(amended: &Amended, day: Date) -> &Plan {
    let version = amended.proposed().iter().find(|version: &&Version| version.days.contains(day));
    version.map_or_else(|| amended.as_of(day), |version| &version.plan)
}

/// What each address means. None, and told, where one means nothing or several things.
fn found(plan: &Plan, texts: &[String]) -> Option<Vec<Address>> {
    let mut found = Vec::new();
    let mut is_well = true;
    for text in texts {
        match addresses(plan, text).as_slice() {
            [address] => found.push(address.clone()),
            [] => {
                let all = plan.goals().flat_map(|(_, goal)| goal.addresses());
                let names: Vec<String> = all.map(|(address, _)| address.to_string()).collect();
                let help = match nearest(text, names.iter().map(String::as_str)) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "begin with the number of a goal: `1.1 a`".to_owned(),
                };
                complain(format_args!("nothing in the plan is `{text}`: {help}"));
                is_well = false;
            }
            several => {
                complain(format_args!("`{text}` can mean {} things: {}", several.len(), listed(several)));
                is_well = false;
            }
        }
    }
    is_well.then_some(found)
}

/// Reads the plan with the draft again: it must be whole, and read as the edited one does.
fn reads_as(folder: &Path, day: Date, edited: Option<&Plan>, assets: &Assets) -> bool {
    let Some((_, amended)) = read(folder, assets) else { return false };
    let left: Vec<String> = match edited {
        Some(edited) => diff(proposed(&amended, day), edited).iter().map(|one| one.subject.to_string()).collect(),
        None => Vec::new(),
    };
    if !left.is_empty() {
        complain(format_args!("with the allonge, the plan still differs from the edited one in: {}", left.join("; ")));
    }
    left.is_empty()
}
