//! `måltal`: a target for each of several periods.

use crate::language::say;
use crate::plan::{Bound, Credit, Demand, DemandKind, Method, PartWeight, Path, PathStage, Requirement, StageTime};
use crate::prose::Prose;
use crate::quantity::Number;
use crate::schema;
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::weight::{read_combination, read_part_weight};
use super::{bound, rules};

/// The targets as they stand there, before it is known what they are targets of.
pub(super) struct StagesRead {
    at: At,
    stages: Vec<StageRead>,
}

struct StageRead {
    at: At,
    when: StageTime,
    weight: Option<PartWeight>,
    bound: Bound,
}

impl StagesRead {
    /// The target that is reached last.
    pub fn last(&self) -> Option<&Bound> {
        self.stages.last().map(|stage| &stage.bound)
    }
}

/// None when something is wrong; `Some(None)` where the requirement has one target.
pub(super) fn read(reader: &mut Reader, fields: &mut Fields) -> Option<Option<StagesRead>> {
    let Some(at) = fields.take(schema::requirement::PATH) else { return Some(None) };
    let items = reader.list(at)?;
    let stages: Vec<StageRead> = all(items.into_iter().map(|item| read_stage(reader, item)).collect())?;
    if stages.is_empty() {
        reader.push(rules::MISSING_KEY.finding(at, say!("path.no-target")).help(say!("path.no-target-help")));
        return None;
    }
    Some(Some(StagesRead { at, stages }))
}

fn read_stage(reader: &mut Reader, at: At) -> Option<StageRead> {
    let mut fields = Fields::open(reader, at, &schema::stage::RECORD)?;
    let period = fields.maybe_quantity(reader, schema::stage::PERIOD);
    let deadline = fields.maybe_quantity(reader, schema::stage::DEADLINE);
    let weight = fields.maybe(reader, schema::stage::WEIGHT, read_part_weight);
    let bound = bound::read(reader, &mut fields);
    fields.close(reader);
    let when = match (period?, deadline?) {
        (Some(period), None) => StageTime::In(period),
        (None, Some(deadline)) => StageTime::By(deadline),
        (Some(_), Some(_)) | (None, None) => {
            let finding = rules::UNCLEAR_REQUIREMENT.finding(at, say!("path.one-time"));
            reader.push(finding.help(say!("path.one-time-help")));
            return None;
        }
    };
    Some(StageRead { at, when, weight: weight?, bound: bound? })
}

/// The path of a requirement that is read but for it; None when something is wrong.
pub(super) fn of(
    reader: &mut Reader,
    fields: &mut Fields,
    read: Option<StagesRead>,
    whole: Option<&Requirement>,
) -> Option<Option<Path>> {
    let Some(StagesRead { at, stages }) = read else { return Some(None) };
    let combination = fields.needed(reader, schema::requirement::PATH_COMBINATION.once_chosen(), read_combination);
    let (whole, combination) = (whole?, combination?);
    if let Demand::Share(share) = &whole.demand
        && share.tiers.len() > 1
    {
        let finding = rules::UNCLEAR_REQUIREMENT.finding(at, say!("path.several-limits"));
        reader.push(finding.help(say!("path.several-limits-help")));
        return None;
    }
    if !matches!(whole.demand.kind(), DemandKind::Value | DemandKind::Count | DemandKind::Share) {
        let finding = rules::UNCLEAR_REQUIREMENT.finding(at, say!("path.no-number"));
        reader.push(finding.help(say!("path.no-number-help")));
        return None;
    }
    if whole.period.is_some() || whole.deadline.is_some() {
        let finding = rules::UNCLEAR_REQUIREMENT.finding(at, say!("path.says-when"));
        reader.push(finding.help(say!("path.says-when-help")));
        return None;
    }
    if matches!(whole.credit, Credit::Linear { .. } | Credit::Steps(_) | Credit::PartlyFrom(_)) {
        let finding = rules::UNCLEAR_REQUIREMENT.finding(at, say!("path.credit"));
        reader.push(finding.help(say!("path.credit-help")));
        return None;
    }
    let stage = |stage: StageRead| {
        bound::suits(reader, stage.at, &whole.demand, &stage.bound).then_some(())?;
        let requirement = at_stage(whole, &stage);
        Some(PathStage { when: stage.when, weight: stage.weight, requirement })
    };
    Some(Some(Path { combination, stages: all(stages.into_iter().map(stage).collect())? }))
}

fn at_stage(whole: &Requirement, stage: &StageRead) -> Requirement {
    let mut requirement = Requirement {
        at: stage.at,
        label: None,
        weight: None,
        wording: None,
        lead: Prose::default(),
        remark: Prose::default(),
        method: Method::default(),
        ..whole.clone()
    };
    if let (Demand::Share(_), Some(share)) = (&whole.demand, bound::share_of(&stage.bound)) {
        requirement.demand = whole.demand.held_to(Number(share.value())).unwrap_or(requirement.demand);
    } else if let Some(bound) = requirement.demand.measure_mut().bound_mut() {
        *bound = stage.bound.clone();
    }
    match stage.when {
        StageTime::In(period) => requirement.period = Some(period),
        StageTime::By(deadline) => requirement.deadline = Some(deadline),
    }
    requirement
}
