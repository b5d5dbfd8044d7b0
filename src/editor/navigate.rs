//! From a name to what it names, and back: address and requirement, path and file, `koncernfælles` and the ministry's goals.

use std::path::Path;

use super::named::{NamedHere, WordHere, named, parts, values, word_at};
use super::seen::{FilePlace, SeenPlans};
use crate::files::Files;
use crate::load::addresses;
use crate::plan::Address;
use crate::schema::{self, Form};
use crate::source::NodeKind;
use crate::workspace::Inspected;

pub(super) fn definition(files: &dyn Files, path: &Path, text: &str, byte: usize, seen: &SeenPlans) -> Vec<FilePlace> {
    let here = word_at(path, text, byte);
    let mut found = Vec::new();
    for (inspected, file) in seen.reading(path) {
        if let Some(place) = shared_goals(inspected, &here, seen) {
            found.push(place);
            continue;
        }
        match named(inspected, file, &here) {
            Some(NamedHere::Part(address)) => found.extend(defined(inspected, &address, seen)),
            Some(NamedHere::File(file)) if files.is_file(&file) => {
                found.push(FilePlace { path: file, start: 0, end: 0 });
            }
            Some(NamedHere::File(_)) | None => {}
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The ministry's goals for the year, where a group says that it has them.
fn shared_goals(inspected: &Inspected, here: &WordHere, seen: &SeenPlans) -> Option<FilePlace> {
    if !here.names_shared_goals() {
        return None;
    }
    let plan = inspected.known.readable()?.amended.latest();
    let goal = plan.goals().map(|(_, goal)| goal).find(|goal| goal.is_shared)?;
    let place = seen.place(&inspected.sources, goal.at)?;
    Some(FilePlace { start: 0, end: 0, ..place })
}

/// Where the plan says what has this address.
fn defined(inspected: &Inspected, address: &Address, seen: &SeenPlans) -> Option<FilePlace> {
    let plan = inspected.known.readable()?.amended.latest();
    let part = parts(plan).find(|part| part.address == *address)?;
    let (file, extent) = (inspected.sources.node(part.at())?.file, inspected.sources.extent(part.at())?);
    let first = inspected.sources.file(file).text[extent.clone()].lines().next().unwrap_or_default();
    Some(seen.place_of(&inspected.sources, file, &(extent.start..extent.start + first.len())))
}

pub(super) fn references(path: &Path, text: &str, byte: usize, seen: &SeenPlans) -> Vec<FilePlace> {
    let here = word_at(path, text, byte);
    let mut found = Vec::new();
    for (inspected, file) in seen.reading(path) {
        match named(inspected, file, &here) {
            Some(NamedHere::Part(address)) => {
                let all = addressed(inspected, seen).into_iter();
                found.extend(all.filter(|(_, one)| *one == address).map(|(place, _)| place));
                if address.steps.is_empty() {
                    let own = defined(inspected, &address, seen).map(|place| place.path);
                    found.extend(own.iter().flat_map(|own| paths_to(inspected, seen, own)));
                }
            }
            Some(NamedHere::File(file)) => found.extend(paths_to(inspected, seen, &file)),
            None => {}
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Every address in the plan's files, with what it means.
pub(super) fn addressed(inspected: &Inspected, seen: &SeenPlans) -> Vec<(FilePlace, Address)> {
    let Some(dossier) = inspected.known.readable() else { return Vec::new() };
    let plan = dossier.amended.latest();
    each(
        inspected,
        seen,
        |form| matches!(form, Form::Address),
        |word, _| match addresses(plan, word).as_slice() {
            [address] => Some(address.clone()),
            _ => None,
        },
    )
}

/// Every path in the plan's files that leads to a file.
fn paths_to(inspected: &Inspected, seen: &SeenPlans, to: &Path) -> Vec<FilePlace> {
    let leads = |word: &str, own: &Path| (own.parent()?.join(word) == to).then_some(());
    each(inspected, seen, |form| matches!(form, Form::Path), leads).into_iter().map(|(place, ())| place).collect()
}

/// Every value in such a form that means something, with its place.
fn each<T>(
    inspected: &Inspected,
    seen: &SeenPlans,
    is_it: fn(&Form) -> bool,
    means: impl Fn(&str, &Path) -> Option<T>,
) -> Vec<(FilePlace, T)> {
    let sources = &inspected.sources;
    let mut found = Vec::new();
    for (id, file) in sources.files().filter(|(_, file)| !file.is_template && !file.is_unread) {
        let path = seen.whole_path(&file.path);
        let Some(record) = schema::record_of(&path) else { continue };
        for at in values(sources, id, record, is_it) {
            let Some(NodeKind::Scalar(word)) = sources.node(at).map(|node| &node.kind) else { continue };
            if let (Some(meant), Some(place)) = (means(word, &path), seen.place(sources, at)) {
                found.push((place, meant));
            }
        }
    }
    found
}
