//! Texts at the edge of a rule: what looks wrong and is not, and what looks right and is wrong.

use std::path::PathBuf;

use resultatplan::load::load;

use crate::support::{ASSETS, copy_of, examine};

const HEAD: &str = "nr: \"1.1\"\nområde: Sager\nvægt: 100\nmål: Borgerne får svar til tiden.\n";

/// How often a rule finds something in a goal that goes on like this.
fn count(rule: &str, rest: &str) -> usize {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    files.write(ministry.join("prø/2025/mål/1.1.yaml"), format!("{HEAD}{rest}"));
    let outcome = examine(&files, &ministry.join("prø/2025"));
    let syntax: Vec<_> = outcome.by("yaml-syntax").chain(outcome.by("unknown-key")).collect();
    assert!(syntax.is_empty(), "{rest}:\n{}", outcome.told().join("\n"));
    outcome.by(rule).count()
}

fn count_in_background(rule: &str, text: &str) -> usize {
    let lines: String = text.lines().map(|line| format!("  {line}\n")).collect();
    count(rule, &format!("resultatkrav: [{{ leverance: Rapport }}]\nbaggrund: |\n{lines}"))
}

#[test]
fn references_to_other_documents_are_left_alone() {
    for text in [
        "Se afsnit 3.1.",
        "Jf. afsnit 3.0 og 3.1.",
        "Se mål 1.1 og resultatkrav 1.1.",
        "Bidrager til FN's delmål 12.7 og mål 12 om forbrug.",
        "Bidrager til FN's mål 1.4.",
        "Det følger af verdensmål 1.4.",
        "Se lovens afsnit 9.9.",
        "Se afsnit 9.9 i finansloven.",
        "Se afsnit 9.",
        "Et servicemål 1.4 gange så langt.",
        "Afsnittet 9.9 gør.",
    ] {
        assert_eq!(count_in_background("dangling-reference", text), 0, "{text}");
    }
}

#[test]
fn references_to_what_is_not_there_are_found() {
    for (text, found) in [
        ("Se afsnit 9.9.", 1),
        ("Se planens afsnit 9.9.", 1),
        ("Se afsnit 3.1, 3.8 og 3.9.", 2),
        ("Se afsnit\n3.8.", 1),
        ("Se afsnit 9.9 i denne plan.", 1),
        ("Opfylder resultatkrav 7.7.", 1),
        ("Opfylder mål 1.9.", 1),
        ("Se afsnit 3.3.1.", 1),
    ] {
        assert_eq!(count_in_background("dangling-reference", text), found, "{text}");
    }
}

#[test]
fn brackets_that_ask_for_nothing_are_left_alone() {
    for text in [
        "Tillid.[^1]\n\n[^1]: Indsæt ikke.",
        "[Udfyld skemaet](https://eksempel.dk) før fristen.",
        "Han sagde, at \"[sagerne] var lette\".",
        "Størrelse XL og Kapitel XIX.",
        "Hvad nu? Se her.",
        "Vi har 2 x 2 felter.",
    ] {
        assert_eq!(count_in_background("open-placeholder", text), 0, "{text}");
    }
    for text in
        ["[indsæt dato]", "[DEP INDSÆTTER POINT]", "xx pct.", "20XX", "XX,X mio. kr.", "TBD.", "Hvornår????", "[dato]"]
    {
        assert_eq!(count_in_background("open-placeholder", text), 1, "{text}");
    }
}

#[test]
fn a_wording_may_say_the_same_figures_in_other_words() {
    for wording in [
        "Mindst 85 pct. af sagerne afgøres inden for 31 dage",
        "85 pct. afgøres på 0-31 dage",
        "I 2025 afgøres 85 pct. inden for 31 dage, jf. ISO 27001 og § 9, stk. 2, i lov nr. 151 af 1. juni 2019",
        "85 pct. afgøres inden for 31 dage, jf. afsnit 2.4",
        "85 pct. af 1. gangsansøgninger afgøres inden for 31 dage",
        "85 pct. afgøres inden for 31 dage i 2. kvartal, altså i 1. halvår, ved ISO-27001",
    ] {
        let rest = format!(
            "resultatkrav:\n  - sager: Alle sager, 1. gang\n    mindst: 85 pct.\n    inden for: 31 dage\n    \
             måles: 2. kvartal\n    ordlyd: {wording}\n"
        );
        assert_eq!(count("wording-contradicts-figures", &rest), 0, "{wording}");
    }
    for wording in ["De fire systemer er vurderet", "De 4 systemer er vurderet", "4 systemer"] {
        let rest = format!("resultatkrav:\n  - antal: systemer\n    mindst: 4\n    ordlyd: {wording}\n");
        assert_eq!(count("wording-contradicts-figures", &rest), 0, "{wording}");
    }
}

