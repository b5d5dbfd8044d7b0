//! The parts of a signed document, each with its fingerprint. What a part is made of has names, so that something new that
//! is not said leaves the fingerprint as it was.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::{Locked, Part};
use crate::fingerprint::Fingerprint;
use crate::plan::{Allonge, Goal, GoalGroup, Plan, Section, Signed, Signer, Texts};
use crate::source::{At, Sources};

/// How the name of a day of signing begins.
pub(super) const DAY: &str = "underskrift ";

/// A plan with all that it takes from its ministry: the parties, koncernfælles goals and replaced texts. Decimals and looks
/// are left out: they are how it is shown.
pub fn of_plan(plan: &Plan, texts: &Texts, sources: &Sources) -> Locked {
    let Plan { ministry, institution, .. } = plan;
    let head = json!({
        "title": plan.title, "year": plan.year, "period": plan.period, "director": plan.director,
        "documents": plan.documents,
    });
    let department =
        json!({ "name": ministry.name, "short name": ministry.short_name, "department": ministry.department });
    let agency = json!({ "name": institution.name, "short name": institution.short_name, "kind": institution.kind });
    let mut parts = vec![
        part("plan", plan.at, &head),
        part("ministerium", ministry.at, &department),
        part("institution", institution.at, &agency),
    ];
    parts.extend(plan.sections.iter().map(|section| of_section(section, texts)));
    parts.extend(plan.budget.as_ref().map(|budget| part("budget", budget.at, budget)));
    for group in &plan.groups {
        parts.push(of_group(group));
        parts.extend(group.goals.iter().map(of_goal));
    }
    parts.extend(of_words(texts, sources, plan.at));
    parts.extend(of_signers(&plan.signers, plan.at));
    Locked { at: plan.at, parts: named_apart(parts) }
}

/// An allonge with each of its changes.
pub fn of_allonge(allonge: &Allonge) -> Locked {
    let head = json!({
        "number": allonge.number, "date": allonge.date, "reason": allonge.reason, "from": allonge.from,
        "until": allonge.until,
    });
    let mut parts = vec![part("allonge", allonge.at, &head)];
    let changes = allonge.changes.iter().enumerate();
    parts.extend(changes.map(|(index, change)| part(&format!("ændring {}", index + 1), change.at, change)));
    parts.extend(of_signers(&allonge.signers, allonge.at));
    Locked { at: allonge.at, parts: named_apart(parts) }
}

fn part(name: &str, at: At, value: &impl Serialize) -> Part {
    Part { at, name: name.to_owned(), fingerprint: Fingerprint::of(value) }
}

/// With the words of a standard text as they stand in its file: what they are filled with is locked by itself.
fn of_section(section: &Section, texts: &Texts) -> Part {
    let standard = section.standard.as_ref().and_then(|name| texts.standard.get(&name.0));
    let words = standard.map(|template| template.text.trim());
    let content =
        json!({ "title": section.title, "text": section.text, "standard": words, "endorsed": section.endorsed });
    part(&format!("afsnit {}", section.number), section.at, &content)
}

/// A goal table without its goals, and which goals it has.
fn of_group(group: &GoalGroup) -> Part {
    let numbers: Vec<String> = group.goals.iter().map(|goal| goal.number.to_string()).collect();
    let head = json!({
        "title": group.title, "subtitle": group.subtitle, "declared": group.declared, "lead": group.lead,
        "background": group.background, "goals": numbers,
    });
    part(&format!("målgruppe {}", group.number), group.at, &head)
}

fn of_goal(goal: &Goal) -> Part {
    part(&format!("mål {}", goal.number), goal.at, goal)
}

/// The words that the ministry or the plan has put in place of the built-in ones. None where there are none.
fn of_words(texts: &Texts, sources: &Sources, at: At) -> Option<Part> {
    let is_own = |at: At| sources.node(at).is_some_and(|node| !sources.file(node.file).is_template);
    let own = texts.words.iter().filter(|(_, phrase)| is_own(phrase.at));
    let own: BTreeMap<&str, &str> = own.map(|(name, phrase)| (name.as_str(), phrase.text.as_str())).collect();
    (!own.is_empty()).then(|| part("ord", at, &own))
}

/// Who signs; and each day of signing that is known, by itself.
fn of_signers(signers: &[Signer], at: At) -> Vec<Part> {
    let who = |signer: &Signer| Signer { signed: Signed::NotYet, ..signer.clone() };
    let mut parts = vec![part("påtegning", at, &signers.iter().map(who).collect::<Vec<_>>())];
    for (index, signer) in signers.iter().enumerate() {
        if let Signed::On(day) = &signer.signed {
            parts.push(part(&format!("{DAY}{}", index + 1), signer.at, day));
        }
    }
    parts
}

/// Two parts with one name, which `check` tells of, are the first and the second.
fn named_apart(mut parts: Vec<Part>) -> Vec<Part> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for part in &mut parts {
        let seen = count.entry(part.name.clone()).or_default();
        *seen += 1;
        if *seen > 1 {
            part.name = format!("{} nr. {seen}", part.name);
        }
    }
    parts
}
