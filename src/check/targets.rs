//! Where the targets stand that a requirement has had in the year.

use super::Facts;
use crate::diagnostic::Finding;
use crate::language::say;
use crate::plan::History;
use crate::schema;

/// A finding at the newest target, with those before it and the allonge that put it in their place.
pub(super) fn shown(finding: Finding, history: &History, facts: &Facts) -> Finding {
    let mut finding = finding.label(say!("targets.newest"));
    for one in &history.earlier {
        finding = finding.also(one.requirement.at, say!("targets.holds", days = one.days));
    }
    match facts.allonger().iter().find(|one| history.origin.allonge() == Some(one.number)) {
        None => finding,
        Some(allonge) => {
            let text = say!("targets.allonge", number = allonge.number);
            finding.also(allonge.at.key(schema::allonge::NUMBER), text)
        }
    }
}
