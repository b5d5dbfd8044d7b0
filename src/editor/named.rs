//! What stands where a cursor is: a goal or a requirement, by its own place or by its address; a file, by its path.

use std::path::{Path, PathBuf};

use super::cursor::{Cursor, CursorPlace, CursorStep};
use super::keys::expected;
use super::seen::holds;
use crate::load::addresses;
use crate::plan::{Address, Goal, Plan, Requirement};
use crate::schema::{self, Form, Record, SHARED};
use crate::source::{At, FileId, NodeKind, Sources};
use crate::workspace::Inspected;

/// What a cursor is at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NamedHere {
    /// A goal, or a requirement or a part of one.
    Part(Address),
    File(PathBuf),
}

/// A goal, or a requirement or a part of one, where the plan says it.
#[derive(Debug, Clone)]
pub(super) struct PlanPart<'a> {
    pub address: Address,
    pub goal: &'a Goal,
    /// From the outside in; empty of a goal.
    pub chain: Vec<&'a Requirement>,
}

impl PlanPart<'_> {
    pub fn at(&self) -> At {
        self.chain.last().map_or(self.goal.at, |requirement| requirement.at)
    }
}

/// Everything that has an address in a plan, with its allonger.
pub(super) fn parts(plan: &Plan) -> impl Iterator<Item = PlanPart<'_>> {
    plan.goals().flat_map(|(_, goal)| {
        goal.addresses().into_iter().map(move |(address, chain)| PlanPart { address, goal, chain })
    })
}

/// What a byte of a file is at, in a plan that was read from it.
pub(super) fn named(inspected: &Inspected, file: FileId, here: &WordHere) -> Option<NamedHere> {
    let plan = inspected.known.readable()?.amended.latest();
    if here.forms.iter().any(|form| matches!(form, Form::Address))
        && let [address] = addresses(plan, &here.word).as_slice()
    {
        return Some(NamedHere::Part(address.clone()));
    }
    if here.forms.iter().any(|form| matches!(form, Form::Path)) && !here.word.is_empty() {
        return Some(NamedHere::File(here.path.parent()?.join(&here.word)));
    }
    // The innermost that the plan says here: the last of those that hold the byte.
    let holding = parts(plan).filter(|part| holds(&inspected.sources, part.at(), file, here.byte));
    holding.last().map(|part| NamedHere::Part(part.address))
}

/// What is written where a cursor stands, and what can stand there.
#[derive(Debug)]
pub(super) struct WordHere<'a> {
    path: &'a Path,
    byte: usize,
    pub cursor: Cursor,
    /// Without its quotation marks.
    pub word: String,
    pub forms: Vec<Form>,
}

impl WordHere<'_> {
    /// Whether it is the word for the goals that the ministry sets for all.
    pub fn names_shared_goals(&self) -> bool {
        self.word == SHARED && self.forms.iter().any(|form| matches!(form, Form::Words(_)))
    }
}

pub(super) fn word_at<'a>(path: &'a Path, text: &str, byte: usize) -> WordHere<'a> {
    let cursor = Cursor::at(text, byte);
    let word = text.get(cursor.word.clone()).unwrap_or_default();
    let word = word.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']).to_owned();
    let is_value = match cursor.place {
        CursorPlace::Value => true,
        CursorPlace::Key => cursor.steps.last() == Some(&CursorStep::Item),
        CursorPlace::Prose => false,
    };
    let forms = schema::record_of(path).filter(|_| is_value).map(|record| expected(record, &cursor.steps).forms);
    WordHere { path, byte, cursor, word, forms: forms.unwrap_or_default() }
}

/// Every value of a file that is written in such a form, by the description of its record.
pub(super) fn values(sources: &Sources, file: FileId, root: &'static Record, is_it: fn(&Form) -> bool) -> Vec<At> {
    let mut found = Vec::new();
    if let Some(at) = sources.root(file) {
        visit(sources, at, root, &mut Vec::new(), is_it, &mut found);
    }
    found
}

fn visit(
    sources: &Sources,
    at: At,
    root: &'static Record,
    steps: &mut Vec<CursorStep>,
    is_it: fn(&Form) -> bool,
    found: &mut Vec<At>,
) {
    match sources.node(at).map(|node| &node.kind) {
        Some(NodeKind::Map(entries)) => {
            for entry in entries {
                steps.push(CursorStep::Key(entry.name.clone()));
                visit(sources, entry.value, root, steps, is_it, found);
                steps.pop();
            }
        }
        Some(NodeKind::List(items)) => {
            steps.push(CursorStep::Item);
            items.iter().for_each(|item| visit(sources, *item, root, steps, is_it, found));
            steps.pop();
        }
        Some(NodeKind::Scalar(_)) => {
            if expected(root, steps).forms.iter().any(is_it) {
                found.push(at);
            }
        }
        Some(NodeKind::Empty) | None => {}
    }
}
