//! How points and percent are rounded for the eye: never so that a missed target looks like a met one.

use crate::quantity::{Decimals, Number, Ratio};

/// `5,4`: points, rounded, and never to none.
pub fn points(points: &Ratio, decimals: Decimals) -> Number {
    decimals.shown_beside(points, &[Ratio::zero()])
}

/// `39,99` of 40: points, rounded, and neither to none nor to all that there are.
pub fn points_of(points: &Ratio, worth: &Ratio, decimals: Decimals) -> Number {
    decimals.shown_beside(points, &[&Ratio::zero(), worth])
}

/// `90,6`: a share in percent; what is nearly nothing, or nearly the whole, is not shown as that.
pub fn percent(ratio: &Ratio, decimals: Decimals) -> Number {
    decimals.shown_beside(&ratio.in_percent(), &[Ratio::zero(), Ratio::one().in_percent()])
}
