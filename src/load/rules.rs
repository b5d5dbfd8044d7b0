//! What can be wrong with the form of the data. What can be wrong with its meaning is in `check`.

use crate::diagnostic::{Rule, Severity, rule};

/// A rule of this stage: an error, where nothing else is said.
macro_rules! own {
    ($constant:ident, $name:literal) => {
        own!($constant, $name, Severity::Error);
    };
    ($constant:ident, $name:literal, $level:expr) => {
        pub(super) static $constant: Rule = rule!($name, $level, "rules/");
    };
}

own!(ADDRESS_AMBIGUOUS, "address-ambiguous");
own!(ADDRESS_UNKNOWN, "address-unknown");
own!(ALLONGE_OUTSIDE_PLAN, "allonge-outside-plan");
own!(ALREADY_SET, "already-set");
own!(CONTROL_CHARACTER, "control-character");
own!(DUPLICATE_KEY, "duplicate-key");
own!(FILE_MISNAMED, "file-misnamed", Severity::Warning);
own!(FILE_UNREAD, "file-unread", Severity::Note);
own!(FILE_UNREADABLE, "file-unreadable");
own!(LETTERS_DECOMPOSED, "letters-decomposed", Severity::Note);
own!(MALFORMED_QUANTITY, "malformed-quantity");
own!(MISSING_KEY, "missing-key");
own!(NUMBER_CHANGED, "number-changed");
own!(PATH_LEAVES_FOLDER, "path-leaves-folder");
own!(QUOTE_CONTRADICTED, "quote-contradicted");
own!(TEXT_CUT, "text-cut");
own!(TOO_LARGE, "too-large");
own!(UNCLEAR_CHANGE, "unclear-change");
own!(UNCLEAR_REQUIREMENT, "unclear-requirement");
own!(UNKNOWN_KEY, "unknown-key");
own!(UNKNOWN_WORD, "unknown-word");
own!(VALUE_UNQUOTED, "value-unquoted");
own!(WRONG_TYPE, "wrong-type");
own!(YAML_SYNTAX, "yaml-syntax");

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
