//! The first page of a report: how are we doing, what must we do, by when.

use super::attention::{self, NewsPage};
use super::{Standing, dates, rules, squares, summary, undecided, verdict};
use crate::document::view::{Heading, PageBlock};

/// Made from the figures of a day, under headings of a level.
pub fn view(standing: &Standing, level: usize) -> NewsPage {
    let words = standing.words;
    let mut first = vec![verdict::view(std::slice::from_ref(standing), words)];
    first.extend(squares::view(standing));
    let found: Vec<_> = attention::found(standing).into_iter().map(|one| (standing, one)).collect();
    let attention = attention::view(&found, words, false);
    first.push(Heading::new(level, words.word("kræver opmærksomhed")).into());
    first.extend(attention.first);
    first.extend(dates::view(standing, level));
    first.push(
        Heading::new(
            level,
            words.word(if standing.card.is_weighed() { "point og afklaring" } else { "opfyldelse og afklaring" }),
        )
        .into(),
    );
    first.extend(undecided::view(standing));
    first.push(summary::basis(standing));
    let mut after = Vec::new();
    if !attention.rest.is_empty() {
        after.push(Heading::new(level, words.word("kræver også opmærksomhed")).into());
        after.extend(attention.rest);
    }
    if let Some(data) = rules::view(standing) {
        let name = if standing.has_ended() { "point efter regel" } else { "point efter antagelse" };
        after.push(Heading::new(level, words.word(name)).into());
        after.push(PageBlock::Data(data));
    }
    NewsPage { first, rest: after }
}
