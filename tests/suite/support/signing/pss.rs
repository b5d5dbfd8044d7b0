//! RSA-PSS as RFC 8017 (9.1.1) describes it, with a salt of any length, as programs that sign write it.

use der::asn1::{OctetString, Uint};
use der::{Any, Decode, Sequence};
use num_bigint::BigUint;
use ring::digest::{SHA256, digest};

/// `PrivateKeyInfo` (RFC 5208)
#[derive(Sequence)]
struct Info {
    _version: u8,
    _algorithm: Any,
    key: OctetString,
}

const HASH: usize = 32;

/// A signature over SHA-256, by a key of 2048 bits as it is in a file.
pub fn sign(key: &[u8], message: &[u8], salt: usize) -> Vec<u8> {
    let salt: Vec<u8> = (0..salt).map(|index| index as u8).collect();
    let hashed = hash(&[&[0; 8], hash(&[message]).as_slice(), &salt]);
    let mut block = vec![0; 256 - HASH - 1 - salt.len() - 1];
    block.push(1);
    block.extend(&salt);
    for (index, byte) in block.iter_mut().enumerate() {
        let counter = u32::try_from(index / HASH).expect("it is short").to_be_bytes();
        *byte ^= hash(&[&hashed, &counter])[index % HASH];
    }
    block[0] &= 0x7f;
    let encoded = [block, hashed, vec![0xbc]].concat();
    let (modulus, private) = numbers(key);
    let signature = BigUint::from_bytes_be(&encoded).modpow(&private, &modulus).to_bytes_be();
    [vec![0; 256 - signature.len()], signature].concat()
}

fn hash(parts: &[&[u8]]) -> Vec<u8> {
    digest(&SHA256, &parts.concat()).as_ref().to_vec()
}

/// The modulus and the private exponent.
fn numbers(key: &[u8]) -> (BigUint, BigUint) {
    let info = Info::from_der(key).expect("a key");
    let mut reader = der::SliceReader::new(info.key.as_bytes()).expect("a key");
    let header = der::Header::decode(&mut reader).expect("a sequence");
    assert_eq!(header.tag, der::Tag::Sequence);
    let mut next = || BigUint::from_bytes_be(Uint::decode(&mut reader).expect("a number").as_bytes());
    let [_version, modulus, _public, private] = [next(), next(), next(), next()];
    (modulus, private)
}
