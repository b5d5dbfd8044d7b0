//! *Underskrift*: what stands in the way of signing, the copies to sign, and the signed files that come back.

use serde::Serialize;

use super::super::error::PageError;
use super::super::findings::{FindingTotal, count, line_address, shown};
use super::super::request::FormPart;
use super::super::response::WebResponse;
use super::super::router::{Route, Visit};
use super::super::shelf::{PlanKey, base_of};
use super::super::standing::state;
use super::super::workbench::Workbench;
use super::{PlanHead, head, plan_held, plan_of};
use crate::document::{DocumentId, Signing};
use crate::dossier::Dossier;
use crate::language::{Message, say};
use crate::pdf::MOST_BYTES;
use crate::plan::{Signed, Signer, State};
use crate::words::danish::capital;
use crate::workspace::{Accepted, Inspected, SignOffError, SignedOff};

pub(super) static ROUTES: &[Route] = &[
    Route::page("/plan/*/*/*/underskrift", sign),
    Route::upload("/plan/*/*/*/underskrift", MOST_BYTES + (1 << 20), taken),
];

#[derive(Debug, Serialize)]
struct SignPage {
    head: PlanHead,
    state_said: String,
    findings: FindingTotal,
    documents: Vec<SignableView>,
    action: String,
    /// What came of a file that was sent: all that is said of it, a line each.
    told: Vec<String>,
    is_refused: bool,
}

/// A document that people sign.
#[derive(Debug, Serialize)]
struct SignableView {
    title: String,
    state_said: String,
    /// What has to be done before it can be signed.
    hindrances: Vec<Hindrance>,
    signers: Vec<SignerView>,
    /// None while it cannot be made as it is to be signed.
    copy: Option<String>,
    copy_with_fields: Option<String>,
    /// Whether all have signed.
    is_signed: bool,
}

#[derive(Debug, Serialize)]
struct Hindrance {
    said: String,
    address: Option<String>,
}

#[derive(Debug, Serialize)]
struct SignerView {
    name: String,
    said: String,
}

fn sign(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let page = page(bench, visit)?;
    visit.page(bench, "sign.html.jinja", &page)
}

fn page(bench: &Workbench, visit: &Visit) -> Result<SignPage, PageError> {
    let workspace = plan_of(bench, visit)?;
    let plan = workspace.plan().map_err(|_| PageError::NotFound)?;
    plan.check_texts();
    let key = visit.plan_key();
    let dossier = plan.known.readable();
    let documents = dossier.map(|dossier| signable(bench, plan, dossier, &key)).unwrap_or_default();
    Ok(SignPage {
        head: head(bench, visit, &key, plan),
        state_said: bench.say(&state(plan).1),
        findings: count(plan),
        documents,
        action: key.address(&["underskrift"]),
        told: Vec::new(),
        is_refused: false,
    })
}

/// The plan, where it is signed itself, and its allonger; those that are examples nobody signs.
fn signable(bench: &Workbench, plan: &Inspected, dossier: &Dossier, key: &PlanKey) -> Vec<SignableView> {
    let signed = dossier.amended.signed();
    let is_agreement = |id: &&DocumentId| matches!(id.kind.signing, Signing::Agreement(_));
    let mut all: Vec<(Option<u32>, Option<&DocumentId>)> =
        plan.documents().filter(is_agreement).map(|id| (id.number, Some(id))).collect();
    if plan.has_errors() {
        all.push((None, None));
    }
    let view = |(number, id): (Option<u32>, Option<&DocumentId>)| {
        let allonge = number.and_then(|number| dossier.amended.allonger().iter().find(|one| one.number == number));
        if allonge.is_some_and(|allonge| allonge.is_example) {
            return None;
        }
        let (own_state, signers, at) = match allonge {
            Some(allonge) => (allonge.state, &allonge.signers, allonge.at),
            None => (signed.state, &signed.signers, signed.at),
        };
        let place = plan
            .sources
            .locate(&at.into())
            .map(|place| line_address(key, &shown(base_of(plan), &plan.sources.file(place.file).path), place.line));
        let can_be_signed = own_state == State::ToSign && !plan.has_errors();
        let copy = |which: &str| {
            let id = id.filter(|_| can_be_signed)?;
            Some(format!("{}?udgave={which}", key.address(&["pdf", &id.kind.file_name(id.number)])))
        };
        Some(SignableView {
            title: id.map_or_else(|| signed.title.clone(), |id| capital(&id.title())),
            state_said: bench.say(&said(own_state)),
            hindrances: hindrances(bench, plan, own_state, signers, place.as_ref(), key),
            signers: signers.iter().map(|signer| signer_view(bench, signer, dossier, number)).collect(),
            copy_with_fields: copy("felter").filter(|_| id.is_some_and(|id| id.is_signed(dossier))),
            copy: copy("underskrift"),
            is_signed: own_state == State::Signed,
        })
    };
    all.into_iter().filter_map(view).collect()
}

