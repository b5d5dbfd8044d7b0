//! The påtegning: who signs.

use crate::language::say;
use crate::plan::{Party, Sides, Signed, Signer};
use crate::schema;
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::rules;

pub(super) fn read(reader: &mut Reader, at: At, sides: Sides) -> Option<Vec<Signer>> {
    let items = reader.list(at)?;
    all(items.into_iter().map(|item| read_one(reader, item, sides)).collect())
}

pub(super) fn read_one(reader: &mut Reader, at: At, sides: Sides) -> Option<Signer> {
    let mut fields = Fields::open(reader, at, &schema::signer::RECORD)?;
    let party = fields.needed(reader, schema::signer::PARTY, |reader, at| {
        let party = reader.word(at, &Party::ALL.map(|party| (party.word(), party)))?;
        let Some(name) = sides.name(party) else {
            let finding = rules::UNKNOWN_WORD.finding(at, say!("signer.no-board"));
            reader.push(finding.help(say!("signer.no-board-help")));
            return None;
        };
        Some((party, name))
    });
    let name = fields.maybe_text(reader, schema::signer::NAME);
    let title = fields.text(reader, schema::signer::TITLE);
    let place = fields.maybe_text(reader, schema::signer::PLACE);
    let signed = read_signed(reader, &mut fields);
    let organisation = fields.maybe_text(reader, schema::signer::ORGANISATION);
    fields.maybe_text(reader, schema::signer::REMARK);
    fields.close(reader);
    let (party, its_name) = party?;
    let organisation = organisation?.unwrap_or_else(|| its_name.to_owned());
    Some(Signer { at, party, name: name?, title: title?, organisation, place: place?, signed: signed? })
}

fn read_signed(reader: &mut Reader, fields: &mut Fields) -> Option<Signed> {
    match (fields.take(schema::signer::DATE), fields.take(schema::signer::DATE_AS_WRITTEN)) {
        (None, None) => Some(Signed::NotYet),
        (Some(at), None) if reader.reads(at, "ulæselig") => Some(Signed::Illegible),
        (Some(at), None) => reader.quantity(at).map(Signed::On),
        (None, Some(at)) => reader.text(at).map(Signed::AsWritten),
        (Some(date), Some(written)) => {
            let finding = rules::UNKNOWN_KEY.finding(written, say!("signer.two-dates"));
            reader.push(finding.also(date, say!("signer.date-here")).help(say!("keep-one.help")));
            None
        }
    }
}
