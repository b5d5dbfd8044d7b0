//! What people see: findings, each once; errors; counts.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ValueEnum;

use crate::assets::Assets;
use crate::diagnostic::{Finding, FindingCount, Report, Severity, TextStyle, to_text};
use crate::dossier::{Dossier, Known};
use crate::files::{Disk, Files};
use crate::language::{Language, Message, Telling, say};
use crate::load::load;
use crate::pdf::{MOST_BYTES, open};
use crate::quantity::{Date, Malformed};
use crate::source::Sources;
use crate::workspace::{Held, Purpose, Workspace, find_plans, hold};

use super::Global;

/// Wide enough for a line of a plan.
const WIDTH: usize = 140;

/// What the run speaks: chosen once, before anything is said.
static SPOKEN: OnceLock<Language> = OnceLock::new();

/// Chooses what the run speaks.
pub(super) fn speak(language: Language) {
    let _ = SPOKEN.set(language);
}

pub(super) fn language() -> Language {
    *SPOKEN.get().unwrap_or(&Language::English)
}

/// Findings of a run. Plans that share a file share its findings: each is shown once.
#[derive(Default)]
pub(super) struct ShownFindings {
    seen: BTreeSet<FindingIdentity>,
    shown: BTreeMap<Kind, usize>,
    pub count: FindingCount,
}

/// A rule and a file.
type Kind = (&'static str, Option<PathBuf>);

/// As many of a kind are shown as anybody reads.
const MOST_SHOWN: usize = 50;

/// What makes two findings the same: code, place and message.
type FindingIdentity = (&'static str, Option<(PathBuf, usize)>, Message);

impl ShownFindings {
    /// The findings that were not seen before, as text; those below the level are only counted.
    pub fn texts(&mut self, report: &Report, sources: &Sources, least: Severity) -> Vec<String> {
        let looks = TextStyle { colour: true, width: WIDTH, language: language() };
        let mut texts = Vec::new();
        let mut more: BTreeMap<Kind, usize> = BTreeMap::new();
        for finding in self.fresh(report, sources).filter(|finding| finding.level <= least) {
            let file = sources.spot(&finding.primary.place).map(|(file, _)| sources.file(file).path.clone());
            let kind = (finding.rule.name, file);
            let shown = self.shown.entry(kind.clone()).or_default();
            *shown += 1;
            if *shown <= MOST_SHOWN {
                texts.push(to_text(finding, sources, looks));
            } else {
                *more.entry(kind).or_default() += 1;
            }
        }
        texts.extend(
            more.into_iter()
                .map(|((rule, file), count)| say!("check.more", count = count, rule = rule, file = file).line()),
        );
        texts
    }

    /// The findings of every level that were not seen before, each as it is shown.
    pub fn each<T>(
        &mut self,
        report: &Report,
        sources: &Sources,
        show: impl Fn(&Finding, &Sources, Language) -> T,
    ) -> Vec<T> {
        self.fresh(report, sources).map(|finding| show(finding, sources, language())).collect()
    }

    fn fresh<'a>(&mut self, report: &'a Report, sources: &Sources) -> impl Iterator<Item = &'a Finding> + use<'a> {
        let fresh: Vec<&Finding> =
            report.findings().iter().filter(|finding| self.seen.insert(identity(finding, sources))).collect();
        for finding in &fresh {
            self.count.add(finding.level);
        }
        fresh.into_iter()
    }

    /// `2 errors, 1 warning, 5 notes`.
    pub fn summary(&self) -> Message {
        let FindingCount { errors, warnings, notes } = self.count;
        let parts = [
            (errors, say!("count.errors", count = errors)),
            (warnings, say!("count.warnings", count = warnings)),
            (notes, say!("count.notes", count = notes)),
        ];
        let parts: Vec<Message> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said).collect();
        if parts.is_empty() { say!("count.none") } else { say!("count.parts", parts = parts) }
    }
}

