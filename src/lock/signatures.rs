//! Digital signatures as they are recorded beside a plan.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::fingerprint::Fingerprint;
use crate::pdf::signature::{Holder, Signature, SignatureKind};
use crate::plan::Signer;
use crate::source::{At, is_unprintable};

/// Which form of the record this program makes.
pub const RECORD_FORM: u32 = 1;

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
    /// Whom the document does not name, and who was accepted by hand as one who signs it.
    pub accepted: Vec<String>,
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

    /// Who has signed, is not among those whom the document names, and was not accepted.
    pub fn strangers(&self, named: &[Signer]) -> Vec<&Holder> {
        let known = named.iter().filter_map(|signer| signer.name.as_ref()).chain(&self.accepted);
        let known: Vec<String> = known.map(|name| alike(name)).collect();
        let is_known = |person: &Person| person.names.iter().any(|name| known.contains(name));
        people(&self.files).into_iter().filter(|person| !is_known(person)).map(|person| person.holder).collect()
    }
}

/// A name as it is compared: without capitals and without what cannot be seen, with one form for each letter and one blank
/// between words.
pub fn alike(name: &str) -> String {
    let seen: String = name.chars().filter(|one| !is_unprintable(*one) && !is_passed_over(*one)).collect();
    let one_form: String = seen.nfkc().flat_map(char::to_lowercase).nfkc().collect();
    one_form.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What has no width in text that is not broken or joined: soft hyphens, joiners, variants of a letter's look, fillers.
fn is_passed_over(character: char) -> bool {
    matches!(
        u32::from(character),
        0xAD | 0x34F | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F | 0x3164 | 0xFE00..=0xFE0F | 0xFFA0
    )
}

/// Somebody who has signed, by one or several certificates.
struct Person<'a> {
    /// As the first certificate has it.
    holder: &'a Holder,
    names: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

/// Who has signed, each once, as the first certificate names them.
pub fn signers(files: &[SignedFile]) -> Vec<&Holder> {
    people(files).into_iter().map(|person| person.holder).collect()
}

/// Certificates are taken for one person's when they have the same name or the same serial number of the holder, be it by way
/// of a third: whoever signs again with another certificate must not stand for the other party.
fn people(files: &[SignedFile]) -> Vec<Person<'_>> {
    let all =
        files.iter().flat_map(|file| &file.signatures).filter(|signature| signature.kind == SignatureKind::Approval);
    let mut known: Vec<Person> = Vec::new();
    for holder in all.map(|signature| &signature.holder) {
        let mut person = Person {
            holder,
            names: [alike(&holder.name)].into(),
            numbers: holder.serial_number.as_deref().map(alike).into_iter().collect(),
        };
        let mut place = known.len();
        while let Some(index) = known.iter().rposition(|one| one.is_same(&person)) {
            let first = known.remove(index);
            person.holder = first.holder;
            person.names.extend(first.names);
            person.numbers.extend(first.numbers);
            place = index;
        }
        known.insert(place, person);
    }
    known
}

impl Person<'_> {
    fn is_same(&self, other: &Self) -> bool {
        !self.names.is_disjoint(&other.names) || !self.numbers.is_disjoint(&other.numbers)
    }
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
        let signature = Signature { field, kind: SignatureKind::Approval, holder, time: None, algorithm };
        let print = Fingerprint::of(&name);
        SignedFile { name: name.to_owned(), whole: print, built: print, signatures: vec![signature] }
    }

    type Certificate = (&'static str, Option<&'static str>);

    #[test]
    fn a_signer_counts_once_by_name_and_by_number() {
        let cases: [(&[Certificate], usize); 10] = [
            (&[("Anna Hansen", Some("1")), ("Bo Friis", Some("2"))], 2),
            (&[("Anna Hansen", Some("1")), ("Anna Hansen", Some("1"))], 1),
            (&[("Anna Hansen", Some("1")), ("ANNA HANSEN", Some("2"))], 1),
            (&[("Anna Hansen", Some("1")), ("Anna Friis", Some("1"))], 1),
            (&[("Anna Hansen", None), ("Bo Friis", None)], 2),
            // A letter in one character and in two; in another width.
            (&[("Åse Ærø", None), ("A\u{30a}se Ærø", None), ("Ａse Ærø", None)], 2),
            // What cannot be seen: of no width, of another direction, a place to break, a joiner, a variant of a look.
            (&[("Anna Hansen", None), ("Anna\u{200b} \u{202e}Hans\u{ad}en\u{fe0f}\u{34f}", None)], 1),
            // Blanks that are none.
            (&[("Anna Hansen", None), (" Anna\u{a0}\u{2003}Hansen ", None)], 1),
            // By way of a third, which comes last.
            (&[("Anna Hansen", Some("1")), ("Anna Friis", Some("2")), ("Anna Friis", Some("1"))], 1),
            (&[("Anna Hansen", Some("1")), ("Bo Friis", None), ("ANNA FRIIS", Some(" 1 "))], 2),
        ];
        for (certificates, count) in cases {
            let files: Vec<SignedFile> = certificates.iter().map(|(name, number)| signed_by(name, *number)).collect();
            let signers = signers(&files);
            assert_eq!(signers.len(), count, "{certificates:?}");
            assert_eq!(signers[0].name, certificates[0].0, "as the first has it");
        }
    }
}
