//! `resultatplan schema`: what an editor completes and checks a plan's files by.

use std::path::PathBuf;

use clap::Args;

use super::CommandOutcome;
use super::output::{language, print, tell};
use crate::schema::{FILES, SCHEMAS, json_schema, schema_file};
use crate::workspace::write_whole;

/// Write a JSON Schema (draft-07) for each kind of file, for editors
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan schema
  resultatplan schema --out .vscode/skemaer")]
pub(super) struct Options {
    /// The folder to write them to
    #[arg(long, value_name = "DIR", default_value = SCHEMAS)]
    out: PathBuf,
}

pub(super) fn run(options: &Options) -> CommandOutcome {
    for file in FILES {
        let path = options.out.join(schema_file(file.record));
        let text = format!("{:#}\n", json_schema(file.record, language()));
        if tell(write_whole(&path, text.as_bytes())).is_none() {
            return CommandOutcome::Wrong;
        }
        print(format_args!("{}: {}", path.display(), file.path));
    }
    CommandOutcome::Well
}
