//! `resultatplan check`: reads plans and reports every finding.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::output::{ShownFindings, language, open_plans, paths_or_all, print, say};
use super::{CommandOutcome, Global};
use crate::diagnostic::{Finding, Severity, to_github, to_json, to_sarif, to_sarif_log};
use crate::language::say;

/// Read plans and report all that is wrong with them
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan check
  resultatplan check plans/uim/siri/2023 -v
  resultatplan check plans/uim --format json
  resultatplan check --format sarif --deny warnings > fund.sarif")]
pub(super) struct Options {
    /// A plan's folder, an institution's, a ministry's, or a folder of ministries
    #[arg(value_name = "PATH", default_value = None)]
    paths: Vec<PathBuf>,
    /// How findings are shown; JSON and SARIF have those of every level
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: FindingFormat,
    /// Exit with 1 for these as well as for errors
    #[arg(long, value_name = "LEVEL")]
    deny: Option<Denied>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FindingFormat {
    /// For people, with the lines that they are about
    Text,
    /// For programs, all that is known of each
    Json,
    /// For a workflow on GitHub: each stands beside its line in a pull request
    Github,
    /// For code scanners and editors: SARIF 2.1.0
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Denied {
    Warnings,
    Notes,
}

impl Denied {
    fn level(self) -> Severity {
        match self {
            Self::Warnings => Severity::Warning,
            Self::Notes => Severity::Note,
        }
    }
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let Some(workspace) = open_plans(&paths_or_all(&options.paths), assets) else { return CommandOutcome::Misused };
    let findings = workspace.findings();
    let mut shown = ShownFindings::default();
    match options.format {
        FindingFormat::Text => {
            for found in &findings {
                shown.texts(&found.report, found.sources(), global.least()).iter().for_each(print);
            }
        }
        FindingFormat::Json => {
            let all: Vec<_> =
                findings.iter().flat_map(|found| shown.each(&found.report, found.sources(), to_json)).collect();
            print(format_args!("{:#}", serde_json::Value::from(all)));
        }
        FindingFormat::Github => {
            let least = global.least();
            for found in &findings {
                let line = |one: &Finding, sources: &_, language| {
                    (one.level <= least).then(|| to_github(one, sources, language))
                };
                shown.each(&found.report, found.sources(), line).iter().flatten().for_each(print);
            }
        }
        FindingFormat::Sarif => {
            let all = findings.iter().flat_map(|found| shown.each(&found.report, found.sources(), to_sarif)).collect();
            print(to_sarif_log(all, language()));
        }
    }
    if !global.quiet {
        let count = workspace.plans().len();
        let has_more = shown.count.notes > 0 && !global.verbose && options.format == FindingFormat::Text;
        say(say!("check.summary", count = count, summary = shown.summary(), more = has_more));
    }
    let least = options.deny.map_or(Severity::Error, Denied::level);
    if shown.count.up_to(least) > 0 { CommandOutcome::Wrong } else { CommandOutcome::Well }
}
