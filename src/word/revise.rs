//! Two trees → one, with what came in and what went out as Word tracks changes.
//!
//! What an earlier change has struck stays struck; what one has put in and a later one takes out is gone.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::tree::{RowKind, WordBlock, WordCell, WordChange, WordParagraph, WordRow, WordRun, WordTable, text_of};

/// Who changed it, and when: what came in by it, and what went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordRevision {
    pub author: String,
    /// `2023-06-23`
    pub date: String,
}

impl WordRevision {
    fn change(&self, is_out: bool) -> WordChange {
        WordChange { is_out, author: self.author.clone(), date: self.date.clone() }
    }
}

/// The new blocks, with what the old ones had besides.
pub fn revised(old: &[WordBlock], new: &[WordBlock], revision: &WordRevision) -> Vec<WordBlock> {
    let (before, after): (Vec<String>, Vec<String>) = (keys(old), keys(new));
    let mut all = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                for at in 0..len {
                    all.push(same(&old[old_index + at], &new[new_index + at]));
                }
            }
            DiffOp::Delete { old_index, old_len, .. } => out(&old[old_index..old_index + old_len], revision, &mut all),
            DiffOp::Insert { new_index, new_len, .. } => {
                all.extend(new[new_index..new_index + new_len].iter().map(|one| marked(one, &revision.change(false))));
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let (old, new) = (&old[old_index..old_index + old_len], &new[new_index..new_index + new_len]);
                replaced(old, new, revision, &mut all);
            }
        }
    }
    all
}

/// What tells blocks apart: what they are and what they say.
fn keys(blocks: &[WordBlock]) -> Vec<String> {
    let key = |block: &WordBlock| match block {
        WordBlock::Paragraph(one) => format!("{:?} {}", one.style, text_of(std::slice::from_ref(block))),
        WordBlock::Table(_) => format!("table {}", text_of(std::slice::from_ref(block))),
        WordBlock::Contents { .. } => "contents".to_owned(),
    };
    blocks.iter().map(key).collect()
}

/// What is the same keeps what was struck in it before.
fn same(old: &WordBlock, new: &WordBlock) -> WordBlock {
    if has_changes(old) { old.clone() } else { new.clone() }
}

fn has_changes(block: &WordBlock) -> bool {
    match block {
        WordBlock::Paragraph(one) => {
            one.change.is_some() || one.runs.iter().any(|run| matches!(run, WordRun::Changed { .. }))
        }
        WordBlock::Table(table) => {
            let cells = || table.rows.iter().flat_map(|row| &row.cells);
            table.rows.iter().any(|row| row.change.is_some()) || cells().any(|cell| cell.blocks.iter().any(has_changes))
        }
        WordBlock::Contents { .. } => false,
    }
}

/// Each with the one that stands in its place; the rest came in or went out.
fn replaced(old: &[WordBlock], new: &[WordBlock], revision: &WordRevision, all: &mut Vec<WordBlock>) {
    let mut rest = old;
    for one in new {
        let at = rest.iter().position(|other| are_alike(other, one));
        match at {
            Some(at) => {
                out(&rest[..at], revision, all);
                all.push(changed(&rest[at], one, revision));
                rest = &rest[at + 1..];
            }
            None => all.push(marked(one, &revision.change(false))),
        }
    }
    out(rest, revision, all);
}

/// Whether one is the other with other words.
fn are_alike(old: &WordBlock, new: &WordBlock) -> bool {
    match (old, new) {
        (WordBlock::Paragraph(old), WordBlock::Paragraph(new)) => {
            let words = |one: &WordParagraph| {
                let text = text_of(&[WordBlock::Paragraph(one.clone())]);
                text.split_whitespace().map(str::to_owned).collect::<Vec<String>>()
            };
            let (before, after) = (words(old), words(new));
            let kept = before.iter().filter(|word| after.contains(word)).count();
            old.style == new.style && old.change.is_none() && kept * 3 >= before.len().max(after.len())
        }
        (WordBlock::Table(old), WordBlock::Table(new)) => {
            old.columns.len() == new.columns.len() && old.look == new.look
        }
        (WordBlock::Contents { .. }, WordBlock::Contents { .. }) => true,
        (WordBlock::Paragraph(_) | WordBlock::Table(_) | WordBlock::Contents { .. }, _) => false,
    }
}

