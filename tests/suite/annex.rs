//! The annex as it is read: for each goal a table of facts, for each part with a method of its own another.

use resultatplan::document::view::{Document, PageBlock, RequirementPiece};

use crate::support::pdf::{Element, Pdf};
use crate::support::plan::{ALL, Built, annex, made};
use crate::support::text::{normal, shows, squeezed};

fn annexes() -> impl Iterator<Item = (&'static str, &'static Built)> {
    ALL.iter().filter_map(|(plan, made)| Some((plan.as_str(), made.documents.get("opgørelsesmetode")?)))
}

/// Headings with their levels: `(2, "1.1 Servicemål (vægt 70 point)")`.
fn headings(pdf: &Pdf) -> Vec<(usize, String)> {
    pdf.headings().into_iter().map(|one| (pdf.depth(one), normal(&one.text()))).collect()
}

/// The facts under a heading: what each row is called, and what it says.
fn facts(pdf: &Pdf, under: &str) -> Vec<(String, String)> {
    let all = pdf.structure.walk();
    let heading = all.iter().position(|one| one.level().is_some() && normal(&one.text()).starts_with(under));
    let rest = &all[heading.unwrap_or_else(|| panic!("a heading {under}")) + 1..];
    let table = rest.iter().find(|one| one.kind == "Table").expect("a table of facts");
    let rows = table.walk().into_iter().filter(|one| one.kind == "TR");
    // The rows of a schema inside are no facts: they name their columns.
    let rows = rows.filter_map(|row| {
        let cells: Vec<&Element> =
            row.walk().into_iter().filter(|one| ["TH", "TD"].contains(&one.kind.as_str())).collect();
        let is_fact = cells.first().is_some_and(|cell| cell.scope.as_deref() == Some("Row") && cell.headers.is_empty());
        is_fact.then(|| (normal(&cells[0].text()), normal(&cells[1].text())))
    });
    rows.collect()
}

#[test]
fn the_annex_says_what_it_belongs_to() {
    for (plan, built) in annexes() {
        let Pdf { pages, info, language, .. } = &built.pdf;
        assert_eq!(language, "da", "{plan}");
        let title = &made(plan).dossier().amended.signed().title;
        assert!(info["Title"].starts_with(&format!("Opgørelsesmetode for resultatkrav, {title} – ")), "{plan}");
        assert!(shows(&pages[0].text, "Opgørelsesmetode for resultatkrav"), "{plan}");
        assert!(shows(&pages[0].text, &format!("Bilag til {title}")), "{plan}");
        for (index, page) in pages.iter().enumerate() {
            let number = format!("Side {} af {}", index + 1, pages.len());
            assert!(squeezed(&page.foot).ends_with(&squeezed(&number)), "{plan}: {}", page.foot);
            assert!(index == 0 || shows(&page.head, "Opgørelsesmetode for resultatkrav"), "{plan}: {}", page.head);
        }
    }
}

#[test]
fn a_draft_says_so_where_the_contract_does() {
    for (plan, draft) in [
        ("plans/uim/siri/2018", false),
        ("plans/uim/siri/2020", false),
        ("plans/uim/siri/2023", false),
        ("plans/uim/siri/2024", true),
        ("tests/plans/eksempel/prø/2025", true),
    ] {
        let pages = &annex(plan).pdf.pages;
        assert_eq!(shows(&pages[0].text, "Udkast"), draft, "{plan}");
        assert!(pages[1..].iter().all(|page| shows(&page.head, "Udkast") == draft), "{plan}");
    }
}

#[test]
fn goals_stand_under_their_groups_with_their_points() {
    let headings = headings(&annex("plans/uim/siri/2020").pdf);
    let headings: Vec<(usize, &str)> = headings.iter().map(|(level, text)| (*level, text.as_str())).collect();
    assert_eq!(
        headings,
        [
            (1, "Om bilaget"),
            (1, "Faglige mål (eksternt rettede)"),
            (2, "1.1 Virksomhedsrettet integrationsindsats (vægt 5 point)"),
            (2, "1.2 Nationalt Center for Forebyggelse af Ekstremisme (vægt 5 point)"),
            (2, "1.3 Kvalitet i SIRIs sagsbehandling og afgørelser (vægt 5 point)"),
            (2, "1.5 Servicemål (vægt 70 point)"),
            (1, "Internt rettede mål"),
            (2, "2.1 Effektiv understøttelse af ministerbetjening og politikudvikling (vægt 5 point)"),
            (2, "2.2 Informationssikkerhed (vægt 5 point)"),
            (3, "1. kvartal 2020"),
            (3, "2. kvartal 2020"),
            (3, "3. kvartal 2020"),
            (3, "4. kvartal 2020"),
            (2, "2.3 God arbejdsgiveradfærd (vægt 5 point)"),
        ]
    );
}

