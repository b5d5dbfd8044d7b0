//! Requirements as the parts of a column: groups, demands in words, thresholds to compare, schemas.

use super::demand::{self, DemandForm};
use super::traced::Traced;
use super::trail::Trail;
use super::view::{PageBlock, RequirementPiece, Threshold, ThresholdHeads};
use super::{points, prose, remarks};
use crate::plan::{Combination, Demand, DemandKind, Origin, Parts, Requirement};
use crate::prose::Prose;
use crate::words::Words;
use crate::words::danish::{bind, capital};

/// Requirements one after the other. What an allonge has changed stands under its mark.
pub(super) fn parts(requirements: &[Requirement], words: &Words) -> Vec<RequirementPiece> {
    parts_within(requirements, Origin::Plan, words)
}

/// What is marked already as a part of something is not marked again.
fn parts_within(requirements: &[Requirement], marked: Origin, words: &Words) -> Vec<RequirementPiece> {
    let mut parts = Vec::new();
    for requirement in requirements {
        let origin = requirement.history.origin;
        let own = one(requirement, words).traced(Trail::to(requirement.at));
        match mark_of(origin, words).filter(|_| origin != marked) {
            Some(mark) => push(RequirementPiece::Changed { mark, parts: own }, &mut parts),
            None => own.into_iter().for_each(|part| push(part, &mut parts)),
        }
    }
    parts
}

/// Thresholds of neighbours stand in the same columns, and what one allonge has changed under one mark.
fn push(part: RequirementPiece, parts: &mut Vec<RequirementPiece>) {
    match (parts.last_mut(), part) {
        (Some(RequirementPiece::Thresholds { rows, .. }), RequirementPiece::Thresholds { rows: more, .. }) => {
            rows.extend(more);
        }
        (Some(RequirementPiece::Changed { mark, parts }), RequirementPiece::Changed { mark: same, parts: more })
            if *mark == same =>
        {
            more.into_iter().for_each(|part| push(part, parts));
        }
        (_, part) => parts.push(part),
    }
}

/// `A1`, for what has its words from allonge 1.
pub(super) fn mark_of(origin: Origin, words: &Words) -> Option<String> {
    Some(words.say("allongens mærke", &[("nr", &origin.allonge()?)]))
}

fn one(requirement: &Requirement, words: &Words) -> Vec<RequirementPiece> {
    let label = requirement.label.as_ref().map(|label| mark(label));
    let named = requirement.title.is_some() || requirement.demand.kind() == DemandKind::Parts;
    let said_after = remarks(requirement, words);
    let bare = requirement.lead.is_empty() && requirement.remark.is_empty() && said_after.is_empty();
    // Alone on its line, a demand carries its own label and points; in a group, the group does.
    let weighs_apart = requirement.weight.is_some() && tiers_weigh(requirement);
    let alone = !named && is_sentence(requirement) && !weighs_apart && (bare || label.is_none());
    let mut body = Vec::new();
    push_prose(&requirement.lead, &mut body);
    let mut asked = demanded(requirement, alone, words);
    // What stands beside its sentence stands under the same label.
    let alone = alone && (label.is_none() || asked.len() == 1);
    if !alone {
        asked = demanded(requirement, alone, words);
    }
    body.extend(asked);
    body.extend(said_after);
    push_prose(&requirement.remark, &mut body);
    if alone || (!named && label.is_none() && (requirement.weight.is_none() || weighs_in_its_row(requirement))) {
        return body;
    }
    let weight = demand::part_weight(requirement.weight, words).filter(|_| !weighs_in_its_row(requirement));
    vec![RequirementPiece::Group { label, title: requirement.title.clone(), weight, parts: body, from: Trail::NONE }]
}

/// Without a title to stand beside, the points of a share stand in its row, unless its tiers have points there.
fn weighs_in_its_row(requirement: &Requirement) -> bool {
    let is_row = demand::form(requirement) == DemandForm::Columns && requirement.wording.is_none();
    is_row && requirement.title.is_none() && !tiers_weigh(requirement)
}

/// `a)` for letters, `1.` for numbers, any other label as it is.
pub(super) fn mark(label: &str) -> String {
    match label {
        _ if label.bytes().all(|byte| byte.is_ascii_digit()) => format!("{label}."),
        _ if label.chars().count() <= 2 && label.chars().all(char::is_alphabetic) => format!("{label})"),
        _ => label.to_owned(),
    }
}

fn is_sentence(requirement: &Requirement) -> bool {
    requirement.wording.is_some() || demand::form(requirement) == DemandForm::Sentences
}

fn demanded(requirement: &Requirement, alone: bool, words: &Words) -> Vec<RequirementPiece> {
    let carried = alone
        .then(|| (requirement.label.as_ref().map(|label| mark(label)), demand::part_weight(requirement.weight, words)));
    let (label, weight) = carried.unwrap_or_default();
    let mut all = match &requirement.wording {
        Some(wording) => worded(requirement.demand.kind(), &wording.text, label, weight),
        None => said(requirement, label, weight, words),
    };
    if requirement.says_its_parts() {
        return all;
    }
    // What stands beside the words, whoever wrote them.
    if let Demand::Parts(Parts { as_points: true, parts, .. }) = &requirement.demand {
        push_blocks(vec![points::list(parts, words)], &mut all);
    } else {
        all.extend(parts_within(requirement.parts(), requirement.history.origin, words));
    }
    if requirement.wording.is_some() && tiers_weigh(requirement) {
        all.push(thresholds(requirement, words));
    }
    let stated = requirement.stated();
    let is_new = |rule: &Combination| stated.as_ref().is_none_or(|stated| !stated.combination(*rule));
    all.extend(combined(requirement.demand.measure().combination().filter(is_new), words));
    all.extend(demand::beside(requirement, words));
    all
}

