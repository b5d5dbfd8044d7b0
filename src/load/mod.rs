//! Files → plan: reads the folder of a plan and what it shares with its ministry.
//!
//! In: a plan's folder and the templates. Out: [`Loaded`]: the plan as valid types, the sources that know where each
//! thing stands, and every finding. Nobody after this sees YAML or an unparsed quantity. All findings of all files are
//! gathered; the plan is there only when none of them is an error.

mod budget;
mod characters;
mod fields;
mod goal;
mod measure;
mod method;
mod parties;
mod plan;
mod reader;
mod requirement;
mod rules;
mod section;
mod signer;
mod texts;

pub use rules::RULES;

use std::path::Path;

use crate::assets::Assets;
use crate::diagnostic::Report;
use crate::plan::{Plan, Texts};
use crate::source::Sources;

use reader::Reader;

/// What a plan's folder holds.
#[derive(Debug)]
pub struct Loaded {
    pub sources: Sources,
    /// None when something is wrong with it; `report` tells what.
    pub plan: Option<Plan>,
    /// The words of its documents.
    pub texts: Texts,
    pub report: Report,
}

/// Reads the plan in a folder `<ministry>/<institution>/<year>`.
pub fn load(folder: &Path, assets: &Assets) -> Loaded {
    let mut reader = Reader::new(folder);
    let texts = texts::read(&mut reader, folder, assets);
    let plan = plan::read(&mut reader, folder, assets);
    let (sources, report) = reader.finish();
    let plan = plan.filter(|_| !report.has_errors());
    Loaded { sources, plan, texts, report }
}
