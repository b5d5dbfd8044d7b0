//! The department's view: what a ministry's institutions have reached in a year, side by side on one day.
//!
//! Totals first, then the goals that all share, what needs attention, each institution's plan at a glance, and the plans
//! that it stands on. The wording is the ministry's, so that one document speaks one way.

mod attention;
mod institutions;
mod shared;
mod signs;

use super::kind::{DocumentKind, Numbering, Scope, Signing};
use super::report::{Standing, glance, summary, undecided, verdict};
use super::trail::Trail;
use super::view::{Cover, Document, Heading, Meta, PageBlock, PageLook, Running, WeightBar};
use super::{contract, page, prose};
use crate::diagnostic::Report;
use crate::dossier::Dossier;
use crate::language::say;
use crate::plan::{Ministry, Sheet, Texts};
use crate::quantity::{Date, PlanPeriod};
use crate::score::{Scorecard, score};
use crate::words::Words;
use crate::words::danish::{bind, join};

pub static DEPARTMENT: DocumentKind = DocumentKind {
    name: "department",
    about: "The department's view of all institutions of a ministry, where PATH covers them all: målopfyldelse",
    title: "målopfyldelse",
    file: "målopfyldelse",
    numbering: Numbering::Quarter,
    layout: "rapport",
    why_none: || say!("build.none.department"),
    is_confidential: false,
    signing: Signing::Nobody,
    scope: Scope::Ministry {
        exists: |overview| overview.day().is_some() && !overview.plans.is_empty(),
        view: department,
    },
};

/// The institutions of a ministry in a year.
#[derive(Debug, Clone)]
pub struct Overview<'a> {
    pub year: i32,
    /// Of those whose plans can be used, in the order in which they are shown.
    pub plans: Vec<&'a Dossier>,
    /// The names of those whose plans have errors.
    pub left_out: Vec<String>,
    /// The quarter that all are seen from the end of; None is the last day that any of them has reported for.
    pub quarter: Option<u32>,
    /// The ministry's, without any plan's own.
    pub texts: &'a Texts,
}

impl Overview<'_> {
    /// The day that all are seen from, where one was asked for.
    pub fn as_of(&self) -> Option<Date> {
        PlanPeriod::calendar_year(self.year)?.quarter(self.quarter?).map(|quarter| quarter.days.last)
    }

    /// None when nothing is reported by then.
    fn day(&self) -> Option<Date> {
        let as_of = self.as_of();
        let sheets = self.plans.iter().flat_map(|plan| &plan.results().sheets);
        let last = sheets.map(|sheet| sheet.days.last).filter(|last| as_of.is_none_or(|day| *last <= day)).max()?;
        Some(as_of.unwrap_or(last))
    }
}

/// Makes the view. None when nothing is reported by its day, or when a text is wrong and the report tells what.
fn department(overview: &Overview) -> (Option<Document>, Report) {
    let Some((day, first)) = overview.day().zip(overview.plans.first()) else { return (None, Report::default()) };
    let ministry = &first.amended.signed().ministry;
    let words = Words::of_ministry(overview.texts, ministry, overview.year);
    // What is said of a requirement can name its institution.
    let scored = |one: &&Dossier| {
        let plan = one.amended.as_of(day);
        (score(plan, one.results(), Some(day)), Words::new(overview.texts, plan))
    };
    let own: Vec<(Scorecard, Words)> = overview.plans.iter().map(scored).collect();
    let standings: Vec<Standing> = overview
        .plans
        .iter()
        .zip(&own)
        .map(|(dossier, (card, words))| Standing {
            plan: dossier.amended.as_of(day),
            amended: &dossier.amended,
            day,
            results: dossier.results(),
            card,
            words,
        })
        .collect();
    let view = view(ministry, overview, day, &standings, &words);
    let mut report = words.into_report();
    own.into_iter().for_each(|(_, words)| report.merge(words.into_report()));
    (Some(view).filter(|_| !report.has_errors()), report)
}

