//! Findings as other programs take them: GitHub's runners, and what reads SARIF. Which of them end a run badly.

use percent_encoding::percent_decode_str;
use resultatplan::language::Language;
use serde_json::Value;

use crate::support::command::{Ran, run};
use crate::support::{disk_copy_of, write};

/// A ministry whose one goal is this, in a folder with a name that has to be escaped.
fn checked(goal: &str, options: &[&str]) -> Ran {
    let (folder, ministry) = disk_copy_of("tests/pages/eks");
    std::fs::rename(&ministry, folder.path().join("a, b: 50 %")).expect("a folder can be renamed");
    let plan = folder.path().join("a, b: 50 %/prø/2025");
    write(&plan.join("mål/1.1.yaml"), goal);
    let text = std::fs::read_to_string(plan.join("plan.yaml")).expect("a plan");
    write(
        &plan.join("plan.yaml"),
        text + "afsnit: [{ nr: \"2.1\", titel: Mission, tekst: Styrelsen er til for borgerne. }]\n",
    );
    run(folder.path(), &[&["check", "a, b: 50 %"], options].concat())
}

/// A warning, and notes: nothing says how it is measured, and by whom.
const WARNED: &str = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Se [indsæt dato].\n\
                      resultatkrav: [{ leverance: Rapport, frist: 2025-06-30 }]\n";

#[test]
fn a_finding_is_a_command_to_a_runner_with_what_it_would_misread_escaped() {
    let ran = checked(WARNED, &["--format", "github"]);
    assert_eq!(
        ran.stdout,
        "::warning title=open-placeholder,file=a%2C b%3A 50 %25/prø/2025/mål/1.1.yaml,line=4,endLine=4,col=9,endColumn=22\
         ::`[indsæt dato]` is still to be written%0Awrite it; what is decided later is said with `senere`, `åbent` or \
         `ikke fastsat`\n"
    );
    let with_notes = checked(WARNED, &["--format", "github", "-v"]).stdout;
    assert!(with_notes.contains("::notice title=owner-missing,"), "{with_notes}");
    let wrong = checked(&WARNED.replace("vægt", "vægtt"), &["--format", "github"]);
    assert!(wrong.stdout.starts_with("::error title="), "{}", wrong.stdout);
    assert_eq!(wrong.status, 1);
}

#[test]
fn sarif_has_every_finding_of_json_with_its_rule_and_its_place() {
    let json: Vec<Value> = serde_json::from_str(&checked(WARNED, &["--format", "json"]).stdout).expect("JSON");
    let log: Value = serde_json::from_str(&checked(WARNED, &["--format", "sarif"]).stdout).expect("JSON");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), json.len());
    assert!(results.len() > 2, "{log:#}");
    for (result, finding) in results.iter().zip(&json) {
        assert_eq!(result["ruleId"], finding["code"]);
        assert_eq!(result["level"], finding["level"]);
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], finding["code"]);
        assert!(rule["help"]["markdown"].as_str().is_some_and(|page| page.starts_with("# ")), "{rule:#}");
        let said = result["message"]["text"].as_str().expect("a message");
        assert!(said.starts_with(finding["message"].as_str().expect("a message")), "{said}");
        assert!(said.ends_with(finding["help"].as_str().unwrap_or_default()), "{said}");
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("an address");
        assert!(uri.is_ascii() && !uri.contains([' ', ',']), "{uri}");
        assert_eq!(percent_decode_str(uri).decode_utf8().expect("UTF-8"), finding["place"]["file"].as_str().unwrap());
        assert_eq!(place["region"]["startLine"], finding["place"]["line"]);
        assert_eq!(place["region"]["startColumn"], finding["place"]["column"]);
        assert!(place["region"]["endColumn"].as_u64() >= place["region"]["startColumn"].as_u64(), "{place:#}");
    }
}

#[test]
fn sarif_has_the_pages_of_rules_in_the_language_that_is_spoken() {
    let log: Value =
        serde_json::from_str(&checked(WARNED, &["--format", "sarif", "--language", "da"]).stdout).expect("JSON");
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    assert!(rules.len() > 1, "{log:#}");
    for told in rules {
        let rule = resultatplan::rules().find(|one| told["id"] == one.name).expect("a rule");
        assert_eq!(told["shortDescription"]["text"], rule.title(Language::Danish));
        assert_eq!(told["help"]["markdown"], rule.page(Language::Danish));
    }
}

