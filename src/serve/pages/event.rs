//! What an open page listens to: it is told whenever a file of a plan has changed.

use super::super::response::WebResponse;
use super::super::router::Route;

pub(super) static ROUTES: &[Route] = &[Route::page("/events", |_, _| Ok(WebResponse::events()))];
