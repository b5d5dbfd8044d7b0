//! Word files of documents: what is in them, that they say what the pages say, and that changes can be taken and refused.
//! What only another program can tell is in `.ci/word/check.py`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

use resultatplan::assets::Assets;
use resultatplan::document::view::Document;
use resultatplan::document::{DocumentId, readings};
use resultatplan::render::{WordTemplates, docx, docx_of, tracked};
use resultatplan::word::{
    NotWord, WordBlock, WordDocument, WordParagraph, WordRevision, WordRun, WordStyle, read, revised, text_of,
};
use roxmltree::Node;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::plan::{inspected, page, views};
use crate::support::{ASSETS, html, repository};

pub const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

static VIEWS: LazyLock<Vec<(DocumentId, Document)>> =
    LazyLock::new(|| views(&inspected(&repository("plans/uim/siri/2023"))));
static TEMPLATES: LazyLock<WordTemplates> = LazyLock::new(|| WordTemplates::new(&ASSETS));

pub fn file(view: &Document) -> Vec<u8> {
    docx(view, &TEMPLATES).expect("a Word file")
}

pub fn view(file: &str) -> &'static Document {
    &VIEWS.iter().find(|(id, _)| id.kind.file == file).expect("a document").1
}

pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a part");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("its bytes");
        parts.insert(file.name().expect("a name").into_owned(), content);
    }
    parts
}

pub fn zipped(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts.get(name).unwrap_or_else(|| panic!("{name} of {:?}", parts.keys())).clone()).expect("UTF-8")
}

