//! The annex: for each requirement its purpose, what counts as met, how it is measured, from what and by whom.

use super::kind::{Basis, DocumentKind, Numbering, Scope, Signing, one_if};
use super::traced::Traced;
use super::trail::Trail;
use super::view::{BarLook, Cover, Document, Fact, Heading, PageBlock, PageInline, RequirementPiece, text_of};
use super::{contract, demand, goals, page, prose, requirement, threshold_matrix};
use crate::language::say;
use crate::plan::{AnnexForm, Combination, Goal, Method, Plan, PlanDocument, Requirement, StandardText, Weight};
use crate::prose::{Prose, inline_text};
use crate::words::danish::capital;
use crate::words::{Values, Words};

/// The annex's own lead, in `templates/text/`.
const LEAD: &str = "bilag";

pub static ANNEX: DocumentKind = DocumentKind {
    name: "annex",
    about: "The annex: opgørelsesmetode",
    title: PlanDocument::Annex.word(),
    file: "opgørelsesmetode",
    numbering: Numbering::Single,
    layout: "bilag",
    why_none: || say!("build.none.left-out"),
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
            from: Trail::to(plan.at),
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
    let says_it_once = is_open_throughout(plan);
    blocks.extend(says_it_once.then(|| prose::paragraph(words.word("samles ikke fastsat for nogen"))));
    for group in &plan.groups {
        let title = match &group.subtitle {
            // What stands in parentheses goes on to the next line whole.
            Some(subtitle) => format!("{} ({})", group.title, subtitle.to_lowercase().replace(' ', "\u{a0}")),
            None => group.title.clone(),
        };
        blocks.push(heading(1, None, title).traced(Trail::to(group.at)));
        for goal in &group.goals {
            let mut goal = in_full(goal);
            goal.combination = goal.combination.filter(|_| !says_it_once);
            let before = blocks.len();
            write_goal(&goal, plan.annex, words, &mut blocks);
            blocks.iter_mut().skip(before).for_each(|block| block.trace(Trail::to(goal.at)));
        }
    }
    blocks
}

/// Whether the plan leaves it open for several goals, and settles it for none, how their requirements become points.
fn is_open_throughout(plan: &Plan) -> bool {
    let several: Vec<&Goal> = plan.goals().map(|(_, goal)| goal).filter(|goal| goal.requirements.len() > 1).collect();
    let is_open = |goal: &&Goal| goal.combination == Some(Combination::NotSet) && goal.assumption.is_none();
    several.len() > 1 && several.iter().all(is_open)
}

/// A goal as the annex has it: what the contract says in its own words alone is told in full here.
fn in_full(goal: &Goal) -> Goal {
    fn told(requirements: &mut [Requirement]) {
        for requirement in requirements {
            if let Some(wording) = &mut requirement.wording {
                wording.stands_alone = false;
            }
            if let Some(parts) = requirement.demand.measure_mut().parts_mut() {
                told(parts);
            }
        }
    }
    let mut goal = goal.clone();
    told(&mut goal.requirements);
    goal
}

