//! Findings as diagnostics, file by file: what a file no longer has is taken back.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, PublishDiagnosticsParams,
};

use super::ClientForm;
use super::text::WrittenText;
use super::uri;
use crate::diagnostic::{Finding, Label, Severity};
use crate::editor::{Editor, SeenPlans};
use crate::source::Sources;

/// What was told of which file, by the plans that it was told for.
#[derive(Default)]
pub(super) struct Published {
    told: BTreeMap<Vec<PathBuf>, BTreeSet<PathBuf>>,
}

impl Published {
    /// What is wrong with the plans of a file now.
    pub fn anew(
        &mut self,
        editor: &mut Editor,
        path: &Path,
        version: Option<i32>,
        form: ClientForm,
    ) -> Vec<PublishDiagnosticsParams> {
        let folders = editor.plans_of(path);
        // The file itself is always told of: its client waits for it.
        let mut by_file = BTreeMap::from([(path.to_owned(), Vec::new())]);
        // A file that was told something of is told that it is gone.
        by_file.extend(self.told.remove(&folders).into_iter().flatten().map(|file| (file, Vec::new())));
        if let Some(seen) = editor.seen(path) {
            let mut texts = BTreeMap::new();
            for (finding, sources) in seen.findings() {
                let Some((file, one)) = diagnostic(finding, sources, &seen, editor, form, &mut texts) else {
                    continue;
                };
                let of_file = by_file.entry(file).or_default();
                if !of_file.contains(&one) {
                    of_file.push(one);
                }
            }
        }
        let told = by_file.iter().filter(|(_, all)| !all.is_empty()).map(|(file, _)| file.clone()).collect();
        self.told.insert(folders, told);
        let params = |(file, all): (PathBuf, Vec<Diagnostic>)| {
            let version = version.filter(|_| file == path);
            Some(PublishDiagnosticsParams::new(uri::of_path(&file)?, all, version))
        };
        by_file.into_iter().filter_map(params).collect()
    }
}

fn diagnostic(
    finding: &Finding,
    sources: &Sources,
    seen: &SeenPlans,
    editor: &Editor,
    form: ClientForm,
    texts: &mut BTreeMap<PathBuf, WrittenText>,
) -> Option<(PathBuf, Diagnostic)> {
    let mut located = |label: &Label| {
        let (file, span) = sources.spot(&label.place)?;
        let path = seen.whole_path(&sources.file(file).path);
        let text = texts.entry(path.clone()).or_insert_with(|| {
            let written = editor.written(&path).unwrap_or_else(|| sources.file(file).text.clone());
            WrittenText::new(written, form.encoding)
        });
        Some((path, text.range(span.start, span.end)))
    };
    let (path, range) = located(&finding.primary)?;
    let related = finding.related.iter().filter_map(|label| {
        let (path, range) = located(label)?;
        let text = label.text.as_ref()?;
        let location = Location::new(uri::of_path(&path)?, range);
        Some(DiagnosticRelatedInformation { location, message: text.say_in(form.language) })
    });
    let related: Vec<_> = related.collect();
    Some((
        path,
        Diagnostic {
            range,
            severity: Some(match finding.level {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                Severity::Note => DiagnosticSeverity::INFORMATION,
            }),
            code: Some(NumberOrString::String(finding.rule.name.to_owned())),
            source: Some(env!("CARGO_PKG_NAME").to_owned()),
            message: finding.lines(form.language).join("\n"),
            related_information: (!related.is_empty()).then_some(related),
            ..Diagnostic::default()
        },
    ))
}
