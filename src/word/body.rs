//! A tree → the XML of its body, its footnotes and what they refer to.

use super::frame::WordFrame;
use super::tree::{
    ListPlace, TextLook, TextSide, WordBlock, WordChange, WordParagraph, WordPicture, WordRun, WordStyle,
};
use super::xml::escaped;

/// Where in a document a piece stands, by which its relations are those of another part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Story {
    Body,
    Note,
}

/// What a part refers to.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// Addresses of links.
    pub links: Vec<String>,
    /// Indices of pictures.
    pub pictures: Vec<usize>,
}

/// The body while it is written, with all that stands in other parts.
pub(super) struct BodyWriter<'a> {
    pub(super) frame: &'a WordFrame,
    language: &'a str,
    /// Each once, in the order in which they are met.
    pub pictures: Vec<&'a WordPicture>,
    pub notes: Vec<String>,
    /// The first number of each list, and on which level it is; none for bullets.
    pub lists: Vec<Option<(u64, usize)>>,
    pub of_body: Relations,
    pub of_notes: Relations,
    story: Story,
    is_in_link: bool,
    drawings: usize,
    places: usize,
    changes: usize,
}

/// Twentieths of a point in so many tenths of a millimetre.
pub(super) fn twips(tenths: u32) -> u32 {
    (tenths * 5669 + 500) / 1000
}

/// What Word measures drawings by.
fn emu(tenths: u32) -> u32 {
    tenths * 3600
}

impl<'a> BodyWriter<'a> {
    pub fn new(frame: &'a WordFrame, language: &'a str) -> Self {
        Self {
            frame,
            language,
            pictures: Vec::new(),
            notes: Vec::new(),
            lists: Vec::new(),
            of_body: Relations::default(),
            of_notes: Relations::default(),
            story: Story::Body,
            is_in_link: false,
            drawings: 0,
            places: 0,
            changes: 0,
        }
    }

    pub fn blocks(&mut self, blocks: &'a [WordBlock]) -> String {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &'a WordBlock) -> String {
        match block {
            WordBlock::Paragraph(paragraph) => self.paragraph(paragraph, ""),
            WordBlock::Table(table) => self.table(table),
            WordBlock::Contents { heading, entries } => {
                let title = self.style(WordStyle::ContentsHeading);
                let mut xml = format!("<w:p><w:pPr>{title}</w:pPr>{}</w:p>", plain(heading));
                let begin = concat!(
                    r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r>"#,
                    r#"<w:r><w:instrText xml:space="preserve"> TOC \o "1-3" \h \z \u </w:instrText></w:r>"#,
                    r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r>"#
                );
                let end = r#"<w:r><w:fldChar w:fldCharType="end"/></w:r>"#;
                let last = entries.len().saturating_sub(1);
                for (at, entry) in entries.iter().enumerate() {
                    let level = u8::try_from(entry.level.clamp(1, 3)).unwrap_or(3);
                    xml.push_str(&format!(
                        r#"<w:p><w:pPr>{}</w:pPr>{}<w:hyperlink w:anchor="{}" w:history="1">{}</w:hyperlink>{}</w:p>"#,
                        self.style(WordStyle::Contents(level)),
                        if at == 0 { begin } else { "" },
                        escaped(&entry.leads_to),
                        plain(&entry.text),
                        if at == last { end } else { "" },
                    ));
                }
                xml
            }
        }
    }

