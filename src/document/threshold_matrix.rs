//! When the thresholds of a goal are read as matrices, and how they become them.

use super::threshold::{MatrixRow, Threshold, ThresholdMatrix};
use super::view::RequirementPiece;
use crate::words::Words;
use crate::words::danish::capital;

/// With fewer thresholds a goal is read at a glance without.
const LEAST_THRESHOLDS: usize = 6;

/// With the thresholds of a goal as matrices, where they are many, some kinds have several limits, and none has points of its
/// own: what stands in a row with its points is compared by them.
pub(super) fn as_matrices(parts: Vec<RequirementPiece>, words: &Words) -> Vec<RequirementPiece> {
    let mut all = Vec::new();
    gather(&parts, &mut all);
    let is_plain = all.iter().all(|row| row.weight.is_none() && row.within.unit == all[0].within.unit);
    let has_several = all.iter().any(|row| row.what.is_empty());
    if all.len() < LEAST_THRESHOLDS || !is_plain || !has_several {
        return parts;
    }
    let as_matrix = |rows: Vec<Threshold>| RequirementPiece::Matrix(matrix(&rows, words));
    parts.into_iter().map(|part| part.with_thresholds(&as_matrix)).collect()
}

fn gather<'a>(parts: &'a [RequirementPiece], rows: &mut Vec<&'a Threshold>) {
    for part in parts {
        match part {
            RequirementPiece::Thresholds { rows: own, .. } => rows.extend(own),
            RequirementPiece::Group { parts, .. } | RequirementPiece::Changed { parts, .. } => gather(parts, rows),
            RequirementPiece::Prose { .. }
            | RequirementPiece::Demand { .. }
            | RequirementPiece::Matrix(_)
            | RequirementPiece::Pairs { .. }
            | RequirementPiece::Grid { .. }
            | RequirementPiece::Remark { .. } => {}
        }
    }
}

/// A row a kind; a kind that says one limit twice goes on in a row of its own.
fn matrix(thresholds: &[Threshold], words: &Words) -> ThresholdMatrix {
    let mut limits: Vec<(u32, &str)> = thresholds.iter().map(|row| (row.within.count, row.limit.as_str())).collect();
    limits.sort_unstable();
    limits.dedup();
    let mut rows: Vec<MatrixRow> = Vec::new();
    for threshold in thresholds {
        let place = limits.iter().position(|(_, limit)| *limit == threshold.limit).unwrap_or_default();
        let goes_on = rows.last_mut().filter(|row| threshold.what.is_empty() && row.shares[place].is_empty());
        if let Some(row) = goes_on {
            row.shares[place].clone_from(&threshold.share);
        } else {
            let mut shares = vec![String::new(); limits.len()];
            shares[place].clone_from(&threshold.share);
            rows.push(MatrixRow { what: threshold.what.clone(), shares, from: threshold.from });
        }
    }
    let heads = limits.iter().map(|(_, limit)| capital(limit));
    ThresholdMatrix { heads: std::iter::once(words.word("sagstype")).chain(heads).collect(), rows }
}
