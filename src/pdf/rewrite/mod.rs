//! Changes the objects of a file that the program has laid out.
//!
//! In: a file's bytes. Out: those of another, which follow from it alone.

mod fields;
mod languages;
mod save;
mod subset;

pub use fields::{NAME as FIELD_NAME, add_fields};
pub use languages::name_spans;
pub use save::RewriteError;
pub use subset::narrow;
