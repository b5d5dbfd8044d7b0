//! `resultatplan lock`: holds a plan to what was signed.

use std::path::PathBuf;

use clap::Args;

use super::output::{ShownFindings, complain, language, open_to_change, print, say, tell};
use super::{CommandOutcome, Global};
use crate::check::rules::SIGNED_PLAN_CHANGED;
use crate::diagnostic::Severity;
use crate::dossier::Dossier;
use crate::files::Disk;
use crate::language::{Message, Telling, say};
use crate::lock::text;
use crate::schema::folder;
use crate::workspace::{Edit, Inspected, find_plans};

/// Lock what is signed: write a fingerprint of each part of a plan and its allonger beside it, in lås.yaml
///
/// From then on `check` tells of every change of their meaning. Drafts and examples are not locked. Days of signing that
/// were open, and new allonger, are taken in when a plan is locked again.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan lock plans/uim/siri/2023
  resultatplan lock plans/uim/siri/2023 --renew    when the data were wrong and the signed paper is right")]
pub(super) struct Options {
    /// A plan's folder, or one with several
    #[arg(value_name = "PLAN", required = true)]
    plans: Vec<PathBuf>,
    /// Lock what has changed as it reads now, and tell what has changed
    #[arg(long)]
    renew: bool,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let Some(folders) = tell(find_plans(&Disk, &options.plans)) else { return CommandOutcome::Misused };
    let mut outcome = CommandOutcome::Well;
    let mut shown = ShownFindings::default();
    for folder in &folders {
        let Some((_held, workspace)) = open_to_change(folder, assets.clone()) else { return CommandOutcome::Misused };
        let Some(plan) = tell(workspace.plan()) else { return CommandOutcome::Misused };
        if let Err(problem) = lock(plan, options.renew, global, &mut shown) {
            complain(say!("lock.refused", folder = folder.display(), problem = problem));
            outcome = CommandOutcome::Wrong;
        }
    }
    outcome
}

fn lock(plan: &Inspected, renew: bool, global: &Global, shown: &mut ShownFindings) -> Result<(), Message> {
    plan.check_texts();
    let found = plan.findings();
    let mut errors = found.findings().iter().filter(|finding| finding.level == Severity::Error);
    let is_wrong = errors.any(|finding| finding.rule.name != SIGNED_PLAN_CHANGED.rule.name);
    let sealed = plan.known.whole().and_then(|dossier| Some((dossier, dossier.seal.as_ref()?)));
    let Some((dossier, seal)) = sealed.filter(|_| !is_wrong) else {
        shown.texts(&found, &plan.sources, Severity::Error).iter().for_each(say);
        return Err(say!("lock.plan-wrong"));
    };
    let departures = seal.departures();
    if !departures.is_empty() && !renew {
        let changes: Vec<String> =
            departures.iter().map(|one| format!("\n  {}", one.message().say_in(language()))).collect();
        return Err(say!("lock.changed", changes = changes.concat()));
    }
    if seal.now.plan.is_none() {
        return Err(say!("lock.draft"));
    }
    if let Some(name) = stranger(dossier, &seal.not_locked()) {
        return Err(say!("lock.stranger", name = name));
    }
    let path = plan.folder.join(folder::LOCK);
    if seal.locked.as_ref().is_some_and(|locked| text(locked) == text(&seal.now)) {
        if !global.quiet {
            say(say!("lock.already", folder = plan.folder.display()));
        }
        return Ok(());
    }
    Edit::replacing(path.clone(), text(&seal.now)).save().map_err(|error| error.message())?;
    for departure in departures {
        say(say!("lock.anew", departure = departure.message()));
    }
    print(path.display());
    Ok(())
}

/// Somebody who has signed one of these documents without being named by it or accepted.
fn stranger<'a>(dossier: &'a Dossier, documents: &[Option<u32>]) -> Option<&'a str> {
    let strangers = documents.iter().filter_map(|which| {
        let named = match which {
            None => &dossier.amended.signed().signers,
            Some(number) => &dossier.amended.allonger().iter().find(|one| one.number == *number)?.signers,
        };
        dossier.signatures.of(*which)?.strangers(named).into_iter().next()
    });
    strangers.map(|holder| holder.name.as_str()).next()
}
