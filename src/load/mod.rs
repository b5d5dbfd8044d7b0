//! Files → plan: reads the folder of a plan and what it shares with its ministry.
//!
//! In: a plan's folder and the templates. Out: [`Loaded`]: plan and results as valid types, the sources that know where each
//! thing stands, and every finding. A [`Mapping`] says how an agency's files are read. Nobody after this sees YAML or an unparsed quantity. All findings of all files are
//! gathered; the plan is there only when none of them is an error, and so are the results.

mod budget;
mod characters;
mod credit;
mod fields;
mod goal;
mod mapping;
mod measure;
mod method;
mod parties;
mod plan;
mod reader;
mod requirement;
mod results;
mod rules;
mod section;
mod signer;
mod texts;

pub use mapping::{Mapping, Meaning, mapping};
pub use results::address::{addresses, listed};
pub use rules::RULES;

use std::path::Path;

use crate::assets::Assets;
use crate::diagnostic::Report;
use crate::plan::{Plan, Results, Texts};
use crate::source::Sources;

use reader::Reader;

/// What a plan's folder holds.
#[derive(Debug)]
pub struct Loaded {
    pub sources: Sources,
    /// None when something is wrong with it; `report` tells what.
    pub plan: Option<Plan>,
    /// What is reported on the plan. None when something is wrong with that, or with the plan.
    pub results: Option<Results>,
    /// The words of its documents.
    pub texts: Texts,
    pub report: Report,
}

/// Reads the plan in a folder `<ministry>/<institution>/<year>`.
pub fn load(folder: &Path, assets: &Assets) -> Loaded {
    let mut reader = Reader::new(folder);
    let texts = texts::read(&mut reader, folder, assets);
    let plan = plan::read(&mut reader, folder, assets);
    let plan = plan.filter(|_| !reader.has_errors());
    // Results name what the plan has: without a plan they cannot be judged.
    let results = plan.as_ref().and_then(|plan| results::read(&mut reader, folder, plan));
    let results = results.filter(|_| !reader.has_errors());
    let (sources, report) = reader.finish();
    Loaded { sources, plan, results, texts, report }
}
