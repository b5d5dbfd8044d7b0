//! Årsrapportens målrapportering. First its news; 1. del: the schematic table; 2. del: the analyses; then the measures by quarter, and
//! where each point comes from. As a document of its own, or to be bound into its host's annual report.

use super::kind::{Basis, DocumentKind, Numbering, Scope, Signing, one_if};
use super::report::{
    Standing, adjustments, changes, course, glance, history, matrix, news, progress, scores, summary, trace,
};
use super::traced::Traced;
use super::trail::Trail;
use super::view::{Cover, Document, Heading, Meta, PageBlock, PageInline, Running, WeightBar};
use super::{contract, endorsement, page, prose};
use crate::dossier::{Annual, Dossier};
use crate::language::say;
use crate::plan::{AnnualReport, Insert, Matter, StandardText};
use crate::prose::inline_text;
use crate::score::{Scorecard, points, points_of, score};
use crate::words::Words;
use crate::words::danish::bind;

/// The declaration's text, in `templates/text/`.
const DECLARATION: &str = "målrapportering-påtegning";

/// Both are built by one name.
const ABOUT: &str = "The year's fulfilment, målrapportering: by itself, and as a part of its host's annual report";

pub static ANNUAL_REPORT: DocumentKind = DocumentKind {
    name: "annual",
    about: ABOUT,
    title: "målrapportering",
    file: "målrapportering",
    numbering: Numbering::Single,
    layout: "rapport",
    why_none: || say!("build.none.annual"),
    is_confidential: false,
    signing: Signing::Declaration(|dossier, _| {
        dossier.annual().is_some_and(|annual| !annual.report.signers.is_empty())
    }),
    scope: Scope::Institution {
        numbers: |dossier| one_if(dossier.annual().is_some()),
        basis: Basis::Year,
        view: |dossier, _, _, words| Some(view(dossier, dossier.annual()?, words)),
    },
};

pub static ANNUAL_INSERT: DocumentKind = DocumentKind {
    name: "annual",
    about: ABOUT,
    title: "målrapportering som bilag",
    file: "målrapportering-bilag",
    numbering: Numbering::Single,
    layout: "indlæg",
    why_none: || say!("build.none.enclosed"),
    is_confidential: false,
    signing: Signing::Nobody,
    scope: Scope::Institution {
        numbers: |dossier| one_if(inserted(dossier).is_some()),
        basis: Basis::Year,
        view: |dossier, _, _, words| {
            let (annual, place) = inserted(dossier)?;
            Some(insert(dossier, annual, place, words))
        },
    },
};

/// Where the report is bound into its host.
fn inserted(dossier: &Dossier) -> Option<(&Annual, &Insert)> {
    dossier.annual().and_then(|annual| Some((annual, annual.report.insert.as_ref()?)))
}

/// A document of its own, with a cover.
fn view(dossier: &Dossier, annual: &Annual, words: &Words) -> Document {
    let card = score(dossier.amended.latest(), dossier.results(), None);
    let frame = Frame { level: 1, number: None };
    let title = words.word("målrapporteringens titel");
    let mut body = said_first(dossier, annual, &card, frame.level, words);
    body.extend(parts(dossier, annual, &card, &frame, words));
    body.extend(declaration(&annual.report, words));
    Document { body, ..whole(dossier, annual, &card, title, words) }
}

/// A part of its host's annual report: its headings go on from the host's, its pages too.
fn insert(dossier: &Dossier, annual: &Annual, insert: &Insert, words: &Words) -> Document {
    let card = score(dossier.amended.latest(), dossier.results(), None);
    let level = insert.above.len() + 1;
    let hosts = insert.above.iter().zip(1..);
    let hosts =
        hosts.map(|(text, level)| Heading { listed: false, is_hosts: true, ..Heading::new(level, text) }.into());
    let mut body: Vec<PageBlock> = hosts.collect();
    let title = words.word("målrapporteringens titel");
    let number = insert.section.to_string();
    body.push(heading(level, Some(number.clone()), title.clone()));
    let frame = Frame { level: level + 1, number: Some(number) };
    body.extend(said_first(dossier, annual, &card, frame.level, words));
    body.extend(parts(dossier, annual, &card, &frame, words));
    let whole = whole(dossier, annual, &card, title, words);
    Document {
        layout: ANNUAL_INSERT.layout,
        running: Running { document: insert.host.clone(), of: None, first_page: insert.first_page, ..whole.running },
        body,
        ..whole
    }
}

/// Where its own headings stand.
struct Frame {
    level: usize,
    /// That they go on from: `2.4`.
    number: Option<String>,
}

fn whole(dossier: &Dossier, annual: &Annual, card: &Scorecard, title: String, words: &Words) -> Document {
    let (plan, report) = (dossier.amended.latest(), &annual.report);
    let mut marks = Vec::new();
    marks.extend(report.is_provisional.then(|| words.word("foreløbig")));
    let is_example = report.is_example || standing(dossier, card, words).is_example();
    marks.extend(is_example.then(|| words.word("eksempel")));
    let meta = contract::meta(plan, &title, words.word("beskrivelse af målrapportering"));
    Document {
        layout: ANNUAL_REPORT.layout,
        meta: Meta { date: report.date, ..meta },
        look: contract::look(plan),
        cover: Cover {
            title: title.clone(),
            subtitle: contract::full_name(plan),
            period: bind(&words.say("målrapporteringens dato", &[("dato", &report.date)])),
            marks,
            bar: WeightBar::default(),
            from: Trail::to(plan.at),
        },
        contents: None,
        running: contract::running(plan, &title, words),
        page: page::view(words),
        body: Vec::new(),
    }
}

