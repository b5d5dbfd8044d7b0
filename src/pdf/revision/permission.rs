//! What a signature permits of what follows it (`DocMDP`, `FieldMDP`; ISO 32000-2, 12.8.2).

use lopdf::{Dictionary, Object, ObjectId};

use super::state::{FileState, name_in, words};

/// What a signature says of what may come after it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Permission {
    /// 1: nothing; 2: forms and signatures; 3: notes too. None where it says nothing.
    pub level: Option<i64>,
    /// Fields that nobody may fill in or sign any more.
    pub locked: Vec<LockedFields>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LockedFields {
    All,
    Include(Vec<String>),
    Exclude(Vec<String>),
}

impl Permission {
    /// Of a signature and the field that it is in.
    pub fn of(state: &FileState, field: &Dictionary, signature: ObjectId) -> Self {
        let mut permission = Self::default();
        let own = state.dictionary(signature);
        for reference in own.and_then(|own| state.list_in(own, b"Reference")).unwrap_or_default() {
            let Some(Object::Dictionary(reference)) = state.resolve(reference) else { continue };
            let none = Dictionary::new();
            let parameters = state.dictionary_in(reference, b"TransformParams").unwrap_or(&none);
            match name_in(reference, b"TransformMethod") {
                // Forms and signatures, where it does not say what.
                Some(b"DocMDP") => permission.narrow(state.get(parameters, b"P").map_or(2, level)),
                Some(b"FieldMDP") => permission.locked.push(locked(state, parameters)),
                _ => {}
            }
        }
        // The first signature that certifies, named by the catalog.
        let named = state.catalog().and_then(|catalog| state.dictionary_in(catalog, b"Perms"));
        if permission.level.is_none()
            && named.and_then(|named| named.get(b"DocMDP").and_then(Object::as_reference).ok()) == Some(signature)
        {
            permission.narrow(2);
        }
        if let Some(lock) = state.dictionary_in(field, b"Lock") {
            permission.locked.push(locked(state, lock));
            if let Some(value) = state.get(lock, b"P") {
                permission.narrow(level(value));
            }
        }
        permission
    }

    fn narrow(&mut self, level: i64) {
        self.level = Some(self.level.map_or(level, |known| known.min(level)));
    }

    pub fn locks(&self, field: &str) -> bool {
        self.locked.iter().any(|locked| match locked {
            LockedFields::All => true,
            LockedFields::Include(names) => names.iter().any(|name| is_within(field, name)),
            LockedFields::Exclude(names) => !names.iter().any(|name| is_within(field, name)),
        })
    }
}

/// What is no level permits nothing.
fn level(value: &Object) -> i64 {
    value.as_i64().ok().filter(|level| (1..=3).contains(level)).unwrap_or(1)
}

fn locked(state: &FileState, own: &Dictionary) -> LockedFields {
    let names = state.list_in(own, b"Fields").unwrap_or_default().iter();
    let names = names.filter_map(|name| name.as_str().ok().map(words)).collect();
    match name_in(own, b"Action") {
        Some(b"Include") => LockedFields::Include(names),
        Some(b"Exclude") => LockedFields::Exclude(names),
        _ => LockedFields::All,
    }
}

/// A field's name, or that of a field inside it.
fn is_within(field: &str, name: &str) -> bool {
    field.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
