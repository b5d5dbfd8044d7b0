//! An expectation that the figures already rule out.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::quantity::Fulfilment;
use crate::schema;
use crate::score::percent;

pub static CHECK: Check = Check {
    rule: Rule {
        name: "expectation-contradicts-figures",
        level: Severity::Warning,
        page: include_str!("expectation-contradicts-figures.md"),
    },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let shown = |one: &Fulfilment| format!("{} pct.", percent(one.ratio(), facts.plan.decimals));
    for mark in facts.scorecard.goals.iter().flat_map(|goal| goal.mark.walk()) {
        let Some(expected) = &mark.expected else { continue };
        if mark.allows(expected) {
            continue;
        }
        let (least, most) = (shown(&mark.fulfilment.least), shown(&mark.fulfilment.most));
        let still = if mark.fulfilment.is_closed() { least } else { format!("between {least} and {most}") };
        let message = format!("{} is expected to be {}, which the figures rule out", mark.address, expected.what);
        let finding = CHECK.rule.finding(expected.at.key(schema::results::observation::EXPECTED), message);
        report.push(
            finding
                .note(format!("it can still reach {still}"))
                .help("correct the figure or the expectation; an earlier one stays as it was said, in its own file"),
        );
    }
}
