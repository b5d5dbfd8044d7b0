//! Several parts and no rule that makes one result of them (2023 plan, 1.1: twelve limits for 65 points).

use crate::check::walk::WeightedWhole;
use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::{Message, say};
use crate::plan::Combination;

pub static CHECK: Check = Check { rule: rule!("parts-without-rule", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    for (goal, all) in facts.wholes {
        let mut open = all.iter().filter(|whole| whole.parts.len() > 1 && !has_rule(whole));
        let Some(first) = open.next() else { continue };
        let message = say!("parts-without-rule", parts = first.parts.len(), name = first.name);
        let mut finding = CHECK.rule.finding(first.at.key(place(first)), message).label(describe(first));
        for whole in open {
            finding = finding.also(
                whole.at.key(place(whole)),
                say!("parts-without-rule.nor", parts = whole.parts.len(), name = whole.name),
            );
        }
        finding = finding.note(say!("parts-without-rule.note", number = goal.number));
        report.push(finding.help(say!("parts-without-rule.help")));
    }
}

fn has_rule(whole: &WeightedWhole) -> bool {
    !matches!(whole.combination, None | Some(Combination::NotSet))
}

/// The key that says that nothing is said; else the list of the parts.
fn place(whole: &WeightedWhole) -> &'static str {
    if whole.combination.is_some() { "samles" } else { whole.key }
}

fn describe(whole: &WeightedWhole) -> Message {
    if whole.combination.is_some() { say!("parts-without-rule.not-set") } else { say!("parts-without-rule.missing") }
}
