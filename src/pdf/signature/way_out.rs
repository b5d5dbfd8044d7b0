//! What to do about a file that is refused: which programs give such files, and how to get one that is taken.

use super::{Refused, Unsound, Weak};
use crate::pdf::open::Unreadable;
use crate::pdf::revision::Altered;

impl Refused {
    /// In a sentence or two.
    pub fn way_out(&self) -> &'static str {
        match self {
            Self::Altered(why) => of_altered(why),
            Self::Unsigned => "ask for the file that the signing program gave, not the one that was sent to be signed",
            Self::Unsound { why, .. } => of_unsound(why),
            Self::AfterSigning(_) => {
                "a service that prepares the next signature adds such a field: ask for the file when all have signed, or use \
                 the copy with fields (`build --copy fields`)"
            }
        }
    }
}

/// For what is no signature, or cannot be read for sure.
fn of_altered(why: &Altered) -> &'static str {
    match why {
        Altered::First => {
            "printing to PDF, `Save as` or a tidying program (Preview, a browser, a case system), and a broker that adds a \
             page of its own write the whole file anew: ask for the file as it was signed, or have the document signed as it \
             was built"
        }
        Altered::CutOff(_) | Altered::Part(_) | Altered::Damaged(_) => {
            "it was cut off or damaged on its way: ask for it again, packed as ZIP where a mail system changes files"
        }
        Altered::Encrypted => {
            "a password, or the setting of a program that protects files, encrypts it: have the document signed without one"
        }
        Altered::Broken(Unreadable::TooLarge(_)) => {
            "ask for signatures without pictures: they are what makes a file large"
        }
        Altered::Broken(_)
        | Altered::Twice(_)
        | Altered::NotNamed(_)
        | Altered::NotThere(_)
        | Altered::Generation(..)
        | Altered::Length(_)
        | Altered::Packed(_)
        | Altered::Trailer(_)
        | Altered::TooMany(_)
        | Altered::Awaited(_) => {
            "two readers could see two documents in such a file; old libraries write so, and whoever means harm: have the \
             document signed as it was built with another program, such as NemLog-in Signering, Acrobat or pyHanko"
        }
        Altered::Behind(_) => {
            "mail systems and portals append bytes to a file: ask for it from who signed, packed as ZIP"
        }
        Altered::Deleted(_) | Altered::PutBack(_) | Altered::Metadata(_) => {
            "a program that edits or tidies files did more than sign: have the document signed as it was built, and saved by \
             nothing but signing"
        }
        Altered::Changed(_)
        | Altered::OnPage { .. }
        | Altered::Page(_)
        | Altered::Catalog(..)
        | Altered::Field { .. }
        | Altered::Form(_) => {
            "comments, stamps, a date or name that is filled in, and a broker's page of receipt change what is signed: have \
             the document signed as it was built, with nothing but signatures"
        }
        Altered::Permission(_) => {
            "Acrobat's `Extend features in Reader` writes this: have the document signed as it was built, without it"
        }
        Altered::AfterLast(_) => {
            "Acrobat and others write so when a signed file is saved again: ask for the file as it was right after signing"
        }
        Altered::Forbidden { .. } => {
            "certifying, and locking when one signs, are settings of Acrobat and of libraries: have the document signed as it \
             was built anew, by the first with a signature that lets others sign"
        }
    }
}

fn of_unsound(why: &Unsound) -> &'static str {
    match why {
        Unsound::Form(_) => {
            "older versions of Acrobat and iText sign in such forms: choose PAdES (`CAdES equivalent` in Acrobat, \
             `ETSI.CAdES.detached` in libraries) and have the document signed as it was built"
        }
        Unsound::Weak(Weak::Forgeable(_)) => {
            "older settings of programs, cards and timestamp services choose it: choose SHA-256 and have the document signed \
             anew"
        }
        Unsound::Weak(Weak::Unknown(_) | Weak::Short(_)) => {
            "choose RSA of at least 2048 bits or ECDSA on P-256 or P-384, with SHA-256 or SHA-384, and have the document \
             signed anew"
        }
        Unsound::NoCertificate => {
            "libraries leave out the certificate when they are not given it: let the program include the signer's"
        }
        Unsound::Attribute("signing-certificate-v2") => {
            "programs that call a plain PKCS#7 signature PAdES leave that out: choose `adbe.pkcs7.detached`, or a program \
             that signs by PAdES"
        }
        Unsound::Signers => "each signs by itself, in a field of its own: have the document signed so",
        Unsound::TimeStamp(inner) => match inner.as_ref() {
            Unsound::Weak(_) => of_unsound(inner),
            _ => "choose another timestamp service, or none, and have the document signed anew",
        },
        Unsound::NotForTime => "choose another timestamp service, or none, and have the document signed anew",
        Unsound::NoSignature
        | Unsound::Range
        | Unsound::NotWhole
        | Unsound::Gap
        | Unsound::OtherRevision
        | Unsound::Encoding(_)
        | Unsound::Attribute(_)
        | Unsound::ContentType
        | Unsound::Digest
        | Unsound::OtherCertificate
        | Unsound::Key => {
            "no program that signs gives such a file: it was changed or damaged after it was signed, or was made to deceive; \
             ask who signed for the file itself"
        }
    }
}
