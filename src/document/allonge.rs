//! An allonge, ready to be signed: what it amends and why, from when, each change with old and new wording side by side,
//! that all else stands, and the påtegning.

use super::kind::{Basis, DocumentKind, Numbering, Scope, Signing};
use super::table::{table, words_cell};
use super::traced::Traced;
use super::trail::Trail;
use super::view::{Cell, Cover, DataRow, Document, Fact, Heading, Meta, PageBlock, RowRank, WeightBar};
use super::{change, contract, endorsement, page, prose};
use crate::amend::Amended;
use crate::dossier::Dossier;
use crate::language::say;
use crate::plan::{Act, Allonge, Change, Item, Plan, Signed, Signer, StandardText, State};
use crate::prose::inline_text;
use crate::words::Words;
use crate::words::danish::{bind, capital};

/// The agreement's own text, and what stands over the signatures, in `templates/text/`.
const LEAD: &str = "allonge";
const SIGNING: &str = "allonge-påtegning";

/// Keys that hold a quantity: under the sentence that they are a part of, they stand by themselves as well.
const QUANTITIES: [&str; 10] =
    ["vægt", "mindst", "højst", "under", "over", "præcis", "mellem", "inden for", "måles", "frist"];

pub static ALLONGE: DocumentKind = DocumentKind {
    name: "allonge",
    about: "Each allonge: what the parties agree to change, old and new side by side",
    title: "allonge",
    file: "allonge",
    numbering: Numbering::Arabic,
    layout: "rapport",
    why_none: || say!("build.none.allonge"),
    is_confidential: false,
    signing: Signing::Agreement(has_lines),
    scope: Scope::Institution {
        numbers: |dossier| dossier.amended.allonger().iter().map(|allonge| Some(allonge.number)).collect(),
        basis: Basis::SignedWithAllonger,
        view: |dossier, _, number, words| Some(view(&dossier.amended, numbered(dossier, number)?, words)),
    },
};

fn numbered(dossier: &Dossier, number: Option<u32>) -> Option<&Allonge> {
    dossier.amended.allonger().iter().find(|allonge| Some(allonge.number) == number)
}

fn has_lines(dossier: &Dossier, number: Option<u32>) -> bool {
    let allonge = numbered(dossier, number);
    allonge.is_some_and(|allonge| !signers(dossier.amended.signed(), allonge).is_empty())
}

fn view(amended: &Amended, allonge: &Allonge, words: &Words) -> Document {
    let plan = amended.signed();
    let title = words.say("allongens titel", &[("nr", &allonge.number)]);
    let mut marks = Vec::new();
    marks.extend((allonge.state == State::Draft).then(|| words.word("udkast")));
    marks.extend(allonge.is_example.then(|| words.word("eksempel")));
    let meta = contract::meta(plan, &format!("{title}, {}", plan.title), words.word("beskrivelse af allonge"));
    let days = change::days(allonge, words);
    Document {
        layout: ALLONGE.layout,
        meta: Meta { date: allonge.date, ..meta },
        look: contract::look(plan),
        cover: Cover {
            title: title.clone(),
            subtitle: contract::full_name(plan),
            period: bind(&words.say("allongens periode", &[("titel", &plan.title), ("periode", &days)])),
            marks,
            bar: WeightBar::default(),
            from: Trail::to(plan.at),
        },
        contents: None,
        running: contract::running(plan, &format!("{title}, {}", plan.title), words),
        page: page::view(words),
        body: body(amended, allonge, words),
    }
}

fn body(amended: &Amended, allonge: &Allonge, words: &Words) -> Vec<PageBlock> {
    let mut blocks = standard(LEAD, amended, allonge, words);
    if allonge.is_example {
        let text = words.word("allongen er et eksempel");
        blocks.push(PageBlock::Quotation { body: vec![prose::paragraph(text)] });
    }
    blocks.push(facts(amended, allonge, words).traced(Trail::to(allonge.at)));
    blocks.push(Heading::new(1, words.word("begrundelse")).into());
    blocks.extend(prose::blocks(&allonge.reason, 1));
    blocks.push(Heading::new(1, words.word("ændringerne")).into());
    blocks.push(changes(allonge, words));
    blocks.extend(standard(SIGNING, amended, allonge, words));
    blocks.push(endorsement::view(&signers(amended.signed(), allonge), words));
    blocks
}

/// A text of its own, under its title.
fn standard(name: &str, amended: &Amended, allonge: &Allonge, words: &Words) -> Vec<PageBlock> {
    let number = allonge.number.to_string();
    let before = change::numbers(earlier(amended, allonge));
    let values: [(&str, &dyn std::fmt::Display); 2] = [("nr", &number), ("tidligere", &before)];
    let (title, text) = words.filled(&StandardText(name.to_owned()), &values);
    [vec![Heading::new(1, inline_text(&title)).into()], prose::blocks(&text, 1)].concat()
}

