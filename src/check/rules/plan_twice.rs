//! A second plan of the same institution for the same year.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("plan-twice", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let Some(twin) = &facts.dossier.twin else { return };
    let year = facts.plan.year.to_string();
    let file = facts.sources.node(facts.plan.at).map(|node| facts.sources.file(node.file));
    let folder = file.and_then(|file| file.path.parent()?.file_name());
    // The folder that is named by its year is the plan's; the other is the copy.
    if folder.is_some_and(|folder| folder.to_str() == Some(year.as_str())) {
        return;
    }
    let message = say!("plan-twice", twin = twin.display(), year = year);
    let help = say!("plan-twice.help", folder = twin.parent().unwrap_or(twin).display());
    report.push(CHECK.rule.finding(facts.plan.at.key(schema::plan::YEAR), message).help(help));
}