fn write_goal(goal: &Goal, form: AnnexForm, words: &Words, blocks: &mut Vec<PageBlock>) {
    let nr = goal.number_in_contract();
    let title = match &goal.weight {
        Weight::Points(points) | Weight::Assumed { points, .. } => {
            words.say("krav med vægt", &[("nr", &nr), ("område", &goal.area), ("point", points)])
        }
        weight @ (Weight::Fraction(_) | Weight::Share(_)) => {
            words.say("krav med brøk", &[("nr", &nr), ("område", &goal.area), ("vægt", &words.weight(weight))])
        }
        Weight::None => words.say("krav i en plan uden vægte", &[("nr", &nr), ("område", &goal.area)]),
        Weight::NotSet => words.say("krav uden vægt", &[("nr", &nr), ("område", &goal.area)]),
    };
    let number = words.say("målets nummer i bilaget", &[("nr", &nr)]);
    blocks.push(heading(2, Some(number).filter(|number| !number.is_empty()), title));
    let mut rows = Vec::new();
    let text = goals::goal_text(goal, words);
    if !text.is_empty() {
        rows.push(Fact { term: words.word("mål"), body: text, from: Trail::NONE });
    }
    let mut facts_of_goal = facts(&goal.method, words);
    let purpose = usize::from(!goal.method.purpose.is_empty());
    rows.extend(facts_of_goal.drain(..purpose));
    // How the requirements are combined has a row of its own here.
    let demanded =
        if form.methods_beside { with_methods(goal, words) } else { vec![required(goals::parts(goal, None, words))] };
    let laid = |block| {
        compared(block, |parts| {
            if form.heads { requirement::with_heads(parts, words) } else { threshold_matrix::as_matrices(parts, words) }
        })
    };
    let demanded = demanded.into_iter().map(laid).collect();
    rows.push(Fact { term: words.word("krav"), body: demanded, from: Trail::NONE });
    if let Some(combination) = goal.combination.filter(|_| goal.requirements.len() > 1) {
        let text = requirement::combination_phrase(combination, words);
        let assumed = goal.assumption.as_ref().map(|one| {
            let rule = requirement::combination_phrase(one.rule, words);
            words.say("antagelsen", &[("regel", &rule), ("grund", &one.reason)])
        });
        let body = [Some(text), assumed].into_iter().flatten().map(prose::paragraph).collect();
        rows.push(Fact { term: words.word("samles"), body, from: Trail::NONE });
    }
    rows.extend(facts_of_goal);
    blocks.push(PageBlock::Facts { rows });
    if form.methods_beside {
        return;
    }
    for requirement in goal.requirements.iter().flat_map(Requirement::walk).filter(|one| !one.method.is_empty()) {
        let from = Trail::to(requirement.at);
        blocks.push(heading(3, None, name(requirement, words)).traced(from));
        blocks.push(PageBlock::Facts { rows: facts(&requirement.method, words) }.traced(from));
    }
}

fn required(parts: Vec<RequirementPiece>) -> PageBlock {
    PageBlock::Requirements { parts }
}

/// With what stands in columns laid out for one who compares.
fn compared(block: PageBlock, laid: impl Fn(Vec<RequirementPiece>) -> Vec<RequirementPiece>) -> PageBlock {
    match block {
        PageBlock::Requirements { parts } => required(laid(parts)),
        other => other,
    }
}

/// All that a goal demands, with each requirement's own method right after it. Those of its parts name the part.
fn with_methods(goal: &Goal, words: &Words) -> Vec<PageBlock> {
    let mut blocks = Vec::new();
    let mut parts = goals::before(goal);
    let mut waiting: Vec<Requirement> = Vec::new();
    for requirement in &goal.requirements {
        waiting.push(requirement.clone());
        let methods: Vec<Fact> = requirement.walk().iter().flat_map(|one| method_of(one, requirement, words)).collect();
        if !methods.is_empty() {
            parts.extend(requirement::parts(&std::mem::take(&mut waiting), words));
            blocks.push(required(std::mem::take(&mut parts)));
            blocks.extend(methods.into_iter().flat_map(in_line).map(|block| block.traced(Trail::to(requirement.at))));
        }
    }
    parts.extend(requirement::parts(&waiting, words));
    parts.extend(goals::after(goal, None, words));
    if !parts.is_empty() {
        blocks.push(required(parts));
    }
    blocks
}

fn method_of(one: &Requirement, whole: &Requirement, words: &Words) -> Vec<Fact> {
    let facts = facts(&one.method, words);
    if std::ptr::eq(one, whole) {
        return facts;
    }
    let name = name(one, words);
    let named = |fact: Fact| {
        let values: Values = &[("hvad", &fact.term), ("del", &name.trim_end_matches(['.', ')']))];
        Fact { term: words.say("metode for del", values), ..fact }
    };
    facts.into_iter().map(named).collect()
}

/// A term in bold, and what is said of it in the same line.
fn in_line(fact: Fact) -> Vec<PageBlock> {
    let lead = [
        PageInline::Strong { body: prose::plain(format!("{}:", fact.term)) },
        PageInline::Text { text: " ".to_owned() },
    ];
    let mut body = fact.body;
    if let Some(PageBlock::Paragraph { text, .. }) = body.first_mut() {
        text.splice(0..0, lead);
    } else {
        body.insert(0, PageBlock::Paragraph { text: lead.into(), from: Trail::NONE });
    }
    body
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
        (!text.is_empty()).then(|| Fact { term: words.word(name), body: prose::narrow(text), from: Trail::NONE })
    };
    let text = |name: &str, text: &Option<String>| {
        text.as_ref().map(|text| Fact {
            term: words.word(name),
            body: vec![prose::paragraph(capital(text))],
            from: Trail::NONE,
        })
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
    Heading { number, ..Heading::new(level, text) }.into()
}
