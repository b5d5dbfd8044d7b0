//! Goal groups and goals; koncernfælles goals come from the ministry's file for the year.

use std::path::Path;

use crate::plan::{Background, Goal, GoalGroup, Open, Origin, Weight};
use crate::quantity::Points;
use crate::source::At;

use super::fields::Fields;
use super::reader::{Reader, all};
use super::{method, requirement, rules, section};

/// The word that stands for all goals that a ministry's institutions share.
const SHARED: &str = "koncernfælles";

pub(super) fn read_group(reader: &mut Reader, at: At, plan_folder: &Path, year: Option<i32>) -> Option<GoalGroup> {
    let mut fields = Fields::open(reader, at, "a group of goals")?;
    let number = fields.quantity(reader, "nr");
    let title = fields.text(reader, "titel");
    let subtitle = fields.maybe_text(reader, "undertitel");
    let declared = fields.maybe_quantity(reader, "vægt");
    let lead = section::read_text(reader, &mut fields);
    let goals = fields.needed(reader, "mål", |reader, at| read_goals(reader, at, Some((plan_folder, year))));
    let background = fields.maybe(reader, "baggrund", read_background);
    fields.close(reader);
    let (shared, goals) = goals?;
    Some(GoalGroup {
        at,
        number: number?,
        title: title?,
        subtitle: subtitle?,
        declared: declared?.or(shared),
        lead: lead?,
        goals,
        background: background?,
    })
}

fn read_background(reader: &mut Reader, at: At) -> Option<Background> {
    let mut fields = Fields::open(reader, at, "a background")?;
    let number = fields.maybe_quantity(reader, "nr");
    let title = fields.text(reader, "titel");
    let lead = section::read_text(reader, &mut fields);
    fields.close(reader);
    Some(Background { at, number: number?, title: title?, lead: lead? })
}

/// What shared goals declare that they weigh together, and the goals.
type Goals = (Option<Points>, Vec<Goal>);

/// A list of paths, goals in place and the word for the shared ones; or that word alone.
fn read_goals(reader: &mut Reader, at: At, shared: Option<(&Path, Option<i32>)>) -> Option<Goals> {
    let items = match shared {
        Some(_) if !reader.is_list(at) && !reader.is_map(at) => vec![at],
        _ => reader.list(at)?,
    };
    let mut declared = None;
    let whole_group = items.len() == 1;
    let mut goals = Vec::new();
    for item in items {
        if let Some((folder, year)) = shared.filter(|_| reader.reads(item, SHARED)) {
            let read = year.and_then(|year| read_shared(reader, item, folder, year));
            if let Some((points, _)) = &read {
                declared = points.filter(|_| whole_group);
            }
            goals.push(read.map(|(_, goals)| goals));
        } else if reader.is_map(item) {
            goals.push(read_goal(reader, item).map(|goal| vec![goal]));
        } else {
            goals.push(read_goal_file(reader, item).map(|goal| vec![goal]));
        }
    }
    Some((declared, all(goals)?.concat()))
}

fn read_goal_file(reader: &mut Reader, asked_by: At) -> Option<Goal> {
    let path = reader.path(asked_by)?;
    let at = reader.yaml(&path, Some(asked_by))?;
    read_goal(reader, at)
}

/// `koncern/<year>.yaml` in the ministry's folder.
fn read_shared(reader: &mut Reader, asked_by: At, plan_folder: &Path, year: i32) -> Option<Goals> {
    let path = plan_folder.parent()?.parent()?.join("koncern").join(format!("{year}.yaml"));
    let at = reader.yaml(&path, Some(asked_by))?;
    let mut fields = Fields::open(reader, at, "shared goals")?;
    let stated = fields.needed(reader, "år", super::plan::read_year);
    let declared = fields.maybe_quantity(reader, "vægt");
    let goals = fields.needed(reader, "mål", |reader, at| read_goals(reader, at, None));
    fields.close(reader);
    if stated? != year {
        let message = format!("the file's name says {year}, its content another year");
        reader.push(rules::UNKNOWN_WORD.finding(at.key("år"), message).help("let the two agree"));
        return None;
    }
    let goals = goals?.1.into_iter().map(|goal| Goal { is_shared: true, ..goal }).collect();
    Some((declared?, goals))
}

pub(super) fn read_goal(reader: &mut Reader, at: At) -> Option<Goal> {
    let mut fields = Fields::open(reader, at, "a goal")?;
    let number = fields.quantity(reader, "nr");
    let area = fields.text(reader, "område");
    let weight = fields.needed(reader, "vægt", read_weight);
    let goal = fields.needed(reader, "mål", Reader::prose);
    let lead = fields.maybe_prose(reader, "indledning");
    let remark = fields.maybe_prose(reader, "bemærkning");
    let combination = fields.maybe(reader, "samles", requirement::read_combination);
    let requirements = fields.needed(reader, "resultatkrav", requirement::read_all);
    let open = fields.maybe(reader, "åbent", |reader, at| {
        let items = reader.list(at)?;
        all(items.into_iter().map(|item| read_open(reader, item)).collect())
    });
    let background = fields.maybe_prose(reader, "baggrund");
    let background_title = fields.maybe_text(reader, "baggrundstitel");
    let method = fields.maybe(reader, "opgørelse", method::read);
    fields.close(reader);
    Some(Goal {
        at,
        number: number?,
        area: area?,
        weight: weight?,
        goal: goal?,
        lead: lead?,
        remark: remark?,
        combination: combination?,
        requirements: requirements?,
        open: open?.unwrap_or_default(),
        background: background?,
        background_title: background_title?,
        method: method?.unwrap_or_default(),
        origin: Origin::default(),
        is_shared: false,
    })
}

/// `65`, `ikke fastsat`, or `{ antaget: 10, fordi: … }`.
fn read_weight(reader: &mut Reader, at: At) -> Option<Weight> {
    if reader.reads(at, "ikke fastsat") {
        return Some(Weight::NotSet);
    }
    if !reader.is_map(at) {
        return reader.quantity(at).map(Weight::Points);
    }
    let mut fields = Fields::open(reader, at, "a weight")?;
    let points = fields.quantity(reader, "antaget");
    let reason = fields.text(reader, "fordi");
    fields.close(reader);
    Some(Weight::Assumed { points: points?, reason: reason? })
}

fn read_open(reader: &mut Reader, at: At) -> Option<Open> {
    let mut fields = Fields::open(reader, at, "what is set later")?;
    let what = fields.text(reader, "hvad");
    let period = fields.maybe_quantity(reader, "måles");
    let set = fields.text(reader, "fastsættes");
    fields.close(reader);
    Some(Open { at, what: what?, period: period?, set: set? })
}
