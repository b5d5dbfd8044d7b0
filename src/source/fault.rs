//! What is wrong with the form of a YAML file, in our own words: the reader's own speak of YAML's grammar.

use std::ops::Range;

use super::FileId;

/// What is wrong with the form of a file.
#[derive(Debug)]
pub struct Fault {
    pub kind: FaultKind,
    pub file: FileId,
    pub span: Range<usize>,
    pub message: String,
    /// How it is mended, where that is known.
    pub help: &'static str,
    /// Where the same key stands first.
    pub first: Option<Range<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    Syntax,
    DuplicateKey,
    /// A text that ends where a comment begins which may be a part of it.
    TextCut,
    /// More nodes, depth or aliases than a plan has.
    TooMuch,
}

/// What the reader says (a part of it), what kind of fault it is, how we say it, and how it is mended.
type FaultWords = (&'static str, FaultKind, &'static str, &'static str);

const CLOSE: &str = "is a quotation mark or a bracket above it not closed? A text with `: ` in it needs quotes";
const WORDINGS: &[FaultWords] = &[
    ("Documents {", FaultKind::Syntax, "a second document begins here", "a file holds one thing: take the `---` away"),
    ("Depth {", FaultKind::TooMuch, "more than 24 levels stand inside each other", SIZES),
    ("recursion limit", FaultKind::TooMuch, "more than 24 levels stand inside each other", SIZES),
    ("alias replay", FaultKind::TooMuch, "the aliases multiply into more than any plan has", SIZES),
    ("alias expansion", FaultKind::TooMuch, "the aliases multiply into more than any plan has", SIZES),
    ("budget breached", FaultKind::TooMuch, "the file holds more than any plan has", SIZES),
    ("tab", FaultKind::Syntax, "a tab stands where only spaces can stand", "indent with spaces"),
    ("merge key", FaultKind::Syntax, "merge keys (`<<`) are not used", "write the keys out"),
    ("unsupported tag", FaultKind::Syntax, "tags (`!…`) are not used", "take the tag away, or put the text in quotes"),
    ("recursive references", FaultKind::Syntax, "an alias holds itself", "write the value out"),
    (
        "unknown anchor",
        FaultKind::Syntax,
        "`*` calls for an alias that is not there",
        "put a text that begins with `*` in quotes",
    ),
    (
        "multiline quoted",
        FaultKind::Syntax,
        "a quotation mark above this line is not closed",
        "close it where the text ends",
    ),
    ("illegal placement of ':'", FaultKind::Syntax, "a `:` stands where none can", CLOSE),
    ("mapping values are not allowed", FaultKind::Syntax, "a `:` stands where none can", CLOSE),
    (
        "did not find expected key",
        FaultKind::Syntax,
        "the indentation of this line fits none above it",
        "let the keys of one thing, and the items of one list, begin in the same column",
    ),
    ("unexpected character", FaultKind::Syntax, "a text cannot begin with this character", "put the text in quotes"),
    (
        "simple key expected",
        FaultKind::Syntax,
        "this line is neither a key nor a part of the text above it",
        "write `key: value`, or indent the line below `|`",
    ),
    ("a key must be a text", FaultKind::Syntax, "a key must be a text", "write `key: value`"),
];
const SIZES: &str = "a file of a plan has at most 24 levels, 100 aliases and 100,000 values";
const CAUSES: &str =
    "the usual causes: a quotation mark that is not closed, a tab, a text with `: ` in it without quotes";

/// What the reader's message means.
pub(super) fn describe(message: &str) -> (FaultKind, String, &'static str) {
    match WORDINGS.iter().find(|(part, ..)| message.contains(part)) {
        Some((_, kind, ours, help)) => (*kind, (*ours).to_owned(), help),
        None => {
            // The place is shown beside it.
            let message = message.split(" at line ").next().unwrap_or(message);
            (FaultKind::Syntax, message.to_owned(), CAUSES)
        }
    }
}
