//! `resultatplan import`: case files and summed counts into a plan's results.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;

use super::output::{complain, date, held, inspect_all, print, say, tell, tell_errors};
use super::{CommandOutcome, Global};
use crate::assets::{Assets, Coverage};
use crate::check::check_versions;
use crate::diagnostic::{Finding, Report, Severity, TextStyle, to_text};
use crate::files::{Disk, Overlay, find};
use crate::import::{Counted, FileAccount, Imported, Rejection, RejectionKind, Request, SheetHead, file_name, import};
use crate::load::{Loaded, Mapping, load, mapping};
use crate::plan::{Plan, Sheet};
use crate::quantity::{Date, PartOfYear};
use crate::source::Sources;
use crate::workspace::{Purpose, WholeFile, write_whole};

/// Count an agency's cases, from CSV or Excel, into a plan's results
///
/// A file of cases has the columns `sagstype`, `modtaget` or `fuldt oplyst`, `afgjort` and perhaps `ikke medregnet`; one of
/// summed counts has `kvartal`, `sagstype`, `i alt` and `inden for 31 dage`. What an agency calls otherwise is said in
/// `indlæsning.yaml` beside plan.yaml. A case counts in the period in which it is decided. Every row is accounted for.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan import plans/uim/siri/2023 sager.csv --quarter 1 --updated 2023-04-12 --reporter 'Økonomi og Styring'
  resultatplan import plans/uim/siri/2023 sager-2023.xlsx --updated '12. januar 2024' --replace --rejected afvist.csv")]
pub(super) struct Options {
    /// The plan's folder
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// CSV (`;`, `,` or tab; UTF-8 or Windows-1252) or Excel (.xlsx)
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Only this quarter; without it every quarter that the files have something for
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=4), conflicts_with = "period")]
    quarter: Option<u8>,
    /// Only this part of the year: `1. halvår`, `hele året`, `1. maj 2023 til 31. august 2023`
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Option<PartOfYear>,
    /// The day that the figures are of: `12. april 2023` or 2023-04-12
    #[arg(long, value_name = "DATE", value_parser = date)]
    updated: Date,
    /// Who reports them, where the mapping does not say
    #[arg(long, value_name = "WHO")]
    reporter: Option<String>,
    /// The system that they come from, where the mapping does not say
    #[arg(long, value_name = "SYSTEM")]
    source: Option<String>,
    /// The figures are examples, and every document says so
    #[arg(long)]
    example: bool,
    /// What the agency calls its columns and case types, in place of PLAN/indlæsning.yaml
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// The sheet of a workbook; without it the first
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Where the results go in place of PLAN/resultater: a folder, or a file that ends in .yaml
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// Write over results that are there
    #[arg(long)]
    replace: bool,
    /// Write the rejected rows to this CSV file in place of showing them
    #[arg(long, value_name = "FILE")]
    rejected: Option<PathBuf>,
}

fn period(text: &str) -> Result<PartOfYear, String> {
    text.parse().map_err(|error: crate::quantity::Malformed| format!("{}; {}", error.problem, error.help))
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let Some(plans) = inspect_all(std::slice::from_ref(&options.plan), &assets) else { return CommandOutcome::Misused };
    let [inspected] = plans.as_slice() else {
        complain(format_args!("`{}` holds {} plans: name the folder of one", options.plan.display(), plans.len()));
        return CommandOutcome::Misused;
    };
    let Some(plan) = inspected.known.plan() else {
        tell_errors(&inspected.report, &inspected.sources);
        complain(format_args!("nothing is imported: `{}` has errors", inspected.folder.display()));
        return CommandOutcome::Wrong;
    };
    let Some(mapping) = read_mapping(options, &inspected.folder, plan) else { return CommandOutcome::Wrong };
    let Some(reporter) = options.reporter.as_ref().or(mapping.reporter.as_ref()) else {
        complain("say who reports the figures: --reporter, or `indberettet af` in indlæsning.yaml");
        return CommandOutcome::Misused;
    };
    let source = options.source.as_deref().or(mapping.source.as_deref());
    let head = SheetHead { updated: options.updated, reporter, source, is_example: options.example };
    let periods: Vec<PartOfYear> = options.quarter.map(PartOfYear::Quarter).or(options.period).into_iter().collect();
    let request = Request { files: &Disk, plan, mapping: &mapping, periods: &periods, sheet: options.sheet.as_deref() };
    let Some(mut sink) = tell(Sink::new(options.rejected.as_deref())) else { return CommandOutcome::Wrong };
    let Some(imported) = tell(import(request, &options.files, &mut |path, one| sink.take(path, &one))) else {
        return CommandOutcome::Wrong;
    };
    let faults = std::mem::take(&mut sink.faults);
    if tell(sink.keep()).is_none() {
        return CommandOutcome::Wrong;
    }
    if !global.quiet {
        imported.files.iter().for_each(|file| summarise(file, &imported.reasons));
        summarise_faults(&faults);
        if !imported.unseen.is_empty() {
            let listed: Vec<String> = imported.unseen.iter().map(|address| format!("`{address}`")).collect();
            say(format_args!("nothing is known of {}", listed.join(", ")));
        }
    }
    // What another run has written in the meantime is there like the rest.
    let _held = held(&inspected.folder, Purpose::Changing);
    let now = load(&Disk, &inspected.folder, &assets);
    match write(&imported, &head, &inspected.folder, &now, options, &assets) {
        Some(()) if faults.is_empty() => CommandOutcome::Well,
        _ => CommandOutcome::Wrong,
    }
}

