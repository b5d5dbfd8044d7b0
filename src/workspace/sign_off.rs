//! Takes a signed file that came back: records who has signed, and marks and locks the plan when all have.

use std::sync::Arc;

use super::mark_signed::mark_signed;
use super::target::BuildTarget;
use super::verify::rebuilt;
use super::year::InspectedYear;
use super::{Edit, Inspected, NotOnePlan, Workspace};
use crate::assets::Assets;
use crate::document::view::Document;
use crate::document::{DocumentId, Signing};
use crate::dossier::Dossier;
use crate::fingerprint::Fingerprint;
use crate::language::{Message, Telling, in_words, say};
use crate::load::load;
use crate::lock::{LockForm, SignedDocument, SignedFile, alike, of_allonge, of_plan, record, signers, text};
use crate::pdf::revision::{Altered, Picture, beginning};
use crate::pdf::signature::{Holder, Refused, Signature, signatures};
use crate::plan::{PlanDocument, Signer, State};
use crate::render::{LayoutError, NotOurs, Provenance, provenance};
use crate::schema::folder;
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
    /// What is to be written, in this order.
    pub edits: Vec<Edit>,
    pub is_locked: bool,
}

/// Why a file was not taken.
#[derive(Debug, thiserror::Error)]
pub enum SignOffError {
    NotOnePlan(#[from] NotOnePlan),
    NotOurs(#[from] NotOurs),
    OtherPlan(String),
    NotToSign(String),
    Draft(Message),
    Example(Message),
    PlanFirst,
    PlanWrong(Arc<Inspected>),
    OtherVersion(Message),
    OtherMake(Message),
    Layout(#[from] LayoutError),
    Refused(#[from] Refused),
    Picture(Picture),
    NoSuchSigner { name: String, signers: String },
    Status,
    WrongWhenSigned(Arc<Inspected>),
}

in_words!(SignOffError);

impl Telling for SignOffError {
    fn message(&self) -> Message {
        match self {
            Self::NotOnePlan(inner) => inner.message(),
            Self::NotOurs(inner) => inner.message(),
            Self::OtherPlan(one) => say!("sign-off.other-plan", what = one),
            Self::NotToSign(one) => say!("sign-off.not-to-sign", what = one),
            Self::Draft(one) => say!("sign-off.draft", what = one),
            Self::Example(one) => say!("sign-off.example", what = one),
            Self::PlanFirst => say!("sign-off.plan-first"),
            Self::PlanWrong(_) => say!("sign-off.plan-wrong"),
            Self::OtherVersion(one) => say!("sign-off.other-version", what = one),
            Self::OtherMake(one) => say!("sign-off.other-make", what = one),
            Self::Layout(inner) => inner.message(),
            Self::Refused(inner) => inner.message(),
            Self::Picture(one) => say!("sign-off.picture", field = one.field, page = one.page),
            Self::NoSuchSigner { name, signers } => say!("sign-off.no-such-signer", name = name, signers = signers),
            Self::Status => say!("sign-off.status"),
            Self::WrongWhenSigned(_) => say!("sign-off.wrong-when-signed"),
        }
    }
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
    called: Message,
    at: At,
    state: State,
    signers: &'a [Signer],
    /// Of what it says.
    fingerprint: Fingerprint,
    target: BuildTarget,
}

impl Workspace {
    /// Takes a signed file for the plan, as what is to be written: first the signatures are recorded, then `status` is changed,
    /// then the plan is locked. What is there already is not written again: running it a second time does what is left.
    ///
    /// # Errors
    /// Why the file is not taken.
    pub fn sign_off(&self, name: &str, bytes: &[u8], accepted: Accepted) -> Result<SignedOff, SignOffError> {
        let origin = provenance(bytes)?;
        let plan = self.plan()?;
        plan.check_texts();
        if plan.has_errors() {
            return Err(SignOffError::PlanWrong(Arc::clone(plan)));
        }
        let no_plan = || SignOffError::OtherPlan(origin.document().unwrap_or_default().to_owned());
        let dossier = plan.known.whole().ok_or_else(no_plan)?;
        let subject = subject(plan, dossier, &origin)?;
        let view = subject.target.view().ok_or_else(no_plan)?;
        let built = rebuilt(&subject.target, view, origin.copy().unwrap_or_default(), &self.assets)?;
        if !bytes.starts_with(&built) {
            return Err(other(&origin, &subject, view, &self.assets, beginning(&built, bytes)));
        }
        let signed = signatures(&built, bytes)?;
        if let Some(picture) = signed.pictures.into_iter().next().filter(|_| !accepted.pictures) {
            return Err(SignOffError::Picture(picture));
        }
        let (whole, built) = (Fingerprint::of_bytes(bytes), Fingerprint::of_bytes(&built));
        let signed_file = SignedFile { name: name.to_owned(), whole, built, signatures: signed.signatures };
        self.record_signatures(plan, dossier, &subject, signed_file, accepted.signers)
    }

    /// Records, marks and locks.
    fn record_signatures(
        &self,
        plan: &Inspected,
        dossier: &Dossier,
        subject: &SigningSubject,
        signed_file: SignedFile,
        accepted: &[String],
    ) -> Result<SignedOff, SignOffError> {
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
        recorded.documents.sort_by_key(|document| document.allonge);
        let needed = subject.signers.len().max(1);
        let is_whole = signers.len() >= needed && strangers.is_empty();
        let mut edits = Vec::new();
        if recorded != dossier.signatures {
            edits.push(Edit::replacing(plan.folder.join(folder::SIGNATURES), record(&recorded)));
        }
        match subject.state {
            State::ToSign if is_whole => {
                edits.push(mark_signed(&plan.sources, subject.at).ok_or(SignOffError::Status)?);
                let after = self.inspect_with(plan, &edits);
                after.check_texts();
                if after.has_errors() {
                    return Err(SignOffError::WrongWhenSigned(Arc::new(after)));
                }
            }
            State::ToSign | State::Draft | State::Signed => {}
        }
        let is_locked = strangers.is_empty() && self.lock_signed(plan, allonge, &mut edits);
        let names: Vec<String> = signers.iter().map(|name| alike(name)).collect();
        let named = subject.signers.iter().filter_map(|signer| signer.name.clone());
        let not_seen = named.filter(|name| !names.contains(&alike(name))).collect();
        let document = subject.target.id.clone();
        Ok(SignedOff { document, signatures, signers, needed, not_seen, strangers, was_known, edits, is_locked })
    }

    /// Locks what is signed after the edits, and says whether this document is.
    fn lock_signed(&self, plan: &Inspected, allonge: Option<u32>, edits: &mut Vec<Edit>) -> bool {
        let loaded = load(&self.files_with(edits), &plan.folder, &self.assets);
        let seal = loaded.known.whole().and_then(|dossier| dossier.seal.as_ref());
        let Some(seal) = seal.filter(|seal| seal.now.plan.is_some()) else { return false };
        let is_signed = allonge.is_none_or(|number| seal.now.allonge(number).is_some());
        // Signatures that came later are taken in, and nothing else.
        let is_behind = seal.locked.as_ref().is_some_and(|locked| {
            locked.form == LockForm::NEWEST && seal.departures().is_empty() && text(locked) != text(&seal.now)
        });
        if is_signed && (is_behind || seal.not_locked().contains(&allonge)) {
            edits.push(Edit::replacing(plan.folder.join(folder::LOCK), text(&seal.now)));
        }
        is_signed
    }
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

/// The document of the plan that a file says it is.
fn subject<'a>(
    inspected: &Arc<Inspected>,
    dossier: &'a Dossier,
    origin: &Provenance,
) -> Result<SigningSubject<'a>, SignOffError> {
    let path = origin.document().ok_or(NotOurs::Silent)?;
    let other = || SignOffError::OtherPlan(path.to_owned());
    let target = BuildTarget::all_of(InspectedYear::Plan(Arc::clone(inspected)))
        .find(|target| target.id.path() == path)
        .ok_or_else(other)?;
    let id = &target.id;
    let plan = dossier.amended.signed();
    let subject = match (id.kind.signing, id.number) {
        (Signing::Nobody | Signing::Declaration(_), _) => return Err(SignOffError::NotToSign(path.to_owned())),
        (Signing::Agreement(_), None) => SigningSubject {
            called: say!("what.plan"),
            at: plan.at,
            state: plan.state,
            signers: &plan.signers,
            fingerprint: of_plan(plan, &dossier.texts, &inspected.sources, LockForm::NEWEST).fingerprint(),
            target,
        },
        (Signing::Agreement(_), Some(number)) => {
            let allonge = dossier.amended.allonger().iter().find(|allonge| allonge.number == number);
            let allonge = allonge.ok_or_else(other)?;
            let called = say!("what.allonge", number = number);
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
fn other(
    origin: &Provenance,
    subject: &SigningSubject,
    view: &Document,
    assets: &Assets,
    altered: Altered,
) -> SignOffError {
    let now = |name: &str| super::verify::is_same(name, origin.get(name).unwrap_or_default(), Some(view), assets);
    if ["plan", "allonger"].into_iter().any(|name| origin.get(name).is_some() && now(name) == Some(false)) {
        SignOffError::OtherVersion(subject.called.clone())
    } else if now("program") == Some(false) {
        SignOffError::OtherMake(say!("make.versions"))
    } else if now("skabeloner") == Some(false) {
        SignOffError::OtherMake(say!("make.layouts"))
    } else {
        Refused::Altered(altered).into()
    }
}
