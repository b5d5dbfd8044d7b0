//! What is typed in the form of a quarter: what comes of it in the plan's files, and what is said where something is wrong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use resultatplan::desk::{DeskError, Filled, ReportDraft, ReportForm, ReportRow, WhenDue};
use resultatplan::diagnostic::{Finding, Severity};
use resultatplan::files::{Files, Memory};
use resultatplan::language::Language;
use resultatplan::plan::{Observation, Sheet};
use resultatplan::quantity::{Date, PartOfYear, Period};
use resultatplan::score::{Scorecard, score};
use resultatplan::workspace::Workspace;

use crate::scoring::reported_plans;
use crate::support::{ASSETS, COVERAGE, copy_of, forget_results};

const AGENCY: &str = "/eksempel/prø/2025";

fn open(files: &Memory, folder: impl AsRef<Path>) -> Workspace {
    let folders = [folder.as_ref().to_owned()];
    Workspace::open_with(files.share(), &folders, ASSETS.clone(), COVERAGE.clone(), &|_| None).expect("a plan")
}

fn today() -> Date {
    "15. januar 2026".parse().expect("a day")
}

fn part(text: &str) -> PartOfYear {
    text.parse().expect("a part of the year")
}

fn form(workspace: &Workspace, period: &str) -> ReportForm {
    workspace.report_form(part(period), today()).expect("a form")
}

fn row<'a>(form: &'a ReportForm, address: &str) -> &'a ReportRow {
    form.rows.iter().find(|row| row.address.to_string() == address).unwrap_or_else(|| panic!("no row {address}"))
}

/// Texts typed in fields: by the address of a row and the end of the field's name, or by the name in the head.
fn filled(form: &ReportForm, texts: &[(&str, &str, &str)]) -> Filled {
    let name = |address: &str, field: &str| match address {
        "" => field.to_owned(),
        address => format!("{}-{field}", row(form, address).key),
    };
    texts.iter().map(|(address, field, text)| (name(address, field), (*text).to_owned())).collect()
}

fn report(workspace: &Workspace, period: &str, texts: &[(&str, &str, &str)]) -> ReportDraft {
    let filled = filled(&form(workspace, period), texts);
    workspace.report(part(period), &filled, today()).expect("a draft")
}

/// The errors, each by the end of its field's name, in Danish.
fn errors(draft: &ReportDraft) -> Vec<String> {
    let name =
        |field: &str| field.split_once('-').filter(|(key, _)| key.len() == 13).map_or(field, |(_, end)| end).to_owned();
    draft.errors.iter().map(|one| format!("{}: {}", name(&one.field), one.message.say_in(Language::Danish))).collect()
}

/// The only file that is to be written, as it was and as it is then.
fn only(draft: &ReportDraft) -> (String, String) {
    assert!(draft.errors.is_empty(), "{:?}", errors(draft));
    let [file] = draft.files.as_slice() else { panic!("one file: {:?}", draft.files) };
    (file.before.clone().unwrap_or_default(), file.after.clone())
}

/// The lines of the one that the other has not, and those that it has in their place.
fn changed_lines(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.split('\n').collect(), after.split('\n').collect());
    let same = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let left = |all: &[&str]| all[same..].iter().rev().copied().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (left(&old), left(&new));
    let same = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let turned = |all: Vec<String>| all[same..].iter().rev().cloned().collect();
    (turned(old), turned(new))
}

fn agency() -> Memory {
    let (mut files, _) = copy_of("tests/plans/eksempel");
    files.remove(Path::new(AGENCY).join("lås.yaml"));
    files
}

