//! RSA's public keys.

use der::asn1::Uint;
use der::{Decode, Sequence};
use x509_cert::spki::SubjectPublicKeyInfoOwned;

use super::unsound::{Unsound, Weak};

/// `RSAPublicKey`
#[derive(Sequence)]
pub(super) struct RsaKey {
    pub modulus: Uint,
    pub exponent: Uint,
}

impl RsaKey {
    /// The smallest that cannot be broken in our time.
    pub const LEAST: usize = 2048;

    /// One that is long enough.
    pub fn of(key: &SubjectPublicKeyInfoOwned) -> Result<Self, Unsound> {
        let key = Self::from_der(key.subject_public_key.as_bytes().ok_or(Unsound::Key)?)?;
        let digits = key.modulus.as_bytes();
        let unused = digits.first().map_or(0, |first| first.leading_zeros() as usize);
        let bits = digits.len() * 8 - unused;
        if bits < Self::LEAST { Err(Weak::Short(bits).into()) } else { Ok(key) }
    }
}
