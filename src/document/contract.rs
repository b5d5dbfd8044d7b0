//! The mål- og resultatplan itself: cover, contents, sections, budget, goal tables, backgrounds, påtegning.

use std::collections::BTreeSet;

use super::kind::{Basis, DocumentKind, Numbering, Scope, Signing, one_if};
use super::table::thousandths;
use super::traced::Traced;
use super::trail::Trail;
use super::view::{BarLook, Cover, Document, Heading, Meta, PageBlock, PageInline, PageLook, Running, WeightBar};
use super::{budget, endorsement, goals, overview, page, prose};
use crate::dossier::Dossier;
use crate::language::say;
use crate::plan::{Background, GoalGroup, Listing, Plan, PlanDocument, PlanNumber, Section, State, Weight};
use crate::quantity::{Date, Points, Ratio};
use crate::words::Words;
use crate::words::danish::{self, bind};

/// The standard text that says how goals weigh.
const OF_WEIGHTS: &str = "mål-og-resultatkrav";

pub static CONTRACT: DocumentKind = DocumentKind {
    name: "contract",
    about: "The mål- og resultatplan",
    title: PlanDocument::Contract.word(),
    file: "mål-og-resultatplan",
    numbering: Numbering::Single,
    layout: "kontrakt",
    why_none: || say!("build.none.left-out"),
    is_confidential: false,
    signing: Signing::Agreement(has_lines),
    scope: Scope::Institution {
        numbers: |dossier| one_if(is_there(dossier.amended.signed())),
        basis: Basis::Signed,
        view: |_, plan, _, words| Some(view(plan, words)),
    },
};

/// Whether the plan is a contract of its own here.
pub(super) fn is_there(plan: &Plan) -> bool {
    plan.documents.contains(&PlanDocument::Contract)
}

fn has_lines(dossier: &Dossier, _: Option<u32>) -> bool {
    let plan = dossier.amended.signed();
    !plan.signers.is_empty() && plan.sections.iter().any(|section| section.endorsed)
}

pub(super) fn view(plan: &Plan, words: &Words) -> Document {
    let text = body(plan, &signing(plan, words), words);
    Document {
        layout: CONTRACT.layout,
        meta: meta(plan, &plan.title, words.word("beskrivelse af kontrakt")),
        look: look(plan),
        cover: Cover {
            title: plan.title.clone(),
            subtitle: full_name(plan),
            period: bind(&words.say("gælder", &[("periode", &danish::period(&plan.period.days))])),
            marks: marks(plan, words),
            bar: bar(plan, BarLook::Filled),
            from: Trail::to(plan.at),
        },
        contents: Some(words.word("indhold")),
        running: running(plan, &plan.title, words),
        page: page::view(words),
        body: [overview::view(plan, &text, words), text].concat(),
    }
}

fn signing(plan: &Plan, words: &Words) -> Vec<PageBlock> {
    if plan.signers.is_empty() { Vec::new() } else { vec![endorsement::view(&plan.signers, words)] }
}

/// What the goals weigh, in thousandths of the plan. No bar where a goal has no weight.
pub(super) fn bar(plan: &Plan, look: BarLook) -> WeightBar {
    let worths: Option<Vec<Ratio>> = plan.goals().map(|(_, goal)| goal.weight.worth()).collect();
    let whole = Ratio::from(Points::WHOLE_PLAN);
    WeightBar { weights: worths.unwrap_or_default().iter().map(|worth| thousandths(worth, &whole)).collect(), look }
}