/// What mends a finding is told with it, to programs that offer it where it stands.
#[test]
fn a_finding_with_one_way_out_carries_it() {
    let wrong = WARNED.replace("vægt: 100", "vaegt: 100").replace("2025-06-30", "30-06-2025");
    let json: Vec<Value> = serde_json::from_str(&checked(&wrong, &["--format", "json"]).stdout).expect("JSON");
    let log: Value = serde_json::from_str(&checked(&wrong, &["--format", "sarif"]).stdout).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let (mut mended, mut count) = (wrong.clone(), 0);
    for (result, finding) in results.iter().zip(&json).rev() {
        let fixes = finding["fix"].as_array().expect("a list");
        assert_eq!(fixes.is_empty(), result["fixes"].is_null(), "{result:#}");
        for fix in fixes {
            let (start, end) = (fix["start"].as_u64().expect("a byte"), fix["end"].as_u64().expect("a byte"));
            let before = wrong[..start as usize].to_owned();
            mended.replace_range(start as usize..end as usize, fix["text"].as_str().expect("a text"));
            let change = &result["fixes"][0]["artifactChanges"][0];
            assert!(change["artifactLocation"]["uri"].as_str().expect("an address").ends_with("/1.1.yaml"));
            let replacement = &change["replacements"][0];
            assert_eq!(replacement["insertedContent"]["text"], fix["text"]);
            let line = before.matches('\n').count() + 1;
            assert_eq!(replacement["deletedRegion"]["startLine"].as_u64(), Some(line as u64));
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            assert_eq!(replacement["deletedRegion"]["startColumn"].as_u64(), Some(column as u64));
            count += 1;
        }
    }
    assert_eq!((mended, count), (WARNED.replace("2025-06-30", "30. juni 2025"), 2));
}

/// What a plan without faults but with notes and warnings ends with.
#[test]
fn what_is_denied_ends_the_run_badly() {
    let noted = WARNED.replace("Se [indsæt dato].", "Borgerne får svar.");
    for (goal, options, status) in [
        (WARNED, &[][..], 0),
        (WARNED, &["--deny", "warnings"], 1),
        (WARNED, &["--deny", "notes"], 1),
        (WARNED, &["--deny", "warnings", "--quiet"], 1),
        (&noted, &["--deny", "warnings"], 0),
        (&noted, &["--deny", "notes"], 1),
        (&noted, &["--deny", "errors"], 2),
    ] {
        let ran = checked(goal, options);
        assert_eq!(ran.status, status, "{options:?}: {}{}", ran.stdout, ran.stderr);
    }
}

/// The level that a ministry gives a rule, in what `check` shows and in how it ends.
#[test]
fn a_ministry_says_how_serious_what_only_warns_is() {
    let levels = |rules: &str, options: &[&str]| {
        let (folder, ministry) = disk_copy_of("tests/pages/eks");
        write(&ministry.join("prø/2025/mål/1.1.yaml"), WARNED);
        let file = ministry.join("ministerium.yaml");
        let text = std::fs::read_to_string(&file).expect("a ministry");
        write(&file, format!("{text}regler: {{ {rules} }}\n"));
        run(folder.path(), &[&["check", "eks", "-v"], options].concat())
    };
    let as_it_is = levels("open-placeholder: advarsel", &[]);
    assert_eq!(
        (as_it_is.status, as_it_is.stdout.contains("warning[open-placeholder]")),
        (0, true),
        "{}",
        as_it_is.stdout
    );
    let raised = levels("open-placeholder: fejl", &[]);
    assert_eq!((raised.status, raised.stdout.contains("error[open-placeholder]")), (1, true), "{}", raised.stdout);
    let lowered = levels("open-placeholder: note, section-without-text: note", &["--deny", "warnings"]);
    assert_eq!((lowered.status, lowered.stdout.contains("note[open-placeholder]")), (0, true), "{}", lowered.stdout);
    for (rules, said) in [
        ("weights-off-total: note", "`weights-off-total` is always an error"),
        ("open-placeholdr: note", "did you mean `open-placeholder`?"),
        ("open-placeholder: warning", "write one of: fejl, advarsel, note"),
    ] {
        let refused = levels(rules, &[]);
        assert!(refused.status == 1 && refused.stdout.contains(said), "{rules}: {}", refused.stdout);
    }
}
