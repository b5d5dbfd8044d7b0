//! `resultatplan lsp`: answers an editor.

use std::sync::Arc;

use clap::Args;

use super::output::{complain, language};
use super::{CommandOutcome, Global};
use crate::files::Disk;
use crate::lsp::serve_stdio;

/// Help an editor while plans are written: findings, completion, meanings, over the Language Server Protocol
#[derive(Debug, Args)]
#[command(after_help = "An editor starts it and speaks to it over standard input and output: see docs/editor.md.")]
pub(super) struct Options {
    /// What some editors add; it changes nothing
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn run(_: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    match serve_stdio(Arc::new(Disk), assets, language()) {
        Ok(()) => CommandOutcome::Well,
        Err(error) => {
            complain(error);
            CommandOutcome::Wrong
        }
    }
}
