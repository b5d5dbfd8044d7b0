//! What a reader who cannot see the page gets: the structure tree of every document.

use std::collections::BTreeSet;

use resultatplan::document::view::{Cell, Document, PageBlock};

use crate::support::pdf::{Child, Element, Pdf};
use crate::support::plan::{ALL, documents};
use crate::support::text::shows;

/// The cells of a table and of none inside it.
fn cells(table: &Element) -> Vec<&Element> {
    let inner: BTreeSet<*const Element> = table
        .walk()
        .into_iter()
        .filter(|one| one.kind == "Table" && !std::ptr::eq(*one, table))
        .flat_map(Element::walk)
        .map(std::ptr::from_ref)
        .collect();
    let own = table.walk().into_iter().filter(|one| ["TH", "TD"].contains(&one.kind.as_str()));
    own.filter(|one| !inner.contains(&std::ptr::from_ref(*one))).collect()
}

fn scopes(table: &Element) -> BTreeSet<&str> {
    cells(table).into_iter().filter_map(|cell| cell.scope.as_deref()).collect()
}

#[test]
fn no_heading_skips_a_level() {
    for (name, built) in documents() {
        // The document's name, where it has one, is above them all.
        let mut above = built.pdf.name().and_then(Element::level).unwrap_or(0);
        for heading in built.pdf.headings() {
            let level = heading.level().unwrap_or(0);
            assert!(level <= above + 1, "{name}: H{level} `{}` follows H{above}", heading.text());
            assert!(!heading.text().trim().is_empty(), "{name}: a heading has words");
            above = level;
        }
        assert!(above > 0, "{name}: a document has headings");
    }
}

/// It begins what follows, and is no section of it.
#[test]
fn the_name_of_a_document_is_its_first_heading() {
    let mut inserts = 0;
    for (name, built) in documents() {
        let Some(heading) = built.pdf.name() else {
            assert!(name.ends_with("målrapportering som bilag"), "{name}");
            inserts += 1;
            continue;
        };
        assert_eq!((heading.level(), heading.kind.as_str()), (Some(1), "H1"), "{name}");
        assert!(shows(&heading.text(), &built.view.cover.title), "{name}: {}", heading.text());
        let is_text = |child: &Child| matches!(child, Child::Marked(1, _));
        assert!(heading.children.iter().all(is_text), "{name}: it is words alone");
        let listed = built.pdf.outline.iter().any(|one| shows(&one.title, &built.view.cover.title));
        assert!(!listed, "{name}: no bookmark leads back to the first page");
    }
    assert!(inserts > 0);
}

#[test]
fn no_part_is_of_nothing_or_out_of_its_place() {
    let mut with_captions = 0;
    for (name, built) in documents() {
        for part in built.pdf.all(&["Div", "TH"]) {
            assert!(!part.children.is_empty(), "{name}: a {} of nothing", part.kind);
        }
        let is_caption = |child: &Child| matches!(child, Child::Element(part) if part.kind == "Caption");
        let tables = built.pdf.all(&["Table"]).into_iter();
        let inside = tables.filter(|table| table.children.first().is_some_and(is_caption)).count();
        assert_eq!(built.pdf.all(&["Caption"]).len(), inside, "{name}: a caption is the first part of its table");
        with_captions += inside;
    }
    assert!(with_captions >= 3, "{with_captions} tables have captions");
}

/// Over two lines, as two words.
#[test]
fn the_years_of_a_budget_are_heard_apart() {
    let heads = ALL["plans/uim/siri/2018"].documents["kontrakt"].pdf.all(&["TH"]);
    let heads: Vec<String> = heads.into_iter().map(Element::text).collect();
    assert!(heads.iter().any(|head| head.trim() == "BO1 2019"), "{heads:?}");
}

#[test]
fn every_cell_has_its_headers() {
    let (mut with_rows, mut facts, mut plain) = (0, 0, 0);
    for (name, built) in documents() {
        for table in built.pdf.all(&["Table"]) {
            let cells = cells(table);
            let scopes = scopes(table);
            // Data by rows and columns; terms with what is said of each; prose in columns.
            match (scopes.contains("Row"), scopes.contains("Column")) {
                (true, true) => with_rows += 1,
                (true, false) => facts += 1,
                (false, true) => plain += 1,
                (false, false) => panic!("{name}: a table has headers: {}", table.text()),
            }
            let ids: BTreeSet<&str> = cells.iter().filter_map(|cell| cell.id.as_deref()).collect();
            for cell in cells {
                match cell.kind.as_str() {
                    "TH" => assert!(cell.scope.is_some() && cell.id.is_some(), "{name}: {}", cell.text()),
                    // What stands over a column of nothing heads nothing.
                    _ if cell.text().trim().is_empty() => {}
                    _ => assert!(!cell.headers.is_empty(), "{name}: `{}` has headers", cell.text()),
                }
                for header in &cell.headers {
                    assert!(ids.contains(header.as_str()), "{name}: the header {header} stands in the same table");
                }
            }
        }
    }
    assert!(with_rows > 10 && facts > 10 && plain > 0, "{with_rows}, {facts}, {plain}");
}

