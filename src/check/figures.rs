//! The figures that a text states: `72,5` in `mindst 72,5 pct. inden for 31 dage`.

use crate::quantity::{Number, month_name};

/// A figure in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextFigure<'a> {
    pub number: Number,
    pub written: &'a str,
    /// What there are so many of, in small letters: `pct`, `dage`; `kvartal` of an ordinal of time.
    pub of: Of<'a>,
}

/// The word after a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Of<'a>(&'a str);

impl Of<'_> {
    /// Whether it is one of these words, whatever its capitals. A percent sign is `pct`.
    pub fn is_one_of(self, words: &[String]) -> bool {
        let own = if self.0 == "%" || self.0 == "procent" { "pct".to_owned() } else { self.0.to_lowercase() };
        words.contains(&own)
    }
}

/// A number after one of these names something: `afsnit 2.4`, `§ 9`.
const NAMING: [&str; 17] = [
    "afsnit",
    "artikel",
    "art.",
    "bilag",
    "delmål",
    "kap.",
    "kapitel",
    "lov",
    "mål",
    "nr.",
    "pkt.",
    "punkt",
    "resultatkrav",
    "stk.",
    "verdensmål",
    "version",
    "§",
];

/// The figures that say how much or how many. Years, dates and the numbers in names (`ISO 27001`, `§ 9`) are none.
pub fn read(text: &str) -> Vec<TextFigure<'_>> {
    tokens(text)
        .into_iter()
        .filter(|(start, written)| is_figure(text, *start, written))
        .filter_map(|(start, written)| figure(written, &text[start + written.len()..]))
        .collect()
}

/// Every number of a text, whatever it is for.
pub fn all(text: &str) -> Vec<Number> {
    tokens(text).into_iter().filter_map(|(_, written)| figure(written, "")).map(|figure| figure.number).collect()
}

/// Whether a text says a number, in digits or as a word.
pub fn says(text: &str, figures: &[TextFigure], number: Number) -> bool {
    figures.iter().any(|figure| figure.number == number)
        || all(text).contains(&number)
        || words_for(number)
            .iter()
            .any(|word| text.to_lowercase().split(|one: char| !one.is_alphabetic()).any(|own| own == *word))
}

fn figure<'a>(written: &'a str, after: &'a str) -> Option<TextFigure<'a>> {
    written.parse().ok().map(|number| TextFigure { number, written, of: Of(word_after(after)) })
}

/// The first word: behind the other end of a range, and behind the point of an ordinal of time.
fn word_after(after: &str) -> &str {
    let range = after.strip_prefix(['-', '–']).or_else(|| after.trim_start().strip_prefix("til ")).unwrap_or(after);
    let rest = range.trim_start_matches(|one: char| one.is_ascii_digit() || one == ',' || one.is_whitespace());
    let ordinal = rest.strip_prefix(". ").filter(|rest| TIMES.iter().any(|time| rest.starts_with(time)));
    let rest = ordinal.unwrap_or(rest);
    if rest.starts_with('%') {
        return "%";
    }
    &rest[..rest.find(|one: char| !one.is_alphabetic()).unwrap_or(rest.len())]
}

/// The parts of a year that an ordinal names.
pub const TIMES: [&str; 2] = ["kvartal", "halvår"];

/// Runs of digits with the points and commas inside them, each with where it begins.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|one: char| one.is_ascii_digit()).map(|start| rest + start) {
        let length = text[start..]
            .find(|one: char| !one.is_ascii_digit() && one != '.' && one != ',')
            .unwrap_or(text.len() - start);
        let written = text[start..start + length].trim_end_matches(['.', ',']);
        found.push((start, written));
        rest = start + length;
    }
    found
}

fn is_figure(text: &str, start: usize, written: &str) -> bool {
    let before = &text[..start];
    let after = &text[start + written.len()..];
    let last = before.chars().next_back();
    // `ISO27001`, `ISO-27001`, `1/7-2020`
    let tail: Vec<char> = before.chars().rev().take(2).collect();
    let is_glued = last.is_some_and(|one| one.is_alphabetic() || one == '/')
        || matches!(tail.as_slice(), ['-', other] if other.is_alphabetic())
        || after.starts_with(|one: char| one.is_alphabetic() || one == '/');
    let word = before.split_whitespace().next_back().unwrap_or("");
    let is_in_address = before.rsplit(char::is_whitespace).next().is_some_and(|word| word.contains("://"));
    // `ISO 27001`, `L 151`
    let is_named = before.ends_with([' ', '\u{a0}'])
        && (NAMING.contains(&word.to_lowercase().as_str())
            || (!word.is_empty() && word.chars().all(char::is_uppercase)));
    let is_year = written.len() == 4 && (written.starts_with("19") || written.starts_with("20")) && !counts(after);
    let month = after.strip_prefix(". ").and_then(|after| after.split(|one: char| !one.is_alphabetic()).next());
    let is_date = month.is_some_and(|month| (1..=12).any(|number| month_name(number) == month));
    // `0-1 dag`: the lower end says nothing.
    let is_lowest = written == "0" && after.starts_with(['-', '–']);
    !(is_glued || is_in_address || is_named || is_year || is_date || is_lowest)
}

/// Whether a unit follows: `2000 sager` is a number, `2023` a year.
fn counts(after: &str) -> bool {
    let word = after.trim_start().split(|one: char| !one.is_alphabetic()).next().unwrap_or("");
    ["pct", "dage", "timer", "sager", "opkald", "henvendelser", "point", "kr"].contains(&word)
}

fn words_for(Number(number): Number) -> &'static [&'static str] {
    const WORDS: [&[&str]; 13] = [
        &["ingen", "nul"],
        &["en", "et", "én", "ét", "één"],
        &["to", "begge"],
        &["tre"],
        &["fire"],
        &["fem"],
        &["seks"],
        &["syv"],
        &["otte"],
        &["ni"],
        &["ti"],
        &["elleve"],
        &["tolv"],
    ];
    if !number.fract().is_zero() {
        return &[];
    }
    match usize::try_from(number).ok() {
        Some(50) => &["halvdelen"],
        Some(100) => &["alle", "samtlige"],
        Some(small) => WORDS.get(small).copied().unwrap_or(&[]),
        None => &[],
    }
}

#[test]
fn an_address_states_no_figure() {
    let figures = read("mindst 85 pct. (https://example.org/?id=12&side=3)");
    assert_eq!(figures.iter().map(|figure| figure.written).collect::<Vec<_>>(), ["85"]);
}
