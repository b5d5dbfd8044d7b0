//! Text that must not become markup.

/// Markdown that reads back as exactly this text, wherever in a paragraph it is put. Blanks at its beginning become one: four
/// of them at the beginning of a line would make code of it.
pub fn escape(text: &str) -> String {
    let begun = text.trim_start_matches([' ', '\t', '\n']);
    let mut escaped = String::with_capacity(text.len());
    if begun.len() < text.len() {
        escaped.push(' ');
    }
    for character in begun.chars() {
        match character {
            '\n' => escaped.push(' '),
            // Also the point of `1.`, which begins a list.
            _ if character.is_ascii_punctuation() => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}
