//! The result pay follows the fulfilment, and the plan's goals have no weights to compute one from.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::PayRule;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("pay-not-computed", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let Some(pay) = facts.pay() else { return };
    if facts.plan.is_weighed || pay.rule == PayRule::Decided {
        return;
    }
    let message = say!("pay-not-computed");
    let finding = CHECK.rule.finding(pay.at.key(schema::pay::RULE), message);
    report.push(finding.help(say!("pay-not-computed.help")));
}
