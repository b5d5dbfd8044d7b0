//! What is signed is locked: a change of its meaning is told by the part that it is in, and nothing else is.

use resultatplan::fingerprint::Fingerprint;
use resultatplan::lock::{LockForm, of_plan};
use resultatplan::workspace::Inspected;

use crate::support::command::{Ran, run};
use crate::support::plan::{Copy, inspected};
use crate::support::repository;

const PLAN: &str = "plans/uim/siri/2023";
const GOAL: &str = "plans/uim/siri/2023/mål/1.4-kvalitet.yaml";
const LOCK: &str = "plans/uim/siri/2023/lås.yaml";
/// Fingerprints of plans, by their folders.
const KNOWN: &str = include_str!("../lock/fingerprints.txt");
const ALLONGE: &str = "plans/uim/siri/2023/allonger/1.yaml";

fn here(copy: &Copy, arguments: &[&str]) -> Ran {
    run(&copy.path("."), arguments)
}

/// What the rule says of the plan.
fn told(copy: &Copy) -> Vec<String> {
    let inspected = copy.inspect(PLAN);
    let findings = inspected.report.findings().iter().filter(|one| one.rule.name == "signed-plan-changed");
    findings.map(|one| one.message.to_string()).collect()
}

/// 2023 with an allonge that was signed for good, locked.
fn with_allonge() -> Copy {
    let copy = Copy::locked("plans/uim");
    copy.edit(ALLONGE, "eksempel: ja\n", "");
    let text = copy.read(ALLONGE).replace("titel: Direktør, sted", "navn: Anna Hansen, titel: Direktør, sted");
    copy.write(ALLONGE, text.replace("titel: Departementschef,", "navn: Bo Friis, titel: Departementschef,"));
    let ran = here(&copy, &["lock", PLAN]);
    assert_eq!((ran.status, ran.stdout.trim_end()), (0, LOCK), "{}", ran.stderr);
    copy
}

fn total(inspected: &Inspected, form: LockForm) -> Fingerprint {
    let dossier = inspected.known.whole().expect("the plan can be read");
    of_plan(dossier.amended.signed(), &dossier.texts, &inspected.sources, form).fingerprint()
}

