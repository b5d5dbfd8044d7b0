//! Which characters the fonts can show.

use std::collections::BTreeSet;

use super::Assets;

/// The characters for which every face has a glyph: bold text needs them as much as plain text.
#[derive(Debug, Clone)]
pub struct Coverage(BTreeSet<char>);

impl Coverage {
    /// Reads the character maps of all fonts.
    pub fn of(assets: &Assets) -> Self {
        let mut faces = assets.fonts().flat_map(|(_, bytes)| {
            let count = ttf_parser::fonts_in_collection(bytes).unwrap_or(1);
            (0..count).filter_map(|index| ttf_parser::Face::parse(bytes, index).ok()).collect::<Vec<_>>()
        });
        let Some(first) = faces.next() else { return Self(BTreeSet::new()) };
        let mut characters = BTreeSet::new();
        for subtable in first.tables().cmap.iter().flat_map(|cmap| cmap.subtables).filter(|table| table.is_unicode()) {
            subtable.codepoints(|code| characters.extend(char::from_u32(code)));
        }
        for face in faces {
            characters.retain(|character| face.glyph_index(*character).is_some());
        }
        Self(characters)
    }

    /// Whether a character can be shown. White space needs no glyph.
    pub fn has(&self, character: char) -> bool {
        character.is_whitespace() || character == '\u{ad}' || self.0.contains(&character)
    }
}
