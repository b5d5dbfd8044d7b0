//! `lås.yaml`: what was locked when the plan and its allonger were signed.

use std::path::Path;

use crate::files::FileType;
use crate::fingerprint::Fingerprint;
use crate::language::{Message, say};
use crate::lock::{Lock, LockForm, Locked, LockedPart, of_lines};
use crate::schema::{self, folder};
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::{allonge, rules};

/// None where the plan has no lock, or something is wrong with it.
pub(super) fn read(reader: &mut Reader, plan_folder: &Path) -> Option<Lock> {
    let path = reader.find(plan_folder, folder::LOCK)?;
    let at = reader.yaml(&path, None)?;
    if reader.file_type(&path) == Some(FileType::Link) {
        let finding = rules::FILE_UNREADABLE.finding(at, say!("lock.link", file = folder::LOCK));
        reader.push(finding.help(say!("lock.link-help")));
        return None;
    }
    let mut fields = Fields::open(reader, at, &schema::lock::RECORD)?;
    let form = fields.needed(reader, schema::lock::FORM, read_form);
    let plan = fields.maybe(reader, schema::lock::PLAN, |reader, at| {
        let mut fields = Fields::open(reader, at, &schema::locked::RECORD)?;
        let locked = read_locked(reader, at, &mut fields);
        fields.close(reader);
        locked
    });
    let allonger = fields.maybe(reader, schema::lock::ALLONGER, |reader, at| {
        let items = reader.list(at)?;
        all(items.into_iter().map(|item| read_allonge(reader, item)).collect())
    });
    let lines = fields.maybe(reader, schema::lock::LINES, |reader, at| Some((at, read_fingerprint(reader, at)?)));
    fields.close(reader);
    let lock = Lock { at, form: form?, plan: plan?, allonger: allonger?.unwrap_or_default() };
    let lines = lines?;
    if lock.form != LockForm::First && lines.is_none_or(|(_, said)| said != of_lines(&lock)) {
        let at = lines.map_or(lock.at, |(at, _)| at);
        edited(reader, at, say!("lock.lines"));
        return None;
    }
    Some(lock)
}

fn read_form(reader: &mut Reader, at: At) -> Option<LockForm> {
    let text = reader.text(at)?;
    let known = LockForm::ALL.into_iter().find(|form| form.number().to_string() == text);
    if known.is_none() {
        let finding = rules::UNKNOWN_WORD.finding(at, say!("lock.form", text = text));
        let newest = LockForm::NEWEST.number();
        let help = say!("lock.form-help", newest = newest);
        reader.push(finding.help(help));
    }
    known
}

fn edited(reader: &mut Reader, at: At, what: Message) {
    let finding = rules::QUOTE_CONTRADICTED.finding(at, what);
    reader.push(finding.help(say!("lock.edited-help")));
}

fn read_allonge(reader: &mut Reader, at: At) -> Option<(u32, Locked)> {
    let mut fields = Fields::open(reader, at, &schema::locked_allonge::RECORD)?;
    let number = fields.needed(reader, schema::locked_allonge::NUMBER, allonge::read_number);
    let locked = read_locked(reader, at, &mut fields);
    fields.close(reader);
    Some((number?, locked?))
}

fn read_locked(reader: &mut Reader, at: At, fields: &mut Fields) -> Option<Locked> {
    let whole = fields.needed(reader, schema::locked::WHOLE, |reader, at| Some((at, read_fingerprint(reader, at)?)));
    let parts = fields.needed(reader, schema::locked::PARTS, |reader, at| {
        let pairs = reader.pairs(at)?;
        let part = |(name, at)| Some(LockedPart { at, name, fingerprint: read_fingerprint(reader, at)? });
        all(pairs.into_iter().map(part).collect())
    });
    let locked = Locked { at, parts: parts? };
    let (whole_at, whole) = whole?;
    if whole != locked.fingerprint() {
        edited(reader, whole_at, say!("lock.parts"));
        return None;
    }
    Some(locked)
}

pub(super) fn read_fingerprint(reader: &mut Reader, at: At) -> Option<Fingerprint> {
    let text = reader.text(at)?;
    let read = text.parse();
    if let Err(error) = &read {
        let finding = rules::MALFORMED_QUANTITY.finding(at, say!("fingerprint", text = text, error = error));
        reader.push(finding.help(say!("restore.help")));
    }
    read.ok()
}
