//! What a document stands in: its styles, its page, its head and foot. Ours, or those of a ministry's own file.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::package::{NotWord, PartRelation, WordParts, document_part, parsed, relations, target_part};
use super::splice::{PACKAGE, replaced, spliced};
use super::tree::{TableLook, WordStyle};
use super::xml::{DECLARATION, W, escaped};

/// The frame of a document, with all styles that ours need.
#[derive(Debug, Clone)]
pub struct WordFrame {
    pub(super) parts: WordParts,
    pub(super) document: String,
    pub(super) relations: Vec<PartRelation>,
    /// Style identifiers by their names in lower case.
    styles: BTreeMap<String, String>,
    /// The number of our first list, and of what the two kinds are made.
    pub(super) first_list: usize,
    pub(super) bullets: usize,
    pub(super) numbers: usize,
    /// Our own styles that the file lacked, by name.
    pub added: Vec<String>,
}

/// Our own parts, filled for a document.
#[derive(Debug, Clone)]
pub struct FrameParts {
    pub styles: String,
    pub settings: String,
    pub numbering: String,
    /// An empty document with the page.
    pub document: String,
    pub header: String,
    pub footer: String,
}

const TYPES: &str = "[Content_Types].xml";
const WORD_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

impl WordFrame {
    /// Ours.
    ///
    /// # Errors
    /// A template of the user's own that is no XML.
    pub fn own(own: FrameParts) -> Result<Self, NotWord> {
        let FrameParts { styles, settings, numbering, document, header, footer } = own;
        let numbering_text = numbering.clone();
        let mut parts = WordParts::default();
        let types = [("styles", styles), ("settings", settings), ("numbering", numbering)];
        let mut overrides =
            format!(r#"<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>"#);
        let mut known = Vec::new();
        parts.put("word/document.xml", document);
        for (name, text) in types {
            overrides
                .push_str(&format!(r#"<Override PartName="/word/{name}.xml" ContentType="{WORD_TYPE}.{name}+xml"/>"#));
            known.push(relation(&format!("r{name}"), name, &format!("{name}.xml")));
            parts.put(&format!("word/{name}.xml"), text);
        }
        for (id, kind, text) in [("rHeader", "header", header), ("rFooter", "footer", footer)] {
            overrides
                .push_str(&format!(r#"<Override PartName="/word/{kind}.xml" ContentType="{WORD_TYPE}.{kind}+xml"/>"#));
            known.push(relation(id, kind, &format!("{kind}.xml")));
            parts.put(&format!("word/{kind}.xml"), text);
        }
        let defaults = concat!(
            r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
            r#"<Default Extension="xml" ContentType="application/xml"/>"#
        );
        let types = format!(r#"{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{defaults}{overrides}</Types>"#);
        parts.0.insert(0, (TYPES.to_owned(), types.into_bytes()));
        let mut frame = Self::of(parts, "word/document.xml".to_owned(), known)?;
        frame.take_lists(&numbering_text)?;
        Ok(frame)
    }

    /// A ministry's own file, whose styles, page, head and foot stay. Styles that it lacks are taken from ours, and so are lists.
    ///
    /// # Errors
    /// A file that is not one of Word's.
    pub fn reference(bytes: &[u8], own: &FrameParts) -> Result<Self, NotWord> {
        let parts = WordParts::open(bytes)?;
        let document = document_part(&parts)?;
        let known = relations(&parts, &document)?;
        let mut frame = Self::of(parts, document, known)?;
        frame.drop_content()?;
        frame.add_styles(&own.styles)?;
        frame.add_lists(&own.numbering)?;
        frame.drop_note_settings()?;
        Ok(frame)
    }

    fn of(parts: WordParts, document: String, relations: Vec<PartRelation>) -> Result<Self, NotWord> {
        let mut frame = Self {
            parts,
            document,
            relations,
            styles: BTreeMap::new(),
            first_list: 1,
            bullets: 0,
            numbers: 1,
            added: Vec::new(),
        };
        if let Some(name) = frame.part_of_kind("styles") {
            frame.styles = style_ids(&name, frame.parts.text(&name)?)?;
        }
        Ok(frame)
    }

    /// The name of the part that the document has of a kind.
    pub(super) fn part_of_kind(&self, kind: &str) -> Option<String> {
        let relation = self.relations.iter().find(|one| one.kind == kind && !one.is_outside)?;
        Some(target_part(&self.document, &relation.target)).filter(|name| self.parts.get(name).is_some())
    }

    /// What belongs to the text that goes: notes, comments, and what else it names. Styles, heads and feet stay.
    fn drop_content(&mut self) -> Result<(), NotWord> {
        const STAY: [&str; 8] =
            ["styles", "settings", "theme", "fontTable", "webSettings", "numbering", "header", "footer"];
        let (stay, go): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.relations).into_iter().partition(|one| STAY.contains(&one.kind.as_str()));
        self.relations = stay;
        let mut gone: Vec<String> = Vec::new();
        for one in go.iter().filter(|one| !one.is_outside) {
            let name = target_part(&self.document, &one.target);
            // A picture can be one of the head's, too.
            if !name.contains("media/") {
                gone.push(name);
            }
        }
        for name in &gone {
            self.parts.remove(name);
            self.parts.remove(&super::package::relations_name(name));
        }
        let of_file = relations(&self.parts, "")?.into_iter().filter(|one| one.kind != "officeDocument");
        for one in of_file.filter(|one| !one.is_outside) {
            let name = target_part("", &one.target);
            self.parts.remove(&name);
            gone.push(name);
        }
        let types = self.parts.text(TYPES)?.to_owned();
        let read = parsed(TYPES, &types)?;
        let is_gone = |node: &Node| {
            node.attribute("PartName").is_some_and(|part| gone.iter().any(|one| part.trim_start_matches('/') == one))
        };
        let cuts: Vec<_> =
            read.root_element().children().filter(is_gone).map(|node| (node.range(), String::new())).collect();
        let main = format!("/{}", self.document);
        let mains = read.root_element().children().filter(|node| node.attribute("PartName") == Some(main.as_str()));
        let as_document = format!(r#"<Override PartName="{main}" ContentType="{WORD_TYPE}.document.main+xml"/>"#);
        // A template becomes a document.
        let cuts = cuts.into_iter().chain(mains.map(|node| (node.range(), as_document.clone()))).collect();
        let changed = replaced(&types, cuts);
        self.parts.put(TYPES, changed);
        Ok(())
    }

    /// Our styles that the file has none of, by their names.
    fn add_styles(&mut self, ours: &str) -> Result<(), NotWord> {
        let read = parsed("styles.xml", ours)?;
        let Some(name) = self.part_of_kind("styles") else {
            self.parts.put("word/styles.xml", ours);
            self.relate("rStyles", "styles", "styles.xml", Some(&format!("{WORD_TYPE}.styles+xml")))?;
            self.styles = style_ids("styles.xml", ours)?;
            return Ok(());
        };
        let taken: Vec<String> = self.styles.values().cloned().collect();
        let mut added = String::new();
        for style in read.root_element().children().filter(|node| node.has_tag_name((W, "style"))) {
            let (Some(known), Some(id)) = (style_name(style), style.attribute((W, "styleId"))) else { continue };
            if self.styles.contains_key(&known.to_lowercase()) || style.attribute((W, "default")).is_some() {
                continue;
            }
            let free = if taken.iter().any(|one| one == id) { format!("{id}Resultatplan") } else { id.to_owned() };
            let mut text = ours[style.range()].to_owned();
            if free != id {
                text = text.replacen(&format!(r#"w:styleId="{id}""#), &format!(r#"w:styleId="{free}""#), 1);
            }
            // What it is based on can have another identifier there.
            for base in
                style.children().filter(|node| node.has_tag_name((W, "basedOn")) || node.has_tag_name((W, "next")))
            {
                let Some(wanted) = base.attribute((W, "val")) else { continue };
                let base_name =
                    read.root_element().children().find(|one| one.attribute((W, "styleId")) == Some(wanted));
                let there = base_name.and_then(style_name).and_then(|name| self.styles.get(&name.to_lowercase()));
                if let Some(there) = there {
                    text = text.replace(&format!(r#"w:val="{wanted}"/>"#), &format!(r#"w:val="{}"/>"#, escaped(there)));
                }
            }
            added.push_str(&text);
            self.styles.insert(known.to_lowercase(), free);
            self.added.push(known.to_owned());
        }
        let text = spliced(&name, self.parts.text(&name)?, &added, None)?;
        self.parts.put(&name, text);
        Ok(())
    }

    /// The two kinds of list, beside those of the file.
    fn add_lists(&mut self, ours: &str) -> Result<(), NotWord> {
        let Some(name) = self.part_of_kind("numbering") else {
            self.parts.put("word/numbering.xml", ours);
            let target = if self.document.starts_with("word/") { "numbering.xml" } else { "/word/numbering.xml" };
            self.relate("rNumbering", "numbering", target, Some(&format!("{WORD_TYPE}.numbering+xml")))?;
            return self.take_lists(ours);
        };
        let text = self.parts.text(&name)?.to_owned();
        let read = parsed(&name, &text)?;
        let free = |tag: &str, id: &str| {
            let all = read.root_element().children().filter(|node| node.has_tag_name((W, tag)));
            let ids = all.filter_map(|node| node.attribute((W, id))?.parse::<usize>().ok());
            ids.max().map_or(1, |most| most + 1)
        };
        let (kind, list) = (free("abstractNum", "abstractNumId"), free("num", "numId"));
        let own = parsed("numbering.xml", ours)?;
        let kinds = own.root_element().children().filter(|node| node.has_tag_name((W, "abstractNum")));
        let mut added = String::new();
        for (at, node) in kinds.enumerate() {
            let old = format!(r#"w:abstractNumId="{at}""#);
            added.push_str(&ours[node.range()].replacen(&old, &format!(r#"w:abstractNumId="{}""#, kind + at), 1));
        }
        let before = if list > 1 { Some("num") } else { None };
        let text = spliced(&name, &text, &added, before)?;
        self.parts.put(&name, text);
        (self.bullets, self.numbers, self.first_list) = (kind, kind + 1, list);
        Ok(())
    }

    /// That ours are all lists there are.
    fn take_lists(&mut self, numbering: &str) -> Result<(), NotWord> {
        parsed("numbering.xml", numbering)?;
        (self.bullets, self.numbers, self.first_list) = (0, 1, 1);
        Ok(())
    }

    /// The file's own notes are gone, and so is what its settings say of them.
    fn drop_note_settings(&mut self) -> Result<(), NotWord> {
        let Some(name) = self.part_of_kind("settings") else { return Ok(()) };
        let text = self.parts.text(&name)?.to_owned();
        let read = parsed(&name, &text)?;
        let is_of_notes = |node: &Node| {
            ["footnotePr", "endnotePr", "attachedTemplate", "documentProtection"]
                .iter()
                .any(|tag| node.has_tag_name((W, *tag)))
        };
        let cuts =
            read.root_element().children().filter(is_of_notes).map(|node| (node.range(), String::new())).collect();
        let text = replaced(&text, cuts);
        self.parts.put(&name, text);
        Ok(())
    }

    /// Adds a relation of the document, and what its part is.
    pub(super) fn relate(&mut self, id: &str, kind: &str, target: &str, content: Option<&str>) -> Result<(), NotWord> {
        self.relations.push(relation(id, kind, target));
        let Some(content) = content else { return Ok(()) };
        let part = target_part(&self.document, target);
        self.declare(&format!(r#"<Override PartName="/{part}" ContentType="{content}"/>"#))
    }

    /// Adds a line to the list of what the parts are.
    pub(super) fn declare(&mut self, line: &str) -> Result<(), NotWord> {
        let text = spliced(TYPES, self.parts.text(TYPES)?, line, None)?;
        self.parts.put(TYPES, text);
        Ok(())
    }

    /// Adds a line to it for an ending, where it has none.
    pub(super) fn declare_ending(&mut self, ending: &str, content: &str) -> Result<(), NotWord> {
        let known = self.parts.text(TYPES)?.to_lowercase().contains(&format!("extension=\"{ending}\""));
        if known {
            return Ok(());
        }
        let text = self.parts.text(TYPES)?.to_owned();
        let read = parsed(TYPES, &text)?;
        let line = format!(r#"<Default Extension="{ending}" ContentType="{content}"/>"#);
        let at = read.root_element().first_element_child().map_or(text.len(), |node| node.range().start);
        let text = format!("{}{line}{}", &text[..at], &text[at..]);
        self.parts.put(TYPES, text);
        Ok(())
    }

    fn id(&self, name: &str) -> &str {
        self.styles.get(&name.to_lowercase()).map_or("Normal", String::as_str)
    }

    pub(super) fn style(&self, style: WordStyle) -> &str {
        self.id(&style.name())
    }

    pub(super) fn link_style(&self) -> &str {
        self.id("Hyperlink")
    }

    pub(super) fn note_style(&self) -> &str {
        self.id("footnote reference")
    }

    pub(super) fn faint_style(&self) -> &str {
        self.id("Dæmpet")
    }

    pub(super) fn table_style(&self, look: TableLook) -> &str {
        self.id(match look {
            TableLook::Ruled => "Plantabel",
            TableLook::Plain => "Tabel uden streger",
            TableLook::Boxed => "Skema",
        })
    }
}

fn relation(id: &str, kind: &str, target: &str) -> PartRelation {
    PartRelation { id: id.to_owned(), kind: kind.to_owned(), target: target.to_owned(), is_outside: false }
}

fn style_name<'a>(style: Node<'a, '_>) -> Option<&'a str> {
    style.children().find(|node| node.has_tag_name((W, "name")))?.attribute((W, "val"))
}

/// Names are the same in every Word, identifiers are not.
fn style_ids(part: &str, styles: &str) -> Result<BTreeMap<String, String>, NotWord> {
    let read = parsed(part, styles)?;
    let mut ids = BTreeMap::new();
    for style in read.root_element().children().filter(|node| node.has_tag_name((W, "style"))) {
        if let (Some(name), Some(id)) = (style_name(style), style.attribute((W, "styleId"))) {
            // The first one wins, where LibreOffice has both `Caption` and `caption`.
            ids.entry(name.to_lowercase()).or_insert_with(|| id.to_owned());
        }
    }
    Ok(ids)
}
