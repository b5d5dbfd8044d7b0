//! An agency's files → what is to be reported: the account of their rows, and the difference to what is there, before anything is
//! written.

use std::path::{Path, PathBuf};

use super::change::{RowChange, changes, checked};
use super::sheet::FileDraft;
use super::standing::DeskError;
use crate::import::{Counted, Figures, Imported};
use crate::language::{Message, Telling, in_words, say};
use crate::plan::{Figure, Observation, Results, Sheet};
use crate::prose::Prose;
use crate::quantity::{Date, PartOfYear};
use crate::source::At;
use crate::workspace::{Edit, ImportFailure, ImportRequest, NotOnePlan, Workspace};

/// Files that somebody has chosen, and what is said of them.
#[derive(Debug, Clone)]
pub struct Upload {
    /// By their names, which say what they are: `sager.xlsx`.
    pub files: Vec<(String, Vec<u8>)>,
    /// None: every quarter that they have something for.
    pub period: Option<PartOfYear>,
    pub updated: Date,
    pub reporter: Option<String>,
    pub source: Option<String>,
    pub is_example: bool,
}

/// What came of them.
#[derive(Debug)]
pub struct UploadAnswer {
    pub imported: Imported,
    /// The first rows that could not be counted: the file, the row, and why.
    pub rejected: Vec<(String, u64, Message)>,
    pub files: Vec<FileDraft>,
    /// Why nothing is to be written.
    pub refusals: Vec<Message>,
}

/// Why nothing came of them.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    Import(#[from] ImportFailure),
    Desk(#[from] DeskError),
}

in_words!(UploadError);

impl Telling for UploadError {
    fn message(&self) -> Message {
        match self {
            Self::Import(inner) => inner.message(),
            Self::Desk(inner) => inner.message(),
        }
    }
}

impl From<NotOnePlan> for UploadError {
    fn from(error: NotOnePlan) -> Self {
        Self::Desk(error.into())
    }
}

/// As many rows as anybody looks through on a page.
const MOST_SHOWN: usize = 200;

/// Below a plan's folder, where nothing of a plan stands.
const ASIDE: &str = ".indlæst";

impl Workspace {
    /// Counts files into results of the only plan, as `import` does. What is reported by hand for the same period stays, and
    /// counts take the places of earlier ones. Nothing is written.
    ///
    /// # Errors
    /// Why nothing is counted.
    pub fn upload(&self, upload: &Upload) -> Result<UploadAnswer, UploadError> {
        let folder = self.plan()?.folder.join(ASIDE);
        let path =
            |(place, (name, _)): (usize, &(String, Vec<u8>))| folder.join(place.to_string()).join(base_name(name));
        let paths: Vec<PathBuf> = upload.files.iter().enumerate().map(path).collect();
        let laid = paths.iter().zip(&upload.files);
        let laid: Vec<Edit> = laid.map(|(path, (_, bytes))| Edit::replacing(path.clone(), bytes.as_slice())).collect();
        let aside = self.with(&laid);
        let periods: Vec<PartOfYear> = upload.period.into_iter().collect();
        let request = ImportRequest {
            files: &paths,
            periods: &periods,
            sheet: None,
            map: None,
            updated: Some(upload.updated),
            reporter: upload.reporter.as_deref(),
            source: upload.source.as_deref(),
            is_example: upload.is_example,
            out: None,
            may_replace: true,
        };
        let mut rejected = Vec::new();
        let counted = aside.import(&request, &mut |path, one| {
            if rejected.len() < MOST_SHOWN {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                rejected.push((name, one.row, one.reason));
            }
        })?;
        let mut answer = UploadAnswer { imported: counted.imported, rejected, files: Vec::new(), refusals: Vec::new() };
        self.merge(upload, counted.results, &mut answer)?;
        Ok(answer)
    }

