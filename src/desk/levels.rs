//! What can be chosen of a level, and of what else the plan names.

use super::field::FieldChoice;
use crate::language::{Message, say};
use crate::plan::{Level, LevelTarget};
use crate::schema::results::{HIGHER, LOWER};

/// A choice whose word is the plan's, whatever the language.
pub(super) fn as_written(word: &str) -> FieldChoice {
    FieldChoice { value: word.to_owned(), label: Message::of_each(word, word) }
}

/// The target's name; nothing where it is a number.
pub(super) fn target_name(level: &Level) -> String {
    match &level.at_least {
        LevelTarget::Named(name) => name.clone(),
        LevelTarget::Rank(_) => String::new(),
    }
}

/// What can be chosen of a level: the names of its scale, or what is beside a target that is a name. None where it is a number.
pub(super) fn level_choices(level: &Level) -> Vec<FieldChoice> {
    match (&level.at_least, level.scale.as_slice()) {
        (LevelTarget::Named(name), []) => {
            let [lower, higher] = [(LOWER, say!("desk.label.lower")), (HIGHER, say!("desk.label.higher"))]
                .map(|(value, label)| FieldChoice { value: value.to_owned(), label });
            vec![lower, as_written(name), higher]
        }
        (LevelTarget::Rank(_), []) => Vec::new(),
        (LevelTarget::Named(_) | LevelTarget::Rank(_), scale) => scale.iter().map(|name| as_written(name)).collect(),
    }
}
