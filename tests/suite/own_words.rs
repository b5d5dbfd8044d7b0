//! A plan's own words, beside the data that they say: what a wording states is not said again, and is scored all the same.

use resultatplan::document::view::Document;
use resultatplan::document::{ANNEX, CONTRACT, DocumentKind};
use resultatplan::plan::Address;
use resultatplan::score::score;
use resultatplan::workspace::{Inspected, inspect};

use crate::support::pdf::Pdf;
use crate::support::plan::{build, page};
use crate::support::text::normal;
use crate::support::{ASSETS, COVERAGE, copy_of, examine};

const HEAD: &str = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Borgerne får svar til tiden.\n";

/// The plan of the findings' pages with a goal that goes on like this.
fn with_goal(rest: &str) -> Inspected {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    files.write(ministry.join("prø/2025/mål/1.1.yaml"), format!("{HEAD}{rest}"));
    let inspected = inspect(&files, &ministry.join("prø/2025"), &ASSETS, &COVERAGE);
    let told: Vec<String> = inspected.report.findings().iter().map(|one| one.message.to_string()).collect();
    assert!(!inspected.report.has_errors(), "{rest}: {told:?}");
    inspected
}

/// What a document says, as a reader sees it.
fn said(inspected: &Inspected, kind: &'static DocumentKind) -> String {
    let id = inspected.documents().find(|id| id.kind == kind).expect("there is such a document");
    let page = page(inspected.view(id).expect("its texts are right"));
    let body = page.split_once("<body").map_or(page.as_str(), |(_, body)| body);
    let mut text = String::new();
    for piece in body.split('<').skip(1) {
        text.push_str(piece.split_once('>').map_or("", |(_, text)| text));
        text.push(' ');
    }
    normal(&text.replace("&nbsp;", " ").replace('\u{a0}', " "))
}

fn contract(rest: &str) -> String {
    said(&with_goal(rest), &CONTRACT)
}

#[test]
fn a_wording_that_covers_its_parts_is_printed_once_and_its_parts_are_scored() {
    let rest = "resultatkrav:\n  - ordlyd: Både rapporten og planen foreligger senest 30. juni, og mindst 3 tilsyn er gennemført.\n    \
                ordlyden dækker delene: ja\n    samles: alle\n    krav:\n      - { nr: a, leverance: Rapporten, frist: udgangen af 2. kvartal }\n      \
                - { nr: b, leverance: Planen, frist: udgangen af 2. kvartal }\n      - { nr: c, antal: tilsyn, mindst: 3 }\n";
    let inspected = with_goal(rest);
    let text = said(&inspected, &CONTRACT);
    assert_eq!(text.matches("Både rapporten og planen").count(), 1);
    for twice in ["a)", "Tilsyn: mindst 3", "udgangen af", "Alle dele skal"] {
        assert!(!text.contains(twice), "{twice}: {text}");
    }
    let plan = inspected.known.plan().expect("it can be read");
    let card = score(plan, inspected.known.results().expect("nothing is reported"), None);
    let parts: Vec<&Address> = card.goals[0].mark.walk().into_iter().map(|mark| &mark.address).collect();
    assert!(parts.iter().any(|address| address.to_string() == "1.1 c"), "{parts:?}");
}

#[test]
fn a_wording_that_covers_its_parts_must_say_their_figures_and_deadlines() {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    for (wording, told) in [
        ("Rapporten foreligger senest 30. juni, og 4 tilsyn er gennemført.", "4, and the data says"),
        ("Rapporten foreligger, og 3 tilsyn er gennemført.", "leaves out udgangen af 2. kvartal"),
    ] {
        let rest = format!(
            "resultatkrav:\n  - ordlyd: {wording}\n    ordlyden dækker delene: ja\n    samles: alle\n    krav:\n      \
             - {{ leverance: Rapporten, frist: udgangen af 2. kvartal }}\n      - {{ antal: tilsyn, mindst: 3 }}\n"
        );
        files.write(ministry.join("prø/2025/mål/1.1.yaml"), format!("{HEAD}{rest}"));
        let inspected = inspect(&files, &ministry.join("prø/2025"), &ASSETS, &COVERAGE);
        let messages: Vec<String> = inspected.report.findings().iter().map(|one| one.message.to_string()).collect();
        assert!(messages.iter().any(|message| message.contains(told)), "{wording}: {messages:?}");
    }
    for wrong in [
        "ordlyden dækker delene: ja\n    leverance: Rapporten",
        "ordlyden dækker delene: ja\n    krav: [{ leverance: A }]",
    ] {
        files.write(ministry.join("prø/2025/mål/1.1.yaml"), format!("{HEAD}resultatkrav:\n  - {wrong}\n"));
        let inspected = inspect(&files, &ministry.join("prø/2025"), &ASSETS, &COVERAGE);
        assert!(inspected.report.has_errors(), "{wrong}");
    }
}

