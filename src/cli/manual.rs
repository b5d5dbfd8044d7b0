//! `resultatplan manual`: the manual page.

use clap::Args;

use super::Outcome;
use super::output::tell;

/// Print the manual page
#[derive(Debug, Args)]
#[command(after_help = "Example:
  resultatplan manual | man -l -")]
pub(super) struct Options {}

pub(super) fn run(_: &Options) -> Outcome {
    let page = clap_mangen::Man::new(super::command());
    match tell(page.render(&mut std::io::stdout())) {
        Some(()) => Outcome::Well,
        None => Outcome::Wrong,
    }
}
