//! What no validator sees: whether a document can be read by ear as it can by eye.

use std::collections::BTreeSet;

use resultatplan::language::Language;
use resultatplan::pdf::structure::{headers, structure, to_text};
use resultatplan::pdf::{open, pages};
use resultatplan::render::CopyKind;

use crate::support::command::run;
use crate::support::pdf::colour::shown;
use crate::support::pdf::{Annotation, Child, Element, LinkTarget, Pdf, heading_words};
use crate::support::plan::{ALL, build_copy, contract, documents};
use crate::support::text::{normal, squeezed};
use crate::support::write;

/// Pieces of text with their pages, in the order of the tree; those of notes apart.
fn pieces<'a>(element: &'a Element, own: &mut Vec<(usize, &'a str)>, notes: &mut Vec<(usize, &'a str)>) {
    for child in &element.children {
        match child {
            Child::Element(note) if note.kind == "Note" => notes.extend(note.pieces()),
            Child::Element(element) => pieces(element, own, notes),
            Child::Marked(page, text) => own.push((*page, text)),
            Child::Annotation(_) => {}
        }
    }
}

#[test]
fn text_is_read_in_the_order_of_the_page() {
    for (name, built) in documents() {
        let parts = built.pdf.structure.children.iter().filter_map(|child| match child {
            Child::Element(document) => Some(document.children.iter()),
            _ => None,
        });
        let starts: Vec<usize> = parts
            .flatten()
            .filter_map(|child| match child {
                Child::Element(part) => Some(part.page()).filter(|page| *page > 0),
                _ => None,
            })
            .collect();
        assert!(starts.is_sorted() && !starts.is_empty(), "{name}: {starts:?}");
        let (mut own, mut notes) = (Vec::new(), Vec::new());
        pieces(&built.pdf.structure, &mut own, &mut notes);
        // A note is read where it is referred to, and stands at the foot of the page.
        for pieces in [own, notes] {
            for (page, number) in built.pdf.pages.iter().zip(1..) {
                let whole = squeezed(&page.text);
                let mut rest = whole.as_str();
                for (_, piece) in pieces.iter().filter(|(page, _)| *page == number) {
                    let piece = squeezed(piece);
                    let Some(at) = rest.find(&piece) else {
                        panic!("{name}, page {number}: `{piece}` is read too late; what follows is `{rest}`");
                    };
                    rest = &rest[at + piece.len()..];
                }
            }
        }
    }
}

/// Elements that hold others, and no text of their own.
const HOLDERS: [&str; 9] = ["", "Document", "Part", "Sect", "TOC", "L", "Table", "TR", "THead"];

/// The texts of an element that stand side by side in it, up to the next element that begins a line of its own; whether
/// each is a link, such as a note's number.
fn runs(element: &Element) -> Vec<Vec<(String, bool)>> {
    let mut runs = vec![Vec::new()];
    for child in &element.children {
        let piece = match child {
            Child::Marked(_, text) => (text.clone(), false),
            Child::Element(inner) if inner.is_of_a_line() => (inner.text(), !links(inner).is_empty()),
            Child::Element(_) => {
                runs.push(Vec::new());
                continue;
            }
            Child::Annotation(_) => continue,
        };
        runs.last_mut().into_iter().for_each(|run| run.push(piece.clone()));
    }
    runs
}

fn last_word(text: &str) -> &str {
    text.split(|one: char| one.is_whitespace()).next_back().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.split(|one: char| one.is_whitespace()).next().unwrap_or_default()
}

/// Words that stand on lines or in columns of their own have a space between them, also when they are read aloud.
#[test]
fn words_are_parted() {
    for (name, built) in documents() {
        let said = serde_json::to_string(&built.view).expect("a view is data").replace('\u{ad}', "");
        // Of what is drawn, its description is read.
        for element in built.pdf.structure.walk().into_iter().filter(|one| one.alt.is_none()) {
            for run in runs(element) {
                let whole: String = run.iter().map(|(text, _)| text.as_str()).collect();
                assert!(!HOLDERS.contains(&element.kind.as_str()) || whole.trim().is_empty(), "{name}: {whole}");
                for pair in run.windows(2) {
                    let [(one, _), (other, is_link)] = pair else { continue };
                    let run_together = one.ends_with(char::is_alphanumeric) && other.starts_with(char::is_alphanumeric);
                    // A word can be shown in two pieces.
                    let word = format!("{}{}", last_word(one), first_word(other)).replace('\u{ad}', "");
                    // `R2015`: the state of a budget's year stands above it.
                    let is_state_of_year =
                        element.kind == "TH" && one.len() <= 3 && first_word(other).parse::<u16>().is_ok();
                    let is_one_word = said.contains(&word) || is_state_of_year;
                    assert!(!run_together || *is_link || is_one_word, "{name}: {} | {}", normal(one), normal(other));
                }
            }
        }
    }
}