/// A requirement, and what is said after its words where they do not say it.
const STATED: [(&str, &str, &str); 6] = [
    (
        "leverance: Projektet evalueres i første halvår 2025.\n    frist: i 1. halvår",
        "i 1. halvår 2025",
        "i første halvår 2025",
    ),
    (
        "leverance: Rapporten afleveres senest den 30. juni.\n    frist: udgangen af 2. kvartal",
        "udgangen af",
        "30. juni",
    ),
    (
        "sager: Sager\n    mindst: 85 pct.\n    inden for: 31 dage\n    måles: 2. halvår\n    ordlyd: 85 pct. af sagerne afgøres inden for 31 dage i andet halvår.",
        "Måles",
        "andet halvår",
    ),
    (
        "sager: Sager\n    mindst: 85 pct.\n    inden for: 31 dage\n    uden: [klagesager]\n    ordlyd: 85 pct. af sagerne, dog ikke klagesager, afgøres inden for 31 dage.",
        "Ikke medregnet",
        "dog ikke klagesager",
    ),
    (
        "sager: Sager\n    mindst: 85 pct.\n    inden for: 31 dage\n    uret starter: fuldt oplyst\n    ordlyd: 85 pct. af sagerne afgøres inden for 31 dage, fra de er fuldt oplyst.",
        "Tiden regnes",
        "fuldt oplyst",
    ),
    (
        "sager: Sager\n    mindst: 85 pct.\n    inden for: 31 dage\n    steder: { Valby: 60 pct., Odense: 40 pct. }\n    ordlyd: 85 pct. af sagerne afgøres inden for 31 dage. Valby tæller 60 og Odense 40 pct.",
        "Stederne vægter",
        "Valby tæller 60",
    ),
];

#[test]
fn what_a_wording_states_is_not_said_again() {
    for (requirement, again, once) in STATED {
        let text = contract(&format!("resultatkrav:\n  - {requirement}\n"));
        assert!(text.contains(once) && !text.contains(again), "{requirement}\n{text}");
    }
}

#[test]
fn what_a_wording_does_not_state_is_said() {
    for (requirement, said) in [
        ("leverance: Projektet evalueres.\n    frist: i 1. halvår", "Frist: i 1. halvår 2025."),
        ("leverance: Rapporten afleveres senest den 13. juni.\n    frist: 3. juni 2025", "3. juni 2025"),
        (
            "sager: Sager\n    mindst: 85 pct.\n    inden for: 31 dage\n    uden: [klagesager]\n    ordlyd: 85 pct. af sagerne afgøres inden for 31 dage.",
            "Ikke medregnet: klagesager",
        ),
    ] {
        let text = contract(&format!("resultatkrav:\n  - {requirement}\n"));
        assert!(text.contains(said), "{requirement}\n{text}");
    }
}

#[test]
fn parts_as_points_are_one_list() {
    let rest = "resultatkrav:\n  - indledning: Der sker følgende.\n    som: punkter\n    samles: ligeligt\n    krav:\n      \
                - { leverance: Rapporten foreligger., frist: udgangen af 2. kvartal }\n      - { ordlyd: Der er mindst 3 tilsyn., antal: tilsyn, mindst: 3 }\n";
    let inspected = with_goal(rest);
    let id = inspected.documents().find(|id| id.kind == &CONTRACT).expect("a contract");
    let page = page(inspected.view(id).expect("a view"));
    let at = page.find("Der sker følgende").expect("the lead");
    let list = &page[at..];
    let list = &list[list.find("<ul").expect("a list")..list.find("</ul>").expect("its end")];
    assert_eq!(list.matches("<li").count(), 2, "{list}");
    assert!(list.contains("Rapporten foreligger") && list.contains("Der er mindst"), "{list}");
}

