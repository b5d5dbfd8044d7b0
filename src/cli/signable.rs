//! `resultatplan signable`: whether the state's signing service takes a PDF, and why not.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::output::{PrintedLine, TextOrJson, complain, language, print};
use super::{CommandOutcome, Global};
use crate::files::{Disk, Files, ReadError};
use crate::language::{Message, Telling, say};
use crate::pdf::signable::{RefusalReason, malformed, reasons, to_json, to_text, too_large};
use crate::pdf::{MOST_BYTES, open};

/// Tell whether NemLog-in Signering accepts a PDF, or each reason why not and what to do about it
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan signable out/uim/siri/2023/mål-og-resultatplan.pdf
  resultatplan signable bilag.pdf -v              with every object that is refused
  resultatplan signable *.pdf --format json

Exit status: 0 when every file is accepted, 1 when one is refused, 2 when one cannot be read.")]
pub(super) struct Options {
    /// A PDF, whoever made it
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// How reasons are shown; JSON has every one
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TextOrJson,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let mut outcome = CommandOutcome::Well;
    let mut told = Vec::new();
    for file in &options.files {
        let judged = judge(file);
        outcome = outcome.max(match &judged {
            Ok(reasons) if reasons.is_empty() => CommandOutcome::Well,
            Ok(_) => CommandOutcome::Wrong,
            Err(_) => CommandOutcome::Misused,
        });
        match options.format {
            TextOrJson::Text => show(file, &judged, global.verbose),
            TextOrJson::Json => told.push(as_json(file, &judged)),
        }
    }
    if options.format == TextOrJson::Json {
        print(format_args!("{:#}", Value::from(told)));
    }
    outcome
}

/// Every reason why a file is refused, or why it cannot be read. Of a file that is too large to be read the size is told.
fn judge(path: &Path) -> Result<Vec<RefusalReason>, Message> {
    let bytes = match Disk.read(path, MOST_BYTES as u64) {
        Ok(bytes) => bytes,
        Err(ReadError::TooLarge { size }) => return Ok(too_large(size).into_iter().collect()),
        Err(ReadError::Unreadable(error)) => return Err(error.message()),
    };
    let size_alone = too_large(bytes.len() as u64);
    let file = open(&bytes).map_err(|error| error.message())?;
    Ok(size_alone.into_iter().chain(malformed(&bytes, &file)).chain(reasons(&file)).collect())
}

fn show(path: &Path, judged: &Result<Vec<RefusalReason>, Message>, each: bool) {
    let path = path.display();
    match judged {
        Err(error) => complain(say!("signable.error", path = path, error = error)),
        Ok(reasons) if reasons.is_empty() => print(say!("signable.accepted", path = path)),
        Ok(reasons) => {
            print(say!("signable.refused", path = path, count = reasons.len()));
            to_text(reasons, each).iter().for_each(|line| print(format_args!("  {}", line.line())));
        }
    }
}

fn as_json(path: &Path, judged: &Result<Vec<RefusalReason>, Message>) -> Value {
    let path = path.to_string_lossy();
    match judged {
        Err(error) => json!({ "file": path, "error": error.line() }),
        Ok(reasons) => {
            let told: Vec<Value> = reasons.iter().map(|reason| to_json(reason, language())).collect();
            json!({ "file": path, "accepted": reasons.is_empty(), "reasons": told })
        }
    }
}
