//! Whatever bytes come: each reader reads them or tells what is wrong. Files that are right have something done to them, and
//! those that once broke a reader are kept in `tests/any_bytes/`. `.ci/fuzz` tries as many of them as one likes.

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use resultatplan::files::Memory;
use resultatplan::language::Language;
use resultatplan::pdf::signable::{names, reasons, to_text};
use resultatplan::pdf::signature::signatures;
use resultatplan::pdf::structure::{structure, to_text as told_in_lines};
use resultatplan::pdf::{attachments, open, pages, save};
use resultatplan::render::{Attachment, CopyKind, provenance};
use resultatplan::source::{At, NodeKind, Sources};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::import_files::read as read_table;
use crate::import_forms;
use crate::support::mutate::{kept, mutated, mutations, tried};
use crate::support::plan::{build_copy, contract, files};
use crate::support::random::config;
use crate::support::signing::{Flaw, Form, Key, Signer, sign};
use crate::support::{copy_of, examine, repository};

/// The files below some folders with an ending.
fn corpus(folders: &[&str], ending: &str) -> Vec<Vec<u8>> {
    let all = folders.iter().flat_map(|folder| files(&repository(folder)));
    let found: Vec<_> = all.filter(|path| path.extension().is_some_and(|own| own == ending)).collect();
    assert!(found.len() > 5, "{folders:?} hold {ending}");
    found.iter().map(|path| std::fs::read(path).expect("a file")).collect()
}

// YAML

static YAML: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| corpus(&["plans", "tests/plans", "tests/amend"], "yaml"));
const YAML_PIECES: [&str; 24] = [
    ":",
    ": ",
    "- ",
    "? ",
    "|\n",
    ">-\n",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!str ",
    "<<: *a\n",
    "---\n",
    "...\n",
    "#",
    " #",
    "\t",
    "\r\n",
    "\u{feff}",
    "%YAML 1.2\n",
];

/// Every node has its place, and every fault too; and a plan with the file in it is told of.
fn read_yaml(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let mut sources = Sources::default();
        let file = sources.add_file(Path::new("fil.yaml"), text.to_owned());
        let (root, faults) = sources.read_yaml(file);
        let text = sources.file(file).text.clone();
        for fault in faults {
            assert!(text.get(fault.span.clone()).is_some(), "{:?} of {} bytes", fault.span, text.len());
        }
        root.into_iter().for_each(|root| placed(&sources, root));
    }
    let (mut all, ministry) = copy_of("tests/pages/eks");
    all.write(ministry.join("prø/2025/mål/1.1.yaml"), bytes);
    let outcome = examine(&all, &ministry.join("prø/2025"));
    outcome.report.findings().iter().for_each(|finding| assert!(outcome.place(finding).is_some(), "{finding:?}"));
}

fn placed(sources: &Sources, at: At) {
    let node = sources.node(at).expect("it was read");
    assert!(sources.file(node.file).text.get(node.span.clone()).is_some(), "{:?}", node.span);
    match &node.kind {
        NodeKind::Scalar(_) | NodeKind::Empty => {}
        NodeKind::List(items) => items.iter().for_each(|item| placed(sources, *item)),
        NodeKind::Map(entries) => entries.iter().for_each(|entry| placed(sources, entry.value)),
    }
}

// CSV and Excel

static CSV: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| corpus(&["tests/import", "tests/plans"], "csv"));
const CSV_PIECES: [&str; 18] = [
    ";",
    ",",
    "\t",
    "\"",
    "\"\"",
    "\n",
    "\r",
    "\r\n",
    "\n\"",
    "sep=,\n",
    "\u{feff}",
    "=1+1",
    "#N/A",
    "1e308",
    "-0",
    "31-02-2025",
    "Sagstype;Modtaget;Afgjort\n",
    "\0",
];

/// Every row that is read is accounted for, and each that is rejected says where it is and why.
fn read_rows(bytes: &[u8], name: &str) {
    let files = Memory::from_iter([(name, bytes)]);
    let (imported, rejected) = read_table(&files, Path::new(name), None);
    assert!(rejected.iter().all(|one| one.row > 0 && !one.reason.to_string().is_empty()), "{rejected:?}");
    if let Ok(imported) = imported {
        let account = &imported.files[0].account;
        assert!(account.adds_up(), "{account:?}");
        assert_eq!(account.rejected, rejected.len() as u64);
    }
}

