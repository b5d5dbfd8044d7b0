//! `resultatplan sheet`: a workbook to report a quarter in.

use std::path::PathBuf;

use clap::Args;

use super::output::{open_plans, print, quarter, tell};
use super::{CommandOutcome, Global};
use crate::workspace::Edit;

/// Make a workbook to report a quarter in
///
/// It has a row for each requirement that is measured in the quarter, its target and what the quarter before came to, and cells
/// for what its kind needs. What is reported already stands in it. `import` takes it back.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan sheet plans/uim/siri/2023 --quarter 2 --out 2-kvartal.xlsx
  resultatplan import plans/uim/siri/2023 2-kvartal.xlsx")]
pub(super) struct Options {
    /// The plan's folder
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// The quarter that is reported
    #[arg(long, value_name = "N", value_parser = quarter)]
    quarter: u8,
    /// The workbook, which ends in .xlsx
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
    /// Write over a workbook that is there
    #[arg(long)]
    replace: bool,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let Some(workspace) = open_plans(std::slice::from_ref(&options.plan), assets) else {
        return CommandOutcome::Misused;
    };
    let Some(bytes) = tell(workspace.sheet(options.quarter.into())) else { return CommandOutcome::Wrong };
    let make = if options.replace { Edit::replacing } else { Edit::new };
    if tell(make(options.out.clone(), bytes).save()).is_none() {
        return CommandOutcome::Wrong;
    }
    print(options.out.display());
    CommandOutcome::Well
}
