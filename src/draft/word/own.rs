//! Requirements of a Word file of ours, from its words: each sentence is one of the program's own, or its author's.

use super::super::phrases::Phrases;
use super::demand::{deadline, share_of};
use super::kinds::{evaluation, put_pairs};
use super::lines::{CellLine, LineKind, lines, said};
use super::sentence::read_sentence;
use super::terms::{Told, part_of_year};
use super::text::{prose, words};
use super::tree::{ReadNode, tree};
use crate::language::{Message, say};
use crate::plan::Combination;
use crate::prose::{Prose, markdown};
use crate::quantity::NOT_SET;
use crate::schema;
use crate::word::{WordBlock, WordParagraph, WordRun, WordStyle};
use crate::write::{Map, Value};

/// What a cell says.
#[derive(Debug, Default)]
pub(super) struct OwnCell {
    pub lead: Vec<WordBlock>,
    pub requirements: Vec<Map>,
    pub combination: Option<String>,
    /// What is set later.
    pub open: Vec<Map>,
    pub remark: Vec<WordBlock>,
    /// Why a weight is assumed.
    pub assumed: Option<String>,
    pub guesses: Vec<Message>,
}

/// Reads the requirements of a goal.
pub(super) fn own_cell(goal: &str, blocks: &[WordBlock], phrases: &Phrases) -> OwnCell {
    let mut lines = lines(blocks, phrases);
    let reason = |line: &CellLine| match &line.kind {
        LineKind::Remark(text) => Some(phrases.values("vægten er antaget", text)?.get("grund").to_owned()),
        LineKind::Title | LineKind::Demand(_) | LineKind::Thresholds(_) | LineKind::Words => None,
        LineKind::Pairs(..) | LineKind::Grid { .. } => None,
    };
    let assumed = lines.iter().rev().find_map(reason);
    lines.retain(|line| reason(line).is_none());
    let root = tree(lines, phrases);
    let mut cell =
        OwnCell { lead: blocks_of(&root.lead), remark: blocks_of(&root.after), assumed, ..OwnCell::default() };
    let mut parts = root.parts;
    while let Some(set) = take_open(&mut parts, phrases, &mut cell.remark) {
        cell.open.insert(0, set);
    }
    if parts.len() > 1 {
        let rule = root.combination.or_else(|| weighted(parts.iter().map(|part| part.points.is_some())));
        cell.combination = Some(rule.unwrap_or_else(|| NOT_SET.to_owned()));
        cell.guesses.push(say!(
            "draft.word-combination",
            name = goal,
            how = cell.combination.clone().unwrap_or_default()
        ));
    }
    for part in parts {
        let name = part.label.as_ref().map_or_else(|| goal.to_owned(), |label| format!("{goal} {label}"));
        cell.requirements.push(requirement(part, &name, phrases, &mut cell.guesses));
    }
    cell
}

/// What is set later stands last, without a label, wherever the line before it stands.
fn take_open(parts: &mut Vec<ReadNode>, phrases: &Phrases, remark: &mut Vec<WordBlock>) -> Option<Map> {
    let is_first = parts.len() == 1;
    let last = parts.last_mut()?;
    if let Some(found) = take_open(&mut last.parts, phrases, remark) {
        return Some(found);
    }
    let is_bare = last.label.is_none() && last.title.is_none() && !is_first;
    let set = set_later(last, phrases).filter(|_| is_bare)?;
    if let Some(last) = parts.pop() {
        remark.splice(0..0, blocks_of(&last.after));
    }
    Some(set)
}

/// That each counts with its own weight, where each has one.
fn weighted(mut have: impl Iterator<Item = bool>) -> Option<String> {
    let word = Combination::WORDS.iter().find(|(_, rule)| *rule == Combination::Weighted).map(|(word, _)| *word);
    word.filter(|_| have.all(|has| has)).map(str::to_owned)
}

fn blocks_of(lines: &[CellLine]) -> Vec<WordBlock> {
    lines.iter().map(|line| line.block.clone()).collect()
}

/// `Servicemål (4. kvartal 2023) fastsættes ved allonge`
fn set_later(node: &ReadNode, phrases: &Phrases) -> Option<Map> {
    let head = node.head.as_ref()?;
    let text = said(&words(std::slice::from_ref(&head.block)));
    let text = text.strip_suffix('.').unwrap_or(&text);
    let mut map = Map::default();
    let dated = phrases.ways("fastsættes for", text);
    let dated = dated.iter().rev().find_map(|found| Some((found, part_of_year(found.get("periode"))?)));
    if let Some((found, part)) = dated {
        map.text(schema::open::WHAT, found.get("hvad"));
        map.text(schema::open::PERIOD, part);
        map.text(schema::open::SET, found.get("hvordan"));
        return Some(map);
    }
    let found = phrases.values("fastsættes", text)?;
    map.text(schema::open::WHAT, found.get("hvad"));
    map.text(schema::open::SET, found.get("hvordan"));
    Some(map)
}

