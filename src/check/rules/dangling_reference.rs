//! A text or the budget refers to a section or a goal that the plan does not have.

use crate::check::walk;
use crate::check::{Check, Facts, Reference};
use crate::diagnostic::{Report, Severity, nearest, rule};
use crate::language::{Message, say};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("dangling-reference", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let goals: Vec<String> = plan.goals().map(|(_, goal)| goal.number.to_string()).collect();
    let backgrounds = plan.groups.iter().filter_map(|group| group.background.as_ref()?.number.as_ref());
    let numbered = plan.groups.iter().map(|group| &group.number).chain(backgrounds);
    let sections: Vec<String> =
        plan.sections.iter().map(|section| &section.number).chain(numbered).map(ToString::to_string).collect();
    for Reference { at, word, number } in facts.references {
        let is_section = *word == "afsnit";
        let known = if is_section { &sections } else { &goals };
        // `FN's mål 12.7`: the plan's own goals begin with the numbers of its groups.
        let foreign = *word == "mål" && !goals.iter().any(|goal| chapter(goal) == chapter(number));
        if foreign || known.iter().any(|one| one == number) {
            continue;
        }
        let place = walk::snippet(facts.sources, *at, number);
        let finding = CHECK.rule.finding(place, say!("dangling-reference", section = is_section, number = number));
        report.push(finding.help(help(is_section, number, known)));
    }
    if let Some(budget) = &plan.budget {
        let own: Vec<String> = plan.sections.iter().map(|section| section.number.to_string()).collect();
        let number = budget.section.to_string();
        if !own.contains(&number) {
            let finding = CHECK
                .rule
                .finding(budget.at.key(schema::budget::SECTION), say!("dangling-reference.budget", number = number));
            report.push(finding.help(help(true, &number, &own)));
        }
    }
}

fn help(is_section: bool, number: &str, known: &[String]) -> Message {
    match nearest(number, known.iter().map(String::as_str)) {
        Some(near) => say!("did-you-mean", near = near),
        None if known.is_empty() => say!("dangling-reference.none", section = is_section),
        None => say!("dangling-reference.known", known = known),
    }
}

fn chapter(number: &str) -> Option<&str> {
    number.split('.').next()
}
