//! How what a plan names is told in a message: as the plan writes it.

use super::{Address, ChangeSubject, Combination, Expectation, PlanNumber, Quantum, Tolerance, WeightSum};
use crate::language::{Argument, Sayable, said_as_written};

said_as_written!(Address, ChangeSubject, Combination, Expectation, PlanNumber, Quantum, Tolerance);

impl Sayable for WeightSum {
    fn said(&self) -> Argument {
        match self {
            Self::Points(points) => points.said(),
            Self::Share(share) => share.said(),
            Self::Fraction(fraction) => fraction.said(),
        }
    }
}