/// That of --map, or the plan's own; none is an empty one.
fn read_mapping(options: &Options, folder: &Path, plan: &Plan) -> Option<Mapping> {
    let path = options.map.clone().or_else(|| find(&Disk, folder, Mapping::FILE));
    let Some(path) = path else { return Some(Mapping::default()) };
    let (mapping, sources, report) = mapping(&Disk, &path, plan);
    for finding in report.findings() {
        say(format_args!("{}", to_text(finding, &sources, TextStyle { colour: true, width: 140 })));
    }
    if mapping.is_none() {
        complain(format_args!("nothing is imported: `{}` has errors", path.display()));
    }
    mapping
}

/// Where rejected rows go, each as it is found: to a file, or before the reader's eyes.
struct Sink {
    file: Option<csv::Writer<WholeFile>>,
    faults: BTreeMap<RejectionKind, u64>,
    failure: Option<std::io::Error>,
}

impl Sink {
    fn new(path: Option<&Path>) -> std::io::Result<Self> {
        let file = path.map(WholeFile::begin).transpose()?;
        let mut sink = Self {
            file: file.map(|file| csv::WriterBuilder::new().delimiter(b';').from_writer(file)),
            faults: BTreeMap::new(),
            failure: None,
        };
        sink.write(["fil", "række", "fejl", "forklaring"]);
        Ok(sink)
    }

    fn write(&mut self, cells: [&str; 4]) {
        if let Some(Err(error)) = self.file.as_mut().map(|file| file.write_record(cells)) {
            self.failure = self.failure.take().or(Some(error.into()));
        }
    }

    fn take(&mut self, path: &Path, one: &Rejection) {
        *self.faults.entry(one.fault).or_default() += 1;
        let name = path.display().to_string();
        if self.file.is_none() {
            say(format_args!("{name}:{}: {}: {}", one.row, one.fault.name(), one.reason));
            return;
        }
        // A spreadsheet would run a name that begins like a formula.
        let name = if name.starts_with(['=', '+', '-', '@']) { format!("'{name}") } else { name };
        self.write([&name, &one.row.to_string(), one.fault.name(), &one.reason]);
    }

    fn keep(self) -> std::io::Result<()> {
        if let Some(error) = self.failure {
            return Err(error);
        }
        let Some(mut file) = self.file else { return Ok(()) };
        file.flush()?;
        file.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?.keep()
    }
}

/// How many rows there were, and what became of each.
fn summarise(file: &FileAccount, reasons: &[String]) {
    let account = &file.account;
    let mut lines = vec![(account.counted, "counted".to_owned())];
    let excluded = account.excluded.iter().zip(reasons).filter(|(number, _)| **number > 0);
    lines.extend(excluded.map(|(number, reason)| (*number, format!("left out: {reason}"))));
    lines.push((account.outside, "outside the period".to_owned()));
    lines.push((account.undecided, "undecided".to_owned()));
    lines.push((account.rejected, "rejected".to_owned()));
    say(format_args!("{}: {} rows read", file.name(), account.read));
    for (number, what) in lines {
        say(format_args!("{number:>12} {what}"));
    }
    file.notes.iter().for_each(|note| say(format_args!("  {note}")));
}

fn summarise_faults(faults: &BTreeMap<RejectionKind, u64>) {
    let said: Vec<String> = faults.iter().map(|(fault, number)| format!("{number} {}", fault.name())).collect();
    if !said.is_empty() {
        say(format_args!("rejected for: {}", said.join(", ")));
    }
}

