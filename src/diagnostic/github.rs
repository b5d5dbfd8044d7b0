//! Findings as GitHub's runners take them: each beside the line that it is about, in a pull request.
//!
//! The form: <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>.

use super::{Finding, Severity};
use crate::language::Language;
use crate::source::Sources;

/// A finding as one workflow command.
pub fn to_github(finding: &Finding, sources: &Sources, language: Language) -> String {
    let command = match finding.level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties = vec![format!("title={}", property(finding.rule.name))];
    if let Some(location) = sources.locate(&finding.primary.place) {
        let path = sources.file(location.file).path.to_string_lossy();
        properties.push(format!("file={}", property(&path)));
        properties.push(format!("line={},endLine={}", location.line, location.end.0));
        // Columns are only taken for what stands on one line.
        if location.end.0 == location.line {
            properties.push(format!("col={},endColumn={}", location.column, location.end.1));
        }
    }
    format!("::{command} {}::{}", properties.join(","), message(&finding.lines(language).join("\n")))
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
