//! `resultatplan allonge new`: a draft from addresses, and one from an edited copy that makes the plan read as the copy does.

use std::path::Path;

use resultatplan::diff::diff;
use resultatplan::files::Disk;
use resultatplan::load::load;

use crate::diff::{cases, edited};
use crate::support::command::run;
use crate::support::{ASSETS, disk_copy_of, examine, repository, write};

const NEW: [&str; 6] = ["allonge", "new", "prø/2025", "--from", "prø/2025-ny", "--effective"];

/// What still differs when the drafts are signed.
fn left(ministry: &Path) -> Vec<String> {
    let loaded = load(&Disk, &ministry.join("prø/2025"), &ASSETS);
    let amended = loaded.known.amended().unwrap_or_else(|| panic!("{:#?}", loaded.report.findings()));
    let edited = load(&Disk, &ministry.join("prø/2025-ny"), &ASSETS).known.plan().unwrap().clone();
    let proposed = &amended.proposed().last().expect("a draft").plan;
    diff(proposed, &edited).iter().map(|one| one.subject.to_string()).collect()
}

#[test]
fn an_edited_plan_is_what_the_drafted_allonge_makes_of_the_plan() {
    let mut drafted = 0;
    for case in cases() {
        let name = case.file_name().unwrap().to_str().unwrap();
        let (_folder, ministry) = edited(&case);
        let ran = run(&ministry, &[NEW.as_slice(), &["2025-07-01"]].concat());
        // What comes in anew stands last: in the first the order is another.
        let cannot = [
            "a_whole_is_measured_as_one",
            "an_order_is_another",
            "only_spelling_and_comments",
            "what_an_allonge_cannot_say",
        ];
        if cannot.contains(&name) {
            assert!(ran.status != 0 && !ran.stderr.is_empty(), "{name}: {ran:?}");
            continue;
        }
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{name}");
        assert_eq!(left(&ministry), Vec::<String>::new(), "{name}");
        drafted += 1;
    }
    assert!(drafted >= 10);
}

/// Edits that touch nothing of each other.
const EDITS: [(&str, &str); 7] = [
    ("85 pct.", "80 pct."),
    ("Borgerne får svar", "Borgere og virksomheder får svar"),
    ("vægt: 50", "vægt: 40"),
    ("titel: Besøg og rapporter", "titel: Besøg"),
    ("        mindst: 3\n", "        mindst: 4\n"),
    ("kilde: Sagssystemet", "kilde: Journalen"),
    ("  - nr: c\n    vægt: 20", "  - nr: d\n    vægt: 20"),
];

#[test]
fn any_edits_together_are_said_as_well() {
    let (_folder, ministry) = edited(&repository("tests/diff/a_target_is_lowered"));
    let goal = std::fs::read_to_string(repository("tests/amend/mål.yaml")).unwrap();
    for chosen in 1..1_u32 << EDITS.len() {
        let is_chosen = |place: &usize| chosen & (1 << place) != 0;
        let edits = EDITS.iter().enumerate().filter(|(place, _)| is_chosen(place));
        let text = edits.fold(goal.clone(), |text, (_, (old, new))| {
            assert!(text.contains(old), "{old}");
            text.replacen(old, new, 1)
        });
        write(&ministry.join("prø/2025-ny/mål/1.1.yaml"), text);
        let read = |name: &str| load(&Disk, &ministry.join("prø").join(name), &ASSETS).known.plan().unwrap().clone();
        let _ = std::fs::remove_dir_all(ministry.join("prø/2025/allonger"));
        let (plan, new) = (read("2025"), read("2025-ny"));
        let from = "2025-07-01".parse().unwrap();
        let drafted = resultatplan::draft::from_edited(&plan, &new, 1, from).expect("something differs");
        assert_eq!(drafted.remarks, []);
        write(&ministry.join("prø/2025/allonger/1.yaml"), &drafted.text);
        assert_eq!(left(&ministry), Vec::<String>::new(), "{}", drafted.text);
    }
}