/// A workbook with a cell of each kind.
static WORKBOOK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("dd-mm-yyyy");
    for (column, name) in (0..).zip(["Sagstype", "Modtaget", "Afgjort", "Noter"]) {
        sheet.write_string(0, column, name).expect("a cell");
    }
    for row in 1..4 {
        sheet.write_string(row, 0, "Fast-track").expect("a cell");
        let day = ExcelDateTime::parse_from_str("2025-01-02").expect("a day");
        sheet.write_datetime_with_format(row, 1, day, &date).expect("a cell");
        sheet.write_formula(row, 2, Formula::new("B2+9").set_result("45668")).expect("a cell");
        sheet.write_number(row, 3, row).expect("a cell");
    }
    sheet.write_boolean(4, 0, true).expect("a cell");
    book.save_to_buffer().expect("a workbook")
});
const XML_PIECES: [&str; 20] = [
    "<c r=\"A9\" t=\"s\"><v>0</v></c>",
    "<row r=\"9\">",
    "</row>",
    "<v>",
    "</v>",
    "t=\"s\"",
    "t=\"e\"",
    "t=\"inlineStr\"",
    "r=\"XFD1048576\"",
    "r=\"A0\"",
    "r=\"\"",
    "s=\"99\"",
    "<f>1</f>",
    "<is><t>x</t></is>",
    "&amp;",
    "&#0;",
    "<!--",
    "]]>",
    "<sheetData/>",
    "<mergeCell ref=\"A1:XFD9\"/>",
];

/// The parts of a workbook by their names.
fn parts(workbook: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).expect("a workbook");
    let count = archive.len();
    let part = |index| {
        let mut part = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("it is packed");
        (part.name().expect("a name").into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(bytes).expect("in memory");
    }
    archive.finish().expect("in memory").into_inner()
}

/// Sound workbooks of the other forms.
static FORMS: LazyLock<[(&str, Vec<u8>); 3]> = LazyLock::new(import_forms::sound);
const FORM_PIECES: [&str; 14] = [
    " table:number-rows-repeated=\"1048576\"",
    " table:number-columns-repeated=\"16384\"",
    " office:value-type=\"string\"",
    "<table:table-cell/>",
    "<table:table table:name=\"a\">",
    "</table:table>",
    "<office:annotation>",
    "<text:s text:c=\"9\"/>",
    "\u{6}\u{0}\u{16}\u{0}",
    "\u{9}\u{8}\u{0}\u{0}",
    "\u{a}\u{0}\u{0}\u{0}",
    "<\u{0}\u{0}\u{0}",
    "\u{0}\u{0}\u{0}\u{0}",
    "\u{13}\u{0}",
];

/// What a workbook says of itself may be no form at all.
fn read_form(bytes: &[u8]) {
    read_rows(bytes, "sager.ods");
}

// PDF

/// A contract with a file inside, small enough to be read often.
static PDFS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let built = contract("plans/uim/siri/2018");
    let inside = Attachment { path: "uim/siri/2018/plan.yaml", bytes: b"titel: Plan\n" };
    let with_data = build_copy(&built.view, CopyKind::Data, &[inside]);
    let with_fields = build_copy(&built.view, CopyKind::Fields, &[]);
    let again = save(open(&built.bytes).expect("it is ours")).expect("it can be written");
    vec![built.bytes.clone(), with_data, with_fields, again]
});
const PDF_PIECES: [&str; 24] = [
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "/",
    "%",
    " 0 R",
    "1 0 R",
    " 0 obj\n",
    "endobj\n",
    "stream\n",
    "endstream\n",
    "/Length 1",
    "/Filter/FlateDecode",
    "/Prev 0",
    "/ObjStm",
    "xref\n0 1\n",
    "trailer\n<<>>\n",
    "startxref\n0\n%%EOF\n",
    "null",
];

fn read_pdf(bytes: &[u8]) {
    let _ = provenance(bytes);
    let Ok(file) = open(bytes) else { return };
    pages(&file);
    to_text(&reasons(&file), true);
    names(&file);
    let _: Result<_, _> = attachments(&file);
    if let Ok(structure) = structure(&file) {
        told_in_lines(&structure, Language::Danish);
    }
}