#[test]
fn facts_stand_in_their_order() {
    let pdf = &annex("plans/uim/siri/2020").pdf;
    let facts = facts(pdf, "1.5 Servicemål");
    let names: Vec<&str> = facts.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Mål", "Krav", "Samlet opgørelse", "Metode", "Hyppighed", "Rapportering"]);
    let mut rest = facts[1].1.as_str();
    for text in [
        "Servicemål erhvervssagsområdet 35 point",
        "Beløbsordningen, 1. gang 90 pct. inden for 31 dage 8 point",
        "Fasttrack, 1. gang 90 pct. inden for 31 dage 7 point",
        "Medfølgende familie, erhverv, 1. gang 90 pct. inden for 62 dage 5 point",
        "Tiden regnes fra ansøgningstidspunktet.",
        "Ikke medregnet: sager uden styringsmål.",
        "Servicemål studiesagsområdet 15 point",
        "Ph.d., 1. gang 90 pct. inden for 92 dage 5 point",
        "EU-området 20 point",
        "EU-sager 75 pct. inden for 1 dag 10 point 85 pct. inden for 31 dage 5 point 98 pct. inden for 92 dage 5 point",
    ] {
        let at = rest.find(text).unwrap_or_else(|| panic!("`{text}` follows in `{rest}`"));
        rest = &rest[at + text.len()..];
    }
    assert_eq!(facts[2].1, "Kravene tæller med hver deres vægt.");
}

#[test]
fn a_part_has_its_own_method() {
    let facts = facts(&annex("plans/uim/siri/2020").pdf, "4. kvartal 2020");
    let (name, text) = &facts[1];
    assert_eq!(name, "Kilde");
    assert_eq!(
        text,
        "Handlingsplanen; sagen til ministergodkendelse i efteråret 2020, som Koncern It kan sende ultimo 2020"
    );
    assert_eq!(facts[2], ("Ansvarlig".into(), "Koncernstyring og Tilsyn".into()));
}

#[test]
fn a_schema_has_its_rows_columns_and_scale() {
    let pdf = &annex("plans/uim/siri/2020").pdf;
    let schema = pdf.all(&["Table"]).into_iter().rfind(|table| shows(&table.text(), "Rettidighed")).expect("a schema");
    let texts = |scope: &str| -> Vec<String> {
        let heads = schema.walk().into_iter().filter(|one| one.scope.as_deref() == Some(scope));
        heads.map(|one| normal(&one.text())).collect()
    };
    assert_eq!(texts("Column"), ["Emne", "Lovforslag", "FT-spørgsmål og samråd", "Øvrige bidrag, dialog og sparring"]);
    assert_eq!(texts("Row"), ["Rettidighed", "Faglighed", "Proces"]);
    let text = normal(&pdf.text());
    for said in [
        "Der gives 1–3 point i hvert felt: 1 Ikke tilfredsstillende 2 Delvis tilfredsstillende 3 Tilfredsstillende",
        "Skemaet udfyldes af Integrationsafdelingen, Koncernstyring og Tilsyn, Familie- og opholdsafdelingen og \
         Ledelsessekretariatet.",
        "Hver kan højst give 27 point, i alt 108 point.",
        "Planen fastsætter ikke, hvordan scoren omregnes til opfyldelse.",
    ] {
        assert!(text.contains(said), "{said}");
    }
    let tribunal = normal(&annex("tests/plans/eksempel/ekn/2025").pdf.text());
    assert!(
        tribunal
            .contains("Fra score til opfyldelse: fra 20 point 100 pct., fra 16 point 50 pct. og fra 8 point 0 pct."),
        "{tribunal}"
    );
}

const EXAMPLE: &str = "tests/plans/eksempel/prø/2025";

#[test]
fn a_method_stands_right_after_its_requirement_where_the_plan_says_so() {
    let pdf = &annex(EXAMPLE).pdf;
    assert!(headings(pdf).iter().all(|(level, _)| *level < 3), "{:?}", headings(pdf));
    let facts = facts(pdf, "1.1 Sagsbehandlingstider");
    let required = &facts.iter().find(|(name, _)| name == "Krav").expect("what is required").1;
    let mut rest = required.as_str();
    for text in [
        "a) Prøveområdet",
        "Hyppighed (1): Månedsvis",
        "b) Klageområdet",
        "95 pct. inden for 92 dage",
        "Metode: Klager tælles i det kvartal, de afgøres i.",
        "Hyppighed: Hvert kvartal",
        "c) Tilskudsområdet",
        "Uret standser ikke i ferier.",
    ] {
        let at = rest.find(text).unwrap_or_else(|| panic!("`{text}` follows in `{rest}`"));
        rest = &rest[at + text.len()..];
    }
    // The goal's own method has rows of its own, as everywhere.
    assert!(facts.contains(&("Kilde".into(), "Sagssystemet".into())), "{facts:?}");
}

