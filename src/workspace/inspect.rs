//! A plan with all that can be said of it: loaded and checked, and its documents as far as somebody asks for them.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::Held;
use super::InputFiles;
use super::inputs::{Fingerprints, inputs};
use super::levels;
use super::rules::PROGRAM_FAILS;
use super::views::{Made, Views};
use super::workers::{Panicked, caught, on_all_cores};
use crate::assets::{Assets, Coverage};
use crate::check::check_versions;
use crate::diagnostic::Report;
use crate::document::view::Document;
use crate::document::{DocumentId, document, documents};
use crate::dossier::{Dossier, Known};
use crate::files::Files;
use crate::language::say;
use crate::load::load;
use crate::schema::folder;
use crate::source::{Place, Sources};

/// What a plan's folder holds.
#[derive(Debug)]
pub struct Inspected {
    pub folder: PathBuf,
    pub sources: Sources,
    pub known: Known,
    /// What the rules find, in the order of its places. What is wrong with a text shows where a view is made of it:
    /// [`Inspected::findings`].
    pub report: Report,
    views: Views,
    inputs: OnceLock<InputFiles>,
    fingerprints: OnceLock<Fingerprints>,
    /// Whether a text is not of this program, and so can be wrong.
    has_own_texts: bool,
}

/// Takes a plan through every stage before its documents, and gathers what each of them finds. A fault of the program is found
/// like any other, so that other plans are finished.
pub fn inspect(files: &dyn Files, folder: &Path, assets: &Assets, coverage: &Coverage) -> Inspected {
    caught(|| inspect_alone(files, folder, assets, coverage)).unwrap_or_else(|panicked| failed(folder, &panicked))
}

/// Keeps other runs from a plan's folder while it is read.
pub type Hold<'a> = &'a (dyn Fn(&Path) -> Option<Held> + Sync);

/// The same with many plans on all cores, and what is made of each, in their order.
pub(super) fn inspect_all<R: Send>(
    files: &dyn Files,
    folders: &[PathBuf],
    (assets, coverage): (&Assets, &Coverage),
    hold: Hold,
    make: impl Fn(Inspected) -> R + Sync,
) -> Vec<R> {
    let done = on_all_cores(folders, |folder| {
        let _held = hold(folder);
        make(inspect_alone(files, folder, assets, coverage))
    });
    let each = done.into_iter().zip(folders);
    each.map(|(done, folder)| done.unwrap_or_else(|panicked| make(failed(folder, &panicked)))).collect()
}

fn inspect_alone(files: &dyn Files, folder: &Path, assets: &Assets, coverage: &Coverage) -> Inspected {
    let loaded = load(files, folder, assets);
    let mut report = loaded.report;
    let mut ids = Vec::new();
    let mut has_own_texts = false;
    // Allonger and results that cannot be read have been told: the plan is checked without them.
    if let Some(dossier) = loaded.known.readable() {
        report.merge(check_versions(dossier, &loaded.sources, coverage));
        ids = documents(dossier);
        has_own_texts = assets.has_own_texts() || dossier.texts.are_own(&loaded.sources);
    }
    if let Some(plan) = loaded.known.plan() {
        levels::set(&mut report, &plan.ministry.levels);
    }
    report.sort(&loaded.sources);
    Inspected { known: loaded.known, has_own_texts, ..Inspected::unknown(folder, loaded.sources, report, ids) }
}

/// A plan that the program fails on: nothing is known of it.
fn failed(folder: &Path, panicked: &Panicked) -> Inspected {
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let file = sources.add_file(&folder.join(folder::PLAN), String::new());
    let message = say!("program-fails", folder = folder.display(), problem = panicked);
    let finding = PROGRAM_FAILS.finding(Place::File { file, span: 0..0 }, message);
    report.push(finding.help(say!("program-fails.help")));
    Inspected::unknown(folder, sources, report, Vec::new())
}

impl Inspected {
    fn unknown(folder: &Path, sources: Sources, report: Report, documents: Vec<DocumentId>) -> Self {
        Self {
            folder: folder.to_owned(),
            sources,
            known: Known::Nothing,
            report,
            views: Views::new(documents),
            inputs: OnceLock::new(),
            fingerprints: OnceLock::new(),
            has_own_texts: false,
        }
    }

    /// The documents that can be built: none when anything is wrong with the plan.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentId> {
        self.views.ids().filter(|_| !self.report.has_errors())
    }

    /// The view of a document, made when it is first asked for. None when a text is wrong, or there is no such document.
    pub fn view(&self, id: &DocumentId) -> Option<&Document> {
        let dossier = self.known.readable()?;
        self.views.get(id, || self.made_view(dossier, id))
    }

    /// The same for who needs it once: it is not kept.
    pub(super) fn view_once(&self, id: &DocumentId) -> Option<Document> {
        let dossier = self.known.readable()?;
        self.views.once(id, || self.made_view(dossier, id))
    }

    fn made_view(&self, dossier: &Dossier, id: &DocumentId) -> Made {
        let (mut view, report) = document(dossier, id);
        if let Some(view) = &mut view {
            let fingerprints = self.fingerprints.get_or_init(|| Fingerprints::of(dossier, &self.sources));
            view.meta.inputs = inputs(dossier, fingerprints, id);
        }
        (view, report)
    }

    /// Looks for what is wrong with texts, by making every document that is written with any of the user's own: those of the
    /// program are right.
    pub fn check_texts(&self) {
        if self.has_own_texts {
            for id in self.views.ids() {
                self.view(id);
            }
        }
    }

    /// Every finding so far, in the order of their places: those of the rules, and those of the texts whose documents were
    /// asked for.
    pub fn findings(&self) -> Report {
        self.views.merged(&self.report, &self.sources)
    }

    /// Whether any of the findings so far is an error.
    pub fn has_errors(&self) -> bool {
        self.report.has_errors() || self.views.have_errors()
    }

    /// The documents whose views were made.
    pub fn made(&self) -> impl Iterator<Item = &DocumentId> {
        self.views.made().map(|(id, _)| id)
    }

    /// The files that it was read from.
    pub fn inputs(&self) -> &InputFiles {
        self.inputs.get_or_init(|| InputFiles::of_plan(&self.folder, &self.known, &self.sources))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_is_told_with_the_plan_that_it_fails_on() {
        let panicked = caught(|| panic!("an index out of bounds")).unwrap_err();
        let inspected = failed(Path::new("plans/m/i/2025"), &panicked);
        let [finding] = inspected.report.findings() else { panic!("one finding") };
        assert_eq!(
            finding.message.to_string(),
            "`plans/m/i/2025`: the program failed on it, which is a fault of the program: an index out of bounds"
        );
        let (file, _) = inspected.sources.spot(&finding.primary.place).unwrap();
        assert_eq!(inspected.sources.file(file).path, Path::new("plans/m/i/2025/plan.yaml"));
        assert!(inspected.has_errors() && inspected.documents().next().is_none());
    }
}
