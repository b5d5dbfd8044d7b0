//! An agency's files, counted into results of a plan.

use std::path::{Path, PathBuf};

use super::{Edit, Inspected, NotOnePlan, Workspace};
use crate::blank::Blank;
use crate::diagnostic::{Finding, Report, Severity};
use crate::files::{Files, find};
use crate::import::{
    self, CellRefusal, Counted, Imported, QueryRequest, Rejection, Request, SheetHead, SqlDialect, file_name,
};
use crate::language::{Message, Telling, in_words, say};
use crate::load::{Mapping, mapping};
use crate::plan::{Address, Plan, Sheet};
use crate::quantity::{Date, PartOfYear, Period};
use crate::schema::folder;
use crate::source::{At, Sources};

/// What is to be counted, and where it goes.
#[derive(Debug, Clone, Copy)]
pub struct ImportRequest<'a> {
    pub files: &'a [PathBuf],
    /// None means every quarter that the files have something for.
    pub periods: &'a [PartOfYear],
    /// Of a workbook; its first where none is named.
    pub sheet: Option<&'a str>,
    /// What the agency calls its columns and case types; otherwise the plan's own mapping.
    pub map: Option<&'a Path>,
    /// The day that the figures are of, where a workbook does not say it.
    pub updated: Option<Date>,
    /// Who reports them, and from which system, where the mapping does not say.
    pub reporter: Option<&'a str>,
    pub source: Option<&'a str>,
    pub is_example: bool,
    /// A folder, or a file that ends in `.yaml`; otherwise the plan's `resultater/`.
    pub out: Option<&'a Path>,
    /// Writes over results that are there.
    pub may_replace: bool,
}

/// What was counted.
#[derive(Debug)]
pub struct ImportedResults {
    pub imported: Imported,
    /// A file for each period, all of them or, where any is refused, none.
    pub results: Result<Vec<Edit>, Vec<ImportRefusal>>,
    /// Files that are written over, with what they no longer report.
    pub lost: Vec<(PathBuf, Vec<Address>)>,
    /// What is to be said of the mapping.
    pub mapping: Option<(Report, Sources)>,
    /// Of a workbook that was filled in, and nothing counted.
    pub filled: Option<FilledAccount>,
}

/// What there was in a workbook that was filled in.
#[derive(Debug)]
pub struct FilledAccount {
    /// The file, and its sheet.
    pub name: String,
    pub rows: usize,
    /// What its reader should know.
    pub notes: Vec<Message>,
}

/// Why results are not written.
#[derive(Debug, thiserror::Error)]
pub enum ImportRefusal {
    NothingCounted,
    SeveralQuarters,
    IsThere(PathBuf),
    /// Each with where.
    ReportedAlready(Vec<String>),
    /// A name of a file or a system can hold what no document prints.
    NotReadBack {
        report: Report,
        sources: Box<Sources>,
    },
    /// A cell of a workbook that was filled in.
    Cell {
        path: PathBuf,
        refusal: CellRefusal,
    },
}

in_words!(ImportRefusal);

impl Telling for ImportRefusal {
    fn message(&self) -> Message {
        match self {
            Self::NothingCounted => say!("import-refusal.nothing-counted"),
            Self::SeveralQuarters => say!("import-refusal.several-quarters"),
            Self::IsThere(one) => say!("import-refusal.is-there", what = one.display()),
            Self::ReportedAlready(one) => say!("import-refusal.reported-already", what = one),
            Self::NotReadBack { .. } => say!("import-refusal.not-read-back"),
            Self::Cell { path, refusal } => say!(
                "filled.cell",
                path = path.display(),
                sheet = Blank::SHEET,
                cell = refusal.cell,
                problem = refusal.problem
            ),
        }
    }
}