#[test]
fn a_quarter_has_a_row_for_each_requirement_with_last_quarter_and_target_beside_it() {
    let form = form(&open(&agency(), AGENCY), "2. kvartal");
    let fast = row(&form, "1.1 a 1");
    assert_eq!(fast.due, WhenDue::Now);
    assert_eq!(fast.targets, ["85 pct. inden for 31 dage"]);
    let shown: Vec<(String, &str, Option<&str>)> = fast
        .fields
        .iter()
        .map(|(_, field)| (field.label.say_in(Language::Danish), field.value.as_str(), field.previous.as_deref()))
        .collect();
    assert_eq!(shown[0], ("I alt".to_owned(), "1.310", Some("1.200")));
    assert_eq!(shown[1], ("Heraf inden for 31 dage".to_owned(), "1.126", Some("1.046")));
    assert_eq!(fast.previous, Some(part("1. kvartal")));
    // Measured in the second half of the year, and at its end.
    assert_eq!(row(&form, "1.2 a").due, WhenDue::Later);
    assert_eq!(row(&form, "2.1 a 1").due, WhenDue::Later);
    // What has parts has no figure, but there can be something to say of it.
    assert_eq!(row(&form, "2.1").due, WhenDue::Never);
    let names: BTreeSet<&String> = form.rows.iter().flat_map(|row| &row.fields).map(|(_, field)| &field.name).collect();
    assert_eq!(names.len(), form.rows.iter().map(|row| row.fields.len()).sum::<usize>(), "each name once");
}

#[test]
fn nothing_typed_is_nothing_to_write() {
    let workspace = open(&agency(), AGENCY);
    for period in ["1. kvartal", "2. kvartal", "3. kvartal", "4. kvartal", "hele året"] {
        let draft = report(&workspace, period, &[]);
        assert!(draft.errors.is_empty() && draft.files.is_empty(), "{period}: {:?}", errors(&draft));
    }
}

#[test]
fn a_value_is_changed_where_it_stands_and_the_points_follow() {
    let workspace = open(&agency(), AGENCY);
    let form = form(&workspace, "2. kvartal");
    let draft = report(&workspace, "2. kvartal", &[("1.1 a 1", "inden-for-0", "1126"), ("1.4 c", "antal", "2")]);
    let (before, after) = only(&draft);
    assert_eq!(
        changed_lines(&before, &after),
        (vec!["    antal: 1".to_owned()], vec!["    antal: 2".to_owned()]),
        "{after}"
    );
    let fewer = report(&workspace, "2. kvartal", &[("1.1 a 1", "inden-for-0", "200")]);
    let key = &row(&form, "1.1 a 1").key;
    assert_ne!(fewer.rows[key], draft.rows[key]);
    assert_eq!(Some(&draft.rows[key]), row(&form, "1.1 a 1").now.as_ref());
}

#[test]
fn the_first_report_of_a_quarter_is_a_file_as_a_person_writes_it() {
    let mut files = agency();
    forget_results(&mut files, Path::new(AGENCY));
    let draft = report(
        &open(&files, AGENCY),
        "1. kvartal",
        &[
            ("", "opdateret", "10-04-2025"),
            ("", "indberettet-af", "Sekretariatet"),
            ("", "kommentar", "Kvartalet var præget af ferie."),
            ("1.1 a 1", "i-alt", "1200"),
            ("1.1 a 1", "inden-for-0", "1.046"),
            ("1.1 b", "i-alt", "310"),
            ("1.1 b", "inden-for-0", "229"),
            ("1.1 b", "inden-for-1", "270"),
            ("1.1 b", "inden-for-2", "298"),
            ("1.3 1", "leveret", "nej"),
            ("1.3 1", "kommentar", "Den kommer: i maj."),
            ("2.1", "forventet", "opfyldt"),
        ],
    );
    let (before, after) = only(&draft);
    assert_eq!(before, "");
    assert_eq!(
        after,
        "periode: 1. kvartal
opdateret: 10. april 2025
indberettet af: Sekretariatet
kommentar: Kvartalet var præget af ferie.
resultater:
  - krav: 1.1 a 1
    i alt: 1.200
    inden for: { 31 dage: 1.046 }
  - krav: 1.1 b
    i alt: 310
    inden for: { 1 dag: 229, 31 dage: 270, 92 dage: 298 }
  - krav: 1.3 1
    leveret: nej
    kommentar: \"Den kommer: i maj.\"
  - krav: \"2.1\"
    forventet: opfyldt
"
    );
    assert!(draft.files[0].path.ends_with("resultater/1-kvartal.yaml"));
}

