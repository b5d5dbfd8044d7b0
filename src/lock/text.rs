//! A lock as its file says it.

use super::{Lock, LockForm, Locked};
use crate::fingerprint::Fingerprint;
use crate::schema;
use crate::write::{Map, Value};

/// `lås.yaml`: the same lock is always the same text.
pub fn text(lock: &Lock) -> String {
    let mut map = Map::default();
    map.put(schema::lock::FORM, Value::Number(lock.form.number()));
    if lock.form != LockForm::First {
        map.text(schema::lock::LINES, of_lines(lock));
    }
    map.0.extend(lines(lock).0);
    format!(
        "# Aftryk af det, der er underskrevet, lavet af `resultatplan lock`. Det ændres ved allonge, ikke her.\n{}",
        map.to_yaml(0)
    )
}

/// Of every line of a lock that holds something, so that none can be changed or taken out by itself.
pub fn of_lines(lock: &Lock) -> Fingerprint {
    Fingerprint::of_bytes(lines(lock).to_yaml(0).as_bytes())
}

fn lines(lock: &Lock) -> Map {
    let mut map = Map::default();
    if let Some(plan) = &lock.plan {
        map.put(schema::lock::PLAN, Value::Map(locked(plan)));
    }
    if !lock.allonger.is_empty() {
        let allonger = lock.allonger.iter().map(|(number, allonge)| {
            let mut map = Map::default();
            map.put(schema::locked_allonge::NUMBER, Value::Number(*number));
            map.0.extend(locked(allonge).0);
            Value::Map(map)
        });
        map.put(schema::lock::ALLONGER, Value::List(allonger.collect()));
    }
    map
}

fn locked(locked: &Locked) -> Map {
    let mut map = Map::default();
    map.text(schema::locked::WHOLE, locked.fingerprint());
    let mut parts = Map::default();
    locked.parts.iter().for_each(|part| parts.text(&part.name, part.fingerprint));
    map.put(schema::locked::PARTS, Value::Map(parts));
    map
}
