//! What `check --fix` mends, what it leaves alone, and that all else stays byte for byte.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use resultatplan::files::{Files, Memory};
use resultatplan::workspace::{FixedPlans, Workspace};

use crate::support::command::run;
use crate::support::random::{self, Dice};
use crate::support::{ASSETS, copy_of, disk_copy_of, repository, write};

const HEAD: &str = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Borgerne får svar til tiden.\n";

/// The goal that is mended, and everything else of its plan.
const GOAL: &str = "prø/2025/mål/1.1.yaml";

fn open(files: &Memory, folders: &[PathBuf]) -> Workspace {
    Workspace::open(files.share(), folders, ASSETS.clone()).expect("a plan")
}

fn mend(files: &Memory, folder: &Path) -> FixedPlans {
    open(files, &[folder.to_owned()]).fixed()
}

/// A plan with this goal, and this file beside it where one is given, with all fixes made. None where nothing is mended.
fn mended(file: &str, text: &str) -> Option<String> {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    if file != GOAL {
        let share = |of: &str| format!("  - sager: {of}\n    mindst: 85 pct.\n    inden for: 31 dage\n");
        let goal = format!("resultatkrav:\n{}{}", share("Alle sager, 1. gang"), share("Klager"));
        files.write(ministry.join(GOAL), format!("{HEAD}{goal}"));
    }
    files.write(ministry.join(file), text);
    let fixed = mend(&files, &ministry.join("prø/2025"));
    assert!(fixed.files.len() < 2, "{:?}", fixed.files);
    let fixed = fixed.files.into_iter().next()?;
    assert!(ministry.join(file).ends_with(&fixed.path), "{}", fixed.path.display());
    assert_eq!(fixed.before, text);
    Some(fixed.after)
}

fn in_goal(lines: &str) -> Option<String> {
    let after = mended(GOAL, &format!("{HEAD}{lines}"))?;
    Some(after.strip_prefix(HEAD).expect("what stands before it stays").to_owned())
}

#[test]
fn what_has_one_right_form_gets_it() {
    for (wrong, right) in [
        // Keys.
        (
            "resultatkrav: [{ leverance: Rapport }]\nbemaerkning: Ny # ny\n",
            "resultatkrav: [{ leverance: Rapport }]\nbemærkning: Ny # ny\n",
        ),
        ("Resultatkrav: [{ leverance: Rapport }]\n", "resultatkrav: [{ leverance: Rapport }]\n"),
        ("resultatkrv:\n  - leveranc: Rapport\n", "resultatkrav:\n  - leverance: Rapport\n"),
        ("\"resultatkrv\": [{ 'leveranse': Rapport }]\n", "\"resultatkrav\": [{ 'leverance': Rapport }]\n"),
        // Words.
        (
            "resultatkrav: [{ leverance: Rapport }]\nsamles: ligligt\n",
            "resultatkrav: [{ leverance: Rapport }]\nsamles: ligeligt\n",
        ),
        // Dates and numbers.
        (
            "resultatkrav: [{ leverance: Rapport, frist: 31-12-2025 }]\n",
            "resultatkrav: [{ leverance: Rapport, frist: 31. december 2025 }]\n",
        ),
        (
            "resultatkrav: [{ leverance: Rapport, frist: senest 1. okt. 2025 }]\n",
            "resultatkrav: [{ leverance: Rapport, frist: 1. oktober 2025 }]\n",
        ),
        (
            "resultatkrav:\n  - antal: besøg  # alle\n    mindst: 12 000 # i alt\n",
            "resultatkrav:\n  - antal: besøg  # alle\n    mindst: 12.000 # i alt\n",
        ),
        (
            "resultatkrav:\n  - sager: Alle\n    mindst: 85.5 pct.\n    inden for: 31 dage\n    måles: i 2. kvartal\n",
            "resultatkrav:\n  - sager: Alle\n    mindst: 85,5 pct.\n    inden for: 31 dage\n    måles: 2. kvartal\n",
        ),
        (
            "resultatkrav:\n  - { sager: Alle, mindst: 85.5 pct., inden for: 31 dage }\n",
            "resultatkrav:\n  - { sager: Alle, mindst: \"85,5 pct.\", inden for: 31 dage }\n",
        ),
        // What YAML reads otherwise.
        (
            "resultatkrav:\n  - { sager: Alle, mindst: 85,5 pct., inden for: 31 dage }\n",
            "resultatkrav:\n  - { sager: Alle, mindst: \"85,5 pct.\", inden for: 31 dage }\n",
        ),
        (
            "baggrund: Borgerne: de får svar\nresultatkrav: [{ leverance: Rapport }]\n",
            "baggrund: \"Borgerne: de får svar\"\nresultatkrav: [{ leverance: Rapport }]\n",
        ),
        // Letters.
        (
            "baggrund: Sma\u{30a} svar\n# å og a\u{30a}\nresultatkrav: [{ leverance: Rapport }]\n",
            "baggrund: Små svar\n# å og å\nresultatkrav: [{ leverance: Rapport }]\n",
        ),
        ("resultatkrv: [{ leverance: Ra\u{30a}d }]\n", "resultatkrav: [{ leverance: Råd }]\n"),
        // Line ends and what stands behind them.
        ("resultatkrv: [{ leverance: Rapport }]\r\n# slut", "resultatkrav: [{ leverance: Rapport }]\r\n# slut"),
    ] {
        assert_eq!(in_goal(wrong).as_deref(), Some(right), "{wrong}");
    }
}

