//! What hangs on a title: its footnotes, whether the contents list it, and the name that a party had in a year.

use resultatplan::document::CONTRACT;
use resultatplan::document::view::{Document, Heading, PageBlock, PageInline, text_of};
use resultatplan::workspace::Inspected;

use crate::support::plan::{Copy, contract, page};
use crate::support::text::normal;

const DIOCESE: &str = "tests/plans/skole/stift/2025";

fn headings(view: &Document) -> Vec<&Heading> {
    let headings = view.body.iter().filter_map(|block| match block {
        PageBlock::Heading(heading) => Some(heading),
        _ => None,
    });
    headings.collect()
}

fn note(notes: &[PageInline]) -> Option<String> {
    let [PageInline::Footnote { body }] = notes else { return None };
    let [PageBlock::Paragraph { text, .. }] = body.as_slice() else { return None };
    Some(text_of(text))
}

#[test]
fn a_footnote_stays_on_the_title_that_it_is_of() {
    let view = &contract(DIOCESE).view;
    let noted: Vec<(&str, String)> =
        headings(view).iter().filter_map(|one| Some((one.text.as_str(), note(&one.notes)?))).collect();
    let noted: Vec<(&str, &str)> = noted.iter().map(|(title, note)| (*title, note.as_str())).collect();
    assert_eq!(
        noted,
        [
            ("Opgaver", "Stiftets øvrige opgaver følger af lov om stifter."),
            ("Fælles mål", "Målene er de samme for alle stifter."),
            ("Baggrund", "Skrevet af stiftets sekretariat."),
        ]
    );
}

/// The standard text on result pay names the tribunals in a footnote on its title.
#[test]
fn a_standard_texts_footnote_stays_on_its_title_too() {
    let view = &contract("plans/uim/siri/2018").view;
    let pay = headings(view).into_iter().find(|one| one.number.as_deref() == Some("5.0")).expect("a section 5.0");
    assert!(!pay.text.contains("nævn") && note(&pay.notes).is_some_and(|note| note.contains("nævn")), "{pay:?}");
}

#[test]
fn a_footnote_on_a_goals_area_stands_in_its_row() {
    let built = contract(DIOCESE);
    let row = built.view.body.iter().find_map(|block| match block {
        PageBlock::Goals(table) => table.rows.iter().find(|row| row.number == "2"),
        _ => None,
    });
    let row = row.expect("a goal 2");
    assert_eq!(
        (row.area.as_str(), note(&row.notes).as_deref()),
        ("Bygninger", Some("Kirker, sognegårde og præsteboliger."))
    );
    let page = page(&built.view);
    let cell = page.split_once("Bygninger<sup>").expect("the mark of its note, on the web page").1;
    assert!(cell.contains("Kirker, sognegårde og præsteboliger."));
}

#[test]
fn contents_and_running_heads_repeat_a_title_without_its_footnotes() {
    let pages = &contract(DIOCESE).pdf.pages;
    let contents = normal(&pages[1].text);
    assert!(contents.contains("Opgaver") && !contents.contains("øvrige opgaver"), "{contents}");
    let said = pages.iter().filter(|page| normal(&page.text).contains("Stiftets øvrige opgaver")).count();
    assert_eq!(said, 1);
}

