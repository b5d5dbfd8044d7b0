//! Changes the objects of a file that the program has laid out.
//!
//! In: the objects of a file. Out: those of another, which follow from them alone; [`save`] writes them.

mod fields;
mod hyphens;
mod languages;
mod save;
mod subset;
mod tidy;

pub use fields::{NAME as FIELD_NAME, add_fields};
pub use hyphens::part_hyphens;
pub use languages::name_spans;
pub use save::{RewriteError, save};
pub use subset::narrow;
pub use tidy::tidy;
