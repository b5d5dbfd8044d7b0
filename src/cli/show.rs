//! `resultatplan show`: what a stage makes of a plan, for a look into the pipeline.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::output::{Shown, inspect_all, print};
use super::{Global, Outcome};
use crate::diagnostic::Level;

/// Show what a stage makes of a plan: the plan as it was loaded, or the view that a layout gets
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan show plan plans/uim/siri/2023
  resultatplan show view plans/uim/siri/2023 | jq .cover")]
pub(super) struct Options {
    /// The stage to look at
    stage: Stage,
    /// The plan's folder
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Stage {
    /// After load: the plan as typed data
    Plan,
    /// After document: what the layouts get, as JSON, by kind of document
    View,
}

pub(super) fn run(options: &Options, global: &Global) -> Outcome {
    let Some(assets) = global.assets() else { return Outcome::Misused };
    let Some(plans) = inspect_all(std::slice::from_ref(&options.plan), &assets) else { return Outcome::Misused };
    let mut shown = Shown::default();
    for inspected in &plans {
        match options.stage {
            Stage::Plan => {
                if let Some(plan) = &inspected.plan {
                    print(format_args!("{plan:#?}"));
                }
            }
            Stage::View => {
                for (kind, view) in &inspected.documents {
                    print(format_args!("{:#}", serde_json::json!({ "kind": kind.word(), "view": view })));
                }
            }
        }
        shown.texts(inspected, Level::Error).iter().for_each(|text| anstream::eprintln!("{text}"));
    }
    if shown.count.errors > 0 { Outcome::Wrong } else { Outcome::Well }
}
