//! The påtegning: place, date, line, name, title and organisation for each signer.

use super::trail::Trail;
use super::view::{self, PageBlock};
use crate::plan::{Signed, Signer};
use crate::words::Words;
use crate::words::danish::{bind, join};

pub(super) fn view(signers: &[Signer], words: &Words) -> PageBlock {
    PageBlock::Endorsement(view::Endorsement { signers: signers.iter().map(|one| signer(one, words)).collect() })
}

fn date(signer: &Signer) -> Option<String> {
    match &signer.signed {
        Signed::On(date) => Some(date.to_string()),
        Signed::AsWritten(text) => Some(text.clone()),
        Signed::NotYet | Signed::Illegible => None,
    }
}

/// `København, den 23. juni 2023`
pub(super) fn place_and_date(signer: &Signer, words: &Words) -> String {
    let text = match (&signer.place, &date(signer)) {
        (Some(place), Some(date)) => words.say("sted og dato", &[("sted", &place), ("dato", &date)]),
        (Some(place), None) => words.say("sted uden dato", &[("sted", &place)]),
        (None, Some(date)) => words.say("dato uden sted", &[("dato", &date)]),
        (None, None) => words.word("uden sted og dato"),
    };
    bind(&text)
}

/// `direktør, 23. juni 2023`, one after the other; of a date that cannot be read, that it cannot; of one that stands nowhere in
/// what is signed, that the signature is digital.
pub(super) fn signatures(signers: &[Signer], words: &Words) -> String {
    let one = |signer: &Signer| match (&signer.name, date(signer)) {
        (Some(name), None) if signer.signed == Signed::NotYet => {
            words.say("digital underskrift ved navn", &[("navn", name), ("titel", &signer.title.to_lowercase())])
        }
        (None, None) if signer.signed == Signed::NotYet => {
            words.say("digital underskrift", &[("titel", &signer.title.to_lowercase())])
        }
        (Some(name), Some(date)) => words
            .say("underskrift ved navn", &[("navn", name), ("titel", &signer.title.to_lowercase()), ("dato", &date)]),
        (Some(name), None) => {
            words.say("underskrift ved navn uden dato", &[("navn", name), ("titel", &signer.title.to_lowercase())])
        }
        (None, Some(date)) => words.say("underskrift den", &[("titel", &signer.title.to_lowercase()), ("dato", &date)]),
        (None, None) => words.say("underskrift uden dato", &[("titel", &signer.title.to_lowercase())]),
    };
    join(&signers.iter().map(one).collect::<Vec<_>>())
}

fn signer(signer: &Signer, words: &Words) -> view::SignatureBlock {
    view::SignatureBlock {
        place_and_date: place_and_date(signer, words),
        date_open: date(signer).is_none(),
        name: signer.name.clone(),
        name_label: words.word("navn"),
        title: signer.title.clone(),
        organisation: signer.organisation.clone(),
        signature_label: words.say("underskrift", &[("titel", &signer.title.to_lowercase())]),
        from: Trail::to(signer.at),
    }
}
