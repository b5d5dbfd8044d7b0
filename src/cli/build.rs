//! `resultatplan build`: makes the documents of plans.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::output::{self, Shown, complain, held, inspect_all, paths_or_all, print, say};
use super::{Global, Outcome};
use crate::plan::DocumentKind;
use crate::render::CopyKind;
use crate::workspace::{
    self, Built, Held, Inspected, Job, LeftOver, Order, Overseen, Purpose, Seen, delete, has_copy, left_over, oversee,
    overview_jobs,
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
    #[arg(long, value_name = "KIND")]
    kind: Vec<Kind>,
    /// See the department's view from the end of this quarter
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=4))]
    quarter: Option<u8>,
    /// What files to make: a document each, or (png, svg) a picture of each page; html is a web page
    #[arg(long, value_name = "FORMAT", default_value = "pdf")]
    format: Format,
    /// Which copy of a PDF to make
    #[arg(long, value_name = "COPY", default_value = "signing")]
    copy: Copy,
    /// Keep the files that it was made of inside the reading copy (PDF/A-3a)
    #[arg(long)]
    attach_data: bool,
    /// Build what is unchanged, too
    #[arg(long)]
    force: bool,
    /// Delete the documents of plans that are gone, and those that their plans no longer have
    #[arg(long)]
    clean: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// The mål- og resultatplan
    Contract,
    /// The annex: opgørelsesmetode
    Annex,
    /// Each allonge: what the parties agree to change, old and new side by side
    Allonge,
    /// The plan with its signed allonger, changes marked: konsolideret plan
    Consolidated,
    /// The status after each of the first three quarters: opfølgning I, II, III
    FollowUp,
    /// The year's fulfilment, målrapportering: by itself, and as a part of its host's annual report
    Annual,
    /// The department's view of all institutions of a ministry, where PATH covers them all: målopfyldelse
    Department,
}

