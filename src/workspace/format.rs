//! What kinds of file a document becomes, and how those are named.

use std::path::{Path, PathBuf};

use crate::render::CopyKind;

/// What kind of file a document becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A copy of it as PDF.
    Pdf(CopyKind),
    /// A picture a page.
    Png,
    Svg,
    /// A web page.
    Html,
    /// A working copy for Word.
    Docx,
    /// The same with the changes of allonger tracked: only the consolidated plan.
    Tracked,
    /// The tables of a report as a workbook.
    Xlsx,
}

impl Format {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf(_) => "pdf",
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Html => "html",
            Self::Docx | Self::Tracked => "docx",
            Self::Xlsx => "xlsx",
        }
    }

    /// What the names of its files end with: `-læseudgave.pdf`.
    pub(super) fn suffix(self) -> String {
        let copy = match self {
            Self::Pdf(copy) => copy.suffix(),
            Self::Tracked => "-sporede-ændringer",
            Self::Png | Self::Svg | Self::Html | Self::Docx | Self::Xlsx => "",
        };
        format!("{copy}.{}", self.ending())
    }

    /// The format of a file that [`BuildTarget::key`] has named, with the rest of its name.
    pub(super) fn of_key(key: &str) -> Option<(&str, Self)> {
        let copies = CopyKind::ALL.into_iter().map(Self::Pdf);
        let ends = |format: Self| Some((key.strip_suffix(&format.suffix())?, format));
        // The plain name is the end of every other: what takes most of the name is meant.
        copies
            .chain([Self::Png, Self::Svg, Self::Html, Self::Docx, Self::Tracked, Self::Xlsx])
            .filter_map(ends)
            .min_by_key(|(stem, _)| stem.len())
    }

    /// The file of a page, from 0: `opgørelsesmetode-01.png`. None where a document is one file.
    pub(super) fn page_path(self, document: &Path, index: usize) -> Option<PathBuf> {
        match self {
            Self::Png | Self::Svg => Some(with_suffix(document, &format!("-{:02}.{}", index + 1, self.ending()))),
            Self::Pdf(_) | Self::Html | Self::Docx | Self::Tracked | Self::Xlsx => None,
        }
    }
}

pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
