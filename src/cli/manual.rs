//! `resultatplan manual`: the manual page.

use clap::Args;

use super::CommandOutcome;
use super::output::{PrintedLine, language, print_bytes, tell};
use crate::language::{Message, say};

/// Print the manual page
#[derive(Debug, Args)]
#[command(after_help = "Example:
  resultatplan manual | man -l -")]
pub(super) struct Options {}

pub(super) fn run(_: &Options) -> CommandOutcome {
    let mut page = Vec::new();
    let command = super::language::in_language(super::command(), language());
    let commands = command.get_subcommand_help_heading().unwrap_or("SUBCOMMANDS").to_owned();
    if tell(clap_mangen::Man::new(command).render(&mut page)).is_none() {
        return CommandOutcome::Wrong;
    }
    let page = String::from_utf8_lossy(&page).into_owned();
    let page = headings(&commands).into_iter().fold(page, |page, (rendered, ours)| {
        page.replace(&format!("\n.SH {rendered}\n"), &format!("\n.SH {}\n", ours.line()))
    });
    print_bytes(page.as_bytes());
    CommandOutcome::Well
}

/// The headings that are the same in every language as they are rendered, and ours.
fn headings(commands: &str) -> [(&str, Message); 6] {
    [
        ("NAME", say!("manual.name")),
        ("SYNOPSIS", say!("manual.synopsis")),
        ("DESCRIPTION", say!("manual.description")),
        (commands, say!("manual.commands")),
        ("EXTRA", say!("manual.extra")),
        ("VERSION", say!("manual.version")),
    ]
}
