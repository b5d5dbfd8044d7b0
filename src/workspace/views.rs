//! The documents of a plan's or a ministry's year. The view of each is made when somebody asks for it, and once.

use std::sync::OnceLock;

use crate::diagnostic::Report;
use crate::document::DocumentId;
use crate::document::view::Document;
use crate::source::Sources;

/// A view, and what is wrong with the texts that it is written with.
pub(super) type Made = (Option<Document>, Report);

/// The documents that there are.
#[derive(Debug, Default)]
pub(super) struct Views {
    documents: Vec<(DocumentId, OnceLock<Made>)>,
}

impl Views {
    pub fn new(ids: Vec<DocumentId>) -> Self {
        Self { documents: ids.into_iter().map(|id| (id, OnceLock::new())).collect() }
    }

    pub fn ids(&self) -> impl Iterator<Item = &DocumentId> {
        self.documents.iter().map(|(id, _)| id)
    }

    /// The view of a document, made by `make` where nobody has asked for it before. None where a text is wrong, or there is no
    /// such document.
    pub fn get(&self, id: &DocumentId, make: impl FnOnce() -> Made) -> Option<&Document> {
        let (_, made) = self.documents.iter().find(|(known, _)| known == id)?;
        made.get_or_init(make).0.as_ref()
    }

    /// The documents whose views were made.
    pub fn made(&self) -> impl Iterator<Item = (&DocumentId, &Report)> {
        self.documents.iter().filter_map(|(id, made)| Some((id, &made.get()?.1)))
    }

    /// What is found elsewhere and what is wrong with texts, in the order of their places.
    pub fn merged(&self, report: &Report, sources: &Sources) -> Report {
        let mut all = report.clone();
        self.made().for_each(|(_, found)| all.merge(found.clone()));
        all.sort(sources);
        all
    }

    pub fn have_errors(&self) -> bool {
        self.made().any(|(_, found)| found.has_errors())
    }
}
