//! Finds the plans that a path means: a plan's folder, an institution's, a ministry's, or a folder of ministries.

use std::path::{Path, PathBuf};

use crate::files::{FileType, Files};
use crate::language::{Message, Telling, in_words, say};
use crate::schema::folder;

/// A path that means no plan.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    Unreadable { path: PathBuf, error: std::io::Error },
    NoPlan { path: PathBuf },
}

in_words!(DiscoverError);

impl Telling for DiscoverError {
    fn message(&self) -> Message {
        match self {
            Self::Unreadable { path, error } => say!("discover.unreadable", path = path.display(), error = error),
            Self::NoPlan { path } => say!("discover.no-plan", path = path.display(), plan = folder::PLAN),
        }
    }
}

/// The folders of all plans that the paths mean, each once, in the order of their paths.
///
/// # Errors
/// A path that cannot be read or that holds no plan.
pub fn find_plans(files: &dyn Files, paths: &[PathBuf]) -> Result<Vec<PathBuf>, DiscoverError> {
    let mut plans = Vec::new();
    for path in paths {
        let unreadable = |error| DiscoverError::Unreadable { path: path.clone(), error };
        let real = files.real(path).map_err(unreadable)?;
        let folder = if real.ends_with(folder::PLAN) { real.parent().unwrap_or(&real).to_owned() } else { real };
        let mut found = Vec::new();
        collect(files, &folder, 3, &mut found).map_err(unreadable)?;
        if found.is_empty() {
            return Err(DiscoverError::NoPlan { path: path.clone() });
        }
        plans.extend(found);
    }
    plans.sort();
    plans.dedup();
    Ok(plans.iter().map(|plan| shown(files, plan)).collect())
}

fn collect(files: &dyn Files, folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if files.is_file(&folder.join(folder::PLAN)) {
        found.push(folder.to_owned());
        return Ok(());
    }
    let is_deep = depth == 0;
    let listed = files.list(folder);
    let before = found.len();
    let mut is_misnamed = false;
    for path in if is_deep { listed.unwrap_or_default() } else { listed? } {
        // A link to a folder is not followed: it could lead anywhere, and in circles. One to a plan's is that plan's, and what
        // reads it says whether it may be there.
        match files.file_type(&path) {
            Ok(FileType::Folder) if is_deep => {}
            Ok(FileType::Folder) => collect(files, &path, depth - 1, found)?,
            Ok(FileType::Link) if !is_deep && files.is_file(&path.join(folder::PLAN)) => found.push(path),
            Ok(FileType::File | FileType::Link) => is_misnamed |= is_nearly_plan(&path),
            Ok(FileType::Other) => {}
            // It has gone since it was listed.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(_) if is_deep => {}
            Err(error) => return Err(error),
        }
    }
    // A plan that nobody reads for its file's name is one that cannot be read.
    if is_misnamed && found.len() == before {
        found.push(folder.to_owned());
    }
    Ok(())
}

/// `plan.yml`, `Plan.yaml`: what was meant to be a plan's file.
fn is_nearly_plan(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase());
    name.is_some_and(|name| name == folder::PLAN || name == "plan.yml")
}

/// A path as people write it: relative to where they stand, if ministry and institution are still in it.
fn shown(files: &dyn Files, plan: &Path) -> PathBuf {
    match files.here().as_deref().map(|here| plan.strip_prefix(here)) {
        Ok(Ok(relative)) if relative.components().count() >= 3 => relative.to_owned(),
        _ => plan.to_owned(),
    }
}