// Signed revisions

/// A contract as it was built, and signed by one.
static SIGNED: LazyLock<(Vec<u8>, Vec<u8>)> = LazyLock::new(|| {
    let built = contract("plans/uim/siri/2018").bytes.clone();
    let signer = Signer::new("Anna Hansen", Key::P256);
    let signed = sign(&built, Form::default(), &|bytes| signer.cms(bytes, Flaw::None));
    (built, signed)
});

/// The bytes of a signature itself, which it cannot sign.
fn without_signature(file: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    let start = file.windows(11).rposition(|window| window == b"/Contents<3").expect("the signature") + 10;
    let end = start + file[start..].iter().position(|byte| *byte == b'>').expect("its end");
    file[start..end].fill(b'0');
    file
}

/// Nothing is taken but what was signed.
fn read_signed(bytes: &[u8]) {
    let (built, signed) = &*SIGNED;
    if let Ok(taken) = signatures(built, bytes) {
        assert_eq!(taken.signatures.iter().map(|one| one.holder.name.as_str()).collect::<Vec<_>>(), ["Anna Hansen"]);
        assert!(without_signature(bytes) == without_signature(signed), "it is not what was signed, and is taken");
    }
}

/// Something is done behind what was built alone: a change of that is refused by its first bytes.
fn added(mutated: &[u8]) -> Vec<u8> {
    [&SIGNED.0, mutated].concat()
}

proptest! {
    #![proptest_config(config(120))]

    #[test]
    fn yaml(which in any::<Index>(), mutations in mutations()) {
        tried("yaml", &mutated(which.get(&YAML[..]).as_slice(), &mutations, &YAML_PIECES), read_yaml);
    }

    #[test]
    fn csv(which in any::<Index>(), mutations in mutations()) {
        tried("csv", &mutated(which.get(&CSV[..]).as_slice(), &mutations, &CSV_PIECES), |bytes| read_rows(bytes, "sager.csv"));
    }

    #[test]
    fn xlsx(which in any::<Index>(), mutations in mutations(), is_whole in prop::bool::weighted(0.2)) {
        let bytes = if is_whole {
            mutated(&WORKBOOK, &mutations, &XML_PIECES)
        } else {
            let mut parts = parts(&WORKBOOK);
            let which = which.index(parts.len());
            parts[which].1 = mutated(&parts[which].1, &mutations, &XML_PIECES);
            packed(&parts)
        };
        tried("xlsx", &bytes, |bytes| read_rows(bytes, "sager.xlsx"));
    }

    #[test]
    fn forms(which in any::<Index>(), mutations in mutations(), is_whole in prop::bool::weighted(0.2)) {
        let (name, sound) = which.get(&FORMS[..]);
        let bytes = if is_whole || *name == "sager.xls" {
            mutated(sound, &mutations, &FORM_PIECES)
        } else {
            let mut parts = parts(sound);
            let which = which.index(parts.len());
            parts[which].1 = mutated(&parts[which].1, &mutations, &FORM_PIECES);
            packed(&parts)
        };
        tried("forms", &bytes, read_form);
    }

    #[test]
    fn signed(mutations in mutations()) {
        let behind = &SIGNED.1[SIGNED.0.len()..];
        tried("signed", &added(&mutated(behind, &mutations, &PDF_PIECES)), read_signed);
    }
}

proptest! {
    #![proptest_config(config(30))]

    #[test]
    fn pdf(which in any::<Index>(), mutations in mutations()) {
        tried("pdf", &mutated(which.get(&PDFS[..]).as_slice(), &mutations, &PDF_PIECES), read_pdf);
    }
}

type Reader = fn(&[u8]);

#[test]
fn what_once_broke_a_reader_is_read() {
    let readers: [(&str, Reader); 6] = [
        ("yaml", read_yaml),
        ("csv", |bytes| read_rows(bytes, "sager.csv")),
        ("xlsx", |bytes| read_rows(bytes, "sager.xlsx")),
        ("forms", read_form),
        ("pdf", read_pdf),
        ("signed", read_signed),
    ];
    for (reader, read) in readers {
        for (path, bytes) in kept(reader) {
            println!("{}", path.display());
            read(&bytes);
        }
    }
}
