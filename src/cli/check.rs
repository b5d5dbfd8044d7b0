//! `resultatplan check`: reads plans and reports every finding.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::output::{
    ShownFindings, complain, held, language, open_all_to_change, open_plans, paths_or_all, print, print_part, say, tell,
};
use super::{CommandOutcome, Global};
use crate::diagnostic::{Finding, Report, SarifResult, Severity, to_github, to_json, to_sarif, to_sarif_log};
use crate::files::{Disk, Files};
use crate::language::{Message, say};
use crate::source::Sources;
use crate::workspace::{FixedFile, Purpose, Workspace};

/// Read plans and report all that is wrong with them
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan check
  resultatplan check plans/uim/siri/2023 -v
  resultatplan check plans/uim --format json
  resultatplan check --format sarif --deny warnings > fund.sarif
  resultatplan check --diff
  resultatplan check --fix")]
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
    /// Write what has one right form so: mistyped keys, words and addresses, dates and numbers, values that YAML reads otherwise
    ///
    /// Only where it can mean nothing else. All else stays byte for byte as it is, comments too, and so does what is signed or
    /// locked; what is reported through the year is not. What is left is told as ever.
    #[arg(long)]
    fix: bool,
    /// Show what `--fix` would change, and write nothing; exit with 1 where it would change anything
    #[arg(long)]
    diff: bool,
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
    let paths = paths_or_all(&options.paths);
    if options.diff {
        let Some(workspace) = open_plans(&paths, assets) else { return CommandOutcome::Misused };
        return show_difference(&workspace.fixed().files, global);
    }
    let mut shown = ToldFindings::new(options.format, global);
    let count = if options.fix {
        let Some((_held, workspace)) = open_all_to_change(&paths, assets) else { return CommandOutcome::Misused };
        let fixed = workspace.fixed();
        if !save(&fixed.files, global) {
            return CommandOutcome::Wrong;
        }
        let findings = fixed.workspace.findings();
        findings.iter().for_each(|found| shown.tell(&found.report, found.sources()));
        fixed.workspace.plans().len()
    } else {
        let hold = |folder: &Path| held(folder, Purpose::Reading);
        let checked = Workspace::check_each(&Disk, &paths, &assets, &hold, &mut |report, sources| {
            shown.tell(report, sources);
        });
        let Some(count) = tell(checked) else { return CommandOutcome::Misused };
        count
    };
    let shown = shown.end();
    if !global.quiet {
        let has_more = shown.count.notes > 0 && !global.verbose && options.format == FindingFormat::Text;
        say(say!("check.summary", count = count, summary = shown.summary(), more = has_more));
    }
    let least = options.deny.map_or(Severity::Error, Denied::level);
    if shown.count.up_to(least) > 0 { CommandOutcome::Wrong } else { CommandOutcome::Well }
}

/// Findings as they are told: texts and lines at once, what is one whole at the end.
struct ToldFindings<'a> {
    findings: ShownFindings,
    format: FindingFormat,
    global: &'a Global,
    json: Vec<serde_json::Value>,
    sarif: Vec<SarifResult>,
}

impl<'a> ToldFindings<'a> {
    fn new(format: FindingFormat, global: &'a Global) -> Self {
        Self { findings: ShownFindings::default(), format, global, json: Vec::new(), sarif: Vec::new() }
    }

    fn tell(&mut self, report: &Report, sources: &Sources) {
        let least = self.global.least();
        match self.format {
            FindingFormat::Text => self.findings.texts(report, sources, least).iter().for_each(print),
            FindingFormat::Github => {
                let line = |one: &Finding, sources: &_, language| {
                    (one.level <= least).then(|| to_github(one, sources, language))
                };
                self.findings.each(report, sources, line).iter().flatten().for_each(print);
            }
            FindingFormat::Json => self.json.extend(self.findings.each(report, sources, to_json)),
            FindingFormat::Sarif => self.sarif.extend(self.findings.each(report, sources, to_sarif)),
        }
    }

    fn end(self) -> ShownFindings {
        match self.format {
            FindingFormat::Text | FindingFormat::Github => {}
            FindingFormat::Json => print(format_args!("{:#}", serde_json::Value::from(self.json))),
            FindingFormat::Sarif => print(to_sarif_log(self.sarif, language())),
        }
        self.findings
    }
}

/// What would be written, as `patch` reads it.
fn show_difference(files: &[FixedFile], global: &Global) -> CommandOutcome {
    for file in files {
        let path = file.path.display();
        let lines = similar::TextDiff::from_lines(&file.before, &file.after);
        print_part(lines.unified_diff().header(&format!("a/{path}"), &format!("b/{path}")));
    }
    tell_count(files, global, |count, files| say!("check.would-fix", count = count, files = files));
    if files.is_empty() { CommandOutcome::Well } else { CommandOutcome::Wrong }
}

/// Writes each file whole. False, and told, where one could not be written: those before it are.
fn save(files: &[FixedFile], global: &Global) -> bool {
    for file in files {
        // Somebody may have it open in an editor.
        if Disk.read(&file.edit.path, u64::MAX).ok().as_deref() != Some(file.before.as_bytes()) {
            complain(say!("check.changed-meanwhile", path = file.path.display()));
            return false;
        }
        if tell(file.edit.save()).is_none() {
            return false;
        }
        if !global.quiet {
            say(say!("check.fixed-file", path = file.path.display(), count = file.count));
        }
    }
    tell_count(files, global, |count, files| say!("check.fixed", count = count, files = files));
    true
}

fn tell_count(files: &[FixedFile], global: &Global, told: fn(usize, usize) -> Message) {
    if !global.quiet {
        say(told(files.iter().map(|file| file.count).sum(), files.len()));
    }
}