#[test]
fn a_second_allonge_builds_on_the_first() {
    let (_folder, ministry) = edited(&repository("tests/diff/a_target_is_lowered"));
    let ran = run(&ministry, &[NEW.as_slice(), &["2025-04-01"]].concat());
    assert_eq!(ran.status, 0, "{ran:?}");
    let goal = ministry.join("prø/2025-ny/mål/1.1.yaml");
    let text = std::fs::read_to_string(&goal).unwrap().replace("80 pct.", "75 pct.");
    write(&goal, text);
    let ran = run(&ministry, &[NEW.as_slice(), &["2025-07-01"]].concat());
    assert!(ran.status == 0 && ran.stdout.ends_with("/prø/2025/allonger/2.yaml\n"), "{ran:?}");
    let second = std::fs::read_to_string(ministry.join("prø/2025/allonger/2.yaml")).unwrap();
    assert!(second.contains("mindst: 80 pct.") && second.contains("mindst: 75 pct."), "{second}");
    assert_eq!(left(&ministry), Vec::<String>::new());
}

#[test]
fn addresses_are_quoted_with_their_present_words() {
    let (_folder, ministry) = disk_copy_of("plans/uim");
    let plan = "siri/2024";
    let ran = run(&ministry, &["allonge", "new", plan, "1.1 a Fast-track", "1.2"]);
    assert!(ran.status == 0 && ran.stdout.ends_with("/siri/2024/allonger/1.yaml\n"), "{ran:?}");
    let text = std::fs::read_to_string(ministry.join(plan).join("allonger/1.yaml")).unwrap();
    for line in ["nr: 1", "status: udkast", "ændr: 1.1 a Fast-track, 1. gang", "mindst: 85 pct.", "ændr: \"1.2\""] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let outcome = examine(&Disk, &ministry.join(plan));
    assert!(!outcome.report.has_errors(), "{:?}", outcome.told());
    let wrong = run(&ministry, &["allonge", "new", plan, "1.1 a Fast-trak, 1. gang"]);
    assert!(wrong.status == 2 && wrong.stderr.contains("did you mean `1.1 a Fast-track, 1. gang`?"), "{wrong:?}");
}

/// The number is the goal's: its only requirement is named by its words, whatever is changed.
#[test]
fn a_goals_only_requirement_is_changed_by_its_words() {
    for (old, new) in [
        ("højst: 500", "højst: 600"),
        ("antal: åbne sager", "antal: alle sager"),
        ("måles: hele året", "måles: 2. halvår"),
    ] {
        let (_folder, ministry) = disk_copy_of("tests/pages/eks");
        let goal = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Færre sager.\nresultatkrav: [{ antal: åbne sager, højst: 500, måles: hele året, bemærkning: Som før. }]\n";
        write(&ministry.join("prø/2025/mål/1.1.yaml"), goal);
        for file in ["plan.yaml", "mål/1.1.yaml"] {
            let text = std::fs::read_to_string(ministry.join("prø/2025").join(file)).unwrap();
            write(&ministry.join("prø/2025-ny").join(file), text.replace(old, new));
        }
        let ran = run(&ministry, &[NEW.as_slice(), &["2025-07-01"]].concat());
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{new}");
        assert_eq!(left(&ministry), Vec::<String>::new(), "{new}");
    }
}

/// As in results: the goal's number means its only requirement, where what is changed are words of that alone.
#[test]
fn a_goals_number_means_its_only_requirement() {
    let (_folder, ministry) = disk_copy_of("tests/pages/eks");
    let goal = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Færre sager.\nresultatkrav: [{ nr: a, senere: Antal sager, fastsættes: ved allonge }]\n";
    write(&ministry.join("prø/2025/mål/1.1.yaml"), goal);
    for (change, is_well) in [
        ("fastsæt: \"1.1\"\n    til: { antal: sager, højst: 500 }", true),
        ("ændr: \"1.1\"\n    fra: { senere: Antal sager }\n    til: { senere: Antal åbne sager }", true),
        ("ændr: \"1.1\"\n    fra: { mål: Færre sager. }\n    til: { mål: Få sager. }", true),
        ("ændr: \"1.1\"\n    fra: { mål: Færre sager., senere: Antal sager }\n    til: { mål: Få sager. }", false),
    ] {
        let allonge = format!(
            "nr: 1\ndato: 1. marts 2025\nbegrundelse: Aftalt.\ngælder fra: 1. april 2025\nændringer:\n  - {change}\n"
        );
        write(&ministry.join("prø/2025/allonger/1.yaml"), allonge);
        let outcome = examine(&Disk, &ministry.join("prø/2025"));
        assert_eq!(!outcome.report.has_errors(), is_well, "{change}: {:?}", outcome.told());
    }
}
