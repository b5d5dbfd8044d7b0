//! The påtegning: place, date, line, name, title and organisation for each signer.

use super::danish::bind;
use super::view::{self, Block};
use super::words::Words;
use crate::plan::{Signed, Signer};

pub(super) fn view(signers: &[Signer], words: &Words) -> Block {
    Block::Endorsement(view::Endorsement { signers: signers.iter().map(|one| signer(one, words)).collect() })
}

fn signer(signer: &Signer, words: &Words) -> view::Signer {
    let date = match &signer.signed {
        Signed::On(date) => Some(date.to_string()),
        Signed::AsWritten(text) => Some(text.clone()),
        Signed::NotYet | Signed::Illegible => None,
    };
    let place_and_date = match (&signer.place, &date) {
        (Some(place), Some(date)) => words.say("sted og dato", &[("sted", &place), ("dato", &date)]),
        (Some(place), None) => words.say("sted uden dato", &[("sted", &place)]),
        (None, Some(date)) => words.say("dato uden sted", &[("dato", &date)]),
        (None, None) => words.word("uden sted og dato"),
    };
    view::Signer {
        place_and_date: bind(&place_and_date),
        date_open: date.is_none(),
        name: signer.name.clone(),
        name_label: words.word("navn"),
        title: signer.title.clone(),
        organisation: signer.organisation.clone(),
        signature_label: words.say("underskrift", &[("titel", &signer.title.to_lowercase())]),
    }
}
