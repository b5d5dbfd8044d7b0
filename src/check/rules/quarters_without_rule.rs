//! Figures of parts of a year that nothing makes into the year's (2020 plan, 2.3).

use crate::check::reported;
use crate::check::{Check, Facts};
use crate::diagnostic::{Level, Report, Rule};
use crate::plan::Figure;

pub static CHECK: Check = Check {
    rule: Rule { name: "quarters-without-rule", level: Level::Warning, page: include_str!("quarters-without-rule.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let figures = reported::figures(facts);
    for (index, one) in figures.iter().enumerate() {
        let is_bare = matches!(one.figure, Figure::Value(_) | Figure::Shares(_));
        let is_first = !figures.iter().take(index).any(|other| other.observation.of == one.observation.of);
        let is_part = one.window.covers(&one.sheet.days) && one.sheet.days != one.window;
        if !(is_bare && is_first && is_part && one.requirement.gathering.is_none()) {
            continue;
        }
        let (of, period) = (&one.observation.of, one.sheet.period);
        let message =
            format!("{of}: the plan does not say how the figure for {period} becomes one for its whole period");
        let finding = CHECK.rule.finding(one.observation.at.key(reported::key(one.figure)), message);
        report.push(
            finding
                .note("it is not scored before that is said, or a figure for the whole period is reported")
                .help("write `kvartaler samles: seneste`, `gennemsnit` or `sum` in the plan; or report counts"),
        );
    }
}
