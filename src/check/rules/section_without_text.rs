//! A heading of the contract under which nothing stands.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{PlanNumber, Section};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("section-without-text", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let numbers: Vec<&PlanNumber> = plan.sections.iter().map(|section| &section.number).collect();
    let groups = plan.groups.iter().map(|group| &group.number);
    let backgrounds = plan.groups.iter().filter_map(|group| group.background.as_ref()?.number.as_ref());
    let inside: Vec<&PlanNumber> = numbers.into_iter().chain(groups).chain(backgrounds).collect();
    for section in plan.sections.iter().filter(|section| is_bare(section)) {
        let holds_budget = plan.budget.as_ref().is_some_and(|budget| budget.section == section.number);
        if holds_budget || inside.iter().any(|number| is_under(number, &section.number)) {
            continue;
        }
        // A section of the template stands in no file of the plan: the plan's list is where to mend it.
        let node = facts.sources.node(section.at);
        let of_template = node.is_none_or(|node| facts.sources.file(node.file).is_template);
        let place =
            if of_template { plan.at.key(schema::plan::SECTIONS) } else { section.at.key(schema::section::NUMBER) };
        let heading = format!("{} {}", section.number, section.title.as_deref().unwrap_or(""));
        let message = say!("section-without-text", heading = heading.trim_end());
        let help = say!("section-without-text.help", number = section.number);
        report.push(CHECK.rule.finding(place, message).help(help));
    }
}

fn is_bare(section: &Section) -> bool {
    section.text.is_empty() && section.standard.is_none() && !section.endorsed
}

/// `2.1` is under `2.0`, `3.3.1` under `3.3`.
fn is_under(number: &PlanNumber, section: &PlanNumber) -> bool {
    let section = section.to_string();
    let number = number.to_string();
    let stem = section.strip_suffix(".0").unwrap_or(&section);
    number != section && number.strip_prefix(stem).is_some_and(|rest| rest.starts_with('.'))
}
