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
mod table;
pub mod view;

pub use department::{Overview, department};
pub use difference::{Reading, difference};

use crate::amend::Amended;
use crate::diagnostic::Report;
use crate::dossier::Dossier;
use crate::plan::{DocumentKind, Plan};
use crate::words::Words;
use view::Document;

/// Makes the view of one document. None when a template is wrong, and the report tells what, or when the plan has no
/// such document.
pub fn document(dossier: &Dossier, kind: DocumentKind) -> (Option<Document>, Report) {
    let Dossier { amended, texts, .. } = dossier;
    let plan = read_for(kind, amended);
    let words = Words::new(texts, plan);
    let document = match kind {
        DocumentKind::Contract => Some(contract::view(plan, &words)),
        DocumentKind::Annex => Some(annex::view(plan, &words)),
        DocumentKind::Allonge(number) => {
            let allonge = amended.allonger().iter().find(|allonge| allonge.number == number);
            allonge.map(|allonge| allonge::view(amended, allonge, &words))
        }
        DocumentKind::Consolidated => Some(consolidated::view(amended, &words)),
        DocumentKind::FollowUp(which) => Some(follow_up::view(dossier, plan, which, &words)),
        DocumentKind::AnnualReport => dossier.annual().map(|annual| annual::view(dossier, annual, &words)),
        DocumentKind::AnnualInsert => dossier.annual().and_then(|annual| {
            let insert = annual.report.insert.as_ref()?;
            Some(annual::insert(dossier, annual, insert, &words))
        }),
    };
    let report = words.into_report();
    (document.filter(|_| !report.has_errors()), report)
}

/// What was signed stays as it was signed; a report is on the plan as it reads when its quarter, or the year, ends.
fn read_for(kind: DocumentKind, amended: &Amended) -> &Plan {
    match kind {
        DocumentKind::Contract | DocumentKind::Annex | DocumentKind::Allonge(_) => amended.signed(),
        DocumentKind::FollowUp(which) => {
            let quarter = which.quarter().days(amended.signed().year);
            quarter.map_or(amended.latest(), |days| amended.as_of(days.last))
        }
        DocumentKind::Consolidated | DocumentKind::AnnualReport | DocumentKind::AnnualInsert => amended.latest(),
    }
}
