//! `årsrapport.yaml`: what an institution writes of the year, beside the figures.

use std::path::Path;

use crate::assets::Assets;
use crate::dossier::Annual;
use crate::files::Files;
use crate::language::say;
use crate::plan::{
    Adjusted, Adjustment, Analysis, AnnualReport, Continued, Earlier, EarlierYear, Insert, Matter, Plan, Verdict,
};
use crate::quantity::{Count, Percent, Year};
use crate::schema::{self, folder};
use crate::source::{At, Entry};

use super::fields::Fields;
use super::reader::{Reader, all};
use super::{results, rules, section, signer, year};

/// None where the plan has none, and when something is wrong with it.
pub(super) fn read(reader: &mut Reader, folder: &Path, plan: &Plan) -> Option<AnnualReport> {
    let path = reader.find(folder, folder::ANNUAL_REPORT)?;
    let at = reader.yaml(&path, None)?;
    let mut fields = Fields::open(reader, at, &schema::annual_report::RECORD)?;
    let date = fields.quantity(reader, schema::annual_report::DATE);
    let is_example = fields.maybe(reader, schema::annual_report::IS_EXAMPLE, Reader::yes);
    let is_provisional = fields.maybe(reader, schema::annual_report::IS_PROVISIONAL, Reader::yes);
    let adjustments = fields.maybe(reader, schema::annual_report::ADJUSTMENTS, |reader, at| {
        let items = reader.list(at)?;
        all(items.into_iter().map(|item| read_adjustment(reader, item, plan)).collect())
    });
    let analyses = fields.maybe(reader, schema::annual_report::ANALYSES, |reader, at| {
        let items = reader.list(at)?;
        all(items.into_iter().map(|item| read_analysis(reader, item, plan)).collect())
    });
    let signers =
        fields.maybe(reader, schema::annual_report::SIGNERS, |reader, at| signer::read(reader, at, plan.sides()));
    let insert = fields.maybe(reader, schema::annual_report::INSERT, read_insert);
    let earlier = fields.maybe(reader, schema::annual_report::EARLIER, |reader, at| {
        let years = reader.entries(at)?;
        all(years.into_iter().map(|year| read_earlier(reader, year, plan)).collect())
    });
    fields.close(reader);
    let mut earlier: Vec<Earlier> = earlier?.unwrap_or_default();
    earlier.sort_by_key(|one| one.year);
    Some(AnnualReport {
        at,
        date: date?,
        is_example: is_example?.unwrap_or(false),
        is_provisional: is_provisional?.unwrap_or(false),
        adjustments: adjustments?.unwrap_or_default(),
        analyses: analyses?.unwrap_or_default(),
        signers: signers?.unwrap_or_default(),
        insert: insert?,
        earlier,
    })
}

/// The report with the years that it names, from the folders beside the plan's. One that is not there, or that has an
/// error, is left out.
pub(super) fn with_years(files: &dyn Files, report: AnnualReport, folder: &Path, assets: &Assets) -> Annual {
    let read = |one: &Earlier| {
        let folder = folder.parent()?.join(one.year.to_string());
        let mut reader = Reader::new(files, &folder);
        let (_, amended, results) = year::read(&mut reader, &folder, assets);
        let year = EarlierYear { year: one.year, plan: amended?.latest().clone(), results: results? };
        Some((year, reader.finish().0))
    };
    let (earlier, earlier_sources) = report.earlier.iter().filter_map(read).unzip();
    Annual { report, earlier, earlier_sources }
}

fn read_adjustment(reader: &mut Reader, at: At, plan: &Plan) -> Option<Adjustment> {
    let mut fields = Fields::open(reader, at, &schema::adjustment::RECORD)?;
    let goal = fields.needed(reader, schema::adjustment::GOAL, |reader, at| results::goal_at(reader, at, plan));
    let to = fields.needed(reader, schema::adjustment::TO, read_adjusted);
    let by = fields.text(reader, schema::adjustment::BY);
    let on = fields.quantity(reader, schema::adjustment::ON);
    let reason = fields.needed(reader, schema::adjustment::REASON, Reader::prose);
    fields.close(reader);
    Some(Adjustment { at, goal: goal?.number.clone(), to: to?, by: by?, on: on?, reason: reason? })
}