#[test]
fn what_is_measured_in_a_part_of_the_quarter_gets_a_file_for_those_days() {
    let mut files = agency();
    forget_results(&mut files, Path::new(AGENCY));
    let texts = [("", "indberettet-af", "A"), ("1.1 c 2", "i-alt", "40"), ("1.1 c 2", "inden-for-0", "37")];
    let draft = report(&open(&files, AGENCY), "1. kvartal", &texts);
    let (_, after) = only(&draft);
    assert!(after.starts_with("periode: 1. februar 2025 til 31. marts 2025\n"), "{after}");
}

#[test]
fn a_row_is_added_in_the_order_of_the_plan_and_one_is_taken_out_with_its_note_kept() {
    let mut files = agency();
    let path = Path::new(AGENCY).join("resultater/1-kvartal.yaml");
    let text = String::from_utf8(files.get(&path).expect("it is there").to_vec()).expect("text");
    let text = text.replace("    antal: 4\n", "    antal: 4   # talt to gange\n").replace('\n', "\r\n");
    files.write(&path, text.clone());
    let draft = report(
        &open(&files, AGENCY),
        "1. kvartal",
        &[("1.4 e", "antal", ""), ("1.3 2", "leveret", "nej"), ("1.2 b", "kommentar", "To linjer:\r\nden anden.")],
    );
    let (_, after) = only(&draft);
    assert!(after.contains("  # talt to gange\r\n"), "{after}");
    assert!(!after.contains("1.4 e"), "{after}");
    assert!(after.contains("    kilde: Telefonsystemet\r\n    kommentar: "), "{after}");
    assert!(after.contains("  - krav: 1.3 2\r\n    leveret: nej\r\n  - krav: 1.4 c\r\n"), "{after}");
    assert!(!after.replace("\r\n", "").contains('\n'), "every line ends as those of the file do");
}

#[test]
fn each_error_stands_at_its_field_and_nothing_is_written() {
    let workspace = open(&agency(), AGENCY);
    let draft = report(
        &workspace,
        "2. kvartal",
        &[
            ("", "opdateret", "i går"),
            ("", "indberettet-af", " "),
            ("1.1 a 1", "i-alt", "tusind"),
            ("1.1 a 2", "inden-for-0", "300"),
            ("1.1 b", "inden-for-1", ""),
            ("1.3 1", "leveret", "nej"),
            ("1.3 2", "leveret-dato", "23. juni"),
            ("1.3 4", "leveret-dato", ""),
            ("1.4 c", "antal", "1,5"),
            ("1.4 e", "forventet", "opfyldt"),
            ("1.4 e", "forventet-andel", "90"),
            ("1.2 b", "andel-0", "80"),
        ],
    );
    assert_eq!(
        errors(&draft).iter().map(|one| one.split(':').next().unwrap_or_default()).collect::<Vec<_>>(),
        [
            "i-alt",
            "inden-for-0",
            "inden-for-1",
            "andel-0",
            "leveret-dato",
            "leveret-dato",
            "leveret-dato",
            "antal",
            "forventet-andel",
            "opdateret",
            "indberettet-af",
        ],
        "{:#?}",
        errors(&draft)
    );
    assert!(draft.files.is_empty());
    assert!(matches!(draft.save(&agency()), Err(DeskError::Wrong)));
}

#[test]
fn what_another_program_wrote_meanwhile_is_not_written_over() {
    let files = agency();
    let workspace = open(&files, AGENCY);
    let seen = form(&workspace, "2. kvartal").seen.to_string();
    let draft = report(&workspace, "2. kvartal", &[("", "set", &seen), ("1.4 c", "antal", "2")]);
    assert_eq!(draft.files.len(), 1);
    let path = Path::new(AGENCY).join("resultater/2-kvartal.yaml");
    let mut theirs = files.clone();
    let text = String::from_utf8(files.get(&path).expect("it is there").to_vec()).expect("text");
    theirs.write(&path, text.replace("antal: 7", "antal: 8"));
    assert!(matches!(draft.save(&theirs), Err(DeskError::Changed)), "while the answer was made");
    let later = open(&theirs, AGENCY);
    let filled = filled(&form(&later, "2. kvartal"), &[("", "set", &seen), ("1.4 c", "antal", "2")]);
    assert!(
        matches!(later.report(part("2. kvartal"), &filled, today()), Err(DeskError::Changed)),
        "while it was typed"
    );
}

