//! Files that are broken, by accident or on purpose: each gives a clear finding, and nothing stops the program.

use std::path::PathBuf;

use resultatplan::diagnostic::{TextStyle, to_json, to_text};
use resultatplan::files::Disk;
use resultatplan::language::Language;

use crate::support::random::{Dice, times};
use crate::support::{Outcome, copy_of, disk_copy_of, examine, write};

/// A goal's file of this content.
fn examine_goal(content: &[u8]) -> Outcome {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    files.write(ministry.join("prø/2025/mål/1.1.yaml"), content);
    examine(&files, &ministry.join("prø/2025"))
}

/// Content, the code that is found, and a part of what is said.
fn cases() -> Vec<(&'static str, Vec<u8>, &'static str, &'static str)> {
    let lines = |count: usize, line: &str| line.repeat(count).into_bytes();
    let nested: String = (0..200).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n\
                c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n";
    vec![
        ("alias bomb", bomb.into(), "too-large", "aliases multiply"),
        ("alias of itself", "a: &a [*a]\n".into(), "yaml-syntax", "holds itself"),
        (
            "depth 1000 in brackets",
            format!("a: {}{}", "[".repeat(1000), "]".repeat(1000)).into(),
            "too-large",
            "24 levels",
        ),
        ("depth 200 in lines", nested.into(), "too-large", "24 levels"),
        ("2 MiB", lines(2 * 1024 * 256, "# x\n"), "too-large", "2,097,152 bytes"),
        ("150,000 values", format!("[{}a]", "a,".repeat(150_000)).into(), "too-large", "more than any plan has"),
        (
            "quotations in quotations",
            format!("nr: \"1.1\"\nmål: \"{}\"\n", ">".repeat(40_000)).into(),
            "too-large",
            "too deep",
        ),
        ("lists in lists", format!("nr: \"1.1\"\nmål: \"{}x\"\n", "- ".repeat(40_000)).into(), "too-large", "too deep"),
        (
            "a very long text",
            format!("nr: \"1.1\"\nmål: \"{}\"\n", "[^1]".repeat(100_000)).into(),
            "too-large",
            "longer than",
        ),
        (
            "a word without an end",
            format!("nr: \"1.1\"\nmål: {}\n", "æ".repeat(32_769)).into(),
            "too-large",
            "32,769 characters stand together without a blank",
        ),
        (
            "the same behind no-break spaces",
            format!("nr: \"1.1\"\nmål: {}\n", "æ\u{a0}".repeat(1_001)).into(),
            "too-large",
            "2,002 characters stand together without a blank",
        ),
        (
            "a name of 100 kB",
            format!("nr: \"1.1\"\nområde: {}\n", "lange navne ".repeat(8_500)).into(),
            "too-large",
            "a text on one line has 101,999 bytes",
        ),
        (
            "a goal of 400 requirements",
            format!("nr: \"1.1\"\nområde: x\nvægt: 100\nmål: x\nresultatkrav: [{}]\n", "{leverance: x}, ".repeat(400))
                .into(),
            "too-large",
            "the goal has 400 requirements and parts",
        ),
        (
            "8,000 keys",
            format!("nr: \"1.1\"\n{}", (0..8_000).map(|key| format!("k{key}: x\n")).collect::<String>()).into(),
            "unknown-key",
            "`k7999` is not a key that can stand here",
        ),
        (
            "8,000 keys on a line",
            format!("{{ nr: \"1.1\", {} }}\n", (0..8_000).map(|key| format!("k{key}: x, ")).collect::<String>()).into(),
            "unknown-key",
            "`k7999` is not a key that can stand here",
        ),
        ("tabs", "nr: \"1.1\"\n\tområde: x\n".into(), "yaml-syntax", "a tab"),
        ("two documents", "nr: \"1.1\"\n---\nnr: \"1.2\"\n".into(), "yaml-syntax", "second document"),
        ("Latin-1", b"nr: \"1.1\"\nomr\xe5de: x\n".to_vec(), "file-unreadable", "not UTF-8"),
        ("UTF-16", b"\xff\xfen\0r\0:\0".to_vec(), "file-unreadable", "not UTF-8"),
        ("merge key", "a: &a {x: 1}\n<<: *a\n".into(), "yaml-syntax", "merge keys"),
        ("tag", "nr: !!python/object:os.system x\n".into(), "yaml-syntax", "tags"),
        ("empty", Vec::new(), "yaml-syntax", "empty"),
        ("a remark alone", "# intet\n".into(), "wrong-type", "found nothing"),
        ("a text alone", "hej\n".into(), "wrong-type", "found a text"),
        ("quotation mark not closed", "nr: \"1.1\nområde: x\n".into(), "yaml-syntax", "not closed"),
        ("bracket out of nowhere", "a: ]\n".into(), "yaml-syntax", "brackets here do not match"),
        ("comma missing", "a: [b, {c: d]\n".into(), "yaml-syntax", "brackets here do not match"),
        ("text behind its quotes", "\"a\": \"b\" c\n".into(), "yaml-syntax", "behind the closing quotation mark"),
        ("unknown escape", "a: \"\\q\"\n".into(), "yaml-syntax", "nothing that YAML knows"),
        ("half a character", "a: \"\\uD800\"\n".into(), "yaml-syntax", "nothing that YAML knows"),
        ("text beside a bar", "a: |x\n b\n".into(), "yaml-syntax", "below `|` or `>`"),
        ("dash in a line", "a: b\n- c\n".into(), "yaml-syntax", "fits none above it"),
        ("dash where none can be", "a: - b\n".into(), "yaml-syntax", "a `-` stands where it cannot"),
        ("text behind all", "{ a: b } c\n".into(), "yaml-syntax", "neither a key nor"),
        ("directive", "%YAML x\n---\na: b\n".into(), "yaml-syntax", "begin with `%`"),
        ("comment without a blank", "a: \"b\"#c\n".into(), "yaml-syntax", "a blank is missing"),
        ("bracket not closed", "nr: [a\nområde: x\n".into(), "yaml-syntax", "`:` stands where none can"),
        ("two colons", "mål: Kravet er: a\n".into(), "yaml-syntax", "`:` stands where none can"),
        ("odd indentation", "nr: \"1.1\"\n  område: x\n".into(), "yaml-syntax", "indentation"),
        ("unknown alias", "nr: *x\n".into(), "yaml-syntax", "alias that is not there"),
        ("percent sign first", "nr: %x\n".into(), "yaml-syntax", "cannot begin"),
        ("a list as a key", "? [a]\n: b\n".into(), "yaml-syntax", "key must be a text"),
        ("byte zero", "nr: \"1.1\"\0\n".into(), "control-character", "U+0000"),
        (
            "a map twice the same key",
            "{ nr: \"1.1\", nr: \"1.2\" }\n".into(),
            "duplicate-key",
            "`nr` stands here a second time",
        ),
    ]
}

