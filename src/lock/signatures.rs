//! Digital signatures as they are recorded beside a plan.

use crate::fingerprint::Fingerprint;
use crate::pdf::signature::{Holder, Kind, Signature};
use crate::source::At;

/// The name of their file, beside `plan.yaml`.
pub const SIGNATURES: &str = "underskrifter.yaml";

/// Every document of a plan that somebody has signed digitally.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signatures {
    pub documents: Vec<SignedDocument>,
}

/// A document with the signed files that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedDocument {
    pub at: At,
    /// The number of the allonge; None for the plan.
    pub allonge: Option<u32>,
    /// Of what was signed: of the plan or the allonge.
    pub fingerprint: Fingerprint,
    /// The same of how it reads now. None when there is no such allonge any more, or the plan cannot be read.
    pub now: Option<Fingerprint>,
    pub files: Vec<SignedFile>,
}

/// A file that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedFile {
    pub name: String,
    /// Of all its bytes.
    pub whole: Fingerprint,
    /// Of the document in it as it was built.
    pub built: Fingerprint,
    pub signatures: Vec<Signature>,
}

impl Signatures {
    pub fn of(&self, allonge: Option<u32>) -> Option<&SignedDocument> {
        self.documents.iter().find(|one| one.allonge == allonge)
    }

    /// How many have signed a document.
    pub fn signers(&self, allonge: Option<u32>) -> usize {
        self.of(allonge).map_or(0, |document| signers(&document.files).len())
    }
}

impl SignedDocument {
    /// Whether what was signed is what the plan says now.
    pub fn is_current(&self) -> bool {
        self.now == Some(self.fingerprint)
    }
}

/// Who has signed, each once. Two certificates are taken for one signer's when they have the same name or the same serial
/// number of the holder: whoever signs again with another certificate must not stand for the other party.
pub fn signers(files: &[SignedFile]) -> Vec<&Holder> {
    let mut known: Vec<&Holder> = Vec::new();
    let all = files.iter().flat_map(|file| &file.signatures).filter(|signature| signature.kind == Kind::Approval);
    for holder in all.map(|signature| &signature.holder) {
        let is_same = |one: &&Holder| {
            one.name.to_lowercase() == holder.name.to_lowercase()
                || one.serial_number.is_some() && one.serial_number == holder.serial_number
        };
        if !known.iter().any(is_same) {
            known.push(holder);
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::signature::Chain;

    fn signed_by(name: &str, serial_number: Option<&str>) -> SignedFile {
        let holder = Holder {
            name: name.to_owned(),
            organisation: None,
            serial_number: serial_number.map(str::to_owned),
            issuer: "Udsteder".to_owned(),
            certificate: Fingerprint::of(&name),
            chain: Chain::Complete,
        };
        let (field, algorithm) = ("Sig1".to_owned(), "Ed25519".to_owned());
        let signature = Signature { field, kind: Kind::Approval, holder, time: None, algorithm };
        let print = Fingerprint::of(&name);
        SignedFile { name: name.to_owned(), whole: print, built: print, signatures: vec![signature] }
    }

    #[test]
    fn a_signer_counts_once_by_name_and_by_number() {
        for (one, other, count) in [
            (("Anna Hansen", Some("1")), ("Bo Friis", Some("2")), 2),
            (("Anna Hansen", Some("1")), ("Anna Hansen", Some("1")), 1),
            (("Anna Hansen", Some("1")), ("ANNA HANSEN", Some("2")), 1),
            (("Anna Hansen", Some("1")), ("Anna Friis", Some("1")), 1),
            (("Anna Hansen", None), ("Bo Friis", None), 2),
        ] {
            let files = [signed_by(one.0, one.1), signed_by(other.0, other.1)];
            assert_eq!(signers(&files).len(), count, "{one:?} and {other:?}");
        }
    }
}
