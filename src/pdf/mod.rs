//! The objects of a PDF: read, judged, rewritten. Knows no plan and no Typst.
//!
//! In: a file's bytes, ours or anybody's. Out: what stands in it, or why it cannot be read; or the bytes of another file.

mod attachment;
mod open;
mod pages;
pub mod revision;
mod rewrite;
pub mod signable;
pub mod signature;
pub mod structure;

pub use attachment::{Attached, AttachmentError, attachments};
pub use open::{MOST_BYTES, Unreadable, open, unpack};
pub use pages::{PdfPage, pages};
pub use rewrite::{FIELD_NAME, RewriteError, add_fields, name_spans, narrow, part_hyphens, save, tidy};
