//! Judgements by hand: what somebody who answers for it says when the period ends.

use crate::plan::{Credit, Criteria, Figure, Verdict};
use crate::quantity::Fulfilment;

use super::{Outcome, open};
use crate::score::Span;
use crate::score::credit;
use crate::score::period::{Measured, Reading};

pub(super) fn outcome(criteria: Option<&Criteria>, measured: &Measured) -> Outcome {
    let credit = &measured.requirement.credit;
    let rule = format!("Vurderes ved periodens udløb; {}.", credit::phrase(credit, &|number| number.to_string()));
    let judged = |one: &Reading| {
        let Figure::Judgement { verdict, .. } = one.figure else { return None };
        Some((*verdict, one.sheet.period))
    };
    let Some((verdict, period)) = measured.closing().and_then(judged) else {
        return Outcome::by_period(open(), rule, measured, Vec::new());
    };
    let line = format!("{period}: {}.", verdict.word());
    let fulfilment = match (verdict, credit) {
        (Verdict::Met, _) => Fulfilment::full(),
        (Verdict::NotMet, _) => Fulfilment::none(),
        (Verdict::Partly, Credit::Partly(share)) => (*share).into(),
        // The plan says when it is partly met, and not what that gives.
        (Verdict::Partly, _) if criteria.is_some_and(|criteria| criteria.partly.is_some()) => {
            let line = format!("{line} Hvad det giver, er ikke fastsat.");
            return Outcome { is_set: false, ..Outcome::by_period(open(), rule, measured, vec![line]) };
        }
        (Verdict::Partly, _) => Fulfilment::none(),
    };
    Outcome::by_period(Span::exactly(fulfilment), rule, measured, vec![line])
}
