//! `resultatplan check`: reads plans and reports every finding.

use std::path::PathBuf;

use clap::Args;

use super::output::{ShownFindings, TextOrJson, inspect_all, paths_or_all, print, say};
use super::{CommandOutcome, Global};
use crate::workspace::inspect_ministries;

/// Read plans and report all that is wrong with them
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan check
  resultatplan check plans/uim/siri/2023 -v
  resultatplan check plans/uim --format json")]
pub(super) struct Options {
    /// A plan's folder, an institution's, a ministry's, or a folder of ministries
    #[arg(value_name = "PATH", default_value = None)]
    paths: Vec<PathBuf>,
    /// How findings are shown; JSON has those of every level
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: TextOrJson,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let Some(plans) = inspect_all(&paths_or_all(&options.paths), &assets) else { return CommandOutcome::Misused };
    let ministries = inspect_ministries(&plans, None, &assets);
    let mut shown = ShownFindings::default();
    match options.format {
        TextOrJson::Text => {
            for plan in &plans {
                shown.texts(plan, global.least()).iter().for_each(print);
            }
            for ministry in &ministries {
                shown.texts_of(&ministry.report, &ministry.sources, global.least()).iter().for_each(print);
            }
        }
        TextOrJson::Json => {
            let mut findings: Vec<_> = plans.iter().flat_map(|plan| shown.json(&plan.report, &plan.sources)).collect();
            findings.extend(ministries.iter().flat_map(|one| shown.json(&one.report, &one.sources)));
            print(format_args!("{:#}", serde_json::Value::from(findings)));
        }
    }
    if !global.quiet {
        let plans = if plans.len() == 1 { "1 plan".to_owned() } else { format!("{} plans", plans.len()) };
        let more = if shown.count.notes > 0 && !global.verbose && options.format == TextOrJson::Text {
            " (-v shows notes)"
        } else {
            ""
        };
        say(format_args!("{plans}: {}{more}", shown.summary()));
    }
    if shown.count.errors > 0 { CommandOutcome::Wrong } else { CommandOutcome::Well }
}