#[test]
fn a_wording_with_other_figures_is_found() {
    for wording in [
        "Mindst 80 pct. afgøres inden for 31 dage",
        "Mindst 85 pct. afgøres inden for 30 dage",
        "Mindst 85 pct. afgøres hurtigt",
        "Mindst 85 pct. afgøres inden for 31 dage, dog 90 pct. i 4. kvartal",
        "Mindst 8,5 pct. afgøres inden for 31 dage",
        "Mindst 85 pct. afgøres inden for 31 dage i 3. kvartal",
    ] {
        let rest = format!(
            "resultatkrav:\n  - sager: Alle sager\n    mindst: 85 pct.\n    inden for: 31 dage\n    ordlyd: {wording}\n"
        );
        assert_eq!(count("wording-contradicts-figures", &rest), 1, "{wording}");
    }
}

/// The 2023 and 2024 plans say how much there is of other things as well.
#[test]
fn a_wording_may_say_how_much_there_is_of_what_is_not_measured() {
    for wording in [
        "Ud fra FN's 17 verdensmål undersøges 3-4 områder",
        "Der undersøges 3-4 områder, og i 2. kvartal vælges 1-2 temaer",
        "I 1. halvår undersøges 3-4 områder, og i 2. halvår evalueres 4-8 kommuner",
        "Tre medarbejdere og 12 kommuner undersøger 3-4 områder over 2 år",
    ] {
        let rest = format!("resultatkrav:\n  - antal: undersøgte områder\n    mellem: 3-4\n    ordlyd: {wording}\n");
        assert_eq!(count("wording-contradicts-figures", &rest), 0, "{wording}");
    }
    for wording in
        ["Der undersøges 3-5 områder", "Der undersøges 3-4 områder, i alt 7 områder", "Der undersøges områder"]
    {
        let rest = format!("resultatkrav:\n  - antal: undersøgte områder\n    mellem: 3-4\n    ordlyd: {wording}\n");
        assert_eq!(count("wording-contradicts-figures", &rest), 1, "{wording}");
    }
}

#[test]
fn a_comment_straight_behind_a_value_may_be_a_part_of_it() {
    for line in [
        "baggrund: Se bilag #3 og tabel #4.",
        "baggrund: Se bilag\t#3",
        "baggrund: Sag ##3",
        "baggrund: #3",
        "åbent: [{ hvad: sag #3\n  , fastsættes: snart }]",
    ] {
        let rest = format!("resultatkrav: [{{ leverance: Rapport }}]\n{line}\n");
        assert_eq!(count("text-cut", &rest), 1, "{line}");
    }
    for line in [
        "baggrund: Se bilag # 3",
        "baggrund: \"Se bilag #3\" # rettet",
        "baggrund: 'Se bilag #3' #rettet",
        "baggrund: Se bilag#3",
        "baggrund: |\n  Se bilag #3",
        "baggrund: >\n  Se bilag #3\n  og #4",
        "#baggrund: Se bilag",
        "# baggrund: Se bilag #3",
        "baggrund: Tekst #",
        "baggrund: Tekst ## note",
    ] {
        let rest = format!("resultatkrav: [{{ leverance: Rapport }}]\n{line}\n");
        assert_eq!(count("text-cut", &rest), 0, "{line}");
    }
}

