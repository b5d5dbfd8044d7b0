//! What to do about a file that is refused: which programs give such files, and how to get one that is taken.

use super::{Refused, Unsound, Weak};
use crate::language::{Message, say};
use crate::pdf::open::Unreadable;
use crate::pdf::revision::Altered;

impl Refused {
    /// In a sentence or two.
    pub fn way_out(&self) -> Message {
        match self {
            Self::Altered(why) => of_altered(why),
            Self::Unsigned => say!("way-out.unsigned"),
            Self::Unsound { why, .. } => of_unsound(why),
            Self::AfterSigning(_) => {
                say!("way-out.prepared")
            }
        }
    }
}

/// For what is no signature, or cannot be read for sure.
fn of_altered(why: &Altered) -> Message {
    match why {
        Altered::First => {
            say!("way-out.rewritten")
        }
        Altered::CutOff(_) | Altered::Part(_) | Altered::Damaged(_) => {
            say!("way-out.damaged")
        }
        Altered::Encrypted => {
            say!("way-out.encrypted")
        }
        Altered::Broken(Unreadable::TooLarge(_)) => {
            say!("way-out.pictures")
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
            say!("way-out.ambiguous")
        }
        Altered::Behind(_) => {
            say!("way-out.appended")
        }
        Altered::Deleted(_) | Altered::PutBack(_) | Altered::Metadata(_) => {
            say!("way-out.tidied")
        }
        Altered::Changed(_)
        | Altered::OnPage { .. }
        | Altered::Page(_)
        | Altered::Catalog(..)
        | Altered::Field { .. }
        | Altered::Form(_) => {
            say!("way-out.annotated")
        }
        Altered::Permission(_) => {
            say!("way-out.extended")
        }
        Altered::AfterLast(_) => {
            say!("way-out.saved-again")
        }
        Altered::Forbidden { .. } => {
            say!("way-out.certified")
        }
    }
}

fn of_unsound(why: &Unsound) -> Message {
    match why {
        Unsound::Form(_) | Unsound::NoForm => {
            say!("way-out.form")
        }
        Unsound::Weak(Weak::Forgeable(_)) => {
            say!("way-out.forgeable")
        }
        Unsound::Weak(Weak::Unknown(_) | Weak::OtherKey(_) | Weak::Pss | Weak::Short(_)) => {
            say!("way-out.algorithm")
        }
        Unsound::NoCertificate => {
            say!("way-out.certificate")
        }
        Unsound::Attribute("signing-certificate-v2") => {
            say!("way-out.attribute")
        }
        Unsound::Signers => say!("way-out.each"),
        Unsound::TimeStamp(inner) => match inner.as_ref() {
            Unsound::Weak(_) => of_unsound(inner),
            _ => say!("way-out.time-stamp"),
        },
        Unsound::NotForTime => say!("way-out.time-stamp"),
        Unsound::NoSignature
        | Unsound::Range
        | Unsound::NotWhole
        | Unsound::Gap
        | Unsound::OtherRevision
        | Unsound::Encoding(_)
        | Unsound::Attribute(_)
        | Unsound::Attributes
        | Unsound::ContentType
        | Unsound::Digest
        | Unsound::OtherCertificate
        | Unsound::Key => {
            say!("way-out.none")
        }
    }
}