fn view(ministry: &Ministry, overview: &Overview, day: Date, standings: &[Standing], words: &Words) -> Document {
    let title = words.say("målopfyldelsen pr", &[("dato", &day)]);
    let mut marks = Vec::new();
    marks.extend((!overview.left_out.is_empty()).then(|| words.word("ufuldstændig")));
    marks.extend(standings.iter().any(Standing::is_example).then(|| words.word("eksempel")));
    let updated = standings.iter().flat_map(seen).map(|sheet| sheet.updated).max().unwrap_or(day);
    Document {
        layout: DEPARTMENT.layout,
        meta: Meta {
            title: format!("{title} – {}", ministry.name),
            author: ministry.name.clone(),
            description: words.word("beskrivelse af målopfyldelsen"),
            keywords: [ministry.name.clone(), overview.year.to_string()]
                .into_iter()
                .chain(ministry.short_name.clone())
                .chain(standings.iter().map(|one| one.plan.institution.name.clone()))
                .collect(),
            language: "da",
            date: updated,
            inputs: Vec::new(),
        },
        look: PageLook { colour: ministry.look.colour_code(), name_line: ministry.look.name_line.clone() },
        cover: Cover {
            title: words.word("målopfyldelsens titel"),
            subtitle: ministry.department.clone(),
            period: bind(&words.say("målopfyldelsens dato", &[("dato", &day)])),
            marks,
            bar: WeightBar::default(),
            from: Trail::NONE,
        },
        page: page::view(words),
        contents: None,
        running: Running {
            document: title,
            institution: ministry.name.clone(),
            page: words.word("side"),
            of: Some(words.word("af")),
            continued: words.word("fortsat"),
            first_page: 1,
        },
        body: body(overview, day, standings, words),
    }
}

fn body(overview: &Overview, day: Date, standings: &[Standing], words: &Words) -> Vec<PageBlock> {
    let mut blocks = vec![verdict::view(standings, words)];
    blocks.extend(signs::view(standings, words));
    blocks.push(Heading::new(1, words.word("kræver opmærksomhed")).into());
    let attention = attention::view(standings, words);
    blocks.extend(attention.first);
    blocks.push(Heading::new(1, words.word("institutionernes point som titel")).into());
    blocks.push(institutions::totals(standings, words));
    blocks.extend(institutions::rounding(standings, words));
    blocks.push(prose::paragraph(words.say("målopfyldelsens grundlag", &[("dato", &day)])));
    blocks.extend(reservations(overview, standings, words));
    if !attention.rest.is_empty() {
        blocks.push(Heading::new(1, words.word("kræver også opmærksomhed")).into());
        blocks.extend(attention.rest);
    }
    let shared = shared::view(standings, words);
    if !shared.is_empty() {
        blocks.push(Heading::new(1, words.word("koncernfælles mål")).into());
        blocks.push(prose::paragraph(words.word("koncernfælles mål læses")));
        blocks.extend(shared);
    }
    blocks.push(Heading::new(1, words.word("institution for institution")).into());
    for standing in standings {
        blocks.push(Heading::new(2, contract::full_name(standing.plan)).into());
        blocks.extend(undecided::view(standing));
        blocks.push(glance::view(standing));
        blocks.extend(summary::rounding(standing));
    }
    blocks.push(Heading::new(1, words.word("planerne")).into());
    blocks.push(institutions::plans(standings, words));
    blocks
}

/// What a reader must know before the first figure: who is missing, who has reported nothing, whose figures are examples.
fn reservations(overview: &Overview, standings: &[Standing], words: &Words) -> Vec<PageBlock> {
    let names = |is_meant: &dyn Fn(&Standing) -> bool| -> Vec<String> {
        standings.iter().filter(|one| is_meant(one)).map(|one| one.plan.institution.name.clone()).collect()
    };
    let silent = names(&|one| seen(one).next().is_none());
    let examples = names(&|one| one.card.is_example);
    let example_allonger = names(&|one| one.stands_on_example());
    let said = [
        ("uden institutioner", &overview.left_out),
        ("intet fra", &silent),
        ("eksempler fra", &examples),
        ("allonger er eksempler hos", &example_allonger),
    ];
    let told = said.into_iter().filter(|(_, who)| !who.is_empty());
    let body: Vec<PageBlock> =
        told.map(|(phrase, who)| prose::paragraph(words.say(phrase, &[("hvem", &join(who))]))).collect();
    if body.is_empty() { body } else { vec![PageBlock::Quotation { body }] }
}

/// What is reported by the day of the view.
fn seen<'a>(standing: &Standing<'a>) -> impl Iterator<Item = &'a Sheet> + use<'a> {
    let day = standing.card.as_of;
    standing.results.sheets.iter().filter(move |sheet| day.is_none_or(|day| sheet.days.last <= day))
}
