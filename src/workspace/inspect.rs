//! A plan with all that can be said of it: loaded, checked, its documents' words filled.

use std::path::{Path, PathBuf};

use super::inputs::{Fingerprints, inputs};
use crate::assets::{Assets, Coverage};
use crate::check::check_versions;
use crate::diagnostic::Report;
use crate::document::view::Document;
use crate::document::{DocumentId, document, documents};
use crate::dossier::Known;
use crate::files::Disk;
use crate::load::load;
use crate::source::Sources;

/// What a plan's folder holds.
#[derive(Debug)]
pub struct Inspected {
    pub folder: PathBuf,
    pub sources: Sources,
    pub known: Known,
    /// The documents that can be built: none when anything is wrong with the plan.
    pub documents: Vec<(DocumentId, Document)>,
    /// Every finding, in the order of their places.
    pub report: Report,
}

/// Takes a plan through every stage before layout, and gathers what each of them finds.
pub fn inspect(folder: &Path, assets: &Assets, coverage: &Coverage) -> Inspected {
    let loaded = load(&Disk, folder, assets);
    let mut report = loaded.report;
    let mut views = Vec::new();
    // Allonger and results that cannot be read have been told: the plan is checked without them.
    if let Some(dossier) = loaded.known.readable() {
        report.merge(check_versions(dossier, &loaded.sources, coverage));
        let fingerprints = Fingerprints::of(dossier, &loaded.sources);
        for id in documents(dossier) {
            let (view, findings) = document(dossier, &id);
            report.merge(findings);
            views.extend(view.map(|mut view| {
                view.meta.inputs = inputs(dossier, &fingerprints, &id);
                (id, view)
            }));
        }
    }
    if report.has_errors() {
        views.clear();
    }
    report.sort(&loaded.sources);
    Inspected { folder: folder.to_owned(), sources: loaded.sources, known: loaded.known, documents: views, report }
}
