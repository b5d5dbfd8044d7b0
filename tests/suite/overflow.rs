//! No word runs over the next cell, over other words or off the page.
#![expect(clippy::disallowed_types, reason = "places on a page are no points, shares or money")]

use crate::support::pdf::Pdf;
use crate::support::pdf::boxes::{Cell, TextBox, boxes};
use crate::support::plan::{Copy, build, documents, errors, files, views};
use crate::support::text::shows;
use crate::support::write;

/// In points: the least distance between the words of two cells, and how far text reaches at most.
const GAP: i32 = 2;
const LEFT: i32 = 70;
const RIGHT: i32 = 536;
const RIGHT_OF_MARKS: i32 = 575;
const FOOT: i32 = 25;
const TOP: i32 = 825;

fn told(one: &TextBox) -> String {
    format!("`{}` ({:.0}–{:.0}, {:.0})", one.text, one.left, one.right, one.foot)
}

/// A mark of what an allonge has changed stands in the margin of its table.
fn is_mark(one: &TextBox) -> bool {
    one.left > RIGHT.into()
}

/// What of a page stands where it should not.
fn faults(page: &[TextBox]) -> Vec<String> {
    let mut faults = Vec::new();
    for (index, one) in page.iter().enumerate() {
        let right = if one.cell.is_some() { RIGHT_OF_MARKS } else { RIGHT };
        if one.left < LEFT.into() || one.right > right.into() || one.foot < FOOT.into() || one.top > TOP.into() {
            faults.push(format!("{} is off the page", told(one)));
        }
        for other in &page[index + 1..] {
            let are_apart = one.cell.zip(other.cell).is_some_and(|(one, other)| one != other);
            let least = if are_apart { GAP.into() } else { -0.5 };
            if one.is_beside(other) && one.gap(other) < least {
                faults.push(format!("{} and {}", told(one), told(other)));
            }
        }
        // Beside an empty cell, too: no word stands in the next column, nor in the one before.
        let of = |is_meant: fn(&Cell, &Cell) -> bool| {
            let is_beside =
                move |other: &&TextBox| one.cell.zip(other.cell).is_some_and(|(one, other)| is_meant(&one, &other));
            page.iter().filter(|one| !is_mark(one)).filter(is_beside)
        };
        let next = of(Cell::ends_at).map(|other| other.left).fold(f64::MAX, f64::min);
        let last = of(|one, other| other.ends_at(one)).map(|other| other.right).fold(0.0, f64::max);
        if !is_mark(one) && (one.right > next || one.left < last) {
            faults.push(format!("{} reaches out of its column, {last:.0}–{next:.0}", told(one)));
        }
    }
    faults
}

fn overflow(bytes: &[u8]) -> Vec<String> {
    let file = Pdf::read(bytes).file;
    let pages = boxes(&file);
    pages
        .iter()
        .zip(1..)
        .flat_map(|(page, number)| faults(page).into_iter().map(move |one| format!("page {number}: {one}")))
        .collect()
}

#[test]
fn no_word_of_any_document_stands_over_another_or_off_the_page() {
    let mut wrong = Vec::new();
    for (name, built) in documents() {
        wrong.extend(overflow(&built.bytes).into_iter().map(|fault| format!("{name}, {fault}")));
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Words that neither spaces nor hyphenation give an end to.
const ENDLESS: [&str; 5] = [
    "KMD_Nova_ESDH_2025_v2_med_et_langt_navn",
    "BESKÆFTIGELSESINDSATSGENNEMFØRELSESBESTEMMELSERNE",
    "https://eksempel.dk/en/meget/lang/sti/uden/ende?med=tegn&og=flere_tegn_1234567890",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "SagsnummerJournalnummerDokumentnummerVersionsnummer2025",
];

/// Keys whose texts are printed.
const TEXTS: [&str; 14] = [
    "titel",
    "undertitel",
    "område",
    "mål",
    "sager",
    "hverdage",
    "opkald",
    "antal",
    "værdi",
    "leverance",
    "metode",
    "kilde",
    "ansvarlig",
    "kommentar",
];

/// A file in which each text of one line ends with one of the words.
fn with_endless_words(text: &str, put: &mut Vec<&'static str>) -> String {
    let line = |line: &str| {
        let (key, value) = line.split_once(": ").unwrap_or((line, ""));
        let is_plain = value.starts_with(char::is_alphabetic) && !value.contains(['#', '"', '[', '{']);
        if !is_plain || !TEXTS.contains(&key.trim_start_matches([' ', '-'])) || value == "koncernfælles" {
            return format!("{line}\n");
        }
        let word = ENDLESS[put.len() % ENDLESS.len()];
        put.push(word);
        format!("{line} {word}\n")
    };
    text.lines().map(line).collect()
}

#[test]
fn a_word_without_an_end_is_broken_and_stays_a_word() {
    let copy = Copy::of("tests/plans/eksempel");
    let mut put = Vec::new();
    for file in files(&copy.path("plans/eksempel")) {
        let text = std::fs::read_to_string(&file).expect("a text can be read");
        let is_yaml = file.extension().is_some_and(|ending| ending == "yaml");
        let text =
            if is_yaml { with_endless_words(&text, &mut put) } else { format!("{text}\n{}\n", ENDLESS.join(" ")) };
        write(&file, text);
    }
    assert!(put.len() > 40, "{}", put.len());
    let mut wrong = Vec::new();
    for plan in ["prø/2025", "ekn/2025"] {
        let inspected = copy.inspect(&format!("plans/eksempel/{plan}"));
        assert_eq!(errors(&inspected), [""; 0], "{:?}", inspected.report.findings());
        for (id, view) in &views(&inspected) {
            let bytes = build(view);
            let (name, text) = (id.title(), Pdf::read(&bytes).text());
            wrong.extend(overflow(&bytes).into_iter().map(|fault| format!("{plan}, {name}, {fault}")));
            let shown = ENDLESS.iter().filter(|word| shows(&text, word)).count();
            assert!(shown > 2, "{plan}, {name}: {shown} of the words can be copied");
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_stands_where_it_should_not_is_seen() {
    let text = |left: f64, right: f64, column: usize| TextBox {
        text: "ord".to_owned(),
        left,
        right,
        foot: 400.0,
        top: 406.0,
        cell: (column > 0).then_some(Cell { table: 1, row: 1, column, span: 1 }),
    };
    for (one, other, is_well) in [
        (text(100.0, 150.0, 1), text(160.0, 200.0, 2), true),
        (text(100.0, 159.0, 1), text(160.0, 200.0, 2), false),
        (text(100.0, 170.0, 1), text(160.0, 200.0, 2), false),
        (text(100.0, 150.0, 0), text(150.0, 200.0, 0), true),
        (text(100.0, 152.0, 0), text(150.0, 200.0, 0), false),
        (text(100.0, 150.0, 0), text(300.0, 590.0, 0), false),
        (text(100.0, 150.0, 0), TextBox { foot: 300.0, top: 306.0, ..text(150.0, 200.0, 0) }, true),
        (text(100.0, 170.0, 1), TextBox { foot: 300.0, top: 306.0, ..text(160.0, 200.0, 2) }, false),
        (text(190.0, 200.0, 1), TextBox { foot: 300.0, top: 306.0, ..text(160.0, 240.0, 2) }, false),
    ] {
        assert_eq!(faults(&[one.clone(), other.clone()]).is_empty(), is_well, "{one:?} {other:?}");
    }
}
