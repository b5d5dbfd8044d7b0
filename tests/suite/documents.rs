//! Which documents there are, and the name of each: one list, one identity, one path.

use std::collections::BTreeSet;

use proptest::prelude::*;
use resultatplan::document::{
    ALLONGE, ANNUAL_INSERT, CONTRACT, DEPARTMENT, DOCUMENTS, DocumentId, FOLLOW_UP, Numbering, Owner,
};

use crate::support::plan::{ALL, Made, files};
use crate::support::random::config;
use crate::support::repository;

/// Every document of the repository's plans, with the plan.
fn of_plans() -> impl Iterator<Item = (&'static Made, &'static DocumentId)> {
    ALL.values().flat_map(|made| made.inspected.documents().map(move |id| (made, id)))
}

fn text(path: &str) -> String {
    std::fs::read_to_string(repository(path)).expect("it is a text")
}

/// One of each kind, with a number where its kind has one.
fn one_of_each() -> impl Iterator<Item = DocumentId> {
    DOCUMENTS.iter().map(|kind| {
        let (ministry, year) = ("uim".to_owned(), 2023);
        let owner = if kind.is_of_ministry() {
            Owner::Ministry { ministry, year }
        } else {
            Owner::Institution { ministry, institution: "siri".to_owned(), year }
        };
        DocumentId { owner, kind, number: (kind.numbering != Numbering::Single).then_some(2) }
    })
}

#[test]
fn paths_and_titles_of_each_way_to_number() {
    let shown = [&CONTRACT, &ALLONGE, &FOLLOW_UP, &ANNUAL_INSERT, &DEPARTMENT];
    let own = one_of_each().filter(|id| shown.contains(&id.kind));
    let named: Vec<String> = own.map(|id| format!("{id} ({})", id.title())).collect();
    assert_eq!(
        named,
        [
            "uim/siri/2023/mål-og-resultatplan (kontrakt)",
            "uim/siri/2023/allonge-2 (allonge 2)",
            "uim/siri/2023/opfølgning-2 (opfølgning II)",
            "uim/siri/2023/målrapportering-bilag (målrapportering som bilag)",
            "uim/2023/målopfyldelse-2-kvartal (målopfyldelse pr. 2. kvartal)",
        ]
    );
}

#[test]
fn no_path_stands_for_two_documents() {
    let mut seen = BTreeSet::new();
    for id in one_of_each() {
        for number in [None, Some(1), Some(3), Some(12)] {
            let has_number = match id.kind.numbering {
                Numbering::Single => number.is_none(),
                Numbering::Arabic | Numbering::Roman => number.is_some(),
                Numbering::Quarter => true,
            };
            let id = DocumentId { number, ..id.clone() };
            if has_number {
                assert!(seen.insert(id.path()), "{id}");
                assert_eq!(DocumentId::from_path(&id.path()), Some(id));
            }
        }
    }
}

#[test]
fn what_is_no_documents_path_gives_no_document() {
    for path in [
        "",
        "mål-og-resultatplan",
        "2023/mål-og-resultatplan",
        // The one is a plan's, the other a ministry's.
        "uim/2023/mål-og-resultatplan",
        "uim/siri/2023/målopfyldelse",
        "uim/siri/2023/mål-og-resultatplan-1",
        "uim/siri/2023/allonge",
        "uim/siri/2023/allonge-",
        "uim/siri/2023/allonge-01",
        "uim/siri/2023/allonge-+1",
        "uim/siri/2023/opfølgning-2-kvartal",
        "uim/2023/målopfyldelse-2",
        "uim/siri/02023/mål-og-resultatplan",
        "uim/siri/nu/mål-og-resultatplan",
        "a/uim/siri/2023/mål-og-resultatplan",
        "uim/siri/2023/",
    ] {
        assert_eq!(DocumentId::from_path(path), None, "{path}");
    }
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn a_document_is_found_again_by_its_path(
        which in 0..DOCUMENTS.len(),
        ministry in "[a-zæøå0-9 .-]{1,12}",
        institution in "[a-zæøå0-9 .-]{1,12}",
        year in 1000..10_000,
        number in 1..100_u32,
    ) {
        let kind = DOCUMENTS[which];
        let owner = if kind.is_of_ministry() {
            Owner::Ministry { ministry, year }
        } else {
            Owner::Institution { ministry, institution, year }
        };
        let id = DocumentId { owner, kind, number: (kind.numbering != Numbering::Single).then_some(number) };
        prop_assert_eq!(DocumentId::from_path(&id.path()), Some(id));
    }
}

#[test]
fn a_document_is_as_its_kind_says() {
    let mut signed = 0;
    for (made, id) in of_plans() {
        let view = made.inspected.view(id).expect("its texts are right");
        assert_eq!(view.layout, id.kind.layout, "{id}");
        let has_lines = view.lines_to_sign_on().next().is_some();
        assert_eq!(id.is_signed(made.dossier()), has_lines, "{id}");
        signed += usize::from(has_lines);
    }
    assert!(signed > 6, "{signed}");
}

#[test]
fn every_kind_is_listed_built_and_described() {
    let names: Vec<&str> = DOCUMENTS.iter().map(|kind| kind.file).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "no two have one file");
    let built: BTreeSet<&str> = of_plans().map(|(_, id)| id.kind.file).chain([DEPARTMENT.file]).collect();
    let guides = ["docs/reports.md", "docs/da/rapporter.md"].map(|page| (page, text(page)));
    for kind in DOCUMENTS {
        assert!(built.contains(kind.file), "a plan of the repository has `{}`", kind.file);
        for (page, reports) in &guides {
            assert!(reports.contains(&format!("| `{}", kind.file)), "{page} describes `{}`", kind.file);
        }
    }
    let code: String = files(&repository("src/document")).iter().map(|path| text(&path.to_string_lossy())).collect();
    let described = code.matches(": DocumentKind = DocumentKind {").count();
    assert_eq!(described, DOCUMENTS.len(), "src/document/mod.rs lists every kind");
}
