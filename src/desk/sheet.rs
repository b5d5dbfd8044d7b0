//! What was typed, as files of `resultater/`: the ones that are there with new values in their places, or a new one.

use std::path::{Path, PathBuf};

use super::form::{demanded, measured};
use super::yaml::{FileEditor, item};
use crate::files::Files;
use crate::import::file_name;
use crate::plan::{Address, Observation, Plan, Requirement, Sheet};
use crate::prose::markdown;
use crate::quantity::{PartOfYear, YES};
use crate::schema::folder;
use crate::schema::results::sheet as keys;
use crate::source::{NodeKind, Sources};
use crate::workspace::{Edit, Inspected};
use crate::write::{Map, Value, observation};

/// A file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDraft {
    /// As people write it.
    pub path: PathBuf,
    /// What stands there now. None for a new file.
    pub before: Option<String>,
    pub after: String,
    pub edit: Edit,
}

/// What a file of results is to say. Its rows are those that change: none for one that is taken out.
#[derive(Debug, Clone)]
pub(super) struct SheetChange<'a> {
    /// The file that is there.
    pub there: Option<&'a Sheet>,
    /// What stands above the figures then; its observations are left aside.
    pub head: Sheet,
    pub rows: Vec<(Address, Option<Observation>)>,
}

impl SheetChange<'_> {
    /// All that the file says then.
    pub fn whole(&self) -> Sheet {
        let old = self.there.map(|sheet| sheet.observations.clone()).unwrap_or_default();
        let is_changed = |one: &Observation| self.rows.iter().any(|(of, _)| *of == one.of);
        let mut observations: Vec<Observation> = old.into_iter().filter(|one| !is_changed(one)).collect();
        observations.extend(self.rows.iter().filter_map(|(_, one)| one.clone()));
        observations.sort_by(|one, other| one.of.cmp(&other.of));
        Sheet { observations, ..self.head.clone() }
    }
}

/// The file of a change. None where it cannot be written where it stands.
pub(super) fn draft(change: &SheetChange, inspected: &Inspected, plan: &Plan, files: &dyn Files) -> Option<FileDraft> {
    let Some(sheet) = change.there else {
        let path = new_path(&inspected.folder, change.head.period, files);
        let after = new_file(change, plan);
        return Some(FileDraft { edit: Edit::new(path.clone(), after.clone()), path, before: None, after });
    };
    let sources = &inspected.sources;
    let file = sources.file(sources.node(sheet.at)?.file);
    let after = edited(change, sheet, sources, plan)?;
    // A link stays one: what it leads to is written.
    let real = files.real(&file.path).ok()?;
    let edit = Edit::replacing(real, after.clone());
    Some(FileDraft { path: file.path.clone(), before: Some(file.whole()), after, edit })
}

/// The requirement that a figure under this address is for.
fn requirement<'a>(plan: &'a Plan, address: &Address) -> Option<&'a Requirement> {
    let found = demanded(plan).into_iter().find(|(_, one, _)| one == address);
    found.and_then(|(_, _, chain)| measured(&chain))
}

fn edited(change: &SheetChange, sheet: &Sheet, sources: &Sources, plan: &Plan) -> Option<String> {
    let node = sources.node(sheet.at)?;
    let NodeKind::Map(entries) = &node.kind else { return None };
    let owner = entries.iter().find(|entry| entry.name == keys::OBSERVATIONS.name())?;
    let NodeKind::List(items) = &sources.node(owner.value)?.kind else { return None };
    let mut editor = FileEditor::new(sources, node.file);
    editor.edit_map(sheet.at, &head(sheet), &head(&change.head));
    let order: Vec<Address> = demanded(plan).into_iter().map(|(_, address, _)| address).collect();
    let place = |address: &Address| order.iter().position(|one| one == address);
    let mut gone = Vec::new();
    for (address, new) in &change.rows {
        let demand = requirement(plan, address);
        let there = sheet.observations.iter().position(|one| one.of == *address);
        match (there, new) {
            (Some(at), Some(new)) => {
                let (item, old) = (items.get(at)?, sheet.observations.get(at)?);
                let [mut old, mut new] = [old, new].map(|one| observation(one, demand));
                // However the address is written, it stays.
                old.0.retain(|(key, _)| key != crate::schema::results::observation::OF.name());
                new.0.retain(|(key, _)| key != crate::schema::results::observation::OF.name());
                editor.edit_map(*item, &old, &new);
            }
            (Some(at), None) => gone.push(at),
            (None, Some(new)) => {
                let is_before = |one: &Observation| place(&one.of) < place(address);
                let behind = sheet.observations.iter().rposition(is_before);
                editor.add_item(owner, owner.value, behind, &observation(new, demand));
            }
            (None, None) => {}
        }
    }
    let is_new =
        change.rows.iter().any(|(of, new)| new.is_some() && !sheet.observations.iter().any(|one| one.of == *of));
    // The list goes from one form to another, and cannot be added to as well.
    if gone.len() == items.len() && is_new && !items.is_empty() {
        return None;
    }
    if !gone.is_empty() {
        editor.remove_items(owner, owner.value, &gone);
    }
    editor.finish()
}

/// What stands above the figures, in the order in which people write it.
fn head(sheet: &Sheet) -> Map {
    let mut map = Map::default();
    map.text(keys::PERIOD, sheet.period);
    if sheet.is_example {
        map.text(keys::IS_EXAMPLE, YES);
    }
    map.text(keys::UPDATED, sheet.updated);
    map.text(keys::REPORTER, &sheet.reporter);
    if let Some(source) = &sheet.source {
        map.text(keys::SOURCE, source);
    }
    if !sheet.comment.is_empty() {
        map.put(keys::COMMENT, Value::Prose(markdown(&sheet.comment)));
    }
    map
}

fn new_file(change: &SheetChange, plan: &Plan) -> String {
    let rows = change.rows.iter().filter_map(|(address, new)| Some((address, new.as_ref()?)));
    let items: String = rows.map(|(address, new)| item(&observation(new, requirement(plan, address)), 2)).collect();
    format!("{}{}:\n{items}", head(&change.head).to_yaml(0), keys::OBSERVATIONS.name())
}

/// `resultater/1-kvartal.yaml`; where another file has that name, `1-kvartal-2.yaml`.
fn new_path(folder: &Path, period: PartOfYear, files: &dyn Files) -> PathBuf {
    let (folder, name) = (folder.join(folder::RESULTS), file_name(period));
    let stem = name.trim_end_matches(".yaml");
    let others = (2..).map(|number| folder.join(format!("{stem}-{number}.yaml")));
    let mut all = std::iter::once(folder.join(&name)).chain(others);
    all.find(|path| !files.exists(path)).unwrap_or_else(|| folder.join(&name))
}
