//! Result pay: what fulfilment comes to, in a paper of its own, and in no other.

use resultatplan::document::PAY;

use crate::support::command::run;
use crate::support::plan::{ALL, Copy, files, made, page};
use crate::support::text::squeezed;

const SCHOOL: &str = "tests/plans/skole/gym/2025";

/// Goal 1 is set to 60 pct. of 7/12, goal 3 is met with its 2/12: 0,517 of 0,75, which is step 60. Goal 2 is met.
#[test]
fn each_frame_is_counted_by_its_own_goals_and_step() {
    let text = squeezed(&made(SCHOOL).documents["resultatløn"].pdf.text());
    for line in [
        "Basisramme 1 og 3 60.000 kr. 68,9 pct. 50 pct. 30.000 kr.",
        "Ekstraramme 2 35.500 kr. 100 pct. 100 pct. 35.500 kr.",
        "I alt 95.500 kr. 65.500 kr.",
        "fra 75 pct. opfyldelse: 75 pct. af beløbet",
        "Bestyrelsens formand fastsatte den 20. marts 2026 resultatlønnen til 70.000 kr. Det er 4.500 kr. mere end beregnet.",
        "Rektor fik dem godt i gang.",
    ] {
        assert!(text.contains(&squeezed(line)), "{line}\n{text}");
    }
}

#[test]
fn what_is_decided_alone_computes_nothing() {
    let text = squeezed(&made("tests/plans/skole/stift/2025").documents["resultatløn"].pdf.text());
    for line in [
        "Hele planen alle 40.000 kr. beregnes ikke beregnes ikke beregnes ikke",
        "Resultatlønnen er endnu ikke fastsat.",
    ] {
        assert!(text.contains(&squeezed(line)), "{line}\n{text}");
    }
}

/// The rule of a copy of the school's plan, the frame of all its goals, and what the page says.
#[test]
fn the_amount_follows_the_rule_and_is_open_while_the_fulfilment_is() {
    let whole = |rule: &str, is_reported: bool| {
        let copy = Copy::of("tests/plans/skole");
        let folder = "plans/skole/gym/2025";
        copy.write(
            "plans/skole/gym/2025/resultatløn.yaml",
            format!("til: Rektor\nloft: 100.000 kr.\nudmøntes: {rule}\n"),
        );
        if !is_reported {
            std::fs::remove_file(copy.path(folder).join("resultater/året.yaml")).expect("it was there");
            std::fs::remove_file(copy.path(folder).join("årsrapport.yaml")).expect("it was there");
        }
        let ran = run(&copy.path("."), &["build", folder, "--kind", "pay", "--format", "html"]);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        squeezed(&std::fs::read_to_string(copy.path("out/skole/gym/2025/resultatløn.html")).expect("it was built"))
    };
    // 35 + 25 + 16 2/3 of 100.
    assert!(whole("proportional", true).contains(&squeezed("76.667 kr.")));
    assert!(whole("proportional", true).contains(&squeezed("Beløbene er afrundet til hele kroner.")));
    assert!(
        whole("[{ fra: 76 pct., andel: 80 pct. }, { fra: 77 pct., andel: 90 pct. }]", true)
            .contains(&squeezed("80.000 kr."))
    );
    assert!(whole("[{ fra: 76 pct., andel: 80 pct. }]", false).contains(&squeezed("0 kr. til 80.000 kr.")));
}

/// What is printed is what is compared: 76.666,67 is 76.667, and øre that are agreed are not rounded away.
#[test]
fn an_amount_is_held_against_the_one_that_is_printed_and_ceilings_keep_their_øre() {
    let copy = Copy::of("tests/plans/skole");
    let said = |pay: &str| {
        copy.write("plans/skole/gym/2025/resultatløn.yaml", format!("til: Rektor\nudmøntes: proportional\n{pay}"));
        let asked = ["build", "plans/skole/gym/2025", "--kind", "pay", "--format", "html", "--force"];
        let ran = run(&copy.path("."), &asked);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        squeezed(&std::fs::read_to_string(copy.path("out/skole/gym/2025/resultatløn.html")).expect("it was built"))
    };
    let decided = "fastsat: { beløb: 76.667 kr., af: Formanden, dato: 20. marts 2026, begrundelse: Som beregnet. }\n";
    assert!(said(&format!("loft: 100.000 kr.\n{decided}")).contains(&squeezed("76.667 kr., som den er beregnet.")));
    let frames =
        "rammer: [{ navn: A, loft: \"60.000,50 kr.\", mål: [\"1\"] }, { navn: B, loft: 40.000 kr., mål: [\"2\"] }]\n";
    assert!(said(frames).contains(&squeezed("100.000,50 kr.")));
}

#[test]
fn only_who_asks_for_it_by_name_gets_it_and_no_other_file_holds_it() {
    let copy = Copy::of("tests/plans/skole");
    let with_data = ["build", "plans/skole/gym/2025", "--copy", "reading", "--attach-data"];
    for options in [&["build", "plans", "--format", "html"][..], &with_data] {
        let ran = run(&copy.path("."), options);
        assert_eq!(ran.status, 0, "{}", ran.stderr);
    }
    let built: Vec<_> = files(&copy.path("out"));
    assert!(!built.is_empty() && !built.iter().any(|file| file.to_string_lossy().contains(PAY.file)), "{built:?}");
    let report = "out/skole/gym/2025/målrapportering-læseudgave-med-data.pdf";
    let told = run(&copy.path("."), &["extract", report, "--out", "data"]);
    assert_eq!(told.status, 0, "{}", told.stderr);
    let taken = files(&copy.path("data"));
    assert!(taken.iter().any(|file| file.ends_with("årsrapport.yaml")), "{taken:?}");
    assert!(!taken.iter().any(|file| file.ends_with("resultatløn.yaml")), "{taken:?}");

    let shown = run(&copy.path("."), &["show", "view", "plans/skole/gym/2025"]);
    assert!(shown.status == 0 && shown.stdout.contains("\"kontrakt\"") && !shown.stdout.contains("Ekstraramme"));
    let asked = run(&copy.path("."), &["build", "plans", "--kind", "pay"]);
    assert_eq!((asked.status, asked.stdout.lines().count()), (0, 2), "{}", asked.stderr);
    // It stays what it is: no orphan of a build that was not asked for it.
    let again = run(&copy.path("."), &["build", "plans", "--format", "html", "--clean"]);
    assert_eq!(again.status, 0, "{}", again.stderr);
    assert!(copy.path("out/skole/gym/2025/resultatløn.pdf").exists());
}

#[test]
fn no_other_document_says_what_stands_in_it() {
    for (plan, made) in ALL.iter() {
        for (title, built) in made.documents.iter().filter(|(title, _)| title.as_str() != "resultatløn") {
            let text = squeezed(&(built.pdf.text() + &page(&built.view)));
            for secret in ["35.500 kr.", "naboskole", "Stiftskontorchefen"] {
                assert!(!text.contains(&squeezed(secret)), "{plan}, {title}: {secret}");
            }
        }
    }
}
