//! Plans on disk, and what the library makes of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{iter, thread};

use resultatplan::document::view::Document;
use resultatplan::document::{ANNEX, CONTRACT, DocumentId};
use resultatplan::dossier::Dossier;
use resultatplan::files::{Disk, Files};
use resultatplan::render::{Attachment, CopyKind, PageTemplates, Typesetter, html, pdf, render_with};
use resultatplan::workspace::{Inspected, Workspace, find_plans, inspect};
use tempfile::TempDir;

use super::pdf::Pdf;
use super::{ASSETS, COVERAGE, copy_folder, repository};

static TYPESETTER: LazyLock<Typesetter> = LazyLock::new(|| Typesetter::new(&ASSETS));
static PAGES: LazyLock<PageTemplates> = LazyLock::new(|| PageTemplates::new(&ASSETS));

/// Takes a plan through every stage before layout.
pub fn inspected(folder: &Path) -> Inspected {
    let inspected = inspect(&Disk, folder, &ASSETS, &COVERAGE);
    inspected.check_texts();
    inspected
}

/// Every document of a plan; none when anything is wrong with it.
pub fn views(inspected: &Inspected) -> Vec<(DocumentId, Document)> {
    let view = |id: &DocumentId| Some((id.clone(), inspected.view(id)?.clone()));
    inspected.documents().filter(|_| !inspected.has_errors()).filter_map(view).collect()
}

/// Lays a view out and writes its signing copy.
pub fn build(view: &Document) -> Vec<u8> {
    build_copy(view, CopyKind::Signing, &[])
}

/// Lays a view out and writes a copy of it.
pub fn build_copy(view: &Document, copy: CopyKind, attachments: &[Attachment]) -> Vec<u8> {
    let pages = render_with(view, &TYPESETTER, copy, attachments).expect("the layout is right");
    pdf(&pages).expect("the document conforms")
}

/// Writes a view as a web page.
pub fn page(view: &Document) -> String {
    html(view, &PAGES).expect("the templates are right")
}

/// A document that was built, and read back.
pub struct Built {
    pub id: DocumentId,
    pub view: Document,
    pub bytes: Vec<u8>,
    pub pdf: Pdf,
}

impl Built {
    fn of(id: DocumentId, view: Document) -> Self {
        let bytes = build(&view);
        Self { pdf: Pdf::read(&bytes), id, view, bytes }
    }
}

/// A plan of the repository with all that is made of it.
pub struct Made {
    pub inspected: Inspected,
    pub documents: BTreeMap<String, Built>,
}

/// Every plan of the repository, by its folder: `plans/uim/siri/2023`. Built once for all tests.
pub static ALL: LazyLock<BTreeMap<String, Made>> = LazyLock::new(|| {
    let roots = ["plans", "tests/plans"].map(repository);
    let folders = find_plans(&Disk, &roots).expect("the repository holds plans");
    side_by_side(&folders, |folder| (folder.to_string_lossy().into_owned(), make(folder))).into_iter().collect()
});

/// Does the same to each, on all cores, while other tests wait for it.
pub fn side_by_side<T: Sync, R: Send>(items: &[T], made: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let taken = iter::from_fn(|| items.get(next.fetch_add(1, Ordering::Relaxed)));
        taken.map(&made).collect::<Vec<R>>()
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let started: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        started.into_iter().flat_map(|one| one.join().expect("a worker ends")).collect()
    })
}

impl Made {
    pub fn dossier(&self) -> &Dossier {
        self.inspected.known.whole().expect("the plan can be read")
    }
}

fn make(folder: &Path) -> Made {
    make_of(inspected(folder), folder)
}

/// Builds all that is made of a plan, and reads it back.
pub fn make_of(inspected: Inspected, folder: &Path) -> Made {
    let wrong: Vec<&str> = errors(&inspected);
    assert!(wrong.is_empty(), "{}: {wrong:?}", folder.display());
    let built = |(id, view): (DocumentId, Document)| (id.title(), Built::of(id, view));
    let documents = views(&inspected).into_iter().map(built).collect();
    Made { inspected, documents }
}

/// A ministry's folder, a year, and the quarter that it is seen from.
pub type Seen = (String, i32, Option<u32>);

/// The department's view of every ministry's year that has results.
pub static VIEWS: LazyLock<BTreeMap<Seen, Built>> = LazyLock::new(|| {
    let roots = ["plans", "tests/plans"].map(repository);
    let workspace = Workspace::open(Disk.share(), &roots, ASSETS.clone()).expect("the repository holds plans");
    let seen = [None, Some(1), Some(2), Some(3)].into_iter().flat_map(|quarter| workspace.ministries(quarter));
    let seen: Vec<(Seen, DocumentId, Document)> = seen
        .flat_map(|ministry| {
            let seen = (ministry.ministry.clone(), ministry.year, ministry.quarter);
            let views = ministry.documents().filter_map(|id| Some((id, ministry.view(id)?)));
            views.map(|(id, view)| (seen.clone(), id.clone(), view.clone())).collect::<Vec<_>>()
        })
        .collect();
    let built = side_by_side(&seen, |(seen, id, view)| (seen.clone(), Built::of(id.clone(), view.clone())));
    built.into_iter().collect()
});

pub fn view_of(ministry: &str, year: i32, quarter: Option<u32>) -> &'static Built {
    &VIEWS[&(ministry.to_owned(), year, quarter)]
}

