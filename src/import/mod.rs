//! What agencies have → results: case files and summed counts, in CSV or Excel, counted by the plan's own rules.
//!
//! In: a plan, how its agency calls things, files, and the periods that are asked for. Out: [`Imported`]: what is to stand in
//! the plan's `resultater/`, as [`Counted`] and as YAML, with an [`Account`] of every row that was read. Rejected rows are
//! given away one by one as they are found, so that a file of any size takes the same memory.
//!
//! A case counts in the period in which it is decided; its clock starts where the plan says (`uret starter`), the limit's
//! own day counts as within, and it is left out only for what the plan leaves out (`uden`) or the mapping says. An undecided
//! case counts when it is decided; how many were undecided when a period ended, and already over a limit, is said beside it.

mod account;
mod block;
mod cases;
mod column;
mod counter;
mod date;
mod delimited;
mod excel;
mod filled;
mod query;
mod repeated;
mod reported;
mod rows;
mod sheet;
mod sums;
mod survey;
mod tally;
mod target;
mod text;
mod workbook;

pub use account::{Account, Rejection, RejectionKind};
pub use filled::{BlankMark, CellRefusal, FilledHead, FilledResults, FilledWorkbook, FilledYaml, filled_workbook};
pub use query::{QueryRequest, SqlDialect, TABLE, query};
pub use sheet::{Counted, Figures, OpenCases, SheetHead, file_name};

use std::path::{Path, PathBuf};

use crate::files::{Files, ending};
use crate::language::{Message, Telling, in_words, say};
use crate::load::Mapping;
use crate::plan::{Address, Plan, Unit};
use crate::quantity::PartOfYear;

use reported::{Both, ReportedSums};
use tally::{PeriodKnowledge, RowTally};
use target::Rules;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Where the agency's files are.
    pub files: &'a dyn Files,
    pub plan: &'a Plan,
    pub mapping: &'a Mapping,
    /// One results file each; none means every quarter that has something in it.
    pub periods: &'a [PartOfYear],
    /// Of a workbook; its first where none is named.
    pub sheet: Option<&'a str>,
}

/// What came of the files.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    pub files: Vec<FileAccount>,
    /// Why rows were left out; accounts count by their places here.
    pub reasons: Vec<String>,
    /// In the order of the periods; those with nothing in them only where they were asked for.
    pub counted: Vec<Counted>,
    /// Requirements about cases that nothing is known of.
    pub unseen: Vec<Address>,
}

/// A file with what became of its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct FileAccount {
    pub fingerprint: FileFingerprint,
    /// One by one, not summed up.
    pub has_cases: bool,
    pub account: Account,
    /// What its reader should know, such as columns that are not used.
    pub notes: Vec<Message>,
}

/// More rows than anybody mends, of one file.
const MOST_REJECTED: u64 = 1_000_000;

/// Which file it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFingerprint {
    pub path: PathBuf,
    pub sheet: Option<String>,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sum: String,
}

/// Why nothing came of a file.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    Unreadable { path: PathBuf, error: std::io::Error },
    Head { path: PathBuf, problem: Message },
    Workbook { path: PathBuf, problem: Message },
    Rejected { path: PathBuf, rejected: u64 },
    Same { first: PathBuf, second: PathBuf },
    Both { of: Address },
}

in_words!(ImportError);

impl Telling for ImportError {
    fn message(&self) -> Message {
        match self {
            Self::Unreadable { path, error } => say!("import.unreadable", path = path.display(), error = error),
            Self::Head { path, problem } => say!("import.head", path = path.display(), problem = problem),
            Self::Workbook { path, problem } => say!("import.workbook", path = path.display(), problem = problem),
            Self::Rejected { path, rejected } => say!("import.rejected", path = path.display(), rejected = rejected),
            Self::Same { first, second } => say!("import.same", first = first.display(), second = second.display()),
            Self::Both { of } => say!("import.both", of = of),
        }
    }
}

/// What a reader makes of a file.
struct FileRead {
    fingerprint: FileFingerprint,
    has_cases: bool,
    tally: RowTally,
    notes: Vec<Message>,
}

/// Counts the rows of all files. `reject` gets each row that could not be counted, with its file, in the file's order; last
/// the rows that report the same as another.
///
/// # Errors
/// A file that cannot be read, whose head does not say what its columns are, or that is given twice. Nothing is counted then.
pub fn import(
    request: Request,
    paths: &[PathBuf],
    reject: &mut dyn FnMut(&Path, Rejection),
) -> Result<Imported, ImportError> {
    let quarters: Vec<PartOfYear> = request.plan.period.quarters().iter().map(|quarter| quarter.part).collect();
    let Request { files, mapping, sheet, .. } = request;
    let is_asked = !request.periods.is_empty();
    let periods = if is_asked { request.periods } else { &quarters };
    let rules = Rules::new(request.plan, mapping, periods);
    let mut whole = RowTally::new(&rules);
    let mut accounts: Vec<FileAccount> = Vec::new();
    let mut reported = ReportedSums::default();
    for (index, path) in paths.iter().enumerate() {
        reported.file = index;
        let mut rejected: u64 = 0;
        let mut reject = |rejection: Rejection| {
            rejected += 1;
            if rejected <= MOST_REJECTED {
                reject(path, rejection);
            }
        };
        let read = if is_workbook(path) {
            excel::read(files, path, sheet, &rules, mapping, &mut reported, &mut reject)?
        } else {
            delimited::read(files, path, &rules, mapping, &mut reported, &mut reject)?
        };
        if rejected > MOST_REJECTED {
            return Err(ImportError::Rejected { path: path.clone(), rejected });
        }
        if let Some(first) = accounts.iter().find(|one| one.fingerprint.sum == read.fingerprint.sum) {
            return Err(ImportError::Same { first: first.fingerprint.path.clone(), second: path.clone() });
        }
        whole.add(&read.tally);
        accounts.push(FileAccount {
            fingerprint: read.fingerprint,
            has_cases: read.has_cases,
            account: read.tally.account,
            notes: read.notes,
        });
    }
    let repeated = reported.settle(&rules, &mut whole).map_err(|Both(of)| ImportError::Both { of })?;
    for (file, rejection) in repeated {
        if let (Some(one), Some(path)) = (accounts.get_mut(file), paths.get(file)) {
            one.account.counted -= 1;
            one.account.rejected += 1;
            reject(path, rejection);
        }
    }
    let counted = sheet::counted(&rules, &whole, is_asked);
    let of_target = rules.targets.iter().zip(whole.known.chunks(rules.periods.len().max(1)));
    let unseen = of_target
        .filter(|(target, known)| {
            target.share.unit == Unit::Cases && known.iter().all(|one| *one == PeriodKnowledge::Nothing)
        })
        .map(|(target, _)| target.address.clone())
        .collect();
    Ok(Imported { files: accounts, reasons: rules.reasons, counted, unseen })
}

fn is_workbook(path: &Path) -> bool {
    matches!(ending(path).as_deref(), Some("xlsx" | "xlsm" | "xls" | "xlsb" | "ods"))
}