/// A requirement, and what was guessed of it and of its parts.
fn requirement(mut node: ReadNode, name: &str, phrases: &Phrases, guesses: &mut Vec<Message>) -> Map {
    // What a title or a label is over is itself the requirement, where it is one.
    if node.head.is_none()
        && node.tiers.is_empty()
        && node.parts.len() == 1
        && node.parts.iter().all(|one| one.label.is_none() && one.title.is_none())
        && let Some(only) = node.parts.pop()
    {
        let ReadNode { points, head, tiers, what, lead, parts, after, combination, .. } = only;
        // The points of the whole stand beside its name, those of a limit in its row.
        let tiers = match (tiers.as_slice(), &node.points) {
            ([(tier, _)], Some(_)) => vec![(tier.clone(), points.clone())],
            _ => tiers,
        };
        node.points = node.points.or(points);
        (node.head, node.tiers, node.what, node.parts) = (head, tiers, what, parts);
        node.lead.extend(lead);
        node.after.splice(0..0, after);
        node.combination = node.combination.or(combination);
    }
    let mut map = Map::default();
    for (key, text) in [
        (schema::requirement::LABEL, &node.label),
        (schema::requirement::TITLE, &node.title),
        (schema::requirement::WEIGHT, &node.points),
    ] {
        if let Some(text) = text {
            map.text(key, text);
        }
    }
    let mut told = Told::default();
    let mut remark = Vec::new();
    let mut pairs = Vec::new();
    for line in std::mem::take(&mut node.after) {
        match line.kind {
            LineKind::Remark(text) => told.take(&text, phrases),
            LineKind::Pairs(of, rows) => pairs.push((of, rows)),
            LineKind::Title | LineKind::Demand(_) | LineKind::Thresholds(_) | LineKind::Grid { .. } => {
                remark.push(line.block);
            }
            LineKind::Words => remark.push(line.block),
        }
    }
    put_prose(&mut map, schema::requirement::LEAD, &blocks_of(&node.lead));
    let has_parts = !node.parts.is_empty();
    match node.head.take() {
        Some(CellLine { kind: LineKind::Grid { title, columns, rows, scale }, .. }) => {
            evaluation(&title, rows, columns, scale, &mut told, phrases, &mut map);
        }
        Some(line) if has_parts => {
            map.put(schema::requirement::WORDING, Value::Prose(markdown(&prose(&[line.block]))));
        }
        Some(line) => demanded(line, name, &mut node, &mut told, phrases, &mut map, guesses),
        None if !node.tiers.is_empty() => {
            map.text(schema::share::CASES, std::mem::take(&mut node.what));
            put_tiers(&mut node, &mut map);
            guesses.push(say!("draft.word-kind", name = name, kind = schema::share::CASES.name()));
        }
        None if !has_parts => {
            let own = map.0.iter().position(|(key, _)| key == schema::requirement::LEAD.name());
            let own = own.map(|at| map.0.remove(at).1).unwrap_or(Value::Prose(name.to_owned()));
            map.put(schema::judgement::WHAT, own);
            guesses.push(say!("draft.word-judgement", name = name));
        }
        None => {}
    }
    if has_parts {
        let rule = node.combination.take().or_else(|| weighted(node.parts.iter().map(|one| one.points.is_some())));
        let rule = rule.unwrap_or_else(|| NOT_SET.to_owned());
        guesses.push(say!("draft.word-combination", name = name, how = rule));
        let part = |(at, part): (usize, ReadNode)| {
            let own = part.label.clone().unwrap_or_else(|| (at + 1).to_string());
            Value::Map(requirement(part, &format!("{name} {own}"), phrases, guesses))
        };
        let parts: Vec<Value> = std::mem::take(&mut node.parts).into_iter().enumerate().map(part).collect();
        let is_one = parts.len() == 1;
        map.put(schema::parts::PARTS, Value::List(parts));
        if !is_one {
            map.text(schema::parts::COMBINATION, rule);
        }
    }
    for (of, rows) in pairs {
        put_pairs(of, rows, &mut map);
    }
    map.0.extend(told.map.0);
    remark.extend(
        told.rest.iter().map(|text| WordBlock::from(WordParagraph::new(WordStyle::Body, vec![WordRun::text(text)]))),
    );
    put_prose(&mut map, schema::requirement::REMARK, &remark);
    map
}

fn put_prose(map: &mut Map, key: schema::Optional, blocks: &[WordBlock]) {
    let said: Prose = prose(blocks);
    if !said.is_empty() {
        map.put(key, Value::Prose(markdown(&said)));
    }
}

