//! The workbook that a quarter is reported in: out and back without a figure lost, for every kind of requirement; read right
//! or refused, whatever was done to its rows.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use resultatplan::blank::{Blank, Column};
use resultatplan::files::{Files, Memory};
use resultatplan::language::Telling;
use resultatplan::plan::{DemandKind, Requirement, Results};
use resultatplan::workspace::{ImportRequest, Workspace};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{ASSETS, copy_of};

const PLAN: &str = "/eks/prø/2025";
const GOAL: &str = "\
nr: \"1.1\"
område: Prøve
vægt: 100
mål: Borgerne får svar til tiden.
samles: ligeligt
resultatkrav:
  - nr: a
    sager: Fast-track
    samles: alle
    trin:
      - { mindst: 55 pct., inden for: 31 dage }
      - { mindst: 75 pct., inden for: 92 dage }
  - nr: b
    hverdage: ventetid til biometrioptag
    mindst: 80 pct.
    højst: 10 dage
    steder: { Valby: 75 pct., Aarhus: 25 pct. }
  - nr: c
    opkald: Opkald
    mindst: 80 pct.
    inden for: 10 minutter
    kvartaler samles: gennemsnit
  - nr: d
    værdi: ventetid i telefonen
    højst: 6 min.
    kvartaler samles: gennemsnit
  - nr: e
    værdi: tilfredshed
    mindst: 80 pct.
    kvartaler samles: gennemsnit
  - nr: f
    andel: Tilfredse brugere
    af: adspurgte brugere
    mindst: 100 pct.
    sammenlignes med: landsgennemsnittet
  - nr: g
    gennemsnit: Sagsbehandlingstid
    pr: afgjort sag
    nævneren samles: sum
    højst: 45 dage
  - nr: h
    antal: \"=HYPERLINK(1) vejledninger\"
    mindst: 3
  - nr: i
    leverance: Digital ansøgning er sat i drift
    frist: udgangen af 1. kvartal
  - nr: j
    niveau: risikostyring
    mindst: \"styret, i det hele\"
    skala: [begyndende, \"styret, i det hele\", bedst]
  - nr: k
    niveau: overblik
    mindst: niveau 3
  - nr: l
    niveau: modenhed
    mindst: det forventede niveau
  - nr: m
    evaluering: bidrag til ministerbetjening
    emner: [Rettidighed, Faglighed]
    på: [Lovforslag, Sparring]
    evalueres af: [A, B]
    skala: { 1: Ikke tilfredsstillende, 2: Delvis, 3: Tilfredsstillende }
    omregning: [{ fra: 10, opfyldelse: 100 pct. }]
  - nr: n
    vurdering: Vejledningen er god
    vurderes af: departementet
  - nr: o
    vurdering: Brugerne er tilfredse
    grader: { 100 pct.: 9 af 10, 50 pct.: 7 af 10 }
  - nr: p
    senere: Et krav om kvalitet
    fastsættes: ved allonge
  - nr: q
    samles: alle
    krav:
      - { nr: 1, antal: møder, mindst: 2 }
      - { nr: 2, antal: kurser, mindst: 2 }
";
const RESULTS: &str = "\
periode: 1. kvartal
eksempel: ja
opdateret: 10. april 2025
indberettet af: Sekretariatet
kilde: Sagssystemet
kommentar: Kvartalet var præget af ferie.
resultater:
  - { krav: 1.1 a, i alt: 1.200, inden for: { 31 dage: 1046, 92 dage: 1100 } }
  - krav: 1.1 b
    steder:
      Valby: { i alt: 60, højst: { 10 dage: 54 } }
      Aarhus: { i alt: 40, højst: { 10 dage: 0 } }
    kommentar: |
      *Bornholm* er lukket.

      - en sag
      - en anden
  - { krav: 1.1 c, andel: { 10 minutter: \"85,55 pct.\" } }
  - { krav: 1.1 d, værdi: \"5,5\", kilde: Telefonsystemet }
  - { krav: 1.1 e, værdi: \"85,5 pct.\", forventet: 90 pct. }
  - { krav: 1.1 f, tæller: 421, nævner: 500, sammenligning: \"84,2 pct.\" }
  - { krav: 1.1 g, tæller: \"1.234,5\", nævner: 100 }
  - { krav: 1.1 h, antal: 0, forventet: ikke opfyldt }
  - { krav: 1.1 i, leveret: 28. marts 2025, bevis: Journalnr. 2025-114 }
  - { krav: 1.1 j, niveau: \"styret, i det hele\" }
  - { krav: 1.1 k, niveau: niveau 2 }
  - { krav: 1.1 l, niveau: lavere }
  - { krav: 1.1 m, evalueringer: { A: [[2, 3], [3, 1]], B: [[1, 1], [2, 2]] } }
  - krav: 1.1 n
    vurdering: delvist opfyldt
    af: departementet
    dato: 4. april 2025
    begrundelse: Den er gennemgået på et møde.
  - { krav: 1.1 o, vurdering: 50 pct., af: B, dato: 4. april 2025, begrundelse: Undersøgelsen. }
  - { krav: 1.1 p, kommentar: Forhandles. }
  - { krav: 1.1 q, kommentar: \"=1+1 er to.\", forventet: delvist opfyldt }
  - { krav: 1.1 q 1, antal: 1 }
  - { krav: 1.1 q 2, antal: 2 }
";

fn plan_with(results: Option<&str>) -> Memory {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    files.write(ministry.join("prø/2025/mål/1.1.yaml"), GOAL);
    if let Some(results) = results {
        files.write(ministry.join("prø/2025/resultater/1-kvartal.yaml"), results);
    }
    files
}

fn open(files: &Memory) -> Workspace {
    let workspace = Workspace::open(files.share(), &[PathBuf::from(PLAN)], ASSETS.clone()).unwrap();
    let report = &workspace.plan().unwrap().report;
    let told: Vec<String> = report.findings().iter().map(|one| format!("{} {}", one.rule.name, one.message)).collect();
    assert!(!report.has_errors(), "{told:#?}");
    workspace
}

fn sheet(files: &Memory) -> Vec<u8> {
    open(files).sheet(1).unwrap()
}

fn results(files: &Memory) -> Results {
    open(files).plan().unwrap().known.whole().unwrap().results().clone()
}

/// What comes of a workbook: the results that it holds, or what is refused; and what is said of it.
fn taken(files: &Memory, workbook: &[u8]) -> (Result<Results, Vec<String>>, Vec<String>) {
    let path = PathBuf::from("/1-kvartal.xlsx");
    let mut files = files.clone();
    files.write(&path, workbook);
    let paths = [path];
    let request = ImportRequest {
        files: &paths,
        periods: &[],
        sheet: None,
        map: None,
        updated: None,
        reporter: None,
        source: None,
        is_example: false,
        out: None,
        may_replace: true,
    };
    let came = match open(&files).import(&request, &mut |_, _| panic!("no row of a blank is rejected")) {
        Ok(came) => came,
        Err(failure) => return (Err(vec![failure.to_string()]), Vec::new()),
    };
    let notes = came.filled.expect("it was filled in").notes.iter().map(ToString::to_string).collect();
    let came = came.results.map_err(|all| all.iter().map(|one| one.message().to_string()).collect::<Vec<_>>());
    (
        came.map(|edits| {
            edits.iter().for_each(|edit| files.write(&edit.path, edit.bytes.as_slice()));
            results(&files)
        }),
        notes,
    )
}

fn refused(workbook: &[u8]) -> String {
    taken(&plan_with(None), workbook).0.unwrap_err().join("\n")
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The workbook with one of its parts changed.
fn changed(workbook: &[u8], part: &str, change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut change = Some(change);
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        if name == part {
            text = change.take().unwrap()(text);
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    assert!(change.is_none(), "the workbook has {part}");
    out.finish().unwrap().into_inner()
}

/// The number of a row, and its cells.
type SheetRow = (u32, String);

/// The workbook with the rows of its sheet changed; the first is that of the names.
fn with_rows(workbook: &[u8], change: impl FnOnce(&mut Vec<SheetRow>)) -> Vec<u8> {
    changed(workbook, SHEET, |xml| {
        let (start, rest) = xml.split_once("<sheetData>").unwrap();
        let (data, end) = rest.split_once("</sheetData>").unwrap();
        let number = |row: &str| row.split('"').nth(1).unwrap().parse().unwrap();
        let all: Vec<SheetRow> =
            data.split("<row r=").skip(1).map(|row| (number(row), format!("<row r={row}"))).collect();
        let (above, mut own): (Vec<SheetRow>, Vec<SheetRow>) = all.into_iter().partition(|(number, _)| *number < 9);
        change(&mut own);
        own.sort_by_key(|(number, _)| *number);
        let rows: String = above.into_iter().chain(own).map(|(_, row)| row).collect();
        format!("{start}<sheetData>{rows}</sheetData>{end}")
    })
}

/// A row as it stands elsewhere.
fn moved((from, row): &SheetRow, to: u32) -> SheetRow {
    let mut text = row.replacen(&format!("<row r=\"{from}\""), &format!("<row r=\"{to}\""), 1);
    for letter in 'A'..='Z' {
        text = text.replace(&format!("r=\"{letter}{from}\""), &format!("r=\"{letter}{to}\""));
    }
    (to, text)
}

/// Where something is reported of a requirement: `G11`, the first of its cells in that column.
fn cell(files: &Memory, of: &str, column: Column) -> String {
    let plan = open(files);
    let quarter = plan.plan().unwrap().known.plan().unwrap().period.quarter(1).unwrap();
    let blank = plan.blank(quarter).unwrap();
    let place = blank.columns().iter().position(|one| *one == column).unwrap();
    let row = blank.rows.iter().position(|row| row.of.to_string() == of && row.cell(column).is_some());
    format!("{}{}", char::from(b'G' + u8::try_from(place).unwrap()), row.expect("it is asked for") + 10)
}

/// A cell with a number of its own in place of what stands in it.
fn with_number(workbook: &[u8], cell: &str, number: &str) -> Vec<u8> {
    changed(workbook, SHEET, |xml| {
        let start = format!("<c r=\"{cell}\"");
        let (before, rest) = xml.split_once(&start).unwrap_or_else(|| panic!("{cell} is there"));
        let style = rest.split('"').nth(1).unwrap();
        let end = if rest.find("/>").unwrap() < rest.find('<').unwrap() {
            rest.find("/>").unwrap() + 2
        } else {
            rest.find("</c>").unwrap() + 4
        };
        format!("{before}{start} s=\"{style}\"><v>{number}</v></c>{}", &rest[end..])
    })
}

#[test]
fn a_quarter_goes_out_and_back_for_every_kind_of_requirement() {
    let files = plan_with(Some(RESULTS));
    let before = results(&files);
    let (after, notes) = taken(&files, &sheet(&files));
    assert_eq!(after.unwrap(), before);
    assert_eq!(notes, Vec::<String>::new());
    let plan = open(&files);
    let plan = plan.plan().unwrap().known.plan().unwrap();
    let all = || plan.goals().flat_map(|(_, goal)| &goal.requirements).flat_map(Requirement::walk);
    for kind in DemandKind::ALL {
        assert!(all().any(|one| one.demand.kind() == *kind), "the plan has {}", kind.name());
    }
    // Each of them is told by a figure of its own.
    let figures = before.sheets[0].observations.iter().filter_map(|one| one.figure.as_ref());
    let forms: std::collections::BTreeSet<String> =
        figures.map(|figure| format!("{figure:?}").split(['(', ' ']).next().unwrap().to_owned()).collect();
    assert_eq!(forms.len(), 10, "{forms:?}");
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let files = plan_with(Some(RESULTS));
    assert_eq!(sheet(&files), sheet(&files));
}

#[test]
fn no_text_of_a_plan_is_run_as_a_formula() {
    let workbook = sheet(&plan_with(Some(RESULTS)));
    changed(&workbook, SHEET, |xml| {
        assert!(!xml.contains("<f>"), "{xml}");
        xml
    });
}

#[test]
fn rows_that_were_sorted_hidden_or_deleted_are_read_as_what_they_are() {
    let files = plan_with(Some(RESULTS));
    let (before, workbook) = (results(&files), sheet(&files));
    let turned = with_rows(&workbook, |rows| {
        let last = rows.last().unwrap().0;
        rows[1..].iter_mut().for_each(|row| *row = moved(row, last + 10 - row.0));
    });
    assert_eq!(taken(&files, &turned).0.unwrap(), before);
    let hidden = with_rows(&workbook, |rows| rows[1].1 = rows[1].1.replacen("<row ", "<row hidden=\"1\" ", 1));
    let (after, notes) = taken(&files, &hidden);
    assert_eq!(after.unwrap(), before);
    assert!(notes[0].contains("hidden row 10"), "{notes:?}");
    // What is deleted is not reported, and told.
    let first = before.sheets[0].observations[0].of.clone();
    let deleted =
        with_rows(&workbook, |rows| rows.retain(|(_, row)| !row.contains("r=\"A11\"") && !row.contains("r=\"A12\"")));
    let (after, notes) = taken(&files, &deleted);
    let after = after.unwrap();
    assert_eq!(after.sheets[0].observations, before.sheets[0].observations[1..]);
    assert!(notes[0].contains("deleted") && notes[0].contains(&first.to_string()), "{notes:?}");
}

#[test]
fn rows_that_were_added_doubled_or_taken_apart_are_refused_by_their_cells() {
    let workbook = sheet(&plan_with(Some(RESULTS)));
    let doubled = with_rows(&workbook, |rows| {
        let again = moved(&rows[2], 99);
        rows.push(again);
    });
    assert!(
        refused(&doubled)
            .contains("sheet Indberetning, cell A99: the row `1.1 a | inden for 31 dage` is also there as row 11")
    );
    let added = with_rows(&workbook, |rows| {
        let (number, row) = moved(&rows[2], 99);
        let from = row.find("<c r=\"A99\"").unwrap();
        let end = from + row[from..].find("</c>").unwrap() + 4;
        rows.push((number, format!("{}{}", &row[..from], &row[end..])));
    });
    assert!(refused(&added).contains("cell B99: the row has no key"), "{}", refused(&added));
    // Sorted without the hidden column: every key stands beside another row's words.
    let apart = with_rows(&workbook, |rows| {
        let key = |row: &SheetRow| {
            let from = row.1.find("<c r=\"A").unwrap();
            row.1[from..from + row.1[from..].find("</c>").unwrap() + 4].to_owned()
        };
        let (one, other) = (key(&rows[2]), key(&rows[3]));
        rows[2].1 = rows[2].1.replace(&one, &other.replace("A12", "A11"));
        rows[3].1 = rows[3].1.replace(&other, &one.replace("A11", "A12"));
    });
    let said = refused(&apart);
    assert!(said.contains("cell D11: `inden for 92 dage` stood here") && said.contains("cell D12"), "{said}");
}

#[test]
fn what_cannot_be_a_figure_is_refused_by_its_cell() {
    let files = plan_with(Some(RESULTS));
    let workbook = sheet(&files);
    let wrong = [
        ("1.1 a", Column::Total, "1234.5", "`1234,5`"),
        ("1.1 i", Column::Delivered, "0.5", "`31. december 1899` is no date"),
        ("1.1 k", Column::Level, "-1", "`−1`"),
        ("1.1 m", Column::Mark, "9", "9"),
        ("1.1 h", Column::Count, "0.30000000000000004", "`0,3`"),
    ];
    for (of, column, number, said) in wrong {
        let cell = cell(&files, of, column);
        let refused = refused(&with_number(&workbook, &cell, number));
        let told = format!("sheet Indberetning, cell {cell}: ");
        assert!(refused.contains(&told) && refused.contains(said), "{cell}: {refused}");
    }
    // What several cells say together is told of the first of them.
    let more = refused(&with_number(&workbook, &cell(&files, "1.1 a", Column::Kept), "1201"));
    assert!(
        more.contains(&format!("cell {}: ", cell(&files, "1.1 a", Column::Total))) && more.contains("1,201 within"),
        "{more}"
    );
    let row = cell(&files, "1.1 a", Column::Total)[1..].to_owned();
    let beside = format!("{}{row}", &cell(&files, "1.1 h", Column::Count)[..1]);
    let closed = refused(&with_number(&workbook, &beside, "7"));
    assert!(closed.contains("nothing is reported here: `1.1 a` has no `Antal`"), "{closed}");
}

#[test]
fn a_number_that_may_be_a_share_or_a_percentage_is_not_guessed() {
    let files = plan_with(Some(RESULTS));
    let workbook = sheet(&files);
    let cell = cell(&files, "1.1 c", Column::Share);
    // As a cell is that was pasted over: its form is gone.
    let pasted = |number: &str| {
        changed(&with_number(&workbook, &cell, number), SHEET, |xml| {
            let (before, rest) = xml.split_once(&format!("<c r=\"{cell}\"")).unwrap();
            let (_, rest) = rest.split_once('>').unwrap();
            format!("{before}<c r=\"{cell}\">{rest}")
        })
    };
    let doubtful = refused(&pasted("0.855"));
    assert!(doubtful.contains("`0,855` can be both 0,855 pct. and 85,5 pct."), "{doubtful}");
    assert!(taken(&files, &pasted("85.5")).0.is_ok());
    assert!(taken(&files, &with_number(&workbook, &cell, "0.855")).0.is_ok());
}

#[test]
fn a_workbook_of_another_version_of_the_plan_is_refused_whole() {
    let mut files = plan_with(Some(RESULTS));
    let workbook = sheet(&files);
    files.write(format!("{PLAN}/mål/1.1.yaml"), GOAL.replace("mindst: 55 pct.", "mindst: 60 pct."));
    let said = taken(&files, &workbook).0.unwrap_err();
    assert!(said[0].contains("the plan has changed since the sheet for `1. kvartal` was made"), "{said:?}");
    // What nothing is reported on is no other version.
    files.write(format!("{PLAN}/mål/1.1.yaml"), GOAL.replace("svar til tiden", "svar i god tid"));
    assert!(taken(&files, &workbook).0.is_ok());
}

#[test]
fn an_empty_workbook_asks_for_what_is_measured_in_its_quarter_alone() {
    let goal = "nr: \"1.10\"\nområde: Prøve\nvægt: 100\nmål: Svar.\nsamles: ligeligt\nresultatkrav:\n  - { nr: a, antal: ting, mindst: 1, måles: 2. halvår }\n  - { nr: b, leverance: Planen er lagt, frist: udgangen af 1. kvartal }\n  - { nr: c, antal: møder, mindst: 4 }\n";
    let (mut files, _) = copy_of("tests/pages/eks");
    files.write(format!("{PLAN}/mål/1.1.yaml"), goal);
    let asked = |number: u32| -> BTreeMap<String, String> {
        let workspace = open(&files);
        let quarter = workspace.plan().unwrap().known.plan().unwrap().period.quarter(number).unwrap();
        let blank: Blank = workspace.blank(quarter).unwrap();
        blank.rows.into_iter().filter(|row| row.has_figure()).map(|row| (row.of.to_string(), row.target)).collect()
    };
    let first = asked(1);
    assert_eq!(first.keys().map(String::as_str).collect::<Vec<_>>(), ["1.10 b", "1.10 c"]);
    assert_eq!(first["1.10 b"], "frist: udgangen af 1. kvartal");
    // What was due and is not reported can still come.
    assert_eq!(asked(3).into_keys().collect::<Vec<_>>(), ["1.10 a", "1.10 b", "1.10 c"]);
    let workbook = open(&files).sheet(3).unwrap();
    let (result, _) = taken(&files, &workbook);
    assert!(result.unwrap_err()[0].contains("day"), "nobody has said which day the figures are of");
    assert!(open(&files).sheet(5).unwrap_err().to_string().contains("no quarter 5"));
    assert!(Path::new(PLAN).is_absolute());
}
