//! A year that was looked at: a plan's, or that of a ministry's institutions together.

use std::path::Path;
use std::sync::Arc;

use super::{InputFiles, Inspected, InspectedMinistry};
use crate::diagnostic::Report;
use crate::document::DocumentId;
use crate::document::view::Document;
use crate::source::Sources;

/// A plan's year or a ministry's.
#[derive(Debug, Clone)]
pub(super) enum InspectedYear {
    Plan(Arc<Inspected>),
    Ministry(Arc<InspectedMinistry>),
}

impl InspectedYear {
    /// The documents that can be built: none when anything is wrong with it.
    pub fn documents(&self) -> Vec<DocumentId> {
        match self {
            Self::Plan(plan) => plan.documents().cloned().collect(),
            Self::Ministry(ministry) => ministry.documents().cloned().collect(),
        }
    }

    /// The view of a document, made when it is first asked for. None when a text is wrong.
    pub fn view(&self, id: &DocumentId) -> Option<&Document> {
        match self {
            Self::Plan(plan) => plan.view(id),
            Self::Ministry(ministry) => ministry.view(id),
        }
    }

    /// The same for who needs it once: it is not kept.
    pub fn view_once(&self, id: &DocumentId) -> Option<Document> {
        match self {
            Self::Plan(plan) => plan.view_once(id),
            Self::Ministry(ministry) => ministry.view_once(id),
        }
    }

    /// See [`Inspected::check_texts`].
    pub fn check_texts(&self) {
        match self {
            Self::Plan(plan) => plan.check_texts(),
            Self::Ministry(ministry) => ministry.check_texts(),
        }
    }

    /// See [`Inspected::findings`].
    pub fn findings(&self) -> Report {
        match self {
            Self::Plan(plan) => plan.findings(),
            Self::Ministry(ministry) => ministry.findings(),
        }
    }

    /// Whether anything is wrong with it, as far as that was looked at.
    pub fn has_errors(&self) -> bool {
        match self {
            Self::Plan(plan) => plan.has_errors(),
            Self::Ministry(ministry) => ministry.has_errors(),
        }
    }

    /// The files that places in it are in.
    pub fn sources(&self) -> &Sources {
        match self {
            Self::Plan(plan) => &plan.sources,
            Self::Ministry(ministry) => &ministry.sources,
        }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        match self {
            Self::Plan(plan) => &plan.folder,
            Self::Ministry(ministry) => &ministry.folder,
        }
    }

    /// The files that it is read from.
    pub fn inputs(&self) -> &InputFiles {
        match self {
            Self::Plan(plan) => plan.inputs(),
            Self::Ministry(ministry) => ministry.inputs(),
        }
    }

    /// Whether the files that it is read from decide what its documents say.
    pub fn is_told_by_its_files(&self) -> bool {
        match self {
            Self::Plan(_) => true,
            // A lock is none of them, and a plan with a wrong one is left out.
            Self::Ministry(_) => false,
        }
    }

    /// Whether people sign a document of it.
    pub fn is_signed(&self, id: &DocumentId) -> bool {
        match self {
            Self::Plan(plan) => plan.known.readable().is_some_and(|dossier| id.is_signed(dossier)),
            // Nobody signs what is of several institutions.
            Self::Ministry(_) => false,
        }
    }
}
