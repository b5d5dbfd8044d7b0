//! `resultatplan outline`: a PDF as a screen reader reads it.

use std::path::PathBuf;

use clap::Args;

use super::output::{complain, print, read_pdf};
use super::{Global, Outcome};
use crate::pdf::structure::{StructureError, structure, to_text};

/// Print a tagged PDF as a screen reader reads it: headings, tables, lists, links and notes in reading order
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan outline out/uim/siri/2023/mål-og-resultatplan.pdf
  resultatplan outline bilag.pdf | less

Each element is told by its type, such as H2, with what a reader hears of it: a cell's headers, alternative text, another
language, where a link leads, from where a note is referred to. What repeats on every page is left out.

Exit status: 0 when the file is tagged, 1 when it is not, 2 when it cannot be read.")]
pub(super) struct Options {
    /// A PDF, whoever made it
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) fn run(options: &Options, _: &Global) -> Outcome {
    let shown = options.file.display();
    let Some(file) = read_pdf(&options.file) else { return Outcome::Misused };
    match structure(&file) {
        Ok(structure) => {
            to_text(&structure).iter().for_each(print);
            Outcome::Well
        }
        Err(error) => {
            complain(format_args!("`{shown}`: {error}"));
            if error == StructureError::Untagged { Outcome::Wrong } else { Outcome::Misused }
        }
    }
}