/// The form of the fingerprints is kept: what was locked years ago is compared with them. If this fails, the form has changed:
/// either take the change back, or give `lock::Form` another.
#[test]
fn fingerprints_of_known_plans_are_what_they_were() {
    let now = KNOWN.lines().map(|line| {
        let [form, plan, _] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let form = LockForm::ALL.into_iter().find(|one| one.number().to_string() == form).expect("a form");
        format!("{} {plan} {}\n", form.number(), total(&inspected(&repository(plan)), form))
    });
    assert_eq!(now.collect::<String>(), KNOWN);
    let canonical = Fingerprint::of(&serde_json::json!({ "vægt": "2.5", "none": null, "parts": [] }));
    assert_eq!(canonical, Fingerprint::of_bytes(r#"{"vægt":"2.5"}"#.as_bytes()));
}

#[test]
fn signed_plans_of_the_repository_are_locked_and_stand() {
    for plan in ["plans/uim/siri/2018", PLAN] {
        let inspected = inspected(&repository(plan));
        let seal = inspected.known.whole().and_then(|dossier| dossier.seal.as_ref()).expect("the plan can be read");
        assert!(seal.locked.is_some() && seal.departures().is_empty() && seal.not_locked().is_empty(), "{plan}");
    }
}

#[test]
fn form_comments_and_order_can_change() {
    let copy = Copy::locked("plans/uim");
    copy.edit(GOAL, "mellem: 3-4", "mellem:   \"3-4\"     # uændret");
    copy.edit("plans/uim/siri/2023/plan.yaml", "år: 2023\n", "");
    copy.edit("plans/uim/siri/2023/plan.yaml", "status: underskrevet\n", "status: underskrevet\når: 2023\n");
    assert_eq!(told(&copy), Vec::<String>::new());
}

#[test]
fn each_change_of_meaning_names_its_part() {
    let (goal, plan) = (GOAL, "plans/uim/siri/2023/plan.yaml");
    let changed = |part: &str| format!("`{part}` of the plan has changed since it was signed");
    let budget = "plans/uim/siri/2023/budget.yaml";
    for (file, old, new, part) in [
        (goal, "mellem: 3-4", "mellem: 3-5", "mål 1.4"),
        (plan, "direktør: Trine", "direktør: Katrine", "plan"),
        (plan, "titel: Mission\n", "titel: Opgave\n", "afsnit 2.1"),
        (
            plan,
            "bidrage til vækst og tryghed i det danske samfund.\n  - nr: \"2.3\"",
            "bidrage til vækst.\n  - nr: \"2.3\"",
            "afsnit 2.2",
        ),
        (plan, "titel: Faglige mål\n", "titel: Mål\n", "målgruppe 3.1"),
        (plan, "navn: Trine Rask", "navn: Katrine Rask", "påtegning"),
        (plan, "dato: 23. juni 2023", "dato: 24. juni 2023", "underskrift 1"),
        (budget, "i alt: 226,6 ", "i alt: 226,7 ", "budget"),
        ("plans/uim/ministerium.yaml", "departement: ", "departement: Nyt ", "ministerium"),
        ("plans/uim/siri/institution.yaml", "navn: Styrelsen", "navn: Styrelse", "institution"),
    ] {
        let copy = Copy::locked("plans/uim");
        copy.edit(file, old, new);
        let told = told(&copy);
        assert!(told.contains(&changed(part)), "{part}: {told:?}");
        if !["ministerium", "institution"].contains(&part) {
            assert_eq!(told.len(), 1, "{part}: {told:?}");
        }
    }
}

#[test]
fn what_the_ministry_shares_is_locked_too() {
    let copy = Copy::locked("plans/uim");
    let shared = "plans/uim/koncern/2023/2.2-leverandørstyring.yaml";
    copy.edit(shared, "vægt: 2,5\n", "vægt: 2,50\n");
    assert_eq!(told(&copy), Vec::<String>::new(), "the same weight");
    let text = copy.read(shared);
    copy.write(shared, text.replacen("område: ", "område: Ny ", 1));
    assert_eq!(told(&copy), ["`mål 2.2` of the plan has changed since it was signed"]);
    copy.write(shared, text);
    copy.write("plans/uim/tekster/indledning.md.jinja", "# Indledning\n\nEn ny tekst for {{ institution }}.\n");
    assert_eq!(told(&copy), ["`afsnit 1.0` of the plan has changed since it was signed"]);
}

#[test]
fn a_goal_that_goes_or_comes_is_told() {
    let copy = Copy::locked("plans/uim");
    copy.edit("plans/uim/siri/2023/plan.yaml", "      - mål/1.4-kvalitet.yaml\n", "");
    let gone = told(&copy);
    assert!(gone.contains(&"`mål 1.4` of the plan is gone, and was signed".to_owned()), "{gone:?}");
    assert!(gone.contains(&"`målgruppe 3.1` of the plan has changed since it was signed".to_owned()), "{gone:?}");
    let copy = Copy::locked("plans/uim");
    copy.edit("plans/uim/siri/2023/plan.yaml", "status: underskrevet", "status: udkast");
    assert_eq!(told(&copy), ["the plan is locked as signed, and is gone or no longer marked as signed"]);
}

#[test]
fn a_changed_plan_is_not_built_and_says_use_an_allonge() {
    let copy = Copy::locked("plans/uim");
    copy.edit(GOAL, "mellem: 3-4", "mellem: 3-5");
    let ran = here(&copy, &["build", PLAN]);
    assert_eq!((ran.status, ran.stdout.as_str()), (1, ""));
    assert!(ran.stderr.contains("error[signed-plan-changed]") && ran.stderr.contains("resultatplan allonge new"));
    assert!(ran.stderr.contains("1.4-kvalitet.yaml:1:1"), "{}", ran.stderr);
}

#[test]
fn an_open_day_of_signing_can_be_filled_in() {
    let copy = Copy::locked("plans/uim");
    let plan = "plans/uim/siri/2023/plan.yaml";
    copy.edit(plan, "    dato: ulæselig\n", "    dato: 26. juni 2023\n");
    assert_eq!(told(&copy), Vec::<String>::new());
    // Locked again, the day is as firm as the other.
    let before = copy.read(LOCK);
    assert_eq!(here(&copy, &["lock", PLAN]).status, 0);
    assert!(copy.read(LOCK).contains("underskrift 2: ") && !before.contains("underskrift 2: "));
    copy.edit(plan, "    dato: 26. juni 2023\n", "    dato: 27. juni 2023\n");
    assert_eq!(told(&copy), ["`underskrift 2` of the plan has changed since it was signed"]);
}

#[test]
fn a_locked_allonge_can_neither_change_nor_vanish() {
    let copy = with_allonge();
    assert_eq!(told(&copy), Vec::<String>::new());
    let signed = copy.read(ALLONGE);
    copy.edit(ALLONGE, "mindst: 60 pct.", "mindst: 50 pct.");
    assert_eq!(told(&copy), ["`ændring 1` of allonge 1 has changed since it was signed"]);
    copy.write(ALLONGE, signed.replace("dato: 21. september 2023\nstatus", "dato: 22. september 2023\nstatus"));
    assert_eq!(told(&copy), ["`allonge` of allonge 1 has changed since it was signed"]);
    std::fs::remove_file(copy.path(ALLONGE)).expect("it was there");
    assert_eq!(told(&copy), ["allonge 1 is locked as signed, and is gone or no longer marked as signed"]);
}

#[test]
fn lock_refuses_drafts_and_what_has_changed_unless_it_is_told_to() {
    let copy = Copy::locked("plans/uim");
    let draft = here(&copy, &["lock", "plans/uim/siri/2024"]);
    assert_eq!((draft.status, draft.stdout.as_str()), (1, ""));
    assert!(draft.stderr.contains("it is a draft"), "{}", draft.stderr);
    assert!(!copy.path("plans/uim/siri/2024/lås.yaml").exists());
    let again = here(&copy, &["lock", PLAN]);
    assert_eq!((again.status, again.stdout.as_str()), (0, ""), "{}", again.stderr);
    assert!(again.stderr.contains("locked already"), "{}", again.stderr);
    let before = copy.read(LOCK);
    copy.edit(GOAL, "mellem: 3-4", "mellem: 3-5");
    let refused = here(&copy, &["lock", PLAN]);
    assert_eq!(refused.status, 1);
    assert!(refused.stderr.contains("`mål 1.4` of the plan has changed"), "{}", refused.stderr);
    assert_eq!(copy.read(LOCK), before);
    let renewed = here(&copy, &["lock", PLAN, "--renew"]);
    assert_eq!((renewed.status, renewed.stdout.trim_end()), (0, LOCK), "{}", renewed.stderr);
    assert!(renewed.stderr.contains("locked anew: `mål 1.4`"), "{}", renewed.stderr);
    let changed = copy.read(LOCK).lines().zip(before.lines()).filter(|(one, other)| one != other).count();
    assert_eq!(changed, 3, "the part, the whole and the lines");
    assert_eq!(told(&copy), Vec::<String>::new());
}

#[test]
fn a_lock_that_was_edited_is_told() {
    let copy = Copy::locked("plans/uim");
    let text = copy.read(LOCK);
    let line = text.lines().find(|line| line.contains("mål 1.4: ")).expect("the goal is locked");
    copy.write(LOCK, text.replace(line, &format!("    mål 1.4: {}", Fingerprint::of(&"andet"))));
    let ran = here(&copy, &["check", PLAN]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("the parts of the lock do not give its fingerprint"), "{}", ran.stdout);
    copy.write(LOCK, text.replace("form: 2\n", "form: 9\n"));
    let ran = here(&copy, &["check", PLAN]);
    assert!(ran.stdout.contains("this program knows no lock of form 9"), "{}", ran.stdout);
}

/// Every line that says something, one at a time.
#[test]
fn no_line_of_a_lock_can_be_changed_or_taken_out() {
    let copy = with_allonge();
    let text = copy.read(LOCK);
    let seen = |what: &str, text: String| {
        copy.write(LOCK, text);
        let inspected = copy.inspect(PLAN);
        let seal = inspected.known.whole().and_then(|dossier| dossier.seal.as_ref());
        let is_held = seal.is_some_and(|seal| seal.not_locked().is_empty() && !seal.is_of_earlier_form());
        assert!(inspected.report.has_errors() || !is_held, "{what}");
    };
    let lines: Vec<&str> = text.lines().collect();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let with = |own: &[&str]| [&lines[..index], own, &lines[index + 1..], &[""]].concat().join("\n");
        seen(line, with(&[]));
        let other = line.replace(['1', '2', '3', 'a'], "0");
        if other != *line {
            seen(&other, with(&[&other]));
        }
    }
}

/// What verifies a plan says so: nothing else holds a plan that is signed.
#[test]
fn a_lock_that_is_not_there_is_missed() {
    let copy = Copy::locked("plans/uim");
    assert_eq!(here(&copy, &["verify", PLAN]).status, 0);
    let elsewhere = "plans/uim/siri/2023/lås-gammel.yaml";
    for (what, said) in [("renamed", "the plan is signed and not locked"), ("a link", "`lås.yaml` is a link")] {
        std::fs::rename(copy.path(LOCK), copy.path(elsewhere)).expect("it was there");
        if what == "a link" {
            std::os::unix::fs::symlink("lås-gammel.yaml", copy.path(LOCK)).expect("a link");
        }
        let ran = here(&copy, &["verify", PLAN]);
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert!(ran.status == 1 && told.contains(said), "{what}: {told}");
        std::fs::rename(copy.path(elsewhere), copy.path(LOCK)).expect("it was there");
    }
    std::fs::remove_file(copy.path(LOCK)).expect("it was there");
    assert_eq!(here(&copy, &["verify", PLAN]).status, 1);
}

/// The lock of an earlier version.
const FIRST: &str = include_str!("../lock/lås-form-1.yaml");

#[test]
fn a_lock_of_the_first_form_holds_what_it_held() {
    let copy = Copy::locked("plans/uim");
    copy.write(LOCK, FIRST);
    assert_eq!(told(&copy), Vec::<String>::new());
    assert_eq!(here(&copy, &["check", PLAN, "-q"]).status, 0);
    let ran = here(&copy, &["verify", PLAN]);
    assert!(ran.status == 1 && ran.stdout.contains("made by an earlier version"), "{}", ran.stdout);
    copy.edit(GOAL, "mellem: 3-4", "mellem: 3-5");
    assert_eq!(told(&copy), ["`mål 1.4` of the plan has changed since it was signed"]);
    copy.edit(GOAL, "mellem: 3-5", "mellem: 3-4");
    // It holds the ministry's name, and not where its line on the cover breaks: another name there was not signed.
    let ministry = "plans/uim/ministerium.yaml";
    copy.edit(ministry, "[Udlændinge- og, Integrationsministeriet]", "[Udlændinge-, og Integrationsministeriet]");
    assert_eq!(told(&copy), Vec::<String>::new());
    copy.edit(ministry, "[Udlændinge-, og Integrationsministeriet]", "[Finansministeriet]");
    assert_eq!(told(&copy), ["`navnelinje` has been added to the plan since it was signed"]);
    copy.edit(ministry, "[Finansministeriet]", "[Udlændinge- og, Integrationsministeriet]");
    let ran = here(&copy, &["lock", PLAN]);
    assert_eq!((ran.status, ran.stdout.trim_end()), (0, LOCK), "{}", ran.stderr);
    assert!(copy.read(LOCK).contains("form: 2\naftryk af låsen: "), "{}", copy.read(LOCK));
    assert_eq!(here(&copy, &["verify", PLAN]).status, 0);
}

/// How the lines of a text end, or where they are broken, is nothing that anybody has signed.
#[test]
fn how_the_lines_of_a_text_are_broken_can_change() {
    let copy = Copy::locked("plans/uim");
    let text = "plans/uim/tekster/kontraktperiode.md.jinja";
    let built_in = std::fs::read_to_string(repository("templates/text/kontraktperiode.md.jinja")).expect("it is there");
    for other in [
        built_in.replace('\n', "\r\n"),
        built_in.replace(" til og med", "\ntil og med"),
        built_in.replace(".\n", ". \n"),
        format!("{built_in}\n\n"),
    ] {
        copy.write(text, &other);
        assert_eq!(told(&copy), Vec::<String>::new(), "{other:?}");
    }
    copy.write(text, built_in.replace(" til og med", " til"));
    assert_eq!(told(&copy), ["`afsnit 5.0` of the plan has changed since it was signed"]);
}

/// What is printed beside the plan's own parts.
#[test]
fn what_else_is_printed_is_locked() {
    let plan = "plans/uim/siri/2018/plan.yaml";
    let copy = Copy::locked("plans/uim");
    copy.edit(plan, "dato som skrevet: 5 12 2018", "dato som skrevet: 1 1 1999");
    let inspected = copy.inspect("plans/uim/siri/2018");
    let messages: Vec<String> = inspected.report.findings().iter().map(|one| one.message.to_string()).collect();
    assert!(messages.iter().any(|one| one.starts_with("`underskrift ")), "{messages:?}");
    let copy = Copy::locked("plans/uim");
    copy.edit("plans/uim/ministerium.yaml", "[Udlændinge- og, Integrationsministeriet]", "[Finansministeriet]");
    assert_eq!(told(&copy), ["`ministerium` of the plan has changed since it was signed"]);
    for text in ["bilag", "konsolideret-plan"] {
        let copy = Copy::locked("plans/uim");
        copy.write(&format!("plans/uim/tekster/{text}.md.jinja"), "# Andet\n\nNoget helt andet.\n");
        assert_eq!(told(&copy), ["`tekster` of the plan has changed since it was signed"]);
    }
    let copy = with_allonge();
    copy.write("plans/uim/tekster/allonge.md.jinja", "# Andet\n\nNoget helt andet.\n");
    assert_eq!(told(&copy), ["`tekster` of allonge 1 has changed since it was signed"]);
}
