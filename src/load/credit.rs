//! `opfyldelse`: what a requirement gives that is not met in full; `kvartaler samles`: how quarters become a year.

use crate::plan::{BoundKind, Credit, CreditStep, Demand, Gathering, LateStep, LevelTarget, Quantum};
use crate::quantity::{Amount, Number, Percent, TimeLimit, TimeUnit};
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::rules;

/// What a shape's target is like, as far as partial credit depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    /// More is better; strict when the target itself is not enough.
    Up {
        strict: bool,
    },
    /// Less is better.
    Down {
        strict: bool,
    },
    Deliverable,
    Judgement,
    /// Nothing between met and not met: a range, a name, parts, a schema with a table of its own.
    Whole(&'static str),
}

fn target(demand: &Demand) -> Target {
    match demand {
        Demand::Share(_) => Target::Up { strict: false },
        Demand::Value { bound, .. } | Demand::Count { bound, .. } => match bound.kind {
            BoundKind::AtLeast => Target::Up { strict: false },
            BoundKind::Above => Target::Up { strict: true },
            BoundKind::AtMost => Target::Down { strict: false },
            BoundKind::Below => Target::Down { strict: true },
            BoundKind::Exactly | BoundKind::Between => Target::Whole("a target with two ends has no direction"),
        },
        Demand::Level(level) => match level.at_least {
            LevelTarget::Rank(_) => Target::Up { strict: true },
            LevelTarget::Named(_) if !level.scale.is_empty() => Target::Up { strict: true },
            LevelTarget::Named(_) => Target::Whole("a level that is a name alone is reached or not"),
        },
        Demand::Deliverable { .. } => Target::Deliverable,
        Demand::Judgement { .. } => Target::Judgement,
        Demand::Parts { .. } => Target::Whole("each part has its own `opfyldelse`, and `samles` combines them"),
        Demand::Evaluation(_) => Target::Whole("`omregning` says it for an evaluation"),
        Demand::Later { .. } => Target::Whole("nothing can be fulfilled before it is set"),
    }
}

pub(super) fn read(reader: &mut Reader, at: At, demand: &Demand) -> Option<Credit> {
    let target = target(demand);
    if !reader.is_map(at) {
        let credit = reader.word(at, &[("alt eller intet", false), ("proportional", true)])?;
        return if credit { proportional(reader, at, target, demand) } else { Some(Credit::AllOrNothing) };
    }
    let mut fields = Fields::open(reader, at, "a rule of partial credit")?;
    let credit = match target {
        Target::Up { strict } | Target::Down { strict } => read_measured(reader, &mut fields, target, strict, demand),
        Target::Deliverable => fields.needed(reader, "forsinket", |reader, at| {
            let items = reader.list(at)?;
            all(items.into_iter().map(|item| read_late(reader, item)).collect()).map(Credit::Late)
        }),
        Target::Judgement => fields.quantity(reader, "delvist").map(Credit::Partly),
        Target::Whole(why) => return refuse(reader, at, "no partial credit can stand here", why),
    };
    if credit.is_some() {
        fields.close(reader);
    }
    credit
}

fn refuse<T>(reader: &mut Reader, at: At, problem: &str, why: &str) -> Option<T> {
    reader.push(rules::UNCLEAR_REQUIREMENT.finding(at, problem).help(why));
    None
}

fn proportional(reader: &mut Reader, at: At, target: Target, demand: &Demand) -> Option<Credit> {
    let above_zero = match demand {
        Demand::Value { bound, .. } | Demand::Count { bound, .. } => {
            matches!(&bound.quantum, Quantum::Amount(amount) if amount.number.0 > 0.into())
        }
        _ => true,
    };
    if target == (Target::Up { strict: false }) && above_zero {
        return Some(Credit::Proportional);
    }
    let why = "only a target of `mindst` above 0 can be reached in proportion; write `trin` or `lineær`";
    refuse(reader, at, "`proportional` cannot stand here", why)
}

