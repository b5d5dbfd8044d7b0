//! What time it is: the only place of the program that knows. Nothing that is written depends on it but the days of what is due.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Datelike, NaiveDate, Weekday};

use crate::quantity::Date;

/// The day that it is in Denmark.
#[expect(clippy::disallowed_methods, reason = "nothing that is written depends on it")]
pub fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    danish_day(i64::try_from(since).unwrap_or_default())
}

/// The day in Denmark at so many seconds after the beginning of 1970 in UTC: two hours before UTC in summer, one in winter.
fn danish_day(seconds: i64) -> Date {
    const HOUR: i64 = 3600;
    let day = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or_default().date_naive();
    let year = day(seconds).year();
    let change = |month| last_sunday(year, month).and_hms_opt(1, 0, 0).map_or(0, |time| time.and_utc().timestamp());
    let is_summer = (change(3)..change(10)).contains(&seconds);
    Date(day(seconds + if is_summer { 2 * HOUR } else { HOUR }))
}

/// Of a month with 31 days.
fn last_sunday(year: i32, month: u32) -> NaiveDate {
    let last = NaiveDate::from_ymd_opt(year, month, 31).unwrap_or_default();
    let days = last.weekday().days_since(Weekday::Sun);
    last - chrono::Days::new(days.into())
}

/// A time after which nobody waits.
#[derive(Debug, Clone, Copy)]
pub(super) struct WaitLimit(Instant);

impl WaitLimit {
    #[expect(clippy::disallowed_methods, reason = "nothing that is written depends on it")]
    pub fn after(duration: Duration) -> Self {
        Self(Instant::now() + duration)
    }

    /// What is left of it; None when it is over.
    #[expect(clippy::disallowed_methods, reason = "nothing that is written depends on it")]
    pub fn left(self) -> Option<Duration> {
        self.0.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_denmark() {
        let told = |text: &str| {
            let time: DateTime<chrono::FixedOffset> = text.parse().expect("a time");
            danish_day(time.timestamp()).0.to_string()
        };
        assert_eq!(told("2026-01-31T22:59:59Z"), "2026-01-31");
        assert_eq!(told("2026-01-31T23:00:00Z"), "2026-02-01");
        assert_eq!(told("2026-07-31T22:00:00Z"), "2026-08-01");
        assert_eq!(told("2026-03-29T22:30:00Z"), "2026-03-30");
        assert_eq!(told("2026-03-28T22:30:00Z"), "2026-03-28");
        assert_eq!(told("2026-10-25T22:30:00Z"), "2026-10-25");
    }
}
