//! The result pay follows the fulfilment, and the plan's goals have no weights to compute one from.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::language::say;
use crate::plan::PayRule;
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "pay-not-computed", level: Severity::Error, page: include_str!("pay-not-computed.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let Some(pay) = facts.pay() else { return };
    if facts.plan.is_weighed || pay.rule == PayRule::Decided {
        return;
    }
    let message = say!("pay-not-computed");
    let finding = CHECK.rule.finding(pay.at.key(schema::pay::RULE), message);
    report.push(finding.help(say!("pay-not-computed.help")));
}
