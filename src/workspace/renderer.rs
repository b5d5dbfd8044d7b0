//! Lays documents out and writes their files, on all cores, whatever was there before.

use std::path::{Path, PathBuf};

use super::format::with_suffix;
use super::target::BuildTarget;
use super::workers::{Panicked, on_all_cores};
use super::{Format, link_below, write_whole};
use crate::assets::Assets;
use crate::fingerprint::Fingerprint;
use crate::language::{Message, Telling, in_words, say};
use crate::render::{
    CopyKind, LayoutError, PageTemplates, Typesetter, WordTemplates, docx_of, html, pdf, png, render, render_with, svg,
    tracked, word_tree,
};
use crate::workbook::{WorkbookError, report};

/// Why a document was not built. The earlier file is untouched.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    Layout(#[from] LayoutError),
    Panicked(#[from] Panicked),
    Workbook(#[from] WorkbookError),
    /// A folder of the documents leads elsewhere.
    Link(PathBuf),
    Write {
        path: PathBuf,
        error: std::io::Error,
    },
}

in_words!(BuildError);

impl Telling for BuildError {
    fn message(&self) -> Message {
        match self {
            Self::Layout(inner) => inner.message(),
            Self::Panicked(inner) => inner.message(),
            Self::Workbook(inner) => inner.message(),
            Self::Link(one) => say!("build.link", what = one.display()),
            Self::Write { path, error } => say!("build.write", path = path.display(), error = error),
        }
    }
}

/// A document that is laid out and written, whatever was there. Its view is made for that, and forgotten with it.
pub(super) struct RenderJob<'a> {
    target: &'a BuildTarget,
    /// Without the ending.
    path: PathBuf,
    /// Of the folders between that of all documents and its file.
    link: Option<PathBuf>,
}

impl<'a> RenderJob<'a> {
    pub fn new(target: &'a BuildTarget, out: &Path) -> Self {
        let path = target.id.path_below(out);
        let folder = path.parent().and_then(|folder| folder.strip_prefix(out).ok());
        let link = folder.and_then(|folder| link_below(out, folder));
        Self { target, path, link }
    }
}

/// The files of a document with their fingerprints.
pub(super) type RenderedFiles = Vec<(PathBuf, Fingerprint)>;

/// On all cores. The results stand in the order of the jobs.
pub(super) fn render_all(
    jobs: &[RenderJob],
    assets: &Assets,
    format: Format,
    done: &(dyn Fn() + Sync),
) -> Vec<Result<RenderedFiles, BuildError>> {
    if jobs.is_empty() {
        return Vec::new();
    }
    let renderer = Renderer::new(assets, format);
    let rendered = on_all_cores(jobs, |job| {
        let files = render_files(job, &renderer);
        done();
        files
    });
    rendered.into_iter().map(|files| files?).collect()
}

/// What makes a format's files, read once for all jobs.
enum Renderer {
    Pdf(Typesetter, CopyKind),
    Png(Typesetter),
    Svg(Typesetter),
    Html(PageTemplates),
    Docx(WordTemplates, Format),
    Xlsx,
}

impl Renderer {
    fn new(assets: &Assets, format: Format) -> Self {
        match format {
            Format::Pdf(copy) => Self::Pdf(Typesetter::new(assets), copy),
            Format::Png => Self::Png(Typesetter::new(assets)),
            Format::Svg => Self::Svg(Typesetter::new(assets)),
            Format::Html => Self::Html(PageTemplates::new(assets)),
            Format::Docx | Format::Tracked => Self::Docx(WordTemplates::new(assets), format),
            Format::Xlsx => Self::Xlsx,
        }
    }
}

fn render_files(job: &RenderJob, renderer: &Renderer) -> Result<RenderedFiles, BuildError> {
    if let Some(link) = &job.link {
        return Err(BuildError::Link(link.clone()));
    }
    let single = |ending: &str, bytes: &[u8]| write(with_suffix(&job.path, ending), bytes).map(|file| vec![file]);
    // One whose text is wrong is no job.
    let Some(document) = job.target.view_once() else { return Ok(Vec::new()) };
    let pages = |typesetter| render(&document, typesetter, CopyKind::default());
    match renderer {
        Renderer::Pdf(typesetter, copy) => {
            let pages = render_with(&document, typesetter, *copy, &job.target.attachments(*copy))?;
            single(&Format::Pdf(*copy).suffix(), &pdf(&pages)?)
        }
        Renderer::Png(typesetter) => write_pages(job, Format::Png, &png(&pages(typesetter)?)?),
        Renderer::Svg(typesetter) => write_pages(job, Format::Svg, &svg(&pages(typesetter)?)),
        Renderer::Docx(templates, format) => {
            let readings = if *format == Format::Tracked { job.target.readings() } else { None };
            let tree = match &readings {
                Some(readings) => tracked(readings, &document),
                None => word_tree(&document),
            };
            single(&format.suffix(), &docx_of(&tree, &document, templates)?)
        }
        Renderer::Html(templates) => single(&Format::Html.suffix(), html(&document, templates)?.as_bytes()),
        Renderer::Xlsx => single(&Format::Xlsx.suffix(), &report(&document)?),
    }
}

fn write(path: PathBuf, bytes: &[u8]) -> Result<(PathBuf, Fingerprint), BuildError> {
    match write_whole(&path, bytes) {
        Ok(()) => Ok((path, Fingerprint::of_bytes(bytes))),
        Err(error) => Err(BuildError::Write { path, error }),
    }
}

/// `opgørelsesmetode-01.png`, `…-02.png`. An earlier, longer document leaves no pages behind.
fn write_pages(job: &RenderJob, format: Format, pages: &[impl AsRef<[u8]>]) -> Result<RenderedFiles, BuildError> {
    let paths = (0..).map_while(|index| format.page_path(&job.path, index));
    let written: Result<RenderedFiles, BuildError> =
        paths.zip(pages).map(|(path, page)| write(path, page.as_ref())).collect();
    let written = written?;
    let left = (written.len()..).map_while(|index| format.page_path(&job.path, index));
    for path in left {
        if std::fs::remove_file(path).is_err() {
            break;
        }
    }
    Ok(written)
}
