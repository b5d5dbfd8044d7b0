//! Where a point comes from, as facts: by which rule, from which figures, in which steps. `words` tells them.

use super::{Delivery, MarkState, Span};
use crate::plan::{Clock, Credit, CreditStep, Demand, Figure, Gathering, IfNone, Reached, Ruling};
use crate::quantity::{Count, Date, Fulfilment, Number, PartOfYear, Percent, Period, Points, Ratio};

/// Where a point comes from, for the reader who disagrees.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// What counts.
    pub rule: TraceRule,
    pub figures: Vec<TracedFigure>,
    /// From the figures to the fulfilment.
    pub steps: Vec<TraceStep>,
}

/// What is counted, and how.
#[derive(Debug, Clone, PartialEq)]
pub enum TraceRule {
    /// Nothing is demanded.
    Nothing,
    /// Its one part counts for it.
    OnePart,
    AllParts {
        parts: usize,
    },
    PartsAtLeast {
        least: u32,
        parts: usize,
    },
    WeightedParts {
        parts: usize,
    },
    EqualParts {
        parts: usize,
    },
    /// Its parts count by weights, and one of them is not set.
    WeightsNotSet,
    /// How its parts become one is not set.
    CombinationNotSet {
        parts: usize,
    },
    /// An allonge has given it another target in the year; each counts, as the allonge says.
    Targets {
        targets: usize,
        combined: Box<TraceRule>,
    },
    /// Several targets on the way, and how they count together.
    Path {
        targets: usize,
        combined: Box<TraceRule>,
    },
    /// An allonge has taken it out.
    Removed {
        allonge: u32,
        from: Date,
    },
    /// Its own figures, held against what the plan demands.
    Measured(Box<Terms>),
}

impl TraceRule {
    /// What its figures are held against, where it has any of its own.
    pub fn terms(&self) -> Option<&Terms> {
        if let Self::Measured(terms) = self { Some(terms) } else { None }
    }
}

/// What the figures of a requirement without parts are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    pub demand: Demand,
    /// Of several tiers, the one in this place; else 0.
    pub tier: usize,
    /// What it gives that is not met in full.
    pub credit: Credit,
    /// The last day in time.
    pub due: Date,
    /// The days that count, where they are not all of the plan's.
    pub window: Option<Period>,
    /// What starts the clock.
    pub clock: Option<Clock>,
    /// What is left out.
    pub excluding: Vec<String>,
    /// The allonge that has set it, or changed it last.
    pub allonge: Option<u32>,
}

/// A figure that was used, and who answers for it.
#[derive(Debug, Clone, PartialEq)]
pub struct TracedFigure {
    pub period: PartOfYear,
    pub figure: Figure,
    pub source: Option<String>,
    pub reporter: String,
    pub updated: Date,
    pub is_example: bool,
}

