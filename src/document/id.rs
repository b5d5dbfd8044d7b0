//! Which document it is: its kind, whose it is and of which year. The one place where that becomes a path and is read from one.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

use super::kind::{DocumentKind, Numbering, Signing};
use super::{DOCUMENTS, Overview};
use crate::dossier::Dossier;
use crate::plan::Plan;

/// The identity of one document: it stays when what the document says changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentId {
    pub owner: Owner,
    pub kind: &'static DocumentKind,
    /// Of an allonge, or the quarter that is told of. None where there is one of its kind.
    pub number: Option<u32>,
}

/// Whose documents, and of which year. A ministry and an institution are named by their folders.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    Institution { ministry: String, institution: String, year: i32 },
    Ministry { ministry: String, year: i32 },
}

impl Owner {
    pub fn of_plan(plan: &Plan) -> Self {
        let (ministry, institution) = (plan.ministry.slug.clone(), plan.institution.slug.clone());
        Self::Institution { ministry, institution, year: plan.year }
    }

    /// The folder of its documents below `out/`, with `/` between folders.
    pub fn path(&self) -> String {
        match self {
            Self::Institution { ministry, institution, year } => format!("{ministry}/{institution}/{year}"),
            Self::Ministry { ministry, year } => format!("{ministry}/{year}"),
        }
    }

    /// Whose a document is by its path, and the name of its file there. None where the path is none of a document.
    pub fn split(path: &str) -> Option<(Self, &str)> {
        let (folder, file) = path.rsplit_once('/')?;
        let (parties, written) = folder.rsplit_once('/')?;
        let year = written.parse().ok()?;
        let owner = match parties.split('/').collect::<Vec<_>>()[..] {
            [ministry] => Self::Ministry { ministry: ministry.to_owned(), year },
            [ministry, institution] => {
                Self::Institution { ministry: ministry.to_owned(), institution: institution.to_owned(), year }
            }
            _ => return None,
        };
        // `+2023` and `02023` are read as years, and are not written so.
        (owner.path() == folder && !file.is_empty()).then_some((owner, file))
    }

    fn is_ministry(&self) -> bool {
        matches!(self, Self::Ministry { .. })
    }
}

impl DocumentId {
    /// Of an institution's year.
    pub fn of_plan(kind: &'static DocumentKind, plan: &Plan, number: Option<u32>) -> Self {
        Self { owner: Owner::of_plan(plan), kind, number }
    }

    /// Of a ministry's year, as it is seen from the end of the overview's quarter.
    pub fn of_ministry(kind: &'static DocumentKind, ministry: &str, overview: &Overview) -> Self {
        let owner = Owner::Ministry { ministry: ministry.to_owned(), year: overview.year };
        Self { owner, kind, number: overview.quarter }
    }

    /// Its path below `out/`, without ending, with `/` between folders: `uim/siri/2023/allonge-1`.
    pub fn path(&self) -> String {
        format!("{}/{}", self.owner.path(), self.kind.file_name(self.number))
    }

    /// The same for the file system.
    pub fn path_below(&self, out: &Path) -> PathBuf {
        self.path().split('/').fold(out.to_owned(), |path, part| path.join(part))
    }

    /// The document with a path. None where no kind of document has such a name.
    pub fn from_path(path: &str) -> Option<Self> {
        let (owner, file) = Owner::split(path)?;
        let own = DOCUMENTS.iter().filter(|kind| kind.is_of_ministry() == owner.is_ministry());
        let (kind, number) = own.copied().find_map(|kind| Some((kind, kind.number_of(file)?)))?;
        Some(Self { owner, kind, number })
    }

    /// What it is called in Danish: `opfølgning II`.
    pub fn title(&self) -> String {
        let title = self.kind.title;
        match (self.kind.numbering, self.number) {
            (Numbering::Single, _) | (_, None) => title.to_owned(),
            (Numbering::Arabic, Some(number)) => format!("{title} {number}"),
            (Numbering::Roman, Some(number)) => format!("{title} {}", roman(number)),
            (Numbering::Quarter, Some(number)) => format!("{title} pr. {number}. kvartal"),
        }
    }

    /// Whether the document has lines to sign on: then there is a copy with a field for each.
    pub fn is_signed(&self, dossier: &Dossier) -> bool {
        match self.kind.signing {
            Signing::Nobody => false,
            Signing::Declaration(has_lines) | Signing::Agreement(has_lines) => has_lines(dossier, self.number),
        }
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path())
    }
}

impl DocumentKind {
    /// The name of a document's file, without its ending.
    pub fn file_name(&self, number: Option<u32>) -> String {
        match (self.numbering, number) {
            (Numbering::Single, _) | (_, None) => self.file.to_owned(),
            (Numbering::Arabic | Numbering::Roman, Some(number)) => format!("{}-{number}", self.file),
            (Numbering::Quarter, Some(number)) => format!("{}-{number}-kvartal", self.file),
        }
    }

    /// The number in the name of a file; None where the file is none of this kind.
    fn number_of(&self, file: &str) -> Option<Option<u32>> {
        let rest = file.strip_prefix(self.file)?;
        let written = rest.strip_prefix('-').map(|rest| match self.numbering {
            Numbering::Quarter => rest.strip_suffix("-kvartal").unwrap_or(rest),
            Numbering::Single | Numbering::Arabic | Numbering::Roman => rest,
        });
        let number = written.and_then(|written| written.parse().ok());
        let has_number = match self.numbering {
            Numbering::Single => number.is_none(),
            Numbering::Arabic | Numbering::Roman => number.is_some(),
            Numbering::Quarter => true,
        };
        (has_number && self.file_name(number) == file).then_some(number)
    }
}

/// As Romans wrote it, as far as there are quarters.
pub(super) fn roman(number: u32) -> Cow<'static, str> {
    match number {
        1 => "I".into(),
        2 => "II".into(),
        3 => "III".into(),
        4 => "IV".into(),
        _ => number.to_string().into(),
    }
}
