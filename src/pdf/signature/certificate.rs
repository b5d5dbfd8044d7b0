//! Whom a certificate names, and who issued it.

use der::asn1::ObjectIdentifier;
use der::oid::AssociatedOid;
use der::{Decode, Encode, Tag, Tagged};
use x509_cert::Certificate;
use x509_cert::name::Name;

use super::algorithm::verify;
use crate::fingerprint::Fingerprint;

const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");
const SERIAL_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");
const ORGANISATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");

/// Longer than any chain of issuers.
const LONGEST: usize = 16;

/// Who signed, as the certificate has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The common name; the whole name where there is none.
    pub name: String,
    pub organisation: Option<String>,
    /// The number that the issuer knows the holder by.
    pub serial_number: Option<String>,
    /// The issuer's common name, or whole name.
    pub issuer: String,
    /// Of the certificate itself.
    pub certificate: Fingerprint,
    pub chain: Chain,
}

/// Which of the certificates that lead to the one that vouches for all are in the file. None of them is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chain {
    /// Each is there, and signed the one before it.
    Complete,
    Incomplete,
    /// The holder has issued the certificate.
    SelfSigned,
}

impl Chain {
    pub const ALL: [Self; 3] = [Self::Complete, Self::Incomplete, Self::SelfSigned];

    /// Its word where signatures are recorded.
    pub fn word(self) -> &'static str {
        match self {
            Self::Complete => "hel",
            Self::Incomplete => "ikke hel",
            Self::SelfSigned => "selvudstedt",
        }
    }
}

/// Certificates that a file brings beside those in its signatures.
pub(super) struct Pool(Vec<Certificate>);

impl Pool {
    /// Those of them that can be read.
    pub fn new(encoded: Vec<Vec<u8>>) -> Self {
        Self(encoded.iter().filter_map(|one| Certificate::from_der(one).ok()).collect())
    }
}

impl Holder {
    pub(super) fn of<'a>(
        certificate: &'a Certificate,
        beside: impl Iterator<Item = &'a Certificate>,
        pool: &'a Pool,
    ) -> Self {
        let inside = &certificate.tbs_certificate;
        let known: Vec<&Certificate> = beside.chain(&pool.0).collect();
        Self {
            name: called(&inside.subject),
            organisation: part(&inside.subject, ORGANISATION),
            serial_number: part(&inside.subject, SERIAL_NUMBER),
            issuer: called(&inside.issuer),
            certificate: Fingerprint::of_bytes(&certificate.to_der().unwrap_or_default()),
            chain: chain(certificate, &known),
        }
    }
}

fn called(name: &Name) -> String {
    part(name, COMMON_NAME).or_else(|| part(name, ORGANISATION)).unwrap_or_else(|| name.to_string())
}

/// A part of a name, on one line.
fn part(name: &Name, wanted: ObjectIdentifier) -> Option<String> {
    let parts = name.0.iter().flat_map(|set| set.0.iter());
    let value = &parts.into_iter().find(|one| one.oid == wanted)?.value;
    let bytes = value.value();
    let text = match value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String => String::from_utf8(bytes.to_vec()).ok()?,
        Tag::BmpString => {
            let units: Vec<u16> =
                bytes.chunks(2).map(|pair| pair.iter().fold(0, |all, one| all << 8 | u16::from(*one))).collect();
            String::from_utf16(&units).ok()?
        }
        _ => bytes.iter().map(|one| char::from(*one)).collect(),
    };
    Some(
        text.split(|one: char| one.is_whitespace() || one.is_control())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    )
}

/// Follows the issuers as far as the file has them.
fn chain(certificate: &Certificate, known: &[&Certificate]) -> Chain {
    let mut one = certificate;
    for step in 0..LONGEST {
        if is_issued(one, one) {
            return if step == 0 { Chain::SelfSigned } else { Chain::Complete };
        }
        match known.iter().find(|issuer| is_issued(one, issuer)) {
            Some(issuer) => one = issuer,
            None => break,
        }
    }
    Chain::Incomplete
}

fn is_issued(certificate: &Certificate, issuer: &Certificate) -> bool {
    let key = &issuer.tbs_certificate.subject_public_key_info;
    let message = certificate.tbs_certificate.to_der().unwrap_or_default();
    let signature = certificate.signature.as_bytes().unwrap_or_default();
    certificate.tbs_certificate.issuer == issuer.tbs_certificate.subject
        && verify(&certificate.signature_algorithm, None, key, &message, signature).is_ok()
}

/// An extension of a certificate. None where it has none, or it cannot be read.
pub(super) fn extension<T: AssociatedOid + for<'a> Decode<'a>>(certificate: &Certificate) -> Option<T> {
    let extensions = certificate.tbs_certificate.extensions.as_ref()?;
    let one = extensions.iter().find(|one| one.extn_id == T::OID)?;
    T::from_der(one.extn_value.as_bytes()).ok()
}
