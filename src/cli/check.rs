//! `resultatplan check`: reads plans and reports every finding.

use std::path::PathBuf;

use clap::Args;

use super::output::{ShownFindings, TextOrJson, open_plans, paths_or_all, print, say};
use super::{CommandOutcome, Global};

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
    let Some(workspace) = open_plans(&paths_or_all(&options.paths), assets) else { return CommandOutcome::Misused };
    let findings = workspace.findings();
    let mut shown = ShownFindings::default();
    match options.format {
        TextOrJson::Text => {
            for found in &findings {
                shown.texts(&found.report, found.sources(), global.least()).iter().for_each(print);
            }
        }
        TextOrJson::Json => {
            let all: Vec<_> = findings.iter().flat_map(|found| shown.json(&found.report, found.sources())).collect();
            print(format_args!("{:#}", serde_json::Value::from(all)));
        }
    }
    if !global.quiet {
        let count = workspace.plans().len();
        let plans = if count == 1 { "1 plan".to_owned() } else { format!("{count} plans") };
        let more = if shown.count.notes > 0 && !global.verbose && options.format == TextOrJson::Text {
            " (-v shows notes)"
        } else {
            ""
        };
        say(format_args!("{plans}: {}{more}", shown.summary()));
    }
    if shown.count.errors > 0 { CommandOutcome::Wrong } else { CommandOutcome::Well }
}
