//! A place on a scale, as plans write it: `niveau 3`.

use std::fmt::Display;

/// What it is written behind.
const NUMBERED: &str = "niveau ";

/// A place as plans write it.
pub fn numbered_as(place: impl Display) -> String {
    format!("{NUMBERED}{place}")
}

/// What stands after `niveau `, where a text begins so.
pub fn numbered(text: &str) -> Option<&str> {
    text.strip_prefix(NUMBERED).map(str::trim)
}
