//! A final annual report, and the plan's points are not final.

use std::collections::BTreeMap;

use crate::check::{Check, Facts, walk};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Message, say};
use crate::plan::{Address, Goal, Requirement, Weight};
use crate::schema;
use crate::score::{Mark, Span, Status, TraceStep, adjusted};

pub static CHECK: Check = Check { rule: rule!("report-open", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let Some(annual) = facts.annual_report().filter(|annual| !annual.is_provisional) else { return };
    // What is set by the one who answers for it is settled.
    let card = &adjusted(facts.scorecard, annual);
    let is_settled = match &card.total {
        Some(total) => total.is_closed() && card.goals.iter().all(|goal| goal.mark.worth.is_some()),
        None => card.goals.iter().all(|goal| goal.mark.status.verdict().is_some()),
    };
    if is_settled {
        return;
    }
    let goals = facts.plan.goals().map(|(_, goal)| goal).zip(&card.goals);
    let open: Vec<(&Goal, Message)> =
        goals.filter_map(|(goal, scored)| Some((goal, why_open(goal, &scored.mark)?))).collect();
    let names: Vec<String> = open.iter().map(|(goal, _)| goal.number.to_string()).collect();
    let message = match card.total_shown() {
        Some(Span { least, most }) => say!("report-open.points", least = least, most = most, names = names),
        None => say!("report-open.goals", names = names),
    };
    let finding = CHECK.rule.finding(annual.at.key(schema::annual_report::IS_PROVISIONAL), message);
    let finding =
        open.iter().fold(finding, |finding, (goal, why)| finding.also(goal.at.key(schema::goal::NUMBER), why.clone()));
    let help = say!("report-open.help");
    report.push(finding.help(help));
}

/// What is not known of a goal; None when nothing is.
fn why_open(goal: &Goal, mark: &Mark) -> Option<Message> {
    match mark.status {
        Status::NotMeasured => Some(missing(goal, mark)),
        Status::NotSet => Some(say!("report-open.not-set", number = goal.number)),
        Status::Met | Status::Partly | Status::NotMet if goal.weight == Weight::NotSet => {
            Some(say!("report-open.weight", number = goal.number))
        }
        Status::Partly if !mark.fulfilment.is_closed() && goal.weight != Weight::None => {
            Some(say!("report-open.partly", number = goal.number))
        }
        Status::Met | Status::Partly | Status::NotMet | Status::Removed => None,
    }
}

/// For which periods nothing is reported, requirement by requirement, and by whom.
fn missing(goal: &Goal, mark: &Mark) -> Message {
    // Of several with one address, the innermost.
    let chains: BTreeMap<Address, Vec<&Requirement>> = goal.addresses().into_iter().collect();
    let owner = |of: &Address| goal.owner_of(chains.get(of)?).map(ToString::to_string);
    let told = |one: &Mark| {
        let gaps = |step: &TraceStep| if let TraceStep::Missing(periods) = step { Some(periods.clone()) } else { None };
        let periods: Vec<String> = one.trace.steps.iter().find_map(gaps)?.iter().map(ToString::to_string).collect();
        let owner = owner(&one.address);
        Some(say!("report-open.missing", address = one.address, periods = periods, owner = owner))
    };
    let told = walk::distinct(mark.walk().into_iter().filter(|one| one.parts.is_empty()).filter_map(told));
    if told.is_empty() {
        say!("report-open.figures", number = goal.number)
    } else {
        say!("report-open.several", told = told)
    }
}
