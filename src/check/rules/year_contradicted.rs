//! The title or the folder names another year than the plan's.

use crate::check::{Check, Facts};
use crate::diagnostic::{Report, Severity, rule};
use crate::language::say;
use crate::schema;

pub static CHECK: Check = Check { rule: rule!("year-contradicted", Severity::Error), run };

fn run(facts: &Facts, report: &mut Report) {
    let plan = facts.plan;
    let own = plan.year.to_string();
    let named: Vec<&str> = plan.title.split(|one: char| !one.is_ascii_digit()).filter(|word| is_year(word)).collect();
    let is_own = |word: &&str| word.parse().is_ok_and(|year| plan.period.has_days_in(year));
    if let Some(other) = named.first().filter(|_| !named.contains(&own.as_str()) && !named.iter().any(is_own)) {
        let message = say!("year-contradicted.title", other = other, own = own);
        let finding = CHECK.rule.finding(plan.at.key(schema::plan::TITLE).at_snippet(other), message);
        report.push(finding.also(plan.at.key(schema::plan::YEAR), say!("plan.year")).help(say!("agree.help")));
    }
    let file = facts.sources.node(plan.at).map(|node| facts.sources.file(node.file));
    let folder = file.and_then(|file| file.path.parent()?.file_name()?.to_str());
    if let Some(folder) = folder.filter(|folder| is_year(folder) && *folder != own) {
        let message = say!("year-contradicted.folder", folder = folder, own = own);
        let finding = CHECK.rule.finding(plan.at.key(schema::plan::YEAR), message);
        report.push(finding.help(say!("year-contradicted.folder-help")));
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|one| one.is_ascii_digit())
}
