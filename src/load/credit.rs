//! `opfyldelse`: what a requirement gives that is not met in full; `kvartaler samles`: how quarters become a year.

use crate::language::{Message, say};
use crate::plan::{
    Credit, CreditStep, Direction, Gathering, LateStep, Level, Measure, Numbers, PartialCredit, Reporting, Target,
    place,
};
use crate::quantity::{Amount, Number, Percent, TimeLimit, TimeUnit};
use crate::schema::{self, Needed};
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::rules;

pub(super) fn read(reader: &mut Reader, at: At, measure: &dyn Measure) -> Option<Credit> {
    let partial = measure.partial_credit();
    if !reader.is_map(at) {
        let credit = reader.word(at, &[("alt eller intet", false), ("proportional", true)])?;
        return if credit { proportional(reader, at, &partial) } else { Some(Credit::AllOrNothing) };
    }
    let mut fields = Fields::open(reader, at, &schema::credit::RECORD)?;
    let credit = match partial {
        PartialCredit::Nearness(target) => read_nearness(reader, &mut fields, &target, measure),
        PartialCredit::Delay => fields.needed(reader, schema::credit::LATE.once_chosen(), |reader, at| {
            let items = reader.list(at)?;
            all(items.into_iter().map(|item| read_late(reader, item)).collect()).map(Credit::Late)
        }),
        PartialCredit::Verdict => fields.quantity(reader, schema::credit::PARTLY.once_chosen()).map(Credit::Partly),
        PartialCredit::Never(why) => return refuse(reader, at, say!("credit.never"), why),
    };
    if credit.is_some() {
        fields.close(reader);
    }
    credit
}

fn refuse<T>(reader: &mut Reader, at: At, problem: Message, why: Message) -> Option<T> {
    reader.push(rules::UNCLEAR_REQUIREMENT.finding(at, problem).help(why));
    None
}

fn proportional(reader: &mut Reader, at: At, partial: &PartialCredit) -> Option<Credit> {
    if matches!(partial, PartialCredit::Nearness(target) if target.has_proportion()) {
        return Some(Credit::Proportional);
    }
    let why = say!("credit.proportional-why");
    refuse(reader, at, say!("credit.proportional"), why)
}

/// One rule cannot fit several tiers.
fn refuse_tiers<T>(reader: &mut Reader, at: At) -> Option<T> {
    refuse(reader, at, say!("credit.tiers"), say!("credit.tiers-why"))
}

fn read_nearness(reader: &mut Reader, fields: &mut Fields, target: &Target, measure: &dyn Measure) -> Option<Credit> {
    let (numbers, several) = (target.numbers, measure.tiers().len() > 1);
    if let Some(at) = fields.take(schema::partly_key(target.bound.kind)) {
        return if several {
            refuse_tiers(reader, at)
        } else if numbers == Numbers::Level {
            let why = say!("credit.level-why");
            refuse(reader, at, say!("credit.level"), why)
        } else {
            read_number(reader, at, numbers).map(Credit::PartlyFrom)
        };
    }
    match (fields.take(schema::credit::STEPS), fields.take(schema::credit::LINE)) {
        (Some(at), _) | (_, Some(at)) if several => refuse_tiers(reader, at),
        (_, Some(at)) if !target.can_be_neared() => {
            let why = say!("credit.linear-why");
            refuse(reader, at, say!("credit.linear"), why)
        }
        (Some(at), None) => {
            let items = reader.list(at)?;
            let key = schema::step_key(target.bound.kind).once_chosen();
            all(items.into_iter().map(|item| read_step(reader, item, key, numbers, measure.scale())).collect())
                .map(Credit::Steps)
        }
        (None, Some(at)) => read_linear(reader, at, target),
        (Some(_), Some(_)) | (None, None) => {
            refuse(reader, fields.at, say!("credit.one-rule"), say!("credit.one-rule-why"))
        }
    }
}

