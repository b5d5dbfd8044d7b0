//! Why a signature does not hold.

use crate::language::{Message, Telling, in_words, say};

/// An algorithm that is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    Forgeable(&'static str),
    Unknown(String),
    /// The algorithm, of a key that is for another.
    OtherKey(String),
    /// RSA-PSS that is not as it must be.
    Pss,
    /// In bits.
    Short(usize),
}

in_words!(Weak);

impl Telling for Weak {
    fn message(&self) -> Message {
        match self {
            Self::Forgeable(one) => say!("weak.forgeable", what = one),
            Self::Unknown(one) => say!("weak.unknown", what = one),
            Self::OtherKey(one) => say!("weak.other-key", what = one),
            Self::Pss => say!("weak.pss"),
            Self::Short(one) => say!("weak.short", what = one),
        }
    }
}

/// Why a signature does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    NoSignature,
    Form(String),
    NoForm,
    Range,
    NotWhole,
    Gap,
    OtherRevision,
    Encoding(Message),
    Signers,
    NoCertificate,
    Attribute(&'static str),
    /// An attribute stands twice, or has several values or none.
    Attributes,
    ContentType,
    Digest,
    OtherCertificate,
    Key,
    Weak(#[from] Weak),
    TimeStamp(Box<Unsound>),
    NotForTime,
}

in_words!(Unsound);

impl Telling for Unsound {
    fn message(&self) -> Message {
        match self {
            Self::NoSignature => say!("unsound.no-signature"),
            Self::Form(one) => say!("unsound.form", what = one),
            Self::NoForm => say!("unsound.no-form"),
            Self::Range => say!("unsound.range"),
            Self::NotWhole => say!("unsound.not-whole"),
            Self::Gap => say!("unsound.gap"),
            Self::OtherRevision => say!("unsound.other-revision"),
            Self::Encoding(one) => say!("unsound.encoding", what = one),
            Self::Signers => say!("unsound.signers"),
            Self::NoCertificate => say!("unsound.no-certificate"),
            Self::Attribute(one) => say!("unsound.attribute", what = one),
            Self::Attributes => say!("unsound.attributes"),
            Self::ContentType => say!("unsound.content-type"),
            Self::Digest => say!("unsound.digest"),
            Self::OtherCertificate => say!("unsound.other-certificate"),
            Self::Key => say!("unsound.key"),
            Self::Weak(inner) => inner.message(),
            Self::TimeStamp(one) => say!("unsound.time-stamp", what = one),
            Self::NotForTime => say!("unsound.not-for-time"),
        }
    }
}

impl From<der::Error> for Unsound {
    fn from(error: der::Error) -> Self {
        Self::Encoding(say!("encoding.form", problem = error.to_string()))
    }
}
