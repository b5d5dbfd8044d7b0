//! What can be wrong with the program, and with what a ministry says of its rules.

use crate::diagnostic::{Rule, Severity, rule};

pub(super) static PROGRAM_FAILS: Rule = rule!("program-fails", Severity::Error, "rules/");

pub(super) static LEVEL_REFUSED: Rule = rule!("level-refused", Severity::Error, "rules/");

/// Every rule of this room.
pub static RULES: &[&Rule] = &[&LEVEL_REFUSED, &PROGRAM_FAILS];
