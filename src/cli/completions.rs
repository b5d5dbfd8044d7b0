//! `resultatplan completions`: completions for a shell.

use std::io::Write;

use clap::Args;
use clap_complete::Shell;

use super::Outcome;
use super::output::tell;

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "Example:
  resultatplan completions bash > ~/.local/share/bash-completion/completions/resultatplan")]
pub(super) struct Options {
    shell: Shell,
}

pub(super) fn run(options: &Options) -> Outcome {
    // Whole first: clap takes a reader that stops reading for a fault of its own.
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut super::command(), "resultatplan", &mut script);
    match tell(std::io::stdout().write_all(&script)) {
        Some(()) => Outcome::Well,
        None => Outcome::Wrong,
    }
}
