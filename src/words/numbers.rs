//! Points and shares as they are shown, and spans of them.

use std::fmt::Display;

use minijinja::context;

use super::Words;
use crate::quantity::{Decimals, Points, Ratio};
use crate::score::{Mark, Scorecard, Span, Status, percent, points, points_of};

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

    /// The plan's points; None in a plan without weights.
    pub fn total(&self, card: &Scorecard) -> Option<String> {
        Some(self.point_span(card.total.as_ref()?, &Points::WHOLE_PLAN.into(), card.decimals))
    }

    /// The total, or the span of it; in a plan without weights, how many goals are met, partly met and not met.
    pub fn result(&self, card: &Scorecard) -> String {
        match &card.total {
            None => self.counts(&card.counts()),
            Some(total) if total.is_closed() => {
                self.say("opnået i alt", &[("point", &points(&total.least, card.decimals))])
            }
            Some(Span { least, most }) => {
                let whole = Ratio::from(Points::WHOLE_PLAN);
                let shown = |one: &Ratio| points_of(one, &whole, card.decimals).to_string();
                let (open, lost) = (shown(&(most - least)), shown(&(&whole - most)));
                let values = context! { mindst => shown(least), højst => shown(most), åbent => open, tabt => lost };
                self.tell("opnået og muligt", values)
            }
        }
    }

    /// `99,98 pct.`, or `0 til 100 pct.` while something is open.
    pub fn fulfilment(&self, mark: &Mark, decimals: Decimals) -> String {
        // It is decided that it is partly met, and nobody says by how much.
        if mark.status == Status::Partly && !mark.fulfilment.is_closed() {
            return self.word("ikke fastsat");
        }
        self.share_span(&mark.fulfilment.map(|one| one.ratio().clone()), decimals)
    }
}