#[test]
fn a_plan_says_whether_its_contents_list_the_backgrounds() {
    for (said, listed) in [
        ("      i indholdsfortegnelsen: nej\n", vec![]),
        ("", vec!["Baggrund"]),
        ("      i indholdsfortegnelsen: ja\n", vec!["Baggrund"]),
        ("      i indholdsfortegnelsen: med målene\n", vec!["Baggrund", "1.1 Sager"]),
    ] {
        let copy = Copy::of("tests/pages/eks");
        let background = format!("mål: [mål/1.1.yaml]\n    baggrund:\n      titel: Baggrund\n{said}");
        copy.edit("plans/eks/prø/2025/plan.yaml", "mål: [mål/1.1.yaml]\n", &background);
        let why = "baggrund: Derfor.\nbaggrundstitel: Sager\nresultatkrav:";
        copy.edit("plans/eks/prø/2025/mål/1.1.yaml", "resultatkrav:", why);
        let inspected = copy.inspect("plans/eks/prø/2025");
        let id = inspected.documents().find(|id| id.kind == &CONTRACT).expect("a contract");
        let view = inspected.view(id).expect("its texts are right");
        let backgrounds =
            headings(view).into_iter().filter(|one| ["Baggrund", "1.1 Sager"].contains(&one.text.as_str()));
        let in_contents: Vec<&str> = backgrounds.filter(|one| one.listed).map(|one| one.text.as_str()).collect();
        assert_eq!(in_contents, listed, "{said}");
    }
}

/// The name of the institution in the plan of 2025, and what its contract says on the cover.
fn called(inspected: &Inspected) -> (String, String) {
    let id = inspected.documents().find(|id| id.kind == &CONTRACT).expect("a contract");
    let cover = &inspected.view(id).expect("its texts are right").cover;
    let look = &inspected.view(id).expect("its texts are right").look;
    (cover.subtitle.clone(), look.name_line.join(" "))
}

const INSTITUTION: &str = "plans/eks/prø/institution.yaml";
const MINISTRY: &str = "plans/eks/ministerium.yaml";

#[test]
fn a_plan_has_the_names_of_its_year() {
    let copy = Copy::of("tests/pages/eks");
    let (now, line_now) = called(&copy.inspect("plans/eks/prø/2025"));
    for (former, name) in [
        ("[{ til og med: 2024, navn: Forsøgsstyrelsen }]", now.as_str()),
        ("[{ til og med: 2025, navn: Forsøgsstyrelsen }]", "Forsøgsstyrelsen"),
        ("[{ til og med: 2026, navn: Forsøgsstyrelsen, kortnavn: FS }]", "Forsøgsstyrelsen (FS)"),
        (
            "[{ til og med: 2024, navn: Rådet }, { til og med: 2025, navn: Forsøgsstyrelsen }, { til og med: 2028, navn: Tilsynet }]",
            "Forsøgsstyrelsen",
        ),
    ] {
        let copy = Copy::of("tests/pages/eks");
        let file = copy.read(INSTITUTION);
        copy.write(INSTITUTION, format!("{file}tidligere navne: {former}\n"));
        assert_eq!(called(&copy.inspect("plans/eks/prø/2025")).0, name, "{former}");
    }
    for (former, line) in [
        ("til og med: 2024, navn: Forsøgsministeriet, departement: dets departement", line_now.as_str()),
        ("til og med: 2025, navn: Forsøgsministeriet, departement: dets departement", "Forsøgsministeriet"),
        (
            "til og med: 2025, navn: Forsøgsministeriet, departement: dets departement, navnelinje: [Forsøgs-, ministeriet]",
            "Forsøgs- ministeriet",
        ),
    ] {
        let copy = Copy::of("tests/pages/eks");
        let file = copy.read(MINISTRY);
        copy.write(MINISTRY, format!("{file}tidligere navne: [{{ {former} }}]\n"));
        assert_eq!(called(&copy.inspect("plans/eks/prø/2025")).1, line, "{former}");
    }
}

#[test]
fn former_names_stand_in_the_order_of_their_years() {
    let copy = Copy::of("tests/pages/eks");
    let file = copy.read(INSTITUTION);
    let names = "[{ til og med: 2024, navn: Rådet }, { til og med: 2024, navn: Forsøgsstyrelsen }]";
    copy.write(INSTITUTION, format!("{file}tidligere navne: {names}\n"));
    let inspected = copy.inspect("plans/eks/prø/2025");
    assert!(inspected.report.findings().iter().any(|one| one.message.to_string().contains("lasted as long")));
}
