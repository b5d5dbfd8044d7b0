//! The annual report says nothing of a goal that is not met, or in which something is not (Økonomistyrelsen,
//! *Målrapportering*, 2. del).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::Verdict;
use crate::schema;
use crate::score::{Mark, Status};

pub static CHECK: Check = Check { rule: rule!("analysis-missing", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let Some(annual) = facts.annual_report() else { return };
    for ((_, goal), scored) in facts.plan.goals().zip(&facts.scorecard.goals) {
        let Some((lacking, verdict)) = lacking(&scored.mark) else { continue };
        if annual.analysis(&goal.number).is_some() {
            continue;
        }
        let number = &goal.number;
        let message = say!("analysis-missing", address = lacking.address, verdict = verdict.word());
        let finding = CHECK.rule.finding(annual.at.key(schema::annual_report::ANALYSES), message);
        report.push(
            finding
                .also(
                    goal.at.key(schema::goal::NUMBER),
                    say!("analysis-missing.goal", number = number, area = goal.area),
                )
                .help(say!("analysis-missing.help", number = number)),
        );
    }
}

/// What is not met of a goal: the goal itself, or a part of one that is not met as a whole. A goal for which the plan
/// sets no rule stays open, whatever its parts reach; the year's report must still say why they fell short.
fn lacking(mark: &Mark) -> Option<(&Mark, Verdict)> {
    let judged = mark.walk().into_iter().filter_map(|one| Some((one, one.status.verdict()?)));
    judged.filter(|_| mark.status != Status::Met).find(|(_, verdict)| *verdict != Verdict::Met)
}
