//! Finds the plans that a path means: a plan's folder, an institution's, a ministry's, or a folder of ministries.

use std::path::{Path, PathBuf};

/// Names the file that makes a folder a plan's.
const PLAN: &str = "plan.yaml";

/// A path that means no plan.
#[derive(Debug, thiserror::Error)]
pub enum DiscoverError {
    #[error("cannot read `{}`: {error}", path.display())]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error("`{}` holds no plan: looked for `{PLAN}` in it and up to three folders below", path.display())]
    NoPlan { path: PathBuf },
}

/// The folders of all plans that the paths mean, each once, in the order of their paths.
///
/// # Errors
/// A path that cannot be read or that holds no plan.
pub fn find_plans(paths: &[PathBuf]) -> Result<Vec<PathBuf>, DiscoverError> {
    let mut plans = Vec::new();
    for path in paths {
        let unreadable = |error| DiscoverError::Unreadable { path: path.clone(), error };
        let real = path.canonicalize().map_err(unreadable)?;
        let folder = if real.ends_with(PLAN) { real.parent().unwrap_or(&real).to_owned() } else { real };
        let mut found = Vec::new();
        collect(&folder, 3, &mut found).map_err(unreadable)?;
        if found.is_empty() {
            return Err(DiscoverError::NoPlan { path: path.clone() });
        }
        plans.extend(found);
    }
    plans.sort();
    plans.dedup();
    Ok(plans.iter().map(|plan| shown(plan)).collect())
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if folder.join(PLAN).is_file() {
        found.push(folder.to_owned());
        return Ok(());
    }
    if depth == 0 {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        // A link to a folder is not followed: it could lead anywhere, and in circles.
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), depth - 1, found)?;
        }
    }
    Ok(())
}

/// A path as people write it: relative to where they stand, if ministry and institution are still in it.
fn shown(plan: &Path) -> PathBuf {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    match here.as_deref().map(|here| plan.strip_prefix(here)) {
        Ok(Ok(relative)) if relative.components().count() >= 3 => relative.to_owned(),
        _ => plan.to_owned(),
    }
}
