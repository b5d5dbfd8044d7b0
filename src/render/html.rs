//! A view as a web page: one file that holds its style, runs no script and fetches nothing.
//!
//! In: a [`Document`] and `templates/html/`. Out: HTML that is XML as well. Every text of the view is escaped where a
//! template writes it, so that none becomes markup; the same view gives the same bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, HtmlEscape, State, UndefinedBehavior, Value, context};

use super::{LayoutError, VERSION};
use crate::assets::Assets;
use crate::document::view::{Document, told};
use crate::language::say;

/// The template of a whole page, and the letters and the style that stand inside it.
const PAGE: &str = "page.html.jinja";
/// The same without what is round it: for a page that shows more than the document.
const FRAGMENT: &str = "fragment.html.jinja";
const FONT: &str = "font.css";
const STYLE: &str = "style.css";

/// What a page keeps while it is written: its footnotes, and the heading that was passed last.
const NOTES: &str = "notes";
const HEADING: &str = "heading";
/// And what names the places that its parts come from, where somebody wants to know.
const PLACES: &str = "places";

/// Names a place that a part of a view comes from, by its number. None where nobody can be led there.
pub type NamedPlaces = Arc<dyn Fn(usize) -> Option<String> + Send + Sync>;

/// The templates of web pages, read once for all documents of a run.
#[derive(Debug)]
pub struct PageTemplates {
    environment: Environment<'static>,
    font: Value,
    style: Value,
}

impl PageTemplates {
    pub fn new(assets: &Assets) -> Self {
        let read = |(name, bytes): (&str, &[u8])| (name.to_owned(), String::from_utf8_lossy(bytes).into_owned());
        let mut files: BTreeMap<String, String> = assets.templates_in("html").map(read).collect();
        let mut taken = |name| Value::from_safe_string(files.remove(name).unwrap_or_default());
        let (font, style) = (taken(FONT), taken(STYLE));
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // Without it, only a debug build of minijinja knows where in a template a fault is.
        environment.set_debug(true);
        environment.set_syntax(lines_of_tags_leave_none());
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.add_function("note", keep_note);
        environment.add_function("notes_from", notes_from);
        environment.add_function("pass_heading", |state: &mut State, text: Value| {
            state.set_temp(HEADING, text);
        });
        environment.add_function("heading_above", |state: &State| state.get_temp(HEADING).unwrap_or_default());
        environment.add_function("know_places", |state: &mut State, places: Value| {
            state.set_temp(PLACES, places);
        });
        environment.add_function("at", |state: &mut State, part: Value| told_places(state, &part.get_attr("from")?));
        environment.add_function("at_one", |state: &mut State, list: Value, number: usize| {
            let all = list.get_attr("from")?;
            told_places(state, &if all.is_undefined() { all } else { all.get_item(&Value::from(number))? })
        });
        environment.add_function("unknown", refuse);
        environment.set_loader(move |name| Ok(files.get(name).cloned()));
        Self { environment, font, style }
    }
}

/// A line with nothing but a tag, such as `{% if … %}`, leaves no line behind.
fn lines_of_tags_leave_none() -> SyntaxConfig {
    SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().unwrap_or_default()
}

/// Keeps a footnote for the end of the page; gives its number, from 1.
fn keep_note(state: &mut State, body: Value) -> Result<usize, Error> {
    let mut notes = kept_notes(state)?;
    notes.push(body);
    let number = notes.len();
    state.set_temp(NOTES, Value::from(notes));
    Ok(number)
}

/// The footnotes after the first so many. A footnote in one of them comes later.
fn notes_from(state: &State, first: usize) -> Result<Value, Error> {
    Ok(Value::from(kept_notes(state)?.split_off(first)))
}

fn kept_notes(state: &State) -> Result<Vec<Value>, Error> {
    state.get_temp(NOTES).map_or_else(|| Ok(Vec::new()), |notes| Ok(notes.try_iter()?.collect()))
}

/// The places of a trail, as an attribute of the element that it is the trail of. Nothing where nobody wants to know.
fn told_places(state: &mut State, trail: &Value) -> Result<Value, Error> {
    let mut names = Vec::new();
    if let Some(places) = state.get_temp(PLACES).filter(|_| !trail.is_undefined()) {
        for number in trail.try_iter()? {
            let name = places.call(state, &[number])?;
            names.extend(name.as_str().map(str::to_owned));
        }
    }
    let attribute = format!(" data-at=\"{}\"", HtmlEscape(&names.join(" ")));
    Ok(Value::from_safe_string(if names.is_empty() { String::new() } else { attribute }))
}

/// What a template does with a kind of piece that it has no form for.
fn refuse(kind: String) -> Result<Value, Error> {
    Err(Error::new(ErrorKind::InvalidOperation, kind))
}

/// Writes a page.
///
/// # Errors
/// What is wrong with a template, which only one of the user's own can be.
pub fn html(document: &Document, templates: &PageTemplates) -> Result<String, LayoutError> {
    let view = Value::from(Serde(document));
    written(templates, PAGE, context! { view })
}

/// Writes what of a page is the document's: its style and its letters are the reader's to bring. Each part of it tells the places
/// that it comes from, by their names, where these are given.
///
/// # Errors
/// What is wrong with a template, which only one of the user's own can be.
pub fn html_fragment(
    document: &Document,
    templates: &PageTemplates,
    places: Option<NamedPlaces>,
) -> Result<String, LayoutError> {
    let Some(places) = places else {
        let view = Value::from(Serde(document));
        return written(templates, FRAGMENT, context! { view });
    };
    let view = told(|| Value::from(Serde(document)));
    let places = Value::from_function(move |number: usize| places(number).map(Value::from).unwrap_or_default());
    written(templates, FRAGMENT, context! { view, places })
}

fn written(templates: &PageTemplates, template: &str, own: Value) -> Result<String, LayoutError> {
    let fail = |error: Error| LayoutError { messages: vec![say!("layout.line", text = describe("html", &error))] };
    let values = context! {
        font => templates.font.clone(),
        style => templates.style.clone(),
        generator => VERSION,
        ..own
    };
    templates.environment.get_template(template).and_then(|page| page.render(values)).map_err(fail)
}

/// `html/goals.html.jinja:12: undefined value: …`, as it is told of other layouts. A template that another one needs is
/// where the fault is, not the other one.
pub(super) fn describe(folder: &str, error: &Error) -> String {
    let mut innermost = error;
    while let Some(cause) = std::error::Error::source(innermost).and_then(<dyn std::error::Error>::downcast_ref) {
        innermost = cause;
    }
    let place = innermost.name().map(|name| format!("{folder}/{name}:{}: ", innermost.line().unwrap_or(1)));
    let detail = innermost.detail().map(|detail| format!(": {detail}"));
    format!("{}{}{}", place.unwrap_or_default(), innermost.kind(), detail.unwrap_or_default())
}
