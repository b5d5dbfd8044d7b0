//! What is wrong with plans, however many there are: each is read, told and forgotten.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::inspect::inspect_all;
use super::ministry::MinistryYears;
use super::workers::cores;
use super::{DiscoverError, Hold, Inspected, Workspace, find_plans};
use crate::assets::{Assets, Coverage};
use crate::diagnostic::Report;
use crate::files::Files;
use crate::load::load_texts;
use crate::source::Sources;

/// So many plans are in memory at once, for each core.
const AT_ONCE: usize = 16;

impl Workspace {
    /// What [`Workspace::findings`] finds in the plans that the paths mean, told year by year in the same order. Of a plan that
    /// was told nothing is kept, unless a document of its ministry is written with the ministry's own texts. Gives how many
    /// plans there are.
    ///
    /// # Errors
    /// A path that cannot be read or holds no plan; nothing is told then.
    pub fn check_each(
        files: &dyn Files,
        paths: &[PathBuf],
        assets: &Assets,
        hold: Hold,
        tell: &mut dyn FnMut(&Report, &Sources),
    ) -> Result<usize, DiscoverError> {
        let coverage = Coverage::of(assets);
        let folders = find_plans(files, paths)?;
        let mut years = MinistryYears::default();
        let mut have_own_texts: BTreeMap<PathBuf, bool> = BTreeMap::new();
        for some in folders.chunks(AT_ONCE * cores()) {
            let checked = |plan: Inspected| {
                plan.check_texts();
                (plan.findings(), Arc::new(plan))
            };
            for (report, plan) in inspect_all(files, some, (assets, &coverage), hold, checked) {
                tell(&report, &plan.sources);
                let ministry = plan.folder.parent().and_then(Path::parent).unwrap_or(Path::new(""));
                let is_kept = *have_own_texts.entry(ministry.to_owned()).or_insert_with(|| {
                    let own = load_texts(files, ministry, assets);
                    assets.has_own_texts() || own.texts.are_own(&own.sources)
                });
                years.add(&plan, is_kept);
            }
        }
        for ministry in years.inspect(files, None, assets) {
            ministry.check_texts();
            tell(&ministry.findings(), &ministry.sources);
        }
        Ok(folders.len())
    }
}
