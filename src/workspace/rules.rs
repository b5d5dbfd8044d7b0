//! What can be wrong with the program, and with what a ministry says of its rules.

use crate::diagnostic::{Rule, Severity};

pub(super) static PROGRAM_FAILS: Rule =
    Rule { name: "program-fails", level: Severity::Error, page: include_str!("rules/program-fails.md") };

pub(super) static LEVEL_REFUSED: Rule =
    Rule { name: "level-refused", level: Severity::Error, page: include_str!("rules/level-refused.md") };

/// Every rule of this room.
pub static RULES: &[&Rule] = &[&LEVEL_REFUSED, &PROGRAM_FAILS];
