//! An expectation that the figures already rule out.

use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::plan::{Expectation, Verdict};
use crate::quantity::Fulfilment;
use crate::score::{Span, share};

pub static CHECK: Check = Check {
    rule: Rule {
        name: "expectation-contradicts-figures",
        level: Level::Warning,
        page: include_str!("expectation-contradicts-figures.md"),
    },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for mark in facts.scorecard.goals.iter().flat_map(|goal| goal.mark.walk()) {
        let Some(expected) = &mark.expected else { continue };
        if is_possible(&expected.what, &mark.fulfilment) {
            continue;
        }
        let (least, most) = (share(mark.fulfilment.least.ratio()), share(mark.fulfilment.most.ratio()));
        let still = if mark.fulfilment.is_closed() { least } else { format!("between {least} and {most}") };
        let message = format!("{} is expected to be {}, which the figures rule out", mark.address, expected.what);
        let finding = CHECK.rule.finding(expected.at.key("forventet"), message);
        report.push(
            finding
                .note(format!("it can still reach {still}"))
                .help("correct the figure or the expectation; an earlier one stays as it was said, in its own file"),
        );
    }
}

fn is_possible(expected: &Expectation, span: &Span<Fulfilment>) -> bool {
    match expected {
        Expectation::Verdict(Verdict::Met) => span.most.is_full(),
        Expectation::Verdict(Verdict::Partly) => !span.most.is_none() && !span.least.is_full(),
        Expectation::Verdict(Verdict::NotMet) => span.least.is_none(),
        Expectation::Share(expected) => {
            let expected = Fulfilment::from(*expected);
            span.least <= expected && expected <= span.most
        }
    }
}