fn read_measured(
    reader: &mut Reader,
    fields: &mut Fields,
    target: Target,
    strict: bool,
    demand: &Demand,
) -> Option<Credit> {
    let is_share = matches!(demand, Demand::Share(_));
    let several = matches!(demand, Demand::Share(share) if share.tiers.len() > 1);
    match (fields.take("trin"), fields.take("lineær")) {
        (Some(at), _) | (_, Some(at)) if several => refuse(
            reader,
            at,
            "one rule cannot fit several tiers",
            "make each tier a requirement of its own, under `krav`",
        ),
        (_, Some(at)) if strict => {
            let why = "with `under`, `over` or a level the target has no last value before it: write `trin`";
            refuse(reader, at, "`lineær` cannot stand here", why)
        }
        (Some(at), None) => {
            let items = reader.list(at)?;
            let key = if matches!(target, Target::Down { .. }) { "til" } else { "fra" };
            all(items.into_iter().map(|item| read_step(reader, item, key, is_share)).collect()).map(Credit::Steps)
        }
        (None, Some(at)) => read_linear(reader, at, target, is_share),
        _ => refuse(
            reader,
            fields.at,
            "exactly one rule of partial credit is needed",
            "write `trin: [{ fra: 80 pct., opfyldelse: 50 pct. }]` or `lineær: { fra: 80 pct., til: 90 pct. }`",
        ),
    }
}

fn read_step(reader: &mut Reader, at: At, key: &'static str, is_share: bool) -> Option<CreditStep> {
    let mut fields = Fields::open(reader, at, "a step of partial credit")?;
    let from = fields.needed(reader, key, |reader, at| read_number(reader, at, is_share));
    let fulfilment = fields.quantity(reader, "opfyldelse");
    fields.close(reader);
    Some(CreditStep { from: from?, fulfilment: fulfilment? })
}

fn read_linear(reader: &mut Reader, at: At, target: Target, is_share: bool) -> Option<Credit> {
    let mut fields = Fields::open(reader, at, "a line of partial credit")?;
    let from = fields.needed(reader, "fra", |reader, at| read_number(reader, at, is_share));
    let to = fields.needed(reader, "til", |reader, at| read_number(reader, at, is_share));
    fields.close(reader);
    let (from, to) = (from?, to?);
    let runs_well = if matches!(target, Target::Up { .. }) { from.0 < to.0 } else { from.0 > to.0 };
    if !runs_well {
        let why = "`fra` gives 0 pct., `til` gives 100 pct.: `til` is the better of the two";
        return refuse(reader, at, &format!("from {from} to {to} leads away from the target"), why);
    }
    Some(Credit::Linear { from, to })
}

/// `80 pct.` for a share; a number with or without its unit for what is measured or counted.
fn read_number(reader: &mut Reader, at: At, is_share: bool) -> Option<Number> {
    if is_share {
        return reader.quantity::<Percent>(at).map(|share| Number(share.value()));
    }
    let text = reader.text(at)?;
    match text.strip_prefix("niveau ") {
        Some(_) => reader.quantity::<Rank>(at).map(|rank| rank.0),
        None => reader.quantity::<Amount>(at).map(|amount| amount.number),
    }
}

/// `niveau 3`.
struct Rank(Number);

impl std::str::FromStr for Rank {
    type Err = crate::quantity::Malformed;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim_start_matches("niveau ").parse().map(Self)
    }
}

fn read_late(reader: &mut Reader, at: At) -> Option<LateStep> {
    let mut fields = Fields::open(reader, at, "a step of lateness")?;
    let at_most = fields.needed(reader, "højst", |reader, at| {
        let limit: TimeLimit = reader.quantity(at)?;
        if matches!(limit.unit, TimeUnit::Days | TimeUnit::Weeks) {
            return Some(limit);
        }
        refuse(reader, at, "a delay is counted in days or weeks", "write `14 dage` or `2 uger`")
    });
    let fulfilment = fields.quantity(reader, "opfyldelse");
    fields.close(reader);
    Some(LateStep { at_most: at_most?, fulfilment: fulfilment? })
}

/// `seneste`, `gennemsnit` or `sum`.
pub(super) fn read_gathering(reader: &mut Reader, at: At, demand: &Demand) -> Option<Gathering> {
    let gathering = reader.word(at, &Gathering::ALL.map(|rule| (rule.word(), rule)))?;
    match demand {
        Demand::Value { .. } | Demand::Count { .. } => Some(gathering),
        Demand::Share(share) if share.sites.is_empty() && gathering != Gathering::Sum => Some(gathering),
        Demand::Share(_) => refuse(
            reader,
            at,
            "these shares cannot be gathered so",
            "shares without counts are gathered by `seneste` or `gennemsnit`; sites are reported with counts",
        ),
        _ => refuse(
            reader,
            at,
            "nothing here is measured as a number each quarter",
            "`kvartaler samles` is for `værdi`, `antal` and shares that are reported without counts",
        ),
    }
}
