//! `resultatplan new`: a plan from nothing, and next year's from this year's.

use std::path::Path;

use resultatplan::diff::{Subject, diff};
use resultatplan::files::Disk;
use resultatplan::load::load;
use resultatplan::plan::{Signed, State};

use crate::support::command::run;
use crate::support::plan::files;
use crate::support::{ASSETS, disk_copy_of, examine, repository, write};

#[test]
fn a_plan_from_nothing_is_valid_and_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(folder.path(), &["new", "plans/kultur/arkiv/2026"]);
    assert_eq!((ran.status, ran.stderr.as_str(), ran.stdout.lines().count()), (0, "", 4), "{ran:?}");
    let outcome = examine(&Disk, &folder.path().join("plans/kultur/arkiv/2026"));
    assert!(!outcome.report.has_errors(), "{:?}", outcome.told());
    for path in files(folder.path()) {
        assert!(std::fs::read_to_string(&path).unwrap().contains(" # "), "{} guides", path.display());
    }
    let built = run(folder.path(), &["build", "--quiet"]);
    assert_eq!((built.status, built.stdout.lines().count()), (0, 2), "{built:?}");
}

/// By the two lines that editors look for, from where the file stands to where `schema` writes.
#[test]
fn each_file_of_a_new_plan_names_its_schema() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(folder.path(), &["new", "plans/kultur/arkiv/2026"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(run(folder.path(), &["schema"]).status, 0);
    let next = run(folder.path(), &["new", "plans/kultur/arkiv/2027", "--from", "plans/kultur/arkiv/2026"]);
    assert_eq!(next.status, 0, "{next:?}");
    let mut count = 0;
    for path in files(&folder.path().join("plans")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let schema = lines[0]
            .strip_prefix("# yaml-language-server: $schema=")
            .unwrap_or_else(|| panic!("{}: {text}", path.display()));
        assert_eq!(lines[1].strip_prefix("# $schema: "), Some(schema), "the other form");
        assert_eq!(text.matches("$schema").count(), 2, "{}", path.display());
        let schema = std::fs::read_to_string(path.parent().unwrap().join(schema)).expect("a schema");
        assert!(schema.contains("json-schema.org/draft-07"));
        count += 1;
    }
    assert_eq!(count, 6);
}

#[test]
fn nothing_is_written_over() {
    let (_folder, ministry) = disk_copy_of("tests/pages/eks");
    let before = std::fs::read_to_string(ministry.join("prø/institution.yaml")).unwrap();
    let again = run(&ministry, &["new", "../eks/prø/2025"]);
    assert!(again.status == 2 && again.stderr.contains("nothing is written over"), "{again:?}");
    write(&ministry.join("prø/2026/mål/1.1-sagsbehandling.yaml"), "mit: eget\n");
    let beside = run(&ministry, &["new", "../eks/prø/2026"]);
    assert_eq!(beside.status, 1, "{beside:?}");
    assert_eq!(std::fs::read_to_string(ministry.join("prø/2026/mål/1.1-sagsbehandling.yaml")).unwrap(), "mit: eget\n");
    assert_eq!(std::fs::read_to_string(ministry.join("prø/institution.yaml")).unwrap(), before);
    for path in ["2026", "eks/prø/næste", "eks/prø/26"] {
        assert_eq!(run(&ministry, &["new", path]).status, 2, "{path}");
    }
}

#[test]
fn next_years_plan_differs_in_nothing_but_its_dates() {
    let (_folder, ministry) = disk_copy_of("plans/uim");
    for (old, new) in [("2018", "2019"), ("2020", "2021"), ("2023", "2026"), ("2024", "2025")] {
        let from = format!("siri/{old}");
        let to = format!("../uim/siri/{new}");
        let ran = run(&ministry, &["new", &to, "--from", &from]);
        assert_eq!(ran.status, 0, "{ran:?}");
        let outcome = examine(&Disk, &ministry.join("siri").join(new));
        assert!(!outcome.report.has_errors(), "{:?}", outcome.told());
        let before = load(&Disk, &ministry.join(&from), &ASSETS).known.amended().unwrap().clone();
        let after = load(&Disk, &ministry.join("siri").join(new), &ASSETS).known.plan().unwrap().clone();
        assert_eq!((after.year.to_string().as_str(), after.state), (new, State::Draft));
        assert!(after.signers.iter().all(|one| one.signed == Signed::NotYet));
        for one in diff(before.latest(), &after) {
            let keys: Vec<String> = one.words.iter().map(|words| words.key()).collect();
            let is_well = match one.subject {
                Subject::Plan => keys.iter().all(|key| ["titel", "år", "periode", "status"].contains(&key.as_str())),
                Subject::Signer { .. } => keys.iter().all(|key| key.starts_with("dato")),
                Subject::Requirement(_) => keys.iter().all(|key| key == "frist" || key == "måles"),
                _ => false,
            };
            assert!(is_well, "{old}: {} {keys:?}", one.subject);
        }
        let names: Vec<String> = files(&ministry.join("siri").join(new)).iter().map(|path| name(path)).collect();
        assert!(names.iter().all(|name| !name.contains("kvartal") && !name.contains("årsrapport")), "{names:?}");
    }
}

/// Who signed it, what was reported and what was paid.
#[test]
fn what_is_of_the_old_year_alone_stays_there() {
    let (_folder, ministry) = disk_copy_of("tests/plans/skole");
    let signatures = std::fs::read_to_string(repository("tests/lock/underskrifter.yaml")).unwrap();
    write(&ministry.join("gym/2025/underskrifter.yaml"), &signatures);
    let pay = std::fs::read_to_string(ministry.join("gym/2025/resultatløn.yaml")).unwrap();
    assert!(pay.contains("\nfastsat:\n") && ministry.join("gym/2025/årsrapport.yaml").exists());
    let ran = run(&ministry, &["new", "../skole/gym/2026", "--from", "gym/2025"]);
    assert_eq!((ran.status, ran.stderr.matches("error").count()), (0, 0), "{ran:?}");
    let new = ministry.join("gym/2026");
    let names: Vec<String> = files(&new).iter().map(|path| name(path)).collect();
    assert_eq!(names, ["1.yaml", "2.yaml", "3.yaml", "plan.yaml", "resultatløn.yaml"]);
    let pay = std::fs::read_to_string(new.join("resultatløn.yaml")).unwrap();
    assert!(pay.contains("loft: 60.000 kr.") && !pay.contains("fastsat:") && !pay.contains("70.000"), "{pay}");
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn comments_are_kept_and_targets_marked() {
    let (_folder, ministry) = disk_copy_of("tests/pages/eks");
    let goal = "# egen bemærkning\nnr: \"1.1\"\nområde: Sager\nvægt: 100   # alt\nmål: Svar i 2025.\nresultatkrav:\n  - leverance: Rapport\n    frist: 30. september 2025   # sidste dag\n  - antal: besøg\n    mindst: 3\n    måles: 1. marts 2025 til 2025-06-30\nsamles: alle\n";
    write(&ministry.join("prø/2025/mål/1.1.yaml"), goal);
    let ran = run(&ministry, &["new", "../eks/prø/2026", "--from", "prø/2025"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let text = std::fs::read_to_string(ministry.join("prø/2026/mål/1.1.yaml")).unwrap();
    let expected = "# egen bemærkning\nnr: \"1.1\"\nområde: Sager\nvægt: 100   # alt\nmål: Svar i 2025.                  # gennemgå: 2025\nresultatkrav:\n  - leverance: Rapport\n    frist: 30. september 2026   # sidste dag; gennemgå\n  - antal: besøg\n    mindst: 3                      # gennemgå\n    måles: 1. marts 2026 til 2026-06-30 # gennemgå\nsamles: alle\n";
    let schema = "../../../../../skemaer/mål.schema.json";
    assert_eq!(text, format!("# yaml-language-server: $schema={schema}\n# $schema: {schema}\n{expected}"));
}

#[test]
fn koncernfælles_goals_that_are_set_stay_as_they_are() {
    let (_folder, ministry) = disk_copy_of("plans/uim");
    let shared = std::fs::read_to_string(ministry.join("koncern/2024.yaml")).unwrap();
    std::fs::remove_dir_all(ministry.join("siri/2024")).unwrap();
    let ran = run(&ministry, &["new", "../uim/siri/2024", "--from", "siri/2023"]);
    assert!(ran.status == 0 && ran.stderr.contains("`koncern/2024.yaml`, which is there already"), "{ran:?}");
    assert!(ran.stdout.lines().all(|line| !line.contains("koncern")), "{}", ran.stdout);
    assert_eq!(std::fs::read_to_string(ministry.join("koncern/2024.yaml")).unwrap(), shared);
}

#[test]
fn a_name_of_a_folder_is_a_text_whatever_it_holds() {
    for (ministry, institution) in [("eks \"øst\" #1", "a: b\\c"), ("institution", "ministerium"), ("årstal", "null")]
    {
        let folder = tempfile::tempdir().unwrap();
        let plan = format!("plans/{ministry}/{institution}/2026");
        let ran = run(folder.path(), &["new", &plan]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{ran:?}");
        let made = load(&Disk, &folder.path().join(&plan), &ASSETS).known.plan().expect("it is valid").clone();
        assert_eq!(made.ministry.name, ministry.to_uppercase());
        assert_eq!(made.ministry.look.name_line, [ministry.to_uppercase()]);
        assert_eq!(made.institution.name, institution.to_uppercase());
    }
}

#[test]
fn a_mark_beside_a_text_with_a_number_sign_is_a_comment() {
    let (_folder, ministry) = disk_copy_of("tests/pages/eks");
    let goal = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Borgerne får svar til tiden.\nresultatkrav:\n  - { sager: \"Sager #2\", \
                mindst: 85 pct., inden for: 31 dage }\n";
    write(&ministry.join("prø/2025/mål/1.1.yaml"), goal);
    let ran = run(&ministry, &["new", "../eks/prø/2026", "--from", "prø/2025"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    let written = std::fs::read_to_string(ministry.join("prø/2026/mål/1.1.yaml")).unwrap();
    assert!(written.contains("31 dage } # gennemgå"), "{written}");
    assert!(load(&Disk, &ministry.join("prø/2026"), &ASSETS).known.plan().is_some(), "{written}");
}

/// Whether a year in a text moves on is for a person to say: the text stays, and the line is marked.
#[test]
fn years_inside_texts_stay_and_are_marked() {
    let (_folder, ministry) = disk_copy_of("tests/pages/eks");
    let goal = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: |\n  Svar i 2025 som i 2024.\n\n  Se også lov nr. 20251 af 2019.\nresultatkrav:\n  - leverance: \"Rapport for 2026\"\n  - { leverance: Plan, bemærkning: Som i 2025 }\nsamles: alle\n";
    write(&ministry.join("prø/2025/mål/1.1.yaml"), goal);
    let plan = std::fs::read_to_string(ministry.join("prø/2025/plan.yaml")).unwrap();
    let section = "afsnit: [{ nr: \"2.1\", titel: Mission, fil: mission.md }]\n";
    write(&ministry.join("prø/2025/plan.yaml"), plan + section);
    write(&ministry.join("prø/2025/mission.md"), "Opgaven er den samme.\n\nFra 2025 er der flere.\n");
    let ran = run(&ministry, &["new", "../eks/prø/2026", "--from", "prø/2025"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.stderr.contains("`mission.md` names 2025 in line 3: look it over"), "{ran:?}");
    let text = std::fs::read_to_string(ministry.join("prø/2026/mål/1.1.yaml")).unwrap();
    let marked =
        |line: &str| text.lines().find(|one| one.starts_with(line)).map(|line| line.rsplit('#').next().unwrap());
    assert_eq!(marked("mål: |"), Some(" gennemgå: 2024, 2025"), "{text}");
    assert_eq!(marked("  - leverance: \"Rapport"), Some(" gennemgå: 2026"), "{text}");
    assert_eq!(marked("  - { leverance: Plan"), Some(" gennemgå: 2025"), "{text}");
    assert!(text.contains("Svar i 2025 som i 2024.\n") && text.matches(" # ").count() == 3, "{text}");
    let outcome = examine(&Disk, &ministry.join("prø/2026"));
    assert!(!outcome.report.has_errors(), "{:?}", outcome.told());
}
