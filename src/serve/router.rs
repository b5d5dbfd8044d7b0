//! Which page answers which address. Each page is a file of its own in `pages/`, with its routes; the list of pages is there.

use serde::Serialize;

use super::error::PageError;
use super::pages;
use super::request::{WebRequest, WebVerb};
use super::response::WebResponse;
use super::shelf::PlanKey;
use super::workbench::Workbench;
use crate::quantity::Date;

/// An address, and what answers it.
#[derive(Debug)]
pub(super) struct Route {
    pub verb: WebVerb,
    /// `/plan/*/*/*/fil/**`: a part that is left open is `*`, all that follows is `**`.
    pub path: &'static str,
    /// Whether it writes: not where only looking is allowed.
    pub is_change: bool,
    /// So many bytes may be sent.
    pub most: usize,
    pub answer: Answer,
}

/// What answers a visit.
pub(super) type Answer = fn(&Workbench, &Visit) -> Result<WebResponse, PageError>;

/// As large as any text of a plan.
const MOST_TEXT: usize = 8 << 20;

impl Route {
    /// A page that is looked at.
    pub const fn page(path: &'static str, answer: Answer) -> Self {
        Self { verb: WebVerb::Get, path, is_change: false, most: 0, answer }
    }

    /// A question that is too long for an address, and changes nothing.
    pub const fn question(path: &'static str, answer: Answer) -> Self {
        Self { verb: WebVerb::Post, path, is_change: false, most: MOST_TEXT, answer }
    }

    /// The same with files, of so many bytes together.
    pub const fn files(path: &'static str, most: usize, answer: Answer) -> Self {
        Self { verb: WebVerb::Post, path, is_change: false, most, answer }
    }

    /// A form that changes something.
    pub const fn change(path: &'static str, answer: Answer) -> Self {
        Self { verb: WebVerb::Post, path, is_change: true, most: MOST_TEXT, answer }
    }

    /// The same, with files of so many bytes.
    pub const fn upload(path: &'static str, most: usize, answer: Answer) -> Self {
        Self { verb: WebVerb::Post, path, is_change: true, most, answer }
    }

    /// What of a path it leaves open. None where it is another's.
    fn parts<'a>(&self, path: &'a [String]) -> Option<Vec<&'a str>> {
        let mut open = Vec::new();
        let mut rest = path.iter().map(String::as_str);
        for wanted in self.path.split('/').filter(|part| !part.is_empty()) {
            match wanted {
                "**" => {
                    open.extend(rest.by_ref());
                    return Some(open);
                }
                "*" => open.push(rest.next()?),
                wanted => {
                    rest.next().filter(|own| *own == wanted)?;
                }
            }
        }
        rest.next().is_none().then_some(open)
    }
}

/// The route of a path.
pub(super) fn find(verb: WebVerb, path: &[String]) -> Result<(&'static Route, Vec<&str>), PageError> {
    let all = || pages::ALL.iter().flat_map(|page| page.iter());
    let found = all().filter(|route| route.verb == verb).find_map(|route| Some((route, route.parts(path)?)));
    found.ok_or(PageError::NotFound)
}

/// A request on its way to a page.
#[derive(Debug)]
pub(super) struct Visit<'a> {
    pub request: &'a WebRequest,
    /// What the route leaves open.
    pub parts: Vec<&'a str>,
    pub today: Date,
}

impl Visit<'_> {
    /// A page, by its template, which reads `values` by their names beside what all pages know.
    pub fn page(&self, bench: &Workbench, template: &str, values: &impl Serialize) -> Result<WebResponse, PageError> {
        self.page_with(200, bench, template, values)
    }

    /// The same where something is wrong: a form comes back with 422, and what was changed meanwhile with 409.
    pub fn page_with(
        &self,
        status: u16,
        bench: &Workbench,
        template: &str,
        values: &impl Serialize,
    ) -> Result<WebResponse, PageError> {
        let here = super::address(&self.request.path.iter().map(String::as_str).collect::<Vec<_>>());
        Ok(WebResponse::html(status, bench.rendered(&here, template, values)?))
    }

    /// Of a page below `/plan/*/*/*`.
    pub fn plan_key(&self) -> PlanKey {
        let part = |at: usize| self.parts.get(at).copied().unwrap_or_default().to_owned();
        PlanKey([part(0), part(1), part(2)])
    }

    /// What a route leaves open after the plan.
    pub fn rest(&self) -> &[&str] {
        self.parts.get(3..).unwrap_or_default()
    }
}
