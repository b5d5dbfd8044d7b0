//! Lays documents out and writes their files, on all cores, whatever was there before.

use std::path::{Path, PathBuf};

use super::build::{BuildError, Format, Job, with_suffix};
use super::workers::on_all_cores;
use super::write_whole;
use crate::assets::Assets;
use crate::document::view::Document;
use crate::fingerprint::Fingerprint;
use crate::render::{Attachment, CopyKind, PageTemplates, Typesetter, html, pdf, png, render, render_with, svg};

/// A document that is laid out and written, whatever was there.
pub(super) struct Sheet<'a> {
    document: &'a Document,
    path: &'a Path,
    /// The files that its copy holds.
    attachments: Vec<Attachment<'a>>,
}

impl<'a> Sheet<'a> {
    pub fn new(job: &'a Job, format: Format) -> Self {
        let attachments = if let Format::Pdf(copy) = format { job.inside(copy) } else { Vec::new() };
        Self { document: job.document, path: &job.path, attachments }
    }
}

/// The files of a document with their fingerprints.
pub(super) type Files = Vec<(PathBuf, Fingerprint)>;

/// On all cores. The results stand in the order of the sheets.
pub(super) fn print_all(
    sheets: &[Sheet],
    assets: &Assets,
    format: Format,
    done: &(dyn Fn() + Sync),
) -> Vec<Result<Files, BuildError>> {
    if sheets.is_empty() {
        return Vec::new();
    }
    let press = Press::new(assets, format);
    let printed = on_all_cores(sheets, |sheet| {
        let files = print(sheet, &press);
        done();
        files
    });
    printed.into_iter().map(|files| files?).collect()
}

/// What makes a format's files, read once for all jobs.
enum Press {
    Pdf(Typesetter, CopyKind),
    Png(Typesetter),
    Svg(Typesetter),
    Html(PageTemplates),
}

impl Press {
    fn new(assets: &Assets, format: Format) -> Self {
        match format {
            Format::Pdf(copy) => Self::Pdf(Typesetter::new(assets), copy),
            Format::Png => Self::Png(Typesetter::new(assets)),
            Format::Svg => Self::Svg(Typesetter::new(assets)),
            Format::Html => Self::Html(PageTemplates::new(assets)),
        }
    }
}

fn print(sheet: &Sheet, press: &Press) -> Result<Files, BuildError> {
    let one = |ending: &str, bytes: &[u8]| write(with_suffix(sheet.path, ending), bytes).map(|file| vec![file]);
    let pages = |typesetter| render(sheet.document, typesetter, CopyKind::default());
    match press {
        Press::Pdf(typesetter, copy) => {
            let pages = render_with(sheet.document, typesetter, *copy, &sheet.attachments)?;
            one(&Format::Pdf(*copy).suffix(), &pdf(&pages)?)
        }
        Press::Png(typesetter) => write_pages(sheet, Format::Png, &png(&pages(typesetter)?)?),
        Press::Svg(typesetter) => write_pages(sheet, Format::Svg, &svg(&pages(typesetter)?)),
        Press::Html(templates) => one(&Format::Html.suffix(), html(sheet.document, templates)?.as_bytes()),
    }
}

fn write(path: PathBuf, bytes: &[u8]) -> Result<(PathBuf, Fingerprint), BuildError> {
    match write_whole(&path, bytes) {
        Ok(()) => Ok((path, Fingerprint::of_bytes(bytes))),
        Err(error) => Err(BuildError::Write { path, error }),
    }
}

/// `opgørelsesmetode-01.png`, `…-02.png`. An earlier, longer document leaves no pages behind.
fn write_pages(sheet: &Sheet, format: Format, pages: &[impl AsRef<[u8]>]) -> Result<Files, BuildError> {
    let paths = (0..).map_while(|index| format.page_path(sheet.path, index));
    let written: Result<Files, BuildError> = paths.zip(pages).map(|(path, page)| write(path, page.as_ref())).collect();
    let written = written?;
    let left = (written.len()..).map_while(|index| format.page_path(sheet.path, index));
    for path in left {
        if std::fs::remove_file(path).is_err() {
            break;
        }
    }
    Ok(written)
}
