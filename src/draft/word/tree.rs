//! Requirements of a cell as a tree: which line begins one, and what belongs to it.

use super::super::phrases::Phrases;
use super::lines::{CellLine, LineKind};
use super::sentence::tier;
use super::terms::combination;
use crate::write::Map;

/// A requirement, or a part of one.
#[derive(Debug, Default)]
pub(super) struct ReadNode {
    pub label: Option<String>,
    pub title: Option<String>,
    pub points: Option<String>,
    /// Its sentence or its schema.
    pub head: Option<CellLine>,
    /// Its limits, where they stand in a table: each with its points.
    pub tiers: Vec<(Map, Option<String>)>,
    /// What they are limits of.
    pub what: String,
    /// What stands before its parts.
    pub lead: Vec<CellLine>,
    pub parts: Vec<ReadNode>,
    /// What is said after it.
    pub after: Vec<CellLine>,
    pub combination: Option<String>,
    pub indent: u32,
}

impl ReadNode {
    fn is_begun(&self) -> bool {
        self.head.is_some() || !self.tiers.is_empty() || !self.parts.is_empty()
    }

    fn is_group(&self) -> bool {
        self.head.is_none() && self.tiers.is_empty()
    }

    /// Whether something of several can be combined in it.
    fn takes_combination(&self) -> bool {
        self.combination.is_none() && (self.parts.len() > 1 || self.tiers.len() > 1)
    }
}

/// The tree of a cell: its root has the words before the first requirement, and those after the last one.
pub(super) fn tree(lines: Vec<CellLine>, phrases: &Phrases) -> ReadNode {
    let mut open = vec![ReadNode::default()];
    for line in lines {
        take(line, &mut open, phrases);
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().unwrap_or_default()
}

/// The innermost one is whole, and a part of the one around it.
fn close(open: &mut Vec<ReadNode>) {
    if open.len() > 1
        && let Some(done) = open.pop()
        && let Some(around) = open.last_mut()
    {
        around.parts.push(done);
    }
}

fn close_to(open: &mut Vec<ReadNode>, depth: usize) {
    while open.len() > depth.max(1) {
        close(open);
    }
}

fn take(line: CellLine, open: &mut Vec<ReadNode>, phrases: &Phrases) {
    match &line.kind {
        LineKind::Title => {
            let place = place_of(&line, open);
            close_to(open, place);
            let title = super::text::words(std::slice::from_ref(&line.block));
            let CellLine { label, points, indent, .. } = line;
            open.push(ReadNode { label, title: Some(title), points, indent, ..ReadNode::default() });
        }
        LineKind::Demand(_) | LineKind::Grid { .. } => demand(line, open),
        LineKind::Thresholds(rows) => {
            let rows = rows.clone();
            thresholds(&rows, line, open, phrases);
        }
        LineKind::Words if line.label.is_some() => {
            let place = place_of(&line, open);
            close_to(open, place);
            let (label, points, indent) = (line.label.clone(), line.points.clone(), line.indent);
            let is_empty = super::text::words(std::slice::from_ref(&line.block)).is_empty();
            let lead = if is_empty { Vec::new() } else { vec![line] };
            open.push(ReadNode { label, points, lead, indent, ..ReadNode::default() });
        }
        LineKind::Remark(text) => remark(&text.clone(), line, open, phrases),
        LineKind::Pairs(..) | LineKind::Words => beside(line, open),
    }
}

/// How deep the one stands that a line begins: after the one whose label is before its own, else inside the innermost group.
fn place_of(line: &CellLine, open: &[ReadNode]) -> usize {
    if let Some(label) = &line.label {
        let follows = |node: &ReadNode| node.label.as_deref().and_then(next_label).as_ref() == Some(label);
        if let Some(at) = open.iter().rposition(follows) {
            return at;
        }
        let is_first = matches!(label.as_str(), "a" | "1");
        if let (false, Some(at)) = (is_first, open.iter().rposition(|node| node.label.is_some())) {
            return at;
        }
    } else if let (LineKind::Title, Some(at)) = (&line.kind, open.iter().position(|node| node.title.is_some())) {
        return at;
    }
    // A first part is inside what is open; a sentence of its own words can have parts.
    let is_open = |node: &ReadNode| node.label.is_some() || node.title.is_some();
    open.iter().rposition(is_open).map_or(1, |at| at + 1)
}

/// `b` of `a`, `2` of `1`.
fn next_label(label: &str) -> Option<String> {
    if let Ok(number) = label.parse::<u32>() {
        return Some((number + 1).to_string());
    }
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(one @ 'a'..='y'), None) => char::from_u32(u32::from(one) + 1).map(|next| next.to_string()),
        _ => None,
    }
}

