//! What can be asked of a workspace, over files in memory: and that only what is asked for is made.

use std::path::{Path, PathBuf};

use resultatplan::diagnostic::Severity;
use resultatplan::document::DocumentKind;
use resultatplan::files::{Disk, Files, Memory, Overlay};
use resultatplan::quantity::{Date, PartOfYear};
use resultatplan::render::CopyKind;
use resultatplan::workspace::{
    Accepted, AmendError, Amendment, BuildRequest, Format, ImportRequest, ImportedResults, OutdatedReason,
    PreparedBuild, RebuildReason, SeenFrom, Workspace,
};
use tempfile::TempDir;

use crate::support::plan::{build_copy, files};
use crate::support::signing::{Flaw, Form, Key, Signer, sign};
use crate::support::{ASSETS, repository};

const AGENCY: &str = "plans/eksempel/prø/2025";
const GOAL: &str = "plans/eksempel/prø/2025/mål/1.2-tilgængelighed.yaml";

/// A ministry's files under `plans/`, without its locks.
fn memory(ministry: &str) -> Memory {
    let root = repository(ministry);
    let below = |path: &Path| Path::new("plans").join(path.strip_prefix(root.parent().unwrap()).unwrap());
    let own = files(&root).into_iter().filter(|path| !path.ends_with("lås.yaml"));
    own.map(|path| (below(&path), std::fs::read(path).unwrap())).collect()
}

fn edited(files: &Memory, path: &str, old: &str, new: &str) -> Memory {
    let text = std::str::from_utf8(files.get(path).unwrap()).unwrap();
    assert!(text.contains(old), "{path} lacks {old}");
    let mut files = files.clone();
    files.write(path, text.replacen(old, new, 1));
    files
}

fn open(files: &impl Files, path: &str) -> Workspace {
    Workspace::open(files.share(), &[PathBuf::from(path)], ASSETS.clone()).expect("there are plans")
}

/// The views that were made of plans.
fn made(workspace: &Workspace) -> Vec<String> {
    workspace.plans().iter().flat_map(|plan| plan.made().map(ToString::to_string)).collect()
}

fn codes(workspace: &Workspace, level: Severity) -> Vec<&'static str> {
    let findings = workspace.findings();
    let all = findings.iter().flat_map(|found| found.report.findings());
    all.filter(|finding| finding.level == level).map(|finding| finding.rule.name).collect()
}

fn date(text: &str) -> Date {
    text.parse().expect("it is a day")
}

#[test]
fn the_documents_that_there_are_are_told_and_none_is_made() {
    let workspace = open(&memory("tests/plans/eksempel"), "plans");
    let all: Vec<String> = workspace.documents().iter().map(ToString::to_string).collect();
    for path in
        ["eksempel/prø/2025/mål-og-resultatplan", "eksempel/prø/2025/opfølgning-1", "eksempel/2025/målopfyldelse"]
    {
        assert!(all.contains(&path.to_owned()), "{all:?}");
    }
    assert_eq!(made(&workspace), [""; 0]);
}

#[test]
fn findings_make_no_document_of_the_programs_own_texts() {
    for ministry in ["tests/plans/eksempel", "plans/uim"] {
        let workspace = open(&memory(ministry), "plans");
        assert_eq!(codes(&workspace, Severity::Error), [""; 0]);
        assert_eq!(made(&workspace), [""; 0], "{ministry}");
    }
}

#[test]
fn what_is_wrong_with_a_text_of_the_users_is_found() {
    let mut files = memory("tests/plans/eksempel");
    files.write(format!("{AGENCY}/tekster/indledning.md.jinja"), "# Indledning\n\n{{ intet }}\n");
    let workspace = open(&files, AGENCY);
    assert_eq!(codes(&workspace, Severity::Error), ["template-fails"]);
    assert!(made(&workspace).len() > 2, "each document that is written with it");
}

#[test]
fn what_is_unsaved_is_read_in_place_of_what_is_on_disk() {
    let plan = repository("tests/plans/eksempel/prø/2025");
    let goal = plan.join("mål/1.2-tilgængelighed.yaml");
    let mut files = Overlay::over(Disk);
    let text = std::fs::read_to_string(&goal).unwrap();
    files.write(&goal, text.replacen("vægt: 15\n", "vægt: 16\n", 1));
    let workspace = open(&files, &plan.to_string_lossy());
    assert!(codes(&workspace, Severity::Error).contains(&"weights-off-total"));
}

fn request<'a>(out: &'a Path, is_wanted: &'a dyn Fn(&DocumentKind) -> bool) -> BuildRequest<'a> {
    BuildRequest {
        out,
        format: Format::Pdf(CopyKind::Signing),
        is_wanted,
        quarter: None,
        force: false,
        hold: &|_| None,
    }
}

