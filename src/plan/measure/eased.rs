//! What is demanded, held to a nearer target: the one from which it is partly met.

use super::{Bound, BoundKind, Demand, Quantum};
use crate::quantity::{Amount, Number, Percent};

impl Demand {
    /// The same with another target. None where it has no one target that a number says.
    pub fn held_to(&self, target: Number) -> Option<Self> {
        match self {
            Self::Share(share) => {
                let mut share = share.clone();
                let [tier] = share.tiers.as_mut_slice() else { return None };
                tier.share = Percent::new(target.0)?;
                Some(Self::Share(share))
            }
            Self::Value(value) => {
                let mut value = value.clone();
                value.bound = value.bound.held_to(target)?;
                Some(Self::Value(value))
            }
            Self::Count(count) => {
                let mut count = count.clone();
                count.bound = count.bound.held_to(target)?;
                Some(Self::Count(count))
            }
            Self::Parts(_)
            | Self::Deliverable(_)
            | Self::Evaluation(_)
            | Self::Level(_)
            | Self::Judgement(_)
            | Self::Later(_) => None,
        }
    }
}

impl Bound {
    /// The number itself is near enough, and no tolerance is added to it.
    fn held_to(&self, target: Number) -> Option<Self> {
        let Quantum::Amount(Amount { unit, .. }) = &self.quantum else { return None };
        let kind = match self.kind {
            BoundKind::AtLeast | BoundKind::Above => BoundKind::AtLeast,
            BoundKind::AtMost | BoundKind::Below => BoundKind::AtMost,
            BoundKind::Exactly | BoundKind::Between => return None,
        };
        let quantum = Quantum::Amount(Amount { number: target, unit: unit.clone() });
        Some(Self { kind, quantum, tolerance: None, beside: self.beside.clone(), part: self.part })
    }
}
