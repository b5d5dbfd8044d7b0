//! How a trace writes numbers: rounded for the eye, never so that a missed target looks like a met one.

use super::Span;
use crate::quantity::{Decimals, Number, Ratio};

/// `5,4`: points, rounded.
pub fn points(points: &Ratio, decimals: Decimals) -> String {
    decimals.shown(points).to_string()
}

/// `90,6 pct.`
pub fn share(ratio: &Ratio, decimals: Decimals) -> String {
    format!("{} pct.", decimals.shown(&ratio.in_percent()))
}

/// A number with as many decimals as it takes to tell it from its target.
pub(super) fn beside(value: &Ratio, target: &Ratio, decimals: Decimals) -> Number {
    let shown = decimals.shown(value);
    match decimals.more() {
        Some(more) if value != target && shown == decimals.shown(target) => beside(value, target, more),
        _ => shown,
    }
}

/// `12,5`, or `0 til 20` while something is open.
pub fn point_span(span: &Span<Ratio>, decimals: Decimals) -> String {
    let points = |one| points(one, decimals);
    if span.is_closed() { points(&span.least) } else { format!("{} til {}", points(&span.least), points(&span.most)) }
}

/// `100 pct.`, or `0 til 100 pct.`
pub fn share_span(span: &Span<Ratio>, decimals: Decimals) -> String {
    if span.is_closed() {
        share(&span.least, decimals)
    } else {
        format!("{} til {}", decimals.shown(&span.least.in_percent()), share(&span.most, decimals))
    }
}

/// `371 + 380 + 402`.
pub(super) fn sum(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(" + ")
}