fn is_contract(kind: &DocumentKind) -> bool {
    kind.name == "contract"
}

/// What was looked at, and why it was built, by the names of files; and what is out of date.
type Done = (Vec<(String, Option<RebuildReason>)>, Vec<(String, OutdatedReason)>);

fn reasons(prepared: PreparedBuild) -> Done {
    let outcome = prepared.run(&|| ()).expect("the manifest is written");
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let built = outcome.built.into_iter().map(|built| (name(&built.path), built.reason)).collect();
    (built, outcome.outdated.into_iter().map(|outdated| (outdated.key, outdated.why)).collect())
}

#[test]
fn building_contracts_makes_no_other_view() {
    let workspace = open(&memory("tests/plans/eksempel"), "plans");
    let out = TempDir::new().unwrap();
    let prepared = workspace.prepare(&request(out.path(), &is_contract));
    assert_eq!(prepared.len(), 2);
    let contracts = ["eksempel/ekn/2025/mål-og-resultatplan", "eksempel/prø/2025/mål-og-resultatplan"];
    assert_eq!(made(&workspace), contracts);
}

#[test]
fn building_again_makes_the_views_of_what_has_changed() {
    let out = TempDir::new().unwrap();
    let files = memory("tests/plans/eksempel");
    let own = |kind: &DocumentKind| ["contract", "annex"].contains(&kind.name);
    let all = request(out.path(), &own);
    let workspace = open(&files, AGENCY);
    workspace.prepare(&all).run(&|| ()).expect("the manifest is written");
    // Nothing: neither what is asked for nor what stands beside it.
    let workspace = open(&files, AGENCY);
    let (built, outdated) = reasons(workspace.prepare(&request(out.path(), &is_contract)));
    assert_eq!((built, outdated), (vec![("mål-og-resultatplan".to_owned(), None)], Vec::new()));
    assert_eq!(made(&workspace), [""; 0]);
    // A file that is missing is laid out anew, of its view alone.
    std::fs::remove_file(out.path().join("eksempel/prø/2025/opgørelsesmetode.pdf")).unwrap();
    let workspace = open(&files, AGENCY);
    reasons(workspace.prepare(&all));
    assert_eq!(made(&workspace), ["eksempel/prø/2025/opgørelsesmetode"]);
    // A comment: the views are made to see that they say the same.
    let commented = edited(&files, GOAL, "område: ", "# Ny bemærkning.\nområde: ");
    let workspace = open(&commented, AGENCY);
    assert_eq!(reasons(workspace.prepare(&all)).0.iter().filter(|(_, why)| why.is_some()).count(), 0);
    assert_eq!(made(&workspace).len(), 2);
    // And not made again for the same comment.
    let workspace = open(&commented, AGENCY);
    reasons(workspace.prepare(&all));
    assert_eq!(made(&workspace), [""; 0]);
    // Another text: what stands there and was not asked for is told.
    let changed = edited(&files, GOAL, "område: ", "område: Ny ");
    let (built, outdated) = reasons(open(&changed, AGENCY).prepare(&request(out.path(), &is_contract)));
    assert!(matches!(built.as_slice(), [(_, Some(RebuildReason::Data(_)))]), "{built:?}");
    assert_eq!(outdated, [("eksempel/prø/2025/opgørelsesmetode.pdf".to_owned(), OutdatedReason::NotBuilt)]);
}

#[test]
fn a_plan_is_scored_as_it_is_seen_from_a_day() {
    let workspace = open(&memory("tests/plans/eksempel"), AGENCY);
    let year = workspace.score(None).expect("it is scored");
    let quarter = workspace.score(Some(SeenFrom::Quarter(1))).expect("it is scored");
    assert_eq!(quarter.card.as_of, Some(date("2025-03-31")));
    assert_eq!(year.card.goals.len(), quarter.card.goals.len());
    assert_eq!(made(&workspace), [""; 0]);
    assert!(open(&memory("tests/plans/eksempel"), "plans").score(None).is_err(), "there are two plans");
}

/// The import's own example, in memory.
fn import(files: &Memory, may_replace: bool) -> ImportedResults {
    let request = ImportRequest {
        files: &[PathBuf::from("sager.csv")],
        periods: &[PartOfYear::Quarter(1)],
        sheet: None,
        map: None,
        updated: Some(date("2025-04-10")),
        reporter: Some("Prøvestyrelsen"),
        source: None,
        is_example: true,
        out: None,
        may_replace,
    };
    let workspace = open(files, "plans/eks/prø/2025");
    workspace.import(&request, &mut |path, one| panic!("{}: {}", path.display(), one.reason)).expect("it is counted")
}

