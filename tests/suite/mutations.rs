//! No figure and no word of a plan's data changes, moves or vanishes on its way to the documents: put another value in its place,
//! and a document says the new one and no more the old one, or there is a finding.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use resultatplan::check::check_versions;
use resultatplan::document::{document, documents};
use resultatplan::files::Memory;
use resultatplan::load::load;
use resultatplan::source::{At, NodeKind, Sources};

use crate::support::plan::side_by_side;
use crate::support::text::{numbers, squeezed};
use crate::support::{ASSETS, COVERAGE, copy_of};

/// One of so many values of each plan is tried: all of them would take minutes.
const EACH: usize = 5;
const MARK: &str = "Ændretord";

/// What is written and printed nowhere, by its keys from the outside in, with the reason.
const NOT_PRINTED: [(&str, &str); 4] = [
    ("kilde", "where the plan was found: for its authors"),
    ("påtegning bemærkning", "why something about a signature is open: for its authors"),
    ("kortnavn", "of the ministry: for the names of files"),
    ("målgrupper vægt", "held against the sum, which is printed"),
];

/// What chooses what a document says: that is another then.
const CHOOSES: [(&str, &str); 2] =
    [("skabelon", "the sections of the contract"), ("tidligere", "the goal of an earlier year whose figures are told")];

/// A value of a file, and what is put in its place.
struct Mutation {
    file: PathBuf,
    keys: String,
    place: Range<usize>,
    old: String,
    new: String,
}

/// Every value below a node with the keys that lead to it.
fn walk(sources: &Sources, at: At, keys: &str, found: &mut Vec<(String, Range<usize>)>) {
    let Some(node) = sources.node(at) else { return };
    match &node.kind {
        NodeKind::Scalar(_) => found.push((keys.to_owned(), node.span.clone())),
        NodeKind::List(items) => items.iter().for_each(|item| walk(sources, *item, keys, found)),
        NodeKind::Map(entries) => {
            for entry in entries {
                walk(sources, entry.value, format!("{keys} {}", entry.name).trim_start(), found);
            }
        }
        NodeKind::Empty => {}
    }
}

/// Another figure where there is one, else another word: of the same length in digits, so that its form stays right.
fn other(value: &str) -> Option<(Range<usize>, String)> {
    let digits = value.char_indices().filter(|(_, one)| one.is_ascii_digit()).map(|(at, _)| at).next_back();
    if let Some(last) = digits {
        let first = value[..last]
            .rfind(|one: char| !one.is_ascii_digit() && one != '.' && one != ',')
            .map_or(0, |at| at + value[at..].chars().next().map_or(1, char::len_utf8));
        let digit = value.as_bytes()[last] - b'0';
        let other = if digit > 1 { digit - 1 } else { digit + 1 };
        return Some((first..last + 1, format!("{}{other}", &value[first..last])));
    }
    let mut words = value.split(|one: char| !one.is_alphabetic()).filter(|word| word.chars().count() > 3);
    let word = words.next()?;
    let first = word.as_ptr() as usize - value.as_ptr() as usize;
    Some((first..first + word.len(), MARK.to_owned()))
}

fn mutations(files: &Memory, folder: &Path) -> Vec<Mutation> {
    let mut all = Vec::new();
    let ministry = folder.parent().and_then(Path::parent).expect("a plan stands in a ministry");
    let of_plan =
        |path: &Path| path.starts_with(folder) || path.parent() == folder.parent() || path.parent() == Some(ministry);
    for (file, bytes) in files.below(ministry).filter(|(path, _)| of_plan(path)) {
        let text = str::from_utf8(bytes).expect("a text");
        if file.extension().is_none_or(|ending| ending != "yaml") || file.ends_with("lås.yaml") {
            continue;
        }
        let mut sources = Sources::default();
        let id = sources.add_file(file, text.to_owned());
        let (Some(root), _) = sources.read_yaml(id) else { panic!("{}", file.display()) };
        let mut found = Vec::new();
        walk(&sources, root, "", &mut found);
        for (keys, span) in found {
            let value = &text[span.clone()];
            let Some((inner, new)) = other(value) else { continue };
            let place = span.start + inner.start..span.start + inner.end;
            all.push(Mutation { file: file.to_owned(), keys, old: value[inner].to_owned(), place, new });
        }
    }
    all
}

