//! A word is found by searching for it, in viewers that heed what a glyph stands for (pdf.js) and in those that heed what a piece
//! of text says it is (mupdf): a hyphen is a hyphen, and at the end of a line that breaks a word it is told as a soft one.

use lopdf::{Document, Object};
use resultatplan::pdf::open;

use crate::support::pdf::Pdf;
use crate::support::plan::{READING, documents};

/// What the glyphs of each font stand for.
fn maps(file: &Document) -> Vec<String> {
    let fonts = file.objects.values().filter_map(|object| object.as_dict().ok());
    let maps = fonts.filter_map(|font| font.get_deref(b"ToUnicode", file).and_then(Object::as_stream).ok());
    let text = |map: &lopdf::Stream| String::from_utf8(map.get_plain_content().expect("a map")).expect("ASCII");
    maps.map(text).collect()
}

/// The file for a viewer that heeds no `ActualText`.
fn by_its_glyphs(mut file: Document) -> Pdf {
    const MARK: &[u8] = b"/ActualText";
    for page in file.get_pages().into_values().collect::<Vec<_>>() {
        let mut content = file.get_page_content(page);
        while let Some(at) = content.windows(MARK.len()).position(|word| word == MARK) {
            content[at + 1] = b'_';
        }
        file.change_page_content(page, content).expect("it can be written");
    }
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("it can be written");
    Pdf::read(&bytes)
}

#[test]
fn a_hyphen_is_a_hyphen_and_a_broken_word_is_whole() {
    let signing = documents().map(|(name, built)| (name, &built.bytes));
    let reading = READING.iter().map(|(name, bytes)| (format!("{name}, to read"), bytes));
    let (mut broken, mut hyphens) = (0, 0);
    for (name, bytes) in signing.chain(reading) {
        let file = open(bytes).expect("it can be read");
        let maps = maps(&file);
        assert!(maps.iter().any(|map| map.contains(" <0065>\n")), "{name}: its fonts have maps");
        assert!(!maps.iter().any(|map| map.contains("<00AD>")), "{name}: a glyph stands for a soft hyphen");
        let told = Pdf::read(bytes).text();
        assert_eq!(by_its_glyphs(file).text(), told.replace('\u{ad}', "-"), "{name}");
        broken += told.matches('\u{ad}').count();
        hyphens += told.matches('-').count();
    }
    assert!(broken > 100 && hyphens > 500, "{broken} words are broken, {hyphens} have a hyphen");
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
    assert!(broken > 50, "{broken} other words are broken");
}
