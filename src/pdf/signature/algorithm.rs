//! Which algorithms are taken, and the arithmetic of them, which is ring's but for RSA-PSS.

use der::asn1::ObjectIdentifier;
use ring::signature as keys;
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use super::digest::{Digest, digest};
use super::pss;
use super::rsa_key::RsaKey;
use super::unsound::{Unsound, Weak};

/// How a key signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Rsa,
    Ecdsa,
}

const EC: &str = "1.2.840.10045.2.1";
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");

/// Whether a signature is that of a message by the holder of a key. `stated` is the hash function that stands beside the
/// algorithm, where it names none itself. Gives the algorithm's name.
pub(super) fn verify(
    algorithm: &AlgorithmIdentifierOwned,
    stated: Option<&AlgorithmIdentifierOwned>,
    key: &SubjectPublicKeyInfoOwned,
    message: &[u8],
    signature: &[u8],
) -> Result<String, Unsound> {
    let oid = algorithm.oid.to_string();
    let (scheme, digest) = match oid.as_str() {
        "1.3.101.112" => {
            checked(&keys::ED25519, key, message, signature)?;
            return Ok("Ed25519".to_owned());
        }
        "1.2.840.113549.1.1.1" => {
            let stated = stated.ok_or_else(|| Weak::Unknown(oid.clone()))?;
            (Scheme::Rsa, digest(stated)?)
        }
        "1.2.840.113549.1.1.4" => return Err(Weak::Forgeable("MD5").into()),
        "1.2.840.113549.1.1.5" | "1.2.840.10045.4.1" => return Err(Weak::Forgeable("SHA-1").into()),
        "1.2.840.113549.1.1.11" => (Scheme::Rsa, Digest::Sha256),
        "1.2.840.113549.1.1.12" => (Scheme::Rsa, Digest::Sha384),
        "1.2.840.113549.1.1.13" => (Scheme::Rsa, Digest::Sha512),
        "1.2.840.113549.1.1.10" => return pss::verify(algorithm, key, message, signature),
        "1.2.840.10045.4.3.2" => (Scheme::Ecdsa, Digest::Sha256),
        "1.2.840.10045.4.3.3" => (Scheme::Ecdsa, Digest::Sha384),
        _ => return Err(Weak::Unknown(oid).into()),
    };
    let is_elliptic = key.algorithm.oid.to_string() == EC;
    if scheme == Scheme::Rsa && !is_elliptic {
        RsaKey::of(key)?;
    }
    let curve: Option<ObjectIdentifier> =
        key.algorithm.parameters.as_ref().filter(|_| is_elliptic).and_then(|one| one.decode_as().ok());
    let (known, name): (&dyn keys::VerificationAlgorithm, &str) = match (scheme, digest, curve) {
        (Scheme::Rsa, Digest::Sha256, None) => (&keys::RSA_PKCS1_2048_8192_SHA256, "RSA"),
        (Scheme::Rsa, Digest::Sha384, None) => (&keys::RSA_PKCS1_2048_8192_SHA384, "RSA"),
        (Scheme::Rsa, Digest::Sha512, None) => (&keys::RSA_PKCS1_2048_8192_SHA512, "RSA"),
        (Scheme::Ecdsa, Digest::Sha256, Some(P256)) => (&keys::ECDSA_P256_SHA256_ASN1, "ECDSA P-256"),
        (Scheme::Ecdsa, Digest::Sha384, Some(P256)) => (&keys::ECDSA_P256_SHA384_ASN1, "ECDSA P-256"),
        (Scheme::Ecdsa, Digest::Sha256, Some(P384)) => (&keys::ECDSA_P384_SHA256_ASN1, "ECDSA P-384"),
        (Scheme::Ecdsa, Digest::Sha384, Some(P384)) => (&keys::ECDSA_P384_SHA384_ASN1, "ECDSA P-384"),
        _ => return Err(Weak::OtherKey(oid).into()),
    };
    checked(known, key, message, signature)?;
    Ok(format!("{name}, {}", digest.name()))
}

fn checked(
    algorithm: &dyn keys::VerificationAlgorithm,
    key: &SubjectPublicKeyInfoOwned,
    message: &[u8],
    signature: &[u8],
) -> Result<(), Unsound> {
    let key = key.subject_public_key.as_bytes().ok_or(Unsound::Key)?;
    algorithm.verify(key.into(), message.into(), signature.into()).map_err(|_| Unsound::Key)
}
