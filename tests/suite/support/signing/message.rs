//! Signatures, put together byte by byte: nothing of what reads them helps to write them.

use der::{Decode, Encode};
use rcgen::{BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, SigningKey};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, SHA384, SHA512, digest};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RSA_PKCS1_SHA512, RsaEncoding, RsaKeyPair};
use x509_cert::Certificate;

use super::pss;
use crate::support::repository;

const SIGNED_DATA: &str = "1.2.840.113549.1.7.2";
const DATA: &str = "1.2.840.113549.1.7.1";
const TIME_STAMP_INFO: &str = "1.2.840.113549.1.9.16.1.4";

/// Which kind of key, and how it signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    P256,
    P384,
    Ed25519,
    RsaSha256,
    RsaSha512,
    /// With a salt of so many bytes.
    RsaPss(u8),
}

/// What is wrong with a signature.
#[derive(Clone, Copy)]
pub enum Flaw<'a> {
    None,
    /// It is of other bytes.
    OtherBytes,
    Sha1,
    /// Its key is another's.
    OtherKey(&'a Signer),
    /// It brings another's certificate, which has the same number from the same issuer.
    Swapped(&'a Signer),
    /// It does not say for which certificate it is.
    Unnamed,
    /// It says a salt of another length.
    OtherSalt,
    /// Its content type is another.
    OtherContent,
}

/// Somebody with a key and a certificate.
pub struct Signer {
    key: Key,
    pair: Pair,
    certificate: Vec<u8>,
    issuer: Vec<u8>,
}

enum Pair {
    Made(KeyPair),
    Rsa(RsaKeyPair),
    /// As it is in a file.
    Pss(Vec<u8>),
}

impl Signer {
    /// The certificate as a file holds it.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    pub fn new(name: &str, key: Key) -> Self {
        Self::issued(name, key, |_| {})
    }

    /// A service that says when something was there.
    pub fn time_stamps(name: &str) -> Self {
        Self::issued(name, Key::P256, |params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::TimeStamping])
    }

    /// With a certificate of an issuer that is made for it.
    pub fn issued(name: &str, key: Key, with: impl FnOnce(&mut CertificateParams)) -> Self {
        let pem = std::fs::read_to_string(repository("tests/signing/example-key.pem")).expect("a key for tests");
        let made = match key {
            Key::P256 => KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256),
            Key::P384 => KeyPair::generate_for(&rcgen::PKCS_ECDSA_P384_SHA384),
            Key::Ed25519 => KeyPair::generate_for(&rcgen::PKCS_ED25519),
            Key::RsaSha256 | Key::RsaSha512 | Key::RsaPss(_) => KeyPair::from_pem(&pem),
        };
        let made = made.expect("a key");
        let mut root = CertificateParams::default();
        root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        root.distinguished_name.push(DnType::CommonName, "Eksempeludsteder");
        let root_key = KeyPair::generate().expect("a key");
        let root_certificate = root.self_signed(&root_key).expect("a certificate");
        let mut params = CertificateParams::default();
        params.serial_number = Some(7_u64.into());
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(DnType::OrganizationName, "Eksempelstyrelsen");
        params.distinguished_name.push(DnType::CommonName, name);
        with(&mut params);
        let certificate = params.signed_by(&made, &Issuer::new(root, root_key)).expect("a certificate");
        let pair = match key {
            Key::P256 | Key::P384 | Key::Ed25519 => Pair::Made(made),
            Key::RsaPss(_) => Pair::Pss(made.serialize_der()),
            _ => Pair::Rsa(RsaKeyPair::from_pkcs8(&made.serialize_der()).expect("a key")),
        };
        let (certificate, issuer) = (certificate.der().to_vec(), root_certificate.der().to_vec());
        Self { key, pair, certificate, issuer }
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        let rsa = |pair: &RsaKeyPair, encoding: &'static dyn RsaEncoding| {
            let mut signature = vec![0; pair.public().modulus_len()];
            pair.sign(encoding, &SystemRandom::new(), message, &mut signature).expect("it signs");
            signature
        };
        match (&self.pair, self.key) {
            (Pair::Made(pair), _) => pair.sign(message).expect("it signs"),
            (Pair::Rsa(pair), Key::RsaSha512) => rsa(pair, &RSA_PKCS1_SHA512),
            (Pair::Pss(key), Key::RsaPss(salt)) => pss::sign(key, message, salt.into()),
            (Pair::Pss(_), _) => unreachable!("no other key is kept so"),
            (Pair::Rsa(pair), _) => rsa(pair, &RSA_PKCS1_SHA256),
        }
    }

    /// A signature of some bytes.
    pub fn cms(&self, bytes: &[u8], flaw: Flaw) -> Vec<u8> {
        self.message(DATA, bytes, flaw, None)
    }

    /// The same with a timestamp over it, of a service; `of_other` for one over something else.
    pub fn cms_at(&self, bytes: &[u8], service: &Self, of_other: bool) -> Vec<u8> {
        self.message(DATA, bytes, Flaw::None, Some((service, of_other)))
    }

    /// A timestamp over some bytes.
    pub fn token(&self, bytes: &[u8]) -> Vec<u8> {
        let imprint =
            tlv(0x30, &[algorithm("2.16.840.1.101.3.4.2.1"), tlv(4, &[digest(&SHA256, bytes).as_ref().to_vec()])]);
        let time = tlv(0x18, &[b"20250106120000.25Z".to_vec()]);
        let info = tlv(0x30, &[int(1), oid("1.2.3.4"), imprint, int(1), time]);
        self.message(TIME_STAMP_INFO, &info, Flaw::None, None)
    }

    fn digest(&self, bytes: &[u8]) -> (Vec<u8>, &'static str) {
        let (algorithm, name) = match self.key {
            Key::P384 => (&SHA384, "2.16.840.1.101.3.4.2.2"),
            Key::Ed25519 | Key::RsaSha512 => (&SHA512, "2.16.840.1.101.3.4.2.3"),
            Key::P256 | Key::RsaSha256 | Key::RsaPss(_) => (&SHA256, "2.16.840.1.101.3.4.2.1"),
        };
        (digest(algorithm, bytes).as_ref().to_vec(), name)
    }

    fn message(&self, content: &str, bytes: &[u8], flaw: Flaw, service: Option<(&Self, bool)>) -> Vec<u8> {
        let covered = if matches!(flaw, Flaw::OtherBytes) { b"other".as_slice() } else { bytes };
        let (mut digested, mut digest_name) = self.digest(covered);
        if matches!(flaw, Flaw::Sha1) {
            (digested, digest_name) = (digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref().to_vec(), "1.3.14.3.2.26");
        }
        let kind = if matches!(flaw, Flaw::OtherContent) { TIME_STAMP_INFO } else { content };
        let own = digest(&SHA256, &self.certificate).as_ref().to_vec();
        let named = tlv(0x30, &[tlv(0x30, &[tlv(0x30, &[tlv(4, &[own])])])]);
        let mut attributes =
            vec![attribute("1.2.840.113549.1.9.3", oid(kind)), attribute("1.2.840.113549.1.9.4", tlv(4, &[digested]))];
        if !matches!(flaw, Flaw::Unnamed) {
            attributes.push(attribute("1.2.840.113549.1.9.16.2.47", named));
        }
        attributes.sort();
        let holder = if let Flaw::OtherKey(other) = flaw { other } else { self };
        let signature = holder.sign(&tlv(0x31, &attributes));
        let brought = if let Flaw::Swapped(other) = flaw { other } else { self };
        let certificate = Certificate::from_der(&brought.certificate).expect("a certificate").tbs_certificate;
        let encoded = |part: Result<Vec<u8>, der::Error>| part.expect("it can be encoded");
        let identity = tlv(0x30, &[encoded(certificate.issuer.to_der()), encoded(certificate.serial_number.to_der())]);
        let mut signer = vec![
            int(1),
            identity,
            algorithm(digest_name),
            tlv(0xa0, &attributes),
            if matches!(flaw, Flaw::OtherSalt) { Key::RsaPss(33) } else { self.key }.algorithm(),
            tlv(4, std::slice::from_ref(&signature)),
        ];
        if let Some((service, of_other)) = service {
            let stamped = if of_other { b"other".to_vec() } else { signature };
            signer.push(tlv(0xa1, &[attribute("1.2.840.113549.1.9.16.2.14", service.token(&stamped))]));
        }
        let inside =
            if content == DATA { vec![oid(DATA)] } else { vec![oid(content), tlv(0xa0, &[tlv(4, &[bytes.to_vec()])])] };
        let signed = [
            int(1),
            tlv(0x31, &[algorithm(digest_name)]),
            tlv(0x30, &inside),
            tlv(0xa0, &[brought.certificate.clone(), self.issuer.clone()]),
            tlv(0x31, &[tlv(0x30, &signer)]),
        ];
        tlv(0x30, &[oid(SIGNED_DATA), tlv(0xa0, &[tlv(0x30, &signed)])])
    }
}

