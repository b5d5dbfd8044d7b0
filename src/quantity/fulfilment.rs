//! Fulfilment: how much of a requirement is reached, from 0 to 1, exactly.

use super::{Percent, Ratio};

/// A ratio from 0 to 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fulfilment(Ratio);

impl Fulfilment {
    pub fn none() -> Self {
        Self(Ratio::zero())
    }

    pub fn full() -> Self {
        Self(Ratio::one())
    }

    /// Met or not, and nothing between.
    pub fn met(is_met: bool) -> Self {
        if is_met { Self::full() } else { Self::none() }
    }

    /// The ratio; what is below 0 is 0, what is above 1 is 1.
    pub fn clamped(ratio: Ratio) -> Self {
        Self(ratio.clamp(Ratio::zero(), Ratio::one()))
    }

    pub fn ratio(&self) -> &Ratio {
        &self.0
    }

    pub fn is_full(&self) -> bool {
        self.0 == Ratio::one()
    }

    pub fn is_none(&self) -> bool {
        self.0.is_zero()
    }
}

impl From<Percent> for Fulfilment {
    fn from(share: Percent) -> Self {
        Self::clamped(share.into())
    }
}
