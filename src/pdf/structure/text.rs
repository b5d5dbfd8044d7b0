//! The structure as lines of text, for a person who wants to read a document as a screen reader does.

use std::collections::{BTreeMap, BTreeSet};

use super::Structure;
use super::annotation::{Annotation, LinkTarget};
use super::element::{Child, Element};
use super::table::{CellPlace, headers};
use super::wording::{bookmark, field, plain, said_instead, short, to};
use crate::language::{Language, Message, say};

/// So many header cells of a cell are named.
const MOST_HEADERS: usize = 8;
/// So many notes are told with what refers to them, by as many links.
const MOST_NOTES: usize = 1000;
const MOST_LINKS: usize = 20_000;
/// How far apart in points the ends of two links can be that lead to each other.
const NEAR: i64 = 24;

/// The lines: title and language, the elements in reading order, a line where a page begins, and the bookmarks.
pub fn to_text(structure: &Structure, spoken: Language) -> Vec<String> {
    let told = |text: Option<&str>, lacking: Message| text.map_or_else(|| lacking.say_in(spoken), plain);
    let title = told(structure.title.as_deref(), say!("outline.no-title"));
    let language = told(structure.language.as_deref(), say!("outline.no-language"));
    let head = say!("outline.head", title = title, language = language, pages = structure.pages.len());
    let mut teller = OutlineTeller {
        lines: vec![head.say_in(spoken)],
        spoken,
        page: 0,
        language: structure.language.as_deref(),
        headers: BTreeMap::new(),
        words: BTreeMap::new(),
        notes: 0,
        links: links(&structure.root),
    };
    teller.children(&structure.root, 0);
    let mut lines = teller.lines;
    if !structure.bookmarks.is_empty() {
        lines.push(say!("outline.bookmarks").say_in(spoken));
        lines.extend(structure.bookmarks.iter().map(|entry| bookmark(entry, spoken)));
    }
    lines
}

struct OutlineTeller<'a> {
    lines: Vec<String>,
    /// The language that is told in.
    spoken: Language,
    /// The page that the last line stands on.
    page: usize,
    /// The language of what surrounds an element.
    language: Option<&'a str>,
    /// Of the cells of the tables that are open.
    headers: BTreeMap<CellPlace, Vec<&'a Element>>,
    /// The words of header cells, short.
    words: BTreeMap<CellPlace, String>,
    notes: usize,
    links: Vec<(&'a Element, &'a Annotation)>,
}

impl<'a> OutlineTeller<'a> {
    fn said(&self, message: &Message) -> String {
        message.say_in(self.spoken)
    }

    fn line(&mut self, depth: usize, text: &str) {
        self.lines.push(format!("{}{}", "  ".repeat(depth), text.trim_end()));
    }

    /// What stands in an element: text in lines of their own, then each element.
    fn children(&mut self, within: &'a Element, depth: usize) {
        let mut text = String::new();
        for child in &within.children {
            match child {
                Child::Element(element) if !is_of_a_line(element) => {
                    self.end_of_text(&mut text, depth);
                    if says_nothing(element) { self.children(element, depth) } else { self.element(element, depth) }
                }
                child => self.add(child, &mut text),
            }
        }
        self.end_of_text(&mut text, depth);
    }

    fn end_of_text(&mut self, text: &mut String, depth: usize) {
        let told = plain(text);
        if !told.is_empty() {
            self.line(depth, &told);
        }
        text.clear();
    }

