//! A word is found by searching for it, in viewers that heed what a glyph stands for (pdf.js) and in those that heed what a piece
//! of text says it is (mupdf): a hyphen is a hyphen, and at the end of a line that breaks a word it is told as a soft one.

use lopdf::{Document, Object};
use resultatplan::pdf::structure::structure;
use resultatplan::render::CopyKind;

use crate::support::pdf::Pdf;
use crate::support::plan::{Copy, READING, build_copy, documents, errors, views};

/// What the glyphs of each font stand for.
fn maps(file: &Document) -> Vec<String> {
    let fonts = file.objects.values().filter_map(|object| object.as_dict().ok());
    let maps = fonts.filter_map(|font| font.get_deref(b"ToUnicode", file).and_then(Object::as_stream).ok());
    let text = |map: &lopdf::Stream| String::from_utf8(map.get_plain_content().expect("a map")).expect("ASCII");
    maps.map(text).collect()
}

/// Every document that somebody gets.
fn to_sign_and_to_read() -> impl Iterator<Item = (String, &'static Pdf)> {
    let signing = documents().map(|(name, built)| (name, &built.pdf));
    signing.chain(READING.iter().map(|(name, copy)| (format!("{name}, to read"), &copy.pdf)))
}

/// The file for a viewer that heeds no `ActualText`.
fn by_its_glyphs(mut file: Document) -> String {
    const MARK: &[u8] = b"/ActualText";
    for page in file.get_pages().into_values().collect::<Vec<_>>() {
        let mut content = file.get_page_content(page);
        while let Some(at) = content.windows(MARK.len()).position(|word| word == MARK) {
            content[at + 1] = b'_';
        }
        file.change_page_content(page, content).expect("it can be written");
    }
    structure(&file).expect("a tagged PDF").root.text()
}

#[test]
fn a_hyphen_is_a_hyphen_and_a_broken_word_is_whole() {
    let (mut broken, mut hyphens) = (0, 0);
    for (name, pdf) in to_sign_and_to_read() {
        let file = pdf.file.clone();
        let maps = maps(&file);
        assert!(maps.iter().any(|map| map.contains(" <0065>\n")), "{name}: its fonts have maps");
        assert!(!maps.iter().any(|map| map.contains("<00AD>")), "{name}: a glyph stands for a soft hyphen");
        let told = pdf.text();
        assert_eq!(by_its_glyphs(file), told.replace('\u{ad}', "-"), "{name}");
        broken += told.matches('\u{ad}').count();
        hyphens += told.matches('-').count();
    }
    assert!(broken > 50 && hyphens > 500, "{broken} words are broken, {hyphens} have a hyphen");
}

/// The halves of each word that a line ends in.
fn halves(told: &str) -> Vec<(String, String)> {
    let parts: Vec<&str> = told.split('\u{ad}').collect();
    let is_letter = |one: &char| one.is_alphabetic();
    let halves = parts.windows(2).map(|around| {
        let before: String = around[0].chars().rev().take_while(is_letter).collect();
        (before.chars().rev().collect(), around[1].trim_start().chars().take_while(is_letter).collect())
    });
    halves.collect()
}

/// The halves of the words of a page of prose, where each word stands at ever other places of a line.
fn halves_of_prose(words: &[&str]) -> Vec<(String, String)> {
    let copy = Copy::of("tests/plans/eksempel");
    let told =
        |word: &&str| (1..60).map(|length| format!("{} {word} ", "a".repeat(length % 17 + 1))).collect::<String>();
    let texts: Vec<String> = words.iter().map(told).collect();
    copy.write("plans/eksempel/prø/2025/afsnit/2.1-mission.md", texts.join("\n\n"));
    let inspected = copy.inspect("plans/eksempel/prø/2025");
    assert_eq!(errors(&inspected), [""; 0]);
    halves(&Pdf::read(&build_copy(&views(&inspected)[0].1, CopyKind::Signing, &[])).text())
}

#[test]
fn four_letters_stand_on_each_side_of_a_hyphen() {
    let mut broken = 0;
    for (name, pdf) in to_sign_and_to_read() {
        for (before, after) in halves(&pdf.text()) {
            assert!(before.chars().count() >= 4 && after.chars().count() >= 4, "{name}: {before}-{after}");
            broken += 1;
        }
    }
    assert!(broken > 50, "{broken} words are broken");
    let words =
        ["forventning", "efter", "resultater", "konsolidering", "meddelelsen", "oplysningerne", "EU-oplysningerne"];
    let broken = halves_of_prose(&words);
    assert!(broken.len() > 20, "{broken:?}");
    for (before, after) in broken {
        assert!(before.chars().count() >= 4 && after.chars().count() >= 4, "{before}-{after}");
    }
}

/// By what is said, not by how a word sounds: its patterns would break `erhvervsom-rådet` and `databehand-lerforhold`.
#[test]
fn a_compound_is_broken_at_its_joints() {
    let compounds = [
        "sags-behandlings-tiderne",
        "erhvervs-området",
        "data-behandler-forhold",
        "samarbejds-partnere",
        "opholds-bekendtgørelsen",
        "tredjelands-statsborgere",
        "resultat-kravene",
        "direktør-kontrakten",
        "Minimums-kravene",
    ];
    let words = compounds.map(|word| word.replace('-', ""));
    let broken = halves_of_prose(&words.each_ref().map(String::as_str));
    for (compound, word) in compounds.iter().zip(words) {
        let here: Vec<_> = broken.iter().filter(|(before, after)| format!("{before}{after}") == word).collect();
        assert!(!here.is_empty(), "{word} is broken somewhere: {broken:?}");
        for (before, after) in here {
            let is_joint = compound
                .match_indices('-')
                .any(|(at, _)| compound[..at].replace('-', "") == *before && compound[at..].replace('-', "") == *after);
            assert!(is_joint, "{before}-{after}");
        }
    }
}

#[test]
fn a_part_of_three_letters_is_no_half_of_a_word() {
    let broken = halves_of_prose(&["årsrapporten", "indberetningen", "målrapporteringen"]);
    assert_eq!(broken, []);
}

#[test]
fn the_name_of_an_authority_is_whole() {
    let mut broken = 0;
    for (name, built) in documents() {
        let told = Pdf::read(&built.bytes).text().replace("\u{ad}\n", "\u{ad}");
        for word in
            told.split(|one: char| !one.is_alphabetic() && one != '\u{ad}').filter(|word| word.contains('\u{ad}'))
        {
            let whole = word.replace('\u{ad}', "").to_lowercase();
            let is_name = ["ministeri", "departement", "styrelse"].iter().any(|part| whole.contains(part));
            assert!(!is_name, "{name}: {}", word.replace('\u{ad}', "-"));
            broken += 1;
        }
    }
    assert!(broken > 30, "{broken} other words are broken");
}
