//! Findings in the terminal, as rustc shows them.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Finding, Label, Severity};
use crate::language::{Language, say};
use crate::source::{Location, Sources};

/// How findings are shown.
#[derive(Debug, Clone, Copy)]
pub struct TextStyle {
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
    pub language: Language,
}

/// A finding with its source lines, a line break at its end.
pub fn to_text(finding: &Finding, sources: &Sources, looks: TextStyle) -> String {
    let renderer = if looks.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(looks.width).decor_style(DecorStyle::Unicode);
    let mut shown = renderer.render(&groups(finding, sources, looks.language));
    shown.push('\n');
    shown
}

fn groups<'a>(finding: &'a Finding, sources: &'a Sources, language: Language) -> Vec<Group<'a>> {
    let level = match finding.level {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = level.with_name(finding.level.said().say_in(language));
    let title = level.primary_title(finding.message.say_in(language)).id(finding.rule.name);
    let mut group = title.elements(snippets(finding, sources, language));
    for note in &finding.notes {
        let level = Level::NOTE.with_name(Severity::Note.said().say_in(language));
        group = group.element(level.message(note.say_in(language)));
    }
    if let Some(help) = &finding.help {
        let level = Level::HELP.with_name(say!("level.help").say_in(language));
        group = group.element(level.message(help.say_in(language)));
    }
    vec![group]
}

/// One snippet a file, the file of the primary place first.
fn snippets<'a>(
    finding: &'a Finding,
    sources: &'a Sources,
    language: Language,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let located = |label: &'a Label| sources.locate(&label.place).map(|location| (label, location));
    let Some(primary) = located(&finding.primary) else { return Vec::new() };
    let mut files: Vec<(_, Vec<annotate_snippets::Annotation>)> = Vec::new();
    let mut add = |kind: AnnotationKind, (label, location): (&'a Label, Location)| {
        let mark = kind
            .span(shown_span(sources, &location))
            .label(label.text.as_ref().map(|text| text.say_in(language)).unwrap_or_default());
        match files.iter_mut().find(|(file, _)| *file == location.file) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((location.file, vec![mark])),
        }
    };
    add(AnnotationKind::Primary, primary);
    for related in finding.related.iter().filter_map(located) {
        add(AnnotationKind::Context, related);
    }
    files
        .into_iter()
        .map(|(file, marks)| {
            let file = sources.file(file);
            Snippet::source(&file.text).path(file.path.to_string_lossy()).annotations(marks)
        })
        .collect()
}

/// A text of many lines is marked on its first.
fn shown_span(sources: &Sources, location: &Location) -> std::ops::Range<usize> {
    let text = &sources.file(location.file).text[location.span.clone()];
    let line = text.split('\n').next().unwrap_or("").trim_end().len();
    location.span.start..location.span.start + line
}
