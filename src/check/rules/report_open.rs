//! A final annual report, and the plan's points are not final.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::Goal;
use crate::schema;
use crate::score::{Mark, Span, Status};

pub static CHECK: Check =
    Check { rule: Rule { name: "report-open", level: Severity::Error, page: include_str!("report-open.md") }, run };

fn run(facts: &Facts, report: &mut Report) {
    let card = facts.scorecard;
    let Some(annual) = facts.annual_report().filter(|annual| !annual.is_provisional) else { return };
    if card.total.is_closed() && card.goals.iter().all(|goal| goal.mark.worth.is_some()) {
        return;
    }
    let goals = facts.plan.goals().map(|(_, goal)| goal).zip(&card.goals);
    let open: Vec<(&Goal, &str)> = goals.filter_map(|(goal, scored)| Some((goal, why_open(&scored.mark)?))).collect();
    let names: Vec<String> = open.iter().map(|(goal, _)| goal.number.to_string()).collect();
    let Span { least, most } = card.total_shown();
    let message = format!("between {least} and {most} points are reached; still open: {}", names.join(", "));
    let finding = CHECK.rule.finding(annual.at.key(schema::annual_report::IS_PROVISIONAL), message);
    let finding = open.iter().fold(finding, |finding, (goal, why)| {
        finding.also(goal.at.key(schema::goal::NUMBER), format!("{}: {why}", goal.number))
    });
    let help = "report what is missing, 0 where there was none, or write `foreløbig: ja` until it is known; what a share of no cases \
                counts as, the plan says: `hvis ingen: opfyldt`";
    report.push(finding.help(help));
}

/// What is not known of a goal; None when nothing is.
fn why_open(mark: &Mark) -> Option<&'static str> {
    match mark.status {
        Status::NotMeasured => Some("figures are missing"),
        Status::NotSet => Some("a rule or a target is not set"),
        Status::Met | Status::Partly | Status::NotMet if mark.worth.is_none() => Some("its weight is not set"),
        Status::Met | Status::Partly | Status::NotMet | Status::Removed => None,
    }
}
