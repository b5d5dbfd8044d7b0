//! A new target by a form: the allonge that comes of it, the old beside the new, and what is said where something is wrong. And
//! what comes of an agency's files.

use std::path::{Path, PathBuf};

use resultatplan::desk::{AllongeAnswer, Filled, Upload, account_lines};
use resultatplan::files::{Files, Memory};
use resultatplan::language::Language;
use resultatplan::quantity::Date;
use resultatplan::workspace::Workspace;

use crate::support::{ASSETS, COVERAGE, copy_of};

const AGENCY: &str = "/eksempel/prø/2025";

fn open(files: &Memory) -> Workspace {
    let folders = [PathBuf::from(AGENCY)];
    Workspace::open_with(files.share(), &folders, ASSETS.clone(), COVERAGE.clone(), &|_| None).expect("a plan")
}

fn today() -> Date {
    "20. juni 2025".parse().expect("a day")
}

fn agency() -> Memory {
    let (mut files, _) = copy_of("tests/plans/eksempel");
    files.remove(Path::new(AGENCY).join("allonger"));
    files.remove(Path::new(AGENCY).join("lås.yaml"));
    files
}

fn answer(address: &str, texts: &[(&str, &str)]) -> AllongeAnswer {
    let filled: Filled = texts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    open(&agency()).allonge(address, &filled, today()).expect("an answer")
}

fn errors(answer: &AllongeAnswer) -> Vec<String> {
    answer.errors.iter().map(|one| format!("{}: {}", one.field, one.message.say_in(Language::Danish))).collect()
}

#[test]
fn a_new_target_stands_beside_the_old_and_becomes_the_next_allonge() {
    let workspace = open(&agency());
    let all = workspace.amendable().expect("a plan");
    assert!(all.iter().any(|one| one.address.to_string() == "1.1 a 1" && one.targets == ["85 pct. inden for 31 dage"]));
    let form = workspace.allonge_form("1.1 a 1", today()).expect("a plan").expect("a requirement");
    let names: Vec<&str> = form.fields.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names[..3], ["maal-0", "maal-1", "fra-dag"], "{names:?}");
    let answer = answer(
        "1.1 a 1",
        &[
            ("maal-0", "80 pct."),
            ("fra-dag", "1. juli 2025"),
            ("dato", "20-06-2025"),
            ("begrundelse", "Der kommer flere ansøgninger end ventet."),
            ("samles", "andele"),
            ("samles-andele", "50 og 50 pct."),
        ],
    );
    assert_eq!(errors(&answer), [""; 0]);
    assert_eq!(answer.targets, ["80 pct. inden for 31 dage"]);
    let file = answer.file.expect("a file");
    assert!(file.path.ends_with("allonger/1.yaml"));
    assert!(
        file.after.starts_with(
            "nr: 1
dato: 20. juni 2025
status: udkast
begrundelse: Der kommer flere ansøgninger end ventet.
gælder fra: 1. juli 2025
ændringer:
  - ændr: 1.1 a 1
    fra:
      mindst: 85 pct.
    til:
      mindst: 80 pct.
    målene samles:
      - 50 pct.
      - 50 pct.
påtegning:
"
        ),
        "{}",
        file.after
    );
}

#[test]
fn what_is_wrong_with_an_allonge_stands_at_its_field() {
    let nothing = answer("1.1 a 1", &[]);
    let fields = |answer: &AllongeAnswer| answer.errors.iter().map(|one| one.field.clone()).collect::<Vec<_>>();
    assert_eq!(fields(&nothing), ["fra-dag", "begrundelse", "maal-0"], "{:?}", errors(&nothing));
    let complete = |target: &'static str, ways: &'static str| {
        let reason = ("begrundelse", "Opgaven er vokset.");
        answer("1.1 a 1", &[("maal-0", target), ("fra-dag", "1. juli 2025"), reason, ("samles", ways)])
    };
    assert_eq!(fields(&complete("firs", "alle")), ["maal-0"]);
    assert_eq!(fields(&complete("80 pct.", "andele")), ["samles-andele"]);
    let without = complete("80 pct.", "");
    assert!(without.errors.iter().all(|one| one.field == "samles"), "{:?}", errors(&without));
    let outside = answer("1.1 a 1", &[("maal-0", "80 pct."), ("fra-dag", "1. juli 2027"), ("begrundelse", "Nu.")]);
    assert_eq!(fields(&outside), ["fra-dag"], "{:?}", errors(&outside));
    assert!(outside.file.is_none());
}

fn upload(files: &Memory, text: &str) -> resultatplan::desk::UploadAnswer {
    let upload = Upload {
        files: vec![("C:\\mine\\tal.csv".to_owned(), text.as_bytes().to_vec())],
        period: None,
        updated: "9. juli 2025".parse().expect("a day"),
        reporter: Some("Sekretariatet".to_owned()),
        source: None,
        is_example: true,
    };
    open(files).upload(&upload).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn files_are_counted_and_shown_as_the_difference_that_they_make() {
    let text = "kvartal;krav;i alt;inden for 31 dage\n2. kvartal;1.1 a 1;1.310;1.200\n3. kvartal;1.1 a 1;100;200\n";
    let answer = upload(&agency(), text);
    let [(name, lines)] = account_lines(&answer.imported).try_into().expect("one file");
    assert_eq!(name, "tal.csv");
    assert_eq!(lines.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1, 0, 0, 1]);
    assert_eq!(answer.rejected.len(), 1);
    let [file] = answer.files.as_slice() else { panic!("{:?} {:?}", answer.files, answer.refusals) };
    assert!(file.path.ends_with("resultater/2-kvartal.yaml"));
    let before = file.before.as_deref().expect("it is there");
    // The first line is a comment, and all else that was reported stays.
    assert_eq!(
        file.after,
        before.replace("    inden for: { 31 dage: 1126 }\n", "    inden for: { 31 dage: 1.200 }\n    kilde: tal.csv\n")
    );
}

#[test]
fn files_for_a_period_without_results_make_a_new_one() {
    let mut files = agency();
    files.remove(Path::new(AGENCY).join("resultater"));
    let answer = upload(&files, "kvartal;krav;i alt;inden for 31 dage\n2. kvartal;1.1 a 1;1.310;1.200\n");
    let [file] = answer.files.as_slice() else { panic!("{:?} {:?}", answer.files, answer.refusals) };
    assert_eq!(file.before, None);
    assert!(file.after.contains("rækker: 1; talt med: 1") && file.after.contains("krav: 1.1 a 1"), "{}", file.after);
}
