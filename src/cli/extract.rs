//! `resultatplan extract`: takes the files out of a PDF that it was made of.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use clap::Args;

use super::output::{complain, print, read_pdf, say, tell};
use super::{CommandOutcome, Global};
use crate::files::{Disk, Files};
use crate::language::{Message, say};
use crate::pdf::{Attached, attachments};
use crate::workspace::{link_below, write_new};

/// Take the plan's data out of a reading copy, byte for byte
///
/// The files stand in the folder as they stood among the plans: `resultatplan build DIR` builds from them. No file is
/// written over: where another stands already, nothing is written.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan extract mål-og-resultatplan-læseudgave-med-data.pdf --out plans-2023

Exit status: 0 when all files are there, 1 when the PDF holds none or one cannot be written, 2 when it cannot be read.")]
pub(super) struct Options {
    /// A PDF that `build --copy reading --attach-data` has made
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Where the files go
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let shown = options.file.display();
    let Some(pdf) = read_pdf(&options.file) else { return CommandOutcome::Misused };
    let Some(attached) = tell(attachments(&pdf).map_err(|error| say!("file-error", path = shown, error = error)))
    else {
        return CommandOutcome::Wrong;
    };
    if attached.is_empty() {
        complain(say!("extract.none", path = shown));
        return CommandOutcome::Wrong;
    }
    let Some(files) = tell(placed(&attached, &options.out)) else { return CommandOutcome::Wrong };
    for (path, bytes) in files {
        // It stands there already, to the letter.
        if path.exists() {
            print(path.display());
            continue;
        }
        match write_new(&path, bytes) {
            Ok(()) => print(path.display()),
            Err(error) => {
                complain(say!("save", path = path.display(), error = error));
                return CommandOutcome::Wrong;
            }
        }
    }
    if !global.quiet {
        say(say!("extract.files", count = attached.len()));
    }
    CommandOutcome::Well
}

/// Whether a file holds these bytes.
fn is_same(path: &Path, bytes: &[u8]) -> bool {
    Disk.read(path, bytes.len() as u64).is_ok_and(|there| there == bytes)
}

/// Where each file goes. An error when one would go elsewhere than below the folder, or in the place of another.
fn placed<'a>(attached: &'a [Attached], out: &Path) -> Result<BTreeMap<PathBuf, &'a [u8]>, Message> {
    let mut files = BTreeMap::new();
    for one in attached {
        let name = Path::new(&one.name);
        let is_below = name.components().all(|part| matches!(part, Component::Normal(_)));
        if one.name.is_empty() || one.name.contains(['\\', ':', '\0']) || !is_below {
            return Err(say!("extract.out", name = one.name));
        }
        if let Some(link) = link_below(out, name) {
            return Err(say!("extract.link", link = link.display()));
        }
        let path = out.join(name);
        if path.exists() && !is_same(&path, &one.bytes) {
            return Err(say!("extract.differs", path = path.display()));
        }
        if files.insert(path, one.bytes.as_slice()).is_some() {
            return Err(say!("extract.twice", name = one.name));
        }
    }
    Ok(files)
}
