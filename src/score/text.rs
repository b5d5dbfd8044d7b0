//! How a trace writes numbers: rounded for the eye, never so that a missed target looks like a met one.

use super::Span;
use crate::quantity::{Number, Ratio};

/// Points and percent are shown with one decimal.
const DECIMALS: u32 = 1;
/// Where one decimal would hide a difference, so many are tried.
const MOST_DECIMALS: u32 = 6;

/// `5,4`: points, rounded.
pub fn points(points: &Ratio) -> String {
    points.shown(DECIMALS).to_string()
}

/// `90,6 pct.`
pub fn share(ratio: &Ratio) -> String {
    format!("{} pct.", ratio.in_percent().shown(DECIMALS))
}

/// A number with as many decimals as it takes to tell it from its target.
pub(super) fn beside(value: &Ratio, target: &Ratio) -> Number {
    let mut decimals = DECIMALS;
    while decimals < MOST_DECIMALS && value != target && value.shown(decimals) == target.shown(decimals) {
        decimals += 1;
    }
    value.shown(decimals)
}

/// `12,5`, or `0 til 20` while something is open.
pub fn point_span(span: &Span<Ratio>) -> String {
    if span.is_closed() { points(&span.least) } else { format!("{} til {}", points(&span.least), points(&span.most)) }
}

/// `100 pct.`, or `0 til 100 pct.`
pub fn share_span(span: &Span<Ratio>) -> String {
    if span.is_closed() {
        share(&span.least)
    } else {
        format!("{} til {}", span.least.in_percent().shown(DECIMALS), share(&span.most))
    }
}

/// `371 + 380 + 402`.
pub(super) fn sum(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(" + ")
}
