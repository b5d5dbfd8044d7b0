//! Nothing on a page stands without what it belongs to: a heading with its text, a colon with its list, a goal's number with its
//! first requirement, a total with its row. And few pages are left half empty.
#![expect(clippy::disallowed_types, reason = "places on a page are no points, shares or money")]

use resultatplan::quantity::month_name;

use crate::support::pdf::boxes::{TextBox, boxes};
use crate::support::pdf::{Child, Element, Pdf};
use crate::support::plan::documents;
use crate::support::text::normal;

/// In points from the foot of the page: where its text begins and ends. Above and below are the running head and foot.
const TOP: f64 = 760.0;
const FOOT: f64 = 64.0;

/// An element's first page, and its last; None of one without text.
fn pages(element: &Element) -> Option<(usize, usize)> {
    let pages = element.pages();
    Some((*pages.iter().min()?, *pages.iter().max()?))
}

/// The elements that begin a line, a table's row or a list's item, in reading order: no element lies in another.
fn blocks<'a>(within: &'a Element, found: &mut Vec<&'a Element>) {
    for child in &within.children {
        let Child::Element(one) = child else { continue };
        let is_block = one.level().is_some() || ["P", "TR", "LI", "Figure", "Note"].contains(&one.kind.as_str());
        if is_block { found.push(one) } else { blocks(one, found) }
    }
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.contains('.') && text.starts_with(|first: char| first.is_ascii_digit()) && text.len() < 6
}

/// What stands on another page than what it belongs to.
fn stranded(pdf: &Pdf) -> Vec<String> {
    let mut all = Vec::new();
    blocks(&pdf.structure, &mut all);
    let mut faults = Vec::new();
    for (one, next) in all.iter().zip(&all[1..]) {
        let (Some((first, last)), Some((follows, _))) = (pages(one), pages(next)) else { continue };
        let text = one.text();
        let leads = match one.kind.as_str() {
            "P" => text.trim_end().ends_with(':'),
            "TR" => {
                let number = cells(one).into_iter().next();
                let goes_on =
                    next.kind == "TR" && !next.text().trim_start().starts_with(|first: char| first.is_ascii_digit());
                let is_goal = number.is_some_and(|cell| is_number(&cell.text()));
                is_goal && goes_on && pdf_row_is_lone(one)
            }
            _ => one.level().is_some(),
        };
        if leads && last != follows {
            faults.push(format!("page {last}: `{}` stands without `{}`", told(one), told(next)));
        }
        let is_total = next.kind == "TR" && one.kind == "TR" && is_total(next);
        if is_total && last != follows {
            faults.push(format!("page {follows}: `{}` stands without its row", told(next)));
        }
        if one.kind == "TR"
            && first != last
            && cells(one).iter().filter_map(|cell| pages(cell)).any(|(page, _)| page != first)
        {
            faults.push(format!("page {first}: `{}` stands without its first requirement", told(one)));
        }
    }
    faults
}

fn cells(row: &Element) -> Vec<&Element> {
    let own = row.children.iter().filter_map(|child| if let Child::Element(one) = child { Some(one) } else { None });
    own.filter(|one| ["TH", "TD"].contains(&one.kind.as_str())).collect()
}

/// The beginning of its words.
fn told(element: &Element) -> String {
    normal(&element.text()).chars().take(60).collect()
}

/// A row of a report: each of its cells is a line or two.
fn pdf_row_is_lone(row: &Element) -> bool {
    cells(row).iter().all(|cell| cell.text().len() < 90)
}

fn is_total(row: &Element) -> bool {
    let text = row.text();
    let text = text.trim_start();
    text.starts_with("Hele planen") || cells(row).first().is_some_and(|cell| cell.text().trim_end().ends_with(" i alt"))
}