/// A step from the figures to the fulfilment.
#[derive(Debug, Clone, PartialEq)]
pub enum TraceStep {
    /// How many parts have each status; those that none has are left out.
    Tally(Vec<(usize, MarkState)>),
    /// Whatever the rule may be, it gives all or nothing.
    AnyRule {
        is_met: bool,
    },
    Weighed {
        parts: Vec<WeighedPart>,
        whole: Span<Fulfilment>,
    },
    /// A target that is still to be set will be a part too.
    Open {
        what: String,
        /// How or when: `ved allonge`.
        set: String,
    },
    /// The periods that nothing is reported for.
    Missing(Vec<PartOfYear>),
    /// One figure is for all the days that count.
    WholePeriod(Ratio),
    /// The plan does not say how the figures of several periods become one.
    GatheringNotSet,
    /// The figure for the last period.
    Last {
        gathering: Gathering,
        value: Ratio,
        period: PartOfYear,
    },
    LastMissing,
    /// The plan does not say which of the two counts, and both give the same.
    SumOrLast {
        terms: Vec<Ratio>,
        sum: Ratio,
        last: Ratio,
    },
    Sum {
        terms: Vec<Ratio>,
        sum: Ratio,
    },
    /// Of so many quarters or months in all.
    Mean {
        terms: Vec<MeanTerm>,
        all: u64,
        mean: Ratio,
    },
    /// What there is of a mean, of which some are missing.
    PartOfMean {
        terms: Vec<MeanTerm>,
        missing: u64,
        all: u64,
        span: MeanSpan,
    },
    /// The figures are for days that are no whole months.
    NoMean,
    NothingMeasured,
    /// Shares without counts cannot be added up.
    SharesWithoutCounts,
    NobodyToCount,
    /// What the plan says that counts as.
    NobodyCountsAs(IfNone),
    /// There was nobody to count in one of the periods.
    NobodyInAPeriod,
    /// A term a period.
    Counts {
        terms: Vec<CountedTerm>,
        sum: CountedTerm,
        share: Ratio,
    },
    /// Numerators added up, over the denominators together.
    Quotient {
        overs: Vec<Number>,
        unders: DenominatorTerms,
        value: Ratio,
    },
    /// What a value is beside the figure that it is compared with. None for a share of nothing.
    Compared {
        value: Ratio,
        other: OtherFigure,
        relation: Option<Ratio>,
    },
    /// The figure that it is compared with is not known yet.
    ComparisonMissing,
    /// The shares of places by their weights.
    Sites {
        terms: Vec<SiteTerm>,
        share: Span<Ratio>,
    },
    Delivery {
        delivery: Delivery,
        due: Date,
        fulfilment: Span<Fulfilment>,
    },
    /// What each evaluator gave, None of who is missing; and what that comes to.
    Score {
        given: Vec<(String, Option<Ratio>)>,
        score: Span<Ratio>,
    },
    Judged {
        period: PartOfYear,
        verdict: Ruling,
        /// Whether the plan says what that gives.
        is_set: bool,
    },
    LevelReached {
        period: PartOfYear,
        reached: Reached,
        fulfilment: Fulfilment,
    },
    /// So much of the target is reached.
    Proportion {
        value: Ratio,
        target: Number,
        fulfilment: Fulfilment,
    },
    /// From nothing at one value to all at another.
    BetweenValues {
        value: Ratio,
        from: Number,
        to: Number,
        fulfilment: Fulfilment,
    },
    /// The step of partial credit that is reached.
    CreditStep(CreditStep),
    /// From this value on it is partly met, and nobody says by how much.
    PartlyFrom(Number),
    /// What it gives, held against its target.
    Fulfilled(Fulfilment),
}

/// A part of a whole, and what it reaches.
#[derive(Debug, Clone, PartialEq)]
pub struct WeighedPart {
    pub weighs: Weighs,
    pub fulfilment: Span<Fulfilment>,
}

/// What a part counts with.
#[derive(Debug, Clone, PartialEq)]
pub enum Weighs {
    /// As much as each of the others.
    Equally,
    Points(Points),
    /// So much of the whole.
    Share(Ratio),
}

/// A figure that stands for so many quarters or months.
#[derive(Debug, Clone, PartialEq)]
pub struct MeanTerm {
    pub value: Ratio,
    pub times: u64,
}

/// What the denominators of several periods come to.
#[derive(Debug, Clone, PartialEq)]
pub enum DenominatorTerms {
    Sum(Vec<Number>),
    /// Of so many quarters or months in all.
    Mean {
        terms: Vec<MeanTerm>,
        all: u64,
    },
}

/// What counts the same in a mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeanSpan {
    Quarter,
    Month,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedTerm {
    pub within: Count,
    pub total: Count,
}

/// What was counted at a place, and what the place weighs.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteTerm {
    pub name: String,
    pub weight: Percent,
    /// None where nothing is reported of it.
    pub counted: Option<CountedTerm>,
}

/// The figure that others are compared with, and where it comes from.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherFigure {
    pub number: Number,
    pub source: Option<String>,
    /// The day of a baseline, which the plan itself has.
    pub on: Option<Date>,
}