fn read_step(reader: &mut Reader, at: At, key: Needed, numbers: Numbers, scale: &[String]) -> Option<CreditStep> {
    let mut fields = Fields::open(reader, at, &schema::step::RECORD)?;
    let from = fields.needed(reader, key, |reader, at| match scale {
        [] => read_number(reader, at, numbers),
        names => read_level(reader, at, names),
    });
    let fulfilment = fields.quantity(reader, schema::step::FULFILMENT);
    fields.close(reader);
    Some(CreditStep { from: from?, fulfilment: fulfilment? })
}

fn read_linear(reader: &mut Reader, at: At, target: &Target) -> Option<Credit> {
    let numbers = target.numbers;
    let mut fields = Fields::open(reader, at, &schema::line::RECORD)?;
    let from = fields.needed(reader, schema::line::FROM, |reader, at| read_number(reader, at, numbers));
    let to = fields.needed(reader, schema::line::TO, |reader, at| read_number(reader, at, numbers));
    fields.close(reader);
    let (from, to) = (from?, to?);
    let runs_well = match target.bound.direction() {
        Some(Direction::Up) => from < to,
        Some(Direction::Down) => from > to,
        None => false,
    };
    if !runs_well {
        let why = say!("credit.direction-why");
        return refuse(reader, at, say!("credit.direction", from = from, to = to), why);
    }
    Some(Credit::Linear { from, to })
}

/// A level of a scale, by its name or its place.
fn read_level(reader: &mut Reader, at: At, names: &[String]) -> Option<Number> {
    let text = reader.text(at)?;
    let place = Level::place(names, &text);
    if place.is_none() {
        reader.off_scale(at, names);
    }
    place.map(|place| Number(place.into()))
}

/// `80 pct.` for a share; a number with or without its unit for what is measured or counted.
fn read_number(reader: &mut Reader, at: At, numbers: Numbers) -> Option<Number> {
    if numbers == Numbers::Percent {
        return reader.quantity::<Percent>(at).map(|share| Number(share.value()));
    }
    let text = reader.text(at)?;
    match place::numbered(&text) {
        Some(_) => reader.quantity::<LevelRank>(at).map(|rank| rank.0),
        None => reader.quantity::<Amount>(at).map(|amount| amount.number),
    }
}

/// `niveau 3`.
struct LevelRank(Number);

impl std::str::FromStr for LevelRank {
    type Err = crate::quantity::Malformed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        place::numbered(text).unwrap_or(text).parse().map(Self)
    }
}

fn read_late(reader: &mut Reader, at: At) -> Option<LateStep> {
    let mut fields = Fields::open(reader, at, &schema::late_step::RECORD)?;
    let at_most = fields.needed(reader, schema::late_step::AT_MOST, |reader, at| {
        let limit: TimeLimit = reader.quantity(at)?;
        if matches!(limit.unit, TimeUnit::Days | TimeUnit::Weeks) {
            return Some(limit);
        }
        refuse(reader, at, say!("credit.delay"), say!("credit.delay-why"))
    });
    let fulfilment = fields.quantity(reader, schema::late_step::FULFILMENT);
    fields.close(reader);
    Some(LateStep { at_most: at_most?, fulfilment: fulfilment? })
}

/// `seneste`, `gennemsnit`, `sum` or `år til dato`.
pub(super) fn read_gathering(reader: &mut Reader, at: At, measure: &dyn Measure) -> Option<Gathering> {
    let gathering = reader.word(at, &Gathering::ALL.map(|rule| (rule.word(), rule)))?;
    if measure.gatherings().contains(&gathering) {
        return Some(gathering);
    }
    match measure.reporting() {
        Reporting::EachPeriod => refuse(reader, at, say!("gathering.shares"), say!("gathering.shares-why")),
        Reporting::AtTheEnd | Reporting::Jointly | Reporting::Dated | Reporting::Nothing => {
            refuse(reader, at, say!("gathering.nothing"), say!("gathering.nothing-why"))
        }
    }
}
