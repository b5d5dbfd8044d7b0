//! How a trace writes numbers: rounded for the eye, never so that a missed target looks like a met one.

use super::Span;
use crate::quantity::{Decimals, Number, Ratio};

/// `5,4`: points, rounded, and never to none.
pub fn points(points: &Ratio, decimals: Decimals) -> String {
    decimals.shown_beside(points, &[&Ratio::zero()]).to_string()
}

/// `39,99` of 40: points, rounded, and neither to none nor to all that there are.
pub fn points_of(points: &Ratio, worth: &Ratio, decimals: Decimals) -> String {
    decimals.shown_beside(points, &[&Ratio::zero(), worth]).to_string()
}

/// `90,6 pct.`; what is nearly nothing, or nearly the whole, is not shown as that.
pub fn share(ratio: &Ratio, decimals: Decimals) -> String {
    format!("{} pct.", percent(ratio, decimals))
}

/// The number of a share in percent.
pub fn percent(ratio: &Ratio, decimals: Decimals) -> Number {
    decimals.shown_beside(&ratio.in_percent(), &[&Ratio::zero(), &Ratio::one().in_percent()])
}

/// `12,5`, or `0 til 20` while something is open; of so many at most.
pub fn point_span(span: &Span<Ratio>, worth: &Ratio, decimals: Decimals) -> String {
    let points = |one| points_of(one, worth, decimals);
    if span.is_closed() { points(&span.least) } else { format!("{} til {}", points(&span.least), points(&span.most)) }
}

/// `100 pct.`, or `0 til 100 pct.`
pub fn share_span(span: &Span<Ratio>, decimals: Decimals) -> String {
    if span.is_closed() {
        share(&span.least, decimals)
    } else {
        format!("{} til {}", percent(&span.least, decimals), share(&span.most, decimals))
    }
}

/// A number as it came about, with two decimals, or with as many as it takes to tell it from its bounds.
pub(super) fn beside(value: &Ratio, bounds: &[Ratio]) -> String {
    Decimals::TWO.shown_beside(value, &bounds.iter().collect::<Vec<_>>()).to_string()
}

/// `371 + 380 + 402`.
pub(super) fn sum(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(" + ")
}
