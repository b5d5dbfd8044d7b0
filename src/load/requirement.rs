//! Requirements: what is common to all shapes, and which shape it is.

use crate::plan::{Clock, Combination, Credit, Demand, History, PartWeight, Requirement, Unit};
use crate::quantity::Malformed;
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::{credit, measure, method, rules};

/// The keys that say which shape a requirement has, each with its reader. Exactly one must be there.
type Shape = fn(&mut Reader, &mut Fields, At) -> Option<Demand>;
const SHAPES: [(&str, Shape); 12] = [
    ("krav", read_parts),
    ("sager", |reader, fields, at| measure::read_share(reader, fields, at, Unit::Cases)),
    ("hverdage", |reader, fields, at| measure::read_share(reader, fields, at, Unit::WorkingDays)),
    ("opkald", |reader, fields, at| measure::read_share(reader, fields, at, Unit::Calls)),
    ("henvendelser", |reader, fields, at| measure::read_share(reader, fields, at, Unit::Enquiries)),
    ("værdi", measure::read_value),
    ("antal", measure::read_count),
    ("leverance", |reader, _, at| Some(Demand::Deliverable { what: reader.prose(at)? })),
    ("evaluering", measure::read_evaluation),
    ("niveau", measure::read_level),
    ("vurdering", measure::read_judgement),
    ("senere", measure::read_later),
];

pub(super) fn read_all(reader: &mut Reader, at: At) -> Option<Vec<Requirement>> {
    let items = reader.list(at)?;
    all(items.into_iter().map(|item| read(reader, item)).collect())
}

pub(super) fn read(reader: &mut Reader, at: At) -> Option<Requirement> {
    let mut fields = Fields::open(reader, at, "a requirement")?;
    let label = fields.maybe_text(reader, "nr");
    let title = fields.maybe_text(reader, "titel");
    let weight = fields.maybe(reader, "vægt", read_part_weight);
    let period = fields.maybe_quantity(reader, "måles");
    let deadline = fields.maybe_quantity(reader, "frist");
    let clock = fields
        .maybe(reader, "uret starter", |reader, at| reader.word(at, &Clock::ALL.map(|clock| (clock.word(), clock))));
    let excluding = fields.maybe(reader, "uden", Reader::texts);
    let wording = fields.maybe(reader, "ordlyd", Reader::prose);
    let lead = fields.maybe_prose(reader, "indledning");
    let remark = fields.maybe_prose(reader, "bemærkning");
    let method = fields.maybe(reader, "opgørelse", method::read);
    let credit = fields.take("opfyldelse");
    let gathering = fields.take("kvartaler samles");
    let demand = read_demand(reader, &mut fields);
    // What they can say depends on the shape as well.
    let credit = match (credit, &demand) {
        (Some(at), Some(demand)) => credit::read(reader, at, demand),
        _ => Some(Credit::default()),
    };
    let gathering = match (gathering, &demand) {
        (Some(at), Some(demand)) => credit::read_gathering(reader, at, demand).map(Some),
        _ => Some(None),
    };
    // Which other keys can stand here depends on the shape: without one they cannot be judged.
    if demand.is_some() {
        fields.close(reader);
    }
    Some(Requirement {
        at,
        label: label?,
        title: title?,
        weight: weight?,
        period: period?,
        deadline: deadline?,
        clock: clock?,
        excluding: excluding?.unwrap_or_default(),
        wording: wording?,
        lead: lead?,
        remark: remark?,
        method: method?.unwrap_or_default(),
        credit: credit?,
        gathering: gathering?,
        demand: demand?,
        history: History::default(),
    })
}

fn read_demand(reader: &mut Reader, fields: &mut Fields) -> Option<Demand> {
    let found: Vec<_> = SHAPES.iter().filter_map(|(key, read)| fields.take(key).map(|at| (*key, *read, at))).collect();
    match found.as_slice() {
        [(_, read, at)] => read(reader, fields, *at),
        [] => {
            let keys = SHAPES.map(|(key, _)| format!("`{key}`")).join(", ");
            let finding = rules::UNCLEAR_REQUIREMENT.finding(fields.at, "nothing says what is required");
            reader.push(finding.help(format!("give one of the keys {keys}")));
            None
        }
        [(first, _, at), (second, _, other), ..] => {
            let finding =
                rules::UNCLEAR_REQUIREMENT.finding(*other, format!("`{second}` cannot stand beside `{first}`"));
            reader.push(
                finding
                    .also(*at, "this already says what is required")
                    .help("make two requirements of it, under `krav`"),
            );
            None
        }
    }
}

fn read_parts(reader: &mut Reader, fields: &mut Fields, at: At) -> Option<Demand> {
    let combination = fields.maybe(reader, "samles", read_combination);
    let parts = read_all(reader, at);
    Some(Demand::Parts { combination: combination?, parts: parts? })
}

/// How parts are combined: `alle`, `vægtet`, `ligeligt`, `mindst 2 af`, `ikke fastsat`.
pub(super) fn read_combination(reader: &mut Reader, at: At) -> Option<Combination> {
    let text = reader.text(at)?;
    let count =
        text.strip_prefix("mindst ").and_then(|rest| rest.strip_suffix(" af")).and_then(|count| count.parse().ok());
    match count {
        Some(count) if count > 0 => Some(Combination::AtLeast(count)),
        _ => reader.word(
            at,
            &[
                ("alle", Combination::All),
                ("vægtet", Combination::Weighted),
                ("ligeligt", Combination::Equal),
                ("mindst 2 af", Combination::AtLeast(2)),
                ("ikke fastsat", Combination::NotSet),
            ],
        ),
    }
}

/// `8`, `8 point`, `50 pct.` or `ikke fastsat`.
pub(super) fn read_part_weight(reader: &mut Reader, at: At) -> Option<PartWeight> {
    reader.quantity::<ReadPartWeight>(at).map(|weight| weight.0)
}

struct ReadPartWeight(PartWeight);

impl std::str::FromStr for ReadPartWeight {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let text = text.trim();
        Ok(Self(if text == "ikke fastsat" {
            PartWeight::NotSet
        } else if text.ends_with("pct.") || text.ends_with('%') {
            PartWeight::Share(text.parse()?)
        } else {
            PartWeight::Points(text.parse()?)
        }))
    }
}
