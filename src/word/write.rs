//! A tree in its frame → a Word file.

use super::body::BodyWriter;
use super::frame::WordFrame;
use super::package::{NotWord, PartRelation, parsed};
use super::splice::relations_xml;
use super::tree::{WordDocument, WordFacts};
use super::xml::{DECLARATION, NAMESPACES, W, escaped};

const NOTES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml";
const PREFIXES: [(&str, &str); 5] = [
    ("w", W),
    ("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// Writes a document. `program` is what it says that it was made by.
///
/// # Errors
/// A frame whose parts are no XML.
pub fn write(document: &WordDocument, mut frame: WordFrame, program: &str) -> Result<Vec<u8>, NotWord> {
    let taken = frame.clone();
    let mut writer = BodyWriter::new(&taken, &document.facts.language);
    let body = writer.blocks(&document.body);
    let main = in_frame(&frame, &body)?;
    let name = frame.document.clone();
    frame.parts.put(&name, main);
    add_lists(&mut frame, &writer.lists)?;
    add_pictures(&mut frame, &writer)?;
    if !writer.notes.is_empty() {
        add_notes(&mut frame, &writer)?;
    }
    let relations = frame.relations.clone();
    frame.parts.put(&super::package::relations_name(&name), relations_xml(&relations));
    add_facts(&mut frame, &document.facts, program)?;
    Ok(frame.parts.zipped())
}

/// The body in the frame's document: its last page set-up stays.
fn in_frame(frame: &WordFrame, ours: &str) -> Result<String, NotWord> {
    let text = frame.parts.text(&frame.document)?;
    let read = parsed(&frame.document, text)?;
    let root = read.root_element();
    let body = root.children().find(|node| node.has_tag_name((W, "body")));
    let page = body.and_then(|body| body.children().rfind(|node| node.has_tag_name((W, "sectPr"))));
    let page = page.map_or("<w:sectPr/>", |page| &text[page.range()]);
    // Its own names are kept, for its page set-up can use them.
    let start = &text[root.range().start..];
    let start = &start[..start.find('>').map_or(0, |end| end + 1)];
    let is_ours = |(prefix, address): &&(&str, &str)| root.lookup_namespace_uri(Some(prefix)) == Some(address);
    let open = if PREFIXES[..2].iter().all(|one| is_ours(&one)) {
        let missing: String = (PREFIXES.iter().filter(|one| !is_ours(one)))
            .map(|(prefix, address)| format!(r#" xmlns:{prefix}="{address}""#))
            .collect();
        format!("{}{missing}>", start.trim_end_matches('>').trim_end_matches('/'))
    } else {
        format!("<w:document {NAMESPACES}>")
    };
    Ok(format!("{DECLARATION}{open}<w:body>{ours}{page}</w:body></w:document>"))
}

fn add_lists(frame: &mut WordFrame, lists: &[Option<(u64, usize)>]) -> Result<(), NotWord> {
    let Some(name) = frame.part_of_kind("numbering") else { return Ok(()) };
    let list = |(at, start): (usize, &Option<(u64, usize)>)| {
        let number = frame.first_list + at;
        let (kind, begin) = match start {
            Some((start, level)) => (
                frame.numbers,
                format!(r#"<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>"#),
            ),
            None => (frame.bullets, String::new()),
        };
        format!(r#"<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{begin}</w:num>"#)
    };
    let added: String = lists.iter().enumerate().map(list).collect();
    let text = frame.parts.text(&name)?;
    let read = parsed(&name, text)?;
    // Before what may stand behind the lists.
    let after = read.root_element().children().find(|node| node.has_tag_name((W, "numIdMacAtCleanup")));
    let end = text.rfind("</").unwrap_or(text.len());
    let at = after.map_or(end, |node| node.range().start);
    let text = format!("{}{added}{}", &text[..at], &text[at..]);
    frame.parts.put(&name, text);
    Ok(())
}

fn add_pictures(frame: &mut WordFrame, writer: &BodyWriter) -> Result<(), NotWord> {
    if !writer.pictures.is_empty() {
        frame.declare_ending("png", "image/png")?;
        frame.declare_ending("svg", "image/svg+xml")?;
    }
    for (at, picture) in writer.pictures.iter().enumerate() {
        frame.parts.put(&format!("word/media/figur-{at}.png"), picture.png.clone());
        frame.parts.put(&format!("word/media/figur-{at}.svg"), picture.svg.clone());
    }
    frame.relations.extend(relations_of(&writer.of_body.pictures, &writer.of_body.links));
    Ok(())
}

fn relations_of(pictures: &[usize], links: &[String]) -> Vec<PartRelation> {
    let relation = |id: String, kind: &str, target: String, is_outside| PartRelation {
        id,
        kind: kind.to_owned(),
        target,
        is_outside,
    };
    let pictures = pictures.iter().flat_map(|at| {
        [
            relation(format!("rPng{at}"), "image", format!("/word/media/figur-{at}.png"), false),
            relation(format!("rSvg{at}"), "image", format!("/word/media/figur-{at}.svg"), false),
        ]
    });
    let links =
        links.iter().enumerate().map(|(at, url)| relation(format!("rLink{at}"), "hyperlink", url.clone(), true));
    pictures.chain(links).collect()
}

fn add_notes(frame: &mut WordFrame, writer: &BodyWriter) -> Result<(), NotWord> {
    let line = |id: &str, kind: &str, inner: &str| {
        format!(
            r#"<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{inner}/></w:r></w:p></w:footnote>"#
        )
    };
    let lines = line("-1", "separator", "separator") + &line("0", "continuationSeparator", "continuationSeparator");
    let text = format!("{DECLARATION}<w:footnotes {NAMESPACES}>{lines}{}</w:footnotes>", writer.notes.concat());
    frame.parts.put("word/footnotes.xml", text);
    let own = relations_of(&writer.of_notes.pictures, &writer.of_notes.links);
    if !own.is_empty() {
        frame.parts.put("word/_rels/footnotes.xml.rels", relations_xml(&own));
    }
    frame.relate("rFootnotes", "footnotes", "/word/footnotes.xml", Some(NOTES))
}

/// What the file says of itself.
fn add_facts(frame: &mut WordFrame, facts: &WordFacts, program: &str) -> Result<(), NotWord> {
    let WordFacts { title, author, description, keywords, status, language, date, said } = facts;
    let core = format!(
        concat!(
            r#"{}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
            r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" "#,
            r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>"#,
            r#"<dc:description>{}</dc:description><cp:keywords>{}</cp:keywords><dc:language>{}</dc:language>"#,
            r#"<cp:contentStatus>{}</cp:contentStatus><cp:lastModifiedBy>{}</cp:lastModifiedBy>"#,
            r#"<dcterms:created xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:created>"#,
            r#"<dcterms:modified xsi:type="dcterms:W3CDTF">{date}T00:00:00Z</dcterms:modified></cp:coreProperties>"#
        ),
        DECLARATION,
        escaped(title),
        escaped(author),
        escaped(description),
        escaped(&keywords.join(", ")),
        escaped(language),
        escaped(status),
        escaped(author),
        date = escaped(date),
    );
    frame.parts.put("docProps/core.xml", core);
    let app = format!(
        r#"{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>{}</Application></Properties>"#,
        escaped(program)
    );
    frame.parts.put("docProps/app.xml", app);
    let property = |(at, (name, value)): (usize, &(String, String))| {
        format!(
            r#"<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{}" name="{}"><vt:lpwstr>{}</vt:lpwstr></property>"#,
            at + 2,
            escaped(name),
            escaped(value)
        )
    };
    let custom = format!(
        r#"{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{}</Properties>"#,
        said.iter().enumerate().map(property).collect::<String>()
    );
    frame.parts.put("docProps/custom.xml", custom);
    for (part, content) in [
        ("core", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("app", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
        ("custom", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ] {
        frame.declare(&format!(r#"<Override PartName="/docProps/{part}.xml" ContentType="{content}"/>"#))?;
    }
    let relation = |id: &str, kind: &str, target: &str| PartRelation {
        id: id.to_owned(),
        kind: kind.to_owned(),
        target: target.to_owned(),
        is_outside: false,
    };
    let all = [
        relation("rDocument", "officeDocument", &frame.document),
        relation("rCore", "core-properties", "docProps/core.xml"),
        relation("rApp", "extended-properties", "docProps/app.xml"),
        relation("rCustom", "custom-properties", "docProps/custom.xml"),
    ];
    frame.parts.put("_rels/.rels", relations_xml(&all));
    Ok(())
}
