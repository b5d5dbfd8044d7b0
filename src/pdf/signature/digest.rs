//! The hash functions that signatures are made with; the arithmetic is ring's.

use ring::digest as hashes;
use x509_cert::spki::AlgorithmIdentifierOwned;

use super::unsound::Weak;

/// A hash function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Digest {
    Sha256,
    Sha384,
    Sha512,
}

impl Digest {
    pub fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }

    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        let algorithm = match self {
            Self::Sha256 => &hashes::SHA256,
            Self::Sha384 => &hashes::SHA384,
            Self::Sha512 => &hashes::SHA512,
        };
        hashes::digest(algorithm, bytes).as_ref().to_vec()
    }
}

/// The hash function that an algorithm is.
pub(super) fn digest(algorithm: &AlgorithmIdentifierOwned) -> Result<Digest, Weak> {
    match algorithm.oid.to_string().as_str() {
        "2.16.840.1.101.3.4.2.1" => Ok(Digest::Sha256),
        "2.16.840.1.101.3.4.2.2" => Ok(Digest::Sha384),
        "2.16.840.1.101.3.4.2.3" => Ok(Digest::Sha512),
        "1.3.14.3.2.26" => Err(Weak::Forgeable("SHA-1")),
        "1.2.840.113549.2.5" => Err(Weak::Forgeable("MD5")),
        other => Err(Weak::Unknown(other.to_owned())),
    }
}
