//! The påtegning: who signs.

use crate::plan::{Institution, Ministry, Party, Signed, Signer};
use crate::schema;
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::rules;

pub(super) fn read(reader: &mut Reader, at: At, ministry: &Ministry, institution: &Institution) -> Option<Vec<Signer>> {
    let items = reader.list(at)?;
    all(items.into_iter().map(|item| read_one(reader, item, ministry, institution)).collect())
}

pub(super) fn read_one(reader: &mut Reader, at: At, ministry: &Ministry, institution: &Institution) -> Option<Signer> {
    let mut fields = Fields::open(reader, at, &schema::signer::RECORD)?;
    let party = fields.needed(reader, schema::signer::PARTY, |reader, at| {
        reader.word(at, &Party::ALL.map(|party| (party.word(), party)))
    });
    let name = fields.maybe_text(reader, schema::signer::NAME);
    let title = fields.text(reader, schema::signer::TITLE);
    let place = fields.maybe_text(reader, schema::signer::PLACE);
    let signed = read_signed(reader, &mut fields);
    let organisation = fields.maybe_text(reader, schema::signer::ORGANISATION);
    fields.maybe_text(reader, schema::signer::REMARK);
    fields.close(reader);
    let party = party?;
    let organisation = organisation?.unwrap_or_else(|| match party {
        Party::Institution => institution.name.clone(),
        Party::Department => ministry.name.clone(),
    });
    Some(Signer { at, party, name: name?, title: title?, organisation, place: place?, signed: signed? })
}

fn read_signed(reader: &mut Reader, fields: &mut Fields) -> Option<Signed> {
    match (fields.take(schema::signer::DATE), fields.take(schema::signer::DATE_AS_WRITTEN)) {
        (None, None) => Some(Signed::NotYet),
        (Some(at), None) if reader.reads(at, "ulæselig") => Some(Signed::Illegible),
        (Some(at), None) => reader.quantity(at).map(Signed::On),
        (None, Some(at)) => reader.text(at).map(Signed::AsWritten),
        (Some(date), Some(written)) => {
            let finding = rules::UNKNOWN_KEY.finding(written, "`dato som skrevet` cannot stand beside `dato`");
            reader.push(finding.also(date, "the date stands here already").help("keep one of the two"));
            None
        }
    }
}