/// Words, whatever stands between them.
pub fn tokens(text: &str) -> BTreeSet<String> {
    let text = text.replace('\u{ad}', "");
    text.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn val<'a>(node: Node<'a, '_>, tag: &str) -> Option<&'a str> {
    node.children().find(|one| one.has_tag_name((W, tag)))?.attribute((W, "val"))
}

#[test]
fn a_word_file_says_what_the_page_says() {
    for (id, view) in VIEWS.iter() {
        let page = page(view);
        let web = html::read(&page);
        let main = web.descendants().find(|node| node.attribute("id") == Some("tekst")).expect("the text");
        let is_of_web = |node: &Node| {
            node.has_tag_name("caption") || ["back", "note"].contains(&node.attribute("class").unwrap_or_default())
        };
        let said: String = main
            .descendants()
            .filter(|node| node.is_text() && !node.ancestors().any(|one| is_of_web(&one)))
            .filter_map(|node| node.text())
            .collect::<Vec<_>>()
            .join(" ");
        let read = read(&file(view)).expect("our own file");
        let there = tokens(&text_of(&read.document.body));
        let missing: Vec<String> =
            tokens(&said).difference(&there).filter(|word| *word != "Fodnoter").cloned().collect();
        assert!(missing.is_empty(), "{id}: {missing:?}");
    }
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    for (_, view) in VIEWS.iter().take(3) {
        assert!(file(view) == docx(view, &WordTemplates::new(&ASSETS)).expect("a Word file"));
    }
}

#[test]
fn a_word_file_says_that_it_is_a_working_copy_and_of_what() {
    let parts = parts(&file(view("mål-og-resultatplan")));
    let (core, custom) = (text(&parts, "docProps/core.xml"), text(&parts, "docProps/custom.xml"));
    assert!(core.contains("<dc:title>Mål- og resultatplan 2023"), "{core}");
    assert!(core.contains("<cp:contentStatus>Arbejdskopi</cp:contentStatus>"), "{core}");
    assert!(
        custom.contains("resultatplan:dokument") && custom.contains("uim/siri/2023/mål-og-resultatplan"),
        "{custom}"
    );
    let body = text(&parts, "word/document.xml");
    let first = body.find("Arbejdskopi af").expect("the notice");
    assert!(first < body.find(" TOC ").expect("the contents"), "on the first page");
    assert!(text(&parts, "word/styles.xml").contains(r#"<w:lang w:val="da-DK""#));
    let footer = text(&parts, "word/footer.xml");
    assert!(footer.contains(" PAGE ") && footer.contains(" NUMPAGES "), "{footer}");
}

/// What a reader who cannot see it gets.
#[test]
fn headings_do_not_skip_heads_repeat_and_pictures_have_words() {
    for (id, view) in VIEWS.iter() {
        let parts = parts(&file(view));
        let body = text(&parts, "word/document.xml");
        let read = roxmltree::Document::parse(&body).expect("XML");
        let mut above = 0;
        for style in read.descendants().filter_map(|node| val(node, "pStyle")) {
            let Some(level) = style.strip_prefix("Overskrift").and_then(|level| level.parse::<usize>().ok()) else {
                continue;
            };
            assert!(level <= above + 1, "{id}: {level} follows {above}");
            above = level;
        }
        assert!(above > 0, "{id} has headings");
        for picture in read.descendants().filter(|node| node.tag_name().name() == "docPr") {
            assert!(picture.attribute("descr").is_some_and(|words| !words.trim().is_empty()), "{id}");
        }
        for table in read.descendants().filter(|node| node.has_tag_name((W, "tbl"))) {
            let properties = table.children().find(|node| node.has_tag_name((W, "tblPr"))).expect("its properties");
            let look = properties.children().find(|node| node.has_tag_name((W, "tblLook"))).expect("its look");
            let rows = table.children().filter(|node| node.has_tag_name((W, "tr")));
            let is_head = |row: &Node| {
                let own = row.children().find(|node| node.has_tag_name((W, "trPr")));
                own.is_some_and(|own| own.children().any(|node| node.has_tag_name((W, "tblHeader"))))
            };
            let heads = rows.filter(is_head).count();
            assert_eq!(look.attribute((W, "firstRow")) == Some("1"), heads == 1, "{id}: a head is marked as one");
        }
        let names: Vec<&str> = read.descendants().filter_map(|node| node.attribute((W, "anchor"))).collect();
        for name in names {
            let there =
                |node: Node| node.has_tag_name((W, "bookmarkStart")) && node.attribute((W, "name")) == Some(name);
            assert!(read.descendants().any(there), "{id}: {name}");
        }
    }
}

/// Each part is XML, each relation leads to a part, each kind of part is declared, each style is there.
#[test]
fn the_parts_of_a_word_file_belong_together() {
    for (id, view) in VIEWS.iter() {
        let parts = parts(&file(view));
        let types = text(&parts, "[Content_Types].xml");
        for (name, bytes) in &parts {
            let is_xml = name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".svg");
            if is_xml {
                let text = std::str::from_utf8(bytes).expect("UTF-8");
                roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{id}: {name}: {error}"));
            } else {
                assert!(bytes.starts_with(b"\x89PNG"), "{id}: {name}");
            }
            let ending = name.rsplit('.').next().unwrap_or_default();
            assert!(types.contains(&format!("\"{ending}\"")) || types.contains(&format!("\"/{name}\"")), "{name}");
        }
        let relations = text(&parts, "word/_rels/document.xml.rels");
        let known = roxmltree::Document::parse(&relations).expect("XML");
        let mut ids = BTreeSet::new();
        for one in known.root_element().children() {
            assert!(ids.insert(one.attribute("Id").expect("an id").to_owned()), "{id}: twice");
            let target = one.attribute("Target").expect("a target");
            if one.attribute("TargetMode") != Some("External") {
                let name = target.strip_prefix('/').map_or_else(|| format!("word/{target}"), str::to_owned);
                assert!(parts.contains_key(&name), "{id}: {name}");
            }
        }
        let styles = text(&parts, "word/styles.xml");
        let body = text(&parts, "word/document.xml");
        let read = roxmltree::Document::parse(&body).expect("XML");
        for tag in ["pStyle", "rStyle", "tblStyle"] {
            for style in read.descendants().filter_map(|node| val(node, tag)) {
                assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{id}: {style}");
            }
        }
        for used in read.descendants().flat_map(|node| node.attributes()).filter(|one| {
            matches!(one.name(), "embed" | "id") && one.namespace().is_some_and(|name| name.ends_with("relationships"))
        }) {
            assert!(ids.contains(used.value()), "{id}: {}", used.value());
        }
    }
}

/// What is bound into an annual report begins at the level of its host, without a cover or contents of its own.
#[test]
fn the_part_for_an_annual_report_is_pasted_whole() {
    let body = text(&parts(&file(view("målrapportering-bilag"))), "word/document.xml");
    assert!(!body.contains("\"Titel\"") && !body.contains(" TOC "));
    let own = view("målrapportering").body.len();
    assert!(own > 0 && body.contains("\"Overskrift3\""), "its own headings are below its host's");
}

/// The styles, the page and the head of a ministry's own file, whose identifiers are those of an English Word.
#[test]
fn a_reference_file_gives_its_styles_and_its_page() {
    let mut own = parts(&file(view("opgørelsesmetode")));
    let styles = text(&own, "word/styles.xml").replace("\"Overskrift1\"", "\"Heading1\"");
    let cut =
        styles.find("<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Tabeltekst\"").expect("a style");
    let end = cut + styles[cut..].find("</w:style>").expect("its end") + "</w:style>".len();
    own.insert("word/styles.xml".into(), format!("{}{}", &styles[..cut], &styles[end..]).into_bytes());
    let page = text(&own, "word/document.xml").replace("w:w=\"11906\"", "w:w=\"12240\"");
    own.insert("word/document.xml".into(), page.into_bytes());
    let mut assets = Assets::built_in();
    assets.put_template("word/reference.docx", zipped(&own));
    let made = parts(&docx(view("mål-og-resultatplan"), &WordTemplates::new(&assets)).expect("a Word file"));
    let body = text(&made, "word/document.xml");
    assert!(body.contains("w:val=\"Heading1\"") && !body.contains("w:val=\"Overskrift1\""), "styles by their names");
    assert!(body.contains("w:w=\"12240\"") && body.contains("Strategisk målbillede"), "its page, our words");
    assert!(text(&made, "word/styles.xml").contains("w:styleId=\"Tabeltekst\""), "what it lacks is added");
    let numbering = text(&made, "word/numbering.xml");
    let read = roxmltree::Document::parse(&numbering).expect("XML");
    let ids: Vec<_> = read
        .descendants()
        .filter(|node| node.has_tag_name((W, "num")))
        .filter_map(|n| n.attribute((W, "numId")))
        .collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "no list has another's number");
    assets.put_template("word/reference.docx", b"no Word file".to_vec());
    let refused = docx(view("mål-og-resultatplan"), &WordTemplates::new(&assets)).expect_err("no Word file");
    assert_eq!(refused.messages[0].id, "word.reference");
}

fn paragraph(words: &str) -> WordBlock {
    WordParagraph::new(WordStyle::Body, vec![WordRun::text(words)]).into()
}

fn revision(author: &str) -> WordRevision {
    WordRevision { author: author.into(), date: "2023-06-23".into() }
}

/// What stands where all changes are refused.
fn refused(runs: &[WordRun]) -> String {
    let text = |run: &WordRun| match run {
        WordRun::Text { text, .. } => text.clone(),
        WordRun::Changed { change, runs } if change.is_out => refused(runs),
        _ => String::new(),
    };
    runs.iter().map(text).collect()
}

#[test]
fn changes_can_be_taken_and_refused() {
    let old = [paragraph("Mindst 55 pct. inden for 31 dage."), paragraph("Det gælder hele året."), paragraph("Slut.")];
    let new = [paragraph("Mindst 60 pct. inden for 31 dage."), paragraph("Slut."), paragraph("Nyt afsnit her.")];
    let both = revised(&old, &new, &revision("Allonge 1"));
    let kept: Vec<String> = both
        .iter()
        .filter_map(|block| match block {
            WordBlock::Paragraph(one) if one.change.as_ref().is_none_or(|change| change.is_out) => {
                Some(refused(&one.runs))
            }
            _ => None,
        })
        .collect();
    assert_eq!(kept, ["Mindst 55 pct. inden for 31 dage.", "Det gælder hele året.", "Slut."]);
    assert_eq!(
        text_of(&both).lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(),
        ["Mindst 60 pct. inden for 31 dage.", "Slut.", "Nyt afsnit her."]
    );
    // A second change on the same words: what the first one struck stays struck, what it put in is gone.
    let third = [paragraph("Mindst 70 pct. inden for 31 dage."), paragraph("Slut."), paragraph("Nyt afsnit her.")];
    let all = revised(&both, &third, &revision("Allonge 2"));
    let WordBlock::Paragraph(first) = &all[0] else { panic!("{all:?}") };
    assert_eq!(refused(&first.runs), "Mindst 55 pct. inden for 31 dage.");
    assert!(!format!("{:?}", first.runs).contains("60"), "{:?}", first.runs);
    assert!(text_of(&all).starts_with("Mindst 70 pct."));
}

#[test]
fn a_consolidated_plan_tracks_what_its_allonger_changed() {
    let plan = inspected(&repository("plans/uim/siri/2023"));
    let dossier = plan.known.readable().expect("a plan");
    let days = dossier.amended.signed().period.days;
    let (read_as, report) = readings(&dossier.amended, &dossier.texts, None, days.last);
    assert!(!report.has_errors());
    let read_as = read_as.expect("readings");
    assert!(read_as.len() > 1 && read_as[1].author.starts_with("Allonge 1"), "{:?}", read_as[1].author);
    let of = view("konsolideret-plan");
    let tree: WordDocument = tracked(&read_as, of);
    let body = text(&parts(&docx_of(&tree, of, &TEMPLATES).expect("a Word file")), "word/document.xml");
    let xml = roxmltree::Document::parse(&body).expect("XML");
    let changes = || xml.descendants().filter(|node| ["ins", "del"].iter().any(|tag| node.has_tag_name((W, *tag))));
    assert!(changes().count() > 2);
    let ids: BTreeSet<_> = changes().map(|node| node.attribute((W, "id"))).collect();
    assert_eq!(ids.len(), changes().count(), "each has an id of its own");
    let date = read_as[1].date.expect("a date").0.to_string();
    assert!(changes().all(|node| node.attribute((W, "date")).is_some_and(|day| day.starts_with(&date))), "{date}");
    // Read back, it is the plan as it reads at last.
    let last = read(&file(&read_as.last().expect("a reading").document)).expect("a file");
    let accepted = read(&docx_of(&tree, of, &TEMPLATES).expect("a file")).expect("a file");
    let missing: Vec<_> =
        tokens(&text_of(&last.document.body)).difference(&tokens(&text_of(&accepted.document.body))).cloned().collect();
    assert!(missing.iter().all(|word| word.len() < 14), "{missing:?}");
    assert!(accepted.changes > 0);
}

#[test]
fn what_is_no_word_file_is_refused_with_a_way_out() {
    let whole = file(view("opgørelsesmetode"));
    assert_eq!(read(b""), Err(NotWord::Broken));
    assert_eq!(read(b"%PDF-1.7"), Err(NotWord::Broken));
    assert_eq!(read(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1]), Err(NotWord::OldOrLocked));
    assert_eq!(read(&whole[..whole.len() / 2]), Err(NotWord::Broken));
    let mut other = parts(&whole);
    other.remove("word/document.xml");
    assert_eq!(read(&zipped(&other)), Err(NotWord::Missing("word/document.xml".into())));
    let mut torn = parts(&whole);
    torn.insert("word/document.xml".into(), b"<w:document>".to_vec());
    assert!(matches!(read(&zipped(&torn)), Err(NotWord::Malformed { .. })));
    let bomb = BTreeMap::from([("word/document.xml".to_owned(), vec![b' '; 70 << 20])]);
    assert_eq!(read(&zipped(&bomb)), Err(NotWord::TooLarge));
}