/// How much of a page's height its text takes, from 0 to 1.
fn filled(page: &[TextBox]) -> f64 {
    let lowest = page.iter().map(|one| one.foot).filter(|foot| *foot > FOOT).fold(TOP, f64::min);
    (TOP - lowest) / (TOP - FOOT)
}

/// `leveret18. december`: a word and a number without a blank between them.
fn touching(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found = Vec::new();
    for pair in words.windows(2) {
        let bare = pair[0].trim_end_matches('.');
        let ends_in_number = bare.len() < pair[0].len() && bare.ends_with(|last: char| last.is_ascii_digit());
        let letters = bare.trim_end_matches(|one: char| one.is_ascii_digit());
        let month = pair[1].trim_matches(|one: char| !one.is_alphabetic());
        if ends_in_number && letters.ends_with(char::is_alphabetic) && (1..=12).any(|one| month_name(one) == month) {
            found.push(pair.join(" "));
        }
    }
    found
}

#[test]
fn nothing_stands_without_what_it_belongs_to() {
    let mut wrong = Vec::new();
    for (name, built) in documents() {
        wrong.extend(stranded(&built.pdf).into_iter().map(|fault| format!("{name}, {fault}")));
        wrong.extend(touching(&built.pdf.text()).into_iter().map(|words| format!("{name}: `{words}` touch")));
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn few_pages_are_under_half_full() {
    let (mut all, mut low) = (0, Vec::new());
    for (name, built) in documents() {
        let pages = boxes(&built.pdf.file);
        all += pages.len();
        let here = pages.iter().zip(1..).filter(|(page, _)| filled(page) < 0.5);
        low.extend(here.map(|(page, number)| format!("{name}, page {number}: {:.2}", filled(page))));
    }
    println!("{} of {all} pages are under half full:\n{}", low.len(), low.join("\n"));
    assert!(low.len() * 15 <= all, "{} of {all} pages are under half full:\n{}", low.len(), low.join("\n"));
}

/// So much of a line's width as these of its letters take, about.
fn part_of(one: &TextBox, letters: usize) -> f64 {
    let all = u32::try_from(one.text.chars().count().max(1)).map_or(1.0, f64::from);
    (one.right - one.left) * u32::try_from(letters).map_or(1.0, f64::from) / all
}

/// The words of a page's cells that are broken though their column has room for them.
fn broken(page: &[TextBox]) -> Vec<String> {
    let mut found = Vec::new();
    for (index, one) in page.iter().enumerate() {
        let Some(cell) = one.cell else { continue };
        let begun = one.text.trim_end().strip_suffix('-').filter(|text| text.ends_with(char::is_alphabetic));
        let below = page[index + 1..].iter().find(|other| other.cell == one.cell && !other.is_beside(one));
        let (Some(begun), Some(below)) = (begun, below) else { continue };
        let first = begun.rsplit(' ').next().unwrap_or_default();
        let rest = below.text.split(' ').next().unwrap_or_default();
        // `mål- og resultatplan` has a hyphen of its own.
        if !rest.starts_with(char::is_lowercase) || ["og", "eller", "samt"].contains(&rest) {
            continue;
        }
        let of_column = page.iter().filter(|other| {
            other
                .cell
                .is_some_and(|other| (other.table, other.column, other.span) == (cell.table, cell.column, cell.span))
        });
        let room = of_column.map(|other| other.right - one.left.min(below.left)).fold(0.0, f64::max);
        let width = part_of(one, first.chars().count()) + part_of(below, rest.chars().count());
        if width < room {
            found.push(format!("`{first}-{rest}` is {width:.0} wide, and its column {room:.0}"));
        }
    }
    found
}

#[test]
fn no_word_of_a_cell_is_broken_that_its_column_has_room_for() {
    let mut wrong = Vec::new();
    for (name, built) in documents() {
        for (page, number) in boxes(&built.pdf.file).iter().zip(1..) {
            wrong.extend(broken(page).into_iter().map(|word| format!("{name}, page {number}: {word}")));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
