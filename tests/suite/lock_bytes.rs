//! What is recorded of a signing is the same bytes each time: locks that were made stay as they are.

use resultatplan::fingerprint::Fingerprint;
use resultatplan::lock::{Lock, LockForm, Signatures, SignedDocument, SignedFile, record, text};
use resultatplan::pdf::signature::{Chain, Holder, Signature, SignatureKind, Time, TimeSource};
use resultatplan::source::At;

use crate::support::plan::{Copy, inspected};
use crate::support::{repository, write};

#[test]
fn a_lock_is_the_text_that_it_was_read_from() {
    for plan in ["plans/uim/siri/2018", "plans/uim/siri/2023"] {
        let inspected = inspected(&repository(plan));
        let seal = inspected.known.whole().and_then(|dossier| dossier.seal.as_ref()).expect("the plan can be read");
        let file = std::fs::read_to_string(repository(&format!("{plan}/lås.yaml"))).expect("a signed plan has a lock");
        assert_eq!(text(seal.locked.as_ref().expect("it is locked")), file, "{plan}");
    }
}

#[test]
fn a_lock_with_allonger_has_a_text() {
    let copy = Copy::locked("plans/uim");
    let inspected = copy.inspect("plans/uim/siri/2023");
    let seal = inspected.known.whole().and_then(|dossier| dossier.seal.as_ref()).expect("the plan can be read");
    let plan = seal.now.plan.clone().expect("the plan is signed");
    let lock =
        Lock { at: At::nowhere(), form: LockForm::NEWEST, plan: None, allonger: vec![(1, plan.clone()), (12, plan)] };
    let written = text(&lock);
    assert!(written.contains("\nallonger:\n  - nr: 1\n    aftryk: "), "{written}");
    assert!(written.contains("\n  - nr: 12\n    aftryk: "), "{written}");
    assert!(written.contains("\n    dele:\n      plan: "), "{written}");
    assert!(!written.contains('"'), "{written}");
}

/// Names as certificates have them: with quotation marks, backslashes, accents, and what cannot be printed.
fn signatures() -> Signatures {
    let print = |text: &str| Fingerprint::of_bytes(text.as_bytes());
    let holder = |name: &str, chain| Holder {
        name: name.to_owned(),
        organisation: Some("Styrelsen: \"Øst & Vest\" #1".to_owned()),
        serial_number: Some("UI:DK-E:G:1234".to_owned()),
        issuer: "CN=Udsteder\\test, O=null".to_owned(),
        certificate: print(name),
        chain,
    };
    let time = |by| Some(Time { at: "2024-03-01T12:30:00Z".parse().expect("a moment"), by });
    let signature = |kind, time, holder: Holder| Signature {
        field: "Signature1".to_owned(),
        kind,
        holder,
        time,
        algorithm: "RSA, SHA-256".to_owned(),
    };
    let alone = Holder { organisation: None, serial_number: None, ..holder("yes", Chain::ALL[1]) };
    let all = vec![
        signature(SignatureKind::Approval, time(TimeSource::Signer), holder("Anna\tHansen", Chain::ALL[0])),
        signature(SignatureKind::TimeStamp, time(TimeSource::Service("TSA \"A\"".to_owned())), alone.clone()),
        signature(SignatureKind::Approval, None, alone),
    ];
    let file = |name: &str| SignedFile {
        name: name.to_owned(),
        whole: print("whole"),
        built: print("built"),
        signatures: all.clone(),
    };
    let document = |allonge, files| SignedDocument {
        at: At::nowhere(),
        allonge,
        fingerprint: print("fingerprint"),
        now: None,
        files,
        accepted: allonge.map(|_| "Yrsa \"Y\" Bo".to_owned()).into_iter().collect(),
    };
    let documents = vec![
        document(None, vec![file("kontrakt underskrevet.pdf")]),
        document(Some(2), vec![file("a.pdf"), file("b.pdf")]),
    ];
    Signatures { documents }
}

#[test]
fn a_record_of_signatures_is_the_text_that_it_was() {
    let known = repository("tests/lock/underskrifter.yaml");
    let written = record(&signatures());
    if std::env::var_os("UPDATE").is_some() {
        write(&known, &written);
    }
    assert_eq!(written, std::fs::read_to_string(&known).expect("the record that is known"));
}
