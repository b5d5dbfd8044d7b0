//! Files that are read: workbooks made here, and what somebody might give that is no table at all.

use std::path::{Path, PathBuf};

use resultatplan::files::Memory;
use resultatplan::import::{Account, Imported, Rejection, Request, import};
use resultatplan::load::{Mapping, load};
use resultatplan::plan::Plan;
use resultatplan::quantity::PartOfYear;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::support::{ASSETS, copy_of, repository};

/// The plan of the worked examples: `Fast-track, 1. gang` and `Medfølgende familie`.
pub fn plan() -> Plan {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let goal = std::fs::read_to_string(repository("tests/import/cases_by_quarter/mål.yaml")).unwrap();
    let head = "nr: \"1.1\"\nområde: Prøve\nvægt: 100\nmål: Borgerne får svar til tiden.\n";
    files.write(ministry.join("prø/2025/mål/1.1.yaml"), head.to_owned() + &goal);
    load(&files, &ministry.join("prø/2025"), &ASSETS).known.plan().expect("the plan is whole").clone()
}

/// What comes of a file for the first quarter, with the rows that are rejected.
pub fn read(files: &Memory, path: &Path, sheet: Option<&str>) -> (Result<Imported, String>, Vec<Rejection>) {
    let (plan, mapping, mut rejected) = (plan(), Mapping::default(), Vec::new());
    let request = Request { files, plan: &plan, mapping: &mapping, periods: &[PartOfYear::Quarter(1)], sheet };
    let imported = import(request, &[path.to_owned()], &mut |_, one| rejected.push(one));
    (imported.map_err(|error| error.to_string()), rejected)
}

fn account(imported: &Imported) -> Account {
    assert!(imported.files.iter().all(|file| file.account.adds_up()), "{:?}", imported.files);
    imported.files[0].account.clone()
}

/// How many there were of a requirement, and how many within its first limit.
fn counts(imported: &Imported, address: &str) -> (u64, u64) {
    let found = imported.counted[0].requirements.iter().find(|(one, _)| one.to_string() == address);
    let counts = &found.expect("it is counted").1.counts[0].1;
    (counts.total.0, counts.within[0].0)
}

fn workbook(fill: impl FnOnce(&mut Workbook)) -> (Memory, PathBuf) {
    let mut book = Workbook::new();
    fill(&mut book);
    let path = PathBuf::from("sager.xlsx");
    (Memory::from_iter([(&path, book.save_to_buffer().unwrap())]), path)
}

fn head(sheet: &mut Worksheet, names: &[&str]) {
    for (column, name) in names.iter().enumerate() {
        sheet.write_string(0, u16::try_from(column).unwrap(), *name).unwrap();
    }
}

#[test]
fn a_workbook_is_read_whatever_its_cells_are() {
    let (files, path) = workbook(|book| {
        let date = Format::new().set_num_format("dd-mm-yyyy");
        let sheet = book.add_worksheet().set_name("Sager").unwrap();
        head(sheet, &["Sagstype", "Modtaget", "Afgjort", "Noter"]);
        let day = |text: &str| ExcelDateTime::parse_from_str(text).unwrap();
        // As a date, with a time of day after it, as text, as a bare count of days, as what a formula gave.
        sheet.write_string(1, 0, "Fast-track").unwrap();
        sheet.write_datetime_with_format(1, 1, day("2025-01-01"), &date).unwrap();
        sheet.write_datetime_with_format(1, 2, day("2025-02-01T13:45:00"), &date).unwrap();
        sheet.write_string(2, 0, "Fast-track").unwrap();
        sheet.write_string(2, 1, "1. januar 2025").unwrap();
        sheet.write_string(2, 2, "02-02-2025").unwrap();
        sheet.write_string(4, 0, "Fast-track").unwrap();
        sheet.write_number(4, 1, 45_658).unwrap();
        sheet.write_number(4, 2, 45_689.5).unwrap();
        sheet.write_string(5, 0, "Fast-track").unwrap();
        sheet.write_formula(5, 1, Formula::new("=B5").set_result("45658")).unwrap();
        sheet.write_formula(5, 2, Formula::new("=B5/0").set_result("#DIV/0!")).unwrap();
        sheet.write_string(6, 0, "Fast-track").unwrap();
        sheet.write_boolean(6, 1, true).unwrap();
        sheet.write_number(6, 2, 20_250_201).unwrap();
        sheet.write_string(7, 0, "Medfølgende familie").unwrap();
        sheet.write_number(7, 1, 20_250_101).unwrap();
        book.add_worksheet().set_name("Pivot").unwrap();
    });
    let (imported, rejected) = read(&files, &path, None);
    let imported = imported.unwrap();
    assert_eq!(counts(&imported, "1.1 a Fast-track, 1. gang"), (3, 2));
    let found = account(&imported);
    assert_eq!((found.read, found.counted, found.undecided, found.rejected), (6, 3, 1, 2));
    let told: Vec<String> = rejected.iter().map(|one| format!("{}: {}", one.row, one.reason)).collect();
    assert!(
        told[0].starts_with("6: `afgjort` is `#DIV/0!`") && told[1].starts_with("7: `modtaget` is `ja`"),
        "{told:?}"
    );
    let notes = imported.files[0].notes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(notes.contains("columns Noter") && notes.contains("not `Pivot`"), "{notes}");
}

