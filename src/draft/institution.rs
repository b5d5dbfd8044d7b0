//! A plan from nothing: the least that is valid, with comments that guide.

use std::path::Path;

use super::DraftFiles;
use super::modeline::with_modelines;
use crate::schema::folder;
use crate::write::quoted;

/// Names of folders, and the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    pub ministry: String,
    pub institution: String,
    pub year: i32,
}

impl Names {
    /// Those at the end of a plan's path: `<ministry>/<institution>/<year>`. None where they are not there.
    pub fn of(plan: &Path) -> Option<Self> {
        let mut names = plan.components().rev().map(|one| one.as_os_str().to_str());
        let mut next = || names.next().flatten().map(str::to_owned);
        let year = next()?.parse().ok().filter(|year| (1000..=9999).contains(year))?;
        let is_name = |name: &String| name.chars().any(char::is_alphanumeric);
        Some(Self { institution: next().filter(is_name)?, ministry: next().filter(is_name)?, year })
    }

    /// Puts the names in the place of their marks: what a name holds is never taken for a mark.
    fn fill(&self, text: &str) -> String {
        let name = |name: &str| quoted(&name.to_uppercase());
        let marks = [
            ("MINISTERIUM", name(&self.ministry)),
            ("INSTITUTION", name(&self.institution)),
            ("ÅRSTAL", self.year.to_string()),
        ];
        let mut filled = String::new();
        let mut rest = text;
        let next = |rest: &str| marks.iter().filter_map(|(mark, with)| Some((rest.find(mark)?, *mark, with))).min();
        while let Some((at, mark, with)) = next(rest) {
            filled.push_str(&rest[..at]);
            filled.push_str(with);
            rest = &rest[at + mark.len()..];
        }
        filled + rest
    }
}

/// A plan with one goal and its method, for a folder `<ministry>/<institution>/<year>`; paths begin at the ministry's folder.
pub fn first_plan(names: &Names) -> DraftFiles {
    let plan = Path::new(&names.institution).join(names.year.to_string());
    let files = [
        (Path::new(folder::MINISTRY).to_owned(), MINISTRY),
        (Path::new(&names.institution).join(folder::INSTITUTION), INSTITUTION),
        (plan.join(folder::PLAN), PLAN),
        (plan.join("mål/1.1-sagsbehandling.yaml"), GOAL),
    ];
    with_modelines(files.into_iter().map(|(path, text)| (path, names.fill(text))).collect())
}

const MINISTRY: &str = include_str!("ministerium.yaml");
const INSTITUTION: &str = include_str!("institution.yaml");
const PLAN: &str = include_str!("plan.yaml");
const GOAL: &str = include_str!("mål.yaml");