fn demand(line: CellLine, open: &mut Vec<ReadNode>) {
    let (label, points, indent) = (line.label.clone(), line.points.clone(), line.indent);
    if label.is_some() {
        let place = place_of(&line, open);
        close_to(open, place);
        open.push(ReadNode { label, points, indent, head: Some(line), ..ReadNode::default() });
        return;
    }
    // A sentence without a label is a part of the group that it stands in; what is moved in less stands outside.
    while open.len() > 1 && !top_is_around(open, indent) {
        close(open);
    }
    if let Some(top) = open.last_mut()
        && open_head(top)
    {
        // The line with the label was the first part of several.
        let first = ReadNode { head: top.head.take(), indent: top.indent, ..ReadNode::default() };
        let first = ReadNode { after: std::mem::take(&mut top.after), ..first };
        top.parts.push(first);
    }
    open.push(ReadNode { points, indent, head: Some(line), ..ReadNode::default() });
}

fn open_head(node: &ReadNode) -> bool {
    node.head.is_some() && node.label.is_some()
}

/// Whether the innermost one can have a sentence as its part.
fn top_is_around(open: &[ReadNode], indent: u32) -> bool {
    let Some(top) = open.last() else { return true };
    let is_moved_in = top.indent > 10 && indent.saturating_add(10) >= top.indent;
    match (&top.head, &top.label) {
        (Some(_), Some(_)) => is_moved_in,
        (Some(_), None) => false,
        (None, _) if top.tiers.is_empty() => top.title.is_some() || is_moved_in,
        (None, _) => false,
    }
}

fn thresholds(rows: &[[String; 4]], line: CellLine, open: &mut Vec<ReadNode>, phrases: &Phrases) {
    let mut made: Vec<ReadNode> = Vec::new();
    for [what, share, limit, points] in rows {
        let Some(tier) = tier(share, limit, phrases) else {
            beside(CellLine { kind: LineKind::Words, ..line }, open);
            return;
        };
        let points = Some(points.clone()).filter(|points| !points.is_empty());
        match made.last_mut() {
            Some(last) if what.is_empty() => last.tiers.push((tier, points)),
            _ => made.push(ReadNode { what: what.clone(), tiers: vec![(tier, points)], ..ReadNode::default() }),
        }
    }
    // Points of a single limit are those of the requirement.
    for one in &mut made {
        if let [(_, points)] = one.tiers.as_mut_slice() {
            one.points = points.take();
        }
    }
    // Limits below the author's own words are theirs, where they weigh.
    if let (Some(top), [one]) = (open.last_mut(), made.as_mut_slice())
        && top.head.is_some()
        && one.tiers.len() > 1
        && one.tiers.iter().all(|(_, points)| points.is_some())
    {
        (top.what, top.tiers) = (std::mem::take(&mut one.what), std::mem::take(&mut one.tiers));
        return;
    }
    while open.len() > 1 && !open.last().is_some_and(ReadNode::is_group) {
        close(open);
    }
    if let Some(last) = made.pop() {
        if let Some(top) = open.last_mut() {
            top.parts.append(&mut made);
        }
        open.push(last);
    }
}

fn remark(text: &str, line: CellLine, open: &mut Vec<ReadNode>, phrases: &Phrases) {
    if let Some(rule) = combination(text, phrases) {
        // Of the innermost one that has several and no rule yet, the last of which is still open.
        let takes = |at: usize| {
            let node = &open[at];
            let is_last = at + 1 == open.len();
            node.combination.is_none()
                && (node.takes_combination() || !is_last && !node.parts.is_empty() && node.tiers.is_empty())
        };
        if let Some(at) = (0..open.len()).rev().find(|at| takes(*at)) {
            close_to(open, at + 1);
            if let Some(node) = open.get_mut(at) {
                node.combination = Some(rule);
                return;
            }
        }
    }
    // What holds for all cases of a group is said once, after its last part.
    let is_of_group = ["uret starter ved ansøgning", "uret starter fuldt oplyst", "ikke medregnet"];
    if is_of_group.iter().any(|name| phrases.is(name, text))
        && let Some(at) =
            open.iter().rposition(|node| node.is_group() && (node.title.is_some() || node.label.is_some()))
    {
        close_to(open, at + 1);
    }
    beside(line, open);
}

/// What stands beside a requirement, at its own indent.
fn beside(line: CellLine, open: &mut Vec<ReadNode>) {
    // A sentence that carries its label stands further in than what is said of it.
    let is_outside = |top: &ReadNode| {
        let is_alone = top.label.is_some() && top.head.is_some();
        top.indent > 10 && line.indent.saturating_add(10) < top.indent && !is_alone
    };
    while open.len() > 1 && open.last().is_some_and(is_outside) {
        close(open);
    }
    let Some(top) = open.last_mut() else { return };
    if top.is_begun() { top.after.push(line) } else { top.lead.push(line) }
}
