//! What a part weighs, and how parts become a whole.

use crate::plan::{Combination, PartWeight};
use crate::quantity::{Malformed, NOT_SET, Percent};
use crate::source::At;

use super::reader::Reader;

/// How parts are combined: `alle`, `vægtet`, `ligeligt`, `mindst 2 af`, `ikke fastsat`.
pub(super) fn read_combination(reader: &mut Reader, at: At) -> Option<Combination> {
    let text = reader.text(at)?;
    let count =
        text.strip_prefix("mindst ").and_then(|rest| rest.strip_suffix(" af")).and_then(|count| count.parse().ok());
    match count {
        Some(count) if count > 0 => Some(Combination::AtLeast(count)),
        _ => {
            let [all, weighted, equal, not_set] = Combination::WORDS;
            reader.word(at, &[all, weighted, equal, ("mindst 2 af", Combination::AtLeast(2)), not_set])
        }
    }
}

/// `8`, `8 point`, `50 pct.` or `ikke fastsat`.
pub(super) fn read_part_weight(reader: &mut Reader, at: At) -> Option<PartWeight> {
    reader.quantity::<ReadPartWeight>(at).map(|weight| weight.0)
}

struct ReadPartWeight(PartWeight);

impl std::str::FromStr for ReadPartWeight {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        Ok(Self(if text == NOT_SET {
            PartWeight::NotSet
        } else if Percent::is_meant(text) {
            PartWeight::Share(text.parse()?)
        } else if text.contains('/') {
            PartWeight::Fraction(text.parse()?)
        } else {
            PartWeight::Points(text.parse()?)
        }))
    }
}
