//! Allonger are numbered 1, 2, 3 … in the order in which they were agreed.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Rule, Severity};
use crate::schema;

pub static CHECK: Check = Check {
    rule: Rule { name: "allonge-out-of-order", level: Severity::Error, page: include_str!("allonge-out-of-order.md") },
    run,
};

fn run(facts: &Facts, report: &mut Report) {
    let mut before = None;
    for (allonge, expected) in facts.allonger().iter().zip(1..) {
        let number = allonge.number;
        if number != expected {
            let message = format!("an allonge has the number {number}, where {expected} is next");
            let mut finding = CHECK.rule.finding(allonge.at.key(schema::allonge::NUMBER), message);
            if let Some(before) = before {
                finding = finding.also(before, "the allonge before it");
            }
            report.push(finding.help("number the allonger of a plan 1, 2, 3 …, each number once"));
            return;
        }
        before = Some(allonge.at.key(schema::allonge::NUMBER));
    }
    for (one, next) in facts.allonger().iter().zip(facts.allonger().iter().skip(1)) {
        if next.date < one.date {
            let message = format!("allonge {} is dated before allonge {}", next.number, one.number);
            let finding = CHECK
                .rule
                .finding(next.at.key(schema::allonge::DATE), message)
                .also(one.at.key(schema::allonge::DATE), "the one before");
            report.push(finding.help("number allonger in the order of their dates"));
        }
    }
}