#[test]
fn what_can_mean_two_things_stays() {
    for lines in [
        "resultatkrav: [{ leverance: Rapport, frist: 3-4-2025 }]\n",
        "resultatkrav: [{ leverance: Rapport, frist: 1. oktober }]\n",
        "resultatkrav: [{ leverance: Rapport, frist: inden 31-12-2025 }]\n",
        "resultatkrav:\n  - antal: besøg\n    mindst: 12,000\n",
        "resultatkrav:\n  - sager: Alle\n    mindst: 85\n    inden for: 31 dage\n",
        // Nobody knows which of them.
        "resultatkrav: [{ leverance: Rapport }]\nvæg: 50\nvægt: 50\n",
        "resultatkrav: [{ leverance: Rapport }]\nbaggrund: Se bilag #3\n",
        "resultatkrav: [{ leverance: Rapport }]\nbaggrund: Ny vægt: 20\n",
        "resultatkrav: [{ leverance: Rapport, uden: [sager, der venter] }]\n",
        // Written elsewhere, or on several lines.
        "resultatkrav: [{ leverance: Rapport }]\nsamles: |\n  ligligt\n",
        "resultatkrav: [{ leverance: Rapport }]\nsamles: &ord ligligt\nbaggrund: *ord\n",
        // Right as it is.
        "resultatkrav: [{ leverance: Rapport }]\n",
    ] {
        assert_eq!(in_goal(lines), None, "{lines}");
    }
}

#[test]
fn a_result_is_told_by_the_address_that_it_can_only_mean() {
    let sheet = |of: &str, rest: &str| format!("periode: 2. kvartal\nresultater:\n  - krav: {of}\n    {rest}\n");
    let file = "prø/2025/resultater/2.yaml";
    let (well, right) = ("i alt: 10\n    inden for: { 31 dage: 9 }", "1.1 Alle sager, 1. gang");
    for (of, rest) in [("1.1 Alle sagr, 1. gang", well), ("1,1 Alle sager, 1. gang", well)] {
        assert_eq!(mended(file, &sheet(of, rest)), Some(sheet(right, well)), "{of}");
    }
    for of in ["1.2 Alle sager, 1. gang", "1.1 Alle sager, 2. gang", "1.1 Andre"] {
        assert_eq!(mended(file, &sheet(of, well)), None, "{of}");
    }
    let period = sheet(right, well).replace("2. kvartal", "2 kvartal");
    assert_eq!(mended(file, &period), Some(sheet(right, well)));
}

#[test]
fn a_colour_is_no_comment() {
    let (files, ministry) = copy_of("tests/pages/eks");
    let text =
        str::from_utf8(files.get(ministry.join("ministerium.yaml")).expect("a file")).expect("a text").to_owned();
    let (above, _) = text.split_once("udseende:").expect("a colour");
    let with =
        |colour: &str| format!("{above}udseende:\n  farve: {colour} # mørk\n  navnelinje: [Eksempelministeriet]\n");
    assert_eq!(mended("ministerium.yaml", &with("#1f4e5f")), Some(with("\"#1f4e5f\"")));
}