#[test]
fn a_name_stands_in_reports_and_in_no_contract() {
    let rest = "resultatkrav:\n  - navn: Svartid\n    sager: Alle sager om ophold, som er modtaget efter 1. januar\n    mindst: 85 pct.\n    inden for: 31 dage\n";
    let inspected = with_goal(rest);
    assert!(!said(&inspected, &CONTRACT).contains("Svartid") && !said(&inspected, &ANNEX).contains("Svartid"));
    let plan = inspected.known.plan().expect("it can be read");
    assert_eq!(plan.groups[0].goals[0].requirements[0].words(), "Svartid");
}

#[test]
fn an_annex_alone_need_not_say_the_goal_and_can_number_its_headings_itself() {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let goal = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nresultatkrav: [{ leverance: Rapport }]\n";
    files.write(ministry.join("prø/2025/mål/1.1.yaml"), goal);
    let plan = ministry.join("prø/2025");
    let examine = |files: &resultatplan::files::Memory| inspect(files, &plan, &ASSETS, &COVERAGE);
    assert!(examine(&files).report.findings().iter().any(|one| one.message.to_string() == "the key `mål` is missing"));
    let text = String::from_utf8(files.get(plan.join("plan.yaml")).expect("the plan").to_vec()).expect("a text");
    files.write(plan.join("plan.yaml"), format!("dokumenter: [opgørelsesmetode]\n{text}"));
    let own = "målets nummer i bilaget: \"\"\nkrav med vægt: \"Resultatkrav {{ nr }} {{ område }} (vægt {{ point }} point)\"\n";
    files.write(plan.join("tekster/ord.yaml"), own);
    let inspected = examine(&files);
    assert!(!inspected.report.has_errors());
    let text = said(&inspected, &ANNEX);
    assert!(text.contains("Resultatkrav 1.1 Sager (vægt 100 point)") && !text.contains("1.1 Resultatkrav"), "{text}");
    assert!(!text.contains("Mål Borgerne"), "{text}");
}

/// A group that only heads others has no table; what it declares is the sum of theirs. What is signed can stand before it.
#[test]
fn groups_stand_in_groups_and_the_signatures_before_them() {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    let goal = |number: &str| {
        format!(
            "{{ nr: \"{number}\", område: Område {number}, vægt: 50, mål: Noget., resultatkrav: [{{ leverance: Rapport }}] }}"
        )
    };
    let text = |declared: u32, below: &str| {
        format!(
            "titel: Aftale\når: 2025\nperiode: 1. januar 2025 til 31. december 2025\nskabelon: ingen\nafsnit: [{{ nr: \"4\", titel: \
             Påtegning, påtegnes: ja, tekst: Begge skriver under. }}]\nmålgrupper:\n  - {{ nr: \"5\", titel: Bilag med mål, vægt: \
             {declared}, mål: [] }}\n{below}påtegning:\n  - {{ for: institution, titel: Direktør }}\n  - {{ for: institution, titel: \
             Formand }}\n  - {{ for: departement, titel: Chef }}\n"
        )
    };
    let below = format!(
        "  - {{ nr: \"5.1\", titel: Drift, mål: [{}] }}\n  - {{ nr: \"5.2\", titel: Udvikling, mål: [{}] }}\n",
        goal("5.1.1"),
        goal("5.2.1")
    );
    let mut examine = |text: String| {
        files.write(plan.join("plan.yaml"), text);
        inspect(&files, &plan, &ASSETS, &COVERAGE)
    };
    let inspected = examine(text(100, &below));
    let told: Vec<String> = inspected.report.findings().iter().map(|one| one.message.to_string()).collect();
    assert!(!inspected.report.has_errors(), "{told:?}");
    let said = said(&inspected, &CONTRACT);
    let places: Vec<usize> = ["4 Påtegning", "Formand", "5 Bilag med mål", "5.1 Drift", "5.2 Udvikling"]
        .iter()
        .map(|words| said.rfind(words).unwrap_or_else(|| panic!("{words}: {said}")))
        .collect();
    assert!(places.is_sorted(), "{said}");
    let errors = |inspected: &Inspected| -> Vec<String> {
        inspected.report.findings().iter().map(|one| format!("{}: {}", one.rule.name, one.message)).collect()
    };
    assert!(errors(&examine(text(90, &below))).iter().any(|one| one.contains("the goals of 5 weigh 100 points")));
    let alone = format!("  - {{ nr: \"6\", titel: Drift, mål: [{}, {}] }}\n", goal("6.1"), goal("6.2"));
    assert!(errors(&examine(text(100, &alone))).iter().any(|one| one == "nothing-required: the group 5 has no goals"));
}

