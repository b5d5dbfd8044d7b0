//! `mindst 3 af` asks for more parts than there are.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::Combination;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("too-few-parts", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for whole in facts.wholes.iter().flat_map(|(_, wholes)| wholes) {
        let Some(Combination::AtLeast(wanted)) = whole.combination else { continue };
        let count = whole.parts.len();
        if usize::try_from(wanted).is_ok_and(|wanted| wanted <= count) {
            continue;
        }
        let message = say!("too-few-parts", name = whole.name, wanted = wanted, count = count);
        let finding = CHECK
            .rule
            .finding(whole.at.key(schema::parts::COMBINATION), message)
            .also(whole.at.key(whole.key), say!("too-few-parts.parts"));
        report.push(finding.help(say!("too-few-parts.help")));
    }
}
