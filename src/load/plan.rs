//! `plan.yaml` and all that it names.

use std::path::Path;

use crate::assets::Assets;
use crate::plan::{AnnexForm, GoalGroup, Plan, PlanDocument, Sides, State};
use crate::quantity::{self, CountedFrom, PlanPeriod, Year};
use crate::schema::{self, folder};
use crate::source::At;

use super::fields::Fields;
use super::goal::GoalForm;
use super::reader::{Reader, all};
use super::section::SectionForm;
use super::{budget, goal, parties, section, signer};

/// The year of the plan in a folder, as far as it is told without reading the plan.
pub(super) fn year_of(reader: &Reader, folder: &Path) -> Option<i32> {
    let text = reader.peek(&folder.join(folder::PLAN))?;
    let line =
        text.lines().find_map(|line| line.strip_prefix(schema::plan::YEAR.name())?.trim_start().strip_prefix(':'))?;
    quantity::year(line.split('#').next()?.trim().trim_matches(['"', '\'']))
}

pub(super) fn read(reader: &mut Reader, folder: &Path, assets: &Assets) -> Option<Plan> {
    let called_in = year_of(reader, folder);
    let ministry = parties::read_ministry(reader, folder, called_in);
    let institution = parties::read_institution(reader, folder, called_in);
    let at = reader.yaml(&folder.join(folder::PLAN), None)?;
    let mut fields = Fields::open(reader, at, &schema::plan::RECORD)?;

    let title = fields.text(reader, schema::plan::TITLE);
    let year = fields.quantity(reader, schema::plan::YEAR).map(|Year(year)| year);
    let period = fields.quantity(reader, schema::plan::PERIOD);
    let counted = fields.maybe(reader, schema::plan::QUARTERS, |reader, at| {
        reader.word(at, &CountedFrom::ALL.map(|counted| (counted.word(), counted)))
    });
    let template = fields.needed(reader, schema::plan::TEMPLATE, section::read_template_name);
    let documents = fields.maybe(reader, schema::plan::DOCUMENTS, read_documents);
    let state = fields.maybe(reader, schema::plan::STATE, |reader, at| {
        reader.word(at, &State::ALL.map(|state| (state.word(), state)))
    });
    let decimals = fields.maybe_quantity(reader, schema::plan::DECIMALS);
    let weights =
        fields.maybe(reader, schema::plan::WEIGHTS, |reader, at| reader.word(at, &[(schema::NO_WEIGHTS, ())]));
    let is_weighed = weights.is_some_and(|none| none.is_none());
    let is_in_contract = documents.iter().flatten().all(|printed| printed.contains(&PlanDocument::Contract));
    let form = GoalForm { is_weighed, is_in_contract };
    let director = fields.maybe_text(reader, schema::plan::DIRECTOR);
    let annex = fields.maybe(reader, schema::plan::ANNEX, read_annex);
    let board = fields.maybe_text(reader, schema::plan::BOARD);
    let own_sections = fields.take(schema::plan::SECTIONS);
    let budget = fields.maybe(reader, schema::plan::BUDGET, budget::read);
    let groups = fields.needed(reader, schema::plan::GROUPS, |reader, at| read_groups(reader, at, folder, year, form));
    let signers = fields.take(schema::plan::SIGNERS);
    fields.maybe_text(reader, schema::plan::SOURCE);
    fields.close(reader);

    let (ministry, institution) = (ministry?, institution?);
    let period = PlanPeriod { days: period?, counted: counted? };
    let board = board?;
    let form =
        SectionForm { is_weighed, is_in_parts: is_in_parts(groups.as_deref()), has_board: board.is_some(), period };
    let sections = section::read(reader, assets, template?, own_sections, &institution, form);
    let signers = match signers {
        Some(at) => {
            signer::read(reader, at, Sides { ministry: &ministry, institution: &institution, board: board.as_deref() })
        }
        None => Some(Vec::new()),
    };
    Some(Plan {
        at,
        title: title?,
        year: year?,
        period,
        state: state?.unwrap_or(State::Draft),
        decimals: decimals?.unwrap_or_default(),
        is_weighed: weights?.is_none(),
        director: director?,
        board,
        sections: sections?,
        budget: budget?,
        groups: groups?,
        signers: signers?,
        annex: annex?.unwrap_or_default(),
        documents: documents?.unwrap_or_else(|| PlanDocument::ALL.to_vec()),
        removed: Vec::new(),
        ministry,
        institution,
    })
}

/// Whether there are goals, and each of them weighs a part of the whole.
fn is_in_parts(groups: Option<&[GoalGroup]>) -> bool {
    let mut goals = groups.into_iter().flatten().flat_map(|group| &group.goals).peekable();
    goals.peek().is_some() && goals.all(|goal| goal.weight.is_part_of_whole())
}

fn read_annex(reader: &mut Reader, at: At) -> Option<AnnexForm> {
    let mut fields = Fields::open(reader, at, &schema::annex::RECORD)?;
    let methods = fields.maybe(reader, schema::annex::METHODS, |reader, at| reader.word(at, &AnnexForm::METHODS));
    let heads = fields.maybe(reader, schema::annex::HEADS, Reader::yes);
    fields.close(reader);
    Some(AnnexForm { methods_beside: methods?.unwrap_or_default(), heads: heads?.unwrap_or_default() })
}

fn read_documents(reader: &mut Reader, at: At) -> Option<Vec<PlanDocument>> {
    let words = PlanDocument::ALL.map(|kind| (kind.word(), kind));
    let items = reader.list(at)?;
    all(items.into_iter().map(|item| reader.word(item, &words)).collect())
}

fn read_groups(
    reader: &mut Reader,
    at: At,
    folder: &Path,
    year: Option<i32>,
    form: GoalForm,
) -> Option<Vec<GoalGroup>> {
    let items = reader.list(at)?;
    all(items.into_iter().map(|item| goal::read_group(reader, item, folder, year, form)).collect())
}