/// Why nothing is counted.
#[derive(Debug, thiserror::Error)]
pub enum ImportFailure {
    NotOnePlan(#[from] NotOnePlan),
    PlanWrong,
    MappingWrong {
        path: PathBuf,
        report: Report,
        sources: Box<Sources>,
    },
    NoReporter,
    NoDay,
    /// No requirement is about cases that can be counted one by one.
    NoCases,
    Import(#[from] import::ImportError),
}

in_words!(ImportFailure);

impl Telling for ImportFailure {
    fn message(&self) -> Message {
        match self {
            Self::NotOnePlan(inner) => inner.message(),
            Self::PlanWrong => say!("import-failure.plan-wrong"),
            Self::MappingWrong { path, .. } => say!("import-failure.mapping-wrong", path = path.display()),
            Self::NoReporter => say!("import-failure.no-reporter"),
            Self::NoCases => say!("import-failure.no-cases"),
            Self::NoDay => say!("import-failure.no-day"),
            Self::Import(inner) => inner.message(),
        }
    }
}

impl Workspace {
    /// Counts an agency's files into results of the only plan. `reject` gets each row that could not be counted, with its file.
    ///
    /// # Errors
    /// Why nothing is counted.
    pub fn import(
        &self,
        request: &ImportRequest,
        reject: &mut dyn FnMut(&Path, Rejection),
    ) -> Result<ImportedResults, ImportFailure> {
        let inspected = self.plan()?;
        let plan = inspected.known.plan().ok_or(ImportFailure::PlanWrong)?;
        let path = request.map.map(Path::to_owned).or_else(|| find(&self.files, &inspected.folder, folder::MAPPING));
        let (own, found) = match path {
            Some(path) => self.read_mapping(path, plan)?,
            None => (Mapping::default(), None),
        };
        if let Some(filled) = self.filled_in(request, inspected, &own)? {
            return Ok(filled);
        }
        let reporter = request.reporter.or(own.reporter.as_deref()).ok_or(ImportFailure::NoReporter)?;
        let source = request.source.or(own.source.as_deref());
        let head = SheetHead {
            updated: request.updated.ok_or(ImportFailure::NoDay)?,
            reporter,
            source,
            is_example: request.is_example,
            coverage: &self.coverage,
        };
        let (periods, sheet) = (request.periods, request.sheet);
        let counting = Request { files: &self.files, plan, mapping: &own, periods, sheet };
        let imported = import::import(counting, request.files, reject)?;
        let mut lost = Vec::new();
        let results = self.results(&imported, &head, inspected, request, &mut lost);
        Ok(ImportedResults { imported, results, lost, mapping: found, filled: None })
    }

    /// The query that counts the cases of the only plan in a database.
    ///
    /// # Errors
    /// The plan or its mapping has errors, or it has no requirement that cases can be counted for.
    pub fn query(
        &self,
        map: Option<&Path>,
        periods: &[PartOfYear],
        dialect: SqlDialect,
        table: &str,
    ) -> Result<String, ImportFailure> {
        let inspected = self.plan()?;
        let plan = inspected.known.plan().ok_or(ImportFailure::PlanWrong)?;
        let path = map.map(Path::to_owned).or_else(|| find(&self.files, &inspected.folder, folder::MAPPING));
        let mapping = path.map(|path| self.read_mapping(path, plan)).transpose()?.map(|(mapping, _)| mapping);
        let mapping = mapping.unwrap_or_default();
        let request = QueryRequest { plan, mapping: &mapping, periods, dialect, table };
        import::query(&request).ok_or(ImportFailure::NoCases)
    }

    fn read_mapping(&self, path: PathBuf, plan: &Plan) -> Result<(Mapping, Option<(Report, Sources)>), ImportFailure> {
        let (mapping, sources, report) = mapping(&self.files, &path, plan);
        match mapping {
            Some(mapping) => Ok((mapping, Some((report, sources)))),
            None => Err(ImportFailure::MappingWrong { path, report, sources: Box::new(sources) }),
        }
    }

    /// A file for each period.
    fn results(
        &self,
        imported: &Imported,
        head: &SheetHead,
        inspected: &Inspected,
        request: &ImportRequest,
        lost: &mut Vec<(PathBuf, Vec<Address>)>,
    ) -> Result<Vec<Edit>, Vec<ImportRefusal>> {
        if imported.counted.is_empty() {
            return Err(vec![ImportRefusal::NothingCounted]);
        }
        let own = inspected.folder.join(folder::RESULTS);
        let out = request.out.unwrap_or(&own);
        let is_file = out.extension().is_some_and(|ending| ending == "yaml");
        if is_file && imported.counted.len() > 1 {
            return Err(vec![ImportRefusal::SeveralQuarters]);
        }
        let path = |counted: &Counted| if is_file { out.to_owned() } else { out.join(file_name(counted.period)) };
        let mut refusals = Vec::new();
        let mut edits = Vec::new();
        for counted in &imported.counted {
            let path = path(counted);
            if self.files.exists(&path) && !request.may_replace {
                refusals.push(ImportRefusal::IsThere(path));
                continue;
            }
            let told: Vec<&Address> = counted.requirements.iter().map(|(of, _)| of).collect();
            let lost_here = self.no_longer_reported(&path, &told, inspected);
            if !lost_here.is_empty() {
                lost.push((path.clone(), lost_here));
            }
            let elsewhere =
                self.reported_elsewhere(&path, &|days| days.within(&counted.days).is_some(), &told, inspected, &own);
            if !elsewhere.is_empty() {
                refusals.push(ImportRefusal::ReportedAlready(elsewhere));
                continue;
            }
            edits.push(Edit::replacing(path, counted.to_yaml(head, &imported.files, &imported.reasons)));
        }
        if refusals.is_empty() {
            refusals.extend(self.not_read_back(&edits, &own, inspected));
        }
        if refusals.is_empty() { Ok(edits) } else { Err(refusals) }
    }

    /// Reads the files with the plan before they are written: nothing in them may be an error.
    pub(super) fn not_read_back(&self, edits: &[Edit], own: &Path, inspected: &Inspected) -> Option<ImportRefusal> {
        let laid = |edit: &Edit| Some(Edit::replacing(own.join(edit.path.file_name()?), edit.bytes.as_slice()));
        let laid: Vec<Edit> = edits.iter().filter_map(laid).collect();
        let Inspected { report, sources, .. } = self.inspect_with(inspected, &laid);
        let is_laid = |finding: &&Finding| {
            let file = sources.locate(&finding.primary.place).map(|at| &sources.file(at.file).path);
            finding.level == Severity::Error && file.is_some_and(|file| laid.iter().any(|edit| edit.path == *file))
        };
        let mut wrong = Report::default();
        wrong.extend(report.findings().iter().filter(is_laid).cloned());
        (!wrong.findings().is_empty()).then(|| ImportRefusal::NotReadBack { report: wrong, sources: Box::new(sources) })
    }

    /// Whether a sheet stands in a file.
    fn is_in(&self, sheet: &Sheet, path: &Path, sources: &Sources) -> bool {
        let file = sources.node(sheet.at).map(|node| &sources.file(node.file).path);
        let real = file.and_then(|file| self.files.real(file).ok());
        real.is_some_and(|real| self.files.real(path).is_ok_and(|path| path == real))
    }

    /// What stands in a file that is written over, and nowhere in what was counted.
    pub(super) fn no_longer_reported(&self, path: &Path, told: &[&Address], inspected: &Inspected) -> Vec<Address> {
        let replaced = sheets(inspected).filter(|sheet| self.is_in(sheet, path, &inspected.sources));
        let reported = replaced.flat_map(|sheet| &sheet.observations).map(|observation| &observation.of);
        reported.filter(|of| !told.contains(of)).cloned().collect()
    }

    /// What other files of the plan say of the same, each with where.
    pub(super) fn reported_elsewhere(
        &self,
        path: &Path,
        is_beside: &dyn Fn(&Period) -> bool,
        told: &[&Address],
        inspected: &Inspected,
        own: &Path,
    ) -> Vec<String> {
        let folder = path.parent().and_then(|folder| self.files.real(folder).ok());
        if folder != self.files.real(own).ok() {
            return Vec::new();
        }
        let others = sheets(inspected).filter(|sheet| is_beside(&sheet.days));
        let others = others.filter(|sheet| !self.is_in(sheet, path, &inspected.sources));
        let twice = others.flat_map(|sheet| &sheet.observations);
        let twice = twice.filter(|observation| observation.figure.is_some() && told.contains(&&observation.of));
        twice
            .map(|observation| format!("{} in {}", observation.of, place(&inspected.sources, observation.at)))
            .collect()
    }
}

fn sheets(inspected: &Inspected) -> impl Iterator<Item = &Sheet> {
    inspected.known.results().into_iter().flat_map(|results| &results.sheets)
}

/// `resultater/1-kvartal.yaml:7`
fn place(sources: &Sources, at: At) -> String {
    let location = sources.locate(&at.into());
    location.map_or_else(String::new, |at| format!("{}:{}", sources.file(at.file).path.display(), at.line))
}
