//! The annex: for each requirement its purpose, what counts as met, how it is measured, from what and by whom.

use super::kind::{Basis, DocumentKind, Numbering, Scope, Signing, one_if};
use super::view::{BarLook, Cover, Document, Fact, Heading, PageBlock, text_of};
use super::{contract, demand, goals, page, prose, requirement};
use crate::plan::{Goal, Method, Plan, PlanDocument, Requirement, StandardText, Weight};
use crate::prose::{Prose, inline_text};
use crate::words::Words;
use crate::words::danish::capital;

/// The annex's own lead, in `templates/text/`.
const LEAD: &str = "bilag";

pub static ANNEX: DocumentKind = DocumentKind {
    name: "annex",
    about: "The annex: opgørelsesmetode",
    title: PlanDocument::Annex.word(),
    file: "opgørelsesmetode",
    numbering: Numbering::Single,
    layout: "bilag",
    why_none: "`dokumenter` in plan.yaml leaves it out",
    is_confidential: false,
    signing: Signing::Nobody,
    scope: Scope::Institution {
        numbers: |dossier| one_if(dossier.amended.signed().documents.contains(&PlanDocument::Annex)),
        basis: Basis::Signed,
        view: |_, plan, _, words| Some(view(plan, words)),
    },
};

fn view(plan: &Plan, words: &Words) -> Document {
    let title = words.word("bilagets titel");
    Document {
        layout: ANNEX.layout,
        meta: contract::meta(plan, &format!("{title}, {}", plan.title), words.word("beskrivelse af bilag")),
        look: contract::look(plan),
        cover: Cover {
            title: title.clone(),
            subtitle: contract::full_name(plan),
            period: words.say("bilag til", &[("titel", &plan.title)]),
            // Without a contract of its own here, the annex cannot know how far that has come.
            marks: if contract::is_there(plan) { contract::marks(plan, words) } else { Vec::new() },
            bar: contract::bar(plan, BarLook::Open),
        },
        contents: None,
        running: contract::running(plan, &title, words),
        page: page::view(words),
        body: body(plan, words),
    }
}

fn body(plan: &Plan, words: &Words) -> Vec<PageBlock> {
    let mut lead = StandardText(LEAD.to_owned());
    if !plan.is_weighed {
        lead.leave_out_weights();
    }
    let (title, lead) = words.standard(&lead);
    let mut blocks = vec![heading(1, None, inline_text(&title))];
    blocks.extend(prose::blocks(&lead, 1));
    for group in &plan.groups {
        let title = match &group.subtitle {
            Some(subtitle) => format!("{} ({})", group.title, subtitle.to_lowercase()),
            None => group.title.clone(),
        };
        blocks.push(heading(1, None, title));
        for goal in &group.goals {
            write_goal(goal, words, &mut blocks);
        }
    }
    blocks
}

fn write_goal(goal: &Goal, words: &Words, blocks: &mut Vec<PageBlock>) {
    let title = match &goal.weight {
        Weight::Points(points) | Weight::Assumed { points, .. } => {
            words.say("krav med vægt", &[("nr", &goal.number), ("område", &goal.area), ("point", points)])
        }
        Weight::Fraction(fraction) => {
            words.say("krav med brøk", &[("nr", &goal.number), ("område", &goal.area), ("vægt", fraction)])
        }
        Weight::None => words.say("krav i en plan uden vægte", &[("nr", &goal.number), ("område", &goal.area)]),
        Weight::NotSet => words.say("krav uden vægt", &[("nr", &goal.number), ("område", &goal.area)]),
    };
    let number = words.say("målets nummer i bilaget", &[("nr", &goal.number)]);
    blocks.push(heading(2, Some(number).filter(|number| !number.is_empty()), title));
    let mut rows = Vec::new();
    if !goal.goal.is_empty() {
        rows.push(Fact { term: words.word("mål"), body: prose::narrow(&goal.goal) });
    }
    let mut facts_of_goal = facts(&goal.method, words);
    let purpose = usize::from(!goal.method.purpose.is_empty());
    rows.extend(facts_of_goal.drain(..purpose));
    // How the requirements are combined has a row of its own here.
    let parts = goals::parts(goal, None, words);
    rows.push(Fact { term: words.word("krav"), body: vec![PageBlock::Requirements { parts }] });
    if let Some(combination) = goal.combination.filter(|_| goal.requirements.len() > 1) {
        let text = requirement::combination_phrase(combination, words);
        rows.push(Fact { term: words.word("samles"), body: vec![prose::paragraph(text)] });
    }
    rows.extend(facts_of_goal);
    blocks.push(PageBlock::Facts { rows });
    for requirement in goal.requirements.iter().flat_map(Requirement::walk).filter(|one| !one.method.is_empty()) {
        blocks.push(heading(3, None, name(requirement, words)));
        blocks.push(PageBlock::Facts { rows: facts(&requirement.method, words) });
    }
}

/// What a requirement is called above its own method: label and title, or its period, or its sentence.
pub(super) fn name(requirement: &Requirement, words: &Words) -> String {
    match (&requirement.label, &requirement.title, requirement.period) {
        (Some(label), Some(title), _) => format!("{} {title}", requirement::mark(label)),
        (None, Some(title), _) => title.clone(),
        (_, None, Some(period)) => capital(&words.part_of_year(period)),
        (Some(label), None, None) => requirement::mark(label),
        (None, None, None) => {
            let sentences = demand::said(requirement, words).sentences;
            capital(&sentences.first().map(|sentence| text_of(sentence)).unwrap_or_default())
        }
    }
}

/// What is told of a method, as terms.
pub(super) fn facts(method: &Method, words: &Words) -> Vec<Fact> {
    let prose = |name: &str, text: &Prose| {
        (!text.is_empty()).then(|| Fact { term: words.word(name), body: prose::narrow(text) })
    };
    let text = |name: &str, text: &Option<String>| {
        text.as_ref().map(|text| Fact { term: words.word(name), body: vec![prose::paragraph(capital(text))] })
    };
    [
        prose("formål", &method.purpose),
        prose("opfyldt når", &method.met_when),
        prose("metode", &method.computation),
        text("kilde", &method.source),
        text("ansvarlig", &method.owner),
        text("hyppighed", &method.frequency),
        prose("rapportering", &method.reporting),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn heading(level: usize, number: Option<String>, text: String) -> PageBlock {
    PageBlock::Heading(Heading { level, number, text, listed: true, is_hosts: false })
}
