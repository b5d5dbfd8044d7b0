//! `resultatplan build`: makes the documents of plans.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::output::{self, PrintedLine, ShownFindings, complain, held, open_plans, paths_or_all, print, quarter, say};
use super::{CommandOutcome, Global};
use crate::document::{DOCUMENTS, DocumentKind};
use crate::language::{Message, say};
use crate::render::{CopyKind, REFERENCE};
use crate::workspace::{
    self, BuildOutcome, BuildRequest, Built, InspectedMinistry, Outdated, PreparedBuild, Purpose, delete,
};

/// Build the documents of plans
///
/// A document is built when it is new, its data, its templates or the program changed, or its file is missing or altered; the
/// others are left as they are. Every file that was asked for is named, built or not. A plan with errors is not built, and
/// its earlier documents stay as they are; the others are built all the same.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan build
  resultatplan build plans/uim/siri/2023 --out /tmp/papers
  resultatplan build plans/uim --kind contract --format png
  resultatplan build plans/uim/siri/2023 --copy reading --attach-data
  resultatplan build plans/uim --kind follow-up --format html
  resultatplan build plans/uim --kind contract --format docx --reference skabelon.docx
  resultatplan build plans/uim --kind department --quarter 2
  resultatplan build --clean")]
pub(super) struct Options {
    /// A plan's folder, an institution's, a ministry's, or a folder of ministries
    #[arg(value_name = "PATH", default_value = None)]
    paths: Vec<PathBuf>,
    /// Where the documents go: DIR/<ministry>/<institution>/<year>/, the department's view DIR/<ministry>/<year>/
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    /// Build only these kinds of document
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    kind: Vec<String>,
    /// See the department's view from the end of this quarter
    #[arg(long, value_name = "N", value_parser = quarter)]
    quarter: Option<u8>,
    /// What files to make: a document each, or (png, svg) a picture of each page; html is a web page, docx a
    /// working copy for Word
    #[arg(long, value_name = "FORMAT", default_value = "pdf")]
    format: FormatOption,
    /// Which copy of a PDF to make
    #[arg(long, value_name = "COPY", default_value = "signing")]
    copy: Copy,
    /// Keep the files that it was made of inside the reading copy (PDF/A-3a)
    #[arg(long)]
    attach_data: bool,
    /// Take styles, page, head and foot of Word files from this one (docx)
    #[arg(long, value_name = "FILE")]
    reference: Option<PathBuf>,
    /// Track the changes of allonger in the consolidated plan (docx)
    #[arg(long)]
    track_changes: bool,
    /// Build what is unchanged, too
    #[arg(long)]
    force: bool,
    /// Delete the documents of plans that are gone, and those that their plans no longer have
    #[arg(long)]
    clean: bool,
}