#[test]
fn what_the_rules_find_wrong_stands_at_its_row() {
    let workspace = open(&agency(), AGENCY);
    // No document can print it.
    let draft = report(&workspace, "2. kvartal", &[("1.4 c", "kommentar", "Godt gået \u{1f600}")]);
    let found: Vec<String> = draft.errors.iter().map(|one| one.field.clone()).collect();
    assert_eq!(found, [row(&form(&workspace, "2. kvartal"), "1.4 c").fields[0].1.name.clone()], "{:?}", errors(&draft));
    assert!(draft.files.is_empty());
}

/// All that is reported for some days, whatever files it stands in.
fn observations(workspace: &Workspace, days: Period) -> Vec<Observation> {
    let results = workspace.plans()[0].known.results().expect("results");
    let sheets = results.sheets.iter().filter(|sheet| sheet.days == days);
    let mut all: Vec<Observation> = sheets.flat_map(|sheet| sheet.observations.clone()).collect();
    all.sort_by(|one, other| one.of.cmp(&other.of));
    all
}

fn card(workspace: &Workspace) -> Scorecard {
    let dossier = workspace.plans()[0].known.whole().expect("a plan");
    score(dossier.amended.seen_from(None, dossier.results()), dossier.results(), None)
}

/// Everything that is reported on a plan typed into empty forms, file by file. Gives how many figures there were.
fn typed_anew(name: &Path, files: &Memory, folder: &Path) -> usize {
    let whole = open(files, folder);
    let plan = &whole.plans()[0];
    // What is wrong with the example itself would be told of it anew.
    let is_reported = |finding: &&Finding| {
        let place = plan.sources.locate(&finding.primary.place);
        place.is_some_and(|place| {
            plan.sources.file(place.file).path.parent().is_some_and(|one| one.ends_with("resultater"))
        })
    };
    let wrong = plan.report.findings().iter().filter(|finding| finding.level == Severity::Error);
    let is_right = wrong.filter(is_reported).count() == 0;
    let results = plan.known.results().filter(|results| is_right && !results.sheets.is_empty());
    let Some(results) = results else { return 0 };
    let mut files = files.clone();
    forget_results(&mut files, folder);
    let periods: Vec<(PartOfYear, Period)> =
        results.sheets.iter().map(|sheet: &Sheet| (sheet.period, sheet.days)).collect();
    for (period, _) in &periods {
        let original =
            whole.report_form(*period, today()).unwrap_or_else(|error| panic!("{}: {error}", name.display()));
        let of_rows = original.rows.iter().flat_map(|row| row.fields.iter().map(|(_, field)| field));
        let fields = original.head.iter().map(|(_, field)| field).chain(of_rows);
        let filled: Filled = fields.map(|field| (field.name.clone(), field.value.clone())).collect();
        let draft = open(&files, folder).report(*period, &filled, today());
        let draft = draft.unwrap_or_else(|error| panic!("{}: {period}: {error}", name.display()));
        assert!(draft.errors.is_empty(), "{}: {period}: {:?}", name.display(), errors(&draft));
        draft.files.iter().for_each(|file| files.write(&file.path, file.after.clone()));
    }
    let anew = open(&files, folder);
    let days: BTreeSet<(Date, Date)> = periods.iter().map(|(_, days)| (days.first, days.last)).collect();
    let mut count = 0;
    for (first, last) in days {
        let days = Period { first, last };
        let (old, new) = (observations(&whole, days), observations(&anew, days));
        assert_eq!(old, new, "{}", name.display());
        count += old.iter().filter(|one| one.figure.is_some()).count();
    }
    assert_eq!(card(&whole).total, card(&anew).total, "{}", name.display());
    count
}