    pub(super) fn style(&self, style: WordStyle) -> String {
        format!(r#"<w:pStyle w:val="{}"/>"#, escaped(self.frame.style(style)))
    }

    /// `first` stands before its own runs.
    fn paragraph(&mut self, it: &'a WordParagraph, first: &str) -> String {
        let mut runs = first.to_owned();
        if let Some(place) = &it.place {
            let id = self.places;
            self.places += 1;
            runs.push_str(&format!(r#"<w:bookmarkStart w:id="{id}" w:name="{}"/>"#, escaped(place)));
            runs.push_str(&self.runs(&it.runs, None));
            runs.push_str(&format!(r#"<w:bookmarkEnd w:id="{id}"/>"#));
        } else {
            runs.push_str(&self.runs(&it.runs, None));
        }
        format!("<w:p>{}{runs}</w:p>", self.properties(it))
    }

    // In the order that the schema gives.
    fn properties(&mut self, it: &WordParagraph) -> String {
        let mut xml = self.style(it.style);
        if it.keeps_next {
            xml.push_str("<w:keepNext/>");
        }
        if it.starts_page {
            xml.push_str("<w:pageBreakBefore/>");
        }
        if let Some(place) = it.list {
            let number = self.list(place);
            xml.push_str(&format!(
                r#"<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{number}"/></w:numPr>"#,
                place.level.min(8)
            ));
        }
        if let Some(stop) = it.right_stop {
            let line = if it.has_line { r#" w:leader="underscore""# } else { "" };
            xml.push_str(&format!(r#"<w:tabs><w:tab w:val="right"{line} w:pos="{}"/></w:tabs>"#, twips(stop)));
        }
        if it.indent > 0 {
            let hanging = if it.hanging > 0 { format!(r#" w:hanging="{}""#, twips(it.hanging)) } else { String::new() };
            xml.push_str(&format!(r#"<w:ind w:left="{}"{hanging}/>"#, twips(it.indent)));
        }
        match it.side {
            TextSide::Left => {}
            TextSide::Center => xml.push_str(r#"<w:jc w:val="center"/>"#),
            TextSide::Right => xml.push_str(r#"<w:jc w:val="right"/>"#),
        }
        if let Some(change) = &it.change {
            let mark = self.mark(change);
            xml.push_str(&format!("<w:rPr>{mark}</w:rPr>"));
        }
        format!("<w:pPr>{xml}</w:pPr>")
    }

    /// `<w:ins …/>` where it has no content.
    pub(super) fn mark(&mut self, change: &WordChange) -> String {
        let (name, facts) = self.change(change);
        format!("<w:{name} {facts}/>")
    }

    fn change(&mut self, change: &WordChange) -> (&'static str, String) {
        self.changes += 1;
        let name = if change.is_out { "del" } else { "ins" };
        let (id, author, date) = (self.changes, escaped(&change.author), escaped(&change.date));
        (name, format!(r#"w:id="{id}" w:author="{author}" w:date="{date}T00:00:00Z""#))
    }

    /// The number of its list in the numbering part: bullets are one list, each numbered list one of its own.
    fn list(&mut self, place: ListPlace) -> usize {
        if self.lists.len() <= place.list {
            self.lists.resize(place.list + 1, None);
        }
        self.lists[place.list] = place.start.map(|start| (start, place.level.min(8)));
        self.frame.first_list + place.list
    }

    fn runs(&mut self, runs: &'a [WordRun], change: Option<&'a WordChange>) -> String {
        runs.iter().map(|run| self.run(run, change)).collect()
    }

    fn run(&mut self, run: &'a WordRun, change: Option<&'a WordChange>) -> String {
        let is_out = change.is_some_and(|change| change.is_out);
        match run {
            WordRun::Text { text, look } => {
                format!("<w:r>{}{}</w:r>", self.look(look), words(text, is_out))
            }
            WordRun::Break => "<w:r><w:br/></w:r>".to_owned(),
            WordRun::Tab => "<w:r><w:tab/></w:r>".to_owned(),
            WordRun::Note(body) => self.note(body),
            WordRun::Link { url, runs } => {
                self.is_in_link = true;
                let mut inner = self.runs(runs, change);
                self.is_in_link = false;
                // A change stands inside a link, no link inside a change.
                if let Some(change) = change {
                    let (name, facts) = self.change(change);
                    inner = format!("<w:{name} {facts}>{inner}</w:{name}>");
                }
                let relations = self.relations();
                let at = relations.links.iter().position(|known| known == url).unwrap_or_else(|| {
                    relations.links.push(url.clone());
                    relations.links.len() - 1
                });
                format!(r#"<w:hyperlink r:id="rLink{at}" w:history="1">{inner}</w:hyperlink>"#)
            }
            WordRun::Picture(picture) => self.picture(picture),
            WordRun::Changed { change, runs } => {
                let mut xml = String::new();
                for group in runs.chunk_by(|one, next| !is_link(one) && !is_link(next)) {
                    let inner = self.runs(group, Some(change));
                    if group.iter().any(is_link) {
                        xml.push_str(&inner);
                        continue;
                    }
                    let (name, facts) = self.change(change);
                    xml.push_str(&format!("<w:{name} {facts}>{inner}</w:{name}>"));
                }
                xml
            }
        }
    }

    fn relations(&mut self) -> &mut Relations {
        match self.story {
            Story::Body => &mut self.of_body,
            Story::Note => &mut self.of_notes,
        }
    }

    fn look(&self, look: &TextLook) -> String {
        let mut xml = String::new();
        let style = if self.is_in_link { Some(self.frame.link_style()) } else { None };
        if let Some(style) = style.or_else(|| look.is_faint.then(|| self.frame.faint_style())) {
            xml.push_str(&format!(r#"<w:rStyle w:val="{}"/>"#, escaped(style)));
        }
        if look.is_strong {
            xml.push_str("<w:b/>");
        }
        if look.is_emphasis {
            xml.push_str("<w:i/>");
        }
        if let Some(language) = look.language.as_deref().filter(|language| *language != self.language) {
            xml.push_str(&format!(r#"<w:lang w:val="{}"/>"#, escaped(language)));
        }
        if xml.is_empty() { xml } else { format!("<w:rPr>{xml}</w:rPr>") }
    }

    /// A footnote; Word has none inside another, so that one stands in brackets there.
    fn note(&mut self, body: &'a [WordBlock]) -> String {
        if self.story == Story::Note {
            return words_of(body).map(|text| plain(&format!(" ({text})"))).unwrap_or_default();
        }
        let number = self.notes.len() + 1;
        // Its place is kept, before what stands in it.
        self.notes.push(String::new());
        self.story = Story::Note;
        let mark = format!(
            r#"<w:r><w:rPr><w:rStyle w:val="{}"/></w:rPr><w:footnoteRef/></w:r>{}"#,
            escaped(self.frame.note_style()),
            plain(" ")
        );
        let mut inner = String::new();
        for (at, block) in body.iter().enumerate() {
            inner.push_str(&match block {
                WordBlock::Paragraph(paragraph) => self.paragraph(paragraph, if at == 0 { &mark } else { "" }),
                other => {
                    let lead = if at == 0 { format!("<w:p>{mark}</w:p>") } else { String::new() };
                    lead + &self.block(other)
                }
            });
        }
        self.story = Story::Body;
        self.notes[number - 1] = format!(r#"<w:footnote w:id="{number}">{inner}</w:footnote>"#);
        let style = escaped(self.frame.note_style());
        format!(r#"<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>"#)
    }

    fn picture(&mut self, picture: &'a WordPicture) -> String {
        let same = |known: &&WordPicture| known.svg == picture.svg;
        let at = self.pictures.iter().position(same).unwrap_or_else(|| {
            self.pictures.push(picture);
            self.pictures.len() - 1
        });
        let relations = self.relations();
        if !relations.pictures.contains(&at) {
            relations.pictures.push(at);
        }
        self.drawings += 1;
        let (id, alt) = (self.drawings, escaped(&picture.alt));
        let (wide, high) = (emu(picture.width), emu(picture.height));
        format!(
            concat!(
                r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>"#,
                r#"<wp:docPr id="{id}" name="Figur {id}" descr="{alt}"/><a:graphic>"#,
                r#"<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>"#,
                r#"<pic:nvPicPr><pic:cNvPr id="{id}" name="figur-{at}.png" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>"#,
                r#"<pic:blipFill><a:blip r:embed="rPng{at}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">"#,
                r#"<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rSvg{at}"/>"#,
                r#"</a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"#,
                r#"<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>"#,
                r#"<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"#,
                r#"</wp:inline></w:drawing></w:r>"#
            ),
            wide = wide,
            high = high,
            id = id,
            alt = alt,
            at = at
        )
    }
}

fn is_link(run: &WordRun) -> bool {
    matches!(run, WordRun::Link { .. })
}

/// The text of some blocks on one line; None where they say nothing.
fn words_of(blocks: &[WordBlock]) -> Option<String> {
    let text = super::tree::text_of(blocks);
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!line.is_empty()).then_some(line)
}

fn plain(text: &str) -> String {
    format!("<w:r>{}</w:r>", words(text, false))
}

/// A run's text: hyphens and blanks of other kinds are elements of their own.
fn words(text: &str, is_out: bool) -> String {
    let name = if is_out { "delText" } else { "t" };
    let mut xml = String::new();
    let mut open = String::new();
    let close = |open: &mut String, xml: &mut String| {
        if !open.is_empty() {
            xml.push_str(&format!(r#"<w:{name} xml:space="preserve">{}</w:{name}>"#, escaped(open)));
            open.clear();
        }
    };
    for one in text.chars() {
        let element = match one {
            '\u{ad}' => "<w:softHyphen/>",
            '\u{2011}' => "<w:noBreakHyphen/>",
            '\n' => "<w:br/>",
            '\t' => "<w:tab/>",
            one => {
                open.push(one);
                continue;
            }
        };
        close(&mut open, &mut xml);
        xml.push_str(element);
    }
    close(&mut open, &mut xml);
    xml
}
