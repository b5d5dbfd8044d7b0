//! What is agreed of result pay cannot be counted in one way: a goal in two frames, or steps that give less for more.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::{PayRule, PayStep};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "pay-contradictory", level: Severity::Error, page: include_str!("pay-contradictory.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let Some(pay) = facts.pay() else { return };
    for (index, frame) in pay.frames.iter().enumerate() {
        for goal in &frame.goals {
            let Some(first) = pay.frames[..index].iter().find(|other| other.goals.contains(goal)) else { continue };
            let finding = CHECK.rule.finding(
                frame.at.key(schema::pay_frame::GOALS),
                format!("goal {goal} counts in two frames of the result pay"),
            );
            let finding = finding.also(first.at.key(schema::pay_frame::GOALS), "it counts here already");
            report.push(finding.help("let each goal count in one frame"));
        }
    }
    let PayRule::Steps(steps) = &pay.rule else { return };
    for (index, step) in steps.iter().enumerate() {
        let contradicts =
            |other: &&PayStep| other.from == step.from || (other.from < step.from) != (other.share <= step.share);
        if let Some(other) = steps[..index].iter().find(contradicts) {
            let message =
                format!("{} fulfilment gives {}, and {} gives {}", other.from, other.share, step.from, step.share);
            let finding = CHECK.rule.finding(step.at, message).also(other.at, "the other step");
            report.push(finding.help("more fulfilment gives no smaller share: correct one of the steps"));
        }
    }
}
