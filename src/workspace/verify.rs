//! Holds a PDF against the data that it says it was made of.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::target::BuildTarget;
use super::year::InspectedYear;
use super::{Format, Inspected, Workspace};
use crate::assets::Assets;
use crate::document::view::Document;
use crate::document::{DocumentId, Owner};
use crate::files::{Disk, Files};
use crate::language::{Message, Telling, in_words, say};
use crate::pdf::MOST_BYTES;
use crate::pdf::revision::{Altered, beginning};
use crate::pdf::signature::{Refused, SignedCopy, signatures};
use crate::render::{
    CopyKind, LayoutError, Looks, NotOurs, Provenance, Typesetter, VERSION, pdf, provenance, render_with,
};

/// What is known of a PDF.
#[derive(Debug)]
pub struct Verified {
    pub provenance: Provenance,
    /// For each thing that it says it was made of: whether it is so still. None for what cannot be compared.
    pub same: Vec<(String, String, Option<bool>)>,
    pub rebuilt: Rebuilt,
}

/// What comes of building it again.
#[derive(Debug)]
pub enum Rebuilt {
    SameBytes,
    /// The same bytes, and more behind them: the signatures, or why it is something else.
    Extended(Result<SignedCopy, Refused>),
    /// How it begins otherwise.
    OtherBytes(Altered),
    /// The plan is not there, has errors, or has no such document.
    NoDocument(Message),
    Fails(LayoutError),
}

/// A file that nothing can be told of.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    Unreadable { path: PathBuf, error: std::io::Error },
    NotOurs { path: PathBuf, why: NotOurs },
}

in_words!(VerifyError);

impl Telling for VerifyError {
    fn message(&self) -> Message {
        match self {
            Self::Unreadable { path, error } => say!("verify.unreadable", path = path.display(), error = error),
            Self::NotOurs { path, why } => say!("verify.not-ours", path = path.display(), why = why),
        }
    }
}

/// Reads a PDF's own words, and builds its document again in memory from the plans in a folder of ministries.
///
/// # Errors
/// A file that cannot be read, or that the program did not build.
pub fn verify(path: &Path, plans: &Path, assets: &Assets) -> Result<Verified, VerifyError> {
    let bytes = Disk
        .read(path, MOST_BYTES as u64)
        .map_err(|error| VerifyError::Unreadable { path: path.to_owned(), error: error.into() })?;
    let not_ours = |why| VerifyError::NotOurs { path: path.to_owned(), why };
    let found = provenance(&bytes).map_err(not_ours)?;
    let document = found.document().ok_or_else(|| not_ours(NotOurs::Silent))?.to_owned();
    let id = DocumentId::from_path(&document);
    let folder = id.as_ref().map(|id| folder(plans, &id.owner));
    let workspace = folder.and_then(|folder| Workspace::open(Disk.share(), &[folder], assets.clone()).ok());
    let is_of_ministry = id.as_ref().is_some_and(|id| id.kind.is_of_ministry());
    let quarter = id.as_ref().and_then(|id| id.number).filter(|_| is_of_ministry);
    let inspected = workspace.as_ref().map(Workspace::plans).unwrap_or_default();
    let ministries = workspace.iter().filter(|_| is_of_ministry).flat_map(|workspace| workspace.ministries(quarter));
    let ministries: Vec<_> = ministries.collect();
    let target = BuildTarget::all(inspected, &ministries).find(|target| Some(&target.id) == id.as_ref());
    let document_now = target.as_ref().and_then(|target| Some((target, target.view()?)));
    let rebuilt = match document_now {
        Some((target, view)) => rebuild(target, view, &bytes, found.copy().unwrap_or_default(), assets),
        None => Rebuilt::NoDocument(why_none(inspected, plans, &document)),
    };
    let view = document_now.map(|(_, view)| view);
    let same = found.said.iter().map(|(name, value)| (name.clone(), value.clone(), is_same(name, value, view, assets)));
    Ok(Verified { same: same.collect(), provenance: found, rebuilt })
}

/// The plan's folder, or that of all of the ministry's.
fn folder(plans: &Path, owner: &Owner) -> PathBuf {
    match owner {
        Owner::Institution { ministry, institution, year } => {
            plans.join(ministry).join(institution).join(year.to_string())
        }
        Owner::Ministry { ministry, .. } => plans.join(ministry),
    }
}

fn why_none(inspected: &[Arc<Inspected>], plans: &Path, document: &str) -> Message {
    if inspected.is_empty() {
        say!("rebuild.no-plan", plans = plans.display(), document = document)
    } else if inspected.iter().any(|plan| plan.has_errors()) {
        say!("rebuild.plan-wrong", document = document)
    } else {
        say!("rebuild.no-document", document = document)
    }
}

fn rebuild(target: &BuildTarget, view: &Document, bytes: &[u8], copy: CopyKind, assets: &Assets) -> Rebuilt {
    match rebuilt(target, view, copy, assets) {
        Ok(again) if again == bytes => Rebuilt::SameBytes,
        Ok(again) if bytes.starts_with(&again) => Rebuilt::Extended(signatures(&again, bytes)),
        Ok(again) => Rebuilt::OtherBytes(beginning(&again, bytes)),
        Err(error) => Rebuilt::Fails(error),
    }
}

impl Workspace {
    /// A copy of a plan's document as a file, byte for byte as it is built. None where there is no such copy, or a text of the
    /// document is wrong.
    ///
    /// # Errors
    /// What is wrong with a layout.
    pub fn pdf_of(&self, id: &DocumentId, copy: CopyKind) -> Result<Option<Vec<u8>>, LayoutError> {
        let years = self.plans().iter().cloned().map(InspectedYear::Plan);
        let mut targets = years.flat_map(BuildTarget::all_of).filter(|target| target.has_copy(Format::Pdf(copy)));
        let target = targets.find(|target| target.id == *id);
        let view = target.as_ref().and_then(|target| Some((target, target.view()?)));
        view.map(|(target, view)| rebuilt(target, view, copy, &self.assets)).transpose()
    }
}

/// A copy of a document as it is built now.
pub(super) fn rebuilt(
    target: &BuildTarget,
    view: &Document,
    copy: CopyKind,
    assets: &Assets,
) -> Result<Vec<u8>, LayoutError> {
    render_with(view, &Typesetter::new(assets), copy, &target.attachments(copy)).and_then(|pages| pdf(&pages))
}

/// Whether what a file says it was made of is so still. None where that cannot be told.
pub(super) fn is_same(name: &str, value: &str, view: Option<&Document>, assets: &Assets) -> Option<bool> {
    let document = view?;
    match name {
        "program" => Some(value == VERSION),
        "udgave" => None,
        "skabeloner" => Some(value == Looks::new(assets).of_layout(document.layout).to_string()),
        _ => Some(document.meta.inputs.iter().any(|(known, now)| *known == name && now == value)),
    }
}
