//! A measured value within a bound: `under 7 dage pr. medarbejder`; or one that is computed of two numbers: `mindst 95 pct.` of
//! the cases that were looked at, `højst 45 dage` for each case.

use serde::Serialize;

use super::{Bound, IfNone, Measure, PartialCredit, Reporting, Target};
use crate::plan::{Figure, Gathering};
use crate::quantity::{Number, Ratio};

/// A measured value within a bound (2018 1.6, 2.1; 2020 2.3).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ValueWithin {
    pub what: String,
    pub bound: Bound,
    /// What it is computed of. None for what is measured as it is.
    pub quotient: Option<Quotient>,
}

/// A numerator over a denominator, both reported; the year's are those of its quarters together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quotient {
    pub form: QuotientForm,
    /// What the denominator counts: `kontrollerede sager`, `årsværk`.
    pub of: String,
    /// What it counts as where there is nothing to count among. Where the plan does not say, that stays open.
    pub if_none: Option<IfNone>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum QuotientForm {
    /// So many of all, in percent: `andel`.
    Share,
    /// So much for each: `gennemsnit`.
    Mean(Denominators),
}

/// How the denominators of several quarters become the year's. Numerators are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Denominators {
    /// What happens in each: cases that are decided.
    Sum,
    /// What is there in each: `årsværk`.
    Average,
}

impl Denominators {
    pub const ALL: [Self; 2] = [Self::Sum, Self::Average];

    /// Its word in `nævneren samles`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Average => "gennemsnit",
        }
    }
}

impl Quotient {
    pub const SHARE: &str = "andel";
    pub const MEAN: &str = "gennemsnit";

    /// The value that the two numbers give: a share in percent. None where there is nothing to count among.
    pub fn value(&self, over: &Ratio, under: &Ratio) -> Option<Ratio> {
        let value = over.over(under)?;
        Some(match self.form {
            QuotientForm::Share => value.in_percent(),
            QuotientForm::Mean(_) => value,
        })
    }
}

impl ValueWithin {
    pub const NAME: &str = "målt værdi";
    pub const KEYS: &[&str] = &["værdi", Quotient::SHARE, Quotient::MEAN];

    /// What one figure says of it. None where there was nothing to count among.
    pub fn reached(&self, figure: &Figure) -> Option<Ratio> {
        match (figure.quotient(), &self.quotient) {
            (Some((over, under)), Some(quotient)) => quotient.value(&over.into(), &under.into()),
            (Some(_) | None, _) => figure.number(),
        }
    }
}

impl Measure for ValueWithin {
    fn key(&self) -> &'static str {
        match self.quotient.as_ref().map(|quotient| quotient.form) {
            None => "værdi",
            Some(QuotientForm::Share) => Quotient::SHARE,
            Some(QuotientForm::Mean(_)) => Quotient::MEAN,
        }
    }

    fn what(&self) -> String {
        self.what.clone()
    }

    fn target(&self, _: usize) -> Option<Target> {
        Some(Target::of(&self.bound))
    }

    fn bound_mut(&mut self) -> Option<&mut Bound> {
        Some(&mut self.bound)
    }

    fn reporting(&self) -> Reporting {
        Reporting::EachPeriod
    }

    fn partial_credit(&self) -> PartialCredit {
        PartialCredit::of(&self.bound)
    }

    fn gatherings(&self) -> &'static [Gathering] {
        &Gathering::ALL
    }

    fn adds_up(&self, gathering: Option<Gathering>) -> bool {
        gathering == Some(Gathering::Sum) && self.quotient.is_none()
    }

    /// Of what is computed of two numbers, those are added up.
    fn needs_gathering(&self) -> bool {
        self.quotient.is_none()
    }

    /// What is compared with another figure is not in the unit of what the two are to each other.
    fn told(&self, value: Number) -> String {
        match (&self.bound.beside, self.quotient.as_ref().map(|quotient| quotient.form)) {
            (None, _) => self.written(value),
            (Some(_), Some(QuotientForm::Share)) => format!("{value} pct."),
            (Some(_), Some(QuotientForm::Mean(_)) | None) => value.to_string(),
        }
    }

    fn if_none(&self) -> Option<IfNone> {
        self.quotient.as_ref().and_then(|quotient| quotient.if_none)
    }
}
