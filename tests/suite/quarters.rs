//! How quarters become a year: what is asked where the plan does not say.

use crate::support::{copy_of, examine};

/// How often it is asked of a requirement with these figures by quarter.
fn asked(requirement: &str, figures: &[&str]) -> usize {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    let goal = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Borgerne får svar til tiden.\nresultatkrav:\n";
    files.write(plan.join("mål/1.1.yaml"), format!("{goal}  - {{ {requirement} }}\n"));
    for (figure, quarter) in figures.iter().zip(1..) {
        let head = format!("periode: {quarter}. kvartal\nopdateret: 15. januar 2026\nindberettet af: Prøvestyrelsen\n");
        let text = format!("{head}resultater:\n  - {{ krav: \"1.1\", {figure} }}\n");
        files.write(plan.join(format!("resultater/{quarter}-kvartal.yaml")), text);
    }
    let outcome = examine(&files, &plan);
    let found = outcome.by("quarters-without-rule").count();
    assert!(!outcome.report.has_errors(), "{requirement}: {}", outcome.told().join("\n"));
    found
}

const SHARE: &str = "sager: Alle, mindst: 85 pct., inden for: 31 dage";
const STOCK: &str = "antal: verserende sager ultimo, højst: 500";
const VALUE: &str = "værdi: sygefravær, under: 7 dage";

#[test]
fn what_may_be_counted_wrongly_is_asked_once() {
    let counts = |all: u32, within: u32| format!("i alt: {all}, inden for: {{ 31 dage: {within} }}");
    let growing = [counts(100, 60), counts(200, 130), counts(300, 220), counts(400, 350)];
    let growing = growing.each_ref().map(String::as_str);
    assert_eq!(asked(SHARE, &growing), 1, "each holds the one before");
    assert_eq!(asked(STOCK, &["antal: 510", "antal: 480"]), 1, "what is there on a day");
    assert_eq!(asked(VALUE, &["værdi: 2"]), 1, "nothing is said of a value");
    assert_eq!(asked("antal: besøg, mindst: 20", &["antal: 9", "antal: 14"]), 1, "what is there on a day, or happens");
    assert_eq!(
        asked("antal: temaer, mellem: 3-4", &["antal: 1", "antal: 3", "antal: 4"]),
        1,
        "each holds the one before"
    );
}

#[test]
fn what_is_said_or_clear_is_not_asked() {
    let counts = |all: u32, within: u32| format!("i alt: {all}, inden for: {{ 31 dage: {within} }}");
    let growing = [counts(100, 60), counts(200, 130), counts(300, 220)];
    let growing = growing.each_ref().map(String::as_str);
    for rule in ["sum", "år til dato", "seneste", "gennemsnit"] {
        assert_eq!(asked(&format!("{SHARE}, kvartaler samles: {rule}"), &growing), 0, "{rule}");
        assert_eq!(asked(&format!("{STOCK}, kvartaler samles: {rule}"), &["antal: 510", "antal: 480"]), 0, "{rule}");
        assert_eq!(asked(&format!("{VALUE}, kvartaler samles: {rule}"), &["værdi: 2"]), 0, "{rule}");
    }
    let shrinking = [counts(100, 60), counts(90, 80), counts(120, 100)];
    assert_eq!(
        asked(SHARE, &shrinking.each_ref().map(String::as_str)),
        0,
        "no figure for the year to date grows smaller"
    );
    assert_eq!(asked(SHARE, &[growing[0], growing[1]]), 0, "two can grow by chance");
    assert_eq!(asked("antal: besøg, mindst: 20, måles: 1. kvartal", &["antal: 30"]), 0, "there is one quarter");
    assert_eq!(
        asked("antal: besøg, mindst: 2", &["antal: 9", "antal: 4", "antal: 3", "antal: 7"]),
        0,
        "either way met"
    );
}

/// The plan itself is asked while it can still be changed, before anything is reported.
#[test]
fn a_plan_that_is_not_signed_is_asked_before_it_is() {
    let asked = |status: &str, requirement: &str| {
        let (mut files, ministry) = copy_of("tests/pages/eks");
        let plan = ministry.join("prø/2025");
        let head = String::from_utf8_lossy(files.get(plan.join("plan.yaml")).expect("a plan")).into_owned();
        files.write(plan.join("plan.yaml"), format!("status: {status}\n{head}"));
        let goal = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Borgerne får svar til tiden.\nresultatkrav:\n";
        files.write(plan.join("mål/1.1.yaml"), format!("{goal}  - {{ {requirement} }}\n"));
        examine(&files, &plan).by("gathering-missing").count()
    };
    for requirement in ["antal: besøg, mindst: 20", STOCK, "antal: temaer, mellem: 3-4", VALUE] {
        assert_eq!(asked("udkast", requirement), 1, "{requirement}");
        assert_eq!(asked("til underskrift", requirement), 1, "{requirement}");
        assert_eq!(asked("underskrevet", requirement), 0, "{requirement}: what is signed stays");
        assert_eq!(
            asked("udkast", &format!("{requirement}, måles: 4. kvartal")),
            0,
            "{requirement}: there is one quarter"
        );
        assert_eq!(asked("udkast", &format!("{requirement}, måles: 2. halvår")), 1, "{requirement}: there are two");
        for rule in ["sum", "år til dato", "seneste", "gennemsnit"] {
            assert_eq!(
                asked("udkast", &format!("{requirement}, kvartaler samles: {rule}")),
                0,
                "{requirement}: {rule}"
            );
        }
    }
    assert_eq!(asked("udkast", SHARE), 0, "cases are added up");
    assert_eq!(asked("udkast", "andel: fejl, højst: 3 pct."), 0, "so are numerators and denominators");
}