/// What is told of a plan, and what its documents say.
fn outcome(files: &Memory, folder: &Path) -> (BTreeSet<String>, String) {
    let mut loaded = load(files, folder, &ASSETS);
    let mut said = String::new();
    if let Some(dossier) = loaded.known.readable() {
        loaded.report.merge(check_versions(dossier, &loaded.sources, &COVERAGE));
    }
    if let Some(dossier) = loaded.known.whole() {
        said = documents(dossier).iter().filter_map(|id| document(dossier, id).0).map(|view| text_of(&view)).collect();
    }
    let told = loaded.report.findings().iter().map(|one| format!("{}: {}", one.rule.name, one.message)).collect();
    (told, said)
}

fn text_of(view: &impl serde::Serialize) -> String {
    fn add(value: &serde_json::Value, text: &mut String) {
        match value {
            serde_json::Value::String(one) => {
                text.push_str(one);
                text.push(' ');
            }
            serde_json::Value::Number(one) => text.push_str(&format!("{one} ")),
            serde_json::Value::Array(items) => items.iter().for_each(|one| add(one, text)),
            serde_json::Value::Object(map) => map.values().for_each(|one| add(one, text)),
            serde_json::Value::Bool(_) | serde_json::Value::Null => {}
        }
    }
    let mut text = String::new();
    add(&serde_json::to_value(view).expect("a view is data"), &mut text);
    text
}

fn counts(text: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for number in numbers(text) {
        *counts.entry(number).or_default() += 1;
    }
    counts
}

#[test]
fn another_value_is_told_or_printed_in_place_of_the_old() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for plan in ["siri/2018", "siri/2020", "siri/2023", "siri/2024"] {
        let (mut files, ministry) = copy_of("plans/uim");
        let folder = ministry.join(plan);
        files.remove(folder.join("lås.yaml"));
        let (told, said) = outcome(&files, &folder);
        let (before, words) = (counts(&said), squeezed(&said));
        let all = mutations(&files, &folder);
        let some: Vec<&Mutation> =
            all.iter().enumerate().filter(|(at, _)| at % EACH == plan.len() % EACH).map(|(_, one)| one).collect();
        tried += some.len();
        let judged = side_by_side(&some, |one| {
            let mut files = files.clone();
            let text = str::from_utf8(files.get(&one.file).expect("a file")).expect("a text").to_owned();
            files.write(&one.file, format!("{}{}{}", &text[..one.place.start], one.new, &text[one.place.end..]));
            let (tells, says) = outcome(&files, &folder);
            let is_said = if one.new == MARK {
                let (old, says) = (squeezed(&one.old), squeezed(&says));
                // Two that report the same are named once.
                let is_of_another = || {
                    let mut others = all.iter().filter(|other| other.keys == one.keys && other.old == one.old);
                    others.any(|other| other.file != one.file)
                };
                let is_gone = says.matches(&old).count() < words.matches(&old).count();
                says.contains(&squeezed(MARK)) && (is_gone || is_of_another())
            } else {
                let after = counts(&says);
                let of = |counts: &BTreeMap<String, usize>, text: &str| {
                    numbers(text).last().map_or(0, |number| counts.get(number).copied().unwrap_or(0))
                };
                of(&after, &one.new) > of(&before, &one.new) && of(&after, &one.old) < of(&before, &one.old)
            };
            let is_one_of = |keys: &[(&str, &str)]| {
                keys.iter().any(|(key, _)| format!(" {} ", one.keys).contains(&format!(" {key} ")))
            };
            let is_chosen = is_one_of(&CHOOSES) && says != said;
            let is_well = tells != told || is_said || is_chosen || is_one_of(&NOT_PRINTED);
            let new_is_said = squeezed(&says).contains(&squeezed(&one.new));
            (!is_well).then(|| {
                format!("{}: {}: {} became {}, said: {new_is_said}", one.file.display(), one.keys, one.old, one.new)
            })
        });
        wrong.extend(judged.into_iter().flatten());
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 200, "{tried}");
}
