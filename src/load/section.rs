//! The sections: those of the template, and the plan's own in their place or beside them.

use crate::assets::Assets;
use crate::language::say;
use crate::plan::{Institution, InstitutionKind, PlanNumber, Section, StandardText};
use crate::prose::Prose;
use crate::quantity::PlanPeriod;
use crate::schema;
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::{parties, rules};

/// What of a plan decides which of the standard texts it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct SectionForm {
    pub is_weighed: bool,
    /// Each of its weights is a fraction of the whole.
    pub is_in_parts: bool,
    pub has_board: bool,
    pub period: PlanPeriod,
}

/// A section as it is written, before template and plan are joined.
struct SectionEntry {
    section: Section,
    dropped: bool,
    kinds: Vec<InstitutionKind>,
    not_kinds: Vec<InstitutionKind>,
}

/// A template's name; `templates/text/<name>.yaml` lists its sections.
pub(super) fn read_template_name(reader: &mut Reader, at: At) -> Option<&'static str> {
    reader.word(at, &schema::TEMPLATES.map(|name| (name, name)))
}

/// Joins the template's sections with the plan's, ordered by number.
pub(super) fn read(
    reader: &mut Reader,
    assets: &Assets,
    template: &str,
    own: Option<At>,
    institution: &Institution,
    form: SectionForm,
) -> Option<Vec<Section>> {
    let mut sections = match template {
        schema::NO_TEMPLATE => Vec::new(),
        name => {
            let list = reader.yaml_template(assets, &format!("text/{name}.yaml"))?;
            let mut entries = read_entries(reader, list)?;
            let mut standard = |change: fn(&mut StandardText)| {
                entries.iter_mut().filter_map(|one| one.section.standard.as_mut()).for_each(change);
            };
            if !form.is_weighed {
                standard(StandardText::leave_out_weights);
            }
            if form.is_in_parts {
                standard(StandardText::weigh_in_parts);
            }
            if form.has_board {
                standard(StandardText::name_the_board);
            }
            if !form.period.days.is_in_one_year() {
                standard(StandardText::run_over_new_year);
            }
            entries
        }
    };
    // A template's section is replaced once: a number that the plan gives twice stays there twice, for `check` to tell.
    let mut replaceable: Vec<bool> = sections.iter().map(|_| true).collect();
    for entry in own.map_or(Some(Vec::new()), |at| read_entries(reader, at))? {
        let place = sections
            .iter_mut()
            .zip(&mut replaceable)
            .find(|(place, replaceable)| **replaceable && place.section.number == entry.section.number);
        match place {
            Some((place, replaceable)) => {
                *replaceable = false;
                replace(place, entry);
            }
            None if entry.dropped => {
                let message = say!("section.nothing-to-leave-out", number = entry.section.number);
                reader.push(rules::UNKNOWN_WORD.finding(entry.section.at.key(schema::section::NUMBER), message));
            }
            None => sections.push(entry),
        }
    }
    sections.retain(|entry| !entry.dropped && applies(entry, institution.kind));
    sections.sort_by(|one, other| one.section.number.cmp(&other.section.number));
    Some(sections.into_iter().map(|entry| entry.section).collect())
}

/// The plan's section in the template's place keeps what it does not give itself.
fn replace(place: &mut SectionEntry, own: SectionEntry) {
    let title = own.section.title.or(place.section.title.take());
    let standard = if own.section.text.is_empty() {
        place.section.standard.take()
    } else {
        title_only(&title, &mut place.section)
    };
    let endorsed = own.section.endorsed || place.section.endorsed;
    let conditions_given = !own.kinds.is_empty() || !own.not_kinds.is_empty();
    let (kinds, not_kinds) = if conditions_given {
        (own.kinds, own.not_kinds)
    } else {
        (std::mem::take(&mut place.kinds), std::mem::take(&mut place.not_kinds))
    };
    *place = SectionEntry {
        section: Section { title, standard, endorsed, ..own.section },
        dropped: own.dropped,
        kinds,
        not_kinds,
    };
}

/// A section with its own text, but without a title, still takes its title from the standard text.
fn title_only(title: &Option<String>, section: &mut Section) -> Option<StandardText> {
    if title.is_none() { section.standard.take() } else { None }
}

fn applies(entry: &SectionEntry, kind: InstitutionKind) -> bool {
    (entry.kinds.is_empty() || entry.kinds.contains(&kind)) && !entry.not_kinds.contains(&kind)
}

fn read_entries(reader: &mut Reader, at: At) -> Option<Vec<SectionEntry>> {
    let items = reader.list(at)?;
    all(items.into_iter().map(|item| read_entry(reader, item)).collect())
}

fn read_entry(reader: &mut Reader, at: At) -> Option<SectionEntry> {
    let mut fields = Fields::open(reader, at, &schema::section::RECORD)?;
    let number = fields.quantity::<PlanNumber>(reader, schema::section::NUMBER);
    let title = fields.maybe_text(reader, schema::section::TITLE);
    let note = fields.maybe_prose(reader, schema::section::NOTE);
    let text = read_text(reader, &mut fields);
    let standard = fields.maybe_text(reader, schema::section::STANDARD);
    let endorsed = fields.maybe(reader, schema::section::ENDORSED, Reader::yes);
    let dropped = fields.maybe(reader, schema::section::DROPPED, Reader::yes);
    let kinds = fields.maybe(reader, schema::section::KINDS, read_kinds);
    let not_kinds = fields.maybe(reader, schema::section::NOT_KINDS, read_kinds);
    fields.close(reader);
    Some(SectionEntry {
        section: Section {
            at,
            number: number?,
            title: title?,
            note: note?,
            text: text?,
            standard: standard?.map(StandardText),
            endorsed: endorsed?.unwrap_or(false),
        },
        dropped: dropped?.unwrap_or(false),
        kinds: kinds?.unwrap_or_default(),
        not_kinds: not_kinds?.unwrap_or_default(),
    })
}

/// Prose that stands in place (`tekst`) or in a file of its own (`fil`).
pub(super) fn read_text(reader: &mut Reader, fields: &mut Fields) -> Option<Prose> {
    match (fields.take(schema::section::TEXT), fields.take(schema::section::FILE)) {
        (Some(at), None) => reader.prose(at),
        (None, Some(at)) => {
            let path = reader.path(at)?;
            reader.markdown(&path, Some(at))
        }
        (None, None) => Some(Prose::default()),
        (Some(text), Some(file)) => {
            let finding = rules::UNKNOWN_KEY.finding(file, say!("beside", first = "tekst", second = "fil"));
            reader.push(finding.also(text, say!("section.text-here")).help(say!("keep-one.help")));
            None
        }
    }
}

fn read_kinds(reader: &mut Reader, at: At) -> Option<Vec<InstitutionKind>> {
    let items = reader.list(at)?;
    all(items.into_iter().map(|item| parties::read_kind(reader, item)).collect())
}
