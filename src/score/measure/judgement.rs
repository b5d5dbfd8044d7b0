//! Judgements by hand: what somebody who answers for it says when the period ends.

use crate::plan::{Credit, Criteria, Figure, Ruling, Verdict};
use crate::quantity::Fulfilment;

use super::{Outcome, open};
use crate::score::Span;
use crate::score::period::{Measured, Reading};
use crate::score::trace::TraceStep;

pub(super) fn outcome(criteria: Option<&Criteria>, measured: &Measured) -> Outcome {
    let judged = |one: &Reading| {
        let Figure::Judgement { verdict, .. } = one.figure else { return None };
        Some((*verdict, one.sheet.period))
    };
    let Some((verdict, period)) = measured.closing().and_then(judged) else {
        return Outcome::by_period(open(), measured, Vec::new());
    };
    let step = |is_set| vec![TraceStep::Judged { period, verdict, is_set }];
    let fulfilment = match (verdict, measured.requirement.credit.clone()) {
        (Ruling::Degree(share), _) | (Ruling::Verdict(Verdict::Partly), Credit::Partly(share)) => share.into(),
        (Ruling::Verdict(Verdict::Met), _) => Fulfilment::full(),
        (Ruling::Verdict(Verdict::NotMet), _) => Fulfilment::none(),
        // The plan says when it is partly met, and not what that gives.
        (Ruling::Verdict(Verdict::Partly), _) if criteria.is_some_and(|criteria| criteria.partly.is_some()) => {
            let outcome = Outcome::by_period(open(), measured, step(false));
            return Outcome { is_set: false, is_partly: true, is_missed: true, ..outcome };
        }
        (Ruling::Verdict(Verdict::Partly), _) => Fulfilment::none(),
    };
    Outcome::by_period(Span::exactly(fulfilment), measured, step(true))
}
