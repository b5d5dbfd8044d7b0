//! Which characters the fonts can show.

use std::collections::BTreeMap;
use std::sync::Arc;

use ttf_parser::{Face, name_id};

use super::Assets;

/// The characters that can be shown in every weight: those for which all faces of some family have a glyph. A family
/// that is added, for emoji say, adds its characters to the others'. A copy
/// costs nothing.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// A bit a character, by its number: every character of a plan is asked for.
    shown: Arc<[u64]>,
}

impl Coverage {
    /// Reads the character maps of all fonts.
    pub fn of(assets: &Assets) -> Self {
        let mut families: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        for (path, bytes) in assets.fonts() {
            for index in 0..ttf_parser::fonts_in_collection(bytes).unwrap_or(1) {
                let Ok(face) = Face::parse(bytes, index) else { continue };
                let own = characters(&face);
                families
                    .entry(family(&face).unwrap_or_else(|| path.to_owned()))
                    .and_modify(|shared| {
                        shared.truncate(own.len());
                        shared.iter_mut().zip(&own).for_each(|(shared, own)| *shared &= own);
                    })
                    .or_insert(own);
            }
        }
        let mut shown = Vec::new();
        for family in families.into_values() {
            shown.resize(shown.len().max(family.len()), 0);
            shown.iter_mut().zip(family).for_each(|(shown, own)| *shown |= own);
        }
        Self { shown: shown.into() }
    }

    /// Whether a character can be shown. White space needs no glyph, nor does a soft hyphen; one that does not break is shown
    /// as a hyphen.
    pub fn has(&self, character: char) -> bool {
        let shown = if character == '\u{2011}' { '-' } else { character };
        let (word, bit) = place(shown);
        self.shown.get(word).is_some_and(|bits| bits & bit != 0) || shown.is_whitespace() || shown == '\u{ad}'
    }
}

/// In which of the words a character has its bit.
fn place(character: char) -> (usize, u64) {
    let number = character as usize;
    (number / 64, 1 << (number % 64))
}

/// The bits of the characters that a face has a glyph for.
fn characters(face: &Face) -> Vec<u64> {
    let mut characters = Vec::new();
    for subtable in face.tables().cmap.iter().flat_map(|cmap| cmap.subtables).filter(|table| table.is_unicode()) {
        subtable.codepoints(|code| {
            // One that another table has a glyph for is among the characters of that table.
            if subtable.glyph_index(code).is_none() {
                return;
            }
            let Some(character) = char::from_u32(code) else { return };
            let (word, bit) = place(character);
            if characters.len() <= word {
                characters.resize(word + 1, 0);
            }
            characters[word] |= bit;
        });
    }
    characters
}

/// `IBM Plex Sans`, for all its weights.
fn family(face: &Face) -> Option<String> {
    let named = |id| face.names().into_iter().filter(|name| name.name_id == id).find_map(|name| name.to_string());
    named(name_id::TYPOGRAPHIC_FAMILY).or_else(|| named(name_id::FAMILY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_is_covered_and_emoji_are_not() {
        let coverage = Coverage::of(&Assets::built_in());
        assert!("æøåÆØÅé§½–»«”“’…€·×≥".chars().all(|character| coverage.has(character)));
        assert!(!"🎉א漢".chars().any(|character| coverage.has(character)));
    }
}
