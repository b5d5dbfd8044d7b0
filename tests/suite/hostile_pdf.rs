//! PDFs that are broken, by accident or on purpose: each is read or refused in short time and little memory.

use lopdf::{Dictionary, Object, Stream};
use resultatplan::language::Language;
use resultatplan::pdf::signable::{names, reasons};
use resultatplan::pdf::structure::{structure, to_text as told_in_lines};
use resultatplan::pdf::{Unreadable, open, pages};

use crate::support::pdf::refusal_lines;
use crate::support::pdf::write::File;
use crate::support::plan::contract;
use crate::support::random::{Dice, times};

/// What is said of a file that cannot be read.
fn told(bytes: &[u8]) -> String {
    open(bytes).expect_err("it cannot be read").to_string()
}

/// A file with a catalog and one empty page, as objects 1 to 3.
fn sound() -> File {
    let mut file = File::default();
    file.add(1, "<</Type/Catalog/Pages 2 0 R>>");
    file.add(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
    file.add(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]>>");
    file
}

fn with(number: u32, body: impl AsRef<[u8]>) -> Vec<u8> {
    let mut file = sound();
    file.add(number, body);
    file.finish("")
}

/// A stream of this many zeros, packed.
fn zeros(count: usize, keys: &str) -> Vec<u8> {
    let mut stream = Stream::new(Dictionary::new(), vec![0; count]);
    stream.compress().expect("zeros can be packed");
    File::stream(&format!("{keys}/Filter/FlateDecode"), &stream.content)
}

#[test]
fn a_sound_file_is_read() {
    let file = open(&sound().finish("")).expect("it is sound");
    assert_eq!(pages(&file).len(), 1);
    assert!(reasons(&file).is_empty());
}

#[test]
fn what_is_no_pdf_is_told() {
    assert_eq!(open(b"").expect_err("nothing"), Unreadable::Empty);
    assert_eq!(open(b"titel: Plan\n").expect_err("YAML"), Unreadable::NoPdf);
    assert_eq!(
        open(&vec![b' '; 64 * 1024 * 1024 + 1]).expect_err("spaces"),
        Unreadable::TooLarge(64 * 1024 * 1024 + 1)
    );
    assert!(told(b"%PDF-1.7").contains("`startxref`"));
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_told() {
    for bytes in [with(4, File::stream("", b"q Q")), with_table_stream("[0 5]", "[1 2 1]", None)] {
        assert!(open(&bytes).is_ok());
        let end = bytes.iter().rposition(|byte| *byte == b'F').expect("%%EOF");
        for length in 0..end {
            assert!(open(&bytes[..length]).is_err(), "{length} of {} bytes", bytes.len());
        }
    }
    let bytes = &contract("plans/uim/siri/2018").bytes;
    for part in 0..50 {
        assert!(open(&bytes[..bytes.len() * part / 50]).is_err(), "{part} fiftieths");
    }
}

/// A file whose table is a stream; with the offset of the table as its previous one, where that is wanted.
fn with_table_stream(index: &str, widths: &str, previous: Option<&str>) -> Vec<u8> {
    let file = sound();
    let at = file.length();
    let mut entries = vec![[0, 0, 0, 0]];
    for offset in file.offsets().chain([at]) {
        let offset = u16::try_from(offset).expect("a small file").to_be_bytes();
        entries.push([1, offset[0], offset[1], 0]);
    }
    let previous = previous.map(|previous| format!("/Prev {}", previous.replace("ITSELF", &at.to_string())));
    let keys = format!("/Type/XRef/Root 1 0 R/Size 5/Index{index}/W{widths}{}", previous.unwrap_or_default());
    file.finish_with_object(&[b"4 0 obj", File::stream(&keys, &entries.concat()).as_slice(), b"endobj\n"].concat())
}

#[test]
fn tables_that_go_round_in_a_circle_are_told() {
    let mut file = sound();
    file.trailer("/Prev ITSELF");
    assert!(told(&file.finish("")).contains("in a circle"));
    assert!(told(&with_table_stream("[0 5]", "[1 2 1]", Some("ITSELF"))).contains("in a circle"));
    // A table that names itself for what is hidden from older programs.
    let mut file = sound();
    file.trailer("/XRefStm ITSELF");
    assert!(open(&file.finish("")).is_err());
}

#[test]
fn huge_numbers_are_told() {
    for trailer in ["/Prev 99999999", "/Prev 9223372036854775807", "/XRefStm 99999999"] {
        let mut file = sound();
        file.trailer(trailer);
        assert!(open(&file.finish("")).is_err(), "{trailer}");
    }
    for (index, widths) in
        [("[0 5]", "[9 9 9]"), ("[0 5]", "[1 2]"), ("[4294967290 99999999999]", "[1 0 0]"), ("[0 5]", "[-1 2 1]")]
    {
        assert!(open(&with_table_stream(index, widths, None)).is_err(), "{index} {widths}");
    }
    // Where no harm is done the number is not looked at, or its lack of entries is.
    assert!(open(&with_table_stream("[0 5 18446744073709551615 7]", "[1 2 1]", None)).is_ok());
    for body in
        ["99999999999999999999999999", "-9223372036854775809", "[1 0 99999999999 R]", "4294967296 0 R", "1.7e", "+-1"]
    {
        let _ = open(&with(4, body));
    }
    for table in ["xref\n0 99999999999\n", "xref\n99999999999 1\n0000000000 65535 n \n", "xref\n"] {
        let bytes = format!("%PDF-1.7\n{table}trailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n");
        assert!(open(bytes.as_bytes()).is_err(), "{table}");
    }
}

#[test]
fn a_length_that_refers_to_itself_or_on_and_on_ends() {
    let itself = "<</Length 4 0 R>>stream\nq Q\nendstream";
    let file = open(&with(4, itself)).expect("its content ends where `endstream` stands");
    assert_eq!(file.get_object((4, 0)).and_then(Object::as_stream).expect("a stream").content, b"q Q");
    let mut file = sound();
    for number in 4..30_000 {
        file.add(number, format!("<</Length {} 0 R>>stream\nq Q\nendstream", number + 1));
    }
    assert!(open(&file.finish("")).is_ok());
    // Its length is too great, or negative.
    for length in ["99999999999", "-1", "2", "(3)"] {
        let bytes = with(4, format!("<</Length {length}>>stream\nq Q\nendstream"));
        assert!(open(&bytes).is_ok(), "{length}");
    }
    assert!(told(&with(4, "<</Length 3>>stream\nq Q")).contains("end of a stream"));
}

#[test]
fn nesting_without_end_is_told() {
    let deep = |open: &str| with(4, open.repeat(200_000));
    for bytes in [deep("["), deep("<</A"), deep("[<</A "), deep("<</A[")] {
        assert!(told(&bytes).contains("nested deeper"), "{}", told(&bytes));
    }
    assert!(told(&deep("(")).contains("end of a text"));
    let text = format!("{}{}", "(".repeat(200_000), ")".repeat(200_000));
    assert!(open(&with(4, text)).is_ok());
}

#[test]
fn streams_that_unpack_to_far_too_much_are_told() {
    const MANY: usize = 70 * 1024 * 1024;
    let mut file = sound();
    file.add(4, zeros(MANY, "/Type/ObjStm/N 1/First 4"));
    let told_of = |entry: [u8; 4], file: File| told(&file.finish_with_table_stream(&[(5, entry)], ""));
    assert!(told_of([2, 0, 4, 0], file).contains("far more than a document needs"));
    // The table itself.
    let file = sound();
    let table = zeros(MANY, "/Type/XRef/Root 1 0 R/Size 5/W[1 2 1]");
    let bytes = file.finish_with_object(&[b"4 0 obj", table.as_slice(), b"endobj\n"].concat());
    assert!(told(&bytes).contains("far more than a document needs"));
    // Rows as wide as the memory; filters upon filters.
    for (keys, words) in [
        ("/DecodeParms<</Predictor 12/Columns 9999999999>>", "wider than any picture"),
        ("/DecodeParms<</Predictor 12/Columns 9223372036854775807/Colors 4>>", "wider than any picture"),
        ("/DecodeParms[<</Predictor 12/Columns 9999999999>>]", "wider than any picture"),
    ] {
        let mut file = sound();
        file.add(4, zeros(100, &format!("/Type/ObjStm/N 1/First 4{keys}")));
        assert!(told_of([2, 0, 4, 0], file).contains(words), "{keys}");
    }
    let mut file = sound();
    let filters = "/ASCIIHexDecode".repeat(10_000);
    file.add(4, File::stream(&format!("/Type/ObjStm/N 1/First 4/Filter[{filters}]"), b"00>"));
    assert!(told_of([2, 0, 4, 0], file).contains("many times over"));
}

#[test]
fn object_streams_within_each_other_are_told() {
    let stream = |held: u32| File::stream("/Type/ObjStm/N 1/First 4", format!("{held} 0 <</A 1>>").as_bytes());
    // 4 holds 5 and 5 holds 4; 4 holds itself; a stream that is none; a stream of which no one knows.
    for entries in [
        vec![(4, [2, 0, 5, 0]), (5, [2, 0, 4, 0])],
        vec![(4, [2, 0, 4, 0])],
        vec![(6, [2, 0, 1, 0])],
        vec![(6, [2, 0, 99, 0])],
    ] {
        let mut file = sound();
        file.add(4, stream(5));
        file.add(5, stream(4));
        let said = told(&file.finish_with_table_stream(&entries, ""));
        assert!(said.contains("which is no stream"), "{said}");
    }
    for (count, first) in [(9_999_999_999_u64, 4), (1, 9_999_999_999_u64), (2, 4)] {
        let mut file = sound();
        file.add(4, File::stream(&format!("/Type/ObjStm/N {count}/First {first}"), b"6 0 <</A 1>>"));
        assert!(open(&file.finish_with_table_stream(&[(6, [2, 0, 4, 0])], "")).is_err(), "{count} {first}");
    }
}

#[test]
fn the_same_bytes_are_not_read_again_and_again() {
    // Each stream's content is all the streams after it.
    let mut body = Vec::new();
    let mut starts = Vec::new();
    let count = 3_000;
    for number in 0..count {
        starts.push(body.len());
        let rest = (count - number - 1) * (HEAD.len() + TAIL.len()) + 1;
        body.extend(
            HEAD.replace("NNNN", &format!("{:04}", number + 4)).replace("LLLLLLLL", &format!("{rest:08}")).bytes(),
        );
    }
    body.push(b' ');
    body.extend(TAIL.repeat(count).bytes());
    let mut file = sound();
    let at = file.length();
    file.add_as_is(&body, starts.iter().map(|start| start + at));
    assert!(told(&file.finish("")).contains("lie over each other"));
    // A line of remarks, each an object to itself.
    let mut file = sound();
    let at = file.length();
    let line: Vec<String> = (4..8_000).map(|number| format!("{number:04} 0 obj %")).collect();
    let starts = (0..line.len()).map(|index| at + index * line[0].len());
    let line = format!("{}\nnull endobj\n", line.concat());
    file.add_as_is(line.as_bytes(), starts.collect::<Vec<_>>().into_iter());
    assert!(told(&file.finish("")).contains("lie over each other"));
    // A million entries for one object.
    let mut file = sound();
    file.add_as_is(b"", std::iter::repeat_n(9, 100_000));
    assert!(told(&file.finish("")).contains("is said to stand at byte 9, where object 1 is"));
}

const HEAD: &str = "NNNN 0 obj<</Length LLLLLLLL>>stream\n";
const TAIL: &str = "endstream endobj\n";

#[test]
fn a_file_of_values_alone_is_told() {
    let bytes = with(4, format!("[{}]", "0 ".repeat(2_100_000)));
    assert!(told(&bytes).contains("more than 2,000,000 values"));
}

#[test]
fn circles_of_pages_and_elements_end() {
    let mut file = File::default();
    file.add(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R/Outlines 6 0 R>>");
    file.add(2, "<</Type/Pages/Kids[2 0 R 3 0 R 3 0 R 9 0 R]/Parent 2 0 R/Count 9223372036854775807>>");
    file.add(3, "<</Type/Page/Parent 2 0 R/Resources 3 0 R/Annots 7 0 R/Strong 5 0 R>>");
    file.add(4, "<</Type/StructTreeRoot/K 5 0 R>>");
    file.add(5, "<</S/Strong/P 5 0 R/K[5 0 R 4 0 R 3 0 R]/Pg 3 0 R/A 5 0 R>>");
    file.add(6, "<</First 6 0 R/Next 6 0 R/Last 6 0 R>>");
    file.add(7, "[7 0 R 8 0 R]");
    file.add(8, "8 0 R");
    file.add(9, "<</Type/Pages/Kids 2 0 R>>");
    let file = open(&file.finish("")).expect("each object can be read");
    assert_eq!(pages(&file).first().map(|page| page.id), Some((3, 0)));
    let found = reasons(&file);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|reason| reason.pages.first.contains(&1)), "{found:?}");
}

/// A tagged file: these objects from number 4 on, of which 4 is the root of the structure, beside a page with content.
fn tagged(objects: &[&str], content: &str) -> Vec<u8> {
    let mut file = File::default();
    file.add(1, "<</Type/Catalog/Pages 2 0 R/StructTreeRoot 4 0 R/Outlines 4 0 R/Names<</Dests 4 0 R>>>>");
    file.add(2, "<</Type/Pages/Kids[3 0 R]/Count 1/Resources<</Font<</F1 90 0 R>>/XObject<</X1 92 0 R>>>>>>");
    file.add(3, "<</Type/Page/Parent 2 0 R/Contents 91 0 R/MediaBox[0 0 10 10]>>");
    for (number, object) in (4..).zip(objects) {
        file.add(number, object);
    }
    file.add(90, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 93 0 R>>");
    file.add(91, File::stream("", content.as_bytes()));
    file.add(92, File::stream("/Subtype/Form", b"/X1 Do /X1 Do /X1 Do /X1 Do /X1 Do /X1 Do /X1 Do /X1 Do"));
    let map = "1 begincodespacerange <00> <ff> endcodespacerange 2 beginbfrange <00> <ff> <0041> <00000000> <ffffffff> [] \
               endbfrange 2 beginbfchar <61> <00620063> <62> <";
    let map = format!("{map}{}> endbfchar", "0062".repeat(16));
    file.add(93, File::stream("", map.as_bytes()));
    file.finish("")
}

/// The outline of a file, or why it cannot be read.
fn outlined(bytes: &[u8]) -> String {
    let file = open(bytes).expect("its objects can be read");
    structure(&file)
        .map_or_else(|error| error.to_string(), |structure| told_in_lines(&structure, Language::English).join("\n"))
}

#[test]
fn elements_in_circles_or_without_end_are_told() {
    let text = "/P<</MCID 0>>BDC BT /F1 9 Tf (a) Tj ET EMC";
    let sound = outlined(&tagged(&["<</Type/StructTreeRoot/K 5 0 R>>", "<</S/P/Pg 3 0 R/K 0>>"], text));
    assert!(sound.contains("P: bc"), "{sound}");
    // In itself; in two places; named twice, its text is told once.
    for objects in [
        ["<</K 5 0 R>>", "<</S/P/Pg 3 0 R/K[0 5 0 R]>>"],
        ["<</K[5 0 R 5 0 R]>>", "<</S/P/Pg 3 0 R/K 0>>"],
        ["<</K 5 0 R>>", "<</S/Div/K<</S/P/K 5 0 R>>>>"],
    ] {
        let said = outlined(&tagged(&objects, text));
        assert!(said.contains("stands in two places, or in itself"), "{said}");
    }
    let twice = outlined(&tagged(&["<</K 5 0 R/RoleMap<</A/B/B/A>>>>", "<</S/A/Pg 3 0 R/K[0 0 0]>>"], text));
    assert_eq!(twice.matches("bc").count(), 1, "{twice}");
    let chain: Vec<String> = (4..90).map(|number| format!("<</S/Div/K<</S/Div/K {} 0 R>>>>", number + 1)).collect();
    let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
    let said = outlined(&tagged(&chain, text));
    assert!(said.contains("elements are nested deeper"), "{said}");
    // Cells over more columns than there are; a table of itself is told above.
    let wide = "<</S/Table/K<</S/TR/K[<</S/TH/A<</ColSpan 99999999999/RowSpan -5>>/Pg 3 0 R/K 0>> <</S/TD>>]>>>>";
    assert!(outlined(&tagged(&["<</K 5 0 R>>", wide], text)).contains("over 1,000 columns"));
}

/// Marked for no element, marked for one that no tree names, marked by nothing.
#[test]
fn what_no_element_holds_is_told() {
    let text = "/P<</MCID 0/ActualText(C)>>BDC EMC /P<</MCID 1/ActualText(D)>>BDC EMC /Span<</ActualText(E)>>BDC EMC \
                /Artifact<</ActualText(F)>>BDC EMC /Span<</ActualText( )>>BDC EMC";
    let left_out = |objects: &[&str]| -> Vec<(Option<usize>, String)> {
        let file = open(&tagged(objects, text)).expect("its objects can be read");
        let structure = structure(&file).expect("it is tagged");
        structure.left_out.into_iter().map(|one| (one.page, one.text.trim().to_owned())).collect()
    };
    let told = |texts: &[&str]| -> Vec<_> { texts.iter().map(|text| (Some(1), (*text).to_owned())).collect() };
    assert_eq!(left_out(&["<</K 5 0 R>>", "<</S/P/Pg 3 0 R/K[0 1]>>"]), told(&["E"]));
    assert_eq!(left_out(&["<</K 5 0 R>>", "<</S/P/Pg 3 0 R/K 0>>"]), told(&["E", "D"]));
    assert_eq!(left_out(&["<<>>"]), told(&["E", "C", "D"]));
}

#[test]
fn content_that_calls_itself_or_shows_no_end_of_text_ends() {
    let root = ["<</K 5 0 R>>", "<</S/P/Pg 3 0 R/K 0>>"];
    let shown = |content: &str| outlined(&tagged(&root, content));
    // Forms that show themselves eight times each.
    assert!(shown("/X1 Do").contains("far more than a document needs"));
    for content in [
        "EMC Q Q ] ) >> BT Tj ET",
        "BDC BMC Tf TJ Do",
        "BI /W 9 ID xxx",
        "/P /Q BDC (a) Tj",
        "/F1 9 Tf 1 Tj [[(a)]] TJ",
    ] {
        let _ = shown(content);
    }
    assert!(shown(&"/P<</MCID 0>>BDC ".repeat(300)).contains("marked within marks"));
    assert!(shown(&"[".repeat(100_000)).contains("nested deeper"));
    assert!(shown(&format!("[{}] TJ", "0 ".repeat(600_000))).contains("more than"));
    let many = format!("/F1 9 Tf /P<</MCID 0>>BDC ({}) Tj EMC", "b".repeat(2_200_000));
    assert!(shown(&many).contains("more text than"));
}

#[test]
fn what_a_file_says_cannot_steer_a_terminal() {
    let file = open(&with(4, "<</#1B[31mred 1/#00 /#0D#0A>>".replace('[', "#5B"))).expect("it can be read");
    let lines = refusal_lines(&reasons(&file), true).concat();
    assert!(lines.contains("/#1B#5B31mred") && !lines.chars().any(char::is_control), "{lines}");
}

#[test]
fn whatever_is_spoilt_in_a_file_is_told_or_read() {
    const PIECES: [&str; 12] = [
        "<<",
        ">>",
        "[",
        "]",
        "(",
        ")",
        " 0 R",
        "endobj",
        "stream\n",
        "/Length 1",
        "99999999999",
        "startxref\n0\n%%EOF",
    ];
    let whole = &contract("plans/uim/siri/2018").bytes;
    let mut dice = Dice::new(0);
    for _ in 0..times(150) {
        let mut bytes = whole.clone();
        for _ in 0..=dice.throw(4) {
            let at = dice.throw(bytes.len());
            match dice.throw(3) {
                0 => bytes[at] = u8::try_from(dice.throw(256)).expect("a byte"),
                1 => drop(bytes.splice(at..at, PIECES[dice.throw(PIECES.len())].bytes())),
                _ => {
                    let end = (at + dice.throw(100)).min(bytes.len());
                    bytes.drain(at..end);
                }
            }
        }
        if let Ok(file) = open(&bytes) {
            refusal_lines(&reasons(&file), false);
            names(&file);
            let _ = structure(&file).map(|structure| told_in_lines(&structure, Language::English));
        }
    }
}
