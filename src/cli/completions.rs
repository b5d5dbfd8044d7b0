//! `resultatplan completions`: completions for a shell.

use clap::Args;
use clap_complete::Shell;

use super::Outcome;

/// Print completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "Example:
  resultatplan completions bash > ~/.local/share/bash-completion/completions/resultatplan")]
pub(super) struct Options {
    shell: Shell,
}

pub(super) fn run(options: &Options) -> Outcome {
    clap_complete::generate(options.shell, &mut super::command(), "resultatplan", &mut std::io::stdout());
    Outcome::Well
}