fn of<'a>(element: &'a Element, kind: &str) -> Vec<&'a Element> {
    element.walk().into_iter().filter(|one| one.kind == kind).collect()
}

#[test]
fn columns_of_figures_have_heads_where_the_plan_says_so() {
    let pdf = &annex(EXAMPLE).pdf;
    let tables = pdf.all(&["Table"]).into_iter().filter(|table| {
        of(table, "TH").iter().any(|head| normal(&head.text()) == "Hvad der måles") && of(table, "Table").len() == 1
    });
    let read: Vec<(Vec<String>, Vec<String>)> = tables
        .map(|table| {
            let texts = |scope: &str| {
                let heads = of(table, "TH").into_iter().filter(|one| one.scope.as_deref() == Some(scope));
                heads.map(|one| normal(&one.text())).collect::<Vec<_>>()
            };
            (texts("Column"), texts("Row"))
        })
        .collect();
    // What goes on from row to row is said in each of them.
    let said = |heads: &[&str], row: &str, rows: usize| {
        (heads.iter().map(|one| (*one).to_owned()).collect(), vec![row.to_owned(); rows])
    };
    assert_eq!(
        read,
        [
            said(&["Hvad der måles", "Andel", "Tid", "Vægt"], "Almindelige prøver", 1),
            said(&["Hvad der måles", "Andel", "Tid", "Vægt"], "Klager", 3),
            said(&["Hvad der måles", "Andel", "Tid"], "Tilskud til foreninger", 2),
            said(&["Hvad der måles", "Andel", "Tid"], "Tilskud til skoler", 1),
        ]
    );
    assert!(!normal(&annex("plans/uim/siri/2020").pdf.text()).contains("Hvad der måles"));
}

/// What is counted against how long it may take, where kinds have several limits; in rows with their points, they stay rows.
#[test]
fn many_limits_are_a_matrix() {
    let view = &annex("plans/uim/siri/2023").view;
    let matrices = pieces(view).into_iter().filter_map(|piece| match piece {
        RequirementPiece::Matrix(matrix) => Some(matrix),
        _ => None,
    });
    let matrices: Vec<_> = matrices.collect();
    let heads: Vec<Vec<String>> =
        matrices.iter().map(|one| one.heads.iter().map(|head| normal(head)).collect()).collect();
    assert_eq!(heads[0], ["Sagstype", "Inden for 31 dage", "Inden for 62 dage", "Inden for 92 dage"]);
    assert_eq!(heads[2], ["Sagstype", "Inden for 1 dag", "Inden for 31 dage", "Inden for 92 dage"]);
    let row = matrices[0].rows.iter().find(|row| row.what.starts_with("Beløbsordningen")).expect("a row a kind");
    assert_eq!(row.shares.iter().map(|share| normal(share)).collect::<Vec<_>>(), ["55 pct.", "", "75 pct."]);
    let weighed = &annex("plans/uim/siri/2020").view;
    assert!(!pieces(weighed).iter().any(|piece| matches!(piece, RequirementPiece::Matrix(_))));
}

/// All requirements' pieces of a document, from the outside in.
fn pieces(view: &Document) -> Vec<&RequirementPiece> {
    fn within(piece: &RequirementPiece) -> Vec<&RequirementPiece> {
        let inner = match piece {
            RequirementPiece::Group { parts, .. } | RequirementPiece::Changed { parts, .. } => parts.as_slice(),
            _ => &[],
        };
        std::iter::once(piece).chain(inner.iter().flat_map(within)).collect()
    }
    let facts =
        view.body.iter().filter_map(|block| if let PageBlock::Facts { rows } = block { Some(rows) } else { None });
    let bodies = facts.flatten().flat_map(|fact| &fact.body);
    let parts =
        bodies.filter_map(|block| if let PageBlock::Requirements { parts } = block { Some(parts) } else { None });
    parts.flatten().flat_map(within).collect()
}

#[test]
fn what_the_plan_leaves_open_throughout_is_said_once() {
    let open = "Planen fastsætter ikke, hvordan kravene";
    let text = normal(&annex("plans/uim/siri/2023").pdf.text());
    assert_eq!(text.matches(open).count(), 1, "{text}");
    // Where some goals have a rule, each says its own.
    let mixed = normal(&annex("plans/uim/siri/2020").pdf.text());
    assert!(mixed.contains("Alle krav skal være opfyldt.") && mixed.matches(open).count() > 1, "{mixed}");
}

/// `…, som Statens It ikke driver i 1. kvartal 2020` said that of the wrong verb.
#[test]
fn no_verb_of_the_authors_takes_the_period() {
    let text = normal(&annex("plans/uim/siri/2020").pdf.text());
    assert!(text.contains("også dem som Statens It ikke driver. Måles i 1. kvartal 2020."), "{text}");
    assert!(text.contains("under 7 dage pr. medarbejder i 2020"), "{text}");
}
