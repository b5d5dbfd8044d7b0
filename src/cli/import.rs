//! `resultatplan import`: case files and summed counts into a plan's results.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::output::{
    PrintedLine, complain, date, language, malformed, open_plans, open_to_change, print, quarter, say, tell,
    tell_errors,
};
use super::{CommandOutcome, Global};
use crate::assets::Assets;
use crate::diagnostic::{Report, TextStyle, to_text};
use crate::import::{FileAccount, Imported, Rejection, RejectionKind, SqlDialect, TABLE};
use crate::language::{Message, Telling, say};
use crate::quantity::{Date, PartOfYear};
use crate::source::Sources;
use crate::workspace::{FilledAccount, ImportFailure, ImportRefusal, ImportRequest, WholeFile, Workspace};

/// Count an agency's cases, from CSV or Excel, into a plan's results
///
/// A file of cases has the columns `sagstype`, `modtaget` or `fuldt oplyst`, `afgjort` and perhaps `ikke medregnet`; one of
/// summed counts has `kvartal`, `sagstype`, `i alt` and `inden for 31 dage`. What an agency calls otherwise is said in
/// `indlæsning.yaml` beside plan.yaml. A case counts in the period in which it is decided. Every row is accounted for.
///
/// A workbook that `sheet` has made is taken back with all that was filled in, or refused with the cells that are wrong.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan import plans/uim/siri/2023 sager.csv --quarter 1 --updated 2023-04-12 --reporter 'Økonomi og Styring'
  resultatplan import plans/uim/siri/2023 sager-2023.xlsx --updated '12. januar 2024' --replace --rejected afvist.csv
  resultatplan import plans/uim/siri/2023 2-kvartal.xlsx
  resultatplan import plans/uim/siri/2023 --sql postgres --table esdh.sager > sager.sql")]
pub(super) struct Options {
    /// The plan's folder
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// CSV (`;`, `,` or tab; UTF-8 or Windows-1252) or Excel (.xlsx)
    #[arg(value_name = "FILE", required_unless_present = "sql")]
    files: Vec<PathBuf>,
    /// Print the query that counts the cases in the agency's own database; its result, saved as CSV, is imported as sums
    #[arg(long, value_name = "DATABASE", conflicts_with = "files")]
    sql: Option<Database>,
    /// The table that the cases stand in, for --sql
    #[arg(long, value_name = "NAME", default_value = TABLE, requires = "sql")]
    table: String,
    /// Only this quarter; without it every quarter that the files have something for
    #[arg(long, value_name = "N", value_parser = quarter, conflicts_with = "period")]
    quarter: Option<u8>,
    /// Only this part of the year: `1. halvår`, `hele året`, `1. maj 2023 til 31. august 2023`
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    period: Option<PartOfYear>,
    /// The day that the figures are of: `12. april 2023` or 2023-04-12; a workbook of `sheet` says it itself
    #[arg(long, value_name = "DATE", value_parser = date)]
    updated: Option<Date>,
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

/// A database that a query is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Database {
    Postgres,
    /// Microsoft SQL Server
    Mssql,
    Duckdb,
}

fn period(text: &str) -> Result<PartOfYear, String> {
    text.parse().map_err(|error: crate::quantity::Malformed| malformed(&error).line())
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    if let Some(database) = options.sql {
        return print_query(options, database, assets);
    }
    let Some((_held, workspace)) = open_to_change(&options.plan, assets) else { return CommandOutcome::Misused };
    let periods: Vec<PartOfYear> = options.quarter.map(PartOfYear::Quarter).or(options.period).into_iter().collect();
    let request = ImportRequest {
        files: &options.files,
        periods: &periods,
        sheet: options.sheet.as_deref(),
        map: options.map.as_deref(),
        updated: options.updated,
        reporter: options.reporter.as_deref(),
        source: options.source.as_deref(),
        is_example: options.example,
        out: options.out.as_deref(),
        may_replace: options.replace,
    };
    let Some(mut sink) = tell(Sink::new(options.rejected.as_deref())) else { return CommandOutcome::Wrong };
    let counted = match workspace.import(&request, &mut |path, rejection| sink.take(path, &rejection)) {
        Ok(counted) => counted,
        Err(failure) => return refuse(&failure, &workspace),
    };
    let faults = std::mem::take(&mut sink.faults);
    if tell(sink.keep()).is_none() {
        return CommandOutcome::Wrong;
    }
    if let Some((report, sources)) = &counted.mapping {
        tell_mapping(report, sources);
    }
    if !global.quiet {
        counted.filled.iter().for_each(tell_filled);
        summarise(&counted.imported, &faults);
    }
    for (path, lost) in &counted.lost {
        let lost: Vec<String> = lost.iter().map(|address| format!("`{address}`")).collect();
        say(say!("import.no-longer", path = path.display(), lost = lost));
    }
    let edits = match &counted.results {
        Ok(edits) => edits,
        Err(refusals) => {
            refusals.iter().for_each(tell_refusal);
            return CommandOutcome::Wrong;
        }
    };
    for edit in edits {
        if tell(edit.save()).is_none() {
            return CommandOutcome::Wrong;
        }
        print(edit.path.display());
    }
    if faults.is_empty() { CommandOutcome::Well } else { CommandOutcome::Wrong }
}