fn identity(finding: &Finding, sources: &Sources) -> FindingIdentity {
    let place = sources.spot(&finding.primary.place);
    let place = place.map(|(file, span)| (sources.file(file).path.clone(), span.start));
    (finding.rule.name, place, finding.message.clone())
}

/// The plans that the paths mean, on the disk. None, and told, where a path means none.
pub(super) fn open_plans(paths: &[PathBuf], assets: Assets) -> Option<Workspace> {
    tell(Workspace::open_held(Disk.share(), paths, assets, &|folder| held(folder, Purpose::Reading)))
}

/// The one plan that a path means, kept from other runs for as long as what is given beside it lives. None, and told, where
/// the path means none or several.
pub(super) fn open_to_change(path: &Path, assets: Assets) -> Option<(Option<Held>, Workspace)> {
    let folder = one_folder(path)?;
    let held = held(&folder, Purpose::Changing);
    tell(Workspace::open(Disk.share(), &[folder], assets)).map(|workspace| (held, workspace))
}

/// The plans that the paths mean, all of them kept from other runs for as long as what is given beside them lives. None, and
/// told, where a path means none.
pub(super) fn open_all_to_change(paths: &[PathBuf], assets: Assets) -> Option<(Vec<Held>, Workspace)> {
    let folders = tell(find_plans(&Disk, paths))?;
    let held = folders.iter().filter_map(|folder| held(folder, Purpose::Changing)).collect();
    tell(Workspace::open(Disk.share(), &folders, assets)).map(|workspace| (held, workspace))
}

/// Keeps other runs from changing a folder, and waits for one that does. Where the file system cannot keep them apart, that
/// is told to whoever is about to change something, and is no reason not to.
pub(super) fn held(folder: &Path, purpose: Purpose) -> Option<Held> {
    let shown = folder.display();
    let waits = || say(say!("hold.waiting", folder = shown));
    let held = hold(folder, purpose, &waits);
    if let (Err(error), Purpose::Changing) = (&held, purpose) {
        say(say!("hold.not-apart", folder = shown, error = error));
    }
    held.ok()
}

/// The folder of the one plan that a path means. None, and told, where it means none or several.
pub(super) fn one_folder(path: &Path) -> Option<PathBuf> {
    let folders = tell(find_plans(&Disk, &[path.to_owned()]))?;
    let [folder] = folders.as_slice() else {
        complain(say!("not-one-plan", path = path.display(), count = folders.len()));
        return None;
    };
    Some(folder.clone())
}

/// A plan with its allonger, and all else that is known of it. None where it cannot be read; its errors are told.
pub(super) fn read_plan(folder: &Path, assets: &Assets) -> Option<(Dossier, Sources)> {
    let loaded = load(&Disk, folder, assets);
    tell_errors(&loaded.report, &loaded.sources);
    match loaded.known {
        Known::Whole(dossier) => Some((dossier, loaded.sources)),
        Known::Nothing | Known::WithoutAllonger(_) => {
            complain(say!("plan-unreadable", folder = folder.display()));
            None
        }
    }
}

/// Tells errors on standard error.
pub(super) fn tell_errors(report: &Report, sources: &Sources) {
    ShownFindings::default().texts(report, sources, Severity::Error).iter().for_each(say);
}

/// A PDF that anybody may have made. None, and told, where it cannot be read.
pub(super) fn read_pdf(path: &Path) -> Option<lopdf::Document> {
    let shown = path.display();
    let bytes = tell(
        Disk.read(path, MOST_BYTES as u64).map_err(|error| say!("asset.unreadable", path = shown, error = error)),
    )?;
    tell(open(&bytes).map_err(|error| say!("file-error", path = shown, error = error)))
}

/// How a command shows what people and programs read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TextOrJson {
    Text,
    Json,
}

/// What can stand on a line: a message, said in the language of the run, or a text that is no matter of language.
pub(super) trait PrintedLine {
    fn line(&self) -> String;
}

