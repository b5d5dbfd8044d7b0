//! The rows of the budget add up to its totals (2018 and 2023 plans, 2.4).

use crate::check::columns::off_columns;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::quantity::show_decimal;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("budget-off-total", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let Some(budget) = &facts.plan.budget else { return };
    for off in off_columns(budget).iter().filter(|off| !off.is_rounding(budget)) {
        let total = show_decimal(off.total);
        report.push(
            CHECK
                .rule
                .finding(
                    budget.at.key(schema::budget::TOTAL).at_snippet(&total),
                    say!("budget-off-total", name = off.name(), sum = off.sum, total = off.total),
                )
                .label(say!("budget-off-total.difference", difference = off.difference()))
                .note(off.rows.clone())
                .help(say!("budget-off-total.help")),
        );
    }
}
