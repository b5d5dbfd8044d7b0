//! What pages are dressed in: styles, letters, scripts. All of it is inside the program.

use super::super::error::PageError;
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::workbench::Workbench;

pub(super) static ROUTES: &[Route] = &[Route::page("/asset/*", asset)];

/// What is served, by which name and from where in `templates/`.
const ASSETS: [(&str, &str, &str); 8] = [
    ("font.css", "html/font.css", "text/css; charset=utf-8"),
    ("document.css", "html/style.css", "text/css; charset=utf-8"),
    ("style.css", "serve/style.css", "text/css; charset=utf-8"),
    ("desk.css", "serve/desk.css", "text/css; charset=utf-8"),
    ("report.js", "serve/report.js", "text/javascript; charset=utf-8"),
    ("live.js", "serve/live.js", "text/javascript; charset=utf-8"),
    ("idiomorph.js", "serve/idiomorph.js", "text/javascript; charset=utf-8"),
    ("editor.js", "serve/editor.js", "text/javascript; charset=utf-8"),
];

fn asset(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let wanted = visit.parts.first().copied().unwrap_or_default();
    let (_, path, kind) = ASSETS.iter().find(|(name, ..)| *name == wanted).ok_or(PageError::NotFound)?;
    let bytes = bench.shelf.assets.template(path).ok_or(PageError::NotFound)?;
    // As long as a page stands: another program's files have another token.
    Ok(WebResponse::new(200, kind, bytes).with("Cache-Control", "private, max-age=300"))
}