/// What stands under a number of its own. Ordered by number; backgrounds without one follow their chapter.
enum NumberedItem<'a> {
    Section(&'a Section),
    Group(&'a GoalGroup),
    Background(&'a GoalGroup, &'a Background),
}

/// Sections, budget and goals in the order of their numbers; `signing` ends the section that the parties sign in.
pub(super) fn body(plan: &Plan, signing: &[PageBlock], words: &Words) -> Vec<PageBlock> {
    let mut items: Vec<(u32, Option<&PlanNumber>, NumberedItem)> = Vec::new();
    for section in &plan.sections {
        items.push((section.number.chapter(), Some(&section.number), NumberedItem::Section(section)));
    }
    for group in &plan.groups {
        items.push((group.number.chapter(), Some(&group.number), NumberedItem::Group(group)));
        if let Some(background) = &group.background {
            let number = background.number.as_ref();
            let chapter = number.unwrap_or(&group.number).chapter();
            items.push((chapter, number, NumberedItem::Background(group, background)));
        }
    }
    items.sort_by_key(|(chapter, number, _)| (*chapter, number.is_none(), number.cloned()));
    let is_head = |number: &PlanNumber| number.level() == 1;
    let headed: BTreeSet<u32> =
        items.iter().filter(|(_, number, _)| number.is_some_and(is_head)).map(|(chapter, ..)| *chapter).collect();
    let mut blocks = Vec::new();
    let mut above = 0;
    for (chapter, number, item) in &items {
        // Without a 5, what is 5.1 is no part of 4. No heading skips a level, whatever the numbers are.
        let lifted = usize::from(!headed.contains(chapter));
        let level = number.map_or(2, |number| number.level().max(1 + lifted) - lifted).min(above + 1);
        above = level;
        match item {
            NumberedItem::Section(section) => {
                write_section(plan, section, level, words, &mut blocks);
                if section.endorsed {
                    blocks.extend_from_slice(signing);
                }
            }
            NumberedItem::Group(group) => write_group(group, level, words, &mut blocks),
            NumberedItem::Background(group, background) => write_background(group, background, level, &mut blocks),
        }
    }
    blocks
}

fn write_section(plan: &Plan, section: &Section, level: usize, words: &Words, blocks: &mut Vec<PageBlock>) {
    let before = blocks.len();
    let standard = section.standard.as_ref().map(|name| words.standard(name));
    let (standard_title, standard_text) = standard.unwrap_or_default();
    let (title, mut notes) = match &section.title {
        Some(title) => (title.clone(), Vec::new()),
        None => (prose::title(&standard_title), prose::notes(&standard_title)),
    };
    notes.extend(prose::note(&section.note));
    blocks.push(heading(level, Some(&section.number), &title, notes, true));
    if let Some(budget) = plan.budget.as_ref().filter(|budget| budget.section == section.number) {
        blocks.push(budget::view(budget, words));
    }
    let text = if section.text.is_empty() { &standard_text } else { &section.text };
    let is_of_weights = section.standard.as_ref().is_some_and(|name| name.0 == OF_WEIGHTS);
    blocks.extend(prose::blocks(text, level));
    if is_of_weights {
        blocks.extend(open_weights(plan, words));
    }
    // A standard text has a place of its own.
    blocks.iter_mut().skip(before).for_each(|block| block.trace(Trail::to(section.at)));
}

/// Which goals have no weight that is agreed: where the text says what the weights add up to.
fn open_weights(plan: &Plan, words: &Words) -> Vec<PageBlock> {
    let said = |phrase: &str, is_meant: fn(&Weight) -> bool| {
        let goals = plan.goals().filter(|(_, goal)| is_meant(&goal.weight));
        let numbers: Vec<String> = goals.map(|(_, goal)| goal.number.to_string()).collect();
        let text = (!numbers.is_empty()).then(|| words.say(phrase, &[("numre", &danish::join(&numbers))]));
        text.map(|text| prose::paragraph(bind(&text)))
    };
    let not_set = said("vægten er ikke fastsat for", |weight| *weight == Weight::NotSet);
    let assumed = said("vægten er antaget for", |weight| matches!(weight, Weight::Assumed { .. }));
    not_set.into_iter().chain(assumed).collect()
}

fn write_group(group: &GoalGroup, level: usize, words: &Words, blocks: &mut Vec<PageBlock>) {
    let before = blocks.len();
    blocks.push(heading(level, Some(&group.number), &group.title, prose::note(&group.note), true));
    if let Some(subtitle) = &group.subtitle {
        blocks.push(PageBlock::Paragraph {
            text: vec![PageInline::Emphasis { body: prose::plain(subtitle) }],
            from: Trail::NONE,
        });
    }
    blocks.extend(prose::blocks(&group.lead, level));
    if !group.goals.is_empty() {
        blocks.push(goals::view(group, words));
    }
    blocks.iter_mut().skip(before).for_each(|block| block.trace(Trail::to(group.at)));
    // Without a place of their own, the reasons follow their table.
    if group.background.is_none() {
        write_reasons(group, level, false, blocks);
    }
}

fn write_background(group: &GoalGroup, background: &Background, level: usize, blocks: &mut Vec<PageBlock>) {
    let before = blocks.len();
    blocks.push(heading(
        level,
        background.number.as_ref(),
        &background.title,
        prose::note(&background.note),
        background.listing != Listing::Nothing,
    ));
    blocks.extend(prose::blocks(&background.lead, level));
    blocks.iter_mut().skip(before).for_each(|block| block.trace(Trail::to(group.at)));
    write_reasons(group, level, background.listing == Listing::TitleAndGoals, blocks);
}

/// Why each goal was chosen.
fn write_reasons(group: &GoalGroup, level: usize, listed: bool, blocks: &mut Vec<PageBlock>) {
    for goal in group.goals.iter().filter(|goal| !goal.background.is_empty()) {
        let title = goal.background_title.as_ref().unwrap_or(&goal.area);
        let text = format!("{} {title}", goal.number_in_contract());
        blocks.push(heading(level + 1, None, &text, Vec::new(), listed).traced(Trail::to(goal.at)));
        blocks.extend(prose::blocks(&goal.background, level + 1));
    }
}

fn heading(level: usize, number: Option<&PlanNumber>, title: &str, notes: Vec<PageInline>, listed: bool) -> PageBlock {
    let number = number.map(ToString::to_string);
    Heading { number, notes, listed, ..Heading::new(level, title) }.into()
}

/// `Styrelsen for … (SIRI)`.
pub(super) fn full_name(plan: &Plan) -> String {
    match &plan.institution.short_name {
        Some(short) => format!("{} ({short})", plan.institution.name),
        None => plan.institution.name.clone(),
    }
}

pub(super) fn marks(plan: &Plan, words: &Words) -> Vec<String> {
    match plan.state {
        State::Draft => vec![words.word("udkast")],
        State::ToSign | State::Signed => Vec::new(),
    }
}

pub(super) fn look(plan: &Plan) -> PageLook {
    PageLook { colour: plan.ministry.look.colour_code(), name_line: plan.ministry.look.name_line.clone() }
}

pub(super) fn running(plan: &Plan, document: &str, words: &Words) -> Running {
    Running {
        document: document.to_owned(),
        institution: plan.institution.name.clone(),
        page: words.word("side"),
        of: Some(words.word("af")),
        continued: words.word("fortsat"),
        first_page: 1,
    }
}

pub(super) fn meta(plan: &Plan, title: &str, description: String) -> Meta {
    let mut keywords = vec![plan.institution.name.clone(), plan.year.to_string()];
    keywords.extend(plan.institution.short_name.clone());
    Meta {
        title: if title.is_empty() { full_name(plan) } else { format!("{title} – {}", full_name(plan)) },
        author: plan.ministry.name.clone(),
        description,
        keywords,
        language: "da",
        date: dated(plan),
        inputs: Vec::new(),
    }
}

/// The document's date: the last signature's; before any is given, the period's first day.
fn dated(plan: &Plan) -> Date {
    let signed = plan.signers.iter().filter_map(|signer| signer.signed.day());
    signed.max().unwrap_or(plan.period.days.first)
}
