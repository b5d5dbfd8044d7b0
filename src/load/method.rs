//! `opgørelse`: how something is measured.

use crate::plan::Method;
use crate::schema;
use crate::source::At;

use super::fields::Fields;
use super::reader::Reader;

pub(super) fn read(reader: &mut Reader, at: At) -> Option<Method> {
    let mut fields = Fields::open(reader, at, &schema::method::RECORD)?;
    let purpose = fields.maybe_prose(reader, schema::method::PURPOSE);
    let met_when = fields.maybe_prose(reader, schema::method::MET_WHEN);
    let computation = fields.maybe_prose(reader, schema::method::COMPUTATION);
    let source = fields.maybe_text(reader, schema::method::SOURCE);
    let owner = fields.maybe_text(reader, schema::method::OWNER);
    let frequency = fields.maybe_text(reader, schema::method::FREQUENCY);
    let reporting = fields.maybe_prose(reader, schema::method::REPORTING);
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
