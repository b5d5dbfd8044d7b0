//! Differences as JSON, for other programs.

use serde_json::{Value as Json, json};

use super::{ChangeKind, Changed, ChangedWords, Side, pieces};

/// A list of what differs; each with what it is about, how, and its keys with old and new words.
pub fn to_json(changes: &[Changed]) -> Json {
    changes.iter().map(changed).collect()
}

fn changed(changed: &Changed) -> Json {
    let kind = match changed.kind {
        ChangeKind::Changed => "changed",
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
    };
    json!({
        "what": changed.subject.to_string(),
        "name": changed.name,
        "kind": kind,
        "words": changed.words.iter().map(words).collect::<Vec<_>>(),
    })
}

fn words(words: &ChangedWords) -> Json {
    let text = |value: &Option<crate::write::Value>| value.as_ref().map(ToString::to_string);
    let marks = words.old.as_ref().zip(words.new.as_ref()).map(|(old, new)| {
        let piece = |piece: super::Piece| {
            let side = match piece.side {
                Side::Both => "both",
                Side::Old => "old",
                Side::New => "new",
            };
            json!({ "in": side, "text": piece.text })
        };
        pieces(old, new).into_iter().map(piece).collect::<Vec<_>>()
    });
    json!({ "key": words.key(), "old": text(&words.old), "new": text(&words.new), "marks": marks })
}
