//! What each document says, in typed values with every figure ready to print.
//!
//! In: a plan, its sources and its texts. Out: a [`view::Document`] for each kind, and what is wrong with a template.
//! The words of a document are filled here, by minijinja; its looks are the layout's. Nothing here knows Typst.

mod annex;
mod budget;
mod contract;
mod danish;
mod endorsement;
mod goals;
mod prose;
mod requirement;
mod rules;
mod sentence;
pub mod view;
mod words;

pub use rules::RULES;

use crate::diagnostic::Report;
use crate::plan::{DocumentKind, Plan, Texts};
use view::Document;
use words::Words;

/// Makes the view of one document. None when a template is wrong; the report tells what.
pub fn document(plan: &Plan, kind: DocumentKind, texts: &Texts) -> (Option<Document>, Report) {
    let words = Words::new(texts, plan);
    let document = match kind {
        DocumentKind::Contract => contract::view(plan, &words),
        DocumentKind::Annex => annex::view(plan, &words),
    };
    let report = words.into_report();
    (Some(document).filter(|_| !report.has_errors()), report)
}
