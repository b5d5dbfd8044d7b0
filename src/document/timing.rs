//! When a requirement is measured, in its sentence or on a line of its own.

use crate::plan::Demand;
use crate::quantity::PartOfYear;
use crate::words::Words;

/// When it is measured.
pub(super) fn measured(period: PartOfYear, words: &Words) -> String {
    match period {
        PartOfYear::Whole => words.say("måles hele året", &[("periode", &words.part_of_year(period))]),
        PartOfYear::Days(days) => words.say("måles fra", &[("periode", &days)]),
        part @ (PartOfYear::WholePeriod | PartOfYear::Quarter(_) | PartOfYear::Half(_) | PartOfYear::OfYear(..)) => {
            words.say("måles i", &[("periode", &words.part_of_year(part))])
        }
    }
}

/// Whether the sentence is the author's, with a verb of its own.
pub(super) fn is_in_its_authors_words(demand: &Demand) -> bool {
    match demand {
        Demand::Deliverable(_) | Demand::Judgement(_) | Demand::Later(_) => true,
        Demand::Parts(_)
        | Demand::Evaluation(_)
        | Demand::Share(_)
        | Demand::Value(_)
        | Demand::Count(_)
        | Demand::Level(_) => false,
    }
}

/// `i 2. halvår 2023`, as it ends a sentence.
pub(super) fn in_period(period: PartOfYear, words: &Words) -> String {
    match period {
        PartOfYear::Days(days) => words.say("i dagene", &[("periode", &days)]),
        part @ (PartOfYear::Whole
        | PartOfYear::WholePeriod
        | PartOfYear::Quarter(_)
        | PartOfYear::Half(_)
        | PartOfYear::OfYear(..)) => words.say("i perioden", &[("periode", &words.part_of_year(part))]),
    }
}
