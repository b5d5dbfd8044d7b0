//! The workbench: a folder of plans as pages in a browser, on this machine alone.
//!
//! In: requests. Out: pages, made by minijinja of what a [`Workspace`](crate::workspace::Workspace) and an
//! [`Editor`](crate::editor::Editor) answer; files, written whole by them. It holds nothing of its own: what is not in the files is
//! gone when it ends. [`Workbench`] answers a request; [`listen`] brings requests from a socket; [`watch`] tells it of changes.

mod bell;
mod clock;
mod due;
mod error;
mod fields;
mod findings;
mod guard;
mod handle;
mod origin;
mod pages;
mod positions;
mod request;
mod response;
mod router;
mod save;
mod shelf;
mod standing;
mod templates;
mod watch;
mod wire;
mod workbench;

pub use clock::today;
pub use guard::{AccessToken, WeakToken};
pub use request::{FormPart, MalformedRequest, SentFields, WebRequest, WebVerb};
pub use response::{ResponseBody, WebResponse};
pub use watch::{Watch, WatchError, watch};
pub use wire::listen;
pub use workbench::{Workbench, WorkbenchOptions};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in an address as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// An address of its parts: `/plan/uim/siri/2023`.
fn address(parts: &[&str]) -> String {
    let parts = parts.iter().flat_map(|part| part.split('/')).filter(|part| !part.is_empty());
    let encoded: Vec<String> = parts.map(|part| utf8_percent_encode(part, PLAIN).to_string()).collect();
    format!("/{}", encoded.join("/"))
}
