//! The rows of a blank: what is measured in a quarter, each with the cells that its kind needs.

use serde::Serialize;

use super::target::{in_quarter, target};
use super::{BlankCell, CellForm, Column};
use crate::plan::{
    Address, Demand, Evaluation, Figure, Goal, Judgement, Level, LevelTarget, Measure, Plan, QuotientForm, Requirement,
    Results, Share, Step, ValueWithin, Verdict, window,
};
use crate::quantity::PlanQuarter;
use crate::schema::results::{HIGHER, LOWER};

/// What a person or a program reports in one row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BlankRow {
    pub of: Address,
    /// What is demanded, with the plan's label: `a) Fast-track, 1. gang`.
    pub name: String,
    pub place: RowPlace,
    pub target: String,
    pub cells: Vec<BlankCell>,
}

/// Which part of a requirement a row is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum RowPlace {
    /// All of it.
    Whole,
    /// A tier, by its place.
    Tier(usize, Step),
    /// A tier at a place.
    Site(String, usize, Step),
    /// What one evaluator says of a topic and a subject, by the places of those two.
    Mark { evaluator: String, topic: usize, subject: usize, of: String },
}

impl RowPlace {
    /// `inden for 31 dage`, `Valby, inden for 31 dage`, `Lovkontoret: Rettidighed, bidrag til svar`.
    pub fn words(&self) -> String {
        match self {
            Self::Whole => String::new(),
            Self::Tier(_, step) => limit(*step),
            Self::Site(site, _, step) => format!("{site}, {}", limit(*step)),
            Self::Mark { evaluator, of, .. } => format!("{evaluator}: {of}"),
        }
    }

    /// Which tier it is for; 0 where there are none.
    pub fn tier(&self) -> usize {
        match self {
            Self::Whole | Self::Mark { .. } => 0,
            Self::Tier(tier, _) | Self::Site(_, tier, _) => *tier,
        }
    }
}

fn limit(step: Step) -> String {
    match step {
        Step::Within(limit) => format!("inden for {limit}"),
        Step::AtMost(limit) => format!("højst {limit}"),
    }
}

impl BlankRow {
    /// What it is known by, wherever it stands.
    pub fn key(&self) -> String {
        format!("{} | {}", self.of, self.place.words())
    }

    /// Whether anything of it is measured.
    pub fn has_figure(&self) -> bool {
        self.cells.iter().any(|cell| !matches!(cell.column, Column::Expected | Column::Comment | Column::Source))
    }

    pub fn cell(&self, column: Column) -> Option<&BlankCell> {
        self.cells.iter().find(|cell| cell.column == column)
    }
}

pub(super) fn rows(plan: &Plan, quarter: &PlanQuarter, results: &Results) -> Vec<BlankRow> {
    let mut rows: Vec<BlankRow> = Vec::new();
    for (_, goal) in plan.goals() {
        let all = goal.addresses();
        let is_leaf = |chain: &[&Requirement]| chain.last().is_some_and(|one| one.parts().is_empty());
        let measured: Vec<&Address> = all
            .iter()
            .filter(|(of, chain)| is_leaf(chain) && is_measured(plan, of, chain, quarter, results))
            .map(|(of, _)| of)
            .collect();
        for (of, chain) in &all {
            if rows.iter().any(|row| row.of == *of) {
                continue;
            }
            let is_whole = || !all.iter().any(|(one, chain)| one == of && is_leaf(chain));
            let has_any = || measured.iter().any(|one| one.steps.starts_with(&of.steps));
            if is_leaf(chain) && measured.contains(&of) {
                rows.extend(of_requirement(plan, of, chain, quarter));
            } else if !is_leaf(chain) && is_whole() && has_any() {
                rows.push(whole(goal, of, chain));
            }
        }
    }
    rows
}

/// Whether something can be reported on it for the quarter: it has days of it; or should have been delivered before, and
/// nothing says that it is.
fn is_measured(plan: &Plan, of: &Address, chain: &[&Requirement], quarter: &PlanQuarter, results: &Results) -> bool {
    let (days, _) = window(plan, chain);
    let is_deliverable = chain.last().is_some_and(|one| matches!(one.demand, Demand::Deliverable(_)));
    let is_delivered = || {
        let earlier = results.of(of).filter(|(sheet, _)| sheet.days.last < quarter.days.first);
        earlier
            .filter_map(|(_, one)| one.figure.as_ref())
            .any(|one| matches!(one, Figure::Delivery { on: Some(_), .. }))
    };
    days.within(&quarter.days).is_some() || is_deliverable && days.last < quarter.days.first && !is_delivered()
}

/// A goal, or what has parts: nothing is measured of it, and something can be said.
fn whole(goal: &Goal, of: &Address, chain: &[&Requirement]) -> BlankRow {
    let name = if chain.is_empty() { format!("{}: målet som helhed", goal.area) } else { named(chain) };
    let cells = vec![expected(), BlankCell::new(Column::Comment, CellForm::Text)];
    BlankRow { of: of.clone(), name, place: RowPlace::Whole, target: String::new(), cells }
}

/// `a) Fast-track, 1. gang`
fn named(chain: &[&Requirement]) -> String {
    let labels: Vec<&str> = chain.iter().filter_map(|one| one.label.as_deref()).collect();
    let words = chain.last().map(|one| one.words()).unwrap_or_default();
    if labels.is_empty() { words } else { format!("{}) {words}", labels.join(" ")) }
}

fn expected() -> BlankCell {
    BlankCell::new(Column::Expected, CellForm::WordsOrPercent(Verdict::ALL.map(|one| one.word().to_owned()).into()))
}