fn said(state: State) -> Message {
    match state {
        State::Draft => say!("serve.state.draft"),
        State::ToSign => say!("serve.state.to-sign"),
        State::Signed => say!("serve.state.signed"),
    }
}

fn hindrances(
    bench: &Workbench,
    plan: &Inspected,
    state: State,
    signers: &[Signer],
    place: Option<&String>,
    key: &PlanKey,
) -> Vec<Hindrance> {
    let hindrance = |message: Message, address: Option<String>| Hindrance { said: bench.say(&message), address };
    let mut all = Vec::new();
    if plan.has_errors() {
        all.push(hindrance(say!("serve.sign.errors"), Some(format!("{}#fund", key.address(&[])))));
    }
    if state == State::Draft {
        all.push(hindrance(say!("serve.sign.draft"), place.cloned()));
    }
    if state != State::Signed {
        let nameless = signers.iter().filter(|signer| signer.name.is_none());
        all.extend(nameless.map(|one| hindrance(say!("serve.sign.nameless", title = one.title), place.cloned())));
    }
    all
}

fn signer_view(bench: &Workbench, signer: &Signer, dossier: &Dossier, number: Option<u32>) -> SignerView {
    let name = signer.name.as_ref().map_or_else(|| signer.title.clone(), |name| format!("{name}, {}", signer.title));
    let digital = dossier.signatures.of(number).filter(|document| {
        let own = signer.name.as_deref().map(crate::lock::alike);
        let holders = crate::lock::signers(&document.files);
        holders.iter().any(|holder| Some(crate::lock::alike(&holder.name)) == own)
    });
    let said = match (&signer.signed, digital) {
        (_, Some(_)) => say!("serve.sign.digital"),
        (Signed::On(day), None) => say!("serve.sign.on", day = day.0),
        (Signed::Illegible | Signed::AsWritten(_), None) => say!("serve.sign.signed"),
        (Signed::NotYet, None) => say!("serve.sign.not-yet"),
    };
    SignerView { name, said: bench.say(&said) }
}

/// Takes a file that came back: judged as `sign-off` judges it, and recorded by the same.
fn taken(bench: &Workbench, visit: &Visit) -> Result<WebResponse, PageError> {
    let parts = visit.request.parts();
    let text_of = |part: &FormPart| String::from_utf8_lossy(part.bytes).trim().to_owned();
    let file = parts.iter().find(|part| part.name == "fil" && !part.bytes.is_empty());
    let pictures = parts.iter().any(|part| part.name == "billeder");
    let signers: Vec<String> =
        parts.iter().filter(|part| part.name == "underskriver").map(text_of).filter(|name| !name.is_empty()).collect();
    let (told, is_refused) = match file {
        None => (vec![say!("serve.sign.no-file")], true),
        Some(file) => {
            let name = file.file_name.as_deref().unwrap_or_default();
            sign_off(bench, visit, name, file.bytes, Accepted { pictures, signers: &signers })?
        }
    };
    let mut page = page(bench, visit)?;
    page.told = told.iter().map(|one| bench.say(one).trim().to_owned()).collect();
    page.is_refused = is_refused;
    visit.page_with(if is_refused { 422 } else { 200 }, bench, "sign.html.jinja", &page)
}

/// All that is said of a file, and whether it was refused.
fn sign_off(
    bench: &Workbench,
    visit: &Visit,
    name: &str,
    bytes: &[u8],
    accepted: Accepted,
) -> Result<(Vec<Message>, bool), PageError> {
    let (_held, workspace) = plan_held(bench, visit)?;
    let signed_off = match workspace.sign_off(name, bytes, accepted) {
        Ok(signed_off) => signed_off,
        Err(error) => return Ok((refusal(&error), true)),
    };
    let mut told = shown_of(name, &signed_off);
    let mut written = Vec::new();
    for edit in &signed_off.edits {
        if let Err(error) = edit.save() {
            told.push(say!("sign-off.half", error = error));
            return Ok((told, true));
        }
        written.push(bench.shelf.files.real(&edit.path).unwrap_or_else(|_| edit.path.clone()));
    }
    bench.changed(&written);
    Ok((told, false))
}

fn refusal(error: &SignOffError) -> Vec<Message> {
    let mut told = vec![say!("serve.sign.refused", error = error)];
    if let SignOffError::Refused(refused) = error {
        told.push(refused.way_out());
    }
    told
}

fn shown_of(name: &str, signed_off: &SignedOff) -> Vec<Message> {
    let SignedOff { signers, needed, .. } = signed_off;
    let mut told = vec![say!("sign-off.taken", path = name, document = signed_off.document.title())];
    if signed_off.was_known {
        told.push(say!("sign-off.known"));
    }
    let names = signers.join(", ");
    told.push(say!("serve.sign.count", signers = signers.len(), needed = needed, names = names));
    told.extend(signed_off.not_seen.iter().map(|name| say!("sign-off.not-seen", name = name)));
    told.extend(signed_off.strangers.iter().map(|name| say!("serve.sign.stranger", name = name)));
    if signed_off.is_locked {
        told.push(say!("sign-off.locked"));
    }
    told
}
