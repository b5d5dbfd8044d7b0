//! What needs attention over all institutions, the gravest first.

use crate::document::report::attention;
use crate::document::report::{NewsPage, Standing};
use crate::words::Words;

/// A row for each thing: whose it is, what it is, its figure beside its target, who answers for it.
pub(super) fn view(standings: &[Standing], words: &Words) -> NewsPage {
    let of = |one| attention::found(one).into_iter().map(move |found| (one, found));
    let mut found: Vec<_> = standings.iter().flat_map(of).collect();
    found.sort_by_key(|(_, found)| found.gravity());
    attention::view(&found, words, true)
}
