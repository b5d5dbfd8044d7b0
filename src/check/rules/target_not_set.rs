//! A target that is set later (2020 plan, 1.3; 2023 plan, 1.1: by allonge).

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::Unset;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("target-not-set", Severity::Note), run };

fn run(facts: &Facts, report: &mut Report) {
    let help = say!("target-not-set.help");
    for spot in facts.requirements {
        let at = spot.requirement.at;
        let finding = match spot.requirement.demand.measure().unset() {
            Some(Unset::Demand(set)) => CHECK
                .rule
                .finding(at.key(schema::later::WHAT), say!("target-not-set.demand", name = spot.name))
                .label(say!("target-not-set.set", set = set)),
            Some(Unset::Conversion { most }) => CHECK
                .rule
                .finding(at.key(schema::evaluation::CONVERSION), say!("target-not-set.conversion", name = spot.name))
                .label(say!("target-not-set.most", most = most)),
            None => continue,
        };
        report.push(finding.help(help.clone()));
    }
    for (_, goal) in facts.plan.goals() {
        for open in &goal.open {
            let finding =
                CHECK.rule.finding(open.at.key(schema::open::WHAT), say!("target-not-set.open", number = goal.number));
            report.push(finding.label(say!("target-not-set.set", set = open.set)).help(help.clone()));
        }
    }
}
