//! The lines by which editors find the schema of a file.

use std::path::Path;

use super::DraftFiles;
use crate::schema::{SCHEMAS, record_of, schema_file};

/// Files below a ministry's folder, each with the two lines that name its schema: yaml-language-server reads the one, editors of
/// JetBrains the other. One that names a schema already keeps
/// that, above all else.
pub(super) fn with_modelines(files: DraftFiles) -> DraftFiles {
    files.into_iter().map(|(path, text)| (path.clone(), with_modeline(&path, text))).collect()
}

fn with_modeline(path: &Path, text: String) -> String {
    let Some(record) = record_of(path) else { return text };
    let head = text.lines().take_while(|line| line.starts_with('#'));
    let (own, others): (Vec<&str>, Vec<&str>) = head.partition(|line| line.contains("$schema"));
    if own.is_empty() {
        // The schemas lie beside the folder of the ministries.
        let up = "../".repeat(path.components().count() + 1);
        let schema = format!("{up}{SCHEMAS}/{}", schema_file(record));
        return format!("# yaml-language-server: $schema={schema}\n# $schema: {schema}\n{text}");
    }
    let rest = text.lines().skip(own.len() + others.len());
    own.into_iter().chain(others).chain(rest).flat_map(|line| [line, "\n"]).collect()
}