fn of_requirement(plan: &Plan, of: &Address, chain: &[&Requirement], quarter: &PlanQuarter) -> Vec<BlankRow> {
    let Some(last) = chain.last() else { return Vec::new() };
    let requirement = in_quarter(plan, last, quarter);
    let mut rows: Vec<BlankRow> = places(&requirement.demand)
        .into_iter()
        .map(|(place, cells)| BlankRow {
            of: of.clone(),
            name: named(chain),
            target: target(chain, requirement, place.tier()),
            place,
            cells,
        })
        .collect();
    if let Some(first) = rows.first_mut() {
        let is_compared = requirement.demand.measure().target(0).is_some_and(|target| target.bound.beside.is_some());
        if is_compared {
            first.cells.push(BlankCell::new(Column::Compared, CellForm::Number(String::new())));
        }
        first.cells.extend([
            expected(),
            BlankCell::new(Column::Comment, CellForm::Text),
            BlankCell::new(Column::Source, CellForm::Text),
        ]);
    }
    rows
}

type RowsOfKind = Vec<(RowPlace, Vec<BlankCell>)>;

/// The rows of a kind, each with its own cells.
fn places(demand: &Demand) -> RowsOfKind {
    let cell = BlankCell::new;
    let whole = |cells: Vec<BlankCell>| vec![(RowPlace::Whole, cells)];
    match demand {
        Demand::Share(share) => of_share(share),
        Demand::Value(value) => whole(of_value(value)),
        Demand::Count(_) => whole(vec![cell(Column::Count, CellForm::Count)]),
        Demand::Deliverable(_) => {
            whole(vec![cell(Column::Delivered, CellForm::DayOrNo), cell(Column::Evidence, CellForm::Text)])
        }
        Demand::Evaluation(evaluation) => of_evaluation(evaluation),
        Demand::Level(level) => whole(vec![cell(Column::Level, of_level(level))]),
        Demand::Judgement(judgement) => whole(of_judgement(judgement)),
        Demand::Later(_) | Demand::Parts(_) => whole(Vec::new()),
    }
}

fn of_share(share: &Share) -> RowsOfKind {
    let tiers = || share.tiers.iter().map(|tier| tier.step).enumerate();
    let cells = |tier: usize| {
        let total = (tier == 0).then(|| BlankCell::new(Column::Total, CellForm::Count));
        total.into_iter().chain([BlankCell::new(Column::Kept, CellForm::Count)]).collect::<Vec<_>>()
    };
    if share.sites.is_empty() {
        let with_share = |tier| [cells(tier), vec![BlankCell::new(Column::Share, CellForm::Percent)]].concat();
        return tiers().map(|(tier, step)| (RowPlace::Tier(tier, step), with_share(tier))).collect();
    }
    let at = |site: &str| -> RowsOfKind {
        tiers().map(|(tier, step)| (RowPlace::Site(site.to_owned(), tier, step), cells(tier))).collect()
    };
    share.sites.iter().flat_map(|site| at(&site.name)).collect()
}

fn of_value(value: &ValueWithin) -> Vec<BlankCell> {
    let is_percent = value.bound.is_in_percent() && value.bound.beside.is_none();
    let form = || match is_percent {
        true => CellForm::Percent,
        false if value.bound.beside.is_some() => CellForm::Number(String::new()),
        false => CellForm::Number(value.bound.unit()),
    };
    let mut cells = Vec::new();
    if let Some(quotient) = &value.quotient {
        let form = || match quotient.form {
            QuotientForm::Share => CellForm::Count,
            QuotientForm::Mean(_) => CellForm::Number(String::new()),
        };
        cells.extend([BlankCell::new(Column::Over, form()), BlankCell::new(Column::Under, form())]);
    }
    cells.push(BlankCell::new(Column::Value, form()));
    cells
}

fn of_level(level: &Level) -> CellForm {
    match &level.at_least {
        LevelTarget::Rank(_) | LevelTarget::Named(_) if !level.scale().is_empty() => {
            CellForm::Words(level.scale().to_vec())
        }
        LevelTarget::Named(name) => CellForm::Words(vec![name.clone(), LOWER.to_owned(), HIGHER.to_owned()]),
        LevelTarget::Rank(_) => CellForm::Count,
    }
}

fn of_judgement(judgement: &Judgement) -> Vec<BlankCell> {
    let words = match judgement.degrees.as_slice() {
        [] => Verdict::ALL.map(|one| one.word().to_owned()).into(),
        degrees => degrees.iter().map(|degree| degree.share.to_string()).collect(),
    };
    vec![
        BlankCell::new(Column::Verdict, CellForm::Words(words)),
        BlankCell::new(Column::By, CellForm::Text),
        BlankCell::new(Column::On, CellForm::Day),
        BlankCell::new(Column::Reason, CellForm::Text),
    ]
}

fn of_evaluation(evaluation: &Evaluation) -> RowsOfKind {
    let mut places = Vec::new();
    for evaluator in &evaluation.evaluators {
        for (topic, topic_name) in evaluation.topics.iter().enumerate() {
            for (subject, subject_name) in evaluation.subjects.iter().enumerate() {
                let of = format!("{topic_name}, {subject_name}");
                let place = RowPlace::Mark { evaluator: evaluator.clone(), topic, subject, of };
                let marks = evaluation.scale.iter().map(|(mark, _)| mark.to_string()).collect();
                places.push((place, vec![BlankCell::new(Column::Mark, CellForm::Words(marks))]));
            }
        }
    }
    places
}
