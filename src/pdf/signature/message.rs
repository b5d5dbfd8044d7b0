//! A signature as it is encoded (CMS, RFC 5652), and whether it fits what it is for.

use cms::attr::{MessageDigest, SigningTime};
use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{ObjectIdentifier, OctetString};
use der::{Any, Decode, Encode, Sequence};
use x509_cert::Certificate;
use x509_cert::spki::AlgorithmIdentifierOwned;
use x509_cert::time::Time;

use super::algorithm;
use super::ber::to_der;
use super::certificate::{self, Holder, Pool};
use super::digest::{Digest, digest};
use super::moment::Moment;
use super::unsound::Unsound;
use crate::language::say;

/// Content that is signed as it is.
pub(super) const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
const SIGNING_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.12");
const SIGNING_CERTIFICATE_2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
const TIME_STAMP: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.14");

/// A signature that was read, with the certificate of its one signer.
pub(super) struct SignedMessage {
    signed: SignedData,
    signer: SignerInfo,
    pub certificate: Certificate,
}

/// `SigningCertificateV2` (RFC 5035)
#[derive(Sequence)]
struct Named2 {
    certificates: Vec<Identity2>,
    #[asn1(optional = "true")]
    _policies: Option<Any>,
}

#[derive(Sequence)]
struct Identity2 {
    #[asn1(optional = "true")]
    algorithm: Option<AlgorithmIdentifierOwned>,
    digest: OctetString,
    #[asn1(optional = "true")]
    _issuer: Option<Any>,
}

/// `SigningCertificate` (RFC 2634): always SHA-1.
#[derive(Sequence)]
struct Named {
    certificates: Vec<Identity>,
    #[asn1(optional = "true")]
    _policies: Option<Any>,
}

#[derive(Sequence)]
struct Identity {
    digest: OctetString,
    #[asn1(optional = "true")]
    _issuer: Option<Any>,
}

/// Reads a signature. What fills its place in the file behind it must be zeros.
pub(super) fn read(encoded: &[u8]) -> Result<SignedMessage, Unsound> {
    let (message, end) = to_der(encoded)?;
    let content = ContentInfo::from_der(&message)?;
    if encoded.get(end..).unwrap_or_default().iter().any(|one| *one != 0) {
        return Err(Unsound::Encoding(say!("encoding.behind")));
    }
    if content.content_type != SIGNED_DATA {
        return Err(Unsound::Encoding(say!("encoding.no-signature")));
    }
    let signed: SignedData = content.content.decode_as()?;
    let [signer] = signed.signer_infos.0.as_slice() else { return Err(Unsound::Signers) };
    let signer = signer.clone();
    let certificate = certificates(&signed).find(|one| is_named(&signer.sid, one)).ok_or(Unsound::NoCertificate)?;
    let certificate = certificate.clone();
    Ok(SignedMessage { signed, signer, certificate })
}

fn certificates(signed: &SignedData) -> impl Iterator<Item = &Certificate> {
    signed.certificates.iter().flat_map(|set| set.0.iter()).filter_map(|one| match one {
        CertificateChoices::Certificate(certificate) => Some(certificate),
        CertificateChoices::Other(_) => None,
    })
}

