//! Allonger are numbered 1, 2, 3 … in the order in which they were agreed.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("allonge-out-of-order", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let mut before = None;
    for (allonge, expected) in facts.allonger().iter().zip(1..) {
        let number = allonge.number;
        if number != expected {
            let message = say!("allonge-out-of-order.number", number = number, expected = expected);
            let mut finding = CHECK.rule.finding(allonge.at.key(schema::allonge::NUMBER), message);
            if let Some(before) = before {
                finding = finding.also(before, say!("allonge-out-of-order.before"));
            }
            report.push(finding.help(say!("allonge-out-of-order.number-help")));
            return;
        }
        before = Some(allonge.at.key(schema::allonge::NUMBER));
    }
    for (one, next) in facts.allonger().iter().zip(facts.allonger().iter().skip(1)) {
        if next.date < one.date {
            let message = say!("allonge-out-of-order.date", number = next.number, before = one.number);
            let finding = CHECK
                .rule
                .finding(next.at.key(schema::allonge::DATE), message)
                .also(one.at.key(schema::allonge::DATE), say!("allonge-out-of-order.one-before"));
            report.push(finding.help(say!("allonge-out-of-order.date-help")));
        }
    }
}
