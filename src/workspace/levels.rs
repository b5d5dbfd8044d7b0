//! How serious findings are to a ministry: `regler` in `ministerium.yaml`.

use super::rules::LEVEL_REFUSED;
use crate::diagnostic::{Report, Severity, nearest};
use crate::plan::RuleLevel;
use crate::rules;

/// Gives findings the levels that the ministry has set. What is an error by its rule makes figures or texts wrong: it stays
/// one, and a level for it is refused.
pub(super) fn set(report: &mut Report, levels: &[RuleLevel]) {
    for RuleLevel { at, rule, level } in levels {
        match rules().find(|one| one.name == rule) {
            Some(known) if known.level == Severity::Error => report.push(
                LEVEL_REFUSED
                    .finding(*at, format!("`{rule}` is always an error"))
                    .help("take the line away: what is an error makes figures or texts wrong"),
            ),
            Some(_) => report.set_level(rule, *level),
            None => {
                let help = nearest(rule, rules().map(|one| one.name)).map_or_else(
                    || "`resultatplan explain` lists every code".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                report.push(LEVEL_REFUSED.finding(*at, format!("`{rule}` is no rule")).help(help));
            }
        }
    }
}
