//! Points and shares as they are shown, and spans of them.

use std::fmt::Display;

use super::Words;
use crate::quantity::{Decimals, Points, Ratio};
use crate::score::{Mark, Scorecard, Span, percent, points_of};

impl Words<'_> {
    /// `90,6 pct.`; what is nearly nothing, or nearly the whole, is not shown as that.
    pub fn share(&self, ratio: &Ratio, decimals: Decimals) -> String {
        self.percent(&percent(ratio, decimals))
    }

    /// A number of percent.
    pub(super) fn percent(&self, number: &dyn Display) -> String {
        self.say("procent", &[("tal", number)])
    }

    /// `100 pct.`, or `0 til 100 pct.` while something is open.
    pub fn share_span(&self, span: &Span<Ratio>, decimals: Decimals) -> String {
        let shown = span.map(|one| percent(one, decimals));
        if span.is_closed() { self.percent(&shown.least) } else { self.span("procent fra og til", &shown) }
    }

    /// `12,5`, or `0 til 20` while something is open; of so many at most.
    pub fn point_span(&self, span: &Span<Ratio>, worth: &Ratio, decimals: Decimals) -> String {
        let shown = span.map(|one| points_of(one, worth, decimals));
        if span.is_closed() { shown.least.to_string() } else { self.span("point fra og til", &shown) }
    }

    pub(super) fn span<T: Display>(&self, name: &str, span: &Span<T>) -> String {
        self.say(name, &[("mindst", &span.least), ("højst", &span.most)])
    }

    /// The points of a mark; none where it has none of its own.
    pub fn points(&self, mark: &Mark, decimals: Decimals) -> String {
        match (&mark.points, &mark.worth) {
            (Some(points), Some(worth)) => self.point_span(points, worth, decimals),
            (Some(_) | None, _) => String::new(),
        }
    }

    /// The plan's points.
    pub fn total(&self, card: &Scorecard) -> String {
        self.point_span(&card.total, &Points::WHOLE_PLAN.into(), card.decimals)
    }

    /// `99,98 pct.`, or `0 til 100 pct.` while something is open.
    pub fn fulfilment(&self, mark: &Mark, decimals: Decimals) -> String {
        self.share_span(&mark.fulfilment.map(|one| one.ratio().clone()), decimals)
    }
}
