//! `resultatplan verify`: whether what was signed stands as it was locked, and what a PDF was made of.

use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{PrintedLine, complain, open_plans, print, tell, tell_errors};
use super::sign_off::told;
use super::{CommandOutcome, Global};
use crate::assets::Assets;
use crate::language::{Telling, say};
use crate::lock::signers;
use crate::pdf::revision::Altered;
use crate::plan::State;
use crate::schema::folder;
use crate::workspace::{Inspected, Rebuilt, verify};

/// Verify that what is signed stands as it was locked; tell what a PDF was made of, and whether it can be made again
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan verify plans/uim/siri/2023
  resultatplan verify out/uim/siri/2023/mål-og-resultatplan.pdf
  resultatplan verify signed.pdf --plans plans    a file that was moved, renamed or signed

Exit status: 0 when the lock holds and each file is what would be built now, 1 when not, 2 when a file cannot be read or was
not built by this program.")]
pub(super) struct Options {
    /// A plan's folder, or a PDF
    #[arg(value_name = "PLAN|FILE", required = true)]
    paths: Vec<PathBuf>,
    /// Where the plans are that PDFs were made of
    #[arg(long, value_name = "DIR", default_value = "plans")]
    plans: PathBuf,
    /// Take a file with a picture of a signature on a page, outside of a field that was made for it
    #[arg(long)]
    allow_pictures: bool,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let mut outcome = CommandOutcome::Well;
    for path in &options.paths {
        let is_pdf = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
        let one = if is_pdf { of_pdf(path, options, &assets) } else { of_plans(path, &assets) };
        outcome = worse(outcome, one);
    }
    outcome
}

fn worse(one: CommandOutcome, other: CommandOutcome) -> CommandOutcome {
    match (one, other) {
        (CommandOutcome::Misused, _) | (_, CommandOutcome::Misused) => CommandOutcome::Misused,
        (CommandOutcome::Wrong, _) | (_, CommandOutcome::Wrong) => CommandOutcome::Wrong,
        (CommandOutcome::Well, CommandOutcome::Well) => CommandOutcome::Well,
    }
}

fn of_plans(path: &Path, assets: &Assets) -> CommandOutcome {
    let Some(workspace) = open_plans(&[path.to_owned()], assets.clone()) else { return CommandOutcome::Misused };
    workspace.plans().iter().map(|plan| of_plan(plan)).fold(CommandOutcome::Well, worse)
}

fn of_plan(plan: &Inspected) -> CommandOutcome {
    let folder = plan.folder.display();
    let sealed = plan.known.whole().and_then(|dossier| Some((dossier, dossier.seal.as_ref()?)));
    let Some((dossier, seal)) = sealed else {
        tell_errors(&plan.report, &plan.sources);
        complain(say!("verify.plan-wrong", folder = folder));
        return CommandOutcome::Wrong;
    };
    let departures = seal.departures();
    for departure in &departures {
        print(say!("verify.departure", folder = folder, departure = departure.message()));
    }
    for document in &dossier.signatures.documents {
        let names: Vec<&str> = signers(&document.files).into_iter().map(|holder| holder.name.as_str()).collect();
        let what = document.allonge.map_or(say!("what.plan"), |number| say!("what.allonge", number = number));
        let files: Vec<&str> = document.files.iter().map(|file| file.name.as_str()).collect();
        print(say!("verify.signed", folder = folder, what = what, names = names, files = files));
    }
    let open = seal.not_locked();
    match (&seal.locked, departures.is_empty()) {
        (_, false) => return CommandOutcome::Wrong,
        (None, true) if seal.now.plan.is_none() => {
            let is_ready = dossier.amended.signed().state == State::ToSign;
            print(say!("verify.not-locked", folder = folder, ready = is_ready));
        }
        (None, true) => {}
        (Some(lock), true) => {
            let documents = lock.plan.iter().chain(lock.allonger.iter().map(|(_, allonge)| allonge));
            let parts: usize = documents.map(|document| document.parts.len()).sum();
            print(say!("verify.as-locked", folder = folder, parts = parts, file = folder::LOCK));
        }
    }
    for number in &open {
        let what = number.map_or(say!("what.plan"), |number| say!("what.allonge", number = number));
        print(say!("verify.open", folder = folder, what = what));
    }
    if seal.is_of_earlier_form() {
        print(say!("verify.earlier-form", folder = folder));
    }
    if open.is_empty() && !seal.is_of_earlier_form() { CommandOutcome::Well } else { CommandOutcome::Wrong }
}

fn of_pdf(path: &Path, options: &Options, assets: &Assets) -> CommandOutcome {
    let Some(verified) = tell(verify(path, &options.plans, assets)) else { return CommandOutcome::Misused };
    print(path.display());
    for (name, value, is_same) in &verified.same {
        let now = match is_same {
            Some(true) => say!("verify.same"),
            Some(false) => say!("verify.another"),
            None => say!("verify.not-compared"),
        };
        if ["dokument", "udgave"].contains(&name.as_str()) {
            print(format_args!("  {name:<12}{value}"));
        } else {
            print(format_args!("  {name:<12}{value}  ({})", now.line()));
        }
    }
    let (said, outcome) = match &verified.rebuilt {
        Rebuilt::SameBytes => (say!("verify.same-bytes"), CommandOutcome::Well),
        Rebuilt::Extended(Ok(signed)) => {
            signed.signatures.iter().for_each(told);
            let pages: Vec<usize> = signed.pictures.iter().map(|one| one.page).collect();
            let is_well = pages.is_empty() || options.allow_pictures;
            let said = say!("verify.only-signatures", pictures = pages, covers = !is_well);
            (said, if is_well { CommandOutcome::Well } else { CommandOutcome::Wrong })
        }
        Rebuilt::Extended(Err(why)) => {
            (say!("verify.refused", why = why, way_out = why.way_out()), CommandOutcome::Wrong)
        }
        Rebuilt::OtherBytes(Altered::First) => (say!("verify.other-bytes"), CommandOutcome::Wrong),
        Rebuilt::OtherBytes(why) => (say!("verify.other-bytes-why", why = why), CommandOutcome::Wrong),
        Rebuilt::NoDocument(why) => (say!("verify.never", why = why), CommandOutcome::Wrong),
        Rebuilt::Fails(error) => (say!("verify.never", why = error), CommandOutcome::Wrong),
    };
    print(format_args!("  {}", said.line()));
    outcome
}
