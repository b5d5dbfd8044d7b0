//! How serious findings are to a ministry: `regler` in `ministerium.yaml`.

use super::rules::LEVEL_REFUSED;
use crate::diagnostic::{Report, Severity, nearest};
use crate::language::say;
use crate::plan::RuleLevel;
use crate::rules;

/// Gives findings the levels that the ministry has set. What is an error by its rule makes figures or texts wrong: it stays
/// one, and a level for it is refused.
pub(super) fn set(report: &mut Report, levels: &[RuleLevel]) {
    for RuleLevel { at, rule, level } in levels {
        match rules().find(|one| one.name == rule) {
            Some(known) if known.level == Severity::Error => report
                .push(LEVEL_REFUSED.finding(*at, say!("level.always", rule = rule)).help(say!("level.always-help"))),
            Some(_) => report.set_level(rule, *level),
            None => {
                let help = nearest(rule, rules().map(|one| one.name))
                    .map_or_else(|| say!("level.codes"), |near| say!("did-you-mean.word", near = near));
                report.push(LEVEL_REFUSED.finding(*at, say!("level.no-rule", rule = rule)).help(help));
            }
        }
    }
}
