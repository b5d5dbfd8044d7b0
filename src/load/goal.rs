//! Goal groups and goals; koncernfælles goals come from the ministry's file for the year.

use std::path::Path;

use crate::language::say;
use crate::plan::{Background, Goal, GoalGroup, Listing, Open, OpenPlace, Origin, Plan, PlanDocument, Weight};
use crate::quantity::{Malformed, NOT_SET, Percent, Points, Year};
use crate::schema::{self, folder};
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::{method, requirement, rules, section, weight};

/// More than ten times as many as any goal of a real plan has. Pages are laid out in time that grows with the square of a row's length.
const MOST_REQUIREMENTS: usize = 200;

pub(super) fn read_group(
    reader: &mut Reader,
    at: At,
    plan_folder: &Path,
    year: Option<i32>,
    form: GoalForm,
) -> Option<GoalGroup> {
    let mut fields = Fields::open(reader, at, &schema::group::RECORD)?;
    let number = fields.quantity(reader, schema::group::NUMBER);
    let title = fields.text(reader, schema::group::TITLE);
    let note = fields.maybe_prose(reader, schema::group::NOTE);
    let subtitle = fields.maybe_text(reader, schema::group::SUBTITLE);
    let declared = fields.maybe_quantity(reader, schema::group::WEIGHT);
    let lead = section::read_text(reader, &mut fields);
    let goals = fields
        .needed(reader, schema::group::GOALS, |reader, at| read_goals(reader, at, Some((plan_folder, year)), form));
    let background = fields.maybe(reader, schema::group::BACKGROUND, read_background);
    fields.close(reader);
    let (shared, goals) = goals?;
    Some(GoalGroup {
        at,
        number: number?,
        title: title?,
        note: note?,
        subtitle: subtitle?,
        declared: declared?.or(shared),
        lead: lead?,
        goals,
        background: background?,
    })
}

fn read_background(reader: &mut Reader, at: At) -> Option<Background> {
    let mut fields = Fields::open(reader, at, &schema::background::RECORD)?;
    let number = fields.maybe_quantity(reader, schema::background::NUMBER);
    let title = fields.text(reader, schema::background::TITLE);
    let note = fields.maybe_prose(reader, schema::background::NOTE);
    let lead = section::read_text(reader, &mut fields);
    let listing = fields.maybe(reader, schema::background::LISTING, |reader, at| {
        reader.word(at, &Listing::ALL.map(|listing| (listing.word(), listing)))
    });
    fields.close(reader);
    Some(Background {
        at,
        number: number?,
        title: title?,
        note: note?,
        lead: lead?,
        listing: listing?.unwrap_or_default(),
    })
}

/// What shared goals declare that they weigh together, and the goals.
type ReadGoals = (Option<Points>, Vec<Goal>);

/// A list of paths, goals in place and the word for the shared ones; or that word alone.
fn read_goals(reader: &mut Reader, at: At, shared: Option<(&Path, Option<i32>)>, form: GoalForm) -> Option<ReadGoals> {
    let items = match shared {
        Some(_) if reader.reads(at, schema::SHARED) => vec![at],
        _ => reader.list(at)?,
    };
    let mut declared = None;
    let whole_group = items.len() == 1;
    let mut goals = Vec::new();
    for item in items {
        if let Some((folder, year)) = shared.filter(|_| reader.reads(item, schema::SHARED)) {
            let read = year.and_then(|year| read_shared(reader, item, folder, year, form));
            if let Some((points, _)) = &read {
                declared = points.filter(|_| whole_group);
            }
            goals.push(read.map(|(_, goals)| goals));
        } else if reader.is_map(item) {
            goals.push(read_goal(reader, item, form).map(|goal| vec![goal]));
        } else {
            goals.push(read_goal_file(reader, item, form).map(|goal| vec![goal]));
        }
    }
    Some((declared, all(goals)?.concat()))
}

fn read_goal_file(reader: &mut Reader, asked_by: At, form: GoalForm) -> Option<Goal> {
    let path = reader.path(asked_by)?;
    let at = reader.yaml(&path, Some(asked_by))?;
    read_goal(reader, at, form)
}

/// `koncern/<year>.yaml` in the ministry's folder.
fn read_shared(reader: &mut Reader, asked_by: At, plan_folder: &Path, year: i32, form: GoalForm) -> Option<ReadGoals> {
    let path = plan_folder.parent()?.parent()?.join(folder::SHARED).join(format!("{year}.yaml"));
    let at = reader.yaml(&path, Some(asked_by))?;
    let mut fields = Fields::open(reader, at, &schema::shared::RECORD)?;
    let stated = fields.quantity(reader, schema::shared::YEAR).map(|Year(year)| year);
    let declared = fields.maybe_quantity(reader, schema::shared::WEIGHT);
    let goals = fields.needed(reader, schema::shared::GOALS, |reader, at| read_goals(reader, at, None, form));
    fields.close(reader);
    if stated? != year {
        let message = say!("goal.year", named = year);
        reader.push(rules::UNKNOWN_WORD.finding(at.key(schema::shared::YEAR), message).help(say!("agree.help")));
        return None;
    }
    let goals = goals?.1.into_iter().map(|goal| Goal { is_shared: true, ..goal }).collect();
    Some((declared?, goals))
}