/// The names of kinds of document, each once.
fn kinds() -> PossibleValuesParser {
    let is_first = |(at, kind): &(usize, &&DocumentKind)| DOCUMENTS[..*at].iter().all(|other| other.name != kind.name);
    let first = DOCUMENTS.iter().enumerate().filter(is_first);
    first.map(|(_, kind)| PossibleValue::new(kind.name).help(kind.about)).collect::<Vec<_>>().into()
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatOption {
    Pdf,
    Png,
    Svg,
    Html,
    Docx,
    /// The tables of reports as a workbook: status, annual report, the department's overview
    Xlsx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Copy {
    /// As NemLog-in Signering takes it: no fields, no attachments, no links to the web
    Signing,
    /// With links that work
    Reading,
    /// With a field for each signer, for programs that sign in one; only documents that are signed
    Fields,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let format = match format(options) {
        Ok(format) => format,
        Err(problem) => {
            complain(problem);
            return CommandOutcome::Misused;
        }
    };
    let Some(mut assets) = global.assets() else { return CommandOutcome::Misused };
    if let Some(path) = &options.reference {
        if !matches!(format, workspace::Format::Docx | workspace::Format::Tracked) {
            complain(say!("build.reference"));
            return CommandOutcome::Misused;
        }
        match std::fs::read(path) {
            Ok(bytes) => assets.put_template(&format!("word/{REFERENCE}"), bytes),
            Err(error) => {
                complain(say!("new.word-none", path = path.display(), why = error));
                return CommandOutcome::Misused;
            }
        }
    }
    let Some(workspace) = open_plans(&paths_or_all(&options.paths), assets) else { return CommandOutcome::Misused };
    let is_wanted = |kind: &DocumentKind| kind.is_asked_for(&options.kind);
    let prepared = workspace.prepare(&BuildRequest {
        out: &options.out,
        format,
        is_wanted: &is_wanted,
        quarter: options.quarter.map(u32::from),
        force: options.force,
        hold: &|out| held(out, Purpose::Changing),
    });
    let mut shown = ShownFindings::default();
    for plan in workspace.plans() {
        shown.texts(&plan.findings(), &plan.sources, global.least()).iter().for_each(say);
        if plan.has_errors() {
            complain(say!("build.plan-wrong", folder = plan.folder.display()));
        }
    }
    let mut is_partial = false;
    for ministry in prepared.ministries() {
        shown.texts(&ministry.findings(), &ministry.sources, global.least()).iter().for_each(say);
        // Whoever asks for one plan wants no view of all; whoever names the view does.
        if !options.kind.is_empty() && !ministry.not_asked.is_empty() {
            is_partial = true;
            complain_of_part(ministry);
        }
    }
    if shown.count.errors == 0 && !is_partial && !global.quiet {
        tell_none(options, &prepared);
    }
    let bar = progress(prepared.len(), global);
    let outcome = prepared.run(&|| bar.inc(1));
    bar.finish_and_clear();
    let Some(BuildOutcome { built, outdated, held: _held }) = output::tell(outcome) else {
        return CommandOutcome::Wrong;
    };
    built.iter().for_each(|one| tell(one, global));
    let is_clean = tell_outdated(&outdated, options, global);
    let failed = built.iter().filter(|one| one.result.is_err()).count();
    let unchanged = built.iter().filter(|one| one.reason.is_none()).count();
    if !global.quiet {
        let made = built.len() - failed - unchanged;
        let kept = (unchanged > 0).then_some(unchanged);
        say(say!("build.summary", built = made, failed = failed, unchanged = kept, summary = shown.summary()));
    }
    let is_wrong = failed > 0 || is_partial || !is_clean || shown.count.errors > 0;
    if is_wrong { CommandOutcome::Wrong } else { CommandOutcome::Well }
}

/// Says why there is nothing of what was asked for.
fn tell_none(options: &Options, prepared: &PreparedBuild) {
    let there: BTreeSet<&str> = prepared.documents().map(|id| id.kind.name).collect();
    for name in options.kind.iter().filter(|name| !there.contains(name.as_str())) {
        let kind = DOCUMENTS.iter().find(|kind| kind.name == name);
        let why = kind.map(|kind| (kind.why_none)());
        say(say!("build.none", name = name, why = why));
    }
}

/// Says what is out of date, and deletes what is orphaned where that is asked for. False when it could not.
fn tell_outdated(all: &[Outdated], options: &Options, global: &Global) -> bool {
    let (orphans, stale): (Vec<Outdated>, Vec<Outdated>) = all.iter().cloned().partition(|one| one.why.is_orphan());
    let tell = |one: &Outdated| {
        if !global.quiet {
            say(say!("build.outdated", path = options.out.join(&one.key).display(), why = one.why));
        }
    };
    stale.iter().for_each(tell);
    if !options.clean {
        orphans.iter().for_each(tell);
        if !orphans.is_empty() && !global.quiet {
            say(say!("build.clean-help"));
        }
        return true;
    }
    match delete(&orphans, &options.out) {
        Ok(deleted) => {
            for path in deleted.iter().filter(|_| !global.quiet) {
                say(say!("build.deleted", path = path.display()));
            }
            true
        }
        Err(error) => {
            complain(error);
            false
        }
    }
}

/// A view of all institutions is made of all their plans.
fn complain_of_part(ministry: &InspectedMinistry) {
    let missing: Vec<String> = ministry.not_asked.iter().map(|folder| format!("`{}`", folder.display())).collect();
    complain(say!("build.part", ministry = ministry.ministry, year = ministry.year, missing = missing));
}

/// Each file on a line of its own, for other programs to read: unchanged ones too, for they are what was asked for. Why a
/// document was built goes with the findings.
fn tell(built: &Built, global: &Global) {
    match &built.result {
        Ok(paths) => {
            if let Some(reason) = built.reason.as_ref().filter(|_| !global.quiet) {
                say(say!("build.reason", path = built.path.display(), reason = reason));
            }
            paths.iter().for_each(|path| print(path.display()));
        }
        Err(error) => complain(say!("build.failed", path = built.path.display(), error = error)),
    }
}

/// A bar on a terminal; nothing elsewhere, where each file has its line.
fn progress(length: usize, global: &Global) -> ProgressBar {
    if global.quiet {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length as u64);
    match ProgressStyle::with_template(&format!("{{bar:30}} {}", say!("build.progress").line())) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// What files to make; or which options contradict each other.
fn format(options: &Options) -> Result<workspace::Format, Message> {
    let copy = match (options.copy, options.attach_data) {
        (Copy::Signing, false) => CopyKind::Signing,
        (Copy::Reading, false) => CopyKind::Reading,
        (Copy::Reading, true) => CopyKind::Data,
        (Copy::Fields, false) => CopyKind::Fields,
        (Copy::Signing | Copy::Fields, true) => {
            return Err(say!("build.attach"));
        }
    };
    match options.format {
        FormatOption::Pdf if options.track_changes => Err(say!("build.track-changes")),
        FormatOption::Pdf => Ok(workspace::Format::Pdf(copy)),
        _ if copy != CopyKind::Signing => Err(say!("build.copy")),
        FormatOption::Png | FormatOption::Svg | FormatOption::Html if options.track_changes => {
            Err(say!("build.track-changes"))
        }
        FormatOption::Png => Ok(workspace::Format::Png),
        FormatOption::Svg => Ok(workspace::Format::Svg),
        FormatOption::Html => Ok(workspace::Format::Html),
        FormatOption::Docx if options.track_changes => Ok(workspace::Format::Tracked),
        FormatOption::Docx => Ok(workspace::Format::Docx),
        FormatOption::Xlsx => Ok(workspace::Format::Xlsx),
    }
}
