//! The plans of the folder served, each read when somebody asks for it, and again when a file that it is read from has changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::assets::{Assets, Coverage};
use crate::files::{Files, composed};
use crate::workspace::{Held, Inspected, Purpose, Workspace, find_plans, hold};

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
        let is_shared = paths.iter().any(|path| !of_plan.iter().any(|folder| path.starts_with(folder)));
        if is_shared {
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
        let plan = slot.get().and_then(Option::as_ref).and_then(|workspace| workspace.plan().ok());
        let is_it = |own: &Path| self.files.real(own).is_ok_and(|real| real == path);
        plan.is_some_and(|plan| plan.inputs().fingerprints().keys().any(|name| is_it(&base_of(plan).join(name))))
    }
}

/// The folder of ministries above a plan's: what its files are named from.
pub(super) fn base_of(plan: &Inspected) -> &Path {
    plan.folder.ancestors().nth(3).unwrap_or(Path::new(""))
}
