//! `resultatplan new`: begins a plan.

use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{complain, one_folder, print, read_plan, say, tell, tell_errors};
use super::{CommandOutcome, Global};
use crate::assets::{Assets, Coverage};
use crate::dossier::Dossier;
use crate::draft::{DraftFiles, Move, Names, Phrases, first_plan, next_year, plan_from_word};
use crate::files::Disk;
use crate::language::{Message, say};
use crate::schema::folder;
use crate::word;
use crate::workspace::{inspect, write_new};

/// Begin a plan: from nothing, from an earlier year's, or from a Word file
///
/// From nothing, the plan has one goal with its method, and the ministry and the institution get their files if they have
/// none. From an earlier year's, dates and deadlines are moved on, weights and numbers kept, and targets marked
/// `# gennemgå`; its results and its annual report are not copied. From a Word file, what can be read becomes data, the rest stays
/// in the file's own words, and what was guessed is told line by line; no word of it is lost. No file is written over.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan new plans/uim/siri/2026
  resultatplan new plans/uim/siri/2025 --from plans/uim/siri/2024
  resultatplan new plans/uim/siri/2025 --from plan-2024.docx")]
pub(super) struct Options {
    /// The new plan's folder: `<ministry>/<institution>/<year>`
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// The earlier year's plan, of the same institution, or a Word file of one
    #[arg(long, value_name = "OLD")]
    from: Option<PathBuf>,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let folder = &options.plan;
    let ministry = folder.parent().and_then(Path::parent);
    let (Some(names), Some(ministry)) = (Names::of(folder), ministry) else {
        complain(say!("new.no-folder", folder = folder.display()));
        return CommandOutcome::Misused;
    };
    if folder.join(folder::PLAN).exists() {
        complain(say!("new.there", folder = folder.display()));
        return CommandOutcome::Misused;
    }
    let files = match &options.from {
        None => Some((first_plan(&names), Vec::new())),
        Some(old) if old.is_file() => from_word(old, &names, &Phrases::of(&assets)),
        Some(old) => moved(folder, old, &names, &assets),
    };
    let Some((files, remarks)) = files else { return CommandOutcome::Misused };
    remarks.iter().for_each(|remark| say(say!("remark", remark = remark)));
    if !write_all(ministry, &files) {
        return CommandOutcome::Wrong;
    }
    let inspected = inspect(&Disk, folder, &assets, &Coverage::of(&assets));
    tell_errors(&inspected.report, &inspected.sources);
    if inspected.report.has_errors() { CommandOutcome::Wrong } else { CommandOutcome::Well }
}

/// What a Word file says, as a plan.
fn from_word(old: &Path, names: &Names, phrases: &Phrases) -> Option<(DraftFiles, Vec<Message>)> {
    let bytes = match std::fs::read(old) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(say!("new.word-none", path = old.display(), why = error));
            return None;
        }
    };
    match word::read(&bytes) {
        Ok(read) => Some(plan_from_word(names, &read, phrases)),
        Err(error) => {
            complain(say!("new.word-none", path = old.display(), why = error));
            None
        }
    }
}

fn moved(folder: &Path, old: &Path, names: &Names, assets: &Assets) -> Option<(DraftFiles, Vec<Message>)> {
    let from = one_folder(old)?;
    let real = |path: Option<&Path>| path.and_then(|path| path.canonicalize().ok());
    if real(from.parent()) != real(folder.parent()) {
        complain(say!("new.beside", folder = folder.display()));
        return None;
    }
    let (Dossier { amended, .. }, sources) = read_plan(&from, assets)?;
    if amended.signed().year == names.year {
        complain(say!("new.same-year", year = names.year));
        return None;
    }
    let shared = folder.parent()?.parent()?.join(folder::SHARED).join(format!("{}.yaml", names.year));
    Some(next_year(&Move {
        folder: &from,
        sources: &sources,
        signed: amended.signed(),
        latest: amended.latest(),
        to: names.year,
        shared_are_set: shared.exists(),
    }))
}

/// Writes what is not there, and names it. False when a file could not be written.
fn write_all(ministry: &Path, files: &DraftFiles) -> bool {
    let mut is_well = true;
    for (path, text) in files {
        let path = ministry.join(path);
        if path.exists() {
            say(say!("new.stays", path = path.display()));
        } else if tell(write_new(&path, text.as_bytes())).is_some() {
            print(path.display());
        } else {
            is_well = false;
        }
    }
    is_well
}