/// What a reader in a hurry must know, then the goals side by side.
fn said_first(dossier: &Dossier, annual: &Annual, card: &Scorecard, level: usize, words: &Words) -> Vec<PageBlock> {
    let standing = standing(dossier, card, words);
    let report = &annual.report;
    let news = news::view(&standing, level);
    let mut blocks = news.first;
    blocks.extend(adjustments::total(&standing, report));
    let provisional = report.is_provisional.then(|| prose::paragraph(words.word("rapporten er foreløbig")));
    blocks.extend(provisional.map(|said| said.traced(Trail::to(report.at))));
    blocks.extend(summary::example(card.is_example || report.is_example, &standing));
    blocks.extend(news.rest);
    blocks.push(heading(level, None, words.word("mål for mål")));
    blocks.push(glance::view(&standing));
    blocks
}

fn standing<'a>(dossier: &'a Dossier, card: &'a Scorecard, words: &'a Words<'a>) -> Standing<'a> {
    let (plan, amended, results) = (dossier.amended.latest(), &dossier.amended, dossier.results());
    Standing { plan, amended, day: plan.period.days.last, results, card, words }
}

fn parts(dossier: &Dossier, annual: &Annual, card: &Scorecard, frame: &Frame, words: &Words) -> Vec<PageBlock> {
    let standing = standing(dossier, card, words);
    let mut number = 0;
    let mut section = |name: &str| {
        number += 1;
        let own = frame.number.as_ref().map(|above| format!("{above}.{number}"));
        heading(frame.level, own, words.word(name))
    };
    let mut blocks = vec![section("1. del")];
    blocks.push(scores::view(&standing));
    blocks.extend(summary::rounding(&standing));
    if let Some(adjusted) = adjustments::view(&standing, &annual.report) {
        blocks.push(heading(frame.level + 1, None, words.word("justeringer")));
        blocks.push(adjusted);
    }
    blocks.extend(history::view(&standing, annual));
    blocks.push(heading(frame.level + 1, None, words.word("ændringer i løbet af året")));
    blocks.push(changes::view(&standing));
    blocks.push(section("2. del"));
    blocks.extend(analyses(&standing, &annual.report, frame.level + 1));
    blocks.push(section(if progress::is_by_year(&standing) { "målinger år for år" } else { "målinger" }));
    let scale = course::scale(&standing);
    blocks.extend(progress::legend(&standing, scale.as_ref()));
    for (goal, scored) in standing.goals() {
        let name = heading(frame.level + 1, None, format!("{} {}", goal.number, goal.area));
        blocks.push(name.traced(standing.trail_of(goal)));
        blocks.extend(matrix::view(&standing, goal, scored));
        blocks.push(progress::view(&standing, goal, scored, scale.as_ref(), false));
    }
    let [title, lead] = match card.is_weighed() {
        true => ["beregningen", "beregningen læses"],
        false => ["beregningen uden vægte", "beregningen uden vægte læses"],
    };
    blocks.push(section(title));
    blocks.push(prose::paragraph(words.word(lead)));
    blocks.extend(trace::view(&standing, frame.level + 1));
    blocks
}

/// What is written of each goal, in the order of the plan; then what was found not to be material.
fn analyses(standing: &Standing, report: &AnnualReport, level: usize) -> Vec<PageBlock> {
    let words = standing.words;
    let mut blocks = Vec::new();
    let mut immaterial = Vec::new();
    for (goal, scored) in standing.goals() {
        match report.analysis(&goal.number).map(|analysis| &analysis.matter) {
            Some(Matter::Analysed(text)) => {
                let from = standing.trail_of(goal);
                blocks.push(heading(level, None, format!("{} {}", goal.number, goal.area)).traced(from));
                let status = words.state(scored.mark.state());
                let decimals = standing.plan.decimals;
                let said = match (&scored.mark.points, &scored.mark.worth) {
                    (Some(reached), Some(worth)) if reached.is_closed() => words.say(
                        "målets resultat",
                        &[
                            ("status", &status),
                            ("point", &words.points(&scored.mark, decimals)),
                            ("vægt", &points(worth, decimals)),
                        ],
                    ),
                    (Some(reached), Some(worth)) => words.say(
                        "målets resultat er uafgjort",
                        &[
                            ("mindst", &points_of(&reached.least, worth, decimals)),
                            ("højst", &points_of(&reached.most, worth, decimals)),
                            ("vægt", &points(worth, decimals)),
                        ],
                    ),
                    _ => words.say("målets status", &[("status", &status)]),
                };
                blocks.push(PageBlock::Paragraph { text: vec![PageInline::Strong { body: prose::plain(said) }], from });
                blocks.extend(prose::blocks(text, level));
            }
            Some(Matter::Immaterial(reason)) => {
                let text = format!("{} {}: {reason}", goal.number, goal.area);
                immaterial.push(vec![prose::paragraph(text).traced(Trail::to(report.at))]);
            }
            None => {}
        }
    }
    if !immaterial.is_empty() {
        blocks.push(heading(level, None, words.word("ikke uddybet")));
        blocks.push(PageBlock::List { start: None, items: immaterial });
    }
    if blocks.is_empty() {
        blocks.push(prose::paragraph(words.word("ingen analyser")));
    }
    blocks
}

/// That the reporting is complete, with those who declare it.
fn declaration(report: &AnnualReport, words: &Words) -> Vec<PageBlock> {
    if report.signers.is_empty() {
        return Vec::new();
    }
    let (title, text) = words.standard(&StandardText(DECLARATION.to_owned()));
    let mut blocks = vec![heading(1, None, inline_text(&title))];
    blocks.extend(prose::blocks(&text, 1));
    blocks.push(endorsement::view(&report.signers, words));
    blocks
}

fn heading(level: usize, number: Option<String>, text: String) -> PageBlock {
    Heading { number, ..Heading::new(level, text) }.into()
}