/// Of every kind, with everything that a case of scoring or a plan of the repository reports.
#[test]
fn what_is_typed_is_what_is_read_and_scores_the_same() {
    let mut count = 0;
    // Every shape has at least three.
    for (name, files, folder) in reported_plans().into_iter().step_by(3) {
        count += typed_anew(&name, &files, &folder);
    }
    for (ministry, plan) in [
        ("tests/plans/eksempel", "prø/2025"),
        ("tests/plans/eksempel", "ekn/2025"),
        ("tests/plans/skole", "tilsyn/2025"),
        ("tests/plans/skole", "stift/2025"),
        ("tests/plans/skole", "gym/2025"),
        ("tests/plans/skole", "uni/2025"),
    ] {
        let (files, ministry) = copy_of(ministry);
        count += typed_anew(Path::new(plan), &files, &ministry.join(plan));
    }
    assert!(count > 150, "{count}");
}

/// Every field of a plan's reports changed by itself, as far as that is no error: the file stays as it was around it.
#[test]
fn a_change_of_one_field_touches_its_row_alone() {
    let mut changed = 0;
    for (ministry, plan, period) in [
        ("eksempel", "prø/2025", "3. kvartal"),
        ("eksempel", "ekn/2025", "2. kvartal"),
        ("eksempel", "ekn/2025", "hele året"),
        ("skole", "tilsyn/2025", "1. kvartal"),
        ("skole", "stift/2025", "hele året"),
    ] {
        let (files, ministry) = copy_of(&format!("tests/plans/{ministry}"));
        let workspace = open(&files, ministry.join(plan));
        let form = form(&workspace, period);
        let is_reported = |row: &&ReportRow| row.fields.iter().any(|(_, field)| !field.value.is_empty());
        for row in form.rows.iter().filter(|row| row.period == form.period).filter(is_reported) {
            let name = |end: &str| format!("{}-{end}", row.key);
            let mut tried: Vec<Filled> = vec![[(name("kommentar"), "Set efter: to gange.".to_owned())].into()];
            let counts = row.fields.iter().filter(|(_, field)| field.value.chars().all(|one| one.is_ascii_digit()));
            let counts = counts.filter(|(_, field)| !field.value.is_empty());
            tried.extend(counts.map(|(_, field)| [(field.name.clone(), format!("{}", 1))].into()));
            for filled in tried {
                let Ok(draft) = workspace.report(part(period), &filled, today()) else { panic!("{filled:?}") };
                let [file] = draft.files.as_slice() else { continue };
                let (old, new) = changed_lines(file.before.as_deref().unwrap_or_default(), &file.after);
                assert!(old.len() <= 1 && new.len() <= 2, "{filled:?}: {old:#?} → {new:#?}");
                changed += 1;
            }
        }
    }
    assert!(changed > 40, "{changed}");
}

/// Written on the disk as anything else: whole, and a link stays one.
#[test]
fn a_report_is_saved_whole() {
    let (_folder, ministry) = crate::support::disk_copy_of("tests/plans/eksempel");
    let folder: PathBuf = ministry.join("prø/2025");
    let disk = resultatplan::files::Disk;
    let workspace = Workspace::open(disk.share(), std::slice::from_ref(&folder), ASSETS.clone()).expect("a plan");
    let draft = report(&workspace, "2. kvartal", &[("1.4 c", "antal", "2")]);
    draft.save(&disk).expect("it can be written");
    assert_eq!(std::fs::read_to_string(folder.join("resultater/2-kvartal.yaml")).expect("a file"), only(&draft).1);
    // The same again is no change.
    let again = Workspace::open(disk.share(), &[folder], ASSETS.clone()).expect("a plan");
    assert!(report(&again, "2. kvartal", &[("1.4 c", "antal", "2")]).files.is_empty());
}
