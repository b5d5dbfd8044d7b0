//! How reports tell a day.

use chrono::Datelike;

use super::Standing;
use crate::quantity::Date;
use crate::words::danish::{self, bind};

/// `30. sept.`, in a report that says its year at the top; `1. april 2029` of another year.
pub(super) fn short_day(day: Date, standing: &Standing) -> String {
    let is_of_another = day.0.year() != standing.day.0.year();
    let year = if is_of_another { format!("\u{a0}{}", day.0.year()) } else { String::new() };
    bind(&format!("{}{year}", danish::short_day(day)))
}
