//! What is on disk: which plans there are, what is made of them, and files that are written whole or not at all.
//!
//! In: paths. Out: plan folders, documents in `out/`. The only place that writes.

mod build;
mod data;
mod discover;
mod fresh;
mod inspect;
mod left_over;
mod manifest;
mod mark;
mod matter;
mod oversee;
mod press;
mod sign_off;
mod verify;
mod write;

pub use build::{BuildError, Built, Format, Job, Order, build, file_name, has_copy, jobs};
pub use data::Data;
pub use discover::{DiscoverError, find_plans};
pub use fresh::Reason;
pub use inspect::{Inspected, inspect};
pub use left_over::{LeftOver, Seen, Why, delete, left_over};
pub use manifest::{MANIFEST, Manifest};
pub use oversee::{Overseen, oversee, overview_jobs};
pub use sign_off::{Accepted, SignOffError, SignedOff, sign_off};
pub use verify::{Rebuilt, Verified, VerifyError, verify};
pub use write::{WholeFile, write_new, write_whole};
