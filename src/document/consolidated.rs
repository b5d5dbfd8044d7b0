//! The consolidated plan: as it reads at last, what allonger have changed marked and told, and nothing to sign.

use super::kind::{Basis, DocumentKind, Numbering, Scope, Signing, one_if};
use super::traced::Traced;
use super::trail::Trail;
use super::view::{BarLook, Cover, Document, Heading, PageBlock};
use super::{allonge, change, contract, endorsement, overview, page, prose};
use crate::amend::Amended;
use crate::language::say;
use crate::plan::{
    Allonge, Demand, Goal, History, Judgement, Method, Origin, Plan, Removed, RemovedItem, Requirement, StandardText,
    State, Weight, Wording,
};
use crate::prose::{Prose, inline_text};
use crate::quantity::{Date, Points};
use crate::words::Words;
use crate::words::danish::{self, bind, capital};

/// What it is and how it is read, in `templates/text/`.
const LEAD: &str = "konsolideret-plan";

pub static CONSOLIDATED: DocumentKind = DocumentKind {
    name: "consolidated",
    about: "The plan with its signed allonger, changes marked: konsolideret plan",
    title: "konsolideret plan",
    file: "konsolideret-plan",
    numbering: Numbering::Single,
    layout: "kontrakt",
    why_none: || say!("build.none.consolidated"),
    is_confidential: false,
    signing: Signing::Nobody,
    scope: Scope::Institution {
        numbers: |dossier| one_if(dossier.amended.allonger().iter().any(|allonge| allonge.state == State::Signed)),
        basis: Basis::Latest,
        view: |dossier, _, _, words| Some(view(&dossier.amended, words)),
    },
};

fn view(amended: &Amended, words: &Words) -> Document {
    let plan = amended.latest();
    let (numbers, day) = (change::numbers(allonger(amended)), stands_on(amended));
    let title = words.say("plan med allonger", &[("titel", &plan.title), ("numre", &numbers)]);
    let mut marks = vec![words.word("konsolideret")];
    if contract::is_there(plan) {
        marks.extend(contract::marks(plan, words));
    }
    marks.extend(allonger(amended).any(|one| one.is_example).then(|| words.word("eksempel")));
    let period = danish::period(&plan.period.days);
    let text = body(amended, &numbers, day, words);
    let said = [("periode", &period as &dyn std::fmt::Display), ("numre", &numbers), ("dato", &day)];
    Document {
        layout: CONSOLIDATED.layout,
        meta: contract::meta(plan, &title, words.word("beskrivelse af konsolideret plan")),
        look: contract::look(plan),
        cover: Cover {
            title: plan.title.clone(),
            subtitle: contract::full_name(plan),
            period: bind(&words.say("konsolideret periode", &said)),
            marks,
            bar: contract::bar(plan, BarLook::Hatched),
            from: Trail::to(plan.at),
        },
        contents: Some(words.word("indhold")),
        running: contract::running(plan, &title, words),
        page: page::view(words),
        body: [overview::view(plan, &text, words), text].concat(),
    }
}

/// The signed allonger, also those that have ended.
fn allonger(amended: &Amended) -> impl Iterator<Item = &Allonge> {
    amended.in_effect(amended.signed().period.days.last)
}

/// The day from which the plan reads as it does at last.
fn stands_on(amended: &Amended) -> Date {
    amended.versions().last().map_or(amended.signed().period.days.first, |version| version.days.first)
}

fn body(amended: &Amended, numbers: &str, day: Date, words: &Words) -> Vec<PageBlock> {
    let day = day.to_string();
    let (title, lead) = words.filled(&StandardText(LEAD.to_owned()), &[("numre", &numbers), ("dato", &day)]);
    let mut blocks = vec![Heading::new(1, inline_text(&title)).into()];
    blocks.extend(prose::blocks(&lead, 1));
    let signing = signed(amended, words);
    let plan = with_gaps(amended, words);
    blocks.extend(contract::body(&plan, &signing, words));
    if !plan.sections.iter().any(|section| section.endorsed) {
        blocks.push(Heading::new(1, words.word("påtegning")).into());
        blocks.extend(signing);
    }
    blocks.push(Heading::new(1, words.word("noter om ændringer")).into());
    blocks.push(PageBlock::Data(change::table(amended.changes(plan.period.days.last), words)));
    blocks
}