#[test]
fn every_cell_of_data_is_told_with_the_words_of_its_headers() {
    let mut cells = 0;
    for (name, built) in documents() {
        for table in built.pdf.all(&["Table"]) {
            let told = headers(table);
            for cell in table.walk().into_iter().filter(|one| one.kind == "TD") {
                let Some(headers) = told.get(&std::ptr::from_ref(cell)) else { continue };
                let words: String = headers.iter().map(|header| header.text()).collect();
                assert!(!headers.is_empty(), "{name}: `{}`", cell.text());
                // The corner above the names of rows has none; a row then names it.
                assert!(!words.trim().is_empty() || cell.text().trim().is_empty(), "{name}: `{}`", cell.text());
                cells += 1;
            }
        }
    }
    assert!(cells > 500, "{cells}");
}

#[test]
fn a_cell_that_goes_on_over_the_page_is_one_cell() {
    let mut continued = 0;
    for (name, built) in documents() {
        for cell in built.pdf.all(&["TH", "TD"]) {
            let pages = cell.pages();
            assert!(
                pages.len() < 2
                    || pages.last().zip(pages.first()).is_some_and(|(last, first)| last - first < pages.len()),
                "{name}"
            );
            continued += usize::from(pages.len() > 1);
        }
        // What is repeated at the head of the next page is decoration, and read once.
        for table in built.pdf.all(&["Table"]).into_iter().filter(|table| table.pages().len() > 1) {
            let own = headers(table);
            let heads = table.walk().into_iter().filter(|one| own.contains_key(&std::ptr::from_ref(*one)));
            let heads = heads.filter(|one| one.scope.as_deref() == Some("Column"));
            let on: BTreeSet<usize> = heads.flat_map(Element::pages).collect();
            assert!(on.len() <= 1, "{name}: the head is read on pages {on:?}: {}", normal(&table.text()));
        }
    }
    assert!(continued > 3, "{continued}");
}

#[test]
fn a_document_says_its_language_and_foreign_words_theirs() {
    let mut foreign = BTreeSet::new();
    for (name, built) in documents() {
        assert_eq!(built.pdf.language, "da", "{name}");
        for element in built.pdf.structure.walk() {
            let Some(language) = &element.language else { continue };
            assert!(!element.text().trim().is_empty() && language != "da", "{name}: {}", element.text());
            foreign.insert(language.as_str());
        }
    }
    assert!(foreign.contains("en"), "{foreign:?}");
}

/// Whether a link leads to where another lies.
fn leads_to(link: &Annotation, other: &Annotation) -> bool {
    match (&link.target, other.page, other.top) {
        (Some(LinkTarget::Page(page, Some(top))), Some(on), Some(edge)) => *page == on && (top - edge).abs() <= 24,
        _ => false,
    }
}

fn links(element: &Element) -> Vec<&Annotation> {
    element.walk().into_iter().flat_map(Element::annotations).filter(|one| one.kind == "Link").collect()
}

#[test]
fn a_note_leads_back_to_what_leads_to_it() {
    let mut notes = 0;
    for (name, built) in documents() {
        let all = links(&built.pdf.structure);
        for note in built.pdf.all(&["Note"]) {
            let [back] = links(note)[..] else { panic!("{name}: one link leads back from `{}`", note.text()) };
            let references = all.iter().filter(|link| leads_to(link, back) && leads_to(back, link)).count();
            assert_eq!(references, 1, "{name}: `{}`, back {back:?}", note.text());
            notes += 1;
        }
    }
    assert!(notes > 3, "{notes}");
}

