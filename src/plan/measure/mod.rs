//! What a requirement can demand: a kind a file, each of which answers for itself.
//!
//! A new kind is a file here and a line in the list below. The compiler then names every place that has to know of it.

mod baseline;
mod bound;
mod comparison;
mod count;
mod deliverable;
mod eased;
mod evaluation;
mod judgement;
mod later;
mod level;
mod parts;
mod path;
pub mod place;
mod share;
mod target;
mod value;

pub use baseline::Baseline;
pub use bound::{Bound, BoundKind, BoundPart, Direction, Quantum, Tolerance};
pub use comparison::{Comparison, ComparisonForm};
pub use count::CountWithin;
pub use deliverable::Deliverable;
pub use evaluation::{Conversion, Evaluation};
pub use judgement::{Criteria, Degree, Judgement};
pub use later::Later;
pub use level::{Level, LevelTarget};
pub use parts::{Assumption, Combination, PartWeight, Parts};
pub use path::{Path, PathStage, StageTime};
pub use share::{Clock, IfNone, Share, Site, Step, Tier, Unit};
pub use target::{Numbers, PartialCredit, Reporting, Target, Unset};
pub use value::{Denominators, Quotient, QuotientForm, ValueWithin};

use serde::Serialize;

use super::{Gathering, Requirement};
use crate::quantity::Number;

/// What every kind answers for itself. What most kinds do not have is none where a kind says nothing else.
pub trait Measure {
    /// Its key in a requirement: `sager`, `leverance`.
    fn key(&self) -> &'static str;

    /// What is demanded, in the plan's words; of parts, what the first of them demands.
    fn what(&self) -> String;

    /// What its figures are held against; of several tiers, what the one in this place is. None where they are held against
    /// nothing that a number can say.
    fn target(&self, tier: usize) -> Option<Target>;

    /// How its results are told.
    fn reporting(&self) -> Reporting;

    /// By which rules it can be fulfilled in part.
    fn partial_credit(&self) -> PartialCredit;

    /// By which rules the figures of several quarters can become the year's.
    fn gatherings(&self) -> &'static [Gathering];

    /// Whether what each quarter brings is added up, by the rule that the plan gives, or where it gives none.
    fn adds_up(&self, gathering: Option<Gathering>) -> bool;

    /// Whether the plan must say how the figures of several quarters become the year's: nothing else tells it.
    fn needs_gathering(&self) -> bool {
        false
    }

    /// What it counts, where a figure says it beside its numbers: `hverdage`.
    fn counted(&self) -> Option<&'static str> {
        None
    }

    /// What it counts as where there is nothing to count among, where the plan says so.
    fn if_none(&self) -> Option<IfNone> {
        None
    }

    /// What it is scored by and is still to be set.
    fn unset(&self) -> Option<Unset<'_>> {
        None
    }

    /// Who measures, where what is demanded says it.
    fn owner(&self) -> Option<&str> {
        None
    }

    /// Whether what is demanded says who measures, one or several.
    fn has_owner(&self) -> bool {
        self.owner().is_some()
    }

    /// Its steps on one population: one, or several that are scored each for itself.
    fn tiers(&self) -> &[Tier] {
        &[]
    }

    /// The names of its scale, from the lowest; none where it has no scale of names.
    fn scale(&self) -> &[String] {
        &[]
    }

    /// A value of its partial credit as the plan writes it: in the unit of its target, or by its name on the scale.
    fn written(&self, value: Number) -> String {
        self.target(0).map_or_else(|| value.to_string(), |target| target.written(value))
    }

    /// A figure as it is reported: in the unit of its target, unless the target is in another.
    fn told(&self, value: Number) -> String {
        self.written(value)
    }

    /// Its parts; none where it is measured as a whole.
    fn parts(&self) -> &[Requirement] {
        &[]
    }

    fn parts_mut(&mut self) -> Option<&mut Vec<Requirement>> {
        None
    }

    /// The key that its parts, or its tiers, stand under.
    fn parts_key(&self) -> Option<&'static str> {
        None
    }

    /// How its parts, or its tiers, become one fulfilment.
    fn combination(&self) -> Option<Combination> {
        None
    }

    /// Its bound, where it is held against one.
    fn bound_mut(&mut self) -> Option<&mut Bound> {
        None
    }

    /// Takes out how its parts or its tiers become one.
    fn take_combination(&mut self) -> Option<Combination> {
        None
    }

    /// How they may become one, where the plan does not say.
    fn assumption(&self) -> Option<&Assumption> {
        None
    }

    /// Says how they become one.
    fn set_combination(&mut self, _: Combination) {}

    /// Whether each of its parts, or of its tiers, has a weight.
    fn weighs_parts(&self) -> bool {
        false
    }

    /// Leaves of it what figures are scored against: not its parts, and not what its tiers weigh.
    fn keep_target(&mut self) {}
}

/// Makes of the list of kinds what a requirement demands, and the kinds themselves.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($demand:ident),)*) => {
        /// What a requirement demands.
        #[derive(Debug, Clone, PartialEq, Serialize)]
        pub enum Demand {
            $($(#[$doc])* $kind($demand),)*
        }

        /// Which kind of demand.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum DemandKind {
            $($(#[$doc])* $kind,)*
        }

        impl Demand {
            pub fn kind(&self) -> DemandKind {
                match self {
                    $(Self::$kind(_) => DemandKind::$kind,)*
                }
            }

            pub fn measure(&self) -> &dyn Measure {
                match self {
                    $(Self::$kind(one) => one,)*
                }
            }

            pub fn measure_mut(&mut self) -> &mut dyn Measure {
                match self {
                    $(Self::$kind(one) => one,)*
                }
            }
        }

        impl DemandKind {
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// As Danish calls it.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $demand::NAME,)*
                }
            }

            /// The keys that say it in a requirement; exactly one of them stands there.
            pub fn keys(self) -> &'static [&'static str] {
                match self {
                    $(Self::$kind => $demand::KEYS,)*
                }
            }
        }
    };
}

kinds! {
    /// Several requirements in one.
    Parts(Parts),
    /// A share of units within a limit (2020 1.5; 2023 1.1, 1.2; 2024 1.1, 1.2).
    Share(Share),
    /// A measured value within a bound (2018 1.6, 2.1; 2020 2.3).
    Value(ValueWithin),
    /// A number of things within a bound (2023 1.4: 3–4 areas).
    Count(CountWithin),
    /// Something to be done (2020 1.1; 2024 1.4).
    Deliverable(Deliverable),
    /// A schema that evaluators fill in, and what its score means (2020 2.1).
    Evaluation(Evaluation),
    /// An ordinal level to be reached or kept (2020 2.2; 2023 2.1).
    Level(Level),
    /// A judgement by hand (2018 1.1, 1.3).
    Judgement(Judgement),
    /// Nothing can be said before it is set (2020 1.3).
    Later(Later),
}
