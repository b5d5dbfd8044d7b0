//! How quantities are told in a message: a number and a day in the form of its language, the words of a plan as they are.

use super::{
    Amount, Count, Date, Deadline, Decimals, Fraction, Kroner, Number, PartOfYear, Percent, Period, Points, Range,
    TimeLimit, YearName,
};
use crate::language::{Argument, Sayable, said_as_written, say};

said_as_written!(Amount, Deadline, Decimals, Fraction, PartOfYear, Range, TimeLimit, YearName);

impl Sayable for Count {
    fn said(&self) -> Argument {
        Argument::Count(self.0)
    }
}

impl Sayable for Number {
    fn said(&self) -> Argument {
        Argument::Number(self.0)
    }
}

impl Sayable for Points {
    fn said(&self) -> Argument {
        Argument::Number(self.value().normalize())
    }
}

impl Sayable for Percent {
    fn said(&self) -> Argument {
        Argument::Percent(self.value().normalize())
    }
}

impl Sayable for Kroner {
    fn said(&self) -> Argument {
        Argument::Message(say!("kroner", amount = self.amount()))
    }
}

impl Sayable for Date {
    fn said(&self) -> Argument {
        Argument::Date(self.0)
    }
}

impl Sayable for Period {
    fn said(&self) -> Argument {
        Argument::Message(say!("period", first = self.first, last = self.last))
    }
}
