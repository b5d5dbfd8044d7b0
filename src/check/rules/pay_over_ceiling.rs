//! More result pay was decided than the amount at full fulfilment.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("pay-over-ceiling", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    let Some(pay) = facts.pay() else { return };
    let Some(decision) = &pay.decision else { return };
    let ceiling = pay.ceiling();
    if decision.amount > ceiling {
        let message = say!("pay-over-ceiling", amount = decision.amount, ceiling = ceiling);
        let finding = CHECK.rule.finding(decision.at.key(schema::pay_decision::AMOUNT), message);
        report.push(finding.help(say!("pay-over-ceiling.help")));
    }
}
