//! A column of the budget is off by no more than rounding (design, scoring 2: rounded rows need not add up).

use crate::check::columns::off_columns;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::quantity::show_decimal;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("budget-rounded", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    let Some(budget) = &facts.plan.budget else { return };
    for off in off_columns(budget).iter().filter(|off| off.is_rounding(budget)) {
        let total = show_decimal(off.total);
        let message = say!("budget-rounded", name = off.name(), difference = off.difference());
        report.push(
            CHECK
                .rule
                .finding(budget.at.key(schema::budget::TOTAL).at_snippet(&total), message)
                .note(off.rows.clone())
                .help(say!("budget-rounded.help")),
        );
    }
}
