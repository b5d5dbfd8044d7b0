//! `opgørelse`: how something is measured.

use crate::plan::Method;
use crate::source::At;

use super::fields::Fields;
use super::reader::Reader;

pub(super) fn read(reader: &mut Reader, at: At) -> Option<Method> {
    let mut fields = Fields::open(reader, at, "a method")?;
    let purpose = fields.maybe_prose(reader, "formål");
    let met_when = fields.maybe_prose(reader, "opfyldt når");
    let computation = fields.maybe_prose(reader, "metode");
    let source = fields.maybe_text(reader, "kilde");
    let owner = fields.maybe_text(reader, "ansvarlig");
    let frequency = fields.maybe_text(reader, "hyppighed");
    let reporting = fields.maybe_prose(reader, "rapportering");
    fields.close(reader);
    Some(Method {
        purpose: purpose?,
        met_when: met_when?,
        computation: computation?,
        source: source?,
        owner: owner?,
        frequency: frequency?,
        reporting: reporting?,
    })
}
