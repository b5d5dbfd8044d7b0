//! `ministerium.yaml` and `institution.yaml`.

use std::path::Path;

use crate::plan::{Institution, InstitutionKind, Look, Ministry};
use crate::schema;
use crate::source::At;

use super::fields::Fields;
use super::reader::Reader;
use super::rules;

pub(super) fn read_ministry(reader: &mut Reader, plan_folder: &Path) -> Option<Ministry> {
    let folder = plan_folder.parent()?.parent()?;
    let at = reader.yaml(&folder.join("ministerium.yaml"), None)?;
    let mut fields = Fields::open(reader, at, &schema::ministry::RECORD)?;
    let name = fields.text(reader, schema::ministry::NAME);
    let short_name = fields.maybe_text(reader, schema::ministry::SHORT_NAME);
    let department = fields.text(reader, schema::ministry::DEPARTMENT);
    let look = fields.needed(reader, schema::ministry::LOOK, read_look);
    fields.close(reader);
    Some(Ministry {
        at,
        slug: slug(folder),
        name: name?,
        short_name: short_name?,
        department: department?,
        look: look?,
    })
}

pub(super) fn read_institution(reader: &mut Reader, plan_folder: &Path) -> Option<Institution> {
    let folder = plan_folder.parent()?;
    let at = reader.yaml(&folder.join("institution.yaml"), None)?;
    let mut fields = Fields::open(reader, at, &schema::institution::RECORD)?;
    let name = fields.text(reader, schema::institution::NAME);
    let short_name = fields.maybe_text(reader, schema::institution::SHORT_NAME);
    let kind = fields.needed(reader, schema::institution::KIND, read_kind);
    fields.close(reader);
    Some(Institution { at, slug: slug(folder), name: name?, short_name: short_name?, kind: kind? })
}

/// One of the kinds of institution.
pub(super) fn read_kind(reader: &mut Reader, at: At) -> Option<InstitutionKind> {
    reader.word(at, &InstitutionKind::ALL.map(|kind| (kind.word(), kind)))
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
            let finding = rules::MALFORMED_QUANTITY.finding(at, format!("`{text}` is not a colour"));
            reader.push(finding.help("write red, green and blue in quotes: `\"#1f4e5f\"`"));
            None
        }
    }
}

fn slug(folder: &Path) -> String {
    folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
