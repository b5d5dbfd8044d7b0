//! `resultatplan schema`: what an editor completes and checks a plan's files by.

use std::path::PathBuf;

use clap::Args;

use super::CommandOutcome;
use super::output::{language, print, tell};
use crate::schema::{SCHEMAS, file_records, json_schema, paths, schema_file};
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
    for record in file_records() {
        let path = options.out.join(schema_file(record));
        let text = format!("{:#}\n", json_schema(record, language()));
        if tell(write_whole(&path, text.as_bytes())).is_none() {
            return CommandOutcome::Wrong;
        }
        for pattern in paths(record) {
            print(format_args!("{}: {pattern}", path.display()));
        }
    }
    CommandOutcome::Well
}
