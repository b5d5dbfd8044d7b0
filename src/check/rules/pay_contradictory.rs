//! What is agreed of result pay cannot be counted in one way: a goal in two frames, or steps that give less for more.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{PayRule, PayStep};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("pay-contradictory", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let Some(pay) = facts.pay() else { return };
    for (index, frame) in pay.frames.iter().enumerate() {
        for goal in &frame.goals {
            let Some(first) = pay.frames[..index].iter().find(|other| other.goals.contains(goal)) else { continue };
            let finding =
                CHECK.rule.finding(frame.at.key(schema::pay_frame::GOALS), say!("pay-contradictory.goal", goal = goal));
            let finding = finding.also(first.at.key(schema::pay_frame::GOALS), say!("pay-contradictory.already"));
            report.push(finding.help(say!("pay-contradictory.goal-help")));
        }
    }
    let PayRule::Steps(steps) = &pay.rule else { return };
    for (index, step) in steps.iter().enumerate() {
        let contradicts =
            |other: &&PayStep| other.from == step.from || (other.from < step.from) != (other.share <= step.share);
        if let Some(other) = steps[..index].iter().find(contradicts) {
            let message = say!(
                "pay-contradictory.steps",
                from = other.from,
                share = other.share,
                other_from = step.from,
                other_share = step.share
            );
            let finding = CHECK.rule.finding(step.at, message).also(other.at, say!("pay-contradictory.other"));
            report.push(finding.help(say!("pay-contradictory.steps-help")));
        }
    }
}