impl Kind {
    /// Why plans without errors have no document of it.
    fn why_none(self) -> &'static str {
        match self {
            Self::Contract | Self::Annex => "`dokumenter` in plan.yaml leaves it out",
            Self::Allonge => "there is no file in `allonger`",
            Self::Consolidated => "no allonge is signed",
            Self::FollowUp => "nothing in `resultater` ends with one of the first three quarters",
            Self::Annual => "there is no `årsrapport.yaml` beside plan.yaml",
            Self::Department => "nothing is reported",
        }
    }

    fn of(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::Contract => Self::Contract,
            DocumentKind::Annex => Self::Annex,
            DocumentKind::Allonge(_) => Self::Allonge,
            DocumentKind::Consolidated => Self::Consolidated,
            DocumentKind::FollowUp(_) => Self::FollowUp,
            DocumentKind::AnnualReport | DocumentKind::AnnualInsert => Self::Annual,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    Pdf,
    Png,
    Svg,
    Html,
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

pub(super) fn run(options: &Options, global: &Global) -> Outcome {
    let format = match format(options) {
        Ok(format) => format,
        Err(problem) => {
            complain(problem);
            return Outcome::Misused;
        }
    };
    let Some(assets) = global.assets() else { return Outcome::Misused };
    let Some(plans) = inspect_all(&paths_or_all(&options.paths), &assets) else { return Outcome::Misused };
    let mut shown = Shown::default();
    for plan in &plans {
        for text in shown.texts(plan, global.least()) {
            say(text);
        }
        if plan.report.has_errors() {
            complain(format_args!("nothing is built from `{}`: it has errors", plan.folder.display()));
        }
    }
    let is_wanted = |kind| options.kind.is_empty() || options.kind.contains(&kind);
    let overseen = if is_wanted(Kind::Department) { oversee(&plans, options.quarter, &assets) } else { Vec::new() };
    let mut is_partial = false;
    for one in &overseen {
        for text in shown.texts_of(&one.report, &one.sources, global.least()) {
            say(text);
        }
        // Whoever asks for one plan wants no view of all; whoever names the view does.
        if options.kind.contains(&Kind::Department) && !one.not_asked.is_empty() {
            is_partial = true;
            complain_of_part(one);
        }
    }
    if shown.count.errors == 0 && !is_partial && !global.quiet {
        tell_none(options, &plans, &overseen);
    }
    let wanted_kind = |kind| is_wanted(Kind::of(kind));
    let mut jobs = workspace::jobs(&plans, &wanted_kind, &options.out);
    jobs.extend(overview_jobs(&overseen, &options.out));
    jobs.retain(|job| has_copy(job.document, format));
    let order = Order { out: &options.out, format, force: options.force };
    let _held = held_out(&options.out, &jobs);
    let bar = progress(jobs.len(), global);
    let built = workspace::build(&jobs, &assets, order, &|| bar.inc(1));
    bar.finish_and_clear();
    let Some(built) = output::tell(built) else { return Outcome::Wrong };
    built.iter().for_each(|one| tell(one, global));
    let mut all = workspace::jobs(&plans, &|_| true, &options.out);
    all.extend(overview_jobs(&overseen, &options.out));
    let seen = Seen { plans: &plans, overseen: &overseen, jobs: &all };
    let is_clean = tell_left_over(&left_over(&seen, &assets, order), options, global);
    let failed = built.iter().filter(|one| one.result.is_err()).count();
    let unchanged = built.iter().filter(|one| one.reason.is_none()).count();
    if !global.quiet {
        let rest = if unchanged > 0 { format!(", {unchanged} unchanged") } else { String::new() };
        say(format_args!("{} built, {failed} failed{rest}; {}", built.len() - failed - unchanged, shown.summary()));
    }
    let is_wrong = failed > 0 || is_partial || !is_clean || shown.count.errors > 0;
    if is_wrong { Outcome::Wrong } else { Outcome::Well }
}

/// Keeps other runs from the folder of documents, so that none forgets what another has built. None where nothing is built
/// and nothing was.
fn held_out(out: &Path, jobs: &[Job]) -> Option<Held> {
    if !jobs.is_empty() {
        // Where it cannot be made, no document can be written, and that is told.
        let _ = std::fs::create_dir_all(out);
    }
    out.is_dir().then(|| held(out, Purpose::Changing)).flatten()
}

/// Says why there is nothing of what was asked for.
fn tell_none(options: &Options, plans: &[Inspected], overseen: &[Overseen]) {
    let there: Vec<Kind> =
        plans.iter().flat_map(|plan| plan.documents.iter().map(|(kind, _)| Kind::of(*kind))).collect();
    let is_there = |kind: Kind| match kind {
        Kind::Department => overseen.iter().any(|one| one.document.is_some()),
        other => there.contains(&other),
    };
    for kind in options.kind.iter().filter(|kind| !is_there(**kind)) {
        let name = kind.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
        say(format_args!("there is nothing of `--kind {name}`: {}", kind.why_none()));
    }
}

/// Says what is out of date, and deletes what is orphaned where that is asked for. False when it could not.
fn tell_left_over(all: &[LeftOver], options: &Options, global: &Global) -> bool {
    let (orphans, stale): (Vec<LeftOver>, Vec<LeftOver>) = all.iter().cloned().partition(|one| one.why.is_orphan());
    let tell = |one: &LeftOver| {
        if !global.quiet {
            say(format_args!("{}: {}", options.out.join(&one.key).display(), one.why));
        }
    };
    stale.iter().for_each(tell);
    if !options.clean {
        orphans.iter().for_each(tell);
        if !orphans.is_empty() && !global.quiet {
            say(format_args!("`resultatplan build --clean` deletes what is orphaned"));
        }
        return true;
    }
    match delete(&orphans, &options.out) {
        Ok(deleted) => {
            for path in deleted.iter().filter(|_| !global.quiet) {
                say(format_args!("{}: deleted", path.display()));
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
fn complain_of_part(one: &Overseen) {
    let missing: Vec<String> = one.not_asked.iter().map(|folder| format!("`{}`", folder.display())).collect();
    complain(format_args!(
        "the department's view of `{}` {} is not built: it needs {} too; give the ministry's folder",
        one.ministry,
        one.year,
        missing.join(", ")
    ));
}

/// Each file on a line of its own, for other programs to read: unchanged ones too, for they are what was asked for. Why a
/// document was built goes with the findings.
fn tell(built: &Built, global: &Global) {
    match &built.result {
        Ok(paths) => {
            if let Some(reason) = built.reason.as_ref().filter(|_| !global.quiet) {
                say(format_args!("{}: {reason}", built.path.display()));
            }
            paths.iter().for_each(|path| print(path.display()));
        }
        Err(error) => complain(format_args!("`{}` is not built: {error}", built.path.display())),
    }
}

/// A bar on a terminal; nothing elsewhere, where each file has its line.
fn progress(length: usize, global: &Global) -> ProgressBar {
    if global.quiet {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length as u64);
    match ProgressStyle::with_template("{bar:30} {pos} of {len} documents") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// What files to make; or which options contradict each other.
fn format(options: &Options) -> Result<workspace::Format, &'static str> {
    let copy = match (options.copy, options.attach_data) {
        (Copy::Signing, false) => CopyKind::Signing,
        (Copy::Reading, false) => CopyKind::Reading,
        (Copy::Reading, true) => CopyKind::Data,
        (Copy::Fields, false) => CopyKind::Fields,
        (Copy::Signing | Copy::Fields, true) => {
            return Err("--attach-data is for the reading copy: add `--copy reading`");
        }
    };
    match options.format {
        Format::Pdf => Ok(workspace::Format::Pdf(copy)),
        _ if copy != CopyKind::Signing => Err("--copy is for PDF: leave out --format"),
        Format::Png => Ok(workspace::Format::Png),
        Format::Svg => Ok(workspace::Format::Svg),
        Format::Html => Ok(workspace::Format::Html),
    }
}