/// The signed allonger before it.
fn earlier<'a>(amended: &'a Amended, allonge: &Allonge) -> impl Iterator<Item = &'a Allonge> + use<'a> {
    let number = allonge.number;
    amended.allonger().iter().filter(move |one| one.number < number && one.state == State::Signed)
}

/// What it amends, when that was signed, what has amended it before, and from when this one holds.
fn facts(amended: &Amended, allonge: &Allonge, words: &Words) -> PageBlock {
    let plan = amended.signed();
    let before: Vec<PageBlock> = earlier(amended, allonge)
        .map(|one| prose::paragraph(capital(&words.say("allonge nr af", &[("nr", &one.number), ("dato", &one.date)]))))
        .collect();
    let none = || vec![prose::paragraph(words.word("ingen allonger"))];
    let until = match allonge.until {
        Some(until) => words.say("allongen gælder til", &[("fra", &allonge.from), ("til", &until)]),
        None => words.say("allongen gælder fra", &[("fra", &allonge.from), ("til", &plan.period.days.last)]),
    };
    let rows = [
        ("ændrer", [plan.title.clone()].into_iter().chain(signed(plan, words)).map(prose::paragraph).collect()),
        ("tidligere allonger", if before.is_empty() { none() } else { before }),
        ("allongens dato", vec![prose::paragraph(allonge.date.to_string())]),
        ("gælder fra", vec![prose::paragraph(until)]),
    ];
    let fact = |(term, body)| Fact { term: words.word(term), body, from: Trail::NONE };
    PageBlock::Facts { rows: rows.map(fact).to_vec() }
}

/// Who signed a plan, and when. None where it is not known.
pub(super) fn signed(plan: &Plan, words: &Words) -> Option<String> {
    let who = endorsement::signatures(&plan.signers, words);
    match (plan.state, who.as_str()) {
        _ if !contract::is_there(plan) => None,
        (State::Draft | State::ToSign, _) => Some(words.word("ikke underskrevet")),
        (State::Signed, "") => None,
        (State::Signed, who) => Some(words.say("underskrevet af", &[("hvem", &who)])),
    }
}

/// A group of rows a change: its place and what is done, then each thing that differs, old beside new.
fn changes(allonge: &Allonge, words: &Words) -> PageBlock {
    let columns = [("hvad ændres", "left"), ("hidtil", "left"), ("fremover", "left")];
    let caption = words.say("allongens ændringer", &[("nr", &allonge.number)]);
    let mut data = table("allonge", caption, &columns, words);
    for change in &allonge.changes {
        let (place, verb) = (change::place(&change.subject, words), change::verb(&change.act, words));
        let said = words.say("sted og ændring", &[("sted", &place), ("hvad", &verb)]);
        let from = Trail::to(change.at);
        data.rows.push(DataRow { rank: RowRank::Group, depth: 0, cells: vec![words_cell(said)], from });
        for told in change::told(change, words) {
            let cells = vec![words_cell(told.term), Cell::Body { body: told.old }, Cell::Body { body: told.new }];
            data.rows.push(DataRow { rank: RowRank::Row, depth: 0, cells, from });
        }
        data.rows.extend(quantities(change));
        if let Some(joined) = change::joined(change, words) {
            data.rows.push(DataRow { rank: RowRank::Remark, depth: 0, cells: vec![words_cell(joined)], from });
        }
    }
    PageBlock::Data(data)
}

/// The figures that a changed requirement has before and after, as they were agreed.
fn quantities(change: &Change) -> Vec<DataRow> {
    let Act::Change { new: Item::Requirement(_), .. } = &change.act else { return Vec::new() };
    let row = |line: &crate::plan::ChangedLine| {
        let side = |text: &Option<String>| words_cell(text.as_deref().unwrap_or("–"));
        let cells = vec![words_cell(&line.key), side(&line.old), side(&line.new)];
        DataRow { rank: RowRank::Part, depth: 1, cells, from: Trail::to(change.at) }
    };
    change.lines.iter().filter(|line| QUANTITIES.contains(&line.key.as_str())).map(row).collect()
}

/// Those of the allonge; before it names any, those who sign the plan.
fn signers(plan: &Plan, allonge: &Allonge) -> Vec<Signer> {
    if !allonge.signers.is_empty() {
        return allonge.signers.clone();
    }
    plan.signers.iter().map(|signer| Signer { signed: Signed::NotYet, ..signer.clone() }).collect()
}
