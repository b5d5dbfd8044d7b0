//! `ministerium.yaml` and `institution.yaml`.

use std::path::Path;

use crate::diagnostic::Severity;
use crate::language::say;
use crate::plan::{Institution, InstitutionKind, Look, Ministry, RuleLevel};
use crate::quantity::Year;
use crate::schema::{self, folder};
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::rules;

/// As it was called in the year of a plan; without a year, as it is called now.
pub(super) fn read_ministry(reader: &mut Reader, plan_folder: &Path, year: Option<i32>) -> Option<Ministry> {
    let folder = plan_folder.parent()?.parent()?;
    let at = reader.yaml(&folder.join(folder::MINISTRY), None)?;
    let mut fields = Fields::open(reader, at, &schema::ministry::RECORD)?;
    let name = fields.text(reader, schema::ministry::NAME);
    let short_name = fields.maybe_text(reader, schema::ministry::SHORT_NAME);
    let department = fields.text(reader, schema::ministry::DEPARTMENT);
    let look = fields.needed(reader, schema::ministry::LOOK, read_look);
    let former = fields.maybe(reader, schema::ministry::FORMER, |reader, at| {
        read_former(reader, at, read_former_ministry, |former| former.until)
    });
    let levels = fields.maybe(reader, schema::ministry::LEVELS, read_levels);
    fields.close(reader);
    let now = Ministry {
        at,
        slug: slug(folder),
        name: name?,
        short_name: short_name?,
        department: department?,
        look: look?,
        levels: levels?.unwrap_or_default(),
    };
    Some(match in_year(former?, year, |former| former.until) {
        Some(FormerMinistry { name, short_name, department, name_line, .. }) => {
            let name_line = name_line.unwrap_or_else(|| vec![name.clone()]);
            Ministry { name, short_name, department, look: Look { name_line, ..now.look }, ..now }
        }
        None => now,
    })
}

/// What a ministry was called until the end of a year.
struct FormerMinistry {
    until: i32,
    name: String,
    short_name: Option<String>,
    department: String,
    name_line: Option<Vec<String>>,
}

fn read_former_ministry(reader: &mut Reader, at: At) -> Option<FormerMinistry> {
    let mut fields = Fields::open(reader, at, &schema::former_ministry::RECORD)?;
    let until = fields.quantity(reader, schema::former_ministry::UNTIL).map(|Year(year)| year);
    let name = fields.text(reader, schema::former_ministry::NAME);
    let short_name = fields.maybe_text(reader, schema::former_ministry::SHORT_NAME);
    let department = fields.text(reader, schema::former_ministry::DEPARTMENT);
    let name_line = fields.maybe(reader, schema::former_ministry::NAME_LINE, Reader::texts);
    fields.close(reader);
    Some(FormerMinistry {
        until: until?,
        name: name?,
        short_name: short_name?,
        department: department?,
        name_line: name_line?,
    })
}

/// What an institution was called until the end of a year.
struct FormerInstitution {
    until: i32,
    name: String,
    short_name: Option<String>,
}

fn read_former_institution(reader: &mut Reader, at: At) -> Option<FormerInstitution> {
    let mut fields = Fields::open(reader, at, &schema::former_institution::RECORD)?;
    let until = fields.quantity(reader, schema::former_institution::UNTIL).map(|Year(year)| year);
    let name = fields.text(reader, schema::former_institution::NAME);
    let short_name = fields.maybe_text(reader, schema::former_institution::SHORT_NAME);
    fields.close(reader);
    Some(FormerInstitution { until: until?, name: name?, short_name: short_name? })
}

/// A list of former names, the oldest first.
fn read_former<T>(
    reader: &mut Reader,
    at: At,
    read: fn(&mut Reader, At) -> Option<T>,
    until: fn(&T) -> i32,
) -> Option<Vec<T>> {
    let items = reader.list(at)?;
    let former = all(items.iter().map(|item| read(reader, *item)).collect())?;
    match former.windows(2).position(|two| until(&two[0]) >= until(&two[1])) {
        None => Some(former),
        Some(place) => {
            let message = say!("parties.former");
            let finding = rules::UNKNOWN_WORD.finding(items[place + 1], message);
            reader.push(finding.help(say!("parties.former-help")));
            None
        }
    }
}

/// The name in the year: the first of the former ones that lasted until then. None for the one of today.
fn in_year<T>(former: Option<Vec<T>>, year: Option<i32>, until: fn(&T) -> i32) -> Option<T> {
    former.into_iter().flatten().find(|former| year.is_some_and(|year| year <= until(former)))
}

/// As it was called in the year of a plan; without a year, as it is called now.
pub(super) fn read_institution(reader: &mut Reader, plan_folder: &Path, year: Option<i32>) -> Option<Institution> {
    let folder = plan_folder.parent()?;
    let at = reader.yaml(&folder.join(folder::INSTITUTION), None)?;
    let mut fields = Fields::open(reader, at, &schema::institution::RECORD)?;
    let name = fields.text(reader, schema::institution::NAME);
    let short_name = fields.maybe_text(reader, schema::institution::SHORT_NAME);
    let kind = fields.needed(reader, schema::institution::KIND, read_kind);
    let former = fields.maybe(reader, schema::institution::FORMER, |reader, at| {
        read_former(reader, at, read_former_institution, |former| former.until)
    });
    fields.close(reader);
    let now = Institution { at, slug: slug(folder), name: name?, short_name: short_name?, kind: kind? };
    Some(match in_year(former?, year, |former| former.until) {
        Some(FormerInstitution { name, short_name, .. }) => Institution { name, short_name, ..now },
        None => now,
    })
}

/// One of the kinds of institution.
pub(super) fn read_kind(reader: &mut Reader, at: At) -> Option<InstitutionKind> {
    reader.word(at, &InstitutionKind::ALL.map(|kind| (kind.word(), kind)))
}

fn read_levels(reader: &mut Reader, at: At) -> Option<Vec<RuleLevel>> {
    let pairs = reader.pairs(at)?;
    let words = Severity::ALL.map(|level| (level.word(), level));
    all(pairs.into_iter().map(|(rule, at)| Some(RuleLevel { at, level: reader.word(at, &words)?, rule })).collect())
}

fn read_look(reader: &mut Reader, at: At) -> Option<Look> {
    let mut fields = Fields::open(reader, at, &schema::look::RECORD)?;
    let colour = fields.needed(reader, schema::look::COLOUR, read_colour);
    let name_line = fields.needed(reader, schema::look::NAME_LINE, Reader::texts);
    fields.close(reader);
    Some(Look { colour: colour?, name_line: name_line? })
}

fn read_colour(reader: &mut Reader, at: At) -> Option<[u8; 3]> {
    let text = reader.text(at)?;
    let part = |range| text.get(range).and_then(|digits| u8::from_str_radix(digits, 16).ok());
    let is_code = text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|byte| byte.is_ascii_hexdigit());
    match (is_code, part(1..3), part(3..5), part(5..7)) {
        (true, Some(red), Some(green), Some(blue)) => Some([red, green, blue]),
        _ => {
            let finding = rules::MALFORMED_QUANTITY.finding(at, say!("colour", text = text));
            reader.push(finding.help(say!("colour.help")));
            None
        }
    }
}

fn slug(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
