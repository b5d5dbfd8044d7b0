//! What a PDF says of what it was made of, written and read back.
//!
//! It stands among the document's keywords, where XMP has it as plain text: `resultatplan:plan=…`. Every value follows from
//! content.

use super::copy::CopyKind;
use super::looks::VERSION;
use crate::document::view::Document;
use crate::fingerprint::Fingerprint;
use crate::language::{Message, Telling, in_words, say};
use crate::pdf::{Unreadable, open};

/// How each of its keywords begins.
const MARK: &str = "resultatplan:";
/// Names that this room adds to those of the view.
const LOOKS: &str = "skabeloner";
const PROGRAM: &str = "program";
const COPY: &str = "udgave";

/// What a file says that it was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// Each with its value, in the order of the file: `dokument`, `plan`, `skabeloner`, `program` …
    pub said: Vec<(String, String)>,
}

/// The keywords of a document that is laid out with these looks.
pub(super) fn keywords(document: &Document, looks: Fingerprint, copy: CopyKind) -> Vec<String> {
    let inputs = document.meta.inputs.iter().map(|(name, value)| format!("{MARK}{name}={}", quoted(value)));
    // A view that nobody has said the matter of, such as a test's, has a file that says nothing of it.
    let own = [
        format!("{MARK}{LOOKS}={looks}"),
        format!("{MARK}{PROGRAM}={VERSION}"),
        format!("{MARK}{COPY}={}", copy.name()),
    ];
    let is_said = !document.meta.inputs.is_empty();
    inputs.chain(own.into_iter().filter(|_| is_said)).collect()
}

/// Why a file does not say what it was made of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotOurs {
    Silent,
    Encrypted,
    Unreadable(#[from] Unreadable),
}

in_words!(NotOurs);

impl Telling for NotOurs {
    fn message(&self) -> Message {
        match self {
            Self::Silent => say!("not-ours.silent"),
            Self::Encrypted => say!("not-ours.encrypted"),
            Self::Unreadable(inner) => inner.message(),
        }
    }
}

/// What a PDF says of itself.
///
/// # Errors
/// Why it does not.
pub fn provenance(pdf: &[u8]) -> Result<Provenance, NotOurs> {
    said(pdf).ok_or_else(|| match open(pdf) {
        Err(why) => NotOurs::Unreadable(why),
        Ok(document) if document.trailer.has(b"Encrypt") => NotOurs::Encrypted,
        Ok(_) => NotOurs::Silent,
    })
}

fn said(pdf: &[u8]) -> Option<Provenance> {
    let (open, close) = (b"<pdf:Keywords>".as_slice(), b"</pdf:Keywords>".as_slice());
    let start = find(pdf, open)? + open.len();
    let end = start + find(&pdf[start..], close)?;
    let text = std::str::from_utf8(&pdf[start..end]).ok()?;
    let unescape = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    let text = unescape.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    let said = text.split(", ").filter_map(|keyword| keyword.strip_prefix(MARK)?.split_once('='));
    let said: Vec<_> = said.map(|(name, value)| (name.to_owned(), unquoted(value))).collect();
    (!said.is_empty()).then_some(Provenance { said })
}

/// What separates keywords, or that XML or a reader of it may write otherwise, by its bytes: `a%2C b`. Letters, and what the
/// paths of documents mostly have, stand as they are.
fn quoted(value: &str) -> String {
    let is_plain = |one: char| one.is_alphanumeric() || " /._-+".contains(one);
    let mut quoted = String::new();
    for (at, one) in value.char_indices() {
        let is_doubled = one == ' ' && (value[..at].ends_with([' ', '/']) || at == 0 || value[at + 1..].is_empty());
        if is_plain(one) && !is_doubled {
            quoted.push(one);
        } else {
            one.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| quoted.push_str(&format!("%{byte:02X}")));
        }
    }
    quoted
}

/// The value that was quoted; what is no quotation stands for itself.
fn unquoted(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        bytes.extend(before.bytes());
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(b'%'));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    bytes.extend(rest.bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

impl Provenance {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.said.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Which copy of its document it is.
    pub fn copy(&self) -> Option<CopyKind> {
        self.get(COPY).and_then(CopyKind::of_name)
    }

    /// The document's path below `out/`, without its ending.
    pub fn document(&self) -> Option<&str> {
        self.get("dokument")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_folder_is_called_its_path_is_one_keyword() {
        for path in ["uim/siri/2023/mål-og-resultatplan", "skat + told/a.b_c/2023/x"] {
            assert_eq!(quoted(path), path, "what was written before reads as it did");
        }
        for path in ["a, b/c/2023/x", "a%2C b", "100 %", "%", "%æ", "\"q\"='s'<&>;", "a  b", " a /b /c", "a\nb", "æ🙂"]
        {
            assert!(!quoted(path).contains([',', '"', '\'', '<', '&', '\n']), "{path}");
            assert_eq!(unquoted(&quoted(path)), path);
        }
    }
}
