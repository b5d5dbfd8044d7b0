//! A workbook that was filled in, as results of a plan.

use std::path::Path;

use super::{Edit, FilledAccount, ImportFailure, ImportRefusal, ImportRequest, ImportedResults, Inspected, Workspace};
use crate::blank::Blank;
use crate::import::{
    CellRefusal, FilledHead, FilledResults, FilledWorkbook, FilledYaml, ImportError, Imported, file_name,
    filled_workbook,
};
use crate::language::say;
use crate::load::Mapping;
use crate::plan::Address;
use crate::quantity::{PartOfYear, Period};
use crate::schema::folder;

impl Workspace {
    /// The results of a workbook that was filled in. None where the files are of another kind.
    pub(super) fn filled_in(
        &self,
        request: &ImportRequest,
        inspected: &Inspected,
        mapping: &Mapping,
    ) -> Result<Option<ImportedResults>, ImportFailure> {
        let mut opened = Vec::new();
        for path in request.files {
            opened.push((path, filled_workbook(&self.files, path)?));
        }
        let Some((path, workbook)) = opened.into_iter().find_map(|(path, book)| Some((path, book?))) else {
            return Ok(None);
        };
        let refused = |problem| ImportFailure::Import(ImportError::Workbook { path: path.clone(), problem });
        if request.files.len() > 1 {
            return Err(refused(say!("filled.alone")));
        }
        let period = workbook.mark.period;
        if request.periods.iter().any(|asked| *asked != period) {
            return Err(refused(say!("filled.other-period", period = period)));
        }
        let blank =
            self.blank_of(inspected, period).ok_or_else(|| refused(say!("filled.no-quarter", period = period)))?;
        let filled = read(workbook, &blank).map_err(|error| match error {
            Some(error) => ImportFailure::Import(error),
            None => refused(say!("filled.other-version", period = period)),
        })?;
        self.as_results(&filled, &blank, request, inspected, mapping).map(Some)
    }

    /// The blank of a part of the plan's year. None where it is no quarter of the plan.
    fn blank_of(&self, inspected: &Inspected, period: PartOfYear) -> Option<Blank> {
        let amended = &inspected.known.whole()?.amended;
        let quarter = amended.signed().period.quarters().into_iter().find(|quarter| quarter.part == period)?;
        self.blank(quarter).ok()
    }

    fn as_results(
        &self,
        filled: &FilledResults,
        blank: &Blank,
        request: &ImportRequest,
        inspected: &Inspected,
        mapping: &Mapping,
    ) -> Result<ImportedResults, ImportFailure> {
        let name = filled.fingerprint.path.file_name().unwrap_or_default().to_string_lossy();
        let account = FilledAccount {
            name: format!("{name}, arket {}", Blank::SHEET),
            rows: filled.rows,
            notes: filled.notes.clone(),
        };
        let imported =
            Imported { files: Vec::new(), reasons: Vec::new(), counted: Vec::new(), unseen: filled.left_out.clone() };
        let mut lost = Vec::new();
        let cell = |refusal: &CellRefusal| ImportRefusal::Cell {
            path: filled.fingerprint.path.clone(),
            refusal: refusal.clone(),
        };
        let results = if filled.refusals.is_empty() {
            let head = FilledHead {
                updated: request.updated.or(filled.updated).ok_or(ImportFailure::NoDay)?,
                reporter: (request.reporter.or(filled.reporter.as_deref()).or(mapping.reporter.as_deref()))
                    .ok_or(ImportFailure::NoReporter)?,
                source: request.source.or(filled.source.as_deref()).or(mapping.source.as_deref()),
                is_example: request.is_example || filled.is_example,
            };
            let yaml = filled.to_yaml(blank.quarter.part, &head);
            self.edit_of(filled, blank, &yaml, request, inspected, &mut lost)
        } else {
            Err(filled.refusals.iter().map(cell).collect())
        };
        Ok(ImportedResults { imported, results, lost, mapping: None, filled: Some(account) })
    }

    fn edit_of(
        &self,
        filled: &FilledResults,
        blank: &Blank,
        yaml: &FilledYaml,
        request: &ImportRequest,
        inspected: &Inspected,
        lost: &mut Vec<(std::path::PathBuf, Vec<Address>)>,
    ) -> Result<Vec<Edit>, Vec<ImportRefusal>> {
        let told: Vec<&Address> = filled.addresses().collect();
        if told.is_empty() {
            return Err(vec![ImportRefusal::NothingCounted]);
        }
        let own = inspected.folder.join(folder::RESULTS);
        let out = request.out.unwrap_or(&own);
        let is_file = out.extension().is_some_and(|ending| ending == "yaml");
        let path = if is_file { out.to_owned() } else { out.join(file_name(blank.quarter.part)) };
        if self.files.exists(&path) && !request.may_replace {
            return Err(vec![ImportRefusal::IsThere(path)]);
        }
        let gone = self.no_longer_reported(&path, &told, inspected);
        if !gone.is_empty() {
            lost.push((path.clone(), gone));
        }
        // What is reported for the whole year stands in place of a quarter's figures, which are reported all the same.
        let is_beside = |days: &Period| *days == blank.quarter.days;
        let elsewhere = self.reported_elsewhere(&path, &is_beside, &told, inspected, &own);
        if !elsewhere.is_empty() {
            return Err(vec![ImportRefusal::ReportedAlready(elsewhere)]);
        }
        let edits = vec![Edit::replacing(path, yaml.text.as_bytes())];
        match self.not_read_back(&edits, &own, inspected) {
            None => Ok(edits),
            Some(refusal) => Err(by_cell(refusal, yaml, &filled.fingerprint.path)),
        }
    }
}

/// What is reported in a workbook; no error where it was made of another version of the plan.
fn read(workbook: FilledWorkbook, blank: &Blank) -> Result<FilledResults, Option<ImportError>> {
    if workbook.mark.fingerprint != blank.fingerprint() {
        return Err(None);
    }
    workbook.read(blank).map_err(Some)
}

/// What is wrong with the results, told of the cells that they came from.
fn by_cell(refusal: ImportRefusal, yaml: &FilledYaml, path: &Path) -> Vec<ImportRefusal> {
    let ImportRefusal::NotReadBack { report, sources } = &refusal else { return vec![refusal] };
    let cells: Option<Vec<ImportRefusal>> = report
        .findings()
        .iter()
        .map(|finding| {
            let (_, span) = sources.spot(&finding.primary.place)?;
            let cell = yaml.cell_at(span.start)?.to_owned();
            let problem = match &finding.help {
                Some(help) => say!("filled.finding", message = finding.message, help = help),
                None => finding.message.clone(),
            };
            Some(ImportRefusal::Cell { path: path.to_owned(), refusal: CellRefusal { cell, problem } })
        })
        .collect();
    cells.unwrap_or_else(|| vec![refusal])
}
