//! The annual report's own data: read whole, held against plan, results and earlier years, mistakes told on their line.

use resultatplan::diagnostic::Finding;
use resultatplan::dossier::Annual;
use resultatplan::plan::{AnnualReport, Matter};
use resultatplan::workspace::Inspected;

use crate::support::plan::{Copy, errors, inspected};
use crate::support::{Outcome, copy_of, examine, repository};

const HEAD: &str = "dato: 16. marts 2026\nforeløbig: ja\n";
/// The line that what follows the head begins on.
const FIRST: usize = 3;

/// The pages' plan with a report.
fn examine_report(content: &str) -> Outcome {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    files.write(ministry.join("prø/2025/årsrapport.yaml"), content);
    examine(&files, &ministry.join("prø/2025"))
}

/// What follows the head, the line from its first on, the code, what is said and what helps.
type Case = (&'static str, usize, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    ("eksempl: ja", 0, "unknown-key", "`eksempl`", "did you mean `eksempel`?"),
    ("analyser: ingen", 0, "wrong-type", "expected a list", "begin each item"),
    ("analyser:\n  - mål: \"1.11\"\n    tekst: A.", 1, "address-unknown", "no goal `1.11`", "did you mean `1.1`?"),
    ("analyser:\n  - mål: 1.1 a\n    tekst: A.", 1, "address-unknown", "no goal `1.1 a`", "1.1"),
    ("analyser:\n  - mål: \"1.1\"", 1, "missing-key", "the analysis has no text", "`uvæsentlig: …`"),
    ("analyser:\n  - tekst: A.", 1, "missing-key", "`mål` is missing", "add a line `mål: …`"),
    (
        "analyser:\n  - mål: \"1.1\"\n    tekst: A.\n    uvæsentlig: B.",
        3,
        "unknown-key",
        "`uvæsentlig` cannot stand beside `tekst`",
        "keep one",
    ),
    ("analyser:\n  - mål: \"1.1\"\n    fil: analyser/1.1.md", 2, "file-unreadable", "analyser/1.1.md", "make the file"),
    ("påtegning:\n  - { for: institution }", 1, "missing-key", "`titel` is missing", "add a line"),
    ("som bilag: { afsnit: \"2.4\", side: 17 }", 0, "missing-key", "`til` is missing", "add a line `til: …`"),
    ("som bilag: { til: A, afsnit: to, side: 17 }", 0, "malformed-quantity", "`to` is not a number", "in quotes"),
    ("som bilag: { til: A, afsnit: \"2.4\", side: 0 }", 0, "malformed-quantity", "no page", "numbered from 1"),
    ("som bilag: { til: A, afsnit: \"2.4\", side: 99999999999 }", 0, "malformed-quantity", "no page", "to 9999"),
    ("tidligere: [2024]", 0, "wrong-type", "expected a map", "`key: value`"),
    ("tidligere:\n  24: { \"1.1\": \"1.1\" }", 1, "malformed-quantity", "`24` is not a year", "four digits"),
    ("tidligere:\n  2024:\n    \"1.2\": \"1.1\"", 2, "address-unknown", "no goal `1.2`", "did you mean `1.1`?"),
    ("tidligere:\n  2024:\n    \"1.1\": et", 2, "malformed-quantity", "`et` is not a number", "in quotes"),
    ("tidligere:\n  2024:\n    \"1.1\": \"1.1\"", 1, "earlier-year-unknown", "no plan of 2024", "`../2024`"),
];

