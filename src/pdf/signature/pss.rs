//! RSA-PSS (RFC 8017): with one hash function throughout, and a salt of any length. ring takes only a salt as long as the hash,
//! and programs that sign write others: as long as there is room, or 20 bytes. The arithmetic is that of the crate rsa.

use der::Sequence;
use der::asn1::Uint;
use rsa::pss::{Signature, VerifyingKey};
use rsa::signature::Verifier;
use rsa::{BoxedUint, PublicKey};
use sha2::{Sha256, Sha384, Sha512};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use super::digest::{Digest, digest};
use super::rsa_key::RsaKey;
use super::unsound::{Unsound, Weak};

/// `RSASSA-PSS-params` (RFC 4055). What is left out is SHA-1.
#[derive(Sequence)]
struct Pss {
    #[asn1(context_specific = "0", tag_mode = "EXPLICIT", optional = "true")]
    hash: Option<AlgorithmIdentifierOwned>,
    #[asn1(context_specific = "1", tag_mode = "EXPLICIT", optional = "true")]
    mask: Option<AlgorithmIdentifierOwned>,
    #[asn1(context_specific = "2", tag_mode = "EXPLICIT", optional = "true")]
    salt: Option<u16>,
    #[asn1(context_specific = "3", tag_mode = "EXPLICIT", optional = "true")]
    trailer: Option<u8>,
}

/// Whether a signature is that of a message by the holder of a key. Gives the algorithm's name.
pub(super) fn verify(
    algorithm: &AlgorithmIdentifierOwned,
    key: &SubjectPublicKeyInfoOwned,
    message: &[u8],
    signature: &[u8],
) -> Result<String, Unsound> {
    let sha1 = Weak::Forgeable("SHA-1");
    let parameters = algorithm.parameters.as_ref().ok_or_else(|| sha1.clone())?;
    let pss: Pss = parameters.decode_as()?;
    let hash = digest(pss.hash.as_ref().ok_or_else(|| sha1.clone())?)?;
    let mask = pss.mask.as_ref().and_then(|mask| mask.parameters.as_ref()).ok_or(sha1)?;
    if digest(&mask.decode_as()?)? != hash || pss.trailer.is_some_and(|trailer| trailer != 1) {
        return Err(Weak::Pss.into());
    }
    let salt = usize::from(pss.salt.unwrap_or(20));
    let key = RsaKey::of(key)?;
    let number = |number: &Uint| BoxedUint::from_be_slice_vartime(number.as_bytes());
    let key = PublicKey::new_with_size_limits(number(&key.modulus), number(&key.exponent), RsaKey::LEAST..=8192);
    let key = key.map_err(|_| Unsound::Key)?;
    let signature = Signature::try_from(signature).map_err(|_| Unsound::Key)?;
    let verified = match hash {
        Digest::Sha256 => VerifyingKey::<Sha256>::new_with_salt_len(key, salt).verify(message, &signature),
        Digest::Sha384 => VerifyingKey::<Sha384>::new_with_salt_len(key, salt).verify(message, &signature),
        Digest::Sha512 => VerifyingKey::<Sha512>::new_with_salt_len(key, salt).verify(message, &signature),
    };
    verified.map_err(|_| Unsound::Key)?;
    Ok(format!("RSA-PSS, {}", hash.name()))
}