    /// An element that begins a line.
    fn element(&mut self, element: &'a Element, depth: usize) {
        if element.kind == "Table" {
            let mut headers = headers(element);
            for header in headers.values().flatten() {
                self.words.entry(std::ptr::from_ref(*header)).or_insert_with(|| short(&header.text()));
            }
            self.headers.append(&mut headers);
        }
        let page = element.page();
        if page > self.page {
            self.begin_page(page);
        }
        let outside = self.language;
        let mut label = self.label(element);
        self.language = element.language.as_deref().or(outside);
        if let Some(alt) = said_instead(element, self.spoken) {
            let inside = element.walk().into_iter().flat_map(Element::annotations).filter(|one| one.kind != "Link");
            let fields: String = inside.map(|one| format!(" [{}]", field(one, self.spoken))).collect();
            self.line(depth, &format!("{label}: {alt}{fields}"));
            // What is drawn is not read, and can end on another page.
            self.page = element.pages().into_iter().next_back().unwrap_or_default().max(self.page);
        } else if element.children.iter().all(|child| !matches!(child, Child::Element(one) if !is_of_a_line(one))) {
            let mut text = String::new();
            element.children.iter().for_each(|child| self.add(child, &mut text));
            let text = plain(&text);
            if !text.is_empty() {
                label = format!("{label}: {text}");
            }
            self.line(depth, &label);
        } else if let Some((mark, body)) = item(element) {
            let mut text = String::new();
            mark.children.iter().for_each(|child| self.add(child, &mut text));
            self.line(depth, &format!("{label}: {}", plain(&text)));
            self.children(body, depth + 1);
        } else {
            self.line(depth, &label);
            self.children(element, depth + 1);
        }
        self.language = outside;
    }

    fn begin_page(&mut self, page: usize) {
        self.page = page;
        self.lines.push(say!("outline.new-page", page = page).say_in(self.spoken));
    }

    /// `TD (Vægt; 1.1 Sagsbehandlingstider)`
    fn label(&mut self, element: &Element) -> String {
        let mut notes: Vec<String> = Vec::new();
        match (element.kind.as_str(), element.scope.as_deref()) {
            ("TH", Some("Row")) => notes.push(self.said(&say!("outline.header-row"))),
            ("TH", Some("Column")) => notes.push(self.said(&say!("outline.header-column"))),
            ("TH", Some("Both")) => notes.push(self.said(&say!("outline.header-both"))),
            ("TH", _) => notes.push(self.said(&say!("outline.header-nothing"))),
            _ => {}
        }
        let span = element.span;
        notes.extend((span.rows > 1).then(|| self.said(&say!("outline.rows", count = span.rows))));
        notes.extend((span.columns > 1).then(|| self.said(&say!("outline.columns", count = span.columns))));
        if let Some(headers) = self.headers.get(&std::ptr::from_ref(element)) {
            let words =
                headers.iter().take(MOST_HEADERS).filter_map(|header| self.words.get(&std::ptr::from_ref(*header)));
            let words: Vec<&str> = words.map(String::as_str).collect();
            if !words.is_empty() {
                let more = if headers.len() > words.len() { "; …" } else { "" };
                notes.push(format!("{}{more}", words.join("; ")));
            } else if element.kind == "TD" {
                notes.push(self.said(&say!("outline.no-header")));
            }
        }
        notes.extend(element.summary.as_deref().map(short));
        notes.extend(self.change_of_language(element));
        if element.kind == "Note" && self.notes < MOST_NOTES {
            self.notes += 1;
            notes.push(self.said(&match self.referred_to(element) {
                from if from.is_empty() => say!("outline.no-reference"),
                from => say!("outline.from", links = from),
            }));
        }
        if notes.is_empty() { element.kind.clone() } else { format!("{} ({})", element.kind, notes.join(", ")) }
    }

    fn change_of_language(&self, element: &Element) -> Option<String> {
        let own = element.language.as_deref().filter(|own| Some(*own) != self.language)?;
        Some(self.said(&say!("outline.in", language = plain(own))))
    }

