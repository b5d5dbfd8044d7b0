//! What differs between two plans, old and new side by side.

use super::table::{table, words_cell};
use super::trail::Trail;
use super::view::{
    Cell, Cover, DataRow, DataTable, Document, Heading, Meta, PageBlock, PageInline, PageLook, RowRank, Running,
    WeightBar,
};
use super::{page, prose};
use crate::diagnostic::Report;
use crate::diff::{ChangeKind, Changed, ChangedWords, Side, pieces};
use crate::plan::{Plan, Texts};
use crate::quantity::Date;
use crate::words::Words;
use crate::words::danish::{bind, capital};
use crate::write::Value;

/// A plan as it reads on a day.
#[derive(Debug, Clone, Copy)]
pub struct PlanReading<'a> {
    pub plan: &'a Plan,
    pub day: Date,
}

/// Makes the view. None when a text is wrong, and the report tells what. The words are those of the newer plan.
pub fn difference(
    old: PlanReading,
    new: PlanReading,
    changes: &[Changed],
    texts: &Texts,
) -> (Option<Document>, Report) {
    let words = Words::new(texts, new.plan);
    let view = view(old, new, changes, &words);
    let report = words.into_report();
    (Some(view).filter(|_| !report.has_errors()), report)
}

fn view(old: PlanReading, new: PlanReading, changes: &[Changed], words: &Words) -> Document {
    let named = |one: PlanReading| {
        let Plan { title, institution, .. } = one.plan;
        let name = institution.short_name.as_ref().unwrap_or(&institution.name);
        words.say("planen læst den", &[("titel", title), ("institution", name), ("dato", &one.day)])
    };
    let (before, after) = (named(old), named(new));
    let ministry = &new.plan.ministry;
    let both = words.say("forskelle mellem", &[("før", &before), ("nu", &after)]);
    let mut body = vec![Heading::new(1, words.word("hvad der er ændret")).into()];
    if changes.is_empty() {
        body.push(prose::paragraph(words.word("ingen forskelle")));
    } else {
        body.push(prose::paragraph(words.word("forskelle læses")));
        body.push(PageBlock::Data(data(changes, both.clone(), words)));
    }
    Document {
        layout: "rapport",
        meta: Meta {
            title: both,
            author: ministry.name.clone(),
            description: words.say("beskrivelse af forskelle", &[("før", &before), ("nu", &after)]),
            keywords: vec![ministry.name.clone(), new.plan.institution.name.clone(), new.plan.year.to_string()],
            inputs: Vec::new(),
            language: "da",
            date: new.day,
        },
        look: PageLook { colour: ministry.look.colour_code(), name_line: ministry.look.name_line.clone() },
        cover: Cover {
            title: words.word("forskelle"),
            subtitle: bind(&format!("{}: {before}", words.word("før"))),
            period: bind(&format!("{}: {after}", words.word("nu"))),
            marks: Vec::new(),
            bar: WeightBar::default(),
            from: Trail::NONE,
        },
        page: page::view(words),
        contents: None,
        running: Running {
            document: words.word("forskelle"),
            institution: new.plan.institution.name.clone(),
            page: words.word("side"),
            of: Some(words.word("af")),
            continued: words.word("fortsat"),
            first_page: 1,
        },
        body,
    }
}

fn data(changes: &[Changed], caption: String, words: &Words) -> DataTable {
    let columns = [("hvad er ændret", "left"), ("før", "left"), ("nu", "left")];
    let mut data = table("difference", caption, &columns, words);
    for changed in changes {
        let subject = capital(&changed.subject.to_string());
        let name = if changed.name.is_empty() { subject } else { format!("{subject} {}", changed.name) };
        let name = match changed.kind {
            ChangeKind::Changed => name,
            kind => format!("{name} – {}", kind.word()),
        };
        data.rows.push(DataRow {
            rank: RowRank::Group,
            depth: 0,
            cells: vec![words_cell(bind(&name))],
            from: Trail::NONE,
        });
        data.rows.extend(changed.words.iter().map(row));
    }
    data
}

fn row(words: &ChangedWords) -> DataRow {
    let cells = match (&words.old, &words.new) {
        (Some(old), Some(new)) => {
            let pieces = pieces(old, new);
            let of = |side| {
                let own = pieces.iter().filter(|piece| piece.side == Side::Both || piece.side == side);
                let is_all_new = pieces.iter().all(|piece| piece.side != Side::Both || piece.text.trim().is_empty());
                // Bold marks words inside a text: where nothing stayed there is nothing to tell them from.
                let mut lines = vec![Vec::new()];
                own.for_each(|piece| push(&piece.text, piece.side != Side::Both && !is_all_new, &mut lines));
                let body = lines.into_iter().filter(|line| !line.is_empty());
                Cell::Body { body: body.map(|text| PageBlock::Paragraph { text, from: Trail::NONE }).collect() }
            };
            [of(Side::Old), of(Side::New)]
        }
        (old, new) => [whole(old.as_ref()), whole(new.as_ref())],
    };
    let [old, new] = cells;
    DataRow { rank: RowRank::Row, depth: 0, cells: vec![words_cell(words.key()), old, new], from: Trail::NONE }
}

fn whole(value: Option<&Value>) -> Cell {
    match value {
        None => words_cell("–"),
        Some(Value::Prose(text)) => Cell::Body { body: prose::narrow(&crate::prose::parse(text)) },
        Some(Value::List(items)) => {
            Cell::Body { body: items.iter().map(|item| prose::paragraph(item.to_string())).collect() }
        }
        Some(other) => words_cell(bind(&other.to_string())),
    }
}

/// Adds a run of words to the last line, and begins a new one where it does.
fn push(text: &str, is_marked: bool, lines: &mut Vec<Vec<PageInline>>) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            lines.push(Vec::new());
        }
        if let Some(last) = lines.last_mut().filter(|_| !line.is_empty()) {
            let words = PageInline::Text { text: bind(line) };
            last.push(if is_marked { PageInline::Strong { body: vec![words] } } else { words });
        }
    }
}
