//! Why a signature does not hold.

/// An algorithm that is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Weak {
    #[error("it is made with {0}, which can be forged")]
    Forgeable(&'static str),
    #[error("it is made with an algorithm that is not read: {0}")]
    Unknown(String),
    /// In bits.
    #[error("it is made with an RSA key of {0} bits, which can be broken; at least 2048 are needed")]
    Short(usize),
}

/// Why a signature does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unsound {
    #[error("there is none")]
    NoSignature,
    #[error("its form `{0}` is not read; `ETSI.CAdES.detached`, `adbe.pkcs7.detached` and `ETSI.RFC3161` are")]
    Form(String),
    #[error("it does not say which bytes it covers")]
    Range,
    #[error("it covers only a part of the document")]
    NotWhole,
    #[error("it leaves out other bytes than itself")]
    Gap,
    #[error("it covers the file up to another place than the end of its own revision")]
    OtherRevision,
    #[error("it cannot be read: {0}")]
    Encoding(String),
    #[error("it is not by one signer")]
    Signers,
    #[error("the signer's certificate is not in it")]
    NoCertificate,
    #[error("it does not say `{0}`, or twice")]
    Attribute(&'static str),
    #[error("it is for another kind of content")]
    ContentType,
    #[error("what it covers is not what was signed")]
    Digest,
    #[error("it was made for another certificate than the one it brings")]
    OtherCertificate,
    #[error("it was not made with the key of its certificate")]
    Key,
    #[error(transparent)]
    Weak(#[from] Weak),
    #[error("its timestamp: {0}")]
    TimeStamp(Box<Unsound>),
    #[error("its certificate is not for timestamps")]
    NotForTime,
}

impl From<der::Error> for Unsound {
    fn from(error: der::Error) -> Self {
        Self::Encoding(error.to_string())
    }
}
