//! Timestamps (RFC 3161): a service says that something was there at a moment.

use der::asn1::{Int, ObjectIdentifier, OctetString};
use der::{Any, Decode, Sequence, Tag, Tagged};
use x509_cert::ext::pkix::ExtendedKeyUsage;
use x509_tsp::{MessageImprint, TsaPolicyId, TspVersion};

use super::certificate::{Holder, Pool, extension};
use super::digest::digest;
use super::message::SignedMessage;
use super::moment::Moment;
use super::unsound::Unsound;
use crate::language::say;

const TIME_STAMP_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const FOR_TIME_STAMPS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.3.8");

/// A timestamp that holds.
pub(super) struct Token {
    pub at: Moment,
    pub holder: Holder,
    pub algorithm: String,
}

/// `TSTInfo`, as far as it is needed. x509-tsp's own refuses times with parts of a second, which services write.
#[derive(Sequence)]
struct Info {
    _version: TspVersion,
    _policy: TsaPolicyId,
    imprint: MessageImprint,
    _serial_number: Int,
    at: Any,
    #[asn1(optional = "true")]
    _accuracy: Option<x509_tsp::Accuracy>,
    #[asn1(default = "Default::default")]
    _ordering: bool,
    #[asn1(optional = "true")]
    _nonce: Option<Int>,
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    _service: Option<Any>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", optional = "true")]
    _extensions: Option<x509_cert::ext::Extensions>,
}

/// Verifies a timestamp over some bytes.
pub(super) fn token(message: &SignedMessage, bytes: &[u8], pool: &Pool) -> Result<Token, Unsound> {
    read(message, bytes, pool).map_err(|why| Unsound::TimeStamp(Box::new(why)))
}

fn read(message: &SignedMessage, bytes: &[u8], pool: &Pool) -> Result<Token, Unsound> {
    let content = message.content().ok_or(Unsound::ContentType)?;
    let content: OctetString = content.decode_as()?;
    let algorithm = message.verify(TIME_STAMP_INFO, content.as_bytes(), false)?;
    let info = Info::from_der(content.as_bytes())?;
    let digest = digest(&info.imprint.hash_algorithm)?;
    if info.imprint.hashed_message.as_bytes() != digest.of(bytes) {
        return Err(Unsound::Digest);
    }
    let usage: Option<ExtendedKeyUsage> = extension(&message.certificate);
    if !usage.is_some_and(|usage| usage.0.contains(&FOR_TIME_STAMPS)) {
        return Err(Unsound::NotForTime);
    }
    let text = std::str::from_utf8(info.at.value()).ok().filter(|_| info.at.tag() == Tag::GeneralizedTime);
    let at = text.and_then(Moment::of_generalized);
    let at = at.ok_or_else(|| Unsound::Encoding(say!("encoding.no-time")))?;
    Ok(Token { at, holder: message.holder(pool), algorithm })
}