#[test]
fn goal_tables_budgets_and_schemas_have_row_and_column_headers() {
    let mut seen = BTreeSet::new();
    for (name, built) in documents() {
        for table in built.pdf.all(&["Table"]) {
            let kind = ["Resultatkrav", "Mio. kr.", "Emne"].into_iter().find(|head| {
                cells(table).iter().any(|cell| cell.scope.as_deref() == Some("Column") && shows(&cell.text(), head))
            });
            let Some(kind) = kind else { continue };
            seen.insert(kind);
            // A lone row of a report needs no name; a remark on it is a row of one cell.
            let rows = table.walk().into_iter().filter(|one| one.kind == "TR" && one.children.len() > 1).count();
            let is_lone = rows == 2 && kind == "Resultatkrav";
            let expected = if is_lone { BTreeSet::from(["Column"]) } else { BTreeSet::from(["Column", "Row"]) };
            assert_eq!(scopes(table), expected, "{name}: {kind}");
        }
    }
    assert_eq!(seen.len(), 3, "{seen:?}");
}

#[test]
fn a_goal_table_says_what_it_is() {
    for (name, built) in documents().filter(|(name, _)| name.ends_with("kontrakt")) {
        let summaries: Vec<&str> =
            built.pdf.all(&["Table"]).into_iter().filter_map(|table| table.summary.as_deref()).collect();
        let summaries: Vec<&str> = summaries.into_iter().filter(|one| !one.contains(" på én side: ")).collect();
        // The plans of the schools have one group each, and one of them no weights.
        let wanted: &[&str] = match name.split(',').next() {
            Some("tests/plans/skole/gym/2025") => &["2.0 Indsatsområder: mål, resultatkrav og vægt"],
            Some("tests/plans/skole/uni/2025") => &["2.0 Strategiske mål: mål, resultatkrav og vægt"],
            Some("tests/plans/skole/tilsyn/2025") => &["3.1 Faglige mål: mål, resultatkrav og vægt"],
            Some("tests/plans/skole/stift/2025") => &["3.1 Fælles mål: mål og resultatkrav"],
            Some(_) | None => &["3.1 Faglige mål: mål, resultatkrav og vægt", summaries[1]],
        };
        assert_eq!(summaries, wanted, "{name}");
    }
}

fn children(element: &Element) -> impl Iterator<Item = &str> {
    element.children.iter().filter_map(|child| match child {
        Child::Element(element) => Some(element.kind.as_str()),
        Child::Marked(..) | Child::Annotation(_) => None,
    })
}

#[test]
fn lists_are_lists() {
    let mut items = 0;
    for (name, built) in documents() {
        for list in built.pdf.all(&["L"]) {
            assert!(children(list).all(|kind| ["LI", "L"].contains(&kind)), "{name}: {}", list.text());
        }
        for item in built.pdf.all(&["LI"]) {
            assert_eq!(children(item).collect::<Vec<_>>(), ["Lbl", "LBody"], "{name}: {}", item.text());
            items += 1;
        }
    }
    assert!(items > 30, "{items}");
    // Bullets in bullets. Numbered points are text: tests/suite/copies.rs.
    let example = &ALL["tests/plans/eksempel/prø/2025"].documents["kontrakt"].pdf;
    let texts: Vec<String> = example.all(&["LI"]).into_iter().map(Element::text).collect();
    for text in ["Vi svarer klart.", "for prøver,"] {
        assert!(texts.iter().any(|item| shows(item, text)), "{text} in {texts:?}");
    }
}

#[test]
fn notes_are_notes_with_a_label() {
    for (plan, text) in [
        ("tests/plans/eksempel/prø/2025", "Vejledning gives både skriftligt og i telefonen."),
        ("plans/uim/siri/2018", "Afsnittet gælder ikke for nævn."),
    ] {
        let pdf = &ALL[plan].documents["kontrakt"].pdf;
        let note = pdf.all(&["Note"]).into_iter().find(|note| shows(&note.text(), text)).expect("a note");
        assert_eq!(children(note).next(), Some("Lbl"), "{plan}");
        assert!(note.id.is_some(), "{plan}");
    }
}

/// Lines to sign on, bars, squares and small lines.
fn drawn(view: &Document) -> usize {
    let of = |block: &PageBlock| match block {
        PageBlock::Endorsement(endorsement) => endorsement.signers.len(),
        PageBlock::Squares(_) => 1,
        PageBlock::Data(data) => {
            let cells = data.rows.iter().flat_map(|row| &row.cells);
            // A sign stands beside its word, where the word is not all that it has.
            let is_drawn = |cell: &&Cell| match cell {
                Cell::Bar(_) | Cell::Course(_) | Cell::Year(_) => true,
                Cell::Sign(_) => data.role == "signs",
                Cell::Words { .. } | Cell::Named { .. } | Cell::Body { .. } => false,
            };
            cells.filter(is_drawn).count()
        }
        _ => 0,
    };
    view.body.iter().map(of).sum()
}

#[test]
fn what_is_drawn_has_words() {
    for (name, built) in documents() {
        for figure in built.pdf.all(&["Figure", "Formula"]) {
            assert!(figure.alt.as_ref().is_some_and(|alt| !alt.trim().is_empty()), "{name}");
        }
        assert_eq!(built.pdf.all(&["Figure"]).len(), drawn(&built.view), "{name}");
    }
}

#[test]
fn every_character_of_the_page_can_be_read() {
    for (name, built) in documents() {
        let Pdf { pages, .. } = &built.pdf;
        for (index, page) in pages.iter().enumerate() {
            let whole = [&page.head, &page.text, &page.foot];
            assert!(!whole.iter().any(|text| text.contains('\u{fffd}')), "{name}, page {}", index + 1);
            assert!(!page.text.trim().is_empty(), "{name}, page {} is empty", index + 1);
        }
    }
}