/// The limits of a share.
fn put_tiers(node: &mut ReadNode, map: &mut Map) {
    let tiers = std::mem::take(&mut node.tiers);
    if let [(tier, None)] = tiers.as_slice() {
        map.0.extend(tier.0.iter().cloned());
        return;
    }
    let rule = node.combination.take().or_else(|| weighted(tiers.iter().map(|(_, points)| points.is_some())));
    let is_one = tiers.len() == 1;
    let tiers = tiers.into_iter().map(|(mut tier, points)| {
        if let Some(points) = points {
            tier.text(schema::tier::WEIGHT, points);
        }
        Value::Map(tier)
    });
    map.put(schema::share::TIERS, Value::List(tiers.collect()));
    if !is_one {
        map.text(schema::share::COMBINATION, rule.unwrap_or_else(|| NOT_SET.to_owned()));
    }
}

/// What a sentence demands: one of the program's own, a share within a limit, a deliverable, or a judgement.
fn demanded(
    line: CellLine,
    name: &str,
    node: &mut ReadNode,
    told: &mut Told,
    phrases: &Phrases,
    map: &mut Map,
    guesses: &mut Vec<Message>,
) {
    let style = match line.kind {
        LineKind::Demand(style) => style,
        LineKind::Title | LineKind::Remark(_) | LineKind::Thresholds(_) | LineKind::Words => WordStyle::Demand,
        LineKind::Pairs(..) | LineKind::Grid { .. } => WordStyle::Demand,
    };
    let (own, lines) = sentence_of(&line.block);
    for text in lines {
        told.take(&text, phrases);
    }
    let text = said(&words(std::slice::from_ref(&own)));
    if style == WordStyle::Demand
        && let Some(read) = read_sentence(&text, true, told, phrases)
    {
        let kind = read.0.first().map(|(key, _)| key.clone()).unwrap_or_default();
        guesses.push(say!("draft.word-kind", name = name, kind = kind));
        map.0.extend(read.0);
        return;
    }
    if style == WordStyle::Demand
        && let Some(set) = set_later(
            &ReadNode { head: Some(CellLine { block: own.clone(), ..line.clone() }), ..ReadNode::default() },
            phrases,
        )
    {
        for (key, value) in set.0 {
            let key = if key == schema::open::WHAT.name() { schema::later::WHAT.name().to_owned() } else { key };
            map.put(key, value);
        }
        guesses.push(say!("draft.word-kind", name = name, kind = schema::later::WHAT.name()));
        return;
    }
    let said_by_author = Value::Prose(markdown(&prose(std::slice::from_ref(&own))));
    if !node.tiers.is_empty() {
        map.text(schema::share::CASES, std::mem::take(&mut node.what));
        put_tiers(node, map);
        map.put(schema::requirement::WORDING, said_by_author);
        guesses.push(say!("draft.word-kind", name = name, kind = schema::share::CASES.name()));
        return;
    }
    if let Some((share, limit)) = share_of(&text, name, map) {
        map.put(schema::requirement::WORDING, said_by_author);
        guesses.push(say!("draft.word-share", name = name, share = share, limit = limit));
        return;
    }
    let due = if told.map.get(schema::requirement::DEADLINE.name()).is_some() { None } else { deadline(&text) };
    let is_due = due.is_some() || told.map.get(schema::requirement::DEADLINE.name()).is_some();
    if style == WordStyle::Deliverable || style == WordStyle::Demand && is_due {
        map.put(schema::deliverable::WHAT, said_by_author);
        if let Some(due) = due {
            map.text(schema::requirement::DEADLINE, &due);
        }
        guesses.push(say!("draft.word-kind", name = name, kind = schema::deliverable::WHAT.name()));
        return;
    }
    map.put(schema::judgement::WHAT, said_by_author);
    guesses.push(say!("draft.word-judgement", name = name));
}

/// The author's sentence, and the lines of the program's own below it.
fn sentence_of(block: &WordBlock) -> (WordBlock, Vec<String>) {
    let WordBlock::Paragraph(paragraph) = block else { return (block.clone(), Vec::new()) };
    let mut pieces = paragraph.runs.split(|run| *run == WordRun::Break);
    let mut runs = pieces.next().unwrap_or_default().to_vec();
    let lines: Vec<String> =
        pieces.map(|runs| said(&words(&[WordParagraph::new(WordStyle::Body, runs.to_vec()).into()]))).collect();
    // The program ends a sentence that its author did not.
    if let Some(WordRun::Text { text, .. }) = runs.last_mut()
        && let Some(begun) = text.strip_suffix('.').filter(|begun| !is_short_for_more(begun))
    {
        *text = begun.to_owned();
    }
    (WordParagraph { runs, ..paragraph.clone() }.into(), lines)
}

/// `10 min`, `90 pct`: the stop belongs to the word.
fn is_short_for_more(text: &str) -> bool {
    ["pct", "min", "mio", "mia", "kr", "stk", "nr", "jf", "bl.a", "m.v", "mv"].iter().any(|word| text.ends_with(word))
}