#[test]
fn cases_are_counted_into_results_that_can_be_written() {
    let mut files = memory("tests/pages/eks");
    let goal = "nr: \"1.1\"\nområde: Prøve\nvægt: 100\nmål: Borgerne får svar.\nresultatkrav:\n  - sager: Alle sager\n    uret starter: ansøgning\n    mindst: 90 pct.\n    inden for: 30 dage\n";
    files.write("plans/eks/prø/2025/mål/1.1.yaml", goal);
    files.write(
        "sager.csv",
        "sagstype;modtaget;afgjort\nAlle sager;2025-01-02;2025-01-20\nAlle sager;2025-01-02;2025-03-20\n",
    );
    let edits = import(&files, false).results.expect("nothing is in the way");
    let [edit] = edits.as_slice() else { panic!("{edits:?}") };
    assert!(edit.path.ends_with("resultater/1-kvartal.yaml"), "{edit:?}");
    assert!(files.get(&edit.path).is_none(), "nothing is written by itself");
    files.write(&edit.path, edit.bytes.clone());
    assert_eq!(codes(&open(&files, "plans/eks/prø/2025"), Severity::Error), [""; 0]);
    let refused = import(&files, false).results.expect_err("it is there");
    assert_eq!(refused.len(), 1, "{refused:?}");
    assert_eq!(import(&files, true).results.expect("it gives way"), edits);
}

#[test]
fn an_allonge_is_begun_and_nothing_is_written() {
    let mut files = memory("tests/plans/eksempel");
    let workspace = open(&files, AGENCY);
    let addresses = ["1.2".to_owned()];
    let draft = workspace.amend(Amendment::Addresses(&addresses), Some(date("2025-07-01"))).expect("it is begun");
    assert!(draft.edit.path.parent().is_some_and(|folder| folder.ends_with("allonger")), "{:?}", draft.edit.path);
    assert!(files.get(&draft.edit.path).is_none());
    assert!(draft.inspected.known.amended().is_some(), "the plan with the draft can be read");
    let unknown = ["9.9".to_owned()];
    let refused = workspace.amend(Amendment::Addresses(&unknown), None);
    assert!(matches!(refused, Err(AmendError::Addresses(_))), "{refused:?}");
    // The same from a copy that reads as the plan is to read.
    let copy = edited(&files, GOAL, "mål: ", "mål: Fremover ");
    let draft = workspace.amend(Amendment::Edited(&open(&copy, AGENCY)), None).expect("it is begun");
    assert_eq!((draft.differences, draft.left_out), (Vec::new(), Vec::new()));
    files.write(&draft.edit.path, draft.edit.bytes);
    assert_eq!(codes(&open(&files, AGENCY), Severity::Error), [""; 0]);
    let same = workspace.amend(Amendment::Edited(&open(&memory("tests/plans/eksempel"), AGENCY)), None);
    assert!(matches!(same, Err(AmendError::NoDifference)), "{same:?}");
}

#[test]
fn a_signed_file_is_taken_and_makes_no_other_document() {
    const PLAN: &str = "plans/uim/siri/2024";
    let file = format!("{PLAN}/plan.yaml");
    let files = edited(&memory("plans/uim"), &file, "status: udkast ", "status: til underskrift ");
    let mut files =
        edited(&files, &file, "    titel: Departementschef\n", "    navn: Bo Friis\n    titel: Departementschef\n");
    let workspace = open(&files, PLAN);
    let plan = workspace.plan().expect("it is one");
    let contract = plan.documents().find(|id| is_contract(id.kind)).expect("there is a contract");
    let built = build_copy(plan.view(contract).expect("its texts are right"), CopyKind::Signing, &[]);
    let signed = ["Trine Rask Thygesen", "Bo Friis"].iter().zip(["Sig1", "Sig2"]).fold(built, |file, (name, field)| {
        let signer = Signer::new(name, Key::P256);
        sign(&file, Form::named(field), &|bytes| signer.cms(bytes, Flaw::None))
    });
    let taken = workspace.sign_off("underskrevet.pdf", &signed, Accepted::default()).expect("it is taken");
    assert_eq!((taken.signers.len(), taken.needed, taken.is_locked), (2, 2, true));
    let names: Vec<_> = taken.edits.iter().map(|edit| edit.path.file_name().unwrap().to_string_lossy()).collect();
    assert_eq!(names, ["underskrifter.yaml", "plan.yaml", "lås.yaml"]);
    assert_eq!(made(&workspace), [contract.to_string()]);
    taken.edits.iter().for_each(|edit| files.write(&edit.path, edit.bytes.clone()));
    let after = open(&files, PLAN);
    assert_eq!(codes(&after, Severity::Error), [""; 0]);
    let again = after.sign_off("underskrevet.pdf", &signed, Accepted::default()).expect("it is known");
    assert!(again.was_known && again.edits.is_empty());
}
