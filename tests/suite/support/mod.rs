//! What the tests share: plans on disk, the program as a process, finished PDFs read back, and text to compare.

pub mod command;
pub mod pdf;
pub mod plan;
pub mod text;
