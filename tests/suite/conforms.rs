//! Every copy of every document is PDF/A-2a (with its data inside: PDF/A-3a) and PDF/UA-1; a signing copy holds no link out
//! of itself.

use std::collections::BTreeSet;

use lopdf::{Document, Object};
use page_validation::{ValidationFailure, ValidationOptions, ValidationProfile, validate_pdf_bytes};
use resultatplan::render::{Attachment, CopyKind};

use crate::support::plan::{ALL, FIELDS, READING, build_copy, documents, some_of_each_kind};
use crate::support::random::times;

/// Where the validator is wrong: it takes a last byte 0x0D of a stream's data for an end of line before `endstream`.
/// Whether that is all, the stream's own length tells.
fn is_false_alarm(failure: &ValidationFailure, bytes: &[u8]) -> bool {
    failure.rule_id.contains("6.1.7.1") && every_stream_has_its_length(bytes)
}

/// After each stream's data, as long as its `Length` says, stands an end of line and `endstream`.
fn every_stream_has_its_length(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    let mut streams = 0;
    while let Some(at) = find(rest, b"stream\n") {
        let head = &rest[..at];
        let Some(length) = find_last(head, b"/Length ").map(|at| number(&head[at + b"/Length ".len()..])) else {
            return false;
        };
        rest = &rest[at + b"stream\n".len()..];
        let Some(after) = rest.get(length..) else { return false };
        if !after.starts_with(b"\nendstream") {
            return false;
        }
        rest = &after[b"\nendstream".len()..];
        streams += 1;
    }
    streams > 0
}

fn find(within: &[u8], what: &[u8]) -> Option<usize> {
    within.windows(what.len()).position(|window| window == what)
}

fn find_last(within: &[u8], what: &[u8]) -> Option<usize> {
    within.windows(what.len()).rposition(|window| window == what)
}

fn number(text: &[u8]) -> usize {
    text.iter()
        .take_while(|byte| byte.is_ascii_digit())
        .fold(0, |number, digit| number * 10 + usize::from(digit - b'0'))
}

fn assert_conforms(name: &str, bytes: &[u8], profiles: [ValidationProfile; 2]) {
    for profile in profiles {
        let options = ValidationOptions::default().profile(profile);
        let report = validate_pdf_bytes(bytes, &options).expect("it can be checked");
        let failures: Vec<_> = report.failures.iter().filter(|failure| !is_false_alarm(failure, bytes)).collect();
        assert!(failures.is_empty(), "{name}, {profile:?}: {failures:#?}");
        assert!(report.rules.total > 50, "{profile:?} has {} rules", report.rules.total);
    }
}

#[test]
fn every_document_conforms() {
    for (name, built) in documents() {
        assert_conforms(&name, &built.bytes, [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1]);
    }
    assert!(documents().count() >= 20);
}

#[test]
fn every_copy_conforms() {
    let mut kinds = BTreeSet::new();
    for (name, made, built) in some_of_each_kind() {
        assert_conforms(&name, &READING[&name].bytes, [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1]);
        // It is the reading copy with files inside: one of each kind tells, and `.ci/run` looks at all of them.
        if kinds.insert(built.id.kind.file) || times(1) > 1 {
            let files = made.inspected.sources.files().filter(|(_, file)| !file.is_template);
            let files: Vec<(String, Vec<u8>)> =
                files.map(|(_, file)| (file.path.to_string_lossy().replace('/', "_"), file.bytes())).collect();
            let data: Vec<Attachment> = files.iter().map(|(path, bytes)| Attachment { path, bytes }).collect();
            let holding = build_copy(&built.view, CopyKind::Data, &data);
            assert_conforms(&name, &holding, [ValidationProfile::PdfA3a, ValidationProfile::PdfUa1]);
        }
    }
    for (name, copy) in FIELDS.iter() {
        assert_conforms(name, &copy.bytes, [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1]);
    }
    assert!(FIELDS.len() >= 6, "{}", FIELDS.len());
}

#[test]
fn the_validator_sees_what_is_missing() {
    let built = &ALL["plans/uim/siri/2023"].documents["kontrakt"];
    assert!(every_stream_has_its_length(&built.bytes));
    let mut file = Document::load_mem(&built.bytes).expect("it can be read");
    file.catalog_mut().expect("a catalog").remove(b"Lang");
    file.catalog_mut().expect("a catalog").remove(b"StructTreeRoot");
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("it can be written");
    for profile in [ValidationProfile::PdfA2a, ValidationProfile::PdfUa1] {
        let report =
            validate_pdf_bytes(&bytes, &ValidationOptions::default().profile(profile)).expect("it can be checked");
        assert!(!report.is_compliant, "{profile:?}");
    }
}

#[test]
fn nothing_leads_out_of_a_document() {
    for (name, built) in documents() {
        for (id, object) in &built.pdf.file.objects {
            let (Object::Dictionary(own) | Object::Stream(lopdf::Stream { dict: own, .. })) = object else {
                continue;
            };
            let action = own.get(b"S").and_then(Object::as_name).unwrap_or_default();
            let outward: [&[u8]; 7] =
                [b"URI", b"Launch", b"GoToR", b"GoToE", b"JavaScript", b"SubmitForm", b"ImportData"];
            assert!(!outward.contains(&action), "{name}: {id:?} {own:?}");
            assert!(!own.has(b"URI") && !own.has(b"JS") && !own.has(b"EmbeddedFiles"), "{name}: {id:?}");
        }
    }
}
