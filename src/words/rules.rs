//! What can be wrong with a template of words.

use crate::diagnostic::{Rule, Severity};

pub(super) static TEMPLATE_FAILS: Rule =
    Rule { name: "template-fails", level: Severity::Error, page: include_str!("rules/template-fails.md") };

/// Every rule of this stage.
pub static RULES: &[&Rule] = &[&TEMPLATE_FAILS];
