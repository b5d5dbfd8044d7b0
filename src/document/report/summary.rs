//! The first words of a report: what is reached, what still can be, and on which day and plan that stands.

use super::Standing;
use super::glance::rounding_shows;
use crate::document::change::numbers;
use crate::document::prose::paragraph;
use crate::document::traced::Traced;
use crate::document::view::PageBlock;

/// On which day the figures stand.
pub fn basis(standing: &Standing) -> PageBlock {
    let words = standing.words;
    paragraph(match standing.card.as_of {
        Some(day) => words.say("grundlag", &[("dato", &day), ("titel", &standing.plan_with_allonger())]),
        None => words.word("intet indberettet"),
    })
    .traced(standing.trail())
}

/// That the figures are examples, or an allonge that they stand on is.
pub fn example(is_example: bool, standing: &Standing) -> Option<PageBlock> {
    let words = standing.words;
    let mut body = Vec::new();
    body.extend(is_example.then(|| paragraph(words.word("tallene er eksempler"))));
    let made_up = numbers(standing.amended.in_effect(standing.day).filter(|allonge| allonge.is_example));
    body.extend((!made_up.is_empty()).then(|| paragraph(words.say("allonger er eksempler", &[("numre", &made_up)]))));
    (!body.is_empty()).then_some(PageBlock::Quotation { body })
}

/// That rows were rounded one by one, where it shows.
pub fn rounding(standing: &Standing) -> Option<PageBlock> {
    rounding_shows(standing).then(|| paragraph(standing.words.word("afrunding")))
}
