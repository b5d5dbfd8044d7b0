//! `indlæsning.yaml`: how the files that an agency has are read into a plan's results.

use std::path::Path;

use crate::diagnostic::Report;
use crate::files::Files;
use crate::language::say;
use crate::plan::{Address, Clock, DemandKind, Plan};
use crate::quantity::TimeLimit;
use crate::schema;
use crate::source::{At, Entry, Sources};

use super::fields::Fields;
use super::reader::{Reader, all};
use super::results::address;
use super::rules;

/// What an agency calls things, where it is not what the plan calls them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// What a column is, and its name in the file.
    pub columns: Vec<(String, String)>,
    /// Columns whose rows are added up, by their names in the file.
    pub added: Vec<String>,
    /// What stands in a field that holds nothing: `NULL`, `31-12-9999`.
    pub blank: Vec<String>,
    /// What a case type in the file is in the plan.
    pub kinds: Vec<(String, Meaning)>,
    /// Words in the column `ikke medregnet`, and why such cases are left out.
    pub excluded: Vec<(String, String)>,
    /// What starts the clock where the plan does not say.
    pub clock: Option<Clock>,
    pub reporter: Option<String>,
    pub source: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    Requirement(Address),
    /// `medregnes ikke`: no requirement is about it.
    LeftOut,
}

impl Mapping {
    /// What a column can be, beside a limit such as `31 dage`.
    pub const COLUMNS: [&str; 12] = [
        "sagstype",
        "sted",
        "kvartal",
        "i alt",
        "modtaget",
        "fuldt oplyst",
        "afgjort",
        "ikke medregnet",
        "år",
        "måned",
        "dato",
        "sagsnummer",
    ];
    /// What the mapping says of a column whose rows are added up.
    pub const ADDED: &str = "lægges sammen";
}

/// Reads a mapping. It is there only when nothing is wrong with it.
pub fn mapping(files: &dyn Files, path: &Path, plan: &Plan) -> (Option<Mapping>, Sources, Report) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut reader = Reader::inside(files, folder);
    let mapping = reader.yaml(path, None).and_then(|at| read(&mut reader, at, plan));
    let mapping = mapping.filter(|_| !reader.has_errors());
    let (sources, report) = reader.finish();
    (mapping, sources, report)
}

fn read(reader: &mut Reader, at: At, plan: &Plan) -> Option<Mapping> {
    let mut fields = Fields::open(reader, at, &schema::mapping::RECORD)?;
    let columns = fields.maybe(reader, schema::mapping::COLUMNS, read_columns);
    let kinds = fields.maybe(reader, schema::mapping::KINDS, |reader, at| {
        let pairs = reader.pairs(at)?;
        all(pairs.into_iter().map(|(name, at)| Some((name, read_meaning(reader, at, plan)?))).collect())
    });
    let excluded = fields.maybe(reader, schema::mapping::EXCLUDED, |reader, at| {
        let pairs = reader.pairs(at)?;
        all(pairs.into_iter().map(|(word, at)| Some((word, reader.text(at)?))).collect())
    });
    let blank = fields.maybe(reader, schema::mapping::BLANK, Reader::texts);
    let clock = fields.maybe(reader, schema::mapping::CLOCK, |reader, at| {
        reader.word(at, &Clock::ALL.map(|clock| (clock.word(), clock)))
    });
    let reporter = fields.maybe_text(reader, schema::mapping::REPORTER);
    let source = fields.maybe_text(reader, schema::mapping::SOURCE);
    fields.close(reader);
    let (columns, added) = columns?.unwrap_or_default();
    Some(Mapping {
        columns,
        added,
        blank: blank?.unwrap_or_default(),
        kinds: kinds?.unwrap_or_default(),
        excluded: excluded?.unwrap_or_default(),
        clock: clock?,
        reporter: reporter?,
        source: source?,
    })
}

/// What each column is; and the columns, by their names in the file, that rows are added up over.
type Columns = (Vec<(String, String)>, Vec<String>);

fn read_columns(reader: &mut Reader, at: At) -> Option<Columns> {
    let entries = reader.entries(at)?;
    let (added, named): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| reader.reads(entry.value, Mapping::ADDED));
    let columns = named.into_iter().map(|Entry { name: key, key: place, value: at }| {
        if Mapping::COLUMNS.contains(&key.as_str()) || key.parse::<TimeLimit>().is_ok() {
            return Some((key, reader.text(at)?));
        }
        let finding = rules::UNKNOWN_KEY.finding(at, say!("mapping.column", key = key));
        let others = || say!("mapping.columns", columns = Mapping::COLUMNS, key = key, added = Mapping::ADDED);
        reader.push(finding.did_you_mean((&reader.sources, place), &key, Mapping::COLUMNS, others));
        None
    });
    Some((all(columns.collect())?, added.into_iter().map(|entry| entry.name).collect()))
}

fn read_meaning(reader: &mut Reader, at: At, plan: &Plan) -> Option<Meaning> {
    if reader.reads(at, schema::NOT_COUNTED) {
        return Some(Meaning::LeftOut);
    }
    let (address, requirement) = address::read(reader, at, plan)?;
    if requirement.is_some_and(|requirement| requirement.demand.kind() == DemandKind::Share) {
        return Some(Meaning::Requirement(address));
    }
    let finding = rules::WRONG_TYPE.finding(at, say!("mapping.no-share", address = address));
    reader.push(finding.help(say!("mapping.no-share-help")));
    None
}
