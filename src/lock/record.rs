//! Recorded signatures as their file says them.

use super::FORM;
use super::signatures::{Signatures, SignedFile};
use crate::pdf::signature::{Clock, Kind, Signature};

/// `underskrifter.yaml`: the same signatures are always the same text.
pub fn record(signatures: &Signatures) -> String {
    let mut text = "# Digitale underskrifter, skrevet af `resultatplan sign-off`: hvad der står i de filer, der kom tilbage.\n\
                    # Om certifikaterne er til at stole på, er ikke vurderet. De underskrevne filer er beviset: gem dem.\n"
        .to_owned();
    text.push_str(&format!("form: {FORM}\ndokumenter:\n"));
    for document in &signatures.documents {
        match document.allonge {
            None => text.push_str("  - dokument: mål- og resultatplan\n"),
            Some(number) => text.push_str(&format!("  - dokument: allonge {number}\n")),
        }
        text.push_str(&format!("    aftryk: {}\n    filer:\n", document.fingerprint));
        for file in &document.files {
            write_file(file, &mut text);
        }
    }
    text
}

fn write_file(file: &SignedFile, text: &mut String) {
    text.push_str(&format!("      - fil: {}\n", quoted(&file.name)));
    text.push_str(&format!("        aftryk: {}\n        aftryk som bygget: {}\n", file.whole, file.built));
    text.push_str("        underskrifter:\n");
    for signature in &file.signatures {
        write_signature(signature, text);
    }
}

fn write_signature(signature: &Signature, text: &mut String) {
    let holder = &signature.holder;
    let mut lines = vec![("navn", quoted(&holder.name))];
    lines.extend(holder.organisation.iter().map(|name| ("organisation", quoted(name))));
    lines.extend(holder.serial_number.iter().map(|number| ("serienummer", quoted(number))));
    if signature.kind == Kind::TimeStamp {
        lines.push(("tidsstempel for filen", "ja".to_owned()));
    }
    if let Some(time) = &signature.time {
        lines.push(("tidspunkt", quoted(&time.at.to_string())));
        match &time.by {
            Clock::Service(name) => lines.push(("tidsstempel fra", quoted(name))),
            Clock::Signer => lines.push(("tidsstempel", "nej".to_owned())),
        }
    }
    lines.push(("udsteder", quoted(&holder.issuer)));
    lines.push(("certifikatkæde", holder.chain.word().to_owned()));
    lines.push(("certifikat", holder.certificate.to_string()));
    lines.push(("felt", quoted(&signature.field)));
    lines.push(("algoritme", quoted(&signature.algorithm)));
    for (index, (key, value)) in lines.into_iter().enumerate() {
        let mark = if index == 0 { "- " } else { "  " };
        text.push_str(&format!("          {mark}{key}: {value}\n"));
    }
}

/// Always in quotes: a certificate can name anything.
fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for one in text.chars() {
        match one {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            one if one.is_control() => quoted.push(' '),
            one => quoted.push(one),
        }
    }
    quoted.push('"');
    quoted
}
