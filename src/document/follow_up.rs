//! Opfølgning I, II, III: what the department asks for after each quarter but the last. First what a reader in a
//! hurry must know, then requirement by requirement.

use super::id::roman;
use super::kind::{Basis, DocumentKind, Numbering, Scope, Signing};
use super::report::{Standing, changes, course, glance, matrix, news, progress, summary};
use super::traced::Traced;
use super::trail::Trail;
use super::view::{Cover, Document, Heading, Meta, PageBlock, WeightBar};
use super::{contract, page, prose};
use crate::dossier::Dossier;
use crate::language::say;
use crate::plan::Plan;
use crate::quantity::PlanQuarter;
use crate::score::score;
use crate::words::Words;
use crate::words::danish::bind;

pub static FOLLOW_UP: DocumentKind = DocumentKind {
    name: "follow-up",
    about: "The status after each quarter but the last: opfølgning I, II, III",
    title: "opfølgning",
    file: "opfølgning",
    numbering: Numbering::Roman,
    layout: "rapport",
    why_none: || say!("build.none.follow-up"),
    is_confidential: false,
    signing: Signing::Nobody,
    scope: Scope::Institution {
        numbers: |dossier| numbers(dossier),
        basis: Basis::Quarter,
        view: |dossier, plan, number, words| Some(view(dossier, plan, number?, plan.period.quarter(number?)?, words)),
    },
};

/// Those of the quarters but the last that something is reported for.
fn numbers(dossier: &Dossier) -> Vec<Option<u32>> {
    let period = dossier.amended.signed().period;
    let is_reported = |number: &u32| {
        let quarter = period.quarter(*number);
        quarter
            .is_some_and(|quarter| dossier.results().sheets.iter().any(|sheet| quarter.days.contains(sheet.days.last)))
    };
    period.quarters_on_the_way().into_iter().filter(is_reported).map(Some).collect()
}

/// Of the plan as it reads when the quarter ends.
fn view(dossier: &Dossier, plan: &Plan, number: u32, quarter: PlanQuarter, words: &Words) -> Document {
    let (amended, results) = (&dossier.amended, dossier.results());
    let day = quarter.days.last;
    let card = score(plan, results, Some(day));
    let standing = Standing { plan, amended, day, results, card: &card, words };
    // In a plan of several years each of them ends with a status of its own.
    let year = plan.period.year_that_ends_with(&quarter);
    let title = match year {
        Some(year) => words.say("årets status som titel", &[("år", &words.part_of_year(year))]),
        None => words.say("opfølgningens titel", &[("nr", &roman(number))]),
    };
    let quarter = words.part_of_year(year.unwrap_or(quarter.part));
    let heading = if year.is_some() { title.clone() } else { format!("{title}, {quarter}") };
    let mut marks = contract::marks(plan, words);
    marks.extend(standing.is_example().then(|| words.word("eksempel")));
    Document {
        layout: FOLLOW_UP.layout,
        meta: meta(&standing, &heading, words.say("beskrivelse af opfølgning", &[("periode", &quarter)])),
        look: contract::look(plan),
        cover: Cover {
            title,
            subtitle: contract::full_name(plan),
            period: bind(&words.say("opgjort pr", &[("periode", &quarter), ("titel", &plan.title)])),
            marks,
            bar: WeightBar::default(),
            from: Trail::to(plan.at),
        },
        contents: None,
        running: contract::running(plan, &heading, words),
        page: page::view(words),
        body: body(&standing),
    }
}

fn body(standing: &Standing) -> Vec<PageBlock> {
    let words = standing.words;
    let news = news::view(standing, 1);
    let mut blocks = news.first;
    blocks.extend(summary::example(standing.card.is_example, standing));
    blocks.extend(said_of_quarter(standing));
    blocks.extend(news.rest);
    blocks.push(Heading::new(1, words.word("mål for mål")).into());
    blocks.push(glance::view(standing));
    blocks.extend(summary::rounding(standing));
    if standing.changes().next().is_some() {
        blocks.push(Heading::new(1, words.word("ændringer i planen")).into());
        blocks.push(changes::view(standing));
    }
    blocks.push(Heading::new(1, words.word("krav for krav")).into());
    let scale = course::scale(standing);
    blocks.extend(progress::legend(standing, scale.as_ref()));
    for (group, goals) in standing.groups() {
        if goals.is_empty() {
            continue;
        }
        let heading = Heading::new(2, format!("{} {}", group.number, group.title));
        blocks.push(Heading { from: Trail::to(group.at), ..heading }.into());
        for (goal, scored) in goals {
            let heading = Heading::new(3, format!("{} {}", goal.number, goal.area));
            blocks.push(Heading { from: standing.trail_of(goal), ..heading }.into());
            blocks.extend(matrix::view(standing, goal, scored));
            blocks.push(progress::view(standing, goal, scored, scale.as_ref(), true));
        }
    }
    blocks
}

/// What the institution says of the period that ends on the day.
fn said_of_quarter(standing: &Standing) -> Vec<PageBlock> {
    let of_day = standing.results.sheets.iter().filter(|sheet| Some(sheet.days.last) == standing.card.as_of);
    let said = of_day.filter(|sheet| !sheet.comment.is_empty());
    let blocks = said.flat_map(|sheet| {
        let title = standing.words.say("bemærkninger til", &[("periode", &sheet.period)]);
        [vec![Heading::new(1, title).into()], prose::blocks(&sheet.comment, 1)].concat().traced(Trail::to(sheet.at))
    });
    blocks.collect()
}

/// The report's date is that of the figures that came last.
pub(super) fn meta(standing: &Standing, title: &str, description: String) -> Meta {
    let seen = |last| standing.card.as_of.is_none_or(|day| last <= day);
    let sheets = standing.results.sheets.iter().filter(|sheet| seen(sheet.days.last));
    let meta = contract::meta(standing.plan, title, description);
    match sheets.map(|sheet| sheet.updated).max() {
        Some(date) => Meta { date, ..meta },
        None => meta,
    }
}