fn print_query(options: &Options, database: Database, assets: Assets) -> CommandOutcome {
    let Some(workspace) = open_plans(std::slice::from_ref(&options.plan), assets) else {
        return CommandOutcome::Misused;
    };
    let periods: Vec<PartOfYear> = options.quarter.map(PartOfYear::Quarter).or(options.period).into_iter().collect();
    let dialect = match database {
        Database::Postgres => SqlDialect::Postgres,
        Database::Mssql => SqlDialect::Mssql,
        Database::Duckdb => SqlDialect::Duckdb,
    };
    match workspace.query(options.map.as_deref(), &periods, dialect, &options.table) {
        Ok(query) => {
            print(query.trim_end());
            CommandOutcome::Well
        }
        Err(failure) => refuse(&failure, &workspace),
    }
}

/// Says why nothing is counted.
fn refuse(failure: &ImportFailure, workspace: &Workspace) -> CommandOutcome {
    match failure {
        ImportFailure::PlanWrong => {
            for plan in workspace.plans() {
                tell_errors(&plan.report, &plan.sources);
                complain(say!("import.plan-wrong", folder = plan.folder.display()));
            }
            return CommandOutcome::Wrong;
        }
        ImportFailure::MappingWrong { report, sources, .. } => tell_mapping(report, sources),
        ImportFailure::NotOnePlan(_)
        | ImportFailure::NoReporter
        | ImportFailure::NoDay
        | ImportFailure::NoCases
        | ImportFailure::Import(_) => {}
    }
    complain(failure);
    match failure {
        ImportFailure::NotOnePlan(_) | ImportFailure::NoReporter | ImportFailure::NoDay => CommandOutcome::Misused,
        ImportFailure::PlanWrong
        | ImportFailure::MappingWrong { .. }
        | ImportFailure::NoCases
        | ImportFailure::Import(_) => CommandOutcome::Wrong,
    }
}

/// Says why results are not written.
fn tell_refusal(refusal: &ImportRefusal) {
    match refusal {
        ImportRefusal::NotReadBack { report, sources } => tell_errors(report, sources),
        ImportRefusal::NothingCounted
        | ImportRefusal::SeveralQuarters
        | ImportRefusal::IsThere(_)
        | ImportRefusal::ReportedAlready(_)
        | ImportRefusal::Cell { .. } => {}
    }
    complain(refusal);
}

/// What there was in a workbook that was filled in.
fn tell_filled(filled: &FilledAccount) {
    say(say!("filled.read", name = filled.name, rows = filled.rows));
    filled.notes.iter().for_each(|note| say(format_args!("  {}", note.line())));
}

fn tell_mapping(report: &Report, sources: &Sources) {
    for finding in report.findings() {
        say(to_text(finding, sources, TextStyle { colour: true, width: 140, language: language() }));
    }
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
            say(format_args!("{name}:{}: {}: {}", one.row, one.fault.message().line(), one.reason.line()));
            return;
        }
        // A spreadsheet would run a name that begins like a formula.
        let name = if name.starts_with(['=', '+', '-', '@']) { format!("'{name}") } else { name };
        self.write([&name, &one.row.to_string(), &one.fault.message().line(), &one.reason.line()]);
    }

    fn keep(self) -> std::io::Result<()> {
        if let Some(error) = self.failure {
            return Err(error);
        }
        let Some(mut file) = self.file else { return Ok(()) };
        file.flush()?;
        file.into_inner().map_err(|error| std::io::Error::new(error.error().kind(), error.to_string()))?.keep()
    }
}

/// How many rows each file had, what became of each, and what nothing is known of.
fn summarise(imported: &Imported, faults: &BTreeMap<RejectionKind, u64>) {
    imported.files.iter().for_each(|file| summarise_file(file, &imported.reasons));
    let said: Vec<Message> =
        faults.iter().map(|(fault, number)| say!("import.fault", number = number, fault = fault.message())).collect();
    if !said.is_empty() {
        say(say!("import.rejected-for", said = said));
    }
    if !imported.unseen.is_empty() {
        let listed: Vec<String> = imported.unseen.iter().map(|address| format!("`{address}`")).collect();
        say(say!("import.unseen", listed = listed));
    }
}

fn summarise_file(file: &FileAccount, reasons: &[String]) {
    let account = &file.account;
    let mut lines = vec![(account.counted, say!("import.counted"))];
    let excluded = account.excluded.iter().zip(reasons).filter(|(number, _)| **number > 0);
    lines.extend(excluded.map(|(number, reason)| (*number, say!("import.left-out", reason = reason))));
    lines.push((account.outside, say!("import.outside")));
    lines.push((account.undecided, say!("import.undecided")));
    lines.push((account.rejected, say!("import.rejected-rows")));
    say(say!("import.read", name = file.name(), read = account.read));
    for (number, what) in lines {
        say(format_args!("{number:>12} {}", what.line()));
    }
    file.notes.iter().for_each(|note| say(format_args!("  {}", note.line())));
}