#[test]
fn a_comma_may_be_a_part_of_an_item() {
    let found = |list: &str| {
        let rest = format!(
            "resultatkrav:\n  - sager: Alle sager\n    mindst: 85 pct.\n    inden for: 31 dage\n    uden: {list}\n"
        );
        count("comma-splits-text", &rest)
    };
    for list in [
        "[analysen forelægges, når loven er kendt]",
        "[sager, der venter]",
        "[sager, herunder klager, og andre]",
        "[2,5 pct. af sagerne]",
        "[mere end 1,5]",
    ] {
        assert!(found(list) > 0, "{list}");
    }
    for list in [
        "[klager, genoptagelser]",
        "[\"sager, der venter\"]",
        "[sager, \"der venter\"]",
        "[2, 5]",
        "[Når, Hvis]",
        "[sager, når]",
        "\n      - sager, der venter\n      - klager",
    ] {
        assert_eq!(found(list), 0, "{list}");
    }
}

#[test]
fn parts_are_weighed_against_what_they_are_parts_of() {
    let goal = |outer: &str, inner: &str| {
        format!(
            "resultatkrav:\n  - nr: a\n{outer}    samles: vægtet\n    krav:\n      - {{ nr: \"1\", leverance: Rapport, vægt: {inner} }}\n      \
             - {{ nr: \"2\", leverance: Plan, vægt: {inner} }}\n"
        )
    };
    // A goal's only requirement has the goal's 100 points.
    assert_eq!(count("parts-off-weight", &goal("", "50")), 0);
    assert_eq!(count("parts-off-weight", &goal("", "40")), 1);
    assert_eq!(count("parts-off-weight", &goal("    vægt: 100\n", "50 pct.")), 0);
    assert_eq!(
        count("parts-off-weight", &goal("    vægt: 80\n", "40")),
        1,
        "the only requirement weighs less than the goal"
    );
    assert_eq!(count("parts-off-weight", &goal("    vægt: 100 pct.\n", "50")), 0);
    assert_eq!(count("parts-off-weight", &goal("    vægt: ikke fastsat\n", "40")), 0, "nothing to hold it against");
}

/// Every key of a text, by where it begins: `mindst` in `{ mindst: 85 pct. }` and in a line of its own.
fn keys(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut keys = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(':') {
        let start = text[from..at].rfind(['\n', '{', ',', '-', '"']).map_or(from, |found| from + found + 1);
        let key = text[start..at].trim_start();
        if !key.is_empty() && key.chars().all(|one| one.is_alphabetic() || one == ' ') {
            keys.push(at - key.len()..at);
        }
        from = at + 1;
    }
    keys
}

/// The value behind a key, where it stands in the same line.
fn value(text: &str, key: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let rest = &text[key.end + 1..];
    let length = rest.find(['\n', ',', '}']).unwrap_or(rest.len());
    key.end + 1..key.end + 1 + length
}

/// A plan that cannot be read says why, whichever key was mistyped or value is none.
#[test]
fn nothing_mistyped_is_passed_over_in_silence() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for plan in ["eksempel/prø/2025", "eksempel/ekn/2025", "uim/siri/2020"] {
        let root = if plan.starts_with("uim") { "plans/uim" } else { "tests/plans/eksempel" };
        let (mut files, ministry) = copy_of(root);
        let folder = ministry.parent().unwrap().join(plan);
        let is_read =
            |file: &PathBuf| file.extension().is_some_and(|ending| ending == "yaml") && !file.ends_with("lås.yaml");
        let paths: Vec<PathBuf> = files.below(&folder).map(|(path, _)| path.to_owned()).filter(is_read).collect();
        files.remove(folder.join("lås.yaml"));
        for file in paths {
            let text = str::from_utf8(files.get(&file).unwrap()).expect("it can be read").to_owned();
            for (index, key) in keys(&text).into_iter().enumerate() {
                let mistyped: String =
                    text[key.clone()].chars().enumerate().filter(|(at, _)| *at != 1).map(|(_, one)| one).collect();
                let other = if index % 2 == 0 { " §" } else { "" };
                for (place, new) in [(key.clone(), mistyped.as_str()), (value(&text, &key), other)] {
                    files.write(&file, format!("{}{new}{}", &text[..place.start], &text[place.end..]));
                    let loaded = load(&files, &folder, &ASSETS);
                    let is_whole = loaded.known.results().is_some();
                    if !is_whole && !loaded.report.has_errors() {
                        let line = text[..place.start].matches('\n').count() + 1;
                        wrong.push(format!("{}:{line}: {} became `{new}`", file.display(), &text[place]));
                    }
                    tried += 1;
                }
            }
            files.write(&file, text);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried > 800, "{tried}");
}