#[test]
fn a_wording_that_stands_alone_is_all_that_the_contract_says_and_the_annex_says_the_rest() {
    let rest = "resultatkrav:\n  - værdi: sygefravær\n    højst: 8 dage\n    måles: 2. halvår\n    kvartaler samles: sum\n    \
                ordlyd: Sygefraværet er højst 8 dage.\n    ordlyden står alene: ja\n";
    let inspected = with_goal(rest);
    let (contract, annex) = (said(&inspected, &CONTRACT), said(&inspected, &ANNEX));
    for more in ["Måles i 2. halvår", "Årets tal er summen"] {
        assert!(!contract.contains(more), "{more}: {contract}");
        assert!(annex.contains(more), "{more}: {annex}");
    }
    assert!(contract.contains("Sygefraværet er højst 8 dage.") && annex.contains("Sygefraværet er højst 8 dage."));
}

#[test]
fn what_stands_alone_has_words() {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let rest = "resultatkrav:\n  - leverance: Rapporten\n    ordlyden står alene: ja\n";
    files.write(ministry.join("prø/2025/mål/1.1.yaml"), format!("{HEAD}{rest}"));
    let inspected = inspect(&files, &ministry.join("prø/2025"), &ASSETS, &COVERAGE);
    assert!(
        inspected
            .report
            .findings()
            .iter()
            .any(|one| one.message.to_string() == "`ordlyden står alene` needs an `ordlyd`")
    );
}

#[test]
fn a_table_whose_total_has_no_words_has_no_total() {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    files.write(ministry.join("prø/2025/tekster/ord.yaml"), "i alt: \"\"\n");
    let inspected = inspect(&files, &ministry.join("prø/2025"), &ASSETS, &COVERAGE);
    let id = inspected.documents().find(|id| id.kind == &CONTRACT).expect("a contract");
    let view = inspected.view(id).expect("its texts are right");
    assert!(!page(view).contains("class=\"total\""));
    let (bytes, whole) = (build(view), build(&contract_of("tests/pages/eks")));
    assert!(Pdf::read(&bytes).all(&["TR"]).len() < Pdf::read(&whole).all(&["TR"]).len());
}

fn contract_of(ministry: &str) -> Document {
    let (files, ministry) = copy_of(ministry);
    let inspected = inspect(&files, &ministry.join("prø/2025"), &ASSETS, &COVERAGE);
    let id = inspected.documents().find(|id| id.kind == &CONTRACT).expect("a contract");
    inspected.view(id).expect("its texts are right").clone()
}

#[test]
fn a_wording_can_cover_a_schema() {
    let rest = "resultatkrav:\n  - evaluering: Samarbejdet\n    emner: [Kvalitet, Proces]\n    på: [Bidrag]\n    evalueres af: [Kontoret]\n    \
                skala: { 1: Ringe, 2: Godt }\n    omregning: ikke fastsat\n    ordlyd: Kontoret vurderer kvalitet og proces i bidragene.\n    \
                ordlyden dækker delene: ja\n";
    let text = contract(rest);
    assert!(text.contains("Kontoret vurderer kvalitet og proces") && !text.contains("Ringe"), "{text}");
}

