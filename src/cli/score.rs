//! `resultatplan score`: what a plan has reached, point by point.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::output::{ShownFindings, complain, date, open_plans, print, quarter, say, tell, tell_errors};
use super::scorecard::{to_csv, to_json};
use super::{CommandOutcome, Global, scorecard};
use crate::diagnostic::{Severity, nearest};
use crate::language::say;
use crate::plan::Plan;
use crate::quantity::Date;
use crate::score::Scorecard;
use crate::source::Sources;
use crate::words::Words;
use crate::workbook::scorecard as workbook_of;
use crate::workspace::{Edit, ScoredPlan, SeenFrom};

/// Score a plan from what is reported on it: points, status, and where each point comes from
///
/// Unknown is never zero: what is open is shown as the least and the most that can still be reached.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan score plans/uim/siri/2023
  resultatplan score plans/uim/siri/2023 --quarter 2
  resultatplan score plans/uim/siri/2023 --explain '1.1 a'
  resultatplan score plans/uim/siri/2023 --format csv > point.csv
  resultatplan score plans/uim/siri/2023 --format xlsx --out point.xlsx")]
pub(super) struct Options {
    /// The plan's folder
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// As it is seen from this day: `30. juni 2023` or 2023-06-30
    #[arg(long, value_name = "DATE", value_parser = date, conflicts_with = "quarter")]
    as_of: Option<Date>,
    /// As it is seen from the end of this quarter
    #[arg(long, value_name = "N", value_parser = quarter)]
    quarter: Option<u8>,
    /// Show rule, figures, source and arithmetic of every point, or of those under a number
    #[arg(long, value_name = "NR", num_args = 0..=1)]
    explain: Option<Option<String>>,
    /// How the scorecard is shown
    #[arg(long, value_name = "FORMAT", default_value = "text", conflicts_with = "explain")]
    format: ScoreFormat,
    /// Where the workbook goes
    #[arg(long, value_name = "FILE", required_if_eq("format", "xlsx"))]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ScoreFormat {
    Text,
    /// Everything, each number exactly and as it is shown
    Json,
    /// A row a requirement, for a spreadsheet
    Csv,
    /// A workbook with sums as formulas, to --out
    Xlsx,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let Some(workspace) = open_plans(std::slice::from_ref(&options.plan), assets) else {
        return CommandOutcome::Misused;
    };
    let Some(inspected) = tell(workspace.plan()) else { return CommandOutcome::Misused };
    let least = if global.verbose { Severity::Note } else { Severity::Error };
    ShownFindings::default().texts(&inspected.report, &inspected.sources, least).iter().for_each(say);
    let from = options.as_of.map(SeenFrom::Day).or(options.quarter.map(SeenFrom::Quarter));
    match workspace.score(from) {
        Ok(scored) => show(&scored, &inspected.sources, options),
        Err(_) => {
            complain(say!("score.refused", folder = inspected.folder.display()));
            CommandOutcome::Wrong
        }
    }
}

fn show(scored: &ScoredPlan, sources: &Sources, options: &Options) -> CommandOutcome {
    let ScoredPlan { plan, card, texts, in_force, examples } = scored;
    let words = Words::new(texts, plan);
    let workbook = match (options.format, &options.out) {
        (ScoreFormat::Xlsx, Some(out)) => match tell(workbook_of(plan, card, &words)) {
            Some(bytes) => Some(Edit::replacing(out.clone(), bytes)),
            None => return CommandOutcome::Wrong,
        },
        (ScoreFormat::Text | ScoreFormat::Json | ScoreFormat::Csv | ScoreFormat::Xlsx, _) => None,
    };
    let notes: Vec<String> =
        examples.iter().map(|number| words.say("allongen er ikke institutionens", &[("nr", number)])).collect();
    let shown = match (&options.explain, options.format) {
        (Some(wanted), _) => explain(plan, card, wanted.as_deref(), &words),
        (None, ScoreFormat::Json) => Some(vec![format!("{:#}", to_json(card, plan, in_force, &words))]),
        (None, ScoreFormat::Csv) => Some(vec![to_csv(card, &words).trim_end().to_owned()]),
        (None, ScoreFormat::Xlsx) => Some(workbook.iter().map(|edit| edit.path.display().to_string()).collect()),
        (None, ScoreFormat::Text) => {
            Some([scorecard::head(plan, card, &words), scorecard::table(card, &words)].concat())
        }
    };
    // A phrase of the ministry's own can be wrong: then nothing is said with a hole in it.
    let report = words.into_report();
    tell_errors(&report, sources);
    if report.has_errors() {
        return CommandOutcome::Wrong;
    }
    if let Some(edit) = &workbook
        && tell(edit.save()).is_none()
    {
        return CommandOutcome::Wrong;
    }
    notes.iter().for_each(say);
    let Some(lines) = shown else { return CommandOutcome::Misused };
    lines.iter().for_each(print);
    CommandOutcome::Well
}

/// None, and told, where nothing has the number that is asked for.
fn explain(plan: &Plan, card: &Scorecard, wanted: Option<&str>, words: &Words) -> Option<Vec<String>> {
    let lines: Vec<String> =
        card.goals.iter().flat_map(|goal| scorecard::explanation(goal, wanted, card.decimals, words)).collect();
    if let Some(wanted) = wanted.filter(|_| lines.is_empty()) {
        let known: Vec<String> =
            card.goals.iter().flat_map(|goal| goal.mark.walk()).map(|mark| mark.address.to_string()).collect();
        let help = match nearest(wanted, known.iter().map(String::as_str)) {
            Some(near) => say!("did-you-mean.inside", near = near),
            None => say!("score.address-help"),
        };
        complain(say!("score.unknown", wanted = wanted, help = help));
        return None;
    }
    Some([scorecard::head(plan, card, words), lines].concat())
}
