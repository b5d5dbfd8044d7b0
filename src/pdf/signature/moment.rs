//! A point in time, as certificates, timestamps and PDF write it.

use std::fmt;
use std::str::FromStr;

use chrono::{Duration, NaiveDateTime};

use crate::language::{Message, Telling, in_words, say};

/// To the second, at Greenwich: `2026-11-21T16:27:19Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(NaiveDateTime);

/// A text that is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub struct NoMoment;

in_words!(NoMoment);

impl Telling for NoMoment {
    fn message(&self) -> Message {
        say!("moment.form")
    }
}

impl Moment {
    /// `D:20261121162717+01'00'`; without an offset it is taken as Greenwich's.
    pub(super) fn of_pdf(text: &str) -> Option<Self> {
        let text = text.strip_prefix("D:").unwrap_or(text);
        let (digits, offset) = text.split_at_checked(14)?;
        let local = NaiveDateTime::parse_from_str(digits, "%Y%m%d%H%M%S").ok()?;
        let east = match offset.chars().next() {
            Some(sign @ ('+' | '-')) => {
                let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
                let (hours, minutes) = (digits.get(..2)?.parse::<i64>().ok()?, digits.get(2..4).unwrap_or("0"));
                let minutes = hours * 60 + minutes.parse::<i64>().ok()?;
                if sign == '+' { minutes } else { -minutes }
            }
            _ => 0,
        };
        local.checked_sub_signed(Duration::minutes(east)).map(Self)
    }

    /// `20261121162718.494907Z`, as a timestamp has it; parts of a second are left out.
    pub(super) fn of_generalized(text: &str) -> Option<Self> {
        let digits = text.strip_suffix('Z')?;
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_plain = part.bytes().all(|one| one.is_ascii_digit());
        is_plain.then(|| NaiveDateTime::parse_from_str(whole, "%Y%m%d%H%M%S").ok().map(Self))?
    }

    pub(super) fn of_seconds(seconds: u64) -> Option<Self> {
        let seconds = i64::try_from(seconds).ok()?;
        chrono::DateTime::from_timestamp(seconds, 0).map(|at| Self(at.naive_utc()))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M:%SZ"))
    }
}

impl FromStr for Moment {
    type Err = NoMoment;

    fn from_str(text: &str) -> Result<Self, NoMoment> {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%SZ").map(Self).map_err(|_| NoMoment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_as_each_format_writes_it() {
        let wanted = Some("2026-11-21T16:27:17Z".to_owned());
        let pdf = |text: &str| Moment::of_pdf(text).map(|at| at.to_string());
        assert_eq!(pdf("D:20261121162717Z"), wanted);
        assert_eq!(pdf("D:20261121172717+01'00'"), wanted);
        assert_eq!(pdf("D:20261121112717-0500"), wanted);
        assert_eq!(pdf("yesterday"), None);
        assert_eq!(Moment::of_generalized("20261121162717.4949Z").map(|at| at.to_string()), wanted);
        assert_eq!(Moment::of_seconds(1_795_278_437).map(|at| at.to_string()), wanted);
        assert_eq!("2026-11-21T16:27:17Z".parse::<Moment>().map(|at| at.to_string()).ok(), wanted);
        assert!("21. november 2026".parse::<Moment>().is_err());
    }
}
