//! What can be built: a document of a plan's or of a ministry's year.

use std::sync::Arc;

use super::year::InspectedYear;
use super::{Format, Inspected, InspectedMinistry};
use crate::document::view::Document;
use crate::document::{CONSOLIDATED, ContractReading, DocumentId, readings};
use crate::render::{Attachment, CopyKind};

/// A document that can be built.
#[derive(Debug, Clone)]
pub(super) struct BuildTarget {
    pub id: DocumentId,
    pub year: InspectedYear,
}

impl BuildTarget {
    /// All that can be built.
    pub fn all(plans: &[Arc<Inspected>], ministries: &[Arc<InspectedMinistry>]) -> impl Iterator<Item = Self> {
        let plans = plans.iter().cloned().map(InspectedYear::Plan);
        plans.chain(ministries.iter().cloned().map(InspectedYear::Ministry)).flat_map(Self::all_of)
    }

    /// All that can be built of a year.
    pub fn all_of(year: InspectedYear) -> impl Iterator<Item = Self> {
        year.documents().into_iter().map(move |id| Self { id, year: year.clone() })
    }

    /// Its view, made when it is first asked for. None when a text is wrong.
    pub fn view(&self) -> Option<&Document> {
        self.year.view(&self.id)
    }

    /// The same for who needs it once: it is not kept.
    pub fn view_once(&self) -> Option<Document> {
        self.year.view_once(&self.id)
    }

    /// Whether its view was made, and so its texts looked at.
    pub fn is_made(&self) -> bool {
        match &self.year {
            InspectedYear::Plan(plan) => plan.made().any(|made| *made == self.id),
            InspectedYear::Ministry(ministry) => ministry.made().any(|made| *made == self.id),
        }
    }

    /// Whether it has such files: only what is signed has fields to sign in, and only what is put together has changes to track.
    pub fn has_copy(&self, format: Format) -> bool {
        match format {
            Format::Pdf(CopyKind::Fields) => self.year.is_signed(&self.id),
            Format::Xlsx => self.id.kind.has_figures(),
            Format::Tracked => *self.id.kind == CONSOLIDATED,
            Format::Pdf(CopyKind::Signing | CopyKind::Reading | CopyKind::Data) => true,
            Format::Png | Format::Svg | Format::Html | Format::Docx => true,
        }
    }

    /// The contract as it reads after each allonge. None when a text is wrong, or there is no contract.
    pub fn readings(&self) -> Option<Vec<ContractReading>> {
        let InspectedYear::Plan(plan) = &self.year else { return None };
        let dossier = plan.known.readable()?;
        let days = dossier.amended.signed().period.days;
        readings(&dossier.amended, &dossier.texts, None, days.last).0
    }

    /// The files that a copy of it holds.
    pub fn attachments(&self, copy: CopyKind) -> Vec<Attachment<'_>> {
        if copy == CopyKind::Data { self.year.inputs().attachments(self.id.kind) } else { Vec::new() }
    }

    /// Its name in the manifest of a folder.
    pub fn key(&self, format: Format) -> String {
        format!("{}{}", self.id, format.suffix())
    }
}
