//! What can be wrong with the form of the data. What can be wrong with its meaning is in `check`.

use crate::diagnostic::{Rule, Severity};

/// A rule with its page: an error, where nothing else is said.
macro_rules! rule {
    ($constant:ident, $name:literal) => {
        rule!($constant, $name, Severity::Error);
    };
    ($constant:ident, $name:literal, $level:expr) => {
        pub(super) static $constant: Rule =
            Rule { name: $name, level: $level, page: include_str!(concat!("rules/", $name, ".md")) };
    };
}

rule!(ADDRESS_AMBIGUOUS, "address-ambiguous");
rule!(ADDRESS_UNKNOWN, "address-unknown");
rule!(ALLONGE_OUTSIDE_PLAN, "allonge-outside-plan");
rule!(ALREADY_SET, "already-set");
rule!(CONTROL_CHARACTER, "control-character");
rule!(DUPLICATE_KEY, "duplicate-key");
rule!(FILE_MISNAMED, "file-misnamed", Severity::Warning);
rule!(FILE_UNREAD, "file-unread", Severity::Note);
rule!(FILE_UNREADABLE, "file-unreadable");
rule!(LETTERS_DECOMPOSED, "letters-decomposed", Severity::Note);
rule!(MALFORMED_QUANTITY, "malformed-quantity");
rule!(MISSING_KEY, "missing-key");
rule!(NUMBER_CHANGED, "number-changed");
rule!(PATH_LEAVES_FOLDER, "path-leaves-folder");
rule!(QUOTE_CONTRADICTED, "quote-contradicted");
rule!(TEXT_CUT, "text-cut");
rule!(TOO_LARGE, "too-large");
rule!(UNCLEAR_CHANGE, "unclear-change");
rule!(UNCLEAR_REQUIREMENT, "unclear-requirement");
rule!(UNKNOWN_KEY, "unknown-key");
rule!(UNKNOWN_WORD, "unknown-word");
rule!(VALUE_UNQUOTED, "value-unquoted");
rule!(WRONG_TYPE, "wrong-type");
rule!(YAML_SYNTAX, "yaml-syntax");

/// Every rule of this stage.
pub static RULES: &[&Rule] = &[
    &ADDRESS_AMBIGUOUS,
    &ADDRESS_UNKNOWN,
    &ALLONGE_OUTSIDE_PLAN,
    &ALREADY_SET,
    &CONTROL_CHARACTER,
    &DUPLICATE_KEY,
    &FILE_MISNAMED,
    &FILE_UNREAD,
    &FILE_UNREADABLE,
    &LETTERS_DECOMPOSED,
    &MALFORMED_QUANTITY,
    &MISSING_KEY,
    &NUMBER_CHANGED,
    &PATH_LEAVES_FOLDER,
    &QUOTE_CONTRADICTED,
    &TEXT_CUT,
    &TOO_LARGE,
    &UNCLEAR_CHANGE,
    &UNCLEAR_REQUIREMENT,
    &UNKNOWN_KEY,
    &UNKNOWN_WORD,
    &VALUE_UNQUOTED,
    &WRONG_TYPE,
    &YAML_SYNTAX,
];
