//! What is on disk: which plans there are, what is made of them, and files that are written whole or not at all.
//!
//! In: paths. Out: plan folders, documents in `out/`. The only place that writes.

mod build;
mod discover;
mod hold;
mod input_files;
mod inputs;
mod inspect;
mod manifest;
mod mark_signed;
mod ministry;
mod outdated;
mod rebuild;
mod renderer;
mod sign_off;
mod verify;
mod workers;
mod write;

pub use build::{BuildError, BuildOptions, BuildTarget, Built, Format, build, build_targets, has_copy};
pub use discover::{DiscoverError, find_plans};
pub use hold::{Held, Purpose, hold};
pub use input_files::InputFiles;
pub use inspect::{Inspected, inspect};
pub use manifest::{MANIFEST, Manifest};
pub use ministry::{InspectedMinistry, inspect_ministries, ministry_targets};
pub use outdated::{Outdated, OutdatedReason, Seen, delete, outdated};
pub use rebuild::RebuildReason;
pub use sign_off::{Accepted, SignOffError, SignedOff, sign_off};
pub use verify::{Rebuilt, Verified, VerifyError, verify};
pub use workers::Panicked;
pub use write::{WholeFile, write_new, write_whole};
