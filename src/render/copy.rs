//! For whom a PDF is made.

use serde::Serialize;

/// A copy of a document: what it says is the same in all, what one can do with the file is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum CopyKind {
    /// For NemLog-in Signering, which takes a subset of PDF.
    #[default]
    Signing,
    /// For whoever reads it: links work.
    Reading,
    /// The same, with the files that it was made of inside: PDF/A-3a.
    Data,
    /// For programs that sign in a field on the page.
    Fields,
}

/// A file that a document was made of, to be kept inside it.
#[derive(Debug, Clone, Copy)]
pub struct Attachment<'a> {
    /// Below the folder of ministries, with `/` between folders.
    pub path: &'a str,
    pub bytes: &'a [u8],
}

/// What a layout must know of a copy, as `/copy.json`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Traits<'a> {
    /// Whether web addresses can be followed; else they stand in words.
    links: bool,
    /// Whether numbered points can be lists: the order of a list is told by an attribute that not every service takes.
    numbered_lists: bool,
    /// Paths of the files that are to stand inside.
    attachments: Vec<&'a str>,
    /// Whether distances are less than usual, so that the last page is not left with little on it.
    tight: bool,
}

impl Traits<'_> {
    /// The same, with less room between things.
    pub fn tightened(self) -> Self {
        Self { tight: true, ..self }
    }
}

impl CopyKind {
    pub const ALL: [Self; 4] = [Self::Signing, Self::Reading, Self::Data, Self::Fields];

    /// Its name in the file's keywords and in the manifest.
    pub fn name(self) -> &'static str {
        match self {
            Self::Signing => "underskrift",
            Self::Reading => "læsning",
            Self::Data => "data",
            Self::Fields => "felter",
        }
    }

    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|copy| copy.name() == name)
    }

    /// What the name of its file ends with.
    pub fn suffix(self) -> &'static str {
        match self {
            Self::Signing => "",
            Self::Reading => "-læseudgave",
            Self::Data => "-læseudgave-med-data",
            Self::Fields => "-med-felter",
        }
    }

    pub(crate) fn traits<'a>(self, attachments: &[Attachment<'a>]) -> Traits<'a> {
        Traits {
            links: matches!(self, Self::Reading | Self::Data),
            numbered_lists: self != Self::Signing,
            attachments: attachments.iter().map(|one| one.path).collect(),
            tight: false,
        }
    }
}
