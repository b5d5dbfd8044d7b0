//! Danish forms: what belongs together stays on one line, lists are joined with `og`, sentences begin with a capital.

use chrono::Datelike;

use crate::quantity::{Date, Period, month_name};

const NO_BREAK: char = '\u{a0}';

/// Units that do not part from the number before them.
const UNITS: [&str; 27] = [
    "pct.",
    "%",
    "dag",
    "dage",
    "hverdage",
    "min.",
    "minut",
    "minutter",
    "time",
    "timer",
    "uge",
    "uger",
    "måned",
    "måneder",
    "år",
    "kvartal",
    "kvt.",
    "halvår",
    "gang",
    "mio.",
    "mia.",
    "kr.",
    "point",
    "procentpoint",
    "stk.",
    "t.",
    "kl.",
];

/// Words that do not part from the number after them.
const BEFORE_NUMBER: [&str; 10] = ["§", "§§", "nr.", "stk.", "afsnit", "niveau", "kl.", "allonge", "Allonge", "L"];

/// Binds numbers to their units, so that no line ends between `85` and `pct.` Only spaces change, and only their kind.
pub fn bind(text: &str) -> String {
    let mut bound = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        bound.push_str(word);
        if let Some(next) = words.peek() {
            bound.push(if belong_together(word, next) { NO_BREAK } else { ' ' });
        }
    }
    bound
}

fn belong_together(word: &str, next: &str) -> bool {
    let bare = || next.trim_end_matches([',', ';', ':', ')', '.']);
    let is_unit = |bare| UNITS.iter().any(|unit| *unit == next || unit.trim_end_matches('.') == bare);
    let is_month = |bare| (1..=12).any(|month| month_name(month) == bare);
    let ends_in_digit = word.trim_end_matches('.').ends_with(|last: char| last.is_ascii_digit());
    let next_is_number = next.starts_with(|first: char| first.is_ascii_digit());
    // Most words end in no digit: what costs is asked last.
    (ends_in_digit && (is_unit(bare()) || is_month(bare())))
        || (next_is_number && BEFORE_NUMBER.contains(&word.trim_start_matches('(')))
        || (word.ends_with("mio.") || word.ends_with("mia.")) && bare() == "kr"
}

/// `a, b og c`.
pub fn join(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} og {last}", first.join(", ")),
    }
}

/// The text with its first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// `1. januar – 31. december 2023`; the first year only where the two differ.
pub fn period(period: &Period) -> String {
    let (first, last) = (period.first.0, period.last.0);
    if first.year() == last.year() {
        format!("{}. {} – {}", first.day(), month_name(first.month()), period.last)
    } else {
        format!("{} – {}", period.first, period.last)
    }
}

/// `30. sept.`, where the year is known and room is short.
pub fn short_day(day: Date) -> String {
    let month = month_name(day.0.month());
    let letters = if day.0.month() == 9 { 4 } else { 3 };
    let short = match month.chars().count() {
        0..=5 => month.to_owned(),
        _ => format!("{}.", month.chars().take(letters).collect::<String>()),
    };
    format!("{}.{NO_BREAK}{short}", day.0.day())
}

/// `1/1–30/6`, where the year is known and room is short.
pub fn short_period(period: &Period) -> String {
    let (first, last) = (period.first.0, period.last.0);
    format!("{}/{}–{}/{}", first.day(), first.month(), last.day(), last.month())
}

/// `aug.–okt.`
pub fn short_months(period: &Period) -> String {
    let short = |month: u32| {
        let name = month_name(month);
        if name.chars().count() <= 4 {
            name.to_owned()
        } else {
            format!("{}.", name.chars().take(3).collect::<String>())
        }
    };
    format!("{}–{}", short(period.first.0.month()), short(period.last.0.month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_with_their_units() {
        assert_eq!(bind("mindst 85 pct. inden for 31 dage."), "mindst 85\u{a0}pct. inden for 31\u{a0}dage.");
        assert_eq!(bind("i 4. kvartal 2023, den 23. marts 2023"), "i 4.\u{a0}kvartal 2023, den 23.\u{a0}marts 2023");
        assert_eq!(bind("2,5 mio. kr. efter § 5"), "2,5\u{a0}mio.\u{a0}kr. efter §\u{a0}5");
        assert_eq!(bind("  uændret  ellers "), "  uændret  ellers ");
    }

    #[test]
    fn lists_and_periods_read_as_danish() {
        assert_eq!(join(&["a".into(), "b".into(), "c".into()]), "a, b og c");
        assert_eq!(period(&"2023-01-01 til 2023-12-31".parse().unwrap()), "1. januar – 31. december 2023");
        assert_eq!(short_period(&"2023-01-01 til 2023-09-30".parse().unwrap()), "1/1–30/9");
        assert_eq!(short_months(&"2025-08-01 til 2025-10-31".parse().unwrap()), "aug.–okt.");
        assert_eq!(short_months(&"2026-05-01 til 2026-07-31".parse().unwrap()), "maj–juli");
        assert_eq!(capital("ørsted"), "Ørsted");
    }
}
