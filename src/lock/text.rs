//! A lock as its file says it.

use super::{FORM, Lock, Locked};

/// `lås.yaml`: the same lock is always the same text.
pub fn text(lock: &Lock) -> String {
    let mut text =
        "# Aftryk af det, der er underskrevet, lavet af `resultatplan lock`. Det ændres ved allonge, ikke her.\n"
            .to_owned();
    text.push_str(&format!("form: {FORM}\n"));
    if let Some(plan) = &lock.plan {
        text.push_str("plan:\n");
        write(plan, "  ", &mut text);
    }
    if !lock.allonger.is_empty() {
        text.push_str("allonger:\n");
    }
    for (number, allonge) in &lock.allonger {
        text.push_str(&format!("  - nr: {number}\n"));
        write(allonge, "    ", &mut text);
    }
    text
}

fn write(locked: &Locked, indent: &str, text: &mut String) {
    text.push_str(&format!("{indent}aftryk: {}\n{indent}dele:\n", locked.fingerprint()));
    for part in &locked.parts {
        text.push_str(&format!("{indent}  {}: {}\n", part.name, part.fingerprint));
    }
}