#[test]
fn a_plan_that_is_signed_or_locked_stays_as_it_is() {
    let wrong = format!("{HEAD}resultatkrv: [{{ leverance: Rapport }}]\n");
    let seals: [(&str, &str); 3] = [
        ("prø/2025/lås.yaml", "form: 1\n"),
        ("prø/2025/underskrifter.yaml", "form: 1\n"),
        ("prø/2025/allonger/1.yaml", "nr: 1\nstatus: underskrevet\n"),
    ];
    for (file, text) in seals {
        let (mut files, ministry) = copy_of("tests/pages/eks");
        files.write(ministry.join(GOAL), wrong.as_str());
        files.write(ministry.join(file), text);
        assert_eq!(mend(&files, &ministry.join("prø/2025")).files, [], "{file}");
    }
    // What is reported through the year is not signed.
    let (mut files, ministry) = copy_of("tests/pages/eks");
    files.write(ministry.join("prø/2025/lås.yaml"), "form: 1\n");
    let sheet =
        "kvartal: 1. kvartal\nopgjort: 1. april 2025\nindberettet af: Kontor A\nkilde: Sagssystemet\nresultatr: []\n";
    files.write(ministry.join("prø/2025/resultater/1.yaml"), sheet);
    let mended = mend(&files, &ministry.join("prø/2025")).files;
    assert_eq!(mended.iter().map(|file| file.after.contains("\nresultater: []")).collect::<Vec<_>>(), [true]);
    // Nor is one signed by mending a word.
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025/plan.yaml");
    let text = str::from_utf8(files.get(&plan).expect("a file")).expect("a text").to_owned();
    files.write(&plan, format!("{text}status: underskrvet\n"));
    assert_eq!(mend(&files, &ministry.join("prø/2025")).files, []);
    // One that is still to be signed may say so.
    let (mut files, ministry) = copy_of("tests/pages/eks");
    files.write(ministry.join(GOAL), wrong.as_str());
    let plan = ministry.join("prø/2025/plan.yaml");
    let text = str::from_utf8(files.get(&plan).expect("a file")).expect("a text").to_owned();
    files.write(&plan, format!("{text}status: udkast # så: underskrevet\n"));
    assert_eq!(mend(&files, &ministry.join("prø/2025")).files.len(), 1);
    // Nor does what it shares with a plan that is open.
    let (mut files, ministry) = copy_of("tests/pages/eks");
    for (path, bytes) in files.clone().below(ministry.join("prø/2025")) {
        let name = path.strip_prefix(ministry.join("prø/2025")).expect("below it");
        let text = str::from_utf8(bytes).expect("a text").replace("2025", "2024");
        files.write(ministry.join("prø/2024").join(name), text);
    }
    let institution = ministry.join("prø/institution.yaml");
    let text = str::from_utf8(files.get(&institution).expect("a file")).expect("a text").replace("navn:", "navnn:");
    files.write(&institution, text);
    assert_eq!(mend(&files, &ministry.join("prø/2025")).files.len(), 1);
    files.write(ministry.join("prø/2024/lås.yaml"), "form: 1\n");
    assert_eq!(mend(&files, &ministry.join("prø/2025")).files, []);
}

#[test]
fn the_difference_is_shown_before_it_is_written() {
    let (folder, ministry) = disk_copy_of("tests/pages/eks");
    let goal = ministry.join(GOAL);
    let wrong = format!("{HEAD}resultatkrv: [{{ leverance: Rapport }}] # alle\nbaggrund: Ny vægt: 20\n")
        .replace("baggrund: Ny vægt: 20\n", "");
    write(&goal, &wrong);
    let shown = run(folder.path(), &["check", "eks", "--diff"]);
    assert_eq!(shown.status, 1, "{shown:?}");
    assert!(
        shown.stdout.contains(
            "-resultatkrv: [{ leverance: Rapport }] # alle\n+resultatkrav: [{ leverance: Rapport }] # alle\n"
        ),
        "{shown:?}"
    );
    assert!(
        shown.stdout.starts_with("--- a/eks/prø/2025/mål/1.1.yaml\n+++ b/eks/prø/2025/mål/1.1.yaml\n"),
        "{shown:?}"
    );
    assert_eq!(std::fs::read_to_string(&goal).expect("a file"), wrong);
    let fixed = run(folder.path(), &["check", "eks", "--fix"]);
    assert_eq!(fixed.status, 0, "{fixed:?}");
    assert!(fixed.stderr.contains("mended 1 finding in 1 file"), "{fixed:?}");
    assert_eq!(std::fs::read_to_string(&goal).expect("a file"), wrong.replace("krv", "krav"));
    let again = run(folder.path(), &["check", "eks", "--diff"]);
    assert_eq!((again.status, again.stdout.as_str()), (0, ""), "{again:?}");
}

/// The keys and values of real plans, one of them mistyped: what is mended reads as before, and nothing else has changed.
#[test]
fn what_a_slip_has_spoilt_is_made_whole_and_nothing_else() {
    let (mut tried, mut whole) = (0, 0);
    for plan in ["prø/2025", "ekn/2025"] {
        let (mut files, ministry) = copy_of("tests/plans/eksempel");
        let folder = ministry.join(plan);
        files.remove(folder.join("lås.yaml"));
        let paths: Vec<PathBuf> = files.below(&folder).map(|(path, _)| path.to_owned()).collect();
        for file in paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "yaml")) {
            let text = str::from_utf8(files.get(&file).expect("a file")).expect("a text").to_owned();
            for (at, line) in text.match_indices(':').step_by(17) {
                let start = text[..at].rfind(['\n', '{', ',', '-', '"']).map_or(0, |found| found + 1);
                let key = text[start..at].trim_start();
                let second = key.char_indices().nth(2).map(|(place, _)| at - key.len() + place);
                let Some(second) = second.filter(|_| key.chars().count() > 4 && line == ":") else { continue };
                let mut spoilt = text.clone();
                spoilt.remove(second);
                files.write(&file, spoilt.as_str());
                let once = mend(&files, &folder);
                for fixed in &once.files {
                    // Where the plan calls something otherwise, what is reported follows it.
                    if !file.ends_with(&fixed.path) {
                        continue;
                    }
                    // A key that was made whole is the one that it was.
                    assert_eq!(fixed.after, text, "{}: `{key}`", file.display());
                    whole += 1;
                }
                let mut files = files.clone();
                for fixed in &once.files {
                    files.write(&fixed.path, fixed.after.as_str());
                }
                assert_eq!(mend(&files, &folder).files, [], "to mend twice is to mend once");
                tried += 1;
            }
            files.write(&file, text);
        }
    }
    assert!(tried > 30 && whole * 2 > tried, "{whole} of {tried}");
}

