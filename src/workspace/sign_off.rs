//! Takes a signed file that came back: records who has signed, and marks and locks the plan when all have.

use std::path::{Path, PathBuf};

use super::mark_signed::{MarkedFile, mark_signed};
use super::verify::rebuilt;
use super::{BuildTarget, Inspected, build_targets, inspect, write_whole};
use crate::assets::{Assets, Coverage};
use crate::document::{DocumentId, Signing};
use crate::dossier::Dossier;
use crate::files::{Disk, Files};
use crate::fingerprint::Fingerprint;
use crate::load::load;
use crate::lock::{
    FILE, LockForm, SIGNATURES, SignedDocument, SignedFile, alike, of_allonge, of_plan, record, signers, text,
};
use crate::pdf::MOST_BYTES;
use crate::pdf::revision::{Altered, Picture, beginning};
use crate::pdf::signature::{Holder, Refused, Signature, signatures};
use crate::plan::{PlanDocument, Signer, State};
use crate::render::{LayoutError, NotOurs, Provenance, provenance};
use crate::source::At;

/// A signed file that was taken.
#[derive(Debug)]
pub struct SignedOff {
    /// The contract, or an allonge.
    pub document: DocumentId,
    /// In this file.
    pub signatures: Vec<Signature>,
    /// By the certificates' names, in all files of the document.
    pub signers: Vec<String>,
    /// How many the document names.
    pub needed: usize,
    /// Those whom the document names and no certificate does.
    pub not_seen: Vec<String>,
    /// Those who have signed, whom the document does not name, and who were not accepted: while there are any, it is not
    /// marked and not locked.
    pub strangers: Vec<String>,
    pub was_known: bool,
    /// What was written, in its order.
    pub written: Vec<PathBuf>,
    pub is_locked: bool,
}

