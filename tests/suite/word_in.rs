//! A plan from a Word file: what becomes data, what stays words, and that no word is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use resultatplan::draft::{DraftFiles, Names, Phrases, plan_from_word};
use resultatplan::files::Memory;
use resultatplan::language::Message;
use resultatplan::word::{ReadWord, read, text_of};

use crate::support::{ASSETS, examine};
use crate::word::{W, file, tokens, view, zipped};

pub static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(&ASSETS));

fn names() -> Names {
    Names { ministry: "uim".into(), institution: "siri".into(), year: 2023 }
}

fn drafted(bytes: &[u8]) -> (ReadWord, DraftFiles, Vec<Message>) {
    let read = read(bytes).expect("a Word file");
    let (files, guesses) = plan_from_word(&names(), &read, &PHRASES);
    (read, files, guesses)
}

/// Whether each word of the file is in the plan, and the plan can be read.
fn holds(read: &ReadWord, files: &DraftFiles) {
    let there: BTreeSet<String> = files.values().flat_map(|text| tokens(text)).collect();
    let comments = read.comments.iter().map(|one| one.text.clone()).collect::<Vec<_>>().join(" ");
    let lost: Vec<String> =
        tokens(&format!("{} {comments}", text_of(&read.document.body))).difference(&there).cloned().collect();
    assert!(lost.is_empty(), "{lost:?}");
    let mut memory = Memory::default();
    for (path, text) in files {
        memory.write(Path::new("plans/uim").join(path), text.as_bytes());
    }
    let outcome = examine(&memory, Path::new("plans/uim/siri/2023"));
    assert!(!outcome.report.has_errors(), "{:#?}", outcome.told());
}