fn changed(old: &WordBlock, new: &WordBlock, revision: &WordRevision) -> WordBlock {
    match (old, new) {
        (WordBlock::Paragraph(old), WordBlock::Paragraph(new)) => {
            let runs = runs(&old.runs, &new.runs, revision);
            WordBlock::Paragraph(WordParagraph { runs, ..new.clone() })
        }
        (WordBlock::Table(old), WordBlock::Table(new)) => {
            let rows = rows(old, new, revision);
            WordBlock::Table(WordTable { rows, ..new.clone() })
        }
        (WordBlock::Paragraph(_) | WordBlock::Table(_) | WordBlock::Contents { .. }, _) => new.clone(),
    }
}

/// What went out, struck; what an earlier change had put in is gone.
fn out(blocks: &[WordBlock], revision: &WordRevision, all: &mut Vec<WordBlock>) {
    for block in blocks {
        let is_ours = match block {
            WordBlock::Paragraph(one) => one.change.as_ref().is_some_and(|change| !change.is_out),
            WordBlock::Table(_) => false,
            WordBlock::Contents { .. } => true,
        };
        if !is_ours {
            all.push(marked(block, &revision.change(true)));
        }
    }
}

/// A block that came in or went out whole.
fn marked(block: &WordBlock, change: &WordChange) -> WordBlock {
    match block {
        WordBlock::Paragraph(one) => WordBlock::Paragraph(WordParagraph {
            change: Some(one.change.clone().filter(|known| known.is_out).unwrap_or_else(|| change.clone())),
            place: one.place.clone().filter(|_| !change.is_out),
            runs: wrapped(&one.runs, change),
            ..one.clone()
        }),
        WordBlock::Table(table) => {
            let rows = table.rows.iter().map(|row| marked_row(row, change)).collect();
            WordBlock::Table(WordTable { rows, ..table.clone() })
        }
        WordBlock::Contents { .. } => block.clone(),
    }
}

fn marked_row(row: &WordRow, change: &WordChange) -> WordRow {
    let cell = |cell: &WordCell| WordCell {
        blocks: cell.blocks.iter().map(|block| marked(block, change)).collect(),
        ..cell.clone()
    };
    let own = row.change.clone().filter(|known| known.is_out).unwrap_or_else(|| change.clone());
    WordRow { change: Some(own), cells: row.cells.iter().map(cell).collect(), ..row.clone() }
}

fn wrapped(runs: &[WordRun], change: &WordChange) -> Vec<WordRun> {
    let mut all: Vec<WordRun> = Vec::new();
    for run in runs {
        match run {
            WordRun::Changed { change: known, .. } if known.is_out => all.push(run.clone()),
            WordRun::Changed { .. } if change.is_out => {}
            WordRun::Changed { runs, .. } => all.push(WordRun::Changed { change: change.clone(), runs: runs.clone() }),
            run => push(run.clone(), Some(change), &mut all),
        }
    }
    all
}

/// Behind those before it, as one change where it is the same one.
fn push(run: WordRun, change: Option<&WordChange>, all: &mut Vec<WordRun>) {
    let Some(change) = change else { return add(run, all) };
    if let Some(WordRun::Changed { change: known, runs }) = all.last_mut()
        && known == change
    {
        return add(run, runs);
    }
    all.push(WordRun::Changed { change: change.clone(), runs: vec![run] });
}

/// As one text with what stands before it, where both look alike.
fn add(run: WordRun, all: &mut Vec<WordRun>) {
    if let (Some(WordRun::Text { text: before, look: known }), WordRun::Text { text, look }) = (all.last_mut(), &run)
        && known == look
    {
        before.push_str(text);
        return;
    }
    all.push(run);
}

/// A word with the blanks behind it, or a piece that is compared as a whole.
struct WordToken {
    run: WordRun,
    key: String,
    /// The earlier change that it came in by, or was struck by.
    change: Option<WordChange>,
}

