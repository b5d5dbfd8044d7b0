//! A part has a weight, but the parts are combined by a rule that does not ask for it.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Combination, PartWeight};
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("weight-unused", Severity::Warning), run };

fn run(facts: &Facts, report: &mut Report) {
    for whole in facts.wholes.iter().flat_map(|(_, wholes)| wholes) {
        let rule = match whole.combination {
            Some(Combination::All) => say!("weight-unused.all"),
            Some(Combination::Equal) => say!("weight-unused.equal"),
            Some(Combination::AtLeast(_)) => say!("weight-unused.at-least"),
            Some(Combination::Weighted | Combination::NotSet) | None => continue,
        };
        let is_weighed = |weight: Option<PartWeight>| weight.is_some_and(|weight| weight != PartWeight::NotSet);
        let mut weighed = whole.parts.iter().filter(|part| is_weighed(part.weight));
        let Some(first) = weighed.next().filter(|_| whole.parts.len() > 1) else { continue };
        let message = say!("weight-unused", name = first.name);
        let mut finding = CHECK
            .rule
            .finding(first.at.key(schema::requirement::WEIGHT), message)
            .also(whole.at.key(schema::parts::COMBINATION), rule);
        for part in weighed {
            finding =
                finding.also(part.at.key(schema::requirement::WEIGHT), say!("weight-unused.nor", name = part.name));
        }
        report.push(finding.help(say!("weight-unused.help")));
    }
}
