//! `resultatplan diff`: what differs between two plans, or between two days of one.

use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Effects, Style};
use clap::{Args, ValueEnum};

use super::output::{complain, malformed, one_folder, print, read_plan, tell, tell_errors};
use super::{CommandOutcome, Global};
use crate::assets::Assets;
use crate::diagnostic::Report;
use crate::diff::{ChangeKind, Changed, ChangedWords, Piece, Side, diff, pieces, to_json};
use crate::document::{ContractReading, PlanReading, contract_of, difference, readings};
use crate::dossier::Dossier;
use crate::language::say;
use crate::quantity::{Date, Malformed};
use crate::render::{CopyKind, Typesetter, WordTemplates, docx_of, pdf, render, tracked};
use crate::source::Sources;
use crate::workspace::write_whole;
use crate::write::Value;

/// Tell what differs between two plans, two years, or two days of one plan
///
/// A plan reads as on the day after `@`; without one, as when its period ends, with the allonger in force. In a text,
/// `[-…-]` is what went out and `{+…+}` what came in.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan diff plans/uim/siri/2023 plans/uim/siri/2024
  resultatplan diff plans/uim/siri/2023@2023-01-01 plans/uim/siri/2023@2023-12-31
  resultatplan diff plans/uim/siri/2020@2020-01-01 plans/uim/siri/2020 --format pdf --out forskelle.pdf
  resultatplan diff plans/uim/siri/2020@2020-01-01 plans/uim/siri/2020 --format docx --out ændringer.docx

Exit status: 0 when the two say the same, 1 when they differ, 2 when they cannot be compared.")]
pub(super) struct Options {
    /// The plan before: its folder, and perhaps a day
    #[arg(value_name = "PLAN[@DATE]")]
    old: String,
    /// The plan after
    #[arg(value_name = "PLAN[@DATE]")]
    new: String,
    /// How the differences are shown
    #[arg(long, value_name = "FORMAT", default_value = "text", requires_ifs([("pdf", "out"), ("docx", "out")]))]
    format: DiffFormat,
    /// The file for PDF or Word
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DiffFormat {
    Text,
    Json,
    /// Old and new side by side
    Pdf,
    /// The new contract with tracked changes, for Word
    Docx,
}

/// A plan that could be read, and how it reads.
struct DatedPlan {
    dossier: Dossier,
    sources: Sources,
    day: Option<Date>,
}

impl DatedPlan {
    fn plan(&self) -> PlanReading<'_> {
        let amended = &self.dossier.amended;
        match self.day {
            Some(day) => PlanReading { plan: amended.as_of(day), day },
            None => PlanReading { plan: amended.latest(), day: amended.signed().period.days.last },
        }
    }
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    if options.out.is_some() && !matches!(options.format, DiffFormat::Pdf | DiffFormat::Docx) {
        complain(say!("diff.out"));
        return CommandOutcome::Misused;
    }
    let (Some(old), Some(new)) = (read(&options.old, &assets), read(&options.new, &assets)) else {
        return CommandOutcome::Misused;
    };
    let (before, after) = (old.plan(), new.plan());
    let changes = diff(before.plan, after.plan);
    match (options.format, &options.out) {
        (DiffFormat::Text, _) => lines(&changes).iter().for_each(print),
        (DiffFormat::Json, _) => print(format_args!("{:#}", to_json(&changes))),
        (DiffFormat::Pdf | DiffFormat::Docx, None) => return CommandOutcome::Misused,
        (DiffFormat::Pdf, Some(out)) => {
            let (document, report) = difference(before, after, &changes, &new.dossier.texts);
            tell_errors(&report, &new.sources);
            let Some(document) = document else { return CommandOutcome::Misused };
            let pages = render(&document, &Typesetter::new(&assets), CopyKind::Signing).and_then(|pages| pdf(&pages));
            let Some(bytes) = tell(pages) else { return CommandOutcome::Misused };
            if tell(write_whole(out, &bytes)).is_none() {
                return CommandOutcome::Misused;
            }
            print(out.display());
        }
        (DiffFormat::Docx, Some(out)) => {
            let Some(bytes) = in_word(&old, &new, &assets) else { return CommandOutcome::Misused };
            if tell(write_whole(out, &bytes)).is_none() {
                return CommandOutcome::Misused;
            }
            print(out.display());
        }
    }
    if changes.is_empty() { CommandOutcome::Well } else { CommandOutcome::Wrong }
}

