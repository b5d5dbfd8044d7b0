//! The forms that keys have in common.

use super::key::{Form, Written};
use crate::quantity;

const fn written(name: &'static str, example: &'static str, pattern: &'static str) -> Form {
    Form::Quantity(Written { name, example, pattern })
}

pub const PLAN_NUMBER: Form = written("et nummer i planen", "\"2.1\"", r"^[0-9]+(\.[0-9]+){0,3}$");
pub const NUMBER: Form = written("et tal", "1.234,5", r"^\s*[-−]?[0-9.]+(,[0-9]+)?\s*$");
pub const COUNT: Form = written("et antal", "1.705", r"^\s*[-−]?[0-9.]+(,0+)?\s*$");
pub const POINTS: Form = written("et antal point", "2,5", r"^\s*[-−]?[0-9.]+(,[0-9]+)?\s*(point)?\s*$");
pub const MONEY: Form = written("et beløb", "120.000 kr.", r"^\s*[0-9.]+(,[0-9]{1,2})?\s*(kr\.?|kroner)\s*$");
pub const FRACTION: Form = written("en brøk", "7/12", r"^\s*[0-9]{1,4}\s*/\s*[0-9]{1,4}\s*$");
pub const PERCENT: Form = written("en andel", "85 pct.", r"^\s*[-−]?[0-9.]+(,[0-9]+)?\s*(pct\.?|%|procent)\s*$");
pub const AMOUNT: Form =
    written("et tal med sin enhed", "7 dage pr. medarbejder", r"^\s*[-−]?[0-9.]+(,[0-9]+)?\s*([^\s0-9].*)?$");
pub const RANGE: Form = written("to tal og alt imellem dem", "3-4", r"^\s*[-−]?[0-9.]+(,[0-9]+)?.*(-|–|til).*[0-9]");
pub const TIME_LIMIT: Form = written(
    "en frist i tid",
    "31 dage",
    r"^\s*[0-9]+\s*(minut(ter)?|min\.|timer?|dage?|hverdage?|uger?|måned(er)?)\s*$",
);
pub const DATE: Form =
    written("en dato", "23. juni 2023", r"^\s*([0-9]{1,2}\.\s+[A-Za-z]+\s+[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})\s*$");
pub const PERIOD: Form = written("en periode", "1. januar 2023 til 31. december 2023", r"^.*[0-9]{4}.* til .*[0-9]{4}");
pub const PART_OF_YEAR: Form = written(
    "en del af året",
    "1. kvartal",
    r"^\s*(hele (året|perioden)|([1-4]\.\s+kvartal|[12]\.\s+halvår)(\s+[0-9]{4}(/[0-9]{2})?)?|[0-9]{4}(/[0-9]{2})?|.*[0-9]{4}.* til .*[0-9]{4}.*)\s*$",
);
pub const DEADLINE: Form = written(
    "en frist",
    "udgangen af 2. kvartal",
    r"^\s*(senest|den|udgangen af|i|medio|ultimo|med årsrapporten|[0-9])(\s|\.|[0-9])",
);
pub const DECIMALS: Form = written("et antal decimaler", "1", r"^\s*[0-6]\s*$");
pub const YEAR: Form = written("et årstal", "2023", r"^\s*[1-9][0-9]{3}\s*$");
pub const COLOUR: Form = written("en farve", "\"#1f4e5f\"", r"^#[0-9A-Fa-f]{6}$");
pub const PAGE: Form = written("et sidetal", "17", r"^\s*[0-9.]+\s*$");
pub const WHOLE: Form = written("et helt tal fra 1", "1", r"^\+?[0-9]+$");
pub const AMOUNTS: Form = written("et beløb til hver kolonne", "226,6 230,5", r"^\s*[-−0-9]");
pub const COLUMN: Form = written("en kolonne i budgettet", "R 2020", r"^[^\s].* [0-9]{4}\s*$");
pub const FINGERPRINT: Form = written("et aftryk", "", r"^.+$");
pub const MOMENT: Form = written("et tidspunkt", "", r"^.+$");
pub const YES: Form = Form::Words(|| words(["ja", "nej"]));
pub const NOT_SET: Form = Form::Words(|| words([quantity::NOT_SET]));
pub const AT_LEAST_OF: Form = written("et mindste antal dele", "mindst 2 af", r"^mindst [1-9][0-9]* af$");
/// A number in the unit of the target, or a level by its name.
pub const STEP: Form = Form::Text;

/// The words of an enum, as a form lists them.
pub(super) fn words<const N: usize>(words: [&'static str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}
