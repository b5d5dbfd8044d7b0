//! A plan with all that can be said of it: loaded, checked, its documents' words filled.

use std::path::{Path, PathBuf};

use crate::assets::{Assets, Coverage};
use crate::check::{Facts, check};
use crate::diagnostic::Report;
use crate::document::document;
use crate::document::view::Document;
use crate::load::load;
use crate::plan::{DocumentKind, Plan};
use crate::source::Sources;

/// What came of a plan's folder.
#[derive(Debug)]
pub struct Inspected {
    pub folder: PathBuf,
    pub sources: Sources,
    /// None when it cannot be read.
    pub plan: Option<Plan>,
    /// The documents that can be built: none when anything is wrong with the plan.
    pub documents: Vec<(DocumentKind, Document)>,
    /// Every finding, in the order of their places.
    pub report: Report,
}

/// Takes a plan through every stage before layout, and gathers what each of them finds.
pub fn inspect(folder: &Path, assets: &Assets, coverage: &Coverage) -> Inspected {
    let loaded = load(folder, assets);
    let mut report = loaded.report;
    let mut documents = Vec::new();
    if let Some(plan) = &loaded.plan {
        report.merge(check(&Facts { plan, sources: &loaded.sources, coverage }));
        for kind in &plan.documents {
            let (view, found) = document(plan, *kind, &loaded.texts);
            report.merge(found);
            documents.extend(view.map(|view| (*kind, view)));
        }
    }
    if report.has_errors() {
        documents.clear();
    }
    report.sort(&loaded.sources);
    Inspected { folder: folder.to_owned(), sources: loaded.sources, plan: loaded.plan, documents, report }
}