    fn merge(
        &self,
        upload: &Upload,
        written: Result<Vec<Edit>, Vec<crate::workspace::ImportRefusal>>,
        answer: &mut UploadAnswer,
    ) -> Result<(), DeskError> {
        let inspected = self.plan()?;
        let dossier = inspected.known.whole().ok_or(DeskError::Unreadable)?;
        let results = &dossier.reported.as_ref().ok_or(DeskError::Unreadable)?.results;
        let is_there = |counted: &Counted| results.sheets.iter().any(|sheet| sheet.days == counted.days);
        let names: Vec<String> = answer.imported.files.iter().map(|file| file.name()).collect();
        let names = names.join(", ");
        for counted in answer.imported.counted.iter().filter(|one| is_there(one)) {
            let rows = counted.requirements.iter().map(|(of, figures)| {
                let new = Some(observation(counted, of, figures, &names, results));
                RowChange { address: of.clone(), period: counted.period, days: counted.days, new }
            });
            let main = results.sheets.iter().find(|sheet| sheet.days == counted.days);
            let head = main.map(|sheet| Sheet { updated: upload.updated, ..sheet.clone() });
            let changes = changes((counted.period, counted.days), head.as_ref(), rows.collect(), results);
            let plan = dossier.amended.as_of(counted.days.last);
            match checked(self, inspected, plan, &changes, results) {
                Ok(files) => answer.files.extend(files),
                Err(message) => answer.refusals.push(message),
            }
        }
        match written {
            Ok(edits) => {
                let new = edits.into_iter().filter(|edit| !self.files().exists(&edit.path));
                answer.files.extend(new.map(|edit| FileDraft {
                    path: edit.path.clone(),
                    before: None,
                    after: String::from_utf8_lossy(&edit.bytes).into_owned(),
                    edit: Edit::new(edit.path, edit.bytes),
                }));
            }
            Err(_) if answer.imported.counted.iter().all(is_there) && !answer.imported.counted.is_empty() => {}
            Err(refusals) => answer.refusals.extend(refusals.iter().map(Telling::message)),
        }
        if !answer.refusals.is_empty() {
            answer.files.clear();
        }
        Ok(())
    }
}

/// The counts, with what was said of the requirement before.
fn observation(
    counted: &Counted,
    of: &crate::plan::Address,
    figures: &Figures,
    source: &str,
    results: &Results,
) -> Observation {
    let figure = match figures.counts.as_slice() {
        [(None, tally)] => Figure::Counts(tally.clone()),
        sites => Figure::Sites(sites.iter().filter_map(|(site, tally)| Some((site.clone()?, tally.clone()))).collect()),
    };
    let old = super::form::reported(results, counted.days, of).map(|(_, one)| one.clone());
    let empty = Observation {
        at: At::nowhere(),
        of: of.clone(),
        figure: None,
        compared: None,
        comment: Prose::default(),
        source: None,
        expected: None,
    };
    Observation { figure: Some(figure), source: Some(source.to_owned()), ..old.unwrap_or(empty) }
}

/// The name of a file, whatever folders a browser says that it was in.
fn base_name(name: &str) -> &str {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    if last.is_empty() || Path::new(last).file_name().is_none() { "fil" } else { last }
}

/// What is said of a file's rows: how many, and what became of them.
pub fn account_lines(imported: &Imported) -> Vec<(String, Vec<(u64, Message)>)> {
    let lines = |file: &crate::import::FileAccount| {
        let account = &file.account;
        let mut lines = vec![(account.counted, say!("import.counted"))];
        let excluded = account.excluded.iter().zip(&imported.reasons).filter(|(number, _)| **number > 0);
        lines.extend(excluded.map(|(number, reason)| (*number, say!("import.left-out", reason = reason))));
        lines.push((account.outside, say!("import.outside")));
        lines.push((account.undecided, say!("import.undecided")));
        lines.push((account.rejected, say!("import.rejected-rows")));
        (file.name(), lines)
    };
    imported.files.iter().map(lines).collect()
}
