//! Whatever is changed in the files of a locked plan: what its documents print stays the same, or it is told as an error.

use resultatplan::document::{ANNEX, CONTRACT};
use resultatplan::workspace::Inspected;
use serde_json::Value;

use crate::support::plan::{Copy, files, views};
use crate::support::random::{Dice, times};

/// What is signed and what belongs to it, as it is printed; without the fingerprints in it and the colour.
fn printed(inspected: &Inspected) -> Vec<Value> {
    let kinds = [CONTRACT.name, ANNEX.name];
    let all = views(inspected);
    let documents = all.iter().filter(|(id, _)| kinds.contains(&id.kind.name));
    let view = |view: &resultatplan::document::view::Document| {
        let mut view = serde_json::to_value(view).expect("a view is JSON");
        for (part, key) in [("meta", "inputs"), ("look", "colour")] {
            view[part].as_object_mut().and_then(|part| part.remove(key));
        }
        view
    };
    documents.map(|(_, document)| view(document)).collect()
}

/// A text with one of its letters or digits as another.
fn changed(text: &str, dice: &mut Dice) -> Option<String> {
    let letters: Vec<(usize, char)> = text.char_indices().filter(|(_, one)| one.is_alphanumeric()).collect();
    let (at, letter) = *letters.get(dice.throw(letters.len()))?;
    let other = match letter {
        '9' => '1',
        '0'..='8' => char::from(letter as u8 + 1),
        'e' | 'E' => 'a',
        _ => 'e',
    };
    Some(format!("{}{other}{}", &text[..at], &text[at + letter.len_utf8()..]))
}

#[test]
fn no_printed_datum_of_a_locked_plan_changes_unseen() {
    for (own, plan) in [(1, "plans/uim/siri/2018"), (2, "plans/uim/siri/2023")] {
        let copy = Copy::locked("plans/uim");
        let signed = printed(&copy.inspect(plan));
        assert!(!signed.is_empty(), "{plan} has documents");
        let root = copy.path("plans/uim");
        let is_of_plan = |path: &String| {
            let others = ["/resultater/", "/allonger/", "årsrapport", "lås.yaml", "/kortlægning/"];
            let is_shared = ["/koncern", "ministerium.yaml", "institution.yaml"].iter().any(|name| path.contains(name));
            (is_shared || path.starts_with(plan)) && !others.iter().any(|name| path.contains(name))
        };
        let below = |path: std::path::PathBuf| {
            let path = path.strip_prefix(&root).expect("inside").to_string_lossy().into_owned();
            format!("plans/uim/{path}")
        };
        let all: Vec<String> = files(&root).into_iter().map(below).filter(is_of_plan).collect();
        let mut dice = Dice::new(own);
        for _ in 0..times(25) {
            let file = &all[dice.throw(all.len())];
            let before = copy.read(file);
            let Some(after) = changed(&before, &mut dice) else { continue };
            copy.write(file, &after);
            let inspected = copy.inspect(plan);
            if !inspected.report.has_errors() {
                let line = before.lines().zip(after.lines()).find(|(one, other)| one != other);
                assert!(printed(&inspected) == signed, "{file}: {line:?}");
            }
            copy.write(file, before);
        }
    }
}