/// Why a file was not taken. Nothing is written then.
#[derive(Debug, thiserror::Error)]
pub enum SignOffError {
    #[error("cannot read `{}`: {error}", path.display())]
    Unreadable { path: PathBuf, error: std::io::Error },
    #[error(transparent)]
    NotOurs(#[from] NotOurs),
    #[error("it is `{0}`, which is no document of this plan")]
    OtherPlan(String),
    #[error("it is `{0}`, which nobody signs: the plan and its allonger are signed")]
    NotToSign(String),
    #[error("{0} is a draft, and so marked: write `status: til underskrift`, build it and have that signed")]
    Draft(String),
    #[error("{0} is an example: nobody signs it")]
    Example(String),
    #[error("the plan itself is not signed yet: sign it off first")]
    PlanFirst,
    #[error("the plan has errors")]
    PlanWrong(Box<Inspected>),
    #[error("it is of another version of {0}: what the plan says has changed since it was built")]
    OtherVersion(String),
    #[error("it was built with other {0} than those of now, and cannot be compared with what they give")]
    OtherMake(&'static str),
    #[error(transparent)]
    Layout(#[from] LayoutError),
    #[error(transparent)]
    Refused(#[from] Refused),
    #[error("a picture of the signature in field `{}` stands on page {}, and could cover its text; look at the page, and give `--allow-pictures` if it covers none", .0.field, .0.page)]
    Picture(Picture),
    #[error("nobody called `{name}` has signed, but {signers}")]
    NoSuchSigner { name: String, signers: String },
    #[error("`status` is not written in one piece: write `status: underskrevet` yourself, and run this again")]
    Status,
    #[error("marked as signed the plan would have errors, so nothing was changed")]
    WrongWhenSigned(Box<Inspected>),
    #[error("cannot write `{}`: {error}; what was written before it stands, and running this again does the rest", path.display())]
    Write { path: PathBuf, error: std::io::Error },
}

/// What is taken by a decision of whoever takes a file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Accepted<'a> {
    /// Pictures of signatures on pages.
    pub pictures: bool,
    /// Who signs without being named by the document.
    pub signers: &'a [String],
}

/// What of a plan is signed.
struct SigningSubject<'a> {
    /// `the plan` or `allonge 1`
    called: String,
    at: At,
    state: State,
    signers: &'a [Signer],
    /// Of what it says.
    fingerprint: Fingerprint,
    target: BuildTarget<'a>,
}

/// Takes a signed file for a plan. Where it cannot be taken, nothing is written; a run that was cut off is mended by running
/// it again: first the signatures are recorded, then `status` is changed, then the plan is locked.
///
/// # Errors
/// Why the file is not taken, or what could not be written.
pub fn sign_off(folder: &Path, file: &Path, accepted: Accepted, assets: &Assets) -> Result<SignedOff, SignOffError> {
    let bytes = Disk
        .read(file, MOST_BYTES as u64)
        .map_err(|error| SignOffError::Unreadable { path: file.to_owned(), error: error.into() })?;
    let said = provenance(&bytes)?;
    let coverage = Coverage::of(assets);
    let inspected = inspect(folder, assets, &coverage);
    if inspected.report.has_errors() {
        return Err(SignOffError::PlanWrong(Box::new(inspected)));
    }
    let no_plan = || SignOffError::OtherPlan(said.document().unwrap_or_default().to_owned());
    let dossier = inspected.known.whole().ok_or_else(no_plan)?;
    let subject = subject(&inspected, dossier, &said)?;
    let built = rebuilt(&subject.target, said.copy().unwrap_or_default(), assets)?;
    if !bytes.starts_with(&built) {
        return Err(other(&said, &subject, assets, beginning(&built, &bytes)));
    }
    let signed = signatures(&built, &bytes)?;
    if let Some(picture) = signed.pictures.into_iter().next().filter(|_| !accepted.pictures) {
        return Err(SignOffError::Picture(picture));
    }
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
    let whole = Fingerprint::of_bytes(&bytes);
    let signed_file = SignedFile { name, whole, built: Fingerprint::of_bytes(&built), signatures: signed.signatures };
    finish(&inspected, dossier, &subject, signed_file, accepted.signers, assets, &coverage)
}

/// Records, marks and locks.
fn finish(
    inspected: &Inspected,
    dossier: &Dossier,
    subject: &SigningSubject,
    signed_file: SignedFile,
    accepted: &[String],
    assets: &Assets,
    coverage: &Coverage,
) -> Result<SignedOff, SignOffError> {
    let folder = &inspected.folder;
    let mut recorded = dossier.signatures.clone();
    let allonge = subject.target.id.number;
    let index = recorded.documents.iter().position(|document| document.allonge == allonge).unwrap_or_else(|| {
        let (fingerprint, files) = (subject.fingerprint, Vec::new());
        let (at, now, accepted) = (subject.at, Some(fingerprint), Vec::new());
        recorded.documents.push(SignedDocument { at, allonge, fingerprint, now, files, accepted });
        recorded.documents.len() - 1
    });
    let document = &mut recorded.documents[index];
    let was_known = document.files.iter().any(|file| file.whole == signed_file.whole);
    let signatures = signed_file.signatures.clone();
    if !was_known {
        document.files.push(signed_file);
    }
    for name in accepted {
        accept(document, subject.signers, name)?;
    }
    let names = |holders: Vec<&Holder>| holders.into_iter().map(|holder| holder.name.clone()).collect();
    let (signers, strangers): (Vec<String>, Vec<String>) =
        (names(signers(&document.files)), names(document.strangers(subject.signers)));
    recorded.documents.sort_by_key(|one| one.allonge);
    let needed = subject.signers.len().max(1);
    let is_whole = signers.len() >= needed && strangers.is_empty();
    let is_new = recorded != dossier.signatures;
    let mark = match subject.state {
        State::ToSign if is_whole => Some(mark_signed(&inspected.sources, subject.at).ok_or(SignOffError::Status)?),
        State::ToSign | State::Draft | State::Signed => None,
    };
    let mut written = Vec::new();
    if is_new {
        keep(folder.join(SIGNATURES), record(&recorded).as_bytes(), &mut written)?;
    }
    if let Some(MarkedFile { path, bytes, before }) = mark {
        keep(path.clone(), &bytes, &mut written)?;
        let after = inspect(folder, assets, coverage);
        if after.report.has_errors() {
            keep(path, &before, &mut written)?;
            take_back(inspected, folder, is_new, &mut written)?;
            return Err(SignOffError::WrongWhenSigned(Box::new(after)));
        }
    }
    let is_locked = strangers.is_empty() && lock(folder, allonge, assets, &mut written)?;
    let names: Vec<String> = signers.iter().map(|name| alike(name)).collect();
    let named = subject.signers.iter().filter_map(|signer| signer.name.clone());
    let not_seen = named.filter(|name| !names.contains(&alike(name))).collect();
    let document = subject.target.id.clone();
    Ok(SignedOff { document, signatures, signers, needed, not_seen, strangers, was_known, written, is_locked })
}

/// Takes down that somebody whom the document does not name may sign it: by the name that a certificate has.
fn accept(document: &mut SignedDocument, named: &[Signer], name: &str) -> Result<(), SignOffError> {
    let strangers = document.strangers(named);
    let Some(stranger) = strangers.into_iter().find(|holder| alike(&holder.name) == alike(name)) else {
        let is_signer = |holder: &&Holder| alike(&holder.name) == alike(name);
        let signers = signers(&document.files);
        if signers.iter().any(is_signer) {
            return Ok(());
        }
        let signers: Vec<String> = signers.into_iter().map(|holder| format!("`{}`", holder.name)).collect();
        return Err(SignOffError::NoSuchSigner { name: name.to_owned(), signers: signers.join(", ") });
    };
    let stranger = stranger.name.clone();
    document.accepted.push(stranger);
    Ok(())
}

fn keep(path: PathBuf, bytes: &[u8], written: &mut Vec<PathBuf>) -> Result<(), SignOffError> {
    write_whole(&path, bytes).map_err(|error| SignOffError::Write { path: path.clone(), error })?;
    written.push(path);
    Ok(())
}

/// The record as it was.
fn take_back(
    inspected: &Inspected,
    folder: &Path,
    is_new: bool,
    written: &mut Vec<PathBuf>,
) -> Result<(), SignOffError> {
    let path = folder.join(SIGNATURES);
    if !is_new {
        return Ok(());
    }
    match inspected.sources.files().find(|(_, file)| file.path == path) {
        Some((_, file)) => keep(path, &file.bytes(), written),
        None => std::fs::remove_file(&path).map_err(|error| SignOffError::Write { path, error }),
    }
}

/// Locks what is signed now, and says whether this document is.
fn lock(
    folder: &Path,
    allonge: Option<u32>,
    assets: &Assets,
    written: &mut Vec<PathBuf>,
) -> Result<bool, SignOffError> {
    let loaded = load(&Disk, folder, assets);
    let seal = loaded.known.whole().and_then(|dossier| dossier.seal.as_ref());
    let Some(seal) = seal.filter(|seal| seal.now.plan.is_some()) else { return Ok(false) };
    let is_signed = allonge.is_none_or(|number| seal.now.allonge(number).is_some());
    // Signatures that came later are taken in, and nothing else.
    let is_behind = seal.locked.as_ref().is_some_and(|locked| {
        locked.form == LockForm::NEWEST && seal.departures().is_empty() && text(locked) != text(&seal.now)
    });
    if is_signed && (is_behind || seal.not_locked().contains(&allonge)) {
        keep(folder.join(FILE), text(&seal.now).as_bytes(), written)?;
    }
    Ok(is_signed)
}

/// The document of the plan that a file says it is.
fn subject<'a>(
    inspected: &'a Inspected,
    dossier: &'a Dossier,
    said: &Provenance,
) -> Result<SigningSubject<'a>, SignOffError> {
    let path = said.document().ok_or(NotOurs::Silent)?;
    let other = || SignOffError::OtherPlan(path.to_owned());
    let id = DocumentId::from_path(path).ok_or_else(other)?;
    let mut targets = build_targets(std::slice::from_ref(inspected), &|kind| kind == id.kind, Path::new(""));
    targets.retain(|target| target.id == id);
    let target = targets.pop().ok_or_else(other)?;
    let plan = dossier.amended.signed();
    let subject = match (id.kind.signing, id.number) {
        (Signing::Nobody | Signing::Declaration(_), _) => return Err(SignOffError::NotToSign(path.to_owned())),
        (Signing::Agreement(_), None) => SigningSubject {
            called: "the plan".to_owned(),
            at: plan.at,
            state: plan.state,
            signers: &plan.signers,
            fingerprint: of_plan(plan, &dossier.texts, &inspected.sources, LockForm::NEWEST).fingerprint(),
            target,
        },
        (Signing::Agreement(_), Some(number)) => {
            let allonge = dossier.amended.allonger().iter().find(|allonge| allonge.number == number);
            let allonge = allonge.ok_or_else(other)?;
            let called = format!("allonge {number}");
            if allonge.is_example {
                return Err(SignOffError::Example(called));
            }
            if plan.state != State::Signed && plan.documents.contains(&PlanDocument::Contract) {
                return Err(SignOffError::PlanFirst);
            }
            let (at, state, fingerprint) =
                (allonge.at, allonge.state, of_allonge(allonge, &dossier.texts, LockForm::NEWEST).fingerprint());
            SigningSubject { called, at, state, signers: &allonge.signers, fingerprint, target }
        }
    };
    if subject.state == State::Draft { Err(SignOffError::Draft(subject.called)) } else { Ok(subject) }
}

/// Why a file does not begin with what is built now.
fn other(said: &Provenance, subject: &SigningSubject, assets: &Assets, altered: Altered) -> SignOffError {
    let now =
        |name: &str| super::verify::is_same(name, said.get(name).unwrap_or_default(), Some(&subject.target), assets);
    if ["plan", "allonger"].into_iter().any(|name| said.get(name).is_some() && now(name) == Some(false)) {
        SignOffError::OtherVersion(subject.called.clone())
    } else if now("program") == Some(false) {
        SignOffError::OtherMake("versions of this program")
    } else if now("skabeloner") == Some(false) {
        SignOffError::OtherMake("layouts or fonts")
    } else {
        Refused::Altered(altered).into()
    }
}