#[test]
fn the_path_of_a_share_says_each_share_and_its_limit() {
    let rest = "resultatkrav:\n  - sager: Ansøgninger om tilskud\n    inden for: 31 dage\n    måltal samles: ligeligt\n    måltal:\n      \
                - { måles: 1. halvår, mindst: 80 pct. }\n      - { måles: 2. halvår, mindst: 90 pct. }\n    \
                udgangspunkt: { tal: 76 pct., opgjort: 31. december 2024 }\n";
    let text = contract(rest);
    for said in [
        "mindst 80 pct. inden for 31 dage i 1. halvår 2025",
        "mindst 90 pct. inden for 31 dage i 2. halvår 2025",
        "Udgangspunkt: 76 pct. (opgjort den 31. december 2024).",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

/// 2023 1.1 says in its goal what an allonge will set.
#[test]
fn what_is_set_later_is_said_in_the_plans_words_and_where_the_plan_says_it() {
    const OWN: &str = "Målet for 2. halvår fastsættes i juni, når den første måling foreligger.";
    let rest = |more: &str| {
        format!(
            "resultatkrav: [{{ leverance: Rapporten, frist: udgangen af 2. kvartal }}]\nåbent:\n  - hvad: tilfredsheden\n    \
             fastsættes: ved allonge\n{more}"
        )
    };
    let ours = contract(&rest(""));
    assert!(ours.contains("Tilfredsheden fastsættes ved allonge"), "{ours}");
    for place in ["", "    står: under målet\n"] {
        let inspected = with_goal(&rest(&format!("    ordlyd: {OWN}\n{place}")));
        let text = said(&inspected, &CONTRACT);
        assert_eq!((text.matches(OWN).count(), text.contains("Tilfredsheden")), (1, false), "{text}");
        let at = |words: &str| text.find(words).expect("it is said");
        assert_eq!(at(OWN) < at("Rapporten"), !place.is_empty(), "{text}");
        assert!(at("Borgerne får svar til tiden.") < at(OWN), "{text}");
        assert_eq!(said(&inspected, &ANNEX).matches(OWN).count(), 1);
        let plan = inspected.known.plan().expect("a plan");
        let card = score(plan, resultatplan::plan::Results::NONE, None);
        let steps = format!("{:?}", card.goals);
        assert!(steps.contains("tilfredsheden"), "what is open stays open in the score");
    }
}

/// 2018 1.5 asks for "servicemålet for alle sagstyper", whose figures stand outside the plan: one requirement over many kinds of
/// case, each with figures of its own.
#[test]
fn one_sentence_covers_many_kinds_of_case_that_are_each_held_against_another_figure() {
    let kind = |nr: &str, what: &str, bound: &str| {
        format!(
            "      - {{ nr: {nr}, andel: {what}, af: afgjorte sager, {bound}, sammenlignes med: servicemålet, \
             sammenlignes som: forskel }}\n"
        )
    };
    let rest = |bound: &str| {
        format!(
            "resultatkrav:\n  - navn: Alle sagstyper\n    ordlyd: Styrelsen overholder servicemålet for alle sagstyper.\n    \
             ordlyden dækker delene: ja\n    samles: alle\n    krav:\n{}{}",
            kind("a", "Erhvervssager", bound),
            kind("b", "Studiesager", bound)
        )
    };
    let inspected = with_goal(&rest("mindst: 0 procentpoint"));
    let text = said(&inspected, &CONTRACT);
    assert_eq!(text.matches("overholder servicemålet for alle sagstyper").count(), 1, "{text}");
    assert!(!text.contains("procentpoint") && !text.contains("Studiesager"), "{text}");
    // A figure that is another than the other one is to be said.
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let goal = format!("{HEAD}{}", rest("mindst: -2 procentpoint"));
    files.write(ministry.join("prø/2025/mål/1.1.yaml"), goal);
    let outcome = examine(&files, &ministry.join("prø/2025"));
    assert_eq!(outcome.by("wording-contradicts-figures").count(), 1, "{:?}", outcome.told());
}