/// Every document of the repository, with a name for messages.
pub fn documents() -> impl Iterator<Item = (String, &'static Built)> {
    let of_plans = ALL
        .iter()
        .flat_map(|(plan, made)| made.documents.iter().map(move |(kind, built)| (format!("{plan}, {kind}"), built)));
    let of_ministries = VIEWS
        .iter()
        .map(|((ministry, year, quarter), built)| (format!("{ministry} {year}, målopfyldelse, {quarter:?}"), built));
    of_plans.chain(of_ministries)
}

/// Some of every kind, for what takes long: a later status is as the first, a report as an insert is as the one by itself,
/// and the reports of 2024 are as those of 2023.
pub fn some_of_each_kind() -> impl Iterator<Item = (String, &'static Made, &'static Built)> {
    const LIKE_ANOTHER: [&str; 3] = ["opfølgning II", "opfølgning III", "målrapportering som bilag"];
    const REPORTS: [&str; 2] = ["opfølgning I", "målrapportering"];
    ALL.iter().flat_map(|(plan, made)| {
        let is_like_another =
            |kind: &str| LIKE_ANOTHER.contains(&kind) || (plan.ends_with("siri/2024") && REPORTS.contains(&kind));
        let chosen = made.documents.iter().filter(move |(kind, _)| !is_like_another(kind));
        chosen.map(move |(kind, built)| (format!("{plan}, {kind}"), made, built))
    })
}

/// A copy of a document, read back.
pub struct CopyRead {
    pub bytes: Vec<u8>,
    pub pdf: Pdf,
}

impl CopyRead {
    fn of(built: &Built, copy: CopyKind) -> Self {
        let bytes = build_copy(&built.view, copy, &[]);
        Self { pdf: Pdf::read(&bytes), bytes }
    }
}

/// The reading copies of some of every kind, by the names that they have in messages. Built once for all tests.
pub static READING: LazyLock<BTreeMap<String, CopyRead>> = LazyLock::new(|| {
    let chosen: Vec<_> = some_of_each_kind().collect();
    let built = side_by_side(&chosen, |(name, _, built)| (name.clone(), CopyRead::of(built, CopyKind::Reading)));
    built.into_iter().collect()
});

/// The copies with fields of every document that somebody signs, by the same names.
pub static FIELDS: LazyLock<BTreeMap<String, CopyRead>> = LazyLock::new(|| {
    let signed: Vec<_> = documents().filter(|(_, built)| built.view.lines_to_sign_on().next().is_some()).collect();
    let built = side_by_side(&signed, |(name, built)| (name.clone(), CopyRead::of(built, CopyKind::Fields)));
    built.into_iter().collect()
});

/// The codes of a plan's errors.
pub fn errors(inspected: &Inspected) -> Vec<&'static str> {
    let report = inspected.findings();
    report.findings().iter().filter(|one| one.level.name() == "error").map(|one| one.rule.name).collect()
}

pub fn made(plan: &str) -> &'static Made {
    ALL.get(plan).unwrap_or_else(|| panic!("there is no plan `{plan}`"))
}

pub fn contract(plan: &str) -> &'static Built {
    &made(plan).documents[CONTRACT.title]
}

pub fn annex(plan: &str) -> &'static Built {
    &made(plan).documents[ANNEX.title]
}

/// A folder of plans to be changed.
pub struct Copy {
    folder: TempDir,
}

impl Copy {
    /// With a copy of a folder of the repository under the same name: `tests/plans/eksempel` becomes `plans/eksempel`. It is
    /// to be changed, so it has no locks.
    pub fn of(folder: &str) -> Self {
        let copy = Self::locked(folder);
        for lock in files(&copy.path("plans")).into_iter().filter(|file| file.ends_with("lås.yaml")) {
            std::fs::remove_file(lock).expect("a lock can be taken away");
        }
        copy
    }

    /// The same, with its locks.
    pub fn locked(folder: &str) -> Self {
        let copy = Self::empty();
        let from = repository(folder);
        copy_folder(&from, &copy.path("plans").join(from.file_name().expect("a folder has a name")));
        copy
    }

    /// The same, before anything is reported.
    pub fn unreported(folder: &str) -> Self {
        let copy = Self::of(folder);
        super::forget_results_on_disk(&copy.path("plans"));
        copy
    }

    pub fn empty() -> Self {
        Self { folder: TempDir::new().expect("a temporary folder") }
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        super::write(&self.path(path), text);
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces what stands once in a file.
    pub fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in {path}");
        self.write(path, text.replace(old, new));
    }

    pub fn inspect(&self, plan: &str) -> Inspected {
        inspected(&self.path(plan))
    }

    /// All that stands in the folder, for tests that begin where this one is.
    pub fn kept(&self) -> Kept {
        let content = |path: PathBuf| {
            let name = path.strip_prefix(self.path("")).expect("it stands below").to_owned();
            (name, std::fs::read(path).expect("a file can be read"))
        };
        Kept(files(&self.path("")).into_iter().map(content).collect())
    }
}

/// What a folder held: made once, and written again for each test that begins with it.
pub struct Kept(Vec<(PathBuf, Vec<u8>)>);

impl Kept {
    pub fn again(&self) -> Copy {
        let copy = Copy::empty();
        self.0.iter().for_each(|(name, bytes)| super::write(&copy.folder.path().join(name), bytes));
        copy
    }
}

/// Every file below a folder, in the order of their paths.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("a folder can be read").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
