//! Words changed inside a text.

use similar::{ChangeTag, TextDiff};

use crate::prose::parse;
use crate::write::Value;

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Both,
    Old,
    New,
}

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub side: Side,
    pub text: String,
}

/// Two values as one text, in runs of words that both have or only one of them.
pub fn pieces(old: &Value, new: &Value) -> Vec<Piece> {
    let (mut before, mut after) = (plain(old), plain(new));
    if before == after {
        // Only their markup differs.
        (before, after) = (old.to_string(), new.to_string());
    }
    let diff = TextDiff::from_words(&before, &after);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let side = match change.tag() {
            ChangeTag::Equal => Side::Both,
            ChangeTag::Delete => Side::Old,
            ChangeTag::Insert => Side::New,
        };
        match pieces.last_mut() {
            Some(last) if last.side == side => last.text.push_str(change.value()),
            _ => pieces.push(Piece { side, text: change.value().to_owned() }),
        }
    }
    let pieces = joined(pieces);
    let kept: usize = pieces.iter().filter(|piece| piece.side == Side::Both).map(|piece| piece.text.trim().len()).sum();
    // Where little stayed, words in common are chance: the text is another.
    if kept * 3 < before.len().max(after.len()) {
        return [(Side::Old, before), (Side::New, after)].map(|(side, text)| Piece { side, text }).into();
    }
    pieces
}

/// A space between two changes parts them for no reader: they are one.
fn joined(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut held: Option<(String, String)> = None;
    let flush = |held: &mut Option<(String, String)>, out: &mut Vec<Piece>| {
        if let Some((old, new)) = held.take() {
            let space = old.chars().rev().take_while(|one| one.is_whitespace()).count();
            let shared = space > 0 && new.ends_with(char::is_whitespace);
            let cut = |text: &str| if shared { text.trim_end().to_owned() } else { text.to_owned() };
            out.extend((!old.is_empty()).then(|| Piece { side: Side::Old, text: cut(&old) }));
            out.extend((!new.is_empty()).then(|| Piece { side: Side::New, text: cut(&new) }));
            out.extend(shared.then(|| Piece { side: Side::Both, text: " ".to_owned() }));
        }
    };
    for piece in pieces {
        match (piece.side, &mut held) {
            (Side::Both, Some((old, new))) if piece.text.trim().is_empty() && !piece.text.contains('\n') => {
                old.push_str(&piece.text);
                new.push_str(&piece.text);
            }
            (Side::Both, held) => {
                flush(held, &mut out);
                out.push(piece);
            }
            (side, held) => {
                let (old, new) = held.get_or_insert_default();
                if side == Side::Old { old } else { new }.push_str(&piece.text);
            }
        }
    }
    flush(&mut held, &mut out);
    out
}

/// A text without its markup.
fn plain(value: &Value) -> String {
    match value {
        Value::Prose(text) => parse(text).to_text().trim_end().to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        let piece = |piece: Piece| match piece.side {
            Side::Both => piece.text,
            Side::Old => format!("[-{}-]", piece.text),
            Side::New => format!("{{+{}+}}", piece.text),
        };
        let prose = |text: &str| Value::Prose(text.to_owned());
        pieces(&prose(old), &prose(new)).into_iter().map(piece).collect()
    }

    #[test]
    fn words_are_marked_and_the_rest_is_not() {
        assert_eq!(marked("Det er let og smidigt.", "Det er let og nemt."), "Det er let og [-smidigt.-]{+nemt.+}");
        assert_eq!(
            marked("Borgere får svar", "Borgere og virksomheder får svar"),
            "Borgere {+og virksomheder +}får svar"
        );
        assert_eq!(marked("et to tre fire fem seks", "et 2 3 fire fem seks"), "et [-to tre-]{+2 3+} fire fem seks");
    }

    #[test]
    fn a_text_that_is_another_is_told_as_a_whole() {
        assert_eq!(marked("Mission", "Vision og værdier"), "[-Mission-]{+Vision og værdier+}");
    }

    #[test]
    fn a_change_of_markup_alone_is_shown_as_written() {
        assert_eq!(marked("Et *klart* mål", "Et klart mål"), "Et [-*klart*-]{+klart+} mål");
    }
}
