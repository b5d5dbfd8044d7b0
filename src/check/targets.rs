//! Where the targets stand that a requirement has had in the year.

use super::Facts;
use crate::diagnostic::Finding;
use crate::plan::History;
use crate::schema;

/// A finding at the newest target, with those before it and the allonge that put it in their place.
pub(super) fn shown(finding: Finding, history: &History, facts: &Facts) -> Finding {
    let mut finding = finding.label("the newest");
    for one in &history.earlier {
        finding = finding.also(one.requirement.at, format!("this one holds from {}", one.days));
    }
    match facts.allonger().iter().find(|one| history.origin.allonge() == Some(one.number)) {
        None => finding,
        Some(allonge) => {
            let text = format!("allonge {} puts the new target in the place of the old", allonge.number);
            finding.also(allonge.at.key(schema::allonge::NUMBER), text)
        }
    }
}
