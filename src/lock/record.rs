//! Recorded signatures as their file says them.

use super::signatures::{RECORD_FORM, Signatures, SignedDocument, SignedFile};
use crate::pdf::signature::{Signature, SignatureKind, TimeSource};
use crate::quantity;
use crate::schema;
use crate::source::is_unprintable;
use crate::write::{Map, Value, on_one_line};

/// `underskrifter.yaml`: the same signatures are always the same text.
pub fn record(signatures: &Signatures) -> String {
    let mut map = Map::default();
    map.put(schema::signatures::FORM, Value::Number(RECORD_FORM));
    map.put(schema::signatures::DOCUMENTS, Value::List(signatures.documents.iter().map(document).collect()));
    format!(
        "# Digitale underskrifter, skrevet af `resultatplan sign-off`: hvad der står i de filer, der kom tilbage.\n\
         # Om certifikaterne er til at stole på, er ikke vurderet. De underskrevne filer er beviset: gem dem.\n{}",
        map.to_yaml(0)
    )
}

fn document(document: &SignedDocument) -> Value {
    let mut map = Map::default();
    match document.allonge {
        None => map.text(schema::signed_document::DOCUMENT, "mål- og resultatplan"),
        Some(number) => map.text(schema::signed_document::DOCUMENT, format!("allonge {number}")),
    }
    map.text(schema::signed_document::FINGERPRINT, document.fingerprint);
    if !document.accepted.is_empty() {
        let names = document.accepted.iter().map(|name| named(name)).collect();
        map.put(schema::signed_document::ACCEPTED, Value::List(names));
    }
    map.put(schema::signed_document::FILES, Value::List(document.files.iter().map(file).collect()));
    Value::Map(map)
}

fn file(file: &SignedFile) -> Value {
    let mut map = Map::default();
    map.put(schema::signed_file::NAME, named(&file.name));
    map.text(schema::signed_file::WHOLE, file.whole);
    map.text(schema::signed_file::BUILT, file.built);
    map.put(schema::signed_file::SIGNATURES, Value::List(file.signatures.iter().map(signature).collect()));
    Value::Map(map)
}

fn signature(signature: &Signature) -> Value {
    let holder = &signature.holder;
    let mut map = Map::default();
    map.put(schema::signature::NAME, named(&holder.name));
    let maybe = [
        (schema::signature::ORGANISATION, &holder.organisation),
        (schema::signature::SERIAL_NUMBER, &holder.serial_number),
    ];
    for (key, text) in maybe {
        text.iter().for_each(|text| map.put(key, named(text)));
    }
    if signature.kind == SignatureKind::TimeStamp {
        map.text(schema::signature::IS_TIME_STAMP, quantity::YES);
    }
    if let Some(time) = &signature.time {
        map.put(schema::signature::MOMENT, named(&time.at.to_string()));
        match &time.by {
            TimeSource::Service(name) => map.put(schema::signature::SERVICE, named(name)),
            TimeSource::Signer => map.text(schema::signature::HAS_SERVICE, quantity::NO),
        }
    }
    map.put(schema::signature::ISSUER, named(&holder.issuer));
    map.text(schema::signature::CHAIN, holder.chain.word());
    map.text(schema::signature::CERTIFICATE, holder.certificate);
    map.put(schema::signature::FIELD, named(&signature.field));
    map.put(schema::signature::ALGORITHM, named(&signature.algorithm));
    Value::Map(map)
}

/// Always in quotes: a certificate can name anything. Without what no file of a plan may hold.
fn named(text: &str) -> Value {
    Value::Quoted(on_one_line(text).chars().filter(|one| !is_unprintable(*one)).collect())
}
