//! The plans of the folder served, each read when somebody asks for it, and again when a file that it is read from has changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::assets::{Assets, Coverage};
use crate::files::{Files, composed};
use crate::workspace::{Held, Inspected, InspectedMinistry, Purpose, Workspace, find_plans, hold};

/// A plan that is read at most once: None where it is gone.
type Slot = Arc<OnceLock<Option<Arc<Workspace>>>>;

#[derive(Debug)]
pub(super) struct Shelf {
    pub files: Arc<dyn Files>,
    pub assets: Assets,
    pub coverage: Coverage,
    /// As it was asked for, and where it leads.
    root: PathBuf,
    real_root: PathBuf,
    slots: Mutex<BTreeMap<PathBuf, Slot>>,
}

/// Whose plan, of which year: the last three folders on its way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct PlanKey(pub [String; 3]);

impl PlanKey {
    fn of(folder: &Path) -> Option<Self> {
        let names = folder.components().rev().map(|part| composed(&part.as_os_str().to_string_lossy()));
        let mut names: Vec<String> = names.take(3).collect();
        names.reverse();
        names.try_into().ok().map(Self)
    }
}

impl Shelf {
    /// # Errors
    /// The folder is not there.
    pub fn new(files: Arc<dyn Files>, root: PathBuf, assets: Assets) -> std::io::Result<Self> {
        let real_root = files.real(&root)?;
        let coverage = Coverage::of(&assets);
        Ok(Self { files, assets, coverage, root, real_root, slots: Mutex::default() })
    }

    /// The folder served, as it was asked for.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where it leads.
    pub fn real_root(&self) -> &Path {
        &self.real_root
    }

    /// Whether what a path leads to stands in the folder served.
    pub fn holds(&self, path: &Path) -> bool {
        self.files.real(path).is_ok_and(|real| real.starts_with(&self.real_root))
    }

    /// The plans that there are now, by whose they are.
    pub fn folders(&self) -> Vec<(PlanKey, PathBuf)> {
        let found = find_plans(&self.files, std::slice::from_ref(&self.root)).unwrap_or_default();
        let own = found.into_iter().filter(|folder| self.holds(folder));
        own.filter_map(|folder| Some((PlanKey::of(&folder)?, folder))).collect()
    }

    /// A plan, as it is now.
    pub fn plan(&self, key: &PlanKey) -> Option<Arc<Workspace>> {
        let (_, folder) = self.folders().into_iter().find(|(own, _)| own == key)?;
        self.plan_in(&folder)
    }

    /// A ministry's year, seen from the end of a quarter or from the last day that is reported for.
    pub fn ministry(&self, ministry: &str, year: &str, quarter: Option<u32>) -> Option<Arc<InspectedMinistry>> {
        let is_its = |key: &PlanKey| key.0[0] == ministry && key.0[2] == year;
        let folders = self.folders().into_iter().filter(|(key, _)| is_its(key));
        let read = folders.filter_map(|(_, folder)| self.plan_in(&folder));
        let plans = read.filter_map(|workspace| workspace.plan().ok().cloned()).collect();
        let (files, assets, coverage) = (Arc::clone(&self.files), self.assets.clone(), self.coverage.clone());
        let years = Workspace::of_plans(files, assets, coverage, plans).ministries(quarter);
        years.into_iter().find(|one| one.year.to_string() == year)
    }

    pub fn plan_in(&self, folder: &Path) -> Option<Arc<Workspace>> {
        let slot =
            Arc::clone(self.slots.lock().unwrap_or_else(PoisonError::into_inner).entry(folder.to_owned()).or_default());
        slot.get_or_init(|| self.read(folder)).clone()
    }

    /// The same, whatever was read before and held by nobody else: for who holds the folder to change it.
    pub fn read_alone(&self, folder: &Path) -> Option<Arc<Workspace>> {
        self.opened(folder, &|_| None)
    }

    fn read(&self, folder: &Path) -> Option<Arc<Workspace>> {
        self.opened(folder, &|folder| hold(folder, Purpose::Reading, &|| {}).ok())
    }

    fn opened(&self, folder: &Path, held: &(dyn Fn(&Path) -> Option<Held> + Sync)) -> Option<Arc<Workspace>> {
        let folders = [folder.to_owned()];
        let (files, assets, coverage) = (Arc::clone(&self.files), self.assets.clone(), self.coverage.clone());
        Workspace::open_with(files, &folders, assets, coverage, held).ok().map(Arc::new)
    }

    /// Forgets the plans that these files may be read for. False where none of them is.
    pub fn changed(&self, paths: &[PathBuf]) -> bool {
        let mut slots = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let before = slots.len();
        let of_plan: Vec<PathBuf> = slots.keys().filter_map(|folder| self.files.real(folder).ok()).collect();
        // A file that no plan was read from may be what one of them lacks.
        let is_of_plan = |path: &PathBuf| of_plan.iter().any(|folder| path.starts_with(folder));
        let is_new = |path: &PathBuf| !is_of_plan(path) && !slots.values().any(|slot| self.reads(slot, path));
        if paths.iter().any(is_new) {
            slots.clear();
            return true;
        }
        slots.retain(|folder, slot| {
            let real = self.files.real(folder).unwrap_or_else(|_| folder.clone());
            let reads = |path: &PathBuf| path.starts_with(&real) || self.reads(slot, path);
            !paths.iter().any(reads)
        });
        slots.len() < before
    }

    /// Whether a plan was read from a file of another folder too.
    fn reads(&self, slot: &Slot, path: &Path) -> bool {
        slot.get().and_then(Option::as_ref).is_some_and(|workspace| self.uses(workspace, path))
    }

    /// Whether a plan was read from a file, by where that leads.
    pub fn uses(&self, workspace: &Workspace, path: &Path) -> bool {
        let is_it =
            |own: &Path| own.file_name() == path.file_name() && self.files.real(own).is_ok_and(|real| real == path);
        let of_plan =
            |plan: &Arc<Inspected>| plan.sources.files().any(|(_, file)| !file.is_template && is_it(&file.path));
        workspace.plan().is_ok_and(of_plan)
    }
}

/// The folder of ministries above a plan's: what its files are named from.
pub(super) fn base_of(plan: &Inspected) -> &Path {
    plan.folder.ancestors().nth(3).unwrap_or(Path::new(""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Disk;

    #[test]
    fn a_change_in_a_shared_file_leaves_the_plans_alone_that_are_not_read_from_it() {
        let shelf = Shelf::new(Disk.share(), PathBuf::from("plans"), Assets::built_in()).unwrap();
        let plan = |year: &str| shelf.plan(&PlanKey(["uim", "siri", year].map(str::to_owned))).unwrap();
        let (changed, same) = (plan("2023"), plan("2024"));
        let shared = Path::new("plans/uim/koncern/2023/2.1-informationssikkerhed.yaml").canonicalize().unwrap();
        assert!(shelf.changed(&[shared]));
        assert!(!Arc::ptr_eq(&plan("2023"), &changed) && Arc::ptr_eq(&plan("2024"), &same));
        // What no plan was read from may be what one of them lacks.
        assert!(shelf.changed(&[PathBuf::from("/nowhere/plan.yaml")]));
        assert!(!Arc::ptr_eq(&plan("2024"), &same));
    }
}
