//! The rows of the budget add up to its totals (2018 and 2023 plans, 2.4).

use rust_decimal::Decimal;

use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::quantity::{Number, show_decimal};

pub static CHECK: Check = Check {
    rule: Rule { name: "budget-off-total", level: Level::Error, page: include_str!("budget-off-total.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let Some(budget) = &facts.plan.budget else { return };
    for (index, (column, Number(total))) in budget.columns.iter().zip(&budget.total).enumerate() {
        let amounts = budget.rows.iter().filter_map(|row| Some((row, row.amounts.get(index)?)));
        let sum: Decimal = amounts.clone().map(|(_, amount)| amount.0).sum();
        if sum == *total {
            continue;
        }
        let name = format!("{} {}", column.state, column.year);
        let message = format!("the rows of {name} add up to {}, not {}", show_decimal(sum), show_decimal(*total));
        let parts: Vec<String> = amounts.map(|(row, amount)| format!("{} {amount}", row.task)).collect();
        let difference = show_decimal((sum - total).abs());
        let side = if sum > *total { "too much" } else { "too little" };
        report.push(
            CHECK
                .rule
                .finding(budget.at.key("i alt").at_snippet(&show_decimal(*total)), message)
                .label(format!("the rows give {difference} {side}"))
                .note(parts.join(", "))
                .help("change the row or the total; when the source itself does not add up, say so in `bemærkninger` and mend the total"),
        );
    }
}
