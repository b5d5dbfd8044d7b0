//! The documents of a plan's or a ministry's year. The view of each is made when somebody asks for it: once, where it is kept.

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
    documents: Vec<View>,
}

/// A document, as far as it was made.
#[derive(Debug)]
struct View {
    id: DocumentId,
    /// What is wrong with the texts that it is written with.
    found: OnceLock<Report>,
    kept: OnceLock<Option<Document>>,
}

impl View {
    fn made(&self, make: impl FnOnce() -> Made) -> Option<Document> {
        let (view, found) = make();
        self.found.get_or_init(|| found);
        view
    }
}

impl Views {
    pub fn new(ids: Vec<DocumentId>) -> Self {
        let unmade = |id| View { id, found: OnceLock::new(), kept: OnceLock::new() };
        Self { documents: ids.into_iter().map(unmade).collect() }
    }

    pub fn ids(&self) -> impl Iterator<Item = &DocumentId> {
        self.documents.iter().map(|one| &one.id)
    }

    /// The view of a document, made by `make` where nobody has asked for it before. None where a text is wrong, or there is no
    /// such document.
    pub fn get(&self, id: &DocumentId, make: impl FnOnce() -> Made) -> Option<&Document> {
        let one = self.documents.iter().find(|one| one.id == *id)?;
        one.kept.get_or_init(|| one.made(make)).as_ref()
    }

    /// The same for who needs it once: it is not kept.
    pub fn once(&self, id: &DocumentId, make: impl FnOnce() -> Made) -> Option<Document> {
        self.documents.iter().find(|one| one.id == *id)?.made(make)
    }

    /// The documents whose views were made.
    pub fn made(&self) -> impl Iterator<Item = (&DocumentId, &Report)> {
        self.documents.iter().filter_map(|one| Some((&one.id, one.found.get()?)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_that_is_made_once_is_not_kept_but_what_is_found_in_it_is() {
        let id = DocumentId::from_path("uim/siri/2023/mål-og-resultatplan").unwrap();
        let views = Views::new(vec![id.clone()]);
        let count = std::cell::Cell::new(0);
        let make = || {
            count.set(count.get() + 1);
            (None, Report::default())
        };
        assert_eq!(views.made().count(), 0);
        let (first, again) = (views.once(&id, make), views.once(&id, make));
        assert!(first.is_none() && again.is_none());
        assert_eq!((views.made().count(), count.get()), (1, 2));
        assert!(views.get(&id, make).is_none() && views.get(&id, make).is_none());
        assert_eq!((views.made().count(), count.get()), (1, 3));
    }
}
