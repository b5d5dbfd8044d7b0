//! What a part weighs, and how parts become a whole.

use crate::plan::{Assumption, Combination, PartWeight};
use crate::quantity::{Malformed, NOT_SET, Percent};
use crate::schema;
use crate::source::At;

use super::fields::Fields;
use super::reader::Reader;

/// How parts are combined: `alle`, `vægtet`, `ligeligt`, `mindst 2 af`, `ikke fastsat`.
pub(super) fn read_combination(reader: &mut Reader, at: At) -> Option<Combination> {
    read_rule(reader, at, &Combination::WORDS)
}

fn read_rule(reader: &mut Reader, at: At, words: &[(&'static str, Combination)]) -> Option<Combination> {
    let text = reader.text(at)?;
    let count =
        text.strip_prefix("mindst ").and_then(|rest| rest.strip_suffix(" af")).and_then(|count| count.parse().ok());
    match count {
        Some(count) if count > 0 => Some(Combination::AtLeast(count)),
        _ => {
            let mut words = words.to_vec();
            words.insert(words.len().min(3), ("mindst 2 af", Combination::AtLeast(2)));
            reader.word(at, &words)
        }
    }
}

/// The same, or `{ antaget: ligeligt, fordi: … }`: then the plan does not say.
pub(super) fn read_agreed_or_assumed(reader: &mut Reader, at: At) -> Option<(Combination, Option<Assumption>)> {
    if !reader.is_map(at) {
        return Some((read_combination(reader, at)?, None));
    }
    let mut fields = Fields::open(reader, at, &schema::assumed_combination::RECORD)?;
    let rule = fields
        .needed(reader, schema::assumed_combination::RULE, |reader, at| read_rule(reader, at, &Combination::RULES));
    let reason = fields.text(reader, schema::assumed_combination::REASON);
    fields.close(reader);
    Some((Combination::NotSet, Some(Assumption { rule: rule?, reason: reason? })))
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
