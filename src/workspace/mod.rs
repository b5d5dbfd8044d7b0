//! What is on disk: which plans there are, what is made of them, and files that are written whole or not at all.
//!
//! In: paths. Out: plan folders, documents in `out/`. The only place that writes.

mod build;
mod discover;
mod inspect;
mod oversee;
mod write;

pub use build::{Built, Format, Job, build, file_name, jobs};
pub use discover::{DiscoverError, find_plans};
pub use inspect::{Inspected, inspect};
pub use oversee::{Overseen, oversee, overview_jobs};
pub use write::{WholeFile, write_new, write_whole};
