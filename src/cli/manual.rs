//! `resultatplan manual`: the manual page.

use clap::Args;

use super::CommandOutcome;
use super::output::{language, print_bytes, tell};

/// Print the manual page
#[derive(Debug, Args)]
#[command(after_help = "Example:
  resultatplan manual | man -l -")]
pub(super) struct Options {}

pub(super) fn run(_: &Options) -> CommandOutcome {
    let mut page = Vec::new();
    if tell(clap_mangen::Man::new(super::language::in_language(super::command(), language())).render(&mut page))
        .is_none()
    {
        return CommandOutcome::Wrong;
    }
    print_bytes(&page);
    CommandOutcome::Well
}
