//! A year's plan, its allonger and its results: each is read when what it rests on is.

use std::path::Path;

use crate::amend::Amended;
use crate::assets::Assets;
use crate::plan::{Plan, Results};

use super::reader::Reader;
use super::{allonge, plan, results};

/// Plan, allonger and results of a year.
pub(super) fn read(
    reader: &mut Reader,
    folder: &Path,
    assets: &Assets,
) -> (Option<Plan>, Option<Amended>, Option<Results>) {
    let plan = plan::read(reader, folder, assets);
    let plan = plan.filter(|_| !reader.has_errors());
    let amended = plan.as_ref().and_then(|plan| allonge::read(reader, folder, plan));
    let amended = amended.filter(|_| !reader.has_errors());
    // Results name what the plan has: without a plan they cannot be judged.
    let results = amended.as_ref().and_then(|amended| results::read(reader, folder, amended));
    let results = results.filter(|_| !reader.has_errors());
    (plan, amended, results)
}
