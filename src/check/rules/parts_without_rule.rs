//! Several parts and no rule that makes one result of them (2023 plan, 1.1: twelve limits for 65 points).

use crate::check::walk::{self, WeightedWhole};
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::plan::Combination;

pub static CHECK: Check = Check {
    rule: Rule { name: "parts-without-rule", level: Severity::Warning, page: include_str!("parts-without-rule.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    for (_, goal) in facts.plan.goals() {
        let all = walk::wholes(goal);
        let mut open = all.iter().filter(|whole| whole.parts.len() > 1 && !has_rule(whole));
        let Some(first) = open.next() else { continue };
        let message = format!("nothing says how the {} parts of {} become one result", first.parts.len(), first.name);
        let mut finding = CHECK.rule.finding(first.at.key(place(first)), message).label(describe(first));
        for whole in open {
            finding =
                finding.also(whole.at.key(place(whole)), format!("nor the {} of {}", whole.parts.len(), whole.name));
        }
        finding = finding.note(format!("the points of {} cannot be computed before it is set", goal.number));
        report.push(finding.help("write `samles: alle`, `vægtet`, `ligeligt` or `mindst 2 af`"));
    }
}

fn has_rule(whole: &WeightedWhole) -> bool {
    !matches!(whole.combination, None | Some(Combination::NotSet))
}

/// The key that says that nothing is said; else the list of the parts.
fn place(whole: &WeightedWhole) -> &'static str {
    if whole.combination.is_some() { "samles" } else { whole.key }
}

fn describe(whole: &WeightedWhole) -> &'static str {
    if whole.combination.is_some() { "not set" } else { "`samles` is missing" }
}
