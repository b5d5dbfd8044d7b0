//! Links and words of other languages: in the copy that is signed, in the one that is read, and on the web page.

use lopdf::{Dictionary, Document, Object};
use resultatplan::document::view;
use resultatplan::render::CopyKind;

use crate::support::html::{all, read, text};
use crate::support::pdf::Pdf;
use crate::support::plan::{Copy, build_copy, contract, errors, page, views};
use crate::support::text::{normal, shows};

const ADDRESS: &str = "https://www.example.org/tests";
const FOREIGN: &str = "onboarding and training";

fn example() -> &'static view::Document {
    &contract("tests/plans/eksempel/prø/2025").view
}

/// Every dictionary, also those inside others.
fn dictionaries(file: &Document) -> Vec<&Dictionary> {
    fn walk<'a>(object: &'a Object, found: &mut Vec<&'a Dictionary>) {
        match object {
            Object::Dictionary(own) => {
                found.push(own);
                own.iter().for_each(|(_, inner)| walk(inner, found));
            }
            Object::Array(items) => items.iter().for_each(|inner| walk(inner, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    file.objects.values().for_each(|object| walk(object, &mut found));
    found
}

fn is_named(own: &Dictionary, key: &[u8], name: &[u8]) -> bool {
    own.get(key).and_then(Object::as_name).is_ok_and(|one| one == name)
}

fn string(within: &Dictionary, key: &[u8]) -> Option<String> {
    Some(lopdf::decode_text_string(within.get(key).ok()?).expect("a text"))
}

/// The addresses that a reader can follow, each with its description.
fn links(file: &Document) -> Vec<(String, Option<String>)> {
    let annotations = dictionaries(file).into_iter().filter(|one| is_named(one, b"Subtype", b"Link"));
    let links = annotations.filter_map(|annotation| {
        let action = annotation.get_deref(b"A", file).and_then(Object::as_dict).ok()?;
        Some((string(action, b"URI")?, string(annotation, b"Contents")))
    });
    links.collect()
}

/// The structure types and languages of the elements that have a language of their own.
fn languages(file: &Document) -> Vec<(String, String)> {
    let elements = dictionaries(file).into_iter().filter(|one| one.has(b"S") && one.has(b"Lang"));
    let kind =
        |one: &Dictionary| String::from_utf8_lossy(one.get(b"S").and_then(Object::as_name).expect("a type")).into();
    elements.map(|one| (kind(one), string(one, b"Lang").expect("a language"))).collect()
}

#[test]
fn in_the_copy_to_sign_an_address_is_printed_and_leads_nowhere() {
    for copy in [CopyKind::Signing, CopyKind::Fields] {
        let pdf = Pdf::read(&build_copy(example(), copy, &[]));
        assert_eq!(links(&pdf.file), [], "{copy:?}");
        assert!(dictionaries(&pdf.file).into_iter().all(|one| !one.has(b"URI")), "{copy:?}");
        assert!(shows(&pdf.text(), &format!("styrelsens hjemmeside ({ADDRESS}), og")), "{copy:?}");
    }
}

#[test]
fn in_the_copy_to_read_a_link_leads_to_its_address() {
    let pdf = Pdf::read(&build_copy(example(), CopyKind::Reading, &[]));
    assert_eq!(links(&pdf.file), [(ADDRESS.to_owned(), Some(ADDRESS.to_owned()))]);
    assert!(shows(&pdf.text(), "styrelsens hjemmeside, og") && !pdf.text().contains("https:"));
    let words: Vec<String> = pdf.all(&["Link"]).into_iter().map(|link| link.text()).collect();
    assert!(words.iter().any(|words| shows(words, "styrelsens hjemmeside")), "{words:?}");
    assert!(
        dictionaries(&pdf.file).into_iter().any(|one| is_named(one, b"TextDecorationType", b"Underline")),
        "it is underlined"
    );
}

#[test]
fn in_every_copy_the_structure_says_the_language() {
    for copy in CopyKind::ALL {
        let pdf = Pdf::read(&build_copy(example(), copy, &[]));
        let foreign: Vec<_> = languages(&pdf.file).into_iter().filter(|(_, tag)| tag != "da").collect();
        assert_eq!(foreign, [("Span".to_owned(), "en".to_owned())], "{copy:?}");
        assert!(pdf.all(&["Span"]).into_iter().any(|one| one.text() == FOREIGN), "{copy:?}: it is an element");
        assert!(pdf.all(&["Quote"]).is_empty(), "{copy:?}");
    }
}

#[test]
fn words_are_hyphenated_as_their_language_does() {
    let copy = Copy::of("tests/plans/eksempel");
    let hyphenated = |text: String| {
        copy.write("plans/eksempel/prø/2025/afsnit/2.1-mission.md", text);
        let inspected = copy.inspect("plans/eksempel/prø/2025");
        assert_eq!(errors(&inspected), [""; 0]);
        Pdf::read(&build_copy(&views(&inspected)[0].1, CopyKind::Signing, &[])).text()
    };
    // After one letter more each time, so that some line ends in the word.
    let words: String = (1..40).map(|length| format!("{} knowledge ", "a".repeat(length % 9 + 1))).collect();
    let (danish, english) = (hyphenated(words.clone()), hyphenated(format!("<span lang=\"en\">{words}</span>")));
    assert!(danish.contains("know\u{ad}ledge") && !danish.contains("knowl\u{ad}edge"), "{danish}");
    assert!(english.contains("knowl\u{ad}edge") && !english.contains("know\u{ad}ledge"), "{english}");
}

#[test]
fn on_the_web_page_both_are_elements() {
    let page = page(example());
    let page = read(&page);
    let links = all(page.root_element(), &["a"]).filter(|one| one.attribute("href") == Some(ADDRESS));
    assert_eq!(links.map(|one| normal(&text(one))).collect::<Vec<_>>(), ["styrelsens hjemmeside"]);
    let foreign = all(page.root_element(), &["span"]).filter(|one| one.attribute("lang") == Some("en"));
    assert_eq!(foreign.map(|one| normal(&text(one))).collect::<Vec<_>>(), [FOREIGN]);
}

#[test]
fn no_address_and_no_words_of_a_link_are_code() {
    let copy = Copy::of("tests/plans/eksempel");
    let (url, words) = (r#"https://example.org/?a=%22&b=<1>#)("'$x"#, "<b>fed</b> #x & {{ y }}");
    let kept = "[nej](javascript:alert()) <javascript:x>";
    let link = r#"[\<b>fed\</b> #x & {{ y }}](https://example.org/?a=%22&b=<1>#\)\("'$x)"#;
    copy.write("plans/eksempel/prø/2025/afsnit/2.1-mission.md", format!("{link} {kept}\n"));
    let inspected = copy.inspect("plans/eksempel/prø/2025");
    assert_eq!(errors(&inspected), [""; 0]);
    let findings = inspected.report.findings().iter();
    assert_eq!(findings.filter(|one| one.rule.name == "markup-kept").count(), 1);
    let view = &views(&inspected)[0].1;
    let pdf = Pdf::read(&build_copy(view, CopyKind::Reading, &[]));
    assert_eq!(links(&pdf.file), [(url.to_owned(), Some(url.to_owned()))]);
    let page = page(view);
    let page = read(&page);
    let outward = all(page.root_element(), &["a"]).filter(|one| !one.attribute("href").unwrap_or("#").starts_with('#'));
    assert_eq!(
        outward.map(|one| (one.attribute("href"), normal(&text(one)))).collect::<Vec<_>>(),
        [(Some(url), words.into())]
    );
    for shown in [pdf.text(), text(page.root_element())] {
        assert!(shows(&shown, words) && shows(&shown, kept), "{shown}");
    }
}
