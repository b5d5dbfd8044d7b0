//! What can be wrong with a template of words.

use crate::diagnostic::{Rule, Severity, rule};

pub(super) static TEMPLATE_FAILS: Rule = rule!("template-fails", Severity::Error, "rules/");

/// Every rule of this stage.
pub static RULES: &[&Rule] = &[&TEMPLATE_FAILS];
