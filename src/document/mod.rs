//! What each document says, in typed values with every figure ready to print.
//!
//! In: a plan and all that is known of it, or all plans of a ministry's year. Out: a [`view::Document`] for each
//! [`DocumentId`], and what is wrong with a template. [`DOCUMENTS`] lists the kinds; each is a file of its own.
//! The words of a document are filled here, by minijinja; its looks are the layout's. Nothing here knows Typst.

mod allonge;
mod annex;
mod annual;
mod blank;
mod budget;
mod change;
mod consolidated;
mod contract;
mod demand;
mod department;
mod difference;
mod endorsement;
mod follow_up;
mod frame;
mod goals;
mod id;
mod kind;
mod meta;
mod overview;
mod page;
mod pay;
mod points;
mod prose;
mod readings;
mod remarks;
mod report;
mod requirement;
mod signature_block;
mod signs;
mod table;
mod table_heads;
mod targets;
mod threshold;
mod threshold_matrix;
mod timing;
mod traced;
mod trail;
pub mod view;

pub use allonge::ALLONGE;
pub use annex::ANNEX;
pub use annual::{ANNUAL_INSERT, ANNUAL_REPORT};
pub use consolidated::CONSOLIDATED;
pub use contract::CONTRACT;
pub use department::{DEPARTMENT, Overview};
pub use difference::{PlanReading, difference};
pub use follow_up::FOLLOW_UP;
pub use id::{DocumentId, Owner};
pub use kind::{Basis, DocumentKind, Numbering, Signing};
pub use pay::PAY;
pub use readings::{ContractReading, contract_of, readings};
pub use targets::targets;

use crate::diagnostic::Report;
use crate::dossier::Dossier;
use crate::words::Words;
use kind::Scope;
use view::Document;

/// Every kind of document, in the order in which they are built.
pub static DOCUMENTS: &[&DocumentKind] =
    &[&CONTRACT, &ANNEX, &ALLONGE, &CONSOLIDATED, &FOLLOW_UP, &ANNUAL_REPORT, &ANNUAL_INSERT, &PAY, &DEPARTMENT];

/// The documents that there are of an institution's year.
pub fn documents(dossier: &Dossier) -> Vec<DocumentId> {
    let of_kind = |kind: &&'static DocumentKind| match kind.scope {
        Scope::Institution { numbers, .. } => numbers(dossier),
        Scope::Ministry { .. } => Vec::new(),
    };
    let id = |kind, number| DocumentId::of_plan(kind, dossier.amended.signed(), number);
    DOCUMENTS.iter().flat_map(|kind| of_kind(kind).into_iter().map(|number| id(kind, number))).collect()
}

/// The documents that there are of a ministry's year. The ministry is named by its folder.
pub fn ministry_documents(ministry: &str, overview: &Overview) -> Vec<DocumentId> {
    let exists = |kind: &&DocumentKind| match kind.scope {
        Scope::Institution { .. } => false,
        Scope::Ministry { exists, .. } => exists(overview),
    };
    DOCUMENTS.iter().copied().filter(exists).map(|kind| DocumentId::of_ministry(kind, ministry, overview)).collect()
}

/// Makes the view of a document of an institution's year. None when a template is wrong, and the report tells what, or
/// when there is no such document.
pub fn document(dossier: &Dossier, id: &DocumentId) -> (Option<Document>, Report) {
    let Scope::Institution { basis, view, .. } = id.kind.scope else { return (None, Report::default()) };
    let plan = basis.plan(dossier, id.number);
    let words = Words::new(&dossier.texts, plan);
    let document = view(dossier, plan, id.number, &words).map(|document| blank::without(document, id));
    let report = words.into_report();
    (document.filter(|_| !report.has_errors()), report)
}

/// The same of a document of a ministry's year.
pub fn ministry_document(overview: &Overview, id: &DocumentId) -> (Option<Document>, Report) {
    match id.kind.scope {
        Scope::Institution { .. } => (None, Report::default()),
        Scope::Ministry { view, .. } => {
            let (document, report) = view(overview);
            (document.map(|document| blank::without(document, id)), report)
        }
    }
}