#[test]
fn a_number_in_a_workbook_is_the_number_that_it_shows() {
    let (files, path) = workbook(|book| {
        book.add_worksheet().set_name("Forside").unwrap();
        let sheet = book.add_worksheet().set_name("Tal").unwrap();
        head(sheet, &["Kvartal", "Krav", "I alt", "31 dage", "92 dage"]);
        // 1,234 is no thousand, 0,1 + 0,2 no count; a whole number is exact however it is kept.
        for (row, (kind, total, within)) in
            [("Fast-track", 1_234.0, 1_000.0), ("Medfølgende familie", 1.234, 1.0), ("1.1 a Medf", 0.1 + 0.2, 0.0)]
                .into_iter()
                .enumerate()
        {
            let row = u32::try_from(row).unwrap() + 1;
            sheet.write_number(row, 0, 1).unwrap();
            sheet.write_string(row, 1, kind).unwrap();
            sheet.write_number(row, 2, total).unwrap();
            sheet.write_number(row, 3, within).unwrap();
        }
    });
    let (imported, rejected) = read(&files, &path, Some("Tal"));
    assert_eq!(counts(&imported.unwrap(), "1.1 a Fast-track, 1. gang"), (1234, 1000));
    let told: Vec<String> = rejected.iter().map(|one| one.reason.to_string()).collect();
    assert!(told[0].contains("`1,234`, which is no count") && told[1].contains("no case type"), "{told:?}");
    let unknown = read(&files, &path, Some("Tall")).0.unwrap_err();
    assert!(unknown.contains("its sheets are `Forside`, `Tal`"), "{unknown}");
    assert!(read(&files, &path, None).0.unwrap_err().contains("the sheet `Forside` is empty"));
}

fn read_text(name: &str, content: &[u8]) -> (Result<Imported, String>, Vec<Rejection>) {
    read(&Memory::from_iter([(name, content)]), Path::new(name), None)
}

