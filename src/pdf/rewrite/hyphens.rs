//! Tells hyphens from soft hyphens.
//!
//! A word that is broken at the end of a line ends in the glyph of a hyphen, and means none. A glyph stands for one text in a
//! whole file: where a broken word comes first, Typst writes that the glyph is a soft hyphen, and who searches for a word with a
//! hyphen finds none. Here the glyph is a hyphen, and each of a broken word says that it is a soft one.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Document, Object, ObjectId};

use crate::pdf::open::{Lexer, unpack};
use crate::pdf::pages;

/// More than a page of ours has.
const MOST: usize = 64 << 20;
const SOFT: &str = " <00AD>\n";
const HARD: &str = " <002D>\n";

/// Codes of a font that stand for a soft hyphen.
type SoftCodes = BTreeSet<Vec<u8>>;

/// Makes hyphens of the glyphs that stand for soft ones. False where none does, and the file is as it was.
pub fn part_hyphens(file: &mut Document) -> bool {
    let ids: Vec<ObjectId> = file.objects.keys().copied().collect();
    let fonts: BTreeMap<ObjectId, SoftCodes> =
        ids.into_iter().filter_map(|id| Some((id, mend_font(file, id)?))).collect();
    if fonts.is_empty() {
        return false;
    }
    for (content, fonts) in contents(file, &fonts) {
        let Some(Object::Stream(stream)) = file.objects.get_mut(&content) else { continue };
        if let Some(marked) = unpack(stream, MOST).ok().and_then(|content| marked(&content, &fonts)) {
            stream.set_plain_content(marked);
            let _: Result<_, _> = stream.compress();
        }
    }
    true
}

/// The codes of a font that stood for a soft hyphen, and no longer do.
fn mend_font(file: &mut Document, font: ObjectId) -> Option<SoftCodes> {
    let map = file.get_dictionary(font).and_then(|font| font.get(b"ToUnicode")).and_then(Object::as_reference).ok()?;
    let Some(Object::Stream(stream)) = file.objects.get_mut(&map) else { return None };
    let text = String::from_utf8(unpack(stream, MOST).ok()?).ok()?;
    let code = |line: &str| u16::from_str_radix(line.rsplit_once('<')?.1.strip_suffix('>')?, 16).ok();
    let before = text.split(SOFT).collect::<Vec<_>>();
    let codes: SoftCodes =
        before.iter().rev().skip(1).filter_map(|before| Some(code(before)?.to_be_bytes().to_vec())).collect();
    if codes.is_empty() {
        return None;
    }
    stream.set_plain_content(text.replace(SOFT, HARD).into_bytes());
    let _: Result<_, _> = stream.compress();
    Some(codes)
}

/// What each page shows, with the fonts that it shows it in, by their names there.
fn contents(file: &Document, fonts: &BTreeMap<ObjectId, SoftCodes>) -> Vec<(ObjectId, BTreeMap<Vec<u8>, SoftCodes>)> {
    let named = |resources: Option<&Object>| {
        let resources = file.dereference(resources?).ok()?.1.as_dict().ok()?;
        let own = resources.get_deref(b"Font", file).and_then(Object::as_dict).ok()?;
        let soft = own.iter().filter_map(|(name, font)| Some((name.clone(), fonts.get(&font.as_reference().ok()?)?)));
        Some(soft.map(|(name, codes)| (name, codes.clone())).collect())
    };
    let content = |page: &lopdf::Dictionary| page.get(b"Contents").and_then(Object::as_reference).ok();
    let all = pages(file).into_iter();
    all.filter_map(|page| Some((content(page.own)?, named(page.resources)?))).collect()
}

/// The content of a page, each text of a soft hyphen alone marked as that: Typst writes it by itself. None where there is none.
fn marked(content: &[u8], fonts: &BTreeMap<Vec<u8>, SoftCodes>) -> Option<Vec<u8>> {
    let (mut marked, mut done) = (Vec::new(), 0);
    let (mut font, mut start, mut shown, mut is_soft) = (None, 0, 0, false);
    let mut operands = Vec::new();
    let mut lexer = Lexer::new(content, 0);
    while let Some(word) = lexer.operation(&mut operands).ok()? {
        match word {
            b"BT" => (start, shown, is_soft) = (lexer.at(), 0, false),
            b"Tf" => font = operands.first().and_then(|name| fonts.get(name.as_name().ok()?)),
            // What is marked already says what it is.
            b"BDC" | b"TJ" => shown += 1,
            b"Tj" => {
                shown += 1;
                let codes = operands.first().and_then(|codes| codes.as_str().ok());
                is_soft = font.zip(codes).is_some_and(|(soft, codes)| soft.contains(codes));
            }
            b"ET" if is_soft && shown == 1 => {
                marked.extend_from_slice(&content[done..start]);
                marked.extend_from_slice(b"/Span<</ActualText<FEFF00AD>>>BDC");
                done = lexer.at() - word.len();
                marked.extend_from_slice(&content[start..done]);
                marked.extend_from_slice(b"EMC\n");
            }
            _ => {}
        }
    }
    marked.extend_from_slice(&content[done..]);
    (done > 0).then_some(marked)
}