fn tokens(runs: &[WordRun], change: Option<&WordChange>, all: &mut Vec<WordToken>) {
    let token = |run: WordRun, key: String| WordToken { run, key, change: change.cloned() };
    for run in runs {
        match run {
            WordRun::Text { text, look } => {
                for word in text.split_inclusive(char::is_whitespace) {
                    let run = WordRun::Text { text: word.to_owned(), look: look.clone() };
                    all.push(token(run, format!("{word}{look:?}")));
                }
            }
            WordRun::Note(body) => all.push(token(run.clone(), format!("note {}", text_of(body)))),
            WordRun::Picture(picture) => all.push(token(run.clone(), format!("picture {}", picture.svg))),
            WordRun::Break | WordRun::Tab | WordRun::Link { .. } => all.push(token(run.clone(), format!("{run:?}"))),
            WordRun::Changed { change, runs } => tokens(runs, Some(change), all),
        }
    }
}

fn runs(old: &[WordRun], new: &[WordRun], revision: &WordRevision) -> Vec<WordRun> {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    tokens(old, None, &mut before);
    tokens(new, None, &mut after);
    let is_struck = |token: &WordToken| token.change.as_ref().is_some_and(|change| change.is_out);
    let standing: Vec<usize> = (0..before.len()).filter(|at| !is_struck(&before[*at])).collect();
    let old_keys: Vec<&str> = standing.iter().map(|at| before[*at].key.as_str()).collect();
    let new_keys: Vec<&str> = after.iter().map(|token| token.key.as_str()).collect();
    let mut all = Vec::new();
    // What was struck before stays where it was, up to what comes next.
    let mut at = 0;
    let mut pass = |until: usize, all: &mut Vec<WordRun>| {
        while at < until {
            if is_struck(&before[at]) {
                push(before[at].run.clone(), before[at].change.as_ref(), all);
            }
            at += 1;
        }
    };
    for op in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        let (gone, came) = (op.old_range(), op.new_range());
        let is_same = matches!(op, DiffOp::Equal { .. });
        for place in gone.map(|place| standing[place]) {
            pass(place, &mut all);
            let token = &before[place];
            if is_same {
                push(token.run.clone(), token.change.as_ref(), &mut all);
            } else if token.change.is_none() {
                push(token.run.clone(), Some(&revision.change(true)), &mut all);
            }
        }
        if !is_same {
            for token in &after[came] {
                push(token.run.clone(), Some(&revision.change(false)), &mut all);
            }
        }
    }
    pass(before.len(), &mut all);
    all
}

/// Rows by the words of their first cell; where that says nothing, by their place.
fn rows(old: &WordTable, new: &WordTable, revision: &WordRevision) -> Vec<WordRow> {
    let key = |row: &WordRow| {
        let first = row.cells.first().map(|cell| text_of(&cell.blocks)).unwrap_or_default();
        // A mark under the number is no part of it.
        let first = first.split_whitespace().next().unwrap_or_default().to_owned();
        format!("{:?} {first}", row.kind == RowKind::Head)
    };
    let before: Vec<String> = old.rows.iter().map(key).collect();
    let after: Vec<String> = new.rows.iter().map(key).collect();
    let mut all = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (gone, came) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            all.extend(gone.zip(came).map(|(gone, came)| row(&old.rows[gone], &new.rows[came], revision)));
            continue;
        }
        let came_before = |row: &&WordRow| row.change.as_ref().is_none_or(|change| change.is_out);
        all.extend(old.rows[gone].iter().filter(came_before).map(|row| marked_row(row, &revision.change(true))));
        all.extend(new.rows[came].iter().map(|row| marked_row(row, &revision.change(false))));
    }
    all
}

fn row(old: &WordRow, new: &WordRow, revision: &WordRevision) -> WordRow {
    if old.cells.len() != new.cells.len() {
        return new.clone();
    }
    let cell = |(old, new): (&WordCell, &WordCell)| WordCell {
        blocks: revised(&old.blocks, &new.blocks, revision),
        ..new.clone()
    };
    WordRow { change: old.change.clone(), cells: old.cells.iter().zip(&new.cells).map(cell).collect(), ..new.clone() }
}