/// A file of these paragraphs and tables, with no part but the text and what is given.
fn written(body: &str, others: &[(&str, String)]) -> Vec<u8> {
    let mut parts = BTreeMap::from([(
        "word/document.xml".to_owned(),
        format!(r#"<w:document xmlns:w="{W}" xmlns:mc="mc"><w:body>{body}</w:body></w:document>"#).into_bytes(),
    )]);
    parts.extend(others.iter().map(|(name, text)| ((*name).to_owned(), text.clone().into_bytes())));
    zipped(&parts)
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn bold(text: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
}

fn row(cells: &[&str]) -> String {
    let cell = |cell: &&str| {
        if cell.starts_with('<') { format!("<w:tc>{cell}</w:tc>") } else { format!("<w:tc>{}</w:tc>", p(cell)) }
    };
    format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>())
}

const GOES_ON: &str = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>";

#[test]
fn our_own_contract_comes_back_with_all_its_words() {
    let (read, files, guesses) = drafted(&file(view("mål-og-resultatplan")));
    holds(&read, &files);
    let goal = files.get(Path::new("siri/2023/mål/1.1.yaml")).expect("a goal");
    assert!(goal.contains("område: Sagsbehandlingstider") && goal.contains("vægt: 65"), "{goal}");
    assert!(goal.contains("Fast-track, 1. gang") && goal.contains("inden for: 31 dage"), "{goal}");
    let calls = files.get(Path::new("siri/2023/mål/1.2.yaml")).expect("a goal");
    assert!(calls.contains("henvendelser: ") && calls.contains("måles: 2. halvår"), "{calls}");
    let plan = files.get(Path::new("siri/2023/plan.yaml")).expect("the plan");
    for part in ["kolonner:", "nr: \"2.3\"", "titel: Departementschef", "navn: Trine Rask Thygesen", "baggrund:"] {
        assert!(plan.contains(part), "{part} in {plan}");
    }
    assert!(guesses.iter().any(|guess| guess.id == "draft.word-kind"), "{guesses:?}");
}

/// Columns in another order, cells over two rows, weights in per cent, labels, lists, a row of sums.
#[test]
fn a_goal_table_is_read_whatever_its_order_and_its_cells() {
    let table = [
        row(&["Vægt", "Mål", "Resultatkrav", "Område", "Nr."]),
        row(&["60 pct.", "Hurtige svar", "a) Mindst 90 pct. af sagerne afgøres inden for 31 dage.", "Sager", "1.1"]),
        row(&[GOES_ON, GOES_ON, "b) Senest den 1. juni 2023 er vejledningen sendt ud.", GOES_ON, GOES_ON]),
        row(&["?", "Glade brugere", "Brugerne er tilfredse.", "Brugere", "1.2"]),
        row(&["100", "I alt", "", "", ""]),
    ];
    let body = format!("{}{}<w:tbl>{}</w:tbl>", bold("3.1 Faglige mål"), p("Målene er få."), table.concat());
    let (read, files, guesses) = drafted(&written(&body, &[]));
    holds(&read, &files);
    let first = files.get(Path::new("siri/2023/mål/1.1.yaml")).expect("a goal");
    for part in ["vægt: 60", "område: Sager", "nr: a", "mindst: 90 pct.", "nr: b", "frist: 1. juni 2023", "gennemgå"]
    {
        assert!(first.contains(part), "{part} in {first}");
    }
    let second = files.get(Path::new("siri/2023/mål/1.2.yaml")).expect("a goal");
    assert!(second.contains("vægt: ikke fastsat") && second.contains("vurdering: Brugerne er tilfredse."), "{second}");
    let ids: BTreeSet<&str> = guesses.iter().map(|guess| guess.id).collect();
    for id in
        ["draft.word-share", "draft.word-deadline", "draft.word-weight", "draft.word-judgement", "draft.word-no-styles"]
    {
        assert!(ids.contains(id), "{id} of {ids:?}");
    }
}

/// Changes that were tracked are taken; comments, boxes and tables in tables lose no word.
#[test]
fn what_stands_beside_the_text_is_kept() {
    let changed = r#"<w:p><w:r><w:t>Planen gælder </w:t></w:r><w:del><w:r><w:delText>gammelt</w:delText></w:r></w:del><w:ins><w:r><w:t>nyt</w:t></w:r></w:ins><w:commentRangeStart w:id="0"/></w:p>"#;
    let boxed = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:txbxContent>{}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        p("I en boks"),
        p("I en boks")
    );
    let inner = format!("<w:tbl>{}{}</w:tbl><w:p/>", row(&["Inderst", "tabel"]), row(&["med", "ord"]));
    let table = format!("<w:tbl>{}{}</w:tbl>", row(&["Emne", "Indhold"]), row(&["Ydre", &inner]));
    let comments = format!(
        r#"<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Økonomi">{}</w:comment></w:comments>"#,
        p("Skal drøftes")
    );
    let relations =
        r#"<Relationships xmlns="r"><Relationship Id="r1" Type="x/comments" Target="comments.xml"/></Relationships>"#;
    let others = [("word/comments.xml", comments), ("word/_rels/document.xml.rels", relations.to_owned())];
    let (read, files, guesses) =
        drafted(&written(&format!("{}{changed}{boxed}{table}", bold("1.0 Indledning")), &others));
    let text = text_of(&read.document.body);
    assert!(text.contains("Planen gælder nyt") && !text.contains("gammelt"), "{text}");
    assert_eq!(text.matches("I en boks").count(), 1, "{text}");
    let whole: String = files.values().cloned().collect();
    assert!(whole.contains("# Kommentar af Økonomi") && whole.contains("Skal drøftes"), "{whole}");
    for word in ["Inderst", "boks", "nyt"] {
        assert!(whole.contains(word), "{word} in {whole}");
    }
    let ids: BTreeSet<&str> = guesses.iter().map(|guess| guess.id).collect();
    for id in
        ["draft.word-changes", "draft.word-comments", "draft.word-nested", "draft.word-boxes", "draft.word-no-goals"]
    {
        assert!(ids.contains(id), "{id} of {ids:?}");
    }
}

/// Whatever nests in whatever, and however often, it ends.
#[test]
fn a_file_that_nests_without_end_is_read_to_an_end() {
    let mut body = p("dybt nede");
    for _ in 0..120 {
        body = format!("<w:tbl>{}</w:tbl><w:p/>", row(&[&body]));
    }
    let (read, _, _) = drafted(&written(&body, &[]));
    assert!(text_of(&read.document.body).contains("dybt nede"));
}
