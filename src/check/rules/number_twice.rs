//! A number names one thing: goals among goals, sections, groups and backgrounds among each other, labels among siblings.

use std::fmt::Display;

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Message, say};
use crate::plan::{PlanNumber, Requirement};
use crate::schema;
use crate::source::At;

pub static CHECK: Check = Check { rule: rule!("number-twice", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let goals: Vec<_> = plan.goals().map(|(_, goal)| (&goal.number, goal.at)).collect();
    tell_doubles(|number| say!("number-twice.goals", number = number), &goals, report);
    tell_doubles(|number| say!("number-twice.parts", number = number), &contents(facts), report);
    for (_, goal) in plan.goals() {
        tell_labels(&goal.number.to_string(), &goal.requirements, report);
    }
    for spot in facts.requirements {
        tell_labels(&spot.name, spot.requirement.parts(), report);
    }
}

/// What the table of contents numbers.
fn contents<'a>(facts: &Facts<'a>) -> Vec<(&'a PlanNumber, At)> {
    let plan = facts.plan;
    let backgrounds = plan.groups.iter().filter_map(|group| group.background.as_ref());
    let sections = plan.sections.iter().map(|section| (&section.number, section.at));
    let groups = plan.groups.iter().map(|group| (&group.number, group.at));
    sections
        .chain(groups)
        .chain(backgrounds.filter_map(|background| Some((background.number.as_ref()?, background.at))))
        .collect()
}

fn tell_labels(within: &str, siblings: &[Requirement], report: &mut Report) {
    let labels: Vec<_> = siblings.iter().filter_map(|part| Some((part.label.as_ref()?, part.at))).collect();
    tell_doubles(|label| say!("number-twice.labels", within = within, label = label), &labels, report);
}

fn tell_doubles<N: Display + PartialEq>(problem: impl Fn(String) -> Message, numbers: &[(N, At)], report: &mut Report) {
    for (index, (number, at)) in numbers.iter().enumerate() {
        let first = numbers.iter().take(index).find(|(other, _)| other == number);
        if let Some((_, first)) = first {
            report.push(
                CHECK
                    .rule
                    .finding(at.key(schema::goal::NUMBER), problem(number.to_string()))
                    .label(say!("here.again"))
                    .also(first.key(schema::goal::NUMBER), say!("here.first"))
                    .help(say!("number-twice.help")),
            );
        }
    }
}
