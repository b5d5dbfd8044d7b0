//! What a finished contract or annex says, in all and of each goal.

use std::collections::BTreeMap;

use crate::support::pdf::{Child, Element, Pdf};
use crate::support::text::normal;

/// A document's text: as a whole, and what it says of each goal.
pub struct Printed {
    pub whole: String,
    pub goals: BTreeMap<String, String>,
}

impl Printed {
    /// A goal is a row of a goal table in the contract, and all under its heading in the annex.
    pub fn of(pdf: &Pdf) -> Self {
        let mut goals: BTreeMap<String, String> = BTreeMap::new();
        if is_annex(pdf) {
            under_headings(&pdf.structure, &mut String::new(), &mut goals);
        } else {
            for row in pdf.all(&["TR"]) {
                goals.entry(first_word(row)).or_default().push_str(&row.text());
            }
        }
        Self { whole: pdf.text(), goals }
    }
}

/// Gathers what stands under each heading of the first two levels below the document's name, by its number.
fn under_headings(element: &Element, open: &mut String, goals: &mut BTreeMap<String, String>) {
    if let Some(1..=3) = element.level() {
        *open = first_word(element);
    }
    if let Some(limits) = limits_of_a_matrix(element) {
        goals.entry(open.clone()).or_default().push_str(&limits);
    }
    for child in &element.children {
        match child {
            Child::Element(element) => under_headings(element, open, goals),
            Child::Marked(_, text) => goals.entry(open.clone()).or_default().push_str(text),
            Child::Annotation(_) => {}
        }
    }
    if !["Span", "Link"].contains(&element.kind.as_str()) {
        goals.entry(open.clone()).or_default().push('\n');
    }
}

/// The limit of each share in a matrix of kinds and limits, which its column says once for all.
fn limits_of_a_matrix(table: &Element) -> Option<String> {
    let rows: Vec<&Element> = table.walk().into_iter().filter(|one| one.kind == "TR").collect();
    let texts = |row: &Element| -> Vec<String> {
        let cells = row.walk().into_iter().filter(|one| ["TH", "TD"].contains(&one.kind.as_str()));
        cells.map(|cell| normal(&cell.text())).collect()
    };
    let (heads, rows) = rows.split_first().filter(|_| table.kind == "Table")?;
    let heads = texts(heads);
    let is_matrix = heads.first().is_some_and(|head| head == "Sagstype");
    let shares = rows.iter().flat_map(|row| texts(row).into_iter().zip(&heads).skip(1));
    let limits = shares.filter(|(share, _)| !share.is_empty()).map(|(_, limit)| format!("{limit}\n"));
    is_matrix.then(|| limits.collect())
}

fn first_word(element: &Element) -> String {
    normal(&element.text()).split(' ').next().unwrap_or("").to_owned()
}

pub fn is_annex(pdf: &Pdf) -> bool {
    pdf.info["Title"].starts_with("Opgørelsesmetode")
}