impl<T: PrintedLine + ?Sized> PrintedLine for &T {
    fn line(&self) -> String {
        (**self).line()
    }
}

impl PrintedLine for Message {
    fn line(&self) -> String {
        self.say_in(language())
    }
}

/// Texts that are no matter of language.
macro_rules! lines_as_they_are {
    ($($text:ty),*) => {
        $(impl PrintedLine for $text {
            fn line(&self) -> String {
                self.to_string()
            }
        })*
    };
}
lines_as_they_are!(str, String, std::fmt::Arguments<'_>, std::path::Display<'_>);

/// Prints a result on a line of its own.
pub(super) fn print(result: impl PrintedLine) {
    note_lost(writeln!(anstream::stdout(), "{}", result.line()));
}

/// Prints a text that ends its own line.
pub(super) fn print_part(text: impl std::fmt::Display) {
    note_lost(write!(anstream::stdout(), "{text}"));
}

/// Prints a result that is no text of ours, as it is.
pub(super) fn print_bytes(bytes: &[u8]) {
    let mut stdout = std::io::stdout().lock();
    note_lost(stdout.write_all(bytes).and_then(|()| stdout.flush()));
}

/// Whether a result could not be printed.
static IS_LOST: AtomicBool = AtomicBool::new(false);

/// A reader that has gone wants no more of it. Where a result cannot be written for another reason, such as a full disk, that
/// is told once; the command does what is left for it to do, and does not end well.
fn note_lost(written: std::io::Result<()>) {
    if let Err(error) = written
        && error.kind() != ErrorKind::BrokenPipe
        && !IS_LOST.swap(true, Ordering::Relaxed)
    {
        complain(say!("output.lost", error = error));
    }
}

/// Whether a result was lost that somebody waits for.
pub(super) fn is_lost() -> bool {
    IS_LOST.load(Ordering::Relaxed)
}

/// Says something on standard error, on a line of its own. Where that cannot be written there is nobody to say so to; what
/// the program does does not depend on it.
pub(super) fn say(words: impl PrintedLine) {
    let _ = writeln!(anstream::stderr(), "{}", words.line());
}

/// A day as an option gives it.
pub(super) fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|error: Malformed| malformed(&error).line())
}

/// A quarter as an option gives it.
pub(super) fn quarter(text: &str) -> Result<u8, String> {
    let number = text.parse().ok().filter(|number| (1..=4).contains(number));
    number.ok_or_else(|| say!("arguments.quarter").line())
}

/// What is wrong with an option's value, and how it is written.
pub(super) fn malformed(error: &Malformed) -> Message {
    say!("malformed", problem = error.problem, help = error.help)
}

/// The value, or its error told on standard error.
pub(super) fn tell<T, E: Telling>(result: Result<T, E>) -> Option<T> {
    result.inspect_err(|error| complain(error)).ok()
}

/// Says that something is wrong which has no place in a plan.
pub(super) fn complain(problem: impl Telling) {
    let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Red.into()));
    let level = Severity::Error.said().say_in(language());
    say(format_args!("{style}{level}{style:#}: {}", problem.message().say_in(language())));
}

/// Says that something was asked for in a form that is not known, and that the run goes on without it.
pub(super) fn warn(problem: &Message) {
    let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Yellow.into()));
    let level = Severity::Warning.said().say_in(language());
    say(format_args!("{style}{level}{style:#}: {}", problem.say_in(language())));
}

impl Global {
    /// The least level that is shown.
    pub(super) fn least(&self) -> Severity {
        match (self.quiet, self.verbose) {
            (true, _) => Severity::Error,
            (_, true) => Severity::Note,
            _ => Severity::Warning,
        }
    }
}

/// `plans/`, when no path is given.
pub(super) fn paths_or_all(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() { vec![PathBuf::from("plans")] } else { paths.to_vec() }
}
