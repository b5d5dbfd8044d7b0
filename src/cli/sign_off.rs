//! `resultatplan sign-off`: takes the signed file that came back.

use std::path::PathBuf;

use clap::Args;

use super::output::{complain, open_to_change, print, say, tell, tell_errors};
use super::{CommandOutcome, Global};
use crate::files::{Disk, Files};
use crate::language::say;
use crate::pdf::MOST_BYTES;
use crate::pdf::signature::{Chain, Signature, SignatureKind};
use crate::workspace::{Accepted, SignOffError, SignedOff};

/// Take a signed file: verify that it is the plan's own document with nothing but signatures added, and record them
///
/// Who signed and when is written beside the plan, in underskrifter.yaml. When as many have signed as the plan names, its
/// `status: til underskrift` becomes `underskrevet`, and it is locked. Who signs without being named by the plan hinders that
/// until `--accept-signer` says otherwise, which is recorded too. Two copies, each signed by one, are taken one after the
/// other. Whether a certificate is to be trusted is not judged: look at who issued it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan sign-off plans/uim/siri/2024 signed.pdf
  resultatplan sign-off plans/uim/siri/2024 by-director.pdf, and then the copy that the other one signed

Exit status: 0 when the file is taken, 1 when it is refused, 2 when it cannot be read or this program did not build it.")]
pub(super) struct Options {
    /// The plan's folder
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// The signed PDF
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Take a file with a picture of the signature on a page, outside of a field that was made for it
    #[arg(long)]
    allow_pictures: bool,
    /// Take somebody's signature though the document does not name them: by the name that the certificate has
    #[arg(long, value_name = "NAME")]
    accept_signer: Vec<String>,
}

pub(super) fn run(options: &Options, global: &Global) -> CommandOutcome {
    let Some(assets) = global.assets() else { return CommandOutcome::Misused };
    let Some((_held, workspace)) = open_to_change(&options.plan, assets) else { return CommandOutcome::Misused };
    let bytes = Disk.read(&options.file, MOST_BYTES as u64);
    let unreadable = |error| say!("asset.unreadable", path = options.file.display(), error = error);
    let Some(bytes) = tell(bytes.map_err(unreadable)) else { return CommandOutcome::Misused };
    let name = options.file.file_name().unwrap_or(options.file.as_os_str()).to_string_lossy();
    let accepted = Accepted { pictures: options.allow_pictures, signers: &options.accept_signer };
    match workspace.sign_off(&name, &bytes, accepted) {
        Ok(signed_off) => save(&signed_off, options),
        Err(error) => refuse(&error, options),
    }
}

fn refuse(error: &SignOffError, options: &Options) -> CommandOutcome {
    complain(say!("sign-off.refused", path = options.file.display(), error = error));
    if let SignOffError::Refused(refused) = error {
        say(say!("sign-off.way-out", way_out = refused.way_out()));
    }
    if let SignOffError::PlanWrong(inspected) | SignOffError::WrongWhenSigned(inspected) = error {
        tell_errors(&inspected.findings(), &inspected.sources);
    }
    let is_misused = matches!(error, SignOffError::NotOnePlan(_) | SignOffError::NotOurs(_));
    if is_misused { CommandOutcome::Misused } else { CommandOutcome::Wrong }
}

/// Writes what the signatures make of the plan.
fn save(signed_off: &SignedOff, options: &Options) -> CommandOutcome {
    for edit in &signed_off.edits {
        if let Err(error) = edit.save() {
            complain(say!("sign-off.half", error = error));
            return CommandOutcome::Wrong;
        }
    }
    shown(signed_off, options);
    CommandOutcome::Well
}

fn shown(signed_off: &SignedOff, options: &Options) {
    let document = signed_off.document.title();
    print(say!("sign-off.taken", path = options.file.display(), document = document));
    signed_off.signatures.iter().for_each(told);
    if signed_off.was_known {
        print(say!("sign-off.known"));
    }
    let SignedOff { signers, needed, .. } = signed_off;
    let names = signers.join(", ");
    if signers.len() >= *needed || signed_off.is_locked {
        print(say!("sign-off.signed", signers = signers.len(), needed = needed, names = names));
    } else {
        let missing = needed - signers.len();
        print(say!(
            "sign-off.signed-missing",
            signers = signers.len(),
            needed = needed,
            names = names,
            missing = missing
        ));
    }
    for name in &signed_off.not_seen {
        print(say!("sign-off.not-seen", name = name));
    }
    for name in &signed_off.strangers {
        print(say!("sign-off.stranger", name = name));
    }
    if signed_off.is_locked {
        print(say!("sign-off.locked"));
    }
    for edit in &signed_off.edits {
        print(say!("sign-off.wrote", path = edit.path.display()));
    }
}

/// Prints who signed, when, by whose clock, and what is known of the certificate.
pub(super) fn told(signature: &Signature) {
    let holder = &signature.holder;
    let organisation = holder.organisation.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
    let number = holder.serial_number.as_ref().map(|number| format!(", {number}")).unwrap_or_default();
    let what = match signature.kind {
        SignatureKind::Approval => say!("signature.approval"),
        SignatureKind::TimeStamp => say!("signature.time-stamp"),
    };
    print(say!("signature.of", what = what, name = format!("{}{organisation}{number}", holder.name)));
    match &signature.time {
        Some(time) => print(say!("signature.given", time = time)),
        None => print(say!("signature.not-given")),
    }
    let chain = match holder.chain {
        Chain::Complete => say!("chain.complete"),
        Chain::Incomplete => say!("chain.incomplete"),
        Chain::SelfSigned => say!("chain.self"),
    };
    print(say!("signature.whole", algorithm = signature.algorithm, field = signature.field));
    print(say!("signature.issuer", issuer = holder.issuer, chain = chain));
}