/// Who signed what and when: the consolidated plan itself nobody signs.
fn signed(amended: &Amended, words: &Words) -> Vec<PageBlock> {
    let plan = amended.signed();
    let own = match allonge::signed(plan, words) {
        Some(who) => words.say("dokument og underskrifter", &[("dokument", &plan.title), ("underskrifter", &who)]),
        None => plan.title.clone(),
    };
    let mut items = vec![vec![prose::paragraph(own).traced(Trail::to(plan.at))]];
    items.extend(allonger(amended).map(|one| {
        let name = capital(&words.say("allonge nr af", &[("nr", &one.number), ("dato", &one.date)]));
        let who = words.say("underskrevet af", &[("hvem", &endorsement::signatures(&one.signers, words))]);
        let said = [("dokument", &name as &dyn std::fmt::Display), ("underskrifter", &who)];
        vec![prose::paragraph(words.say("dokument og underskrifter", &said)).traced(Trail::to(one.at))]
    }));
    vec![prose::paragraph(words.word("ikke selv underskrevet")), PageBlock::List { start: None, items }]
}

/// The plan with a note in each place that something was taken out of.
fn with_gaps(amended: &Amended, words: &Words) -> Plan {
    let mut plan = amended.latest().clone();
    for removed in &amended.latest().removed {
        let note = Prose::plain(capital(&change::gone(removed, words)));
        match &removed.was {
            RemovedItem::Goal(goal) => {
                let group = amended.group_of(&goal.number).cloned();
                if let Some(group) = plan.groups.iter_mut().find(|one| Some(&one.number) == group.as_ref()) {
                    let at = group.goals.iter().position(|one| one.number > goal.number);
                    group.goals.insert(at.unwrap_or(group.goals.len()), goal_gap(goal, removed, note));
                }
            }
            RemovedItem::Requirement(requirement) => {
                let gap = requirement_gap(requirement, removed, note);
                let goals = plan.groups.iter_mut().flat_map(|group| &mut group.goals);
                for goal in goals.filter(|goal| goal.number == removed.address.goal) {
                    insert(&mut goal.requirements, &removed.address.steps, gap.clone());
                }
            }
        }
    }
    plan
}

/// Puts a gap where the last of these steps stood: in the innermost whole that is still there, by its label.
fn insert(parts: &mut Vec<Requirement>, steps: &[String], gap: Requirement) {
    let is_whole = |one: &Requirement, step: &String| one.label.as_ref() == Some(step) || one.words() == *step;
    if let [step, rest @ ..] = steps
        && !rest.is_empty()
        && let Some(whole) = parts.iter_mut().find(|one| is_whole(one, step))
        && let Some(parts) = whole.demand.measure_mut().parts_mut()
    {
        return insert(parts, rest, gap);
    }
    let at = parts.iter().position(|one| gap.label.is_some() && one.label > gap.label);
    parts.insert(at.unwrap_or(parts.len()), gap);
}

fn goal_gap(was: &Goal, removed: &Removed, note: Prose) -> Goal {
    Goal {
        goal: note,
        weight: Weight::Points(Points::ZERO),
        lead: Prose::default(),
        remark: Prose::default(),
        combination: None,
        assumption: None,
        requirements: Vec::new(),
        open: Vec::new(),
        background: Prose::default(),
        method: Method::default(),
        origin: Origin::Allonge(removed.by),
        ..was.clone()
    }
}

/// Its label and its words, and in place of what it demanded the note.
fn requirement_gap(was: &Requirement, removed: &Removed, note: Prose) -> Requirement {
    Requirement {
        title: Some(was.words()),
        weight: None,
        period: None,
        deadline: None,
        clock: None,
        excluding: Vec::new(),
        baseline: None,
        wording: Some(Wording { text: note, covers_parts: false, stands_alone: false }),
        lead: Prose::default(),
        remark: Prose::default(),
        method: Method::default(),
        credit: crate::plan::Credit::default(),
        gathering: None,
        demand: Demand::Judgement(Judgement { what: Prose::default(), criteria: None, degrees: Vec::new(), by: None }),
        history: History { origin: Origin::Allonge(removed.by), ..History::default() },
        ..was.clone()
    }
}