impl Key {
    fn algorithm(self) -> Vec<u8> {
        match self {
            Key::P256 => tlv(0x30, &[oid("1.2.840.10045.4.3.2")]),
            Key::P384 => tlv(0x30, &[oid("1.2.840.10045.4.3.3")]),
            Key::Ed25519 => tlv(0x30, &[oid("1.3.101.112")]),
            Key::RsaSha256 | Key::RsaSha512 => algorithm("1.2.840.113549.1.1.1"),
            Key::RsaPss(salt) => {
                let hash = algorithm("2.16.840.1.101.3.4.2.1");
                let mask = tlv(0x30, &[oid("1.2.840.113549.1.1.8"), hash.clone()]);
                let says = [tlv(0xa0, &[hash]), tlv(0xa1, &[mask]), tlv(0xa2, &[whole(salt)])];
                tlv(0x30, &[oid("1.2.840.113549.1.1.10"), tlv(0x30, &says)])
            }
        }
    }
}

/// A tag, a length and what is inside.
fn tlv(tag: u8, parts: &[Vec<u8>]) -> Vec<u8> {
    let inside = parts.concat();
    let length = inside.len();
    let head = match length {
        0..0x80 => vec![tag, length as u8],
        0x80..0x100 => vec![tag, 0x81, length as u8],
        _ => vec![tag, 0x82, (length >> 8) as u8, length as u8],
    };
    [head, inside].concat()
}

