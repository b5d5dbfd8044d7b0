//! `resultatplan show`: what a stage makes of a plan, for a look into the pipeline.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::json;

use super::output::{ShownFindings, date, open_plans, print, say};
use super::{CommandOutcome, Global};
use crate::diagnostic::Severity;
use crate::quantity::Date;
use crate::render::{CopyKind, Joints};

/// Show what a stage makes of a plan: the plan as it was signed or as it reads on a day, or the view that a layout gets
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan show plan plans/uim/siri/2023
  resultatplan show plan plans/uim/siri/2023 --as-of 2023-10-01
  resultatplan show view plans/uim/siri/2023 | jq .view.cover")]
pub(super) struct Options {
    /// The stage to look at
    stage: Stage,
    /// The plan's folder
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// The plan as it reads on this day, with the allonger in force: `1. oktober 2023` or 2023-10-01
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Stage {
    /// After load and amend: the plan as typed data
    Plan,
    /// After document: what the layouts get, as JSON, by kind of document
    View,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let joints = Joints::of(&assets);
    let Some(workspace) = open_plans(std::slice::from_ref(&options.plan), assets) else {
        return CommandOutcome::Misused;
    };
    let mut shown = ShownFindings::default();
    for inspected in workspace.plans() {
        match options.stage {
            Stage::Plan => {
                let plan = match options.as_of {
                    Some(day) => inspected.known.amended().map(|amended| amended.as_of(day)),
                    None => inspected.known.plan(),
                };
                if let Some(plan) = plan {
                    print(format_args!("{plan:#?}"));
                }
            }
            Stage::View => {
                let copy = CopyKind::Signing.traits(&[]);
                inspected.check_texts();
                // What is for few is shown to nobody who did not ask for it.
                let ids = inspected.documents().filter(|id| id.kind.is_asked_for(&[]));
                let views = ids.filter_map(|id| Some((id, inspected.view(id)?)));
                for (id, view) in views.filter(|_| !inspected.has_errors()) {
                    let words = joints.pieces(&json!(view), view.meta.language);
                    let all = json!({ "kind": id.title(), "copy": copy, "view": view, "words": words });
                    print(format_args!("{all:#}"));
                }
            }
        }
        shown.texts(&inspected.findings(), &inspected.sources, Severity::Error).iter().for_each(say);
    }
    if shown.count.errors > 0 { CommandOutcome::Wrong } else { CommandOutcome::Well }
}