/// Writes a file for each period, all of them or none.
fn write(
    imported: &Imported,
    head: &SheetHead,
    folder: &Path,
    now: &Loaded,
    options: &Options,
    assets: &Assets,
) -> Option<()> {
    if imported.counted.is_empty() {
        complain("no row was counted: no results are written");
        return None;
    }
    let own = folder.join("resultater");
    let out = options.out.as_ref().unwrap_or(&own);
    let is_file = out.extension().is_some_and(|ending| ending == "yaml");
    if is_file && imported.counted.len() > 1 {
        complain(format_args!("the files hold several quarters: name one with --quarter, or give --out a folder"));
        return None;
    }
    let path = |one: &Counted| if is_file { out.clone() } else { out.join(file_name(one.period)) };
    let targets: Vec<(PathBuf, &Counted)> = imported.counted.iter().map(|one| (path(one), one)).collect();
    let refused = targets.iter().filter(|(path, one)| !may_write(path, one, now, &own, options.replace)).count();
    if refused > 0 {
        return None;
    }
    let texts: Vec<(PathBuf, String)> = (targets.iter())
        .map(|(path, one)| (path.clone(), one.to_yaml(head, &imported.files, &imported.reasons)))
        .collect();
    if !reads_back(&texts, &own, folder, assets) {
        complain("nothing is written: what would be written is refused, as told above");
        return None;
    }
    for (path, text) in texts {
        tell(
            write_whole(&path, text.as_bytes()).map_err(|error| format!("cannot write `{}`: {error}", path.display())),
        )?;
        print(path.display());
    }
    Some(())
}

/// Whether the texts can be read with the plan, and nothing in them is an error. A name of a file or a system can hold what no
/// document prints.
fn reads_back(texts: &[(PathBuf, String)], own: &Path, folder: &Path, assets: &Assets) -> bool {
    let mut files = Overlay::over(Disk);
    let laid: Vec<PathBuf> = texts.iter().filter_map(|(path, _)| Some(own.join(path.file_name()?))).collect();
    laid.iter().zip(texts).for_each(|(path, (_, text))| files.write(path, text.as_str()));
    let mut loaded = load(&files, folder, assets);
    if let Some(dossier) = loaded.known.readable() {
        loaded.report.merge(check_versions(dossier, &loaded.sources, &Coverage::of(assets)));
    }
    let is_ours = |finding: &&Finding| {
        let file = loaded.sources.locate(&finding.primary.place).map(|at| loaded.sources.file(at.file).path.clone());
        finding.rule.level == Severity::Error && file.is_some_and(|file| laid.contains(&file))
    };
    let mut wrong = Report::default();
    wrong.extend(loaded.report.findings().iter().filter(is_ours).cloned());
    tell_errors(&wrong, &loaded.sources);
    wrong.findings().is_empty()
}

/// Whether a file can be written: nothing stands there that nobody asked to replace, and nothing elsewhere says the same.
fn may_write(path: &Path, counted: &Counted, now: &Loaded, own: &Path, may_replace: bool) -> bool {
    let is_there = path.exists();
    if is_there && !may_replace {
        complain(format_args!("`{}` is there: --replace writes over it, --out OTHER.yaml beside it", path.display()));
        return false;
    }
    let same = |one: &Path| one.canonicalize().ok().is_some_and(|one| path.canonicalize().ok() == Some(one));
    let file_of = |sheet: &Sheet| now.sources.node(sheet.at).map(|node| now.sources.file(node.file).path.clone());
    let sheets = || now.known.results().into_iter().flat_map(|results| &results.sheets);
    let is_counted = |of: &_| counted.requirements.iter().any(|(address, _)| address == of);
    if is_there {
        let replaced = sheets().filter(|sheet| file_of(sheet).is_some_and(|file| same(&file)));
        let lost = replaced.flat_map(|sheet| &sheet.observations).filter(|one| !is_counted(&one.of));
        let lost: Vec<String> = lost.map(|one| format!("`{}`", one.of)).collect();
        if !lost.is_empty() {
            say(format_args!("`{}` no longer reports {}", path.display(), lost.join(", ")));
        }
    }
    let is_own = path.parent().and_then(|folder| folder.canonicalize().ok()) == own.canonicalize().ok();
    let others = sheets().filter(|sheet| is_own && sheet.days.within(&counted.days).is_some());
    let others = others.filter(|sheet| !file_of(sheet).is_some_and(|file| same(&file)));
    let twice = others.flat_map(|sheet| &sheet.observations).filter(|one| one.figure.is_some() && is_counted(&one.of));
    let places: Vec<String> = twice.map(|one| format!("{} in {}", one.of, place(&now.sources, one.at))).collect();
    if !places.is_empty() {
        complain(format_args!("reported already: {}: take them out there, or --replace that file", places.join(", ")));
    }
    places.is_empty()
}

fn place(sources: &Sources, at: crate::source::At) -> String {
    let location = sources.locate(&at.into());
    location.map_or_else(String::new, |at| format!("{}:{}", sources.file(at.file).path.display(), at.line))
}