#[test]
fn a_broken_file_gives_a_clear_finding() {
    for (name, content, code, words) in cases() {
        let outcome = examine_goal(&content);
        let is_told =
            outcome.by(code).any(|finding| finding.message.to_string().contains(words) && finding.help.is_some());
        assert!(is_told, "{name}: no {code} with `{words}`; found:\n{}", outcome.told().join("\n"));
        assert_shown(&outcome, name);
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let (folder, ministry) = disk_copy_of("tests/pages/eks");
    let secret = folder.path().join("hemmelig.yaml");
    write(&secret, "hemmelig: ja\n");
    let goal = ministry.join("prø/2025/mål/1.1.yaml");
    std::fs::remove_file(&goal).unwrap();
    std::os::unix::fs::symlink(&secret, &goal).unwrap();
    let outcome = examine(&Disk, &ministry.join("prø/2025"));
    assert_eq!(outcome.by("path-leaves-folder").count(), 1, "{}", outcome.told().join("\n"));
    assert!(!outcome.told().concat().contains("hemmelig: ja"));
}

#[cfg(unix)]
#[test]
fn a_folder_in_place_of_a_file_is_told() {
    let (_folder, ministry) = disk_copy_of("tests/pages/eks");
    let goal = ministry.join("prø/2025/mål/1.1.yaml");
    std::fs::remove_file(&goal).unwrap();
    std::fs::create_dir(&goal).unwrap();
    let outcome = examine(&Disk, &ministry.join("prø/2025"));
    assert_eq!(outcome.by("file-unreadable").count(), 1, "{}", outcome.told().join("\n"));
}

/// Whatever is found can be shown, as text and as JSON, and what has a place is found there.
fn assert_shown(outcome: &Outcome, name: &str) {
    for finding in outcome.report.findings() {
        let place = outcome.sources.spot(&finding.primary.place);
        assert!(place.is_some(), "{name}: {} has no place", finding.message);
    }
    // As many of each as the program shows.
    for finding in outcome.report.findings().iter().take(20) {
        to_text(finding, &outcome.sources, TextStyle { colour: false, width: 100, language: Language::English });
        to_json(finding, &outcome.sources, Language::English);
    }
}

/// A file with one thing spoilt.
fn spoil(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    const PIECES: [&str; 22] = [
        ":",
        "- ",
        "|",
        "\"",
        "[",
        "}",
        "\t",
        "    ",
        "\n\n",
        "ø",
        "🙂",
        "\u{7}",
        "nr: \"9.9\"",
        "samles: vægtet",
        "ikke fastsat",
        "79228162514264337593543950335",
        "-1",
        "0 pct.",
        "9999",
        "[indsæt]",
        "[^1]",
        "afsnit 9.9",
    ];
    let mut lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let line = dice.throw(lines.len());
    match dice.throw(7) {
        0 => drop(lines.remove(line)),
        1 => lines.insert(line, lines[line].clone()),
        2 => {
            let other = dice.throw(lines.len());
            lines.swap(line, other);
        }
        3 => lines.truncate(line),
        4 => {
            let at = dice.throw(lines[line].len());
            lines[line][at] = u8::try_from(dice.throw(256)).unwrap();
        }
        5 => {
            let at = dice.throw(lines[line].len());
            lines[line].splice(at..at, PIECES[dice.throw(PIECES.len())].bytes());
        }
        _ => {
            // The value of a key becomes another.
            let at = lines[line].iter().position(|byte| *byte == b':').map_or(0, |at| at + 1);
            lines[line].splice(at.., format!(" {}\n", PIECES[dice.throw(PIECES.len())]).bytes());
        }
    }
    lines.concat()
}

#[test]
fn whatever_is_spoilt_in_a_plan_is_told_and_shown() {
    const SPOILT: u32 = 60;
    let plans = [
        ("plans/uim", "siri/2018"),
        ("plans/uim", "siri/2020"),
        ("plans/uim", "siri/2023"),
        ("plans/uim", "siri/2024"),
        ("tests/plans/eksempel", "prø/2025"),
        ("tests/plans/eksempel", "ekn/2025"),
    ];
    for (own, (ministry, plan)) in (0..).zip(plans) {
        let mut dice = Dice::new(own);
        let (mut files, copy) = copy_of(ministry);
        let year = plan.split('/').next_back().unwrap();
        let is_read = |path: &PathBuf| path.to_string_lossy().contains(year);
        let paths: Vec<PathBuf> = files.below(&copy).map(|(path, _)| path.to_owned()).filter(is_read).collect();
        for round in 0..times(SPOILT) {
            let file = &paths[dice.throw(paths.len())];
            let whole = files.get(file).unwrap().to_vec();
            let mut spoilt = whole.clone();
            for _ in 0..=dice.throw(3) {
                spoilt = spoil(&spoilt, &mut dice);
                if spoilt.is_empty() {
                    break;
                }
            }
            files.write(file, spoilt);
            let outcome = examine(&files, &copy.join(plan));
            assert_shown(&outcome, &format!("{plan}, round {round}, {}", file.display()));
            files.write(file, whole);
        }
    }
}

#[test]
fn the_plans_of_the_repository_have_no_error() {
    for plan in [
        "plans/uim/siri/2018",
        "plans/uim/siri/2020",
        "plans/uim/siri/2023",
        "plans/uim/siri/2024",
        "tests/plans/eksempel/prø/2025",
        "tests/plans/eksempel/ekn/2025",
        "tests/pages/eks/prø/2025",
    ] {
        let outcome = examine(&Disk, &crate::support::repository(plan));
        assert!(!outcome.report.has_errors(), "{plan}:\n{}", outcome.told().join("\n"));
    }
}
