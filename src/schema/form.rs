//! The forms that keys have in common.

use super::key::{Form, Written};
use crate::language::{Message, say};
use crate::quantity;

const fn written(
    danish: &'static str,
    example: &'static str,
    wrong: &'static str,
    refused: fn(&str) -> Message,
    pattern: &'static str,
) -> Form {
    Form::Quantity(Written { danish, example, wrong, refused, pattern })
}

pub const PLAN_NUMBER: Form = written(
    "et nummer i planen",
    "\"2.1\"",
    "2,1",
    |text| say!("malformed.plan-number", text = text),
    r"^[0-9]+(\.[0-9]+){0,3}$",
);
pub const NUMBER: Form = written(
    "et tal",
    "1.234,5",
    "2.5",
    |text| say!("malformed.number", text = text),
    r"^\s*[-−]?[0-9.]+(,[0-9]+)?\s*$",
);
pub const COUNT: Form =
    written("et antal", "1.705", "2,5", |text| say!("malformed.count", text = text), r"^\s*[-−]?[0-9.]+(,0+)?\s*$");
pub const POINTS: Form = written(
    "et antal point",
    "2,5",
    "2.5",
    |text| say!("malformed.number", text = text),
    r"^\s*[-−]?[0-9.]+(,[0-9]+)?\s*(point)?\s*$",
);
pub const MONEY: Form = written(
    "et beløb",
    "120.000 kr.",
    "120.000",
    |text| say!("malformed.kroner", text = text),
    r"^\s*[0-9.]+(,[0-9]{1,2})?\s*(kr\.?|kroner)\s*$",
);
pub const FRACTION: Form = written(
    "en brøk",
    "7/12",
    "7 af 12",
    |text| say!("malformed.fraction", text = text),
    r"^\s*[0-9]{1,4}\s*/\s*[0-9]{1,4}\s*$",
);
pub const PERCENT: Form = written(
    "en andel",
    "85 pct.",
    "85",
    |text| say!("malformed.percent", text = text),
    r"^\s*[-−]?[0-9.]+(,[0-9]+)?\s*(pct\.?|%|procent)\s*$",
);
pub const AMOUNT: Form = written(
    "et tal med sin enhed",
    "7 dage pr. medarbejder",
    "2.5",
    |text| say!("malformed.number", text = text),
    r"^\s*[-−]?[0-9.]+(,[0-9]+)?\s*([^\s0-9].*)?$",
);
pub const RANGE: Form = written(
    "to tal og alt imellem dem",
    "3-4",
    "4-3",
    |text| say!("malformed.range-backwards", text = text),
    r"^\s*[-−]?[0-9.]+(,[0-9]+)?.*(-|–|til).*[0-9]",
);
pub const TIME_LIMIT: Form = written(
    "en frist i tid",
    "31 dage",
    "en måned",
    |text| say!("malformed.limit", text = text),
    r"^\s*[0-9]+\s*(minut(ter)?|min\.|timer?|dage?|hverdage?|uger?|måned(er)?)\s*$",
);
pub const DATE: Form = written(
    "en dato",
    "23. juni 2023",
    "23-06-2023",
    |text| say!("malformed.date", text = text),
    r"^\s*([0-9]{1,2}\.\s+[A-Za-z]+\s+[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})\s*$",
);
pub const PERIOD: Form = written(
    "en periode",
    "1. januar 2023 til 31. december 2023",
    "2023",
    |text| say!("malformed.period", text = text),
    r"^.*[0-9]{4}.* til .*[0-9]{4}",
);
pub const PART_OF_YEAR: Form = written(
    "en del af året",
    "1. kvartal",
    "Q1",
    |text| say!("part-of-year", text = text),
    r"^\s*(hele (året|perioden)|([1-4]\.\s+kvartal|[12]\.\s+halvår)(\s+[0-9]{4}(/[0-9]{2})?)?|[0-9]{4}(/[0-9]{2})?|.*[0-9]{4}.* til .*[0-9]{4}.*)\s*$",
);
pub const DEADLINE: Form = written(
    "en frist",
    "udgangen af 2. kvartal",
    "hurtigst muligt",
    |text| say!("malformed.deadline", text = text),
    r"^\s*(senest|den|udgangen af|i|medio|ultimo|med årsrapporten|[0-9])(\s|\.|[0-9])",
);
pub const DECIMALS: Form =
    written("et antal decimaler", "1", "to", |text| say!("malformed.decimals", text = text), r"^\s*[0-6]\s*$");
pub const YEAR: Form =
    written("et årstal", "2023", "23", |text| say!("malformed.year", text = text), r"^\s*[1-9][0-9]{3}\s*$");
pub const COLOUR: Form =
    written("en farve", "\"#1f4e5f\"", "blå", |text| say!("colour", text = text), r"^#[0-9A-Fa-f]{6}$");
pub const PAGE: Form =
    written("et sidetal", "17", "s. 17", |text| say!("malformed.number", text = text), r"^\s*[0-9.]+\s*$");
pub const WHOLE: Form =
    written("et helt tal fra 1", "1", "første", |text| say!("allonge.number", text = text), r"^\+?[0-9]+$");
pub const AMOUNTS: Form = written(
    "et beløb til hver kolonne",
    "226,6 230,5",
    "ti",
    |text| say!("malformed.number", text = text),
    r"^\s*[-−0-9]",
);
pub const COLUMN: Form = written(
    "en kolonne i budgettet",
    "R 2020",
    "2020",
    |text| say!("budget.column", text = text),
    r"^[^\s].* [0-9]{4}\s*$",
);
pub const FINGERPRINT: Form = written("et aftryk", "", "", |_| say!("fingerprint.form"), r"^.+$");
pub const MOMENT: Form = written("et tidspunkt", "", "", |_| say!("moment.form"), r"^.+$");
pub const YES: Form = Form::Words(|| words([quantity::YES, quantity::NO]));
pub const NOT_SET: Form = Form::Words(|| words([quantity::NOT_SET]));
pub const AT_LEAST_OF: Form = written(
    "et mindste antal dele",
    "mindst 2 af",
    "mindst to af",
    |text| say!("unknown-word", text = text),
    r"^mindst [1-9][0-9]* af$",
);
/// A number in the unit of the target, or a level by its name.
pub const STEP: Form = Form::Text;

/// The words of an enum, as a form lists them.
pub(super) fn words<const N: usize>(words: [&'static str; N]) -> Vec<String> {
    words.map(str::to_owned).to_vec()
}
