//! What needs attention over all institutions, the gravest first.

use super::short_name;
use crate::document::prose::paragraph;
use crate::document::report::{Standing, attention};
use crate::document::table::{table, words_cell};
use crate::document::view::{DataRow, PageBlock, RowRank};
use crate::words::Words;

/// A row for each thing: whose it is, what it is, what is wrong with it, who answers for it.
pub(super) fn view(standings: &[Standing], words: &Words) -> PageBlock {
    let mut found: Vec<_> =
        standings.iter().flat_map(|one| attention::found(one).into_iter().map(|found| (one.plan, found))).collect();
    if found.is_empty() {
        return paragraph(words.word("intet kræver opmærksomhed"));
    }
    found.sort_by_key(|(_, (reason, _))| *reason);
    let columns = [("institution", "left"), ("krav", "left"), ("hvad er der", "left"), ("ansvarlig", "left")];
    let mut data = table("attention-of-all", words.word("kræver opmærksomhed hos"), &columns, words);
    for (plan, (_, told)) in found {
        let cells = [short_name(plan).to_owned()].into_iter().chain(told).map(words_cell).collect();
        data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells });
    }
    PageBlock::Data(data)
}
