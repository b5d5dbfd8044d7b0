//! A target that is set later (2020 plan, 1.3; 2023 plan, 1.1: by allonge).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::Unset;
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "target-not-set", level: Severity::Note, page: include_str!("target-not-set.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let help = "change the plan by an allonge when it is set";
    for spot in facts.requirements {
        let at = spot.requirement.at;
        let finding = match spot.requirement.demand.measure().unset() {
            Some(Unset::Demand(set)) => CHECK
                .rule
                .finding(at.key(schema::later::WHAT), format!("{} demands nothing yet", spot.name))
                .label(format!("is set {set}")),
            Some(Unset::Conversion { most }) => CHECK
                .rule
                .finding(
                    at.key(schema::evaluation::CONVERSION),
                    format!("nothing says what a score of {} is worth", spot.name),
                )
                .label(format!("at most {most} can be given")),
            None => continue,
        };
        report.push(finding.help(help));
    }
    for (_, goal) in facts.plan.goals() {
        for open in &goal.open {
            let finding =
                CHECK.rule.finding(open.at.key(schema::open::WHAT), format!("a part of {} is set later", goal.number));
            report.push(finding.label(format!("is set {}", open.set)).help(help));
        }
    }
}