#[test]
fn a_mistake_is_told_on_its_line_with_the_way_out() {
    let judge = |(rest, line, code, words, help): &Case| {
        let outcome = examine_report(&format!("{HEAD}{rest}\n"));
        let is_told = outcome.by(code).any(|finding| {
            let place = outcome.place(finding).map(|(_, place)| place.line);
            let helps = finding.help.as_ref().is_some_and(|given| given.to_string().contains(help));
            finding.message.to_string().contains(words) && helps && place == Some(FIRST + line)
        });
        let told = || {
            let helps: Vec<String> =
                outcome.by(code).filter_map(|finding| finding.help.as_ref().map(ToString::to_string)).collect();
            let line = FIRST + line;
            format!("{rest}\n  no {code} on line {line}; found:\n  {}\n  {helps:?}", outcome.told().join("\n  "))
        };
        (!is_told).then(told)
    };
    let wrong: Vec<String> = CASES.iter().filter_map(judge).collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

fn annual(inspected: &Inspected) -> Option<&Annual> {
    inspected.known.whole()?.annual()
}

fn report_of(inspected: &Inspected) -> &AnnualReport {
    &annual(inspected).expect("the plan has an annual report that can be read").report
}

#[test]
fn the_report_of_2024_is_read_whole_with_the_year_before_it() {
    let plan = inspected(&repository("plans/uim/siri/2024"));
    let report = report_of(&plan);
    assert!(report.date.to_string() == "14. marts 2025" && report.is_example && report.is_provisional);
    let insert = report.insert.as_ref().expect("it is also bound in");
    assert_eq!((insert.host.as_str(), insert.section.to_string().as_str()), ("Årsrapport 2024", "2.4"));
    assert_eq!((insert.above.as_slice(), insert.first_page), (&["2. Beretning".to_owned()][..], 19));
    let signers: Vec<_> = report.signers.iter().map(|signer| signer.title.as_str()).collect();
    assert_eq!(signers, ["Direktør", "Departementschef"]);
    let [earlier] = report.earlier.as_slice() else { panic!("one earlier year") };
    let quality = earlier.goals.iter().find(|goal| goal.goal.to_string() == "1.3").expect("1.3 continues");
    let [before] = annual(&plan).expect("it has a report").earlier.as_slice() else { panic!("its plan is read") };
    assert_eq!((earlier.year, before.year, before.results.sheets.len()), (2023, 2023, 5));
    let goal = before.plan.goals().find(|(_, goal)| goal.number == quality.earlier).expect("the earlier plan has it");
    assert_eq!(goal.1.area, "Kvalitet i sagsbehandlingen");
}

#[test]
fn a_plan_without_a_report_has_none() {
    let plan = inspected(&repository("plans/uim/siri/2020"));
    assert!(plan.known.whole().is_some() && annual(&plan).is_none());
}

#[test]
fn an_analysis_can_stand_in_a_file_of_its_own() {
    let copy = Copy::of("tests/pages/eks");
    copy.write("plans/eks/prø/2025/analyser/1.1.md", "Der kom *flere* sager.\n");
    copy.write(
        "plans/eks/prø/2025/årsrapport.yaml",
        format!("{HEAD}analyser:\n  - mål: \"1.1\"\n    fil: analyser/1.1.md\n"),
    );
    let plan = copy.inspect("plans/eks/prø/2025");
    let analysis = report_of(&plan).analysis(&"1.1".parse().unwrap()).expect("goal 1.1 is analysed");
    let Matter::Analysed(text) = &analysis.matter else { panic!("{analysis:?}") };
    assert_eq!(text.to_text().trim(), "Der kom flere sager.");
}

#[test]
fn a_file_of_results_says_something_of_its_period() {
    let plan = inspected(&repository("plans/uim/siri/2023"));
    let sheets = &plan.known.results().expect("the results are read").sheets;
    let comments: Vec<String> = sheets.iter().map(|sheet| sheet.comment.to_text()).collect();
    assert!(comments[2].starts_with("Kvartalet er præget af sæsonen") && comments[0].is_empty(), "{comments:?}");
}

/// The findings of a rule, each with its message and what stands beside its other places.
fn told(inspected: &Inspected, rule: &str) -> Vec<String> {
    let tell = |finding: &Finding| {
        let related: Vec<String> =
            finding.related.iter().flat_map(|label| &label.text).map(ToString::to_string).collect();
        format!("{} ({})", finding.message, related.join("; "))
    };
    inspected.report.findings().iter().filter(|one| one.rule.name == rule).map(tell).collect()
}

#[test]
fn what_falls_short_is_named_when_nothing_is_said_of_it() {
    let copy = Copy::of("plans/uim");
    copy.write("plans/uim/siri/2023/årsrapport.yaml", "dato: 15. marts 2024\nforeløbig: ja\n");
    let plan = copy.inspect("plans/uim/siri/2023");
    let found = told(&plan, "analysis-missing");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("1.1 a Landbrug, 1. gang is ikke opfyldt") && found[0].contains("goal 1.1, Sags"));
    assert!(
        found[1].starts_with("2.2 Oversigt over indgåede databehandlerforhold er indsendt, udgangen af 4. kvartal")
    );
    assert!(plan.documents().next().is_none(), "nothing is built of a plan with an error");
}