fn is_named(sid: &SignerIdentifier, certificate: &Certificate) -> bool {
    let inside = &certificate.tbs_certificate;
    match sid {
        SignerIdentifier::IssuerAndSerialNumber(one) => {
            one.issuer == inside.issuer && one.serial_number == inside.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(wanted) => {
            let own: Option<x509_cert::ext::pkix::SubjectKeyIdentifier> = certificate::extension(certificate);
            own.is_some_and(|own| own == *wanted)
        }
    }
}

impl SignedMessage {
    /// Whether it is the signature of these bytes by the key of its certificate, which it must name itself where that is
    /// asked for. Gives the algorithm's name.
    pub fn verify(&self, content: ObjectIdentifier, bytes: &[u8], must_name: bool) -> Result<String, Unsound> {
        let inside = &self.signed.encap_content_info;
        if inside.econtent_type != content || (content == DATA && inside.econtent.is_some()) {
            return Err(Unsound::ContentType);
        }
        let kind: ObjectIdentifier = self.attribute(CONTENT_TYPE, "content-type")?.decode_as()?;
        if kind != content {
            return Err(Unsound::ContentType);
        }
        let stated: MessageDigest = self.attribute(MESSAGE_DIGEST, "message-digest")?.decode_as()?;
        if stated.as_bytes() != digest(&self.signer.digest_alg)?.of(bytes) {
            return Err(Unsound::Digest);
        }
        self.names_certificate(must_name)?;
        // Encoded as a set, sorted, whatever it is in the message.
        let attributes = self.signer.signed_attrs.as_ref().ok_or(Unsound::Attribute("content-type"))?.to_der()?;
        let (kind, digest) = (&self.signer.signature_algorithm, &self.signer.digest_alg);
        let key = &self.certificate.tbs_certificate.subject_public_key_info;
        algorithm::verify(kind, Some(digest), key, &attributes, self.signature())
    }

    /// A signature says which certificate it is for, so that nobody can put another in its place.
    fn names_certificate(&self, must_name: bool) -> Result<(), Unsound> {
        let certificate = self.certificate.to_der()?;
        if let Some(value) = self.maybe(SIGNING_CERTIFICATE_2)? {
            let named: Named2 = value.decode_as()?;
            let first = named.certificates.first().ok_or(Unsound::OtherCertificate)?;
            let digest = first.algorithm.as_ref().map_or(Ok(Digest::Sha256), digest)?;
            return if first.digest.as_bytes() == digest.of(&certificate) {
                Ok(())
            } else {
                Err(Unsound::OtherCertificate)
            };
        }
        // Timestamp services still name themselves in the older way. It only tells certificates apart.
        if let Some(value) = self.maybe(SIGNING_CERTIFICATE)? {
            let named: Named = value.decode_as()?;
            let first = named.certificates.first().ok_or(Unsound::OtherCertificate)?;
            let digest = ring::digest::digest(&ring::digest::SHA1_FOR_LEGACY_USE_ONLY, &certificate);
            let is_same = first.digest.as_bytes() == digest.as_ref();
            return if is_same && !must_name { Ok(()) } else { Err(Unsound::OtherCertificate) };
        }
        if must_name { Err(Unsound::Attribute("signing-certificate-v2")) } else { Ok(()) }
    }

    fn attribute(&self, wanted: ObjectIdentifier, name: &'static str) -> Result<Any, Unsound> {
        self.maybe(wanted)?.ok_or(Unsound::Attribute(name))
    }

    /// The one value of a signed attribute.
    fn maybe(&self, wanted: ObjectIdentifier) -> Result<Option<Any>, Unsound> {
        let attributes = self.signer.signed_attrs.iter().flat_map(|set| set.iter());
        only(attributes.filter(|one| one.oid == wanted))
    }

    pub fn signature(&self) -> &[u8] {
        self.signer.signature.as_bytes()
    }

    /// A timestamp over the signature.
    pub fn time_stamp(&self) -> Result<Option<Vec<u8>>, Unsound> {
        let attributes = self.signer.unsigned_attrs.iter().flat_map(|set| set.iter());
        match only(attributes.filter(|one| one.oid == TIME_STAMP))? {
            Some(value) => Ok(Some(value.to_der()?)),
            None => Ok(None),
        }
    }

    pub fn signing_time(&self) -> Option<Moment> {
        let time: SigningTime = SigningTime::from_der(&self.maybe(SIGNING_TIME).ok()??.to_der().ok()?).ok()?;
        let since = match time {
            Time::UtcTime(time) => time.to_unix_duration(),
            Time::GeneralTime(time) => time.to_unix_duration(),
        };
        Moment::of_seconds(since.as_secs())
    }

    /// What is signed, where it is in the message itself.
    pub fn content(&self) -> Option<&Any> {
        self.signed.encap_content_info.econtent.as_ref()
    }

    /// Whom the certificate names.
    pub fn holder(&self, pool: &Pool) -> Holder {
        Holder::of(&self.certificate, certificates(&self.signed), pool)
    }
}

fn only<'a>(mut attributes: impl Iterator<Item = &'a x509_cert::attr::Attribute>) -> Result<Option<Any>, Unsound> {
    let Some(first) = attributes.next() else { return Ok(None) };
    match (first.values.as_slice(), attributes.next()) {
        ([value], None) => Ok(Some(value.clone())),
        _ => Err(Unsound::Attributes),
    }
}
