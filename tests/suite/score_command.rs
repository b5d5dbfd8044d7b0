//! `resultatplan score` as it is called.

use std::process::{Command, Output};

use crate::support::{disk_copy_of, repository, write};

fn run(plan: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_resultatplan"));
    command.current_dir(repository("")).args(["score", plan]).args(arguments).output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_table_is_aligned_and_says_that_its_figures_are_examples() {
    let output = run("plans/uim/siri/2023", &[]);
    let shown = text(&output);
    assert!(output.status.success() && shown.contains("EKSEMPEL"), "{shown}");
    // Where the head has its `Status`, in letters and not in bytes, every goal has its own.
    let head = shown.lines().find(|line| line.starts_with("Nr.")).unwrap();
    let column = head.chars().count() - head.split("Status").nth(1).unwrap().chars().count() - "Status".len();
    let goals: Vec<&str> =
        shown.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit())).collect();
    for goal in goals.iter().take(8) {
        let status: String = goal.chars().skip(column).collect();
        assert!(["opfyldt", "ikke opfyldt", "ikke afgjort"].iter().any(|word| status.starts_with(word)), "{goal}");
    }
    assert!(shown.contains("32,5 til 100") && shown.contains("32,5 point er opnået, 67,5 er ikke afgjort."), "{shown}");
}

#[test]
fn a_point_is_explained_from_its_figures() {
    let shown = text(&run("plans/uim/siri/2023", &["--explain", "1.1 a Landbrug, 1. gang"]));
    assert!(shown.contains("(180 + 330 + 255 + 223) / (210 + 388 + 305 + 260) = 988 / 1.163 = 84,95 pct."), "{shown}");
    assert!(shown.contains("indberettet af") && !shown.contains("Fast-track"), "{shown}");
    let unknown = run("plans/uim/siri/2023", &["--explain", "1.9"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_quarter_sees_only_what_had_ended_by_then() {
    let early = text(&run("plans/uim/siri/2023", &["--quarter", "1"]));
    assert!(
        early.contains("Opgjort pr. 31. marts 2023") && early.contains("Ingen af de 100 point er afgjort endnu."),
        "{early}"
    );
    assert_eq!(early, text(&run("plans/uim/siri/2023", &["--as-of", "31. marts 2023"])));
}

#[test]
fn a_spreadsheet_runs_nothing_of_it() {
    let (_folder, ministry) = disk_copy_of("tests/pages/eks");
    let goal = "nr: \"1.1\"\nområde: '=HYPERLINK(\"x\";\"y\")'\nvægt: 100\nmål: Svar.\nresultatkrav: [{ antal: ting, mindst: 1 }]\n";
    write(&ministry.join("prø/2025/mål/1.1.yaml"), goal);
    let shown = text(&run(ministry.join("prø/2025").to_str().unwrap(), &["--format", "csv"]));
    assert!(shown.contains("\"'=HYPERLINK(\"\"x\"\";\"\"y\"\")\""), "{shown}");
}

#[test]
fn results_with_errors_are_not_scored() {
    let (_folder, ministry) = disk_copy_of("tests/pages/eks");
    write(&ministry.join("prø/2025/resultater/1.yaml"), "periode: 1. kvartal\n");
    let output = run(ministry.join("prø/2025").to_str().unwrap(), &[]);
    let told = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(
        output.status.code() == Some(1) && text(&output).is_empty() && told.contains("nothing is scored"),
        "{told}"
    );
}

#[test]
fn a_plan_says_with_how_many_decimals_it_is_shown() {
    let (_folder, ministry) = disk_copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    let goal = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Svar.\nsamles: ligeligt\nresultatkrav:\n  - { nr: a, antal: ting, mindst: 1 }\n  - { nr: b, antal: ting, mindst: 1 }\n  - { nr: c, antal: ting, mindst: 9 }\n";
    write(&plan.join("mål/1.1.yaml"), goal);
    let head = "periode: hele året\nopdateret: 15. januar 2026\nindberettet af: A\nresultater:\n";
    let figures = ["a", "b", "c"].map(|label| format!("  - {{ krav: 1.1 {label}, antal: 3 }}\n")).concat();
    write(&plan.join("resultater/1.yaml"), head.to_owned() + &figures);
    let said = |arguments: &[&str]| text(&run(plan.to_str().unwrap(), arguments));
    for (arguments, one) in [
        (&[][..], "66,7 af 100 point er opnået."),
        (&["--explain"], "= 66,7 pct."),
        (&["--format", "csv"], ";66,7;66,7;delvist"),
        (&["--format", "json"], "\"shown\": \"66,7 pct.\""),
    ] {
        assert!(said(arguments).contains(one), "{arguments:?}: {}", said(arguments));
    }
    let text = std::fs::read_to_string(plan.join("plan.yaml")).unwrap();
    write(&plan.join("plan.yaml"), text + "decimaler: 3\n");
    for (arguments, three) in [
        (&[][..], "66,667 af 100 point er opnået."),
        (&["--explain"], "= 66,667 pct."),
        (&["--format", "csv"], ";66,667;66,667;delvist"),
        (&["--format", "json"], "\"shown\": \"66,667 pct.\""),
    ] {
        assert!(said(arguments).contains(three), "{arguments:?}: {}", said(arguments));
    }
    assert!(said(&["--format", "json"]).contains("\"exact\": \"200/3\""));
}

#[test]
fn json_has_totals_counts_and_the_allonger_in_force() {
    let card: serde_json::Value =
        serde_json::from_str(&text(&run("plans/uim/siri/2023", &["--format", "json"]))).unwrap();
    let list = |name: &str| card[name].as_array().unwrap();
    let count =
        |of: &serde_json::Value| -> u64 { of.as_object().unwrap().values().filter_map(|one| one.as_u64()).sum() };
    assert_eq!(count(&card["statuses"]), list("goals").len() as u64);
    assert_eq!(list("groups").iter().map(|group| count(&group["statuses"])).sum::<u64>(), list("goals").len() as u64);
    for goal in list("goals") {
        let key = goal["status_key"].as_str().unwrap();
        assert!(card["statuses"][key].as_u64().unwrap() > 0, "{goal}");
    }
    // One goal of the first group weighs nothing yet: then no sum is made up.
    let worths: Vec<&serde_json::Value> = list("groups").iter().map(|group| &group["worth"]["shown"]).collect();
    assert_eq!(worths.len(), 2, "{worths:?}");
    assert_eq!(list("allonger").iter().map(|one| one["number"].as_u64().unwrap()).collect::<Vec<_>>(), [1]);
    let early: serde_json::Value =
        serde_json::from_str(&text(&run("plans/uim/siri/2023", &["--format", "json", "--quarter", "2"]))).unwrap();
    assert_eq!(early["allonger"], serde_json::json!([]));
}

#[test]
fn each_row_of_a_spreadsheet_is_found_by_its_number_and_level() {
    let shown = text(&run("plans/uim/siri/2023", &["--format", "csv"]));
    let rows = shown.lines().skip(1).filter(|row| !row.starts_with(';'));
    let mut keys: Vec<(&str, &str)> = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.split(';').collect();
        let key = (cells[0], cells[2]);
        assert!(!keys.contains(&key), "{key:?} stands twice");
        keys.push(key);
    }
    assert!(keys.len() > 20, "{keys:?}");
}
