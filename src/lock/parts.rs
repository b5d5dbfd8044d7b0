//! The parts of a signed document, each with its fingerprint. What a part is made of has names, so that something new that
//! is not said leaves the fingerprint as it was.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use super::wording::wording;
use super::{LockForm, Locked, LockedPart, SignedDocument};
use crate::fingerprint::Fingerprint;
use crate::pdf::signature::Time;
use crate::plan::{Allonge, AnnexForm, Goal, GoalGroup, Ministry, Plan, Section, Signed, Signer, Texts};
use crate::prose::Prose;
use crate::source::{At, Sources};

/// How the name of a day of signing begins.
const DAY: &str = "underskrift ";
/// The same of a digital signature, and of somebody who was accepted to sign.
const DIGITAL: &str = "digital underskrift ";
const ACCEPTED: &str = "godkendt underskriver ";
/// Those that can come when the rest is locked.
pub(super) const LATER: [&str; 3] = [DAY, DIGITAL, ACCEPTED];
/// The texts that a plan's documents have besides its sections, and those of an allonge.
const OF_PLAN: [&str; 2] = ["bilag", "konsolideret-plan"];
const OF_UNWEIGHED_PLAN: [&str; 2] = ["bilag-uden-vægte", "konsolideret-plan"];
const OF_ALLONGE: [&str; 2] = ["allonge", "allonge-påtegning"];

/// A plan with all that it takes from its ministry: the parties, koncernfælles goals and replaced texts. The colour is left
/// out: it is how it is shown.
pub fn of_plan(plan: &Plan, texts: &Texts, sources: &Sources, form: LockForm) -> Locked {
    let Plan { ministry, institution, .. } = plan;
    let is_whole = form != LockForm::First;
    let head = json!({
        "title": plan.title, "year": plan.year, "period": plan.period, "director": plan.director,
        "documents": plan.documents, "decimals": is_whole.then_some(plan.decimals),
        "board": plan.board, "annex": (plan.annex != AnnexForm::default()).then_some(plan.annex),
        "weights": (!plan.is_weighed).then_some("none"),
    });
    let department = json!({
        "name": ministry.name, "short name": ministry.short_name, "department": ministry.department,
        "name line": is_whole.then_some(&ministry.look.name_line),
    });
    let agency = json!({ "name": institution.name, "short name": institution.short_name, "kind": institution.kind });
    let mut parts = vec![
        part("plan", plan.at, &head),
        part("ministerium", ministry.at, &department),
        part("institution", institution.at, &agency),
    ];
    parts.extend(plan.sections.iter().map(|section| of_section(section, texts, form)));
    parts.extend(plan.budget.as_ref().map(|budget| part("budget", budget.at, budget)));
    for group in &plan.groups {
        parts.push(of_group(group));
        parts.extend(group.goals.iter().map(of_goal));
    }
    // The first form holds the name, and not how the cover says it: another name there is none that was signed.
    let is_other = !is_whole && !says_name(ministry);
    parts.extend(is_other.then(|| part("navnelinje", ministry.at, &ministry.look.name_line)));
    let of_plan = if plan.is_weighed { OF_PLAN } else { OF_UNWEIGHED_PLAN };
    parts.extend(is_whole.then(|| of_texts(&of_plan, texts, plan.at)));
    parts.extend(of_words(texts, sources, plan.at));
    parts.extend(of_signers(&plan.signers, plan.at, form));
    Locked { at: plan.at, parts: named_apart(parts) }
}

/// Whether the line on the cover says the ministry's name, or a part of it, whatever its breaks.
fn says_name(ministry: &Ministry) -> bool {
    let letters = |text: &str| text.chars().filter(|one| one.is_alphanumeric()).collect::<String>().to_lowercase();
    let line = letters(&ministry.look.name_line.concat());
    let mut names = [Some(&ministry.name), ministry.short_name.as_ref()].into_iter().flatten();
    names.any(|name| line.contains(&letters(name)) || letters(name).contains(&line))
}

/// An allonge with each of its changes.
pub fn of_allonge(allonge: &Allonge, texts: &Texts, form: LockForm) -> Locked {
    let head = json!({
        "number": allonge.number, "date": allonge.date, "reason": allonge.reason, "from": allonge.from,
        "until": allonge.until,
    });
    let mut parts = vec![part("allonge", allonge.at, &head)];
    let changes = allonge.changes.iter().enumerate();
    parts.extend(changes.map(|(index, change)| part(&format!("ændring {}", index + 1), change.at, change)));
    parts.extend((form != LockForm::First).then(|| of_texts(&OF_ALLONGE, texts, allonge.at)));
    parts.extend(of_signers(&allonge.signers, allonge.at, form));
    Locked { at: allonge.at, parts: named_apart(parts) }
}