fn read_adjusted(reader: &mut Reader, at: At) -> Option<Adjusted> {
    let text = reader.text(at)?;
    if Percent::is_meant(&text) {
        return reader.quantity(at).map(Adjusted::Share);
    }
    reader.word(at, &Verdict::ALL.map(|verdict| (verdict.word(), verdict))).map(Adjusted::Verdict)
}

fn read_analysis(reader: &mut Reader, at: At, plan: &Plan) -> Option<Analysis> {
    let mut fields = Fields::open(reader, at, &schema::analysis::RECORD)?;
    let goal = fields.needed(reader, schema::analysis::GOAL, |reader, at| results::goal_at(reader, at, plan));
    let matter = read_matter(reader, &mut fields);
    fields.close(reader);
    Some(Analysis { at, goal: goal?.number.clone(), matter: matter? })
}

fn read_matter(reader: &mut Reader, fields: &mut Fields) -> Option<Matter> {
    let written = [schema::analysis::TEXT, schema::analysis::FILE].into_iter().find(|key| fields.has(*key));
    let text = section::read_text(reader, fields);
    match (fields.take(schema::analysis::IMMATERIAL), written) {
        (Some(reason), Some(key)) => {
            let finding = rules::UNKNOWN_KEY.finding(reason, say!("beside", first = key.name(), second = "uvæsentlig"));
            reader.push(finding.help(say!("analysis.keep-one-help")));
            None
        }
        (Some(reason), None) => reader.text(reason).map(Matter::Immaterial),
        (None, _) => match text? {
            text if text.is_empty() => {
                let finding = rules::MISSING_KEY.finding(fields.at, say!("analysis.no-text"));
                reader.push(finding.help(say!("analysis.no-text-help")));
                None
            }
            text => Some(Matter::Analysed(text)),
        },
    }
}

fn read_insert(reader: &mut Reader, at: At) -> Option<Insert> {
    let mut fields = Fields::open(reader, at, &schema::insert::RECORD)?;
    let host = fields.text(reader, schema::insert::HOST);
    let above = fields.maybe(reader, schema::insert::ABOVE, Reader::texts);
    let section = fields.quantity(reader, schema::insert::SECTION);
    let first_page = fields.needed(reader, schema::insert::FIRST_PAGE, read_page);
    fields.close(reader);
    Some(Insert { at, host: host?, above: above?.unwrap_or_default(), section: section?, first_page: first_page? })
}

fn read_page(reader: &mut Reader, at: At) -> Option<u32> {
    let Count(page) = reader.quantity(at)?;
    let page = u32::try_from(page).ok().filter(|page| (1..=9999).contains(page));
    if page.is_none() {
        let finding = rules::MALFORMED_QUANTITY.finding(at, say!("page"));
        reader.push(finding.help(say!("page.help")));
    }
    page
}

fn read_earlier(reader: &mut Reader, year: Entry, plan: &Plan) -> Option<Earlier> {
    let number = reader.quantity(year.key).map(|Year(year)| year);
    let goals = reader.entries(year.value)?;
    let goals = all(goals.into_iter().map(|goal| read_continued(reader, goal, plan)).collect());
    Some(Earlier { at: year.key, year: number?, goals: goals? })
}

fn read_continued(reader: &mut Reader, pair: Entry, plan: &Plan) -> Option<Continued> {
    let goal = results::goal_at(reader, pair.key, plan);
    let earlier = reader.quantity(pair.value);
    Some(Continued { at: pair.value, goal: goal?.number.clone(), earlier: earlier? })
}
