//! The signatures of a file: who signed what and when, and whether the bytes hold.
//!
//! In: a document as it was built and the file that came back. Out: [`SignedCopy`], or the first reason why it is not that
//! document signed: [`Refused`]. A signature that is given out is whole: what it covers is unchanged, and was signed with the
//! key of the certificate that it names. Whether that certificate is to be trusted is not judged: it is told whom it names,
//! who issued it, and whether the certificates up to the issuer's own are in the file.

mod algorithm;
mod ber;
mod certificate;
mod covered;
mod digest;
mod message;
mod moment;
mod pss;
mod rsa_key;
mod time_stamp;
mod unsound;
mod way_out;

use lopdf::Object;

pub use certificate::{Chain, Holder};
pub use moment::Moment;
pub use unsound::{Unsound, Weak};

use super::open::unpack;
use super::revision::{Altered, Picture, Revisions, revisions};
use crate::language::{Message, Telling, in_words, say};
use certificate::Pool;
use covered::{Covered, SubFilter, covered};
use message::{SignedMessage, read};

/// A document with the signatures that came since it was built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCopy {
    /// In the order in which they were put on; at least one of them is a person's or an organisation's.
    pub signatures: Vec<Signature>,
    /// Where something of them can be seen on a page that had no field for it.
    pub pictures: Vec<Picture>,
}

/// A signature that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    pub field: String,
    pub kind: SignatureKind,
    pub holder: Holder,
    /// None where neither a service nor the signer's program says it.
    pub time: Option<Time>,
    /// `RSA, SHA-256`.
    pub algorithm: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureKind {
    /// Of who agrees to the document.
    Approval,
    /// Of a service that says when all before it was there.
    TimeStamp,
}

/// When a signature was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    pub at: Moment,
    pub by: TimeSource,
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimeSource {
    /// The timestamp service of this name.
    Service(String),
    /// The program that signed: nobody else vouches for it.
    Signer,
}

/// Why a file is not a document that was built and then signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    Altered(#[from] Altered),
    Unsigned,
    Unsound { field: String, why: Unsound },
    AfterSigning(String),
}

in_words!(Refused);

impl Telling for Refused {
    fn message(&self) -> Message {
        match self {
            Self::Altered(inner) => inner.message(),
            Self::Unsigned => say!("refused.unsigned"),
            Self::Unsound { field, why } => say!("refused.unsound", field = field, why = why),
            Self::AfterSigning(one) => say!("refused.after-signing", what = one),
        }
    }
}

/// Reads the signatures of a file, and verifies each.
///
/// # Errors
/// The first reason why the file is not the document that was built, whole, with nothing but signatures added.
pub fn signatures(built: &[u8], file: &[u8]) -> Result<SignedCopy, Refused> {
    let revisions = revisions(built, file)?;
    let pool = Pool::new(supporting(&revisions));
    let (mut signatures, mut last) = (Vec::new(), None);
    for (index, update) in revisions.updates.iter().enumerate() {
        for (field, number) in &update.added.signatures {
            let refused = |why: Unsound| Refused::Unsound { field: field.clone(), why };
            let covered = covered(built, file, &revisions, &update.end, *number).map_err(refused)?;
            let signature = verified(field, &covered, &pool).map_err(refused)?;
            if signature.kind == SignatureKind::Approval {
                last = Some(index);
            }
            signatures.push(signature);
        }
    }
    let last = last.ok_or(Refused::Unsigned)?;
    let later = || revisions.updates.iter().skip(last + 1);
    if let Some(field) = later().flat_map(|update| &update.added.open_fields).next() {
        return Err(Refused::AfterSigning(field.clone()));
    }
    if let Some(stray) = later().find_map(|update| update.stray.clone()) {
        return Err(stray.into());
    }
    Ok(SignedCopy { signatures, pictures: revisions.pictures })
}

/// More than a certificate has.
const MOST_OF_A_CERTIFICATE: usize = 1 << 20;

/// The certificates that a file brings beside those in its signatures.
fn supporting(revisions: &Revisions) -> Vec<Vec<u8>> {
    let state = &revisions.last;
    let support = state.catalog().and_then(|catalog| state.dictionary_in(catalog, b"DSS"));
    let list = support.and_then(|support| state.list_in(support, b"Certs")).unwrap_or_default();
    let streams = list.iter().filter_map(|one| state.resolve(one).and_then(|one| Object::as_stream(one).ok()));
    streams.filter_map(|stream| unpack(stream, MOST_OF_A_CERTIFICATE).ok()).collect()
}

fn verified(field: &str, covered: &Covered, pool: &Pool) -> Result<Signature, Unsound> {
    let message: SignedMessage = read(&covered.cms)?;
    let field = field.to_owned();
    if covered.form == SubFilter::TimeStamp {
        let token = time_stamp::token(&message, &covered.bytes, pool)?;
        let time = Some(Time { at: token.at, by: TimeSource::Service(token.holder.name.clone()) });
        let algorithm = token.algorithm;
        return Ok(Signature { field, kind: SignatureKind::TimeStamp, holder: token.holder, time, algorithm });
    }
    let algorithm = message.verify(message::DATA, &covered.bytes, covered.form == SubFilter::Cades)?;
    let time = match message.time_stamp()? {
        Some(encoded) => {
            let token = time_stamp::token(&read(&encoded)?, message.signature(), pool)?;
            Some(Time { at: token.at, by: TimeSource::Service(token.holder.name) })
        }
        None => {
            let at = message.signing_time().or(covered.said);
            at.map(|at| Time { at, by: TimeSource::Signer })
        }
    };
    Ok(Signature { field, kind: SignatureKind::Approval, holder: message.holder(pool), time, algorithm })
}

in_words!(Time);

impl Telling for Time {
    fn message(&self) -> Message {
        match &self.by {
            TimeSource::Service(name) => say!("time.by-service", at = self.at.to_string(), name = name),
            TimeSource::Signer => say!("time.by-signer", at = self.at.to_string()),
        }
    }
}
