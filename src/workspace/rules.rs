//! What can be wrong with the program.

use crate::diagnostic::{Rule, Severity};

pub(super) static PROGRAM_FAILS: Rule =
    Rule { name: "program-fails", level: Severity::Error, page: include_str!("rules/program-fails.md") };

/// Every rule of this room.
pub static RULES: &[&Rule] = &[&PROGRAM_FAILS];
