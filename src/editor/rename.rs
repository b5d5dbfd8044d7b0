//! Other words for a requirement, in every file that names it by them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::Editor;
use super::named::parts;
use super::navigate::addressed;
use super::seen::{FilePlace, SeenPlans, TextEdit, holds};
use crate::diagnostic::Severity;
use crate::language::{Message, Telling, say};
use crate::plan::Address;
use crate::schema;
use crate::source::NodeKind;
use crate::workspace::Inspected;
use crate::write;

/// Why words stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RenameError {
    /// No requirement is named by what stands there.
    Nothing,
    /// The new words are empty.
    Empty,
    /// With the new words the files would have this error.
    Breaks(Message),
    /// The plan has errors already: not every place that names it can be found.
    PlanWrong,
}

impl Telling for RenameError {
    fn message(&self) -> Message {
        match self {
            Self::Nothing => say!("rename.nothing"),
            Self::Empty => say!("rename.empty"),
            Self::Breaks(error) => say!("rename.breaks", error = error),
            Self::PlanWrong => say!("rename.plan-wrong"),
        }
    }
}

/// The words of a requirement where the plan says them.
pub(super) struct RenamedWord {
    pub text: String,
    pub bytes: Range<usize>,
}

/// The value of a key of a requirement that names it: it is part of the requirement's address or of its parts'.
pub(super) fn word(path: &Path, text: &str, byte: usize, seen: &SeenPlans) -> Option<RenamedWord> {
    let (inspected, file) = seen.reading(path).next()?;
    let plan = inspected.known.readable()?.amended.latest();
    let sources = &inspected.sources;
    let held = |part: &super::named::PlanPart| holds(sources, part.at(), file, byte);
    let part = parts(plan).filter(held).last()?;
    let requirement = part.chain.last()?;
    let entry = sources.entries(requirement.at).iter().find(|entry| holds(sources, entry.value, file, byte))?;
    let node = sources.node(entry.value)?;
    let NodeKind::Scalar(words) = &node.kind else { return None };
    let is_named_by = part.address.steps.iter().any(|step| step == words);
    (is_named_by && text.get(node.span.clone()).is_some())
        .then(|| RenamedWord { text: words.clone(), bytes: node.span.clone() })
}

pub(super) fn rename(
    editor: &Editor,
    path: &Path,
    text: &str,
    byte: usize,
    new: &str,
    seen: &SeenPlans,
) -> Result<Vec<TextEdit>, RenameError> {
    let word = word(path, text, byte, seen).ok_or(RenameError::Nothing)?;
    if new.trim().is_empty() {
        return Err(RenameError::Empty);
    }
    if errors(seen).next().is_some() {
        return Err(RenameError::PlanWrong);
    }
    let place = FilePlace { path: path.to_owned(), start: word.bytes.start, end: word.bytes.end };
    let own = TextEdit { place, text: write::value("", new.trim()) };
    let own_text = applied(editor, std::slice::from_ref(&own));
    let after = editor.seen_with(path, &own_text).ok_or(RenameError::Nothing)?;
    let mut edits = vec![own];
    for (inspected, renamed) in seen.plans().zip(after.plans()) {
        let names = renamings(inspected, renamed);
        for (place, address) in addressed(inspected, seen) {
            if let Some(new) = names.get(&address) {
                edits.push(TextEdit {
                    place,
                    text: write::value(schema::results::observation::OF.name(), &new.to_string()),
                });
            }
        }
    }
    edits.sort();
    edits.dedup();
    let whole = editor.seen_with(path, &applied(editor, &edits)).ok_or(RenameError::Nothing)?;
    match errors(&whole).next() {
        Some(error) => Err(RenameError::Breaks(error)),
        None => Ok(edits),
    }
}

/// The addresses that are others in the plan with the new words: what stands in the same place is the same.
fn renamings(before: &Inspected, after: &Inspected) -> BTreeMap<Address, Address> {
    let plan = |inspected: &Inspected| -> Vec<Address> {
        // Where the new words leave an address behind that nobody has, only the plan as it was signed can be read.
        let plan = inspected.known.readable().map(|dossier| dossier.amended.signed());
        plan.map(|plan| parts(plan).map(|part| part.address).collect()).unwrap_or_default()
    };
    let (before, after) = (plan(before), plan(after));
    if before.len() != after.len() {
        return BTreeMap::new();
    }
    before.into_iter().zip(after).filter(|(old, new)| old != new).collect()
}

fn errors(seen: &SeenPlans) -> impl Iterator<Item = Message> {
    let errors = seen.findings().filter(|(finding, _)| finding.level == Severity::Error);
    errors.map(|(finding, _)| finding.message.clone())
}

/// The texts of the files with the edits made.
fn applied(editor: &Editor, edits: &[TextEdit]) -> BTreeMap<PathBuf, String> {
    let mut texts: BTreeMap<PathBuf, String> = BTreeMap::new();
    // From the end, so that the places before stay where they are.
    for edit in edits.iter().rev() {
        let text =
            texts.entry(edit.place.path.clone()).or_insert_with(|| editor.text(&edit.place.path).unwrap_or_default());
        text.replace_range(edit.place.start..edit.place.end, &edit.text);
    }
    texts
}