/// The newer contract with what has changed tracked: by each allonge between two days of one plan, else by the newer plan.
fn in_word(old: &DatedPlan, new: &DatedPlan, assets: &Assets) -> Option<Vec<u8>> {
    let (before, after) = (old.plan(), new.plan());
    let (amended, texts) = (&new.dossier.amended, &new.dossier.texts);
    let is_one = old.dossier.amended.signed() == amended.signed() && before.day <= after.day;
    let (read, report) = if is_one {
        readings(amended, texts, Some(before.day), after.day)
    } else {
        let mut report = Report::default();
        let first = contract_of(before.plan, &old.dossier.texts, &mut report);
        let last = contract_of(after.plan, texts, &mut report);
        let reading = |document, author: &str, date| ContractReading { document, author: author.to_owned(), date };
        let both = vec![reading(first, "", None), reading(last, &after.plan.title, Some(after.day))];
        (Some(both).filter(|_| !report.has_errors()), report)
    };
    tell_errors(&report, &new.sources);
    let read = read?;
    let document = &read.last()?.document;
    tell(docx_of(&tracked(&read, document), document, &WordTemplates::new(assets)))
}

/// `PLAN` or `PLAN@DATE`. None, and told, when it cannot be read.
fn read(argument: &str, assets: &Assets) -> Option<DatedPlan> {
    let (path, day) = match argument.rsplit_once('@') {
        Some((path, day)) => (path, Some(tell(day.parse().map_err(|error: Malformed| malformed(&error)))?)),
        None => (argument, None),
    };
    let folder = one_folder(Path::new(path))?;
    let (dossier, sources) = read_plan(&folder, assets)?;
    let period = dossier.amended.signed().period.days;
    if let Some(day) = day.filter(|day| !period.contains(*day)) {
        complain(say!("diff.day", day = day, folder = folder.display(), period = period));
        return None;
    }
    Some(DatedPlan { dossier, sources, day })
}

const HEAD: Style = Style::new().bold();
const OUT: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red))).effects(Effects::STRIKETHROUGH);
const IN: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));

/// A head for each thing that differs; under it its keys, the values of one thing under each other.
fn lines(changes: &[Changed]) -> Vec<String> {
    let mut lines = Vec::new();
    for changed in changes {
        let (mark, kind) = match changed.kind {
            ChangeKind::Changed => ("~", String::new()),
            ChangeKind::Added => ("+", format!(" ({})", changed.kind.word())),
            ChangeKind::Removed => ("-", format!(" ({})", changed.kind.word())),
        };
        let name = if changed.name.is_empty() { String::new() } else { format!(" {}", changed.name) };
        lines.push(format!("{HEAD}{mark} {}{name}{kind}{HEAD:#}", changed.subject));
        let width = changed.words.iter().map(|words| words.key().chars().count()).max().unwrap_or(0);
        lines.extend(changed.words.iter().map(|words| line(words, width)));
    }
    lines
}

fn line(words: &ChangedWords, width: usize) -> String {
    let key = format!("    {:<width$}  ", words.key());
    match (&words.old, &words.new) {
        (Some(old), Some(new)) if is_text(old) || is_text(new) => format!("{key}{}", marked(&pieces(old, new))),
        (Some(old), Some(new)) => format!("{key}{OUT}{old}{OUT:#} → {IN}{new}{IN:#}"),
        (Some(old), None) => format!("{key}{OUT}[-{old}-]{OUT:#}"),
        (None, Some(new)) => format!("{key}{IN}{{+{new}+}}{IN:#}"),
        (None, None) => key,
    }
}

/// Longer than what is taken in at a glance.
fn is_text(value: &Value) -> bool {
    const GLANCE: usize = 30;
    value.to_string().chars().count() > GLANCE
}

fn marked(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| {
        let text = piece.text.replace('\n', " ");
        match piece.side {
            Side::Both => text,
            Side::Old => format!("{OUT}[-{text}-]{OUT:#}"),
            Side::New => format!("{IN}{{+{text}+}}{IN:#}"),
        }
    };
    pieces.iter().map(piece).collect()
}
