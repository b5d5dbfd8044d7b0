//! A plan with all that can be said of it: loaded, checked, its documents' words filled.

use std::path::{Path, PathBuf};

use crate::amend::Amended;
use crate::assets::{Assets, Coverage};
use crate::check::check_versions;
use crate::diagnostic::Report;
use crate::document::document;
use crate::document::view::Document;
use crate::load::load;
use crate::plan::{DocumentKind, Plan, Results};
use crate::source::Sources;

/// What came of a plan's folder.
#[derive(Debug)]
pub struct Inspected {
    pub folder: PathBuf,
    pub sources: Sources,
    /// As it was signed. None when it cannot be read.
    pub plan: Option<Plan>,
    /// The plan with its allonger. None when one of them cannot be read, or the plan cannot.
    pub amended: Option<Amended>,
    /// None when they cannot be read, or the plan or its allonger cannot.
    pub results: Option<Results>,
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
        // Allonger and results that cannot be read have been told: the plan is checked without them.
        let (alone, none) = (Amended::unchanged(plan.clone()), Results::default());
        let amended = loaded.amended.as_ref().unwrap_or(&alone);
        let results = loaded.results.as_ref().unwrap_or(&none);
        report.merge(check_versions(amended, results, &loaded.sources, coverage));
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
    Inspected {
        folder: folder.to_owned(),
        sources: loaded.sources,
        plan: loaded.plan,
        amended: loaded.amended,
        results: loaded.results,
        documents,
        report,
    }
}
