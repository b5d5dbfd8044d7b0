//! Where a plan does not say how parts count together: points by the plan are as if nothing were assumed, and beside them stands
//! what the assumption, and each rule, would give.

use resultatplan::document::view::DataTable;
use resultatplan::plan::Combination;
use resultatplan::write::goal;

use crate::support::plan::{Built, Copy, errors, made, make_of};
use crate::support::table::{cells, tables};
use crate::support::text::shows;

const PLAN: &str = "plans/eks/prø/2025";

fn heads(table: &DataTable) -> Vec<&str> {
    table.columns.iter().map(|column| column.head.as_str()).collect()
}

/// What stands in the table of rules: its heads, and its rows.
fn rules(built: &Built) -> Option<(Vec<&str>, Vec<Vec<String>>)> {
    let table = tables(&built.view, "rules").into_iter().next()?;
    Some((heads(table), table.rows.iter().map(cells).collect()))
}

#[test]
fn a_year_that_is_over_shows_what_each_rule_would_give() {
    let report = &made("plans/uim/siri/2023").documents["målrapportering"];
    let (heads, rows) = rules(report).expect("the plan says no rules");
    assert_eq!(heads, ["Nr.", "Mål", "Vægt", "Efter planen", "Alle", "Ligeligt"]);
    // 1.1 has three parts: of the six of a) four are met, one is not, and of the last one of two is: 4,5/6. b) and c) are met.
    // (0,75 + 1 + 1) / 3 × 65 = 59,58. Of the two of 2.2 one is met: 1,25. All other goals give 32,5 by any rule.
    assert_eq!(
        rows,
        [
            vec!["1.1", "Sagsbehandlingstider", "65", "0 til 65", "0", "59,6"],
            vec!["2.2", "Leverandørstyring/databehandlerforhold", "2,5", "0 til 2,5", "0", "1,3"],
            vec!["", "Hele planen", "", "32,5 til 100", "32,5", "93,3"],
        ]
    );
    assert!(shows(&report.pdf.text(), "Ingen af reglerne er aftalt."));
    // On the way nothing is decided by it.
    assert!(rules(&made("plans/uim/siri/2023").documents["opfølgning II"]).is_none());
}

/// A plan of one goal for all points: three things to deliver by 31 March, of which two are.
fn copy(rule: &str) -> Copy {
    let copy = Copy::of("tests/pages/eks");
    let mut text =
        format!("nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Borgerne får svar.\nsamles: {rule}\nresultatkrav:\n");
    for (label, what) in [("a", "En plan er vedtaget."), ("b", "En rapport er sendt."), ("c", "Et kursus er holdt.")] {
        text.push_str(&format!("  - {{ nr: {label}, leverance: {what}, frist: udgangen af 1. kvartal }}\n"));
    }
    copy.write(&format!("{PLAN}/mål/1.1.yaml"), text);
    let figures = "{ krav: 1.1 a, leveret: 3. marts 2025 }, { krav: 1.1 b, leveret: 28. marts 2025 }, { krav: 1.1 c, leveret: nej }";
    copy.write(
        &format!("{PLAN}/resultater/1-kvartal.yaml"),
        format!("periode: 1. kvartal\nopdateret: 10. april 2025\nindberettet af: Sekretariatet\nkilde: Sagssystemet\nresultater: [{figures}]\n"),
    );
    copy
}

#[test]
fn an_assumption_is_written_as_it_is_read_and_is_no_agreement() {
    let copy = copy("{ antaget: mindst 2 af, fordi: Planen siger det ikke. }");
    let whole = copy.inspect(PLAN);
    let plan = whole.known.amended().expect("it can be read").signed();
    let (_, sager) = plan.goals().next().expect("a goal");
    assert_eq!(sager.combination, Some(Combination::NotSet));
    let assumption = sager.assumption.as_ref().expect("an assumption");
    assert_eq!((assumption.rule, assumption.reason.as_str()), (Combination::AtLeast(2), "Planen siger det ikke."));
    let written = goal(sager).to_yaml(0);
    assert!(written.contains("antaget: mindst 2 af") && written.contains("fordi: Planen siger det ikke."), "{written}");
    let assumed = plan.as_assumed().expect("something is assumed");
    assert!(assumed.goals().all(|(_, goal)| goal.combination == Some(Combination::AtLeast(2))));
    // A plan that says how leaves nothing to assume.
    let refused = self::copy("{ antaget: ikke fastsat, fordi: Ingen ved det. }").inspect(PLAN);
    assert_eq!(errors(&refused), ["unknown-word"]);
}

#[test]
fn a_report_shows_the_result_under_the_assumption_beside_the_span() {
    let copy = copy("{ antaget: ligeligt, fordi: Planen siger det ikke. }");
    let made = make_of(copy.inspect(PLAN), &copy.path(PLAN));
    let report = &made.documents["opfølgning I"];
    let (heads, rows) = rules(report).expect("something is assumed");
    assert_eq!(heads, ["Nr.", "Mål", "Vægt", "Efter planen", "Antaget"]);
    // Two of three that count the same: 66,67 of 100.
    assert_eq!(rows[0], ["1.1", "Sager", "100", "0 til 100", "66,7"]);
    assert_eq!(rows[1], ["Antaget, ikke aftalt: Kravene tæller lige meget. Begrundelse: Planen siger det ikke."]);
    assert_eq!(rows[2], ["", "Hele planen", "", "0 til 100", "66,7"]);
    assert!(shows(&report.pdf.text(), "er resultatet 66,7 point (antaget)."));
    // The contract holds what is agreed alone; the annex tells both.
    assert!(!shows(&made.documents["kontrakt"].pdf.text(), "antaget"));
    assert!(shows(&made.documents["opgørelsesmetode"].pdf.text(), "Antaget, ikke aftalt: Kravene tæller lige meget."));
    let unsaid = self::copy("ikke fastsat");
    let unsaid = make_of(unsaid.inspect(PLAN), &unsaid.path(PLAN));
    assert!(rules(&unsaid.documents["opfølgning I"]).is_none());
    assert_eq!(made.documents["kontrakt"].bytes, unsaid.documents["kontrakt"].bytes);
}
