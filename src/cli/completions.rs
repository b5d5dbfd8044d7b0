//! `resultatplan completions`: completions for a shell.

use clap::Args;
use clap_complete::Shell;

use super::CommandOutcome;
use super::output::{language, print_bytes};

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "Example:
  resultatplan completions bash > ~/.local/share/bash-completion/completions/resultatplan")]
pub(super) struct Options {
    shell: Shell,
}

pub(super) fn run(options: &Options) -> CommandOutcome {
    // Whole first: clap takes a reader that stops reading for a fault of its own.
    let mut script = Vec::new();
    clap_complete::generate(
        options.shell,
        &mut super::language::in_language(super::command(), language()),
        "resultatplan",
        &mut script,
    );
    print_bytes(&script);
    CommandOutcome::Well
}
