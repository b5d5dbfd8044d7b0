//! `underskrifter.yaml`: the digital signatures that were recorded when signed files came back.

use std::path::Path;

use crate::amend::Amended;
use crate::fingerprint::Fingerprint;
use crate::language::say;
use crate::lock::{LockForm, RECORD_FORM, Signatures, SignedDocument, SignedFile, of_allonge, of_plan};
use crate::pdf::signature::{Chain, Holder, Moment, Signature, SignatureKind, Time, TimeSource};
use crate::plan::Texts;
use crate::schema::{self, folder};
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::{lock, rules};

const PLAN: &str = "mål- og resultatplan";
/// None recorded where the plan has no such file, or something is wrong with it.
pub(super) fn read(reader: &mut Reader, folder: &Path, amended: Option<&Amended>, texts: &Texts) -> Signatures {
    let Some(path) = reader.find(folder, folder::SIGNATURES) else { return Signatures::default() };
    let documents = reader.yaml(&path, None).and_then(|at| {
        let mut fields = Fields::open(reader, at, &schema::signatures::RECORD)?;
        let form = fields.needed(reader, schema::signatures::FORM, read_form);
        let documents = fields.needed(reader, schema::signatures::DOCUMENTS, |reader, at| {
            let items = reader.list(at)?;
            all(items.into_iter().map(|item| read_document(reader, item, amended, texts)).collect())
        });
        fields.close(reader);
        form.and(documents)
    });
    Signatures { documents: documents.unwrap_or_default() }
}

fn read_form(reader: &mut Reader, at: At) -> Option<()> {
    let text = reader.text(at)?;
    if text == RECORD_FORM.to_string() {
        return Some(());
    }
    let finding = rules::UNKNOWN_WORD.finding(at, say!("signatures.form", text = text));
    reader.push(finding.help(say!("signatures.form-help", form = RECORD_FORM)));
    None
}

fn read_document(reader: &mut Reader, at: At, amended: Option<&Amended>, texts: &Texts) -> Option<SignedDocument> {
    let mut fields = Fields::open(reader, at, &schema::signed_document::RECORD)?;
    let allonge = fields.needed(reader, schema::signed_document::DOCUMENT, read_which);
    let fingerprint = fields.needed(reader, schema::signed_document::FINGERPRINT, lock::read_fingerprint);
    let accepted = fields.maybe(reader, schema::signed_document::ACCEPTED, |reader, at| {
        let items = reader.list(at)?;
        all(items.into_iter().map(|item| reader.text(item)).collect())
    });
    let files = fields.needed(reader, schema::signed_document::FILES, |reader, at| {
        let items = reader.list(at)?;
        all(items.into_iter().map(|item| read_file(reader, item)).collect())
    });
    fields.close(reader);
    let allonge = allonge?;
    let of = |form| fingerprint_now(reader, amended?, allonge, texts, form);
    // A record may be older than the newest form.
    let known = LockForm::ALL.into_iter().map(of).find(|now| now.is_some() && *now == fingerprint);
    let now = known.unwrap_or_else(|| of(LockForm::NEWEST));
    let accepted = accepted?.unwrap_or_default();
    Some(SignedDocument { at, allonge, fingerprint: fingerprint?, now, files: files?, accepted })
}

/// Of the document as it reads now.
fn fingerprint_now(
    reader: &Reader,
    amended: &Amended,
    allonge: Option<u32>,
    texts: &Texts,
    form: LockForm,
) -> Option<Fingerprint> {
    match allonge {
        None => Some(of_plan(amended.signed(), texts, &reader.sources, form).fingerprint()),
        Some(number) => {
            let allonge = amended.allonger().iter().find(|one| one.number == number)?;
            Some(of_allonge(allonge, texts, form).fingerprint())
        }
    }
}

/// `mål- og resultatplan` or `allonge 1`
fn read_which(reader: &mut Reader, at: At) -> Option<Option<u32>> {
    let text = reader.text(at)?;
    let number = text.strip_prefix("allonge ").and_then(|number| number.parse().ok());
    if text == PLAN || number.is_some() {
        return Some(number);
    }
    let finding = rules::UNKNOWN_WORD.finding(at, say!("signatures.document", text = text));
    reader.push(finding.help(say!("signatures.document-help", plan = PLAN)));
    None
}

fn read_file(reader: &mut Reader, at: At) -> Option<SignedFile> {
    let mut fields = Fields::open(reader, at, &schema::signed_file::RECORD)?;
    let name = fields.text(reader, schema::signed_file::NAME);
    let whole = fields.needed(reader, schema::signed_file::WHOLE, lock::read_fingerprint);
    let built = fields.needed(reader, schema::signed_file::BUILT, lock::read_fingerprint);
    let signatures = fields.needed(reader, schema::signed_file::SIGNATURES, |reader, at| {
        let items = reader.list(at)?;
        all(items.into_iter().map(|item| read_signature(reader, item)).collect())
    });
    fields.close(reader);
    Some(SignedFile { name: name?, whole: whole?, built: built?, signatures: signatures? })
}

fn read_signature(reader: &mut Reader, at: At) -> Option<Signature> {
    let mut fields = Fields::open(reader, at, &schema::signature::RECORD)?;
    let name = fields.text(reader, schema::signature::NAME);
    let organisation = fields.maybe_text(reader, schema::signature::ORGANISATION);
    let serial_number = fields.maybe_text(reader, schema::signature::SERIAL_NUMBER);
    let is_time_stamp = fields.maybe(reader, schema::signature::IS_TIME_STAMP, Reader::yes);
    let moment = fields.maybe(reader, schema::signature::MOMENT, read_moment);
    let service = fields.maybe_text(reader, schema::signature::SERVICE);
    let has_service = fields.maybe(reader, schema::signature::HAS_SERVICE, Reader::yes);
    let issuer = fields.text(reader, schema::signature::ISSUER);
    let chain = fields.needed(reader, schema::signature::CHAIN, |reader, at| {
        reader.word(at, &Chain::ALL.map(|chain| (chain.word(), chain)))
    });
    let certificate = fields.needed(reader, schema::signature::CERTIFICATE, lock::read_fingerprint);
    let field = fields.text(reader, schema::signature::FIELD);
    let algorithm = fields.text(reader, schema::signature::ALGORITHM);
    fields.close(reader);
    has_service?;
    let by = service?.map_or(TimeSource::Signer, TimeSource::Service);
    let holder = Holder {
        name: name?,
        organisation: organisation?,
        serial_number: serial_number?,
        issuer: issuer?,
        certificate: certificate?,
        chain: chain?,
    };
    let kind = if is_time_stamp?.unwrap_or(false) { SignatureKind::TimeStamp } else { SignatureKind::Approval };
    let time = moment?.map(|at| Time { at, by });
    Some(Signature { field: field?, kind, holder, time, algorithm: algorithm? })
}

fn read_moment(reader: &mut Reader, at: At) -> Option<Moment> {
    let text = reader.text(at)?;
    let read = text.parse();
    if let Err(error) = &read {
        let finding = rules::MALFORMED_QUANTITY.finding(at, say!("signatures.time", text = text, error = error));
        reader.push(finding.help(say!("restore.sign-off-help")));
    }
    read.ok()
}
