//! What can be wrong with a template of words.

use crate::diagnostic::{Level, Rule};

pub(super) static TEMPLATE_FAILS: Rule =
    Rule { name: "template-fails", level: Level::Error, page: include_str!("rules/template-fails.md") };

/// Every rule of this stage.
pub static RULES: &[&Rule] = &[&TEMPLATE_FAILS];