#[test]
fn a_link_has_words_and_says_where_it_leads() {
    let mut count = 0;
    for (name, built) in documents() {
        let labels: BTreeSet<String> =
            built.pdf.all(&["Note"]).into_iter().flat_map(links).filter_map(|one| one.contents.clone()).collect();
        for link in built.pdf.all(&["Link"]) {
            assert!(!link.text().trim().is_empty(), "{name}: a link without words");
            for annotation in link.annotations() {
                let said = annotation.contents.as_deref().unwrap_or_default();
                let is_said = said.starts_with(char::is_alphanumeric) && said.contains(char::is_alphabetic);
                // A note's number is all that is seen of its link back.
                assert!(is_said || labels.contains(said), "{name}: `{}` is described as `{said}`", link.text());
                let leads =
                    matches!(annotation.target, Some(LinkTarget::Page(page, _)) if page <= built.pdf.pages.len());
                assert!(leads, "{name}: `{}` leads to {:?}", link.text(), annotation.target);
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count}");
}

#[test]
fn bookmarks_follow_the_headings() {
    for (name, built) in documents() {
        let Pdf { outline, .. } = &built.pdf;
        let headings = built.pdf.headings();
        let told: Vec<(usize, String, usize)> =
            headings.iter().map(|one| (built.pdf.depth(one), squeezed(&heading_words(one)), one.page())).collect();
        let page = |target: &Option<LinkTarget>| match target {
            Some(LinkTarget::Page(page, _)) => *page,
            _ => 0,
        };
        let marked: Vec<(usize, String, usize)> =
            outline.iter().map(|one| (one.depth, squeezed(&one.title), page(&one.target))).collect();
        assert_eq!(marked, told, "{name}");
    }
}

#[test]
fn text_stands_out_from_what_is_behind_it() {
    let mut looked_at = 0;
    for (name, built) in documents() {
        for (page, number) in pages(&built.pdf.file).iter().zip(1..) {
            for piece in shown(&built.pdf.file, page.id) {
                assert!(piece.contrast() >= 4.5, "{name}, page {number}: {piece:?}, {:.1}", piece.contrast());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 10_000, "{looked_at}");
}

/// Text is black, or in the ministry's colour, or grey, all over: no state is told by a colour of its own.
#[test]
fn no_state_has_a_colour_of_its_own() {
    for (name, built) in documents() {
        let pieces = pages(&built.pdf.file).into_iter().flat_map(|page| shown(&built.pdf.file, page.id));
        let colours: BTreeSet<String> = pieces.map(|piece| format!("{:.2?}", piece.text)).collect();
        assert!(colours.len() <= 3, "{name}: {colours:?}");
    }
}

#[test]
fn no_text_of_a_document_is_passed_over() {
    for (name, built) in documents() {
        assert_eq!(structure(&built.pdf.file).expect("it is tagged").left_out, [], "{name}");
    }
}

// The command.

/// A small document, as it is read.
#[test]
fn a_document_is_told_as_it_is_read() {
    let bytes = &ALL["plans/uim/siri/2023"].documents["allonge 1"].bytes;
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("allonge.pdf"), bytes);
    let ran = run(folder.path(), &["outline", "allonge.pdf"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(ran.stdout);
}

#[test]
fn notes_languages_and_cells_are_told() {
    let folder = tempfile::tempdir().expect("a folder");
    write(&folder.path().join("kontrakt.pdf"), &contract("tests/plans/eksempel/prø/2025").bytes);
    let told = run(folder.path(), &["outline", "kontrakt.pdf"]).stdout;
    for part in [
        "(da, ",
        "--- page 2\n",
        "  H2: 1.0 Indledning\n",
        "TOCI: [link to page ",
        "Note (from `1` on page ",
        "[in en: onboarding and training]",
        "TH (header of its column): ",
        "LI: •\n",
        "alternative text `Underskrift, direktør`",
        "\nbookmarks\n",
    ] {
        assert!(told.contains(part), "`{part}` in:\n{told}");
    }
}

#[test]
fn links_out_of_the_file_and_fields_are_told() {
    let view = &contract("tests/plans/eksempel/prø/2025").view;
    let told = |copy: CopyKind, language: Language| {
        let file = open(&build_copy(view, copy, &[])).expect("it can be read");
        to_text(&structure(&file).expect("it is tagged"), language).join("\n")
    };
    let reading = told(CopyKind::Reading, Language::English);
    assert!(reading.contains("[link to https://www.example.org/tests: styrelsens hjemmeside]"), "{reading}");
    let fields = told(CopyKind::Fields, Language::English);
    assert!(fields.contains("[signature field `underskrift-1`: Underskrift, direktør]"), "{fields}");
    let danish = told(CopyKind::Fields, Language::Danish);
    for part in ["[signaturfelt `underskrift-1`: Underskrift, direktør]", "\n--- side 2\n", "\nbogmærker\n"] {
        assert!(danish.contains(part), "`{part}` in:\n{danish}");
    }
}

#[test]
fn a_file_without_structure_is_told_as_such() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut file = open(&contract("plans/uim/siri/2018").bytes).expect("it can be read");
    file.catalog_mut().expect("a catalog").remove(b"StructTreeRoot");
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("it can be written");
    write(&folder.path().join("uden.pdf"), bytes);
    write(&folder.path().join("tekst.pdf"), "hej");
    let ran = run(folder.path(), &["outline", "uden.pdf"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("it is not tagged"), "{}", ran.stderr);
    assert_eq!(run(folder.path(), &["outline", "tekst.pdf"]).status, 2);
}
