//! An expectation that the figures already rule out.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Argument, say};
use crate::quantity::Fulfilment;
use crate::schema;
use crate::score::percent;

pub static CHECK: Check = Check { rule: rule!("expectation-contradicts-figures", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    let shown = |one: &Fulfilment| Argument::Percent(percent(one.ratio(), facts.plan.decimals).0);
    for mark in facts.scorecard.goals.iter().flat_map(|goal| goal.mark.walk()) {
        let Some(expected) = &mark.expected else { continue };
        if mark.allows(expected) {
            continue;
        }
        let (least, most) = (shown(&mark.fulfilment.least), shown(&mark.fulfilment.most));
        let still = if mark.fulfilment.is_closed() {
            say!("percent", share = least)
        } else {
            say!("expectation-contradicts-figures.between", least = least, most = most)
        };
        let message = say!("expectation-contradicts-figures", address = mark.address, what = expected.what);
        let finding = CHECK.rule.finding(expected.at.key(schema::results::observation::EXPECTED), message);
        report.push(
            finding
                .note(say!("expectation-contradicts-figures.still", still = still))
                .help(say!("expectation-contradicts-figures.help")),
        );
    }
}