/// What the data says: in columns for cases, in sentences for all else.
fn said(
    requirement: &Requirement,
    label: Option<String>,
    weight: Option<String>,
    words: &Words,
) -> Vec<RequirementPiece> {
    if demand::form(requirement) == DemandForm::Columns {
        return vec![thresholds(requirement, words)];
    }
    let tiers = requirement.demand.measure().tiers();
    let said = demand::said(requirement, words);
    let demand = |(index, text): (usize, _)| {
        let own = tiers.get(index).and_then(|tier| demand::part_weight(tier.weight, words));
        let first = index == 0;
        RequirementPiece::Demand {
            label: label.clone().filter(|_| first),
            text,
            weight: own.or_else(|| weight.clone().filter(|_| first)),
            kind: requirement.demand.kind(),
            from: Trail::NONE,
        }
    };
    let mut all: Vec<RequirementPiece> = said.sentences.into_iter().enumerate().map(demand).collect();
    push_blocks(said.rest, &mut all);
    all
}

/// Whether its tiers have points of their own, beside which those of the whole stand apart.
fn tiers_weigh(requirement: &Requirement) -> bool {
    requirement.demand.measure().tiers().iter().any(|tier| tier.weight.is_some())
}

/// The author's own words: the first paragraph carries the label.
fn worded(kind: DemandKind, wording: &Prose, label: Option<String>, weight: Option<String>) -> Vec<RequirementPiece> {
    let (mut text, body) = prose::opening(wording);
    text.extend(demand::stop(&text));
    let mut parts = vec![RequirementPiece::Demand { label, text, weight, kind, from: Trail::to(wording.at) }];
    push_blocks(body, &mut parts);
    parts
}

/// With heads over all that stands in columns.
pub(super) fn with_heads(parts: Vec<RequirementPiece>, words: &Words) -> Vec<RequirementPiece> {
    let headed = |mut rows: Vec<Threshold>| {
        // Each row of a table says what it is about.
        for index in 1..rows.len() {
            if rows[index].what.is_empty() {
                rows[index].what = rows[index - 1].what.clone();
            }
        }
        let is_weighed = rows.iter().any(|row| row.weight.is_some());
        let heads = ThresholdHeads {
            what: words.word("hoved hvad"),
            share: words.word("hoved andel"),
            limit: words.word("hoved tid"),
            weight: is_weighed.then(|| words.word("hoved vægt")),
        };
        RequirementPiece::Thresholds { heads: Some(heads), rows }
    };
    parts.into_iter().map(|part| part.with_thresholds(&headed)).collect()
}

fn thresholds(requirement: &Requirement, words: &Words) -> RequirementPiece {
    let whole = demand::part_weight(requirement.weight, words).filter(|_| weighs_in_its_row(requirement));
    let measure = requirement.demand.measure();
    let rows = measure.tiers().iter().enumerate().map(|(index, tier)| Threshold {
        what: if index == 0 { bind(&capital(&measure.what())) } else { String::new() },
        share: bind(&words.say("andel", &[("andel", &tier.share)])),
        limit: bind(&words.limit(tier.step)),
        within: tier.step.limit(),
        weight: demand::part_weight(tier.weight, words).or_else(|| whole.clone().filter(|_| index == 0)),
        from: Trail::to(tier.at),
    });
    RequirementPiece::Thresholds { heads: None, rows: rows.collect() }
}

/// What holds for a whole requirement and is part of no sentence: period, clock, what is left out.
fn remarks(requirement: &Requirement, words: &Words) -> Vec<RequirementPiece> {
    let said = remarks::remarks(requirement, words);
    said.iter().map(|text| RequirementPiece::Remark { text: bind(text), from: Trail::NONE }).collect()
}

/// How the parts above are combined, where the plan says it and the points do not show it already.
pub(super) fn combined(combination: Option<Combination>, words: &Words) -> Option<RequirementPiece> {
    let text = match combination? {
        Combination::Weighted | Combination::NotSet => return None,
        rule => combination_phrase(rule, words),
    };
    Some(RequirementPiece::Remark { text: bind(&text), from: Trail::NONE })
}

/// How parts are combined, as a sentence.
pub(super) fn combination_phrase(combination: Combination, words: &Words) -> String {
    match combination {
        Combination::All => words.word("samles alle"),
        Combination::Weighted => words.word("samles vægtet"),
        Combination::Equal => words.word("samles ligeligt"),
        Combination::AtLeast(count) => words.say("samles mindst", &[("antal", &count)]),
        Combination::NotSet => words.word("samles ikke fastsat"),
    }
}

pub(super) fn push_prose(text: &Prose, parts: &mut Vec<RequirementPiece>) {
    push_blocks(prose::narrow(text), parts);
}

fn push_blocks(body: Vec<PageBlock>, parts: &mut Vec<RequirementPiece>) {
    if !body.is_empty() {
        parts.push(RequirementPiece::Prose { body });
    }
}
