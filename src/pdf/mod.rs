//! The objects of a PDF: read, judged, rewritten. Knows no plan and no Typst.
//!
//! In: a file's bytes, ours or anybody's. Out: its objects, or why they cannot be read; what is changed is written as a file
//! whose bytes follow from its objects alone.

mod open;
pub mod revision;
pub mod signature;

pub use open::{Unreadable, open};
