//! A plan's year by one who never saw YAML: what is filled in as in a form becomes what a person would have written.
//!
//! In: a [`Workspace`](crate::workspace::Workspace) with one plan, and texts as they were typed. Out: a [`ReportForm`] to fill in, and
//! a [`ReportDraft`]: an error beside each field that has one, the points as they come, and files to be written. Nothing is
//! written here, and nothing but what was meant changes: each file stays what it was, byte for byte, around the new values.

mod allonge;
mod change;
mod comments;
mod field;
mod figure;
mod form;
mod kinds;
mod levels;
mod path;
mod report;
mod sheet;
mod standing;
mod typed;
mod upload;
mod yaml;

pub use allonge::{AllongeAnswer, AllongeForm, Amendable};
pub use field::{FieldChoice, FieldError, FieldForm, Filled, FormField};
pub use figure::FigureField;
pub use form::{ReportForm, ReportReach, ReportRow, WhenDue};
pub use report::ReportDraft;
pub use sheet::FileDraft;
pub use standing::{DeskError, RowNow, RowStanding};
pub use upload::{Upload, UploadAnswer, UploadError, account_lines};
