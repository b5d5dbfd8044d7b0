//! Text that must not become markup.

/// Markdown that reads back as exactly this text, wherever in a paragraph it is put.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => escaped.push(' '),
            // Also the point of `1.`, which begins a list.
            _ if character.is_ascii_punctuation() => escaped.extend(['\\', character]),
            _ => escaped.push(character),
        }
    }
    escaped
}