/// What the goals of a plan have.
#[derive(Debug, Clone, Copy)]
pub(super) struct GoalForm {
    pub is_weighed: bool,
    /// A contract has a column for what is to be reached; an annex alone need not say it.
    pub is_in_contract: bool,
}

impl GoalForm {
    /// Those that come into a plan.
    pub fn of(plan: &Plan) -> Self {
        Self { is_weighed: plan.is_weighed, is_in_contract: plan.documents.contains(&PlanDocument::Contract) }
    }
}

pub(super) fn read_goal(reader: &mut Reader, at: At, form: GoalForm) -> Option<Goal> {
    let mut fields = Fields::open(reader, at, &schema::goal::RECORD)?;
    let number = fields.quantity(reader, schema::goal::NUMBER);
    let printed_number = fields.maybe_text(reader, schema::goal::PRINTED_NUMBER);
    let area = fields.text(reader, schema::goal::AREA);
    let note = fields.maybe_prose(reader, schema::goal::NOTE);
    let weight = match (form.is_weighed, fields.take(schema::goal::WEIGHT)) {
        (true, Some(at)) => read_weight(reader, at),
        (true, None) => fields.needed(reader, schema::goal::WEIGHT.once_chosen(), read_weight),
        (false, Some(at)) => refuse_weight(reader, at),
        (false, None) => Some(Weight::None),
    };
    let goal = match form.is_in_contract {
        true => fields.needed(reader, schema::goal::GOAL.once_chosen(), Reader::prose),
        false => fields.maybe_prose(reader, schema::goal::GOAL),
    };
    let lead = fields.maybe_prose(reader, schema::goal::LEAD);
    let remark = fields.maybe_prose(reader, schema::goal::REMARK);
    let combination = fields.maybe(reader, schema::goal::COMBINATION, weight::read_agreed_or_assumed);
    let requirements = fields.needed(reader, schema::goal::REQUIREMENTS, requirement::read_all);
    let open = fields.maybe(reader, schema::goal::OPEN, |reader, at| {
        let items = reader.list(at)?;
        all(items.into_iter().map(|item| read_open(reader, item)).collect())
    });
    let background = fields.maybe_prose(reader, schema::goal::BACKGROUND);
    let background_title = fields.maybe_text(reader, schema::goal::BACKGROUND_TITLE);
    let method = fields.maybe(reader, schema::goal::METHOD, method::read);
    fields.close(reader);
    let requirements = requirements?;
    let (combination, assumption) = combination?.unzip();
    let count = requirements.iter().map(|one| one.walk().len()).sum::<usize>();
    if count > MOST_REQUIREMENTS {
        let message = say!("too-large.goal", count = count);
        let help = say!("too-large.goal-help", most = MOST_REQUIREMENTS);
        reader.push(rules::TOO_LARGE.finding(at.key(schema::goal::REQUIREMENTS), message).help(help));
        return None;
    }
    Some(Goal {
        at,
        number: number?,
        printed_number: printed_number?,
        area: area?,
        note: note?,
        weight: weight?,
        goal: goal?,
        lead: lead?,
        remark: remark?,
        combination,
        assumption: assumption.flatten(),
        requirements,
        open: open?.unwrap_or_default(),
        background: background?,
        background_title: background_title?,
        method: method?.unwrap_or_default(),
        origin: Origin::default(),
        is_shared: false,
    })
}

fn refuse_weight<T>(reader: &mut Reader, at: At) -> Option<T> {
    let finding = rules::UNKNOWN_KEY.finding(at, say!("goal.weighed"));
    reader.push(finding.help(say!("goal.weighed-help")));
    None
}

/// `65`, `7/12`, `15 pct.`, `ikke fastsat`, or `{ antaget: 10, fordi: … }`.
fn read_weight(reader: &mut Reader, at: At) -> Option<Weight> {
    if reader.reads(at, NOT_SET) {
        return Some(Weight::NotSet);
    }
    if !reader.is_map(at) {
        return reader.quantity::<ReadWeight>(at).map(|weight| weight.0);
    }
    let mut fields = Fields::open(reader, at, &schema::assumed_weight::RECORD)?;
    let points = fields.quantity(reader, schema::assumed_weight::POINTS);
    let reason = fields.text(reader, schema::assumed_weight::REASON);
    fields.close(reader);
    Some(Weight::Assumed { points: points?, reason: reason? })
}

struct ReadWeight(Weight);

impl std::str::FromStr for ReadWeight {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Ok(Self(if Percent::is_meant(text) {
            Weight::Share(text.parse()?)
        } else if text.contains('/') {
            Weight::Fraction(text.parse()?)
        } else {
            Weight::Points(text.parse()?)
        }))
    }
}

fn read_open(reader: &mut Reader, at: At) -> Option<Open> {
    let mut fields = Fields::open(reader, at, &schema::open::RECORD)?;
    let what = fields.text(reader, schema::open::WHAT);
    let period = fields.maybe_quantity(reader, schema::open::PERIOD);
    let set = fields.text(reader, schema::open::SET);
    let wording = fields.maybe_prose(reader, schema::open::WORDING);
    let place = fields.maybe(reader, schema::open::PLACE, |reader, at| reader.word(at, &OpenPlace::WORDS));
    fields.close(reader);
    let place = place?.unwrap_or(OpenPlace::BelowRequirements);
    Some(Open { at, what: what?, period: period?, set: set?, wording: wording?, place })
}
