//! What each document says, in typed values with every figure ready to print.
//!
//! In: a plan, its sources and its texts; or all plans of a ministry's year. Out: a [`view::Document`] for each kind, and
//! what is wrong with a template.
//! The words of a document are filled here, by minijinja; its looks are the layout's. Nothing here knows Typst.

mod allonge;
mod annex;
mod annual;
mod budget;
mod change;
mod consolidated;
mod contract;
mod credit;
mod danish;
mod demand;
mod department;
mod difference;
mod endorsement;
mod follow_up;
mod goals;
mod inline;
mod meta;
mod page;
mod prose;
mod report;
mod requirement;
mod rules;
pub mod view;
mod words;

pub use department::{Member, Overview, department};
pub use difference::{Reading, difference};
pub use rules::RULES;

use crate::amend::Amended;
use crate::diagnostic::Report;
use crate::plan::{AnnualReport, DocumentKind, EarlierYear, Plan, Results, Texts};
use view::Document;
use words::Words;

/// What documents are made of.
#[derive(Debug, Clone, Copy)]
pub struct Matter<'a> {
    /// As it reads for the document.
    pub plan: &'a Plan,
    /// The plan with all of its allonger.
    pub amended: &'a Amended,
    pub results: &'a Results,
    /// What is written of the year, where it is.
    pub annual_report: Option<&'a AnnualReport>,
    /// The years that it names.
    pub earlier: &'a [EarlierYear],
    pub texts: &'a Texts,
}

/// Makes the view of one document. None when a template is wrong, and the report tells what, or when the matter has no
/// such document.
pub fn document(matter: &Matter, kind: DocumentKind) -> (Option<Document>, Report) {
    let Matter { plan, amended, .. } = *matter;
    let words = Words::new(matter.texts, plan);
    let document = match (kind, matter.annual_report) {
        (DocumentKind::Contract, _) => Some(contract::view(plan, &words)),
        (DocumentKind::Annex, _) => Some(annex::view(plan, &words)),
        (DocumentKind::Allonge(number), _) => {
            let allonge = amended.allonger().iter().find(|allonge| allonge.number == number);
            allonge.map(|allonge| allonge::view(amended, allonge, &words))
        }
        (DocumentKind::Consolidated, _) => Some(consolidated::view(amended, &words)),
        (DocumentKind::FollowUp(which), _) => Some(follow_up::view(matter, which, &words)),
        (DocumentKind::AnnualReport, Some(report)) => Some(annual::view(matter, report, &words)),
        (DocumentKind::AnnualInsert, Some(report)) => {
            report.insert.as_ref().map(|insert| annual::insert(matter, report, insert, &words))
        }
        (DocumentKind::AnnualReport | DocumentKind::AnnualInsert, None) => None,
    };
    let report = words.into_report();
    (document.filter(|_| !report.has_errors()), report)
}
