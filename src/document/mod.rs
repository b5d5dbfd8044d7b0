//! What each document says, in typed values with every figure ready to print.
//!
//! In: a plan, its sources and its texts. Out: a [`view::Document`] for each kind, and what is wrong with a template.
//! The words of a document are filled here, by minijinja; its looks are the layout's. Nothing here knows Typst.

mod annex;
mod budget;
mod contract;
mod credit;
mod danish;
mod endorsement;
mod follow_up;
mod goals;
mod prose;
mod report;
mod requirement;
mod rules;
mod sentence;
pub mod view;
mod words;

pub use rules::RULES;

use crate::diagnostic::Report;
use crate::plan::{DocumentKind, Plan, Results, Texts};
use view::Document;
use words::Words;

/// What documents are made of.
#[derive(Debug, Clone, Copy)]
pub struct Matter<'a> {
    pub plan: &'a Plan,
    pub results: &'a Results,
    pub texts: &'a Texts,
}

/// Makes the view of one document. None when a template is wrong; the report tells what.
pub fn document(matter: &Matter, kind: DocumentKind) -> (Option<Document>, Report) {
    let Matter { plan, results, texts } = *matter;
    let words = Words::new(texts, plan);
    let document = match kind {
        DocumentKind::Contract => contract::view(plan, &words),
        DocumentKind::Annex => annex::view(plan, &words),
        DocumentKind::FollowUp(which) => follow_up::view(plan, results, which, &words),
    };
    let report = words.into_report();
    (Some(document).filter(|_| !report.has_errors()), report)
}
