//! `resultatplan outline`: a PDF as a screen reader reads it.

use std::path::PathBuf;

use clap::Args;

use super::output::{PrintedLine, complain, language, print, read_pdf, say};
use super::{CommandOutcome, Global};
use crate::language::{Message, say};
use crate::pdf::structure::{LeftOut, StructureError, structure, to_text};

/// Print a tagged PDF as a screen reader reads it: headings, tables, lists, links and notes in reading order
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan outline out/uim/siri/2023/mål-og-resultatplan.pdf
  resultatplan outline bilag.pdf | less

Each element is told by its type, such as H2, with what a reader hears of it: a cell's headers, alternative text, another
language, where a link leads, from where a note is referred to. What repeats on every page is left out.

What stands in no element, so that no reader hears of it, is told at the end.

Exit status: 0 when the file is tagged, 1 when it is not or not all of it, 2 when it cannot be read.")]
pub(super) struct Options {
    /// A PDF, whoever made it
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// So many places are told.
const MOST: usize = 20;
/// So much of each.
const SHOWN: usize = 80;

pub(super) fn run(options: &Options, _: &Global) -> CommandOutcome {
    let shown = options.file.display();
    let Some(file) = read_pdf(&options.file) else { return CommandOutcome::Misused };
    match structure(&file) {
        Ok(structure) => {
            to_text(&structure, language()).iter().for_each(print);
            if structure.left_out.is_empty() {
                return CommandOutcome::Well;
            }
            let is_empty = structure.root.text().trim().is_empty();
            complain(say!("outline.left-out", path = shown, empty = is_empty));
            structure.left_out.iter().take(MOST).for_each(|one| say(format_args!("  {}", left_out(one).line())));
            match structure.left_out.len().saturating_sub(MOST) {
                0 => {}
                more => say(say!("outline.more", more = more)),
            }
            CommandOutcome::Wrong
        }
        Err(error) => {
            complain(say!("file-error", path = shown, error = error));
            if error == StructureError::Untagged { CommandOutcome::Wrong } else { CommandOutcome::Misused }
        }
    }
}

/// `page 3: Brødtekst, der ikke …`
fn left_out(one: &LeftOut) -> Message {
    let text: Vec<&str> = one.text.split_whitespace().collect();
    let text = text.join(" ");
    let shown: String = text.chars().take(SHOWN).collect();
    let more = if shown.len() < text.len() { " …" } else { "" };
    match one.page {
        Some(page) => say!("outline.page", page = page, text = format!("{shown}{more}")),
        None => say!("outline.form", text = format!("{shown}{more}")),
    }
}
