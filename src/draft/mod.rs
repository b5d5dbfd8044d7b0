//! What a plan or an allonge begins as.
//!
//! In: names, a plan, or two plans. Out: [`DraftFiles`], texts by their paths, and remarks on what they do not say. Nothing is
//! written here, nothing is asked, and what nobody has decided stands as a comment that guides. All of it loads.

mod allonge;
mod comment;
mod institution;
mod modeline;
mod phrases;
mod target;
mod word;
mod year;

pub use allonge::{Drafted, from_addresses, from_edited};
pub use institution::{Names, first_plan};
pub use phrases::{Phrases, own_phrases, phrases_of};
pub use target::{AllongeWords, of_target};
pub use word::plan_from_word;
pub use year::{Move, next_year};

use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a person who looks a line over takes away.
const MARK: &str = "gennemgå";

/// Texts by the paths of their files.
pub type DraftFiles = BTreeMap<PathBuf, String>;
