//! What is wrong with the form of a YAML file, in our own words: the reader's own speak of YAML's grammar.

use std::ops::Range;

use super::{FileId, Replacement};
use crate::language::{Message, say};

/// What is wrong with the form of a file.
#[derive(Debug)]
pub struct Fault {
    pub kind: FaultKind,
    pub file: FileId,
    pub span: Range<usize>,
    pub message: Message,
    /// How it is mended, where that is known.
    pub help: Message,
    /// Where the same key stands first.
    pub first: Option<Range<usize>>,
    /// What is to be written instead, where there is one right way out.
    pub fix: Option<Replacement>,
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

/// What the reader says (a part of it), what kind of fault it is, how we say it, and how it is mended. The first that fits holds.
type FaultWords = (&'static str, FaultKind, fn() -> Message, fn() -> Message);

const WORDINGS: &[FaultWords] = &[
    ("Documents {", FaultKind::Syntax, || say!("yaml.second-document"), || say!("yaml.second-document-help")),
    ("Depth {", FaultKind::TooMuch, || say!("yaml.depth"), || say!("yaml.sizes-help")),
    ("recursion limit", FaultKind::TooMuch, || say!("yaml.depth"), || say!("yaml.sizes-help")),
    ("alias replay", FaultKind::TooMuch, || say!("yaml.aliases"), || say!("yaml.sizes-help")),
    ("alias expansion", FaultKind::TooMuch, || say!("yaml.aliases"), || say!("yaml.sizes-help")),
    ("budget breached", FaultKind::TooMuch, || say!("yaml.too-much"), || say!("yaml.sizes-help")),
    ("tab", FaultKind::Syntax, || say!("yaml.tab"), || say!("yaml.tab-help")),
    ("merge key", FaultKind::Syntax, || say!("yaml.merge"), || say!("yaml.merge-help")),
    ("unsupported tag", FaultKind::Syntax, || say!("yaml.tag"), || say!("yaml.tag-help")),
    ("recursive references", FaultKind::Syntax, || say!("yaml.alias-itself"), || say!("yaml.alias-itself-help")),
    ("unknown anchor", FaultKind::Syntax, || say!("yaml.alias-unknown"), || say!("yaml.alias-unknown-help")),
    ("multiline quoted", FaultKind::Syntax, || say!("yaml.quotation"), || say!("yaml.quotation-help")),
    ("illegal placement of ':'", FaultKind::Syntax, || say!("yaml.colon"), || say!("yaml.close-help")),
    ("mapping values are not allowed", FaultKind::Syntax, || say!("yaml.colon"), || say!("yaml.close-help")),
    ("did not find expected key", FaultKind::Syntax, || say!("yaml.indentation"), || say!("yaml.indentation-help")),
    ("unexpected character", FaultKind::Syntax, || say!("yaml.character"), || say!("yaml.character-help")),
    ("simple key expected", FaultKind::Syntax, || say!("yaml.neither"), || say!("yaml.neither-help")),
    ("document start", FaultKind::Syntax, || say!("yaml.neither"), || say!("yaml.neither-help")),
    ("unclosed quote", FaultKind::Syntax, || say!("yaml.quotation"), || say!("yaml.quotation-help")),
    ("trailing content after", FaultKind::Syntax, || say!("yaml.trailing"), || say!("yaml.trailing-help")),
    ("parsing a quoted scalar", FaultKind::Syntax, || say!("yaml.escape"), || say!("yaml.escape-help")),
    (" bracket", FaultKind::Syntax, || say!("yaml.bracket"), || say!("yaml.bracket-help")),
    ("in flow construct", FaultKind::Syntax, || say!("yaml.bracket"), || say!("yaml.bracket-help")),
    ("a flow mapping", FaultKind::Syntax, || say!("yaml.bracket"), || say!("yaml.bracket-help")),
    ("a flow sequence", FaultKind::Syntax, || say!("yaml.bracket"), || say!("yaml.bracket-help")),
    ("block scalar", FaultKind::Syntax, || say!("yaml.block"), || say!("yaml.block-help")),
    ("unexpected EOF", FaultKind::Syntax, || say!("yaml.ended"), || say!("yaml.causes-help")),
    ("block sequence", FaultKind::Syntax, || say!("yaml.dash"), || say!("yaml.dash-help")),
    ("'-'", FaultKind::Syntax, || say!("yaml.dash"), || say!("yaml.dash-help")),
    ("directive", FaultKind::Syntax, || say!("yaml.directive"), || say!("yaml.character-help")),
    ("separated", FaultKind::Syntax, || say!("yaml.comment"), || say!("yaml.comment-help")),
    ("mapping keys", FaultKind::Syntax, || say!("yaml.colon"), || say!("yaml.close-help")),
    ("invalid indentation", FaultKind::Syntax, || say!("yaml.indentation"), || say!("yaml.indentation-help")),
    ("a key must be a text", FaultKind::Syntax, || say!("yaml.key"), || say!("yaml.key-help")),
];

/// What the reader's message means.
pub(super) fn describe(message: &str) -> (FaultKind, Message, Message) {
    match WORDINGS.iter().find(|(part, ..)| message.contains(part)) {
        Some((_, kind, ours, help)) => (*kind, ours(), help()),
        None => {
            // The place is shown beside it.
            let message = message.split(" at line ").next().unwrap_or(message);
            (FaultKind::Syntax, say!("yaml.other", problem = message), say!("yaml.causes-help"))
        }
    }
}