/// Whatever stands in a plan's files: what is mended needs no more mending, leaves no more errors than there were, and changes no
/// file that had no finding with a way out.
#[test]
fn after_any_edits_to_mend_twice_is_to_mend_once() {
    let mut dice = Dice::new(516);
    let mut count = 0;
    for _ in 0..random::times(12) {
        let (mut files, ministry) = copy_of("tests/plans/eksempel");
        let folder = ministry.join("prø/2025");
        files.remove(folder.join("lås.yaml"));
        let is_yaml = |path: &&Path| path.extension().is_some_and(|ending| ending == "yaml");
        let paths: Vec<PathBuf> =
            files.below(&folder).map(|(path, _)| path).filter(is_yaml).map(Path::to_owned).collect();
        for _ in 0..=dice.throw(4) {
            let path = &paths[dice.throw(paths.len())];
            let mut text = str::from_utf8(files.get(path).expect("a file")).expect("a text").to_owned();
            let at = (0..=dice.throw(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            match dice.throw(3) {
                0 => {
                    let end = (at + 1..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(at);
                    text.replace_range(at..end, "");
                }
                _ => text.insert_str(at, ["e", "aa", "5", ".", ": ", ", ", "a\u{30a}", "#", "\"", " "][dice.throw(10)]),
            }
            files.write(path, text);
        }
        let before = open(&files, std::slice::from_ref(&folder));
        let with_a_way_out: Vec<PathBuf> =
            before.fixes().into_iter().flat_map(|fix| fix.changes.into_iter().map(|one| one.path)).collect();
        let fixed = before.fixed();
        for file in &fixed.files {
            assert!(
                !with_a_way_out.is_empty() && file.before != file.after,
                "{}: {with_a_way_out:?}",
                file.path.display()
            );
            files.write(ministry.parent().expect("above it").join(&file.path), file.after.as_str());
            count += file.count;
        }
        assert_eq!(mend(&files, &folder).files, [], "to mend twice is to mend once");
    }
    assert!(count > 3, "{count}");
}

/// Each in several places of one file: one that cannot be mended hinders none that can.
#[test]
fn several_faults_are_mended_at_once() {
    let wrong = "omraade: Sager\nnr: \"1.1\"\nvægtt: 100\nmål: Svar.\nresultatkrav:\n  - leveranse: Rapport\n    frist: 3-4-2025\n  - leverance: Plan\n    fristt: 31-12-2025\n";
    let right = "område: Sager\nnr: \"1.1\"\nvægt: 100\nmål: Svar.\nresultatkrav:\n  - leverance: Rapport\n    frist: 3-4-2025\n  - leverance: Plan\n    frist: 31. december 2025\n";
    assert_eq!(mended(GOAL, wrong).as_deref(), Some(right));
}

/// What would show more faults than it mends stays, and all else is mended around it.
#[test]
fn one_that_cannot_be_mended_hinders_no_other() {
    let wrong = "# a\u{30a}\nnr: \"1.1\"\nområde: Sa\u{30a}r\nvægt: 100\nmål: Svar.\nbemaerkning: Ny # a\u{30a}\nresultatkrv:\n  \
                 - { leverance: Rapport, frist: 1. oktober }\n  - { leverance: Plan, frist: 1. oktober }\n# a\u{30a}\n";
    let right = wrong.replace("a\u{30a}", "å").replace("bemaerkning", "bemærkning");
    assert_eq!(mended(GOAL, wrong), Some(right));
}

/// No plan of the repository has anything that is mended without being asked for.
#[test]
fn plans_that_are_right_stay_as_they_are() {
    let disk = Arc::new(resultatplan::files::Disk);
    let workspace = Workspace::open(disk, &["plans", "tests/plans"].map(repository), ASSETS.clone()).expect("plans");
    assert_eq!(workspace.fixed().files, []);
}