    /// Adds what stands in a line of text.
    fn add(&mut self, child: &'a Child, text: &mut String) {
        match child {
            Child::Marked(page, piece) => {
                if *page > self.page && !piece.trim().is_empty() {
                    if self.page > 0 {
                        let begins = self.said(&say!("outline.new-page", page = page));
                        text.push_str(&format!(" {begins} --- "));
                    }
                    self.page = *page;
                }
                text.push_str(piece);
            }
            // A link is told by its element.
            Child::Annotation(annotation) if annotation.kind == "Link" => {}
            Child::Annotation(annotation) => text.push_str(&format!(" [{}] ", field(annotation, self.spoken))),
            Child::Element(element) => self.add_element(element, text),
        }
    }

    fn add_element(&mut self, element: &'a Element, text: &mut String) {
        let outside = self.language;
        let mut open = Vec::new();
        open.extend(self.change_of_language(element));
        if element.kind == "Link" {
            open.push(self.said(&match element.annotations().find_map(|annotation| annotation.target.as_ref()) {
                Some(target) => say!("outline.link", to = to(target)),
                None => say!("outline.no-link"),
            }));
        }
        match element.kind.as_str() {
            "Quote" => open.push(self.said(&say!("outline.quote"))),
            "Code" => open.push(self.said(&say!("outline.code"))),
            _ => {}
        }
        self.language = element.language.as_deref().or(outside);
        let mut inner = String::new();
        match said_instead(element, self.spoken) {
            Some(said) => inner.push_str(&said),
            None => element.children.iter().for_each(|child| self.add(child, &mut inner)),
        }
        self.language = outside;
        if open.is_empty() {
            text.push_str(&inner);
        } else {
            text.push_str(&format!("[{}: {}]", open.join(", "), plain(&inner)));
        }
    }

    /// The links that lead to a note: to where its own link back lies, or from where that leads.
    fn referred_to(&self, note: &Element) -> Vec<Message> {
        let inside = note.walk();
        let back: Vec<&Annotation> = inside.iter().flat_map(|element| element.annotations()).take(2).collect();
        let leads_here =
            |annotation: &Annotation| back.iter().any(|back| meets(annotation, back) || meets(back, annotation));
        let here = self.links.iter().filter(|(_, annotation)| leads_here(annotation));
        let inside: BTreeSet<CellPlace> = inside.into_iter().map(std::ptr::from_ref).collect();
        let found = here.filter(|(link, _)| !inside.contains(&std::ptr::from_ref(*link))).take(MOST_HEADERS);
        let told = |(link, on): &(&Element, &Annotation)| {
            say!("outline.link-on", text = short(&link.text()), page = on.page.unwrap_or_default())
        };
        found.map(told).collect()
    }
}

/// Whether a link leads to where another lies.
fn meets(link: &Annotation, other: &Annotation) -> bool {
    match (&link.target, other.page, other.top) {
        (Some(LinkTarget::Page(page, Some(top))), Some(on), Some(edge)) => *page == on && (top - edge).abs() <= NEAR,
        _ => false,
    }
}

/// Every link that leads to a page.
fn links(root: &Element) -> Vec<(&Element, &Annotation)> {
    let all = root.walk().into_iter().flat_map(|element| element.annotations().map(move |one| (element, one)));
    all.filter(|(_, annotation)| matches!(annotation.target, Some(LinkTarget::Page(..)))).take(MOST_LINKS).collect()
}

/// Whether an element and all inside it stand in a line of text.
fn is_of_a_line(element: &Element) -> bool {
    let inner = |child: &Child| !matches!(child, Child::Element(one) if one.kind != "Lbl" && !is_of_a_line(one));
    element.is_of_a_line() && element.children.iter().all(inner)
}

/// Types that only hold others together.
fn says_nothing(element: &Element) -> bool {
    ["NonStruct", "Private"].contains(&element.kind.as_str())
}

/// Label and body of a list's item that has these two and nothing else.
fn item(element: &Element) -> Option<(&Element, &Element)> {
    match element.children.as_slice() {
        [Child::Element(mark), Child::Element(body)]
            if element.kind == "LI" && mark.kind == "Lbl" && body.kind == "LBody" =>
        {
            Some((mark, body))
        }
        _ => None,
    }
}
