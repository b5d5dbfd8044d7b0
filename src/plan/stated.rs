//! What the author's own words state already, and is not said again after them.

use chrono::Datelike;

use super::{Clock, Combination, Deliverable, Demand, Judgement, Requirement, Share};
use crate::quantity::{Date, Deadline, PartOfYear, Percent, PlanPeriod, YearPart, month_name, show_decimal};

/// The author's own words for a requirement, in small letters and single blanks.
#[derive(Debug, Clone)]
pub struct Stated(String);

impl Requirement {
    /// Its own words: `ordlyd`, or what is to be delivered or judged. None where the program makes its sentence.
    pub fn stated(&self) -> Option<Stated> {
        let prose = match (&self.wording, &self.demand) {
            (Some(wording), _) => &wording.text,
            (None, Demand::Deliverable(Deliverable { what }) | Demand::Judgement(Judgement { what, .. })) => what,
            (
                None,
                Demand::Parts(_)
                | Demand::Share(_)
                | Demand::Value(_)
                | Demand::Count(_)
                | Demand::Evaluation(_)
                | Demand::Level(_)
                | Demand::Later(_),
            ) => return None,
        };
        Some(Stated::new(&prose.to_text()))
    }
}

impl Stated {
    fn new(text: &str) -> Self {
        Self(text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Whether a part of the year is named: `i første halvår 2018`, `2. kvartal`.
    pub fn period(&self, period: PartOfYear) -> bool {
        match period {
            PartOfYear::Whole => self.says("hele året") || self.says("årsbasis"),
            PartOfYear::Quarter(number) => self.part(number, "kvartal"),
            PartOfYear::Half(number) => self.part(number, "halvår"),
            PartOfYear::Days(days) => self.day(days.first) && self.day(days.last),
            PartOfYear::OfYear(YearPart::Whole, year) => self.says(&year.to_string()),
            PartOfYear::OfYear(part, year) => self.period(part.of(None)) && self.says(&year.to_string()),
            PartOfYear::WholePeriod => self.says("hele perioden"),
        }
    }

    /// Whether the last day is named, in whichever form: `senest 30. juni`, `udgangen af 2. kvartal`, `i 1. halvår`.
    pub fn deadline(&self, deadline: Deadline, plan: &PlanPeriod) -> bool {
        let named = match deadline {
            Deadline::EndOf(part, year) | Deadline::Within(part, year) => self.period(part.of(year)),
            Deadline::WithReport(_) => self.says("årsrapporten"),
            Deadline::Middle(_) => self.says("medio"),
            Deadline::End(_) => self.says("ultimo"),
            Deadline::Day(_) => false,
        };
        named || deadline.day(plan).is_some_and(|day| self.last_day(day, plan))
    }

    /// Whether the words of everything that is left out stand there.
    pub fn excluding(&self, excluding: &[String]) -> bool {
        const SHORTEST: usize = 4;
        let words = excluding.iter().flat_map(|one| one.split(|letter: char| !letter.is_alphanumeric()));
        let mut words = words.filter(|word| word.chars().count() >= SHORTEST).peekable();
        words.peek().is_some() && words.all(|word| self.says(&word.to_lowercase()))
    }

    /// Whether it is said what starts the clock.
    pub fn clock(&self, clock: Clock) -> bool {
        let words: &[&str] = match clock {
            Clock::Application => &["ansøgningstidspunkt", "fra ansøgning", "ansøgningsdato", "er modtaget"],
            Clock::FullyInformed => &["fuldt oplyst"],
        };
        words.iter().any(|words| self.says(words))
    }

    /// Whether it is said how the parts become one.
    pub fn combination(&self, combination: Combination) -> bool {
        match combination {
            Combination::All => ["alle", "samtlige", "begge", "både"].iter().any(|word| self.says_word(word)),
            Combination::Equal => self.says_word("ligeligt"),
            Combination::AtLeast(count) => self.says(&format!("mindst {count}")),
            Combination::Weighted | Combination::NotSet => false,
        }
    }

    /// Whether every place is named with its share.
    pub fn sites(&self, share: &Share) -> bool {
        let share_of = |share: Percent| show_decimal(share.value().normalize());
        share.sites.iter().all(|site| self.names(&site.name) && self.after_no_digit(&share_of(site.share)))
    }

    /// Whether somebody, or something, is named.
    pub fn names(&self, what: &str) -> bool {
        self.says(&Self::new(what).0)
    }

    fn says(&self, words: &str) -> bool {
        self.0.contains(words)
    }

    fn says_word(&self, word: &str) -> bool {
        self.0.split(|letter: char| !letter.is_alphanumeric()).any(|own| own == word)
    }

    /// `2. kvartal`, `andet kvartal`, or one among several: `2. og 4. kvartal`, `1., 2. og 3. kvartal`.
    fn part(&self, number: u8, unit: &str) -> bool {
        const ORDINALS: [&str; 4] = ["første", "andet", "tredje", "fjerde"];
        let is_ordinal = |word: &str, number: usize| {
            let word = word.trim_matches(['(', ',']);
            ORDINALS.get(number - 1) == Some(&word) || word.strip_suffix('.') == Some(&number.to_string())
        };
        let words: Vec<&str> = self.0.split(' ').collect();
        let units = words.iter().enumerate().filter(|(_, word)| word.starts_with(unit));
        units.into_iter().any(|(at, _)| {
            let before = words[..at].iter().rev();
            let is_listed = |word: &&&str| {
                ["og", "eller", "samt"].contains(*word) || (1..=ORDINALS.len()).any(|any| is_ordinal(word, any))
            };
            before.take_while(is_listed).any(|word| is_ordinal(word, number.into()))
        })
    }

    /// `30. juni`, whatever year stands behind it.
    fn day(&self, day: Date) -> bool {
        let written = day.to_string();
        let without_year = written.rsplit_once(' ').map_or(written.as_str(), |(day, _)| day);
        self.after_no_digit(without_year)
    }

    /// A last day: itself, or the end of what it ends.
    fn last_day(&self, day: Date, plan: &PlanPeriod) -> bool {
        let ends = |part: PartOfYear| plan.whole(part).is_some_and(|days| days.last == day);
        let parts = (1..=4).map(PartOfYear::Quarter).chain((1..=2).map(PartOfYear::Half));
        let ends_month = day.day_after().is_none_or(|next| next.0.month() != day.0.month());
        self.day(day)
            || parts.filter(|part| ends(*part)).any(|part| self.period(part))
            || (ends_month && self.says(&format!("ultimo {}", month_name(day.0.month()))))
            || (ends(PartOfYear::Whole) && self.says_the_years_end(day.year()))
    }

    fn says_the_years_end(&self, year: i32) -> bool {
        ["årets udgang", "udgangen af året", "årets afslutning"].iter().any(|words| self.says(words))
            || ["udgangen af", "ultimo", "inden udgangen af"].iter().any(|words| self.says(&format!("{words} {year}")))
    }

    fn after_no_digit(&self, words: &str) -> bool {
        let starts = |(at, _): (usize, &str)| !self.0[..at].ends_with(|letter: char| letter.is_ascii_digit());
        self.0.match_indices(words).any(starts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_day_is_known_in_every_form_that_plans_have() {
        let year = PlanPeriod::calendar_year(2018).unwrap();
        for (text, deadline, is_said) in [
            ("Projektet evalueres i første halvår 2018.", "i 1. halvår", true),
            ("Projektet evalueres i 1. halvår.", "udgangen af 2. kvartal", true),
            ("Rapporten afleveres senest 30. juni.", "udgangen af 2. kvartal", true),
            ("Rapporten afleveres senest 30. juni.", "udgangen af 3. kvartal", false),
            ("Ved udgangen af andet\nkvartal foreligger rapporten.", "30. juni 2018", true),
            ("Rapporten foreligger ultimo september.", "30. september 2018", true),
            ("Rapporten foreligger ved årets udgang.", "31. december 2018", true),
            ("Rapporten foreligger medio 2018.", "medio 2018", true),
            ("Oversigten sendes ved udgangen af 2. og 4. kvartal 2018.", "udgangen af 2. kvartal", true),
            ("Oversigten sendes ved udgangen af 2. og 4. kvartal 2018.", "udgangen af 4. kvartal", true),
            ("Oversigten sendes i første, andet og fjerde kvartal.", "udgangen af 1. kvartal", true),
            ("Oversigten sendes i første, andet og fjerde kvartal.", "udgangen af 3. kvartal", false),
            ("Oversigten har 2. udkast i 4. kvartal.", "udgangen af 2. kvartal", false),
            ("Rapporten afleveres 13. juni.", "3. juni 2018", false),
            ("Rapporten afleveres.", "ultimo 2018", false),
        ] {
            assert_eq!(Stated::new(text).deadline(deadline.parse().unwrap(), &year), is_said, "{text} {deadline}");
        }
    }

    #[test]
    fn what_is_left_out_starts_the_clock_or_combines_is_known_by_its_words() {
        let stated =
            Stated::new("Alle sager, undtagen klagesager om visum, afgøres inden 31 dage fra sagen er fuldt oplyst.");
        assert!(stated.excluding(&["klagesager".to_owned(), "Visum".to_owned()]));
        assert!(!stated.excluding(&["genoptagelser".to_owned()]) && !stated.excluding(&[]));
        assert!(stated.clock(Clock::FullyInformed) && !stated.clock(Clock::Application));
        assert!(stated.combination(Combination::All) && !Stated::new("Sagerne falder.").combination(Combination::All));
    }
}