#[test]
fn what_is_no_table_is_refused_with_the_way_out() {
    for (name, content, said) in [
        ("tom.csv", &b""[..], "the file is empty"),
        ("tom.csv", b"\xef\xbb\xbf\r\n\n  \n", "the file is empty"),
        ("bred.csv", b"\xff\xfes\0a\0g\0", "save it as `CSV UTF-8`"),
        ("bog.csv", b"PK\x03\x04...", "give its name the ending `.xlsx`"),
        ("bog.xlsx", b"Sagstype;Modtaget;Afgjort\n", "is no workbook"),
        ("bog.xlsx", b"PK\x03\x04 and no more", "is no workbook"),
        ("bog.xlsx", b"", "is no workbook"),
        ("to.csv", b"Sagstype;Modtaget;Afgjort;modtaget\n", "the columns 2 and 4 are both `modtaget`"),
        ("anden.csv", b"Navn;Adresse\nA;B\n", "no column is `sagstype`"),
        ("uden.csv", b"Sagstype;Afgjort\n", "no clock starts"),
        ("billede.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "no column is `sagstype`"),
    ] {
        let (imported, rejected) = read_text(name, content);
        let error = imported.expect_err(said);
        assert!(error.contains(said) && error.contains(name) && rejected.is_empty(), "{name}: {error}");
    }
}

const HEAD: &[u8] = b"Sagstype;Modtaget;Afgjort\n";
const GOOD: &[u8] = b"Fast-track;2025-01-01;2025-01-31\n";

#[test]
fn what_is_hostile_in_a_row_costs_that_row_alone() {
    let huge = [vec![b'x'; 3 << 20], b"\n".to_vec()].concat();
    let wide = [b"Fast-track;2025-01-01;2025-01-31".to_vec(), b";x".repeat(10_000), b"\n".to_vec()].concat();
    let long = [b"Fast-track;2025-01-01;".to_vec(), vec![b'9'; 100_000], b"\n".to_vec()].concat();
    for (row, number) in [
        (&b"Fast-track;2025-01-01;2025-01-\0 31\n"[..], 1),
        (b"\0\0\0\0\n", 1),
        (b"Fast-track;2025-01-01;\"2025-01-31\n", 1),
        (b"\"Fast-track;2025-01-01;2025-01-31\n", 1),
        (b"Fast-track\n", 1),
        (b"\xff\xfe\xfd;2025-01-01;2025-01-31\n", 1),
        (b"Fast-track;99999999999999999999;2025-01-31\n", 1),
        (&huge, 1),
        (&wide, 1),
        (&long, 1),
    ] {
        let (imported, rejected) = read_text("sager.csv", &[HEAD, GOOD, row, GOOD].concat());
        let imported = imported.unwrap();
        let found = account(&imported);
        assert_eq!((found.counted, found.rejected), (2, number), "{:?}", &row[..row.len().min(60)]);
        assert_eq!(rejected.iter().map(|one| one.row).collect::<Vec<_>>(), [3]);
        assert!(rejected[0].reason.to_string().chars().count() < 250, "{}", rejected[0].reason);
    }
}

#[test]
fn as_many_case_types_as_rows_are_told_one_by_one() {
    let mut text = HEAD.to_vec();
    for number in 0..20_000 {
        text.extend(format!("ukendt {number};2025-01-01;2025-01-31\r\n\r\n").as_bytes());
    }
    text.extend(GOOD);
    let (imported, rejected) = read_text("sager.csv", &text);
    assert_eq!((account(&imported.unwrap()).counted, rejected.len()), (1, 20_000));
    // In the order of the file, each on its own line: an empty line follows each.
    assert!(rejected.iter().zip(0_u64..).all(|(one, index)| one.row == 2 + 2 * index));
    assert!(rejected[19_999].reason.to_string().contains("`ukendt 19999`"));
}

#[test]
fn hidden_rows_are_counted_and_told() {
    let (files, path) = workbook(|book| {
        let sheet = book.add_worksheet().set_name("Sager & krav").unwrap();
        head(sheet, &["Sagstype", "Modtaget", "Afgjort"]);
        for row in 1..=20 {
            sheet.write_string(row, 0, "Fast-track").unwrap();
            sheet.write_string(row, 1, "2025-01-02").unwrap();
            sheet.write_string(row, 2, "2025-01-20").unwrap();
        }
        sheet.set_row_hidden(3).unwrap();
        for row in 6..19 {
            sheet.set_row_hidden(row).unwrap();
        }
    });
    let imported = read(&files, &path, None).0.unwrap();
    assert_eq!(account(&imported).counted, 20);
    let notes = imported.files[0].notes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    let told = "hidden rows 4, 7, 8, 9, 10, 11, 12, 13, 14, 15 and 4 more: counted like any other";
    assert_eq!(notes, told);
    let none = workbook(|book| {
        let sheet = book.add_worksheet();
        head(sheet, &["Sagstype", "Modtaget", "Afgjort"]);
        sheet.write_string(1, 0, "Fast-track").unwrap();
    });
    assert!(read(&none.0, &none.1, None).0.unwrap().files[0].notes.is_empty());
}

#[test]
fn the_same_case_twice_is_told() {
    for (numbers, told) in [
        (["S-1", "S-2", "S-3", "S-4"], None),
        (
            ["S-1", "S-2", "S-1", "S-1"],
            Some("case numbers that stand there more than once, each row counted: `S-1`, `S-1`"),
        ),
        (["", "", " S-7", "S-7 "], Some("case numbers that stand there more than once, each row counted: `S-7`")),
    ] {
        let rows = numbers.map(|number| format!("{number};Fast-track, 1. gang;2025-01-02;2025-01-20\n"));
        let text = format!("Sagsnr.;Sagstype;Modtaget;Afgjort\n{}", rows.concat());
        let imported = read_text("sager.csv", text.as_bytes()).0.unwrap();
        assert_eq!(account(&imported).counted, 4);
        assert_eq!(imported.files[0].notes.first().map(ToString::to_string).as_deref(), told);
        let (files, path) = workbook(|book| {
            let sheet = book.add_worksheet();
            for (row, line) in text.lines().enumerate() {
                for (column, cell) in line.split(';').enumerate() {
                    sheet.write_string(u32::try_from(row).unwrap(), u16::try_from(column).unwrap(), cell).unwrap();
                }
            }
        });
        let imported = read(&files, &path, None).0.unwrap();
        assert_eq!(imported.files[0].notes.first().map(ToString::to_string).as_deref(), told);
    }
}
