//! The shares that an allonge gives to several targets of one requirement.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::plan::{Item, Joined, Requirement};
use crate::quantity::Percent;
use crate::schema;
use crate::source::Place;

pub static CHECK: Check = Check { rule: rule!("target-shares-off-whole", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    for spot in facts.requirements {
        let history = &spot.requirement.history;
        let Some(Joined::Shares(shares)) = &history.joined else { continue };
        let targets = history.earlier.len() + 1;
        let sum: Percent = shares.iter().copied().sum();
        let (message, help) = if shares.len() != targets {
            let message =
                say!("target-shares-off-whole.count", name = spot.name, targets = targets, shares = shares.len());
            (message, say!("target-shares-off-whole.count-help"))
        } else if sum != Percent::WHOLE {
            (say!("target-shares-off-whole", name = spot.name, sum = sum), say!("target-shares-off-whole.help"))
        } else {
            continue;
        };
        let mut finding = CHECK.rule.finding(place(facts, spot.requirement), message);
        for one in &history.earlier {
            finding = finding.also(one.requirement.at, say!("target-shares-off-whole.holds", days = one.days));
        }
        report.push(finding.help(help));
    }
}

/// Where the allonge says it.
fn place(facts: &Facts, requirement: &Requirement) -> Place {
    let changes = facts.allonger().iter().flat_map(|allonge| &allonge.changes);
    let said = changes.filter(|change| change.joined == requirement.history.joined);
    let is_it = |item: Option<&Item>| matches!(item, Some(Item::Requirement(new)) if new.demand == requirement.demand);
    let mut of = said.filter(|change| is_it(change.act.after()));
    of.next_back().map_or(requirement.at.into(), |change| change.at.key(schema::change::JOINED))
}
