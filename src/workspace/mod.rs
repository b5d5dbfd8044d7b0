//! A plan's files and what is made of them: which plans there are, what is found in them, documents that are built again
//! where something has changed, and files that are written whole or not at all.
//!
//! In: paths, over any [`Files`](crate::files::Files). Out: a [`Workspace`], which command line, server and editor all ask.
//! The only place that writes.

mod amend;
mod build;
mod check;
mod discover;
mod facade;
mod filled;
mod fix;
mod format;
mod hold;
mod import;
mod input_files;
mod inputs;
mod inspect;
mod levels;
mod manifest;
mod mark_signed;
mod ministry;
mod outdated;
mod rebuild;
mod renderer;
mod rules;
mod score;
mod sheet;
mod sign_off;
mod target;
mod verify;
mod views;
mod workers;
mod write;
mod year;

pub use amend::{AllongeDraft, AmendError, Amendment};
pub use build::{BuildOutcome, BuildRequest, Built, PreparedBuild};
pub use discover::{DiscoverError, find_plans};
pub use facade::{Findings, NotOnePlan, Workspace};
pub use fix::{FixChange, FixOfFinding, FixedFile, FixedPlans};
pub use format::Format;
pub use hold::{Held, Purpose, hold};
pub use import::{FilledAccount, ImportFailure, ImportRefusal, ImportRequest, ImportedResults};
pub use input_files::InputFiles;
pub use inspect::{Hold, Inspected, inspect};
pub use manifest::{MANIFEST, Manifest};
pub use ministry::InspectedMinistry;
pub use outdated::{Outdated, OutdatedReason, delete};
pub use rebuild::RebuildReason;
pub use renderer::BuildError;
pub use rules::RULES;
pub use score::{ScoreError, ScoredPlan, SeenFrom};
pub use sheet::SheetError;
pub use sign_off::{Accepted, SignOffError, SignedOff};
pub use verify::{Rebuilt, Verified, VerifyError, verify};
pub use workers::{Panicked, caught, quiet_panics};
pub use write::{Edit, SaveError, WholeFile, link_below, write_new, write_whole};