fn oid(dotted: &str) -> Vec<u8> {
    der::asn1::ObjectIdentifier::new_unwrap(dotted).to_der().expect("it can be encoded")
}

fn int(number: u8) -> Vec<u8> {
    vec![2, 1, number]
}

/// A number that may be larger than 127.
fn whole(number: u8) -> Vec<u8> {
    if number < 0x80 { int(number) } else { vec![2, 2, 0, number] }
}

/// The same in BER, with each liberty that it gives: no lengths but ends that are marked, and strings in two pieces.
pub fn to_ber(der: &[u8]) -> Vec<u8> {
    const OCTET_STRING: u8 = 4;
    let (mut rest, mut ber) = (der, Vec::new());
    while let [tag, after @ ..] = rest {
        let (digits, length) = match after[0] {
            short @ 0..0x80 => (1, short.into()),
            long => {
                let digits = usize::from(long & 0x7f);
                (1 + digits, after[1..=digits].iter().fold(0, |all, digit| all << 8 | usize::from(*digit)))
            }
        };
        let (inside, behind) = after[digits..].split_at(length);
        if tag & 0x20 != 0 {
            ber.extend([&[*tag, 0x80][..], &to_ber(inside), &[0, 0]].concat());
        } else if *tag == OCTET_STRING {
            let (one, other) = inside.split_at(length / 2);
            let pieces = [one, other].map(|piece| tlv(OCTET_STRING, &[piece.to_vec()])).concat();
            ber.extend([&[OCTET_STRING | 0x20, 0x80][..], &pieces, &[0, 0]].concat());
        } else {
            ber.extend([&[*tag], &after[..digits], inside].concat());
        }
        rest = behind;
    }
    ber
}

/// An algorithm whose parameters are none.
fn algorithm(dotted: &str) -> Vec<u8> {
    tlv(0x30, &[oid(dotted), vec![5, 0]])
}

fn attribute(dotted: &str, value: Vec<u8>) -> Vec<u8> {
    tlv(0x30, &[oid(dotted), tlv(0x31, &[value])])
}