#[test]
fn nothing_is_asked_about_a_goal_that_is_met_although_a_part_of_it_is_not() {
    let copy = Copy::of("tests/pages/eks");
    let goal = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Svar til tiden.\nsamles: mindst 1 af\nresultatkrav:\n  \
                - { nr: a, antal: rapporter, mindst: 1 }\n  - { nr: b, antal: planer, mindst: 1 }\n";
    let results = "periode: hele året\nopdateret: 15. januar 2026\nindberettet af: Sekretariatet\nresultater:\n  \
                   - { krav: 1.1 a, antal: 1 }\n  - { krav: 1.1 b, antal: 0 }\n";
    copy.write("plans/eks/prø/2025/mål/1.1.yaml", goal);
    copy.write("plans/eks/prø/2025/resultater/1.yaml", results);
    copy.write("plans/eks/prø/2025/årsrapport.yaml", "dato: 16. marts 2026\n");
    assert_eq!(errors(&copy.inspect("plans/eks/prø/2025")), [""; 0]);
    copy.edit("plans/eks/prø/2025/mål/1.1.yaml", "mindst 1 af", "alle");
    assert_eq!(errors(&copy.inspect("plans/eks/prø/2025")), ["analysis-missing"]);
}

#[test]
fn a_final_report_names_every_goal_that_is_open_and_why() {
    let copy = Copy::of("plans/uim");
    copy.edit("plans/uim/siri/2024/årsrapport.yaml", "foreløbig: ja ", "foreløbig: nej ");
    let found = told(&copy.inspect("plans/uim/siri/2024"), "report-open");
    assert_eq!(
        found,
        ["between 25 and 100 points are reached; still open: 1.1, 1.4, 2.4 \
          (1.1: a rule or a target is not set; 1.4: a rule or a target is not set; 2.4: its weight is not set)"]
    );
}

#[test]
fn a_report_is_no_older_than_its_figures() {
    let copy = Copy::of("plans/uim");
    copy.edit("plans/uim/siri/2023/årsrapport.yaml", "15. marts 2024", "18. januar 2024");
    let found = told(&copy.inspect("plans/uim/siri/2023"), "report-before-results");
    assert_eq!(
        found,
        ["the report is of 18 January 2024, and its figures are of 19 January 2024 (the results for hele året)"]
    );
}

#[test]
fn before_its_year_has_ended_a_report_is_provisional() {
    let count = |rest: &str| {
        let outcome = examine_report(&format!("dato: 30. december 2025\n{rest}"));
        outcome.by("report-before-results").count()
    };
    assert_eq!((count(""), count("foreløbig: ja\n")), (1, 0));
}

#[test]
fn an_earlier_year_with_an_error_is_told_in_the_report_that_names_it() {
    let copy = Copy::of("plans/uim");
    copy.edit("plans/uim/siri/2023/plan.yaml", "år: 2023\n", "år: tyve\n");
    let plan = copy.inspect("plans/uim/siri/2024");
    assert_eq!(told(&plan, "earlier-year-unknown"), ["no plan of 2023 that can be read stands beside this one ()"]);
}

#[test]
fn years_that_name_each_other_end() {
    let copy = Copy::of("plans/uim");
    let file = "plans/uim/siri/2023/årsrapport.yaml";
    copy.write(file, copy.read(file) + "tidligere: { 2024: { \"1.1\": \"1.1\" } }\n");
    let found = told(&copy.inspect("plans/uim/siri/2023"), "earlier-year-unknown");
    assert_eq!(found, ["2024 is not earlier than the plan's own year (the plan's year)"]);
    assert_eq!(errors(&copy.inspect("plans/uim/siri/2024")), [""; 0], "the figures of 2023 can be read all the same");
}