/// What is recorded of digital signatures, each by itself: more can come.
pub fn of_record(document: &SignedDocument) -> Vec<LockedPart> {
    let all = document.files.iter().flat_map(|file| file.signatures.iter().map(move |signature| (file, signature)));
    let signatures = all.enumerate().map(|(index, (file, signature))| {
        let holder = &signature.holder;
        let said = json!({
            "document": document.fingerprint, "file": file.name, "whole": file.whole, "built": file.built,
            "field": signature.field, "algorithm": signature.algorithm, "kind": format!("{:?}", signature.kind),
            "time": signature.time.as_ref().map(Time::to_string), "name": holder.name, "organisation": holder.organisation,
            "serial number": holder.serial_number, "issuer": holder.issuer, "certificate": holder.certificate,
            "chain": holder.chain.word(),
        });
        part(&format!("{DIGITAL}{}", index + 1), document.at, &said)
    });
    let accepted = document.accepted.iter().enumerate();
    signatures
        .chain(accepted.map(|(index, name)| part(&format!("{ACCEPTED}{}", index + 1), document.at, name)))
        .collect()
}

fn part(name: &str, at: At, value: &impl Serialize) -> LockedPart {
    LockedPart { at, name: name.to_owned(), fingerprint: Fingerprint::of(value) }
}

/// What is left out where nothing is said.
fn said(prose: &Prose) -> Option<&Prose> {
    Some(prose).filter(|prose| !prose.is_empty())
}

/// With the words of a standard text as they stand in its file: what they are filled with is locked by itself.
fn of_section(section: &Section, texts: &Texts, form: LockForm) -> LockedPart {
    let standard = section.standard.as_ref().and_then(|name| texts.standard.get(&name.0));
    let words = standard.map(|template| match form {
        LockForm::First => json!(template.text.trim()),
        LockForm::Second => wording(&template.text),
    });
    let content = json!({ "title": section.title, "note": said(&section.note), "text": section.text, "standard": words, "endorsed": section.endorsed });
    part(&format!("afsnit {}", section.number), section.at, &content)
}

/// A goal table without its goals, and which goals it has.
fn of_group(group: &GoalGroup) -> LockedPart {
    let numbers: Vec<String> = group.goals.iter().map(|goal| goal.number.to_string()).collect();
    let head = json!({
        "title": group.title, "note": said(&group.note), "subtitle": group.subtitle, "declared": group.declared, "lead": group.lead,
        "background": group.background, "goals": numbers,
    });
    part(&format!("målgruppe {}", group.number), group.at, &head)
}

fn of_goal(goal: &Goal) -> LockedPart {
    part(&format!("mål {}", goal.number), goal.at, goal)
}

/// The words that the ministry or the plan has put in place of the built-in ones. None where there are none.
fn of_words(texts: &Texts, sources: &Sources, at: At) -> Option<LockedPart> {
    let is_own = |at: At| sources.node(at).is_some_and(|node| !sources.file(node.file).is_template);
    let own = texts.words.iter().filter(|(_, phrase)| is_own(phrase.at));
    let own: BTreeMap<&str, &str> = own.map(|(name, phrase)| (name.as_str(), phrase.text.as_str())).collect();
    (!own.is_empty()).then(|| part("ord", at, &own))
}

/// Standard texts that no section names.
fn of_texts(names: &[&str], texts: &Texts, at: At) -> LockedPart {
    let said = names.iter().filter_map(|name| Some((*name, wording(&texts.standard.get(*name)?.text))));
    part("tekster", at, &said.collect::<BTreeMap<_, _>>())
}

/// Who signs; and each day of signing that is known, by itself.
fn of_signers(signers: &[Signer], at: At, form: LockForm) -> Vec<LockedPart> {
    let who = |signer: &Signer| Signer { signed: Signed::NotYet, ..signer.clone() };
    let mut parts = vec![part("påtegning", at, &signers.iter().map(who).collect::<Vec<_>>())];
    for (index, signer) in signers.iter().enumerate() {
        let day = match (&signer.signed, form) {
            (Signed::On(day), _) => json!(day),
            (Signed::NotYet | Signed::Illegible, _) | (Signed::AsWritten(_), LockForm::First) => continue,
            (Signed::AsWritten(text), LockForm::Second) => json!({ "as written": text }),
        };
        parts.push(part(&format!("{DAY}{}", index + 1), signer.at, &day));
    }
    parts
}

/// Two parts with one name, which `check` tells of, are the first and the second.
fn named_apart(mut parts: Vec<LockedPart>) -> Vec<LockedPart> {
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
