//! The guide: every example of YAML in the README and in `docs/` is right, what it names is there, and what is made from the
//! code is as the code has it. The Danish guide has the same examples, and names the same things.
//!
//! A block of YAML begins with its file's path. If that file is one of the repository, the block quotes it: its lines stand
//! there, in their order, `# …` for what is left out. Otherwise it is a file of the guide's own plan, which the chapter *Writing
//! a plan* begins; where it has not all of the file's keys, it gives those anew that it has. The plan is read and checked after
//! each block.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use clap::Command;
use resultatplan::cli::danish_help_texts;
use resultatplan::files::{Disk, Memory};
use resultatplan::language::Language;
use resultatplan::load::{load, mapping};

use crate::support::{ASSETS, examine, repository, write};

const CHAPTERS: [&str; 7] = [
    "README.md",
    "docs/plan.md",
    "docs/results.md",
    "docs/allonger.md",
    "docs/reports.md",
    "docs/signing.md",
    "docs/ministry.md",
];
const PLAN: &str = "plans/eks/prø/2025";

/// Each chapter, and the same in Danish.
const IN_DANISH: [(&str, &str); 10] = [
    ("docs/plan.md", "docs/da/plan.md"),
    ("docs/results.md", "docs/da/resultater.md"),
    ("docs/allonger.md", "docs/da/allonger.md"),
    ("docs/reports.md", "docs/da/rapporter.md"),
    ("docs/signing.md", "docs/da/underskrift.md"),
    ("docs/ministry.md", "docs/da/ministerium.md"),
    ("docs/editor.md", "docs/da/editor.md"),
    ("docs/serve.md", "docs/da/arbejdsbord.md"),
    ("docs/word.md", "docs/da/word.md"),
    ("docs/commands.md", "docs/da/kommandoer.md"),
];

fn text_of(path: &str) -> String {
    std::fs::read_to_string(repository(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// An example: the file that it is of, and its lines.
struct Example {
    path: String,
    text: String,
}

fn examples(chapter: &str) -> Vec<Example> {
    let text = text_of(chapter);
    let blocks = text.split("\n```yaml\n").skip(1).map(|rest| rest.split_once("\n```").expect("a block ends").0);
    blocks
        .map(|block| {
            let (head, text) = block.split_once('\n').expect("a block has lines");
            let path = head.strip_prefix("# ").unwrap_or_else(|| panic!("{chapter}: `{head}` names no file"));
            Example { path: path.to_owned(), text: format!("{text}\n") }
        })
        .collect()
}

/// A line without the comment behind it.
fn bare(line: &str) -> &str {
    line.split(" #").next().unwrap_or_default().trim_end()
}

/// The lines of a quotation that do not stand in the file where they should.
fn misquoted<'a>(example: &'a Example, file: &str) -> Vec<&'a str> {
    let mut rest = file.lines().map(bare);
    let quoted = example.text.lines().filter(|line| line.trim() != "# …" && !line.trim().is_empty());
    quoted.filter(|line| !rest.by_ref().any(|one| one == bare(line))).collect()
}

/// The lines of each key at the left edge, in their order.
fn keys(text: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let begins = line.starts_with(|one: char| one.is_alphabetic());
        if begins {
            all.push((line.split(':').next().unwrap_or_default().to_owned(), String::new()));
        }
        if let Some((_, lines)) = all.last_mut() {
            lines.push_str(line);
            lines.push('\n');
        }
    }
    all
}

/// A file with some of its keys given anew.
fn anew(before: &str, given: &str) -> String {
    let mut all = keys(before);
    for (key, lines) in keys(given) {
        match all.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = lines,
            None => all.push((key, lines)),
        }
    }
    all.into_iter().map(|(_, lines)| lines).collect()
}

/// The guide's plan as the first four blocks of its chapter give it.
fn begun() -> Memory {
    let chapter = examples("docs/plan.md");
    let whole = chapter.iter().filter(|one| one.path.starts_with("plans/eks/")).take(4);
    whole.map(|one| (one.path.clone(), one.text.clone())).collect()
}

#[test]
fn every_example_is_right() {
    let mut counted = BTreeMap::from([("quoted", 0), ("read", 0)]);
    for chapter in CHAPTERS {
        let mut files = begun();
        for example in examples(chapter) {
            let path = &example.path;
            if repository(path).is_file() {
                assert_eq!(misquoted(&example, &text_of(path)), [""; 0], "{chapter}: {path} says otherwise");
                *counted.entry("quoted").or_default() += 1;
                continue;
            }
            *counted.entry("read").or_default() += 1;
            if path.ends_with("indlæsning.yaml") {
                let loaded = load(&Disk, repository(path).parent().expect("a folder"), &ASSETS);
                files.write(path, example.text);
                let (read, _, report) = mapping(&files, Path::new(path), loaded.known.plan().expect("a plan"));
                assert!(read.is_some(), "{chapter}: {path}: {:?}", report.findings());
                continue;
            }
            let before = String::from_utf8(files.get(path).unwrap_or_default().to_vec()).expect("it is text");
            files.write(path, anew(&before, &example.text));
            let outcome = examine(&files, Path::new(PLAN));
            assert!(!outcome.report.has_errors(), "{chapter}: {}{:#?}", example.text, outcome.told());
        }
    }
    assert!(counted.values().all(|count| *count >= 6), "{counted:?}");
}

#[test]
fn a_wrong_example_is_seen() {
    let example = Example { path: String::new(), text: "a: 1\n# …\nb: 2 # to\n".to_owned() };
    assert!(misquoted(&example, "a: 1 # en\nx: 3\nb: 2\n").is_empty());
    assert_eq!(misquoted(&example, "b: 2\na: 1\n"), ["b: 2 # to"]);
    assert_eq!(anew("a: 1\nb:\n  - c\n", "b: 2\nd: 3\n"), "a: 1\nb: 2\nd: 3\n");
    let mut files = begun();
    assert!(!examine(&files, Path::new(PLAN)).report.has_errors());
    files.write(format!("{PLAN}/mål/1.1.yaml"), "nr: \"1.1\"\n");
    assert!(examine(&files, Path::new(PLAN)).report.has_errors());
}

/// The blocks of a chapter, but for those that explain in words.
fn blocks(chapter: &str) -> Vec<String> {
    let text = text_of(chapter);
    let blocks = text.split("```").skip(1).step_by(2).filter(|block| !block.starts_with("text\n"));
    blocks.map(|block| block.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")).collect()
}

/// What a chapter sets as code in its sentences.
fn spans(chapter: &str) -> BTreeSet<String> {
    let prose: String = text_of(chapter).split("```").step_by(2).collect();
    let spans = prose.split('`').skip(1).step_by(2);
    spans.map(|span| span.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

/// What stands for values, in English and in Danish: `FILE` is `FIL`.
fn values() -> BTreeMap<String, String> {
    let parts = |names: &str| names.split(|one: char| !one.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
    let all = danish_help_texts().iter();
    let all = all.filter_map(|(name, danish)| Some((parts(name.strip_prefix("values.")?), parts(danish))));
    all.flat_map(|(english, danish)| english.into_iter().zip(danish)).collect()
}

/// A span as the Danish guide has it. What holds a claim is named in English alone.
fn in_danish(span: &str, values: &BTreeMap<String, String>) -> Option<String> {
    let is_test = span.contains('_') && span.chars().all(|one| one.is_ascii_lowercase() || one == '_');
    if is_test || span.starts_with(".ci/sign/") {
        return None;
    }
    let is_name = |one: char| one.is_alphanumeric() || one == '_';
    let words = span.split_inclusive(|one| !is_name(one)).map(|word| {
        let (name, end) = word.split_at(word.trim_end_matches(|one| !is_name(one)).len());
        format!("{}{end}", values.get(name).map_or(name, String::as_str))
    });
    Some(words.collect::<String>().replace("<ministry>", "<ministerium>").replace("<year>", "<år>"))
}

#[test]
fn the_danish_guide_has_the_same_examples_and_names_the_same_things() {
    let values = values();
    for (english, danish) in IN_DANISH {
        assert_eq!(blocks(danish), blocks(english), "{danish}");
        let wanted: BTreeSet<String> = spans(english).iter().filter_map(|span| in_danish(span, &values)).collect();
        let there = spans(danish);
        let differ: Vec<_> = wanted.symmetric_difference(&there).collect();
        assert!(differ.is_empty(), "{danish} and {english}: {differ:#?}");
    }
    let chapters: BTreeSet<&str> = IN_DANISH.iter().map(|(english, _)| *english).collect();
    assert!(CHAPTERS.iter().skip(1).all(|chapter| chapters.contains(chapter)));
}

/// Both ways from one guide to the other, and from each to all of its chapters.
#[test]
fn the_guides_lead_to_their_chapters_and_to_each_other() {
    let leads = |from: &str, to: &str| {
        assert!(text_of(from).contains(&format!("]({to})")), "{from} leads to {to}");
    };
    leads("README.md", "docs/da/README.md");
    leads("docs/README.md", "da/README.md");
    leads("docs/da/README.md", "../README.md");
    for (english, danish) in IN_DANISH {
        leads("docs/README.md", english.trim_start_matches("docs/"));
        leads("docs/da/README.md", danish.trim_start_matches("docs/da/"));
    }
    leads("docs/da/README.md", "nøgler.md");
    leads("docs/da/README.md", "fund.md");
}

/// The names of all options of a command and of those below it.
fn options(command: &Command) -> Vec<String> {
    let own = command.get_arguments().filter_map(|argument| argument.get_long().map(str::to_owned));
    own.chain(command.get_subcommands().flat_map(options)).collect()
}

/// What is not told, though it is named as a command or an option is.
fn unknown(line: &str, program: &Command) -> Vec<String> {
    let words: Vec<&str> = line.split([' ', '`', '\'', '|']).filter(|word| !word.is_empty()).collect();
    let (begins, named) = match words.split_first() {
        Some((&"resultatplan", rest)) => (true, rest),
        Some(_) | None => (false, words.as_slice()),
    };
    let name = named.first().copied().filter(|word| !word.starts_with('-'));
    let command = name.and_then(|name| program.find_subcommand(name));
    let mut unknown = Vec::new();
    if begins && name.is_some() && command.is_none() {
        unknown.extend(name.map(str::to_owned));
    }
    let mut known = options(command.unwrap_or(program));
    known.extend(program.get_arguments().filter_map(|argument| argument.get_long().map(str::to_owned)));
    known.push("help".to_owned());
    let asked = words.iter().filter_map(|word| word.strip_prefix("--")).filter(|option| !option.is_empty());
    unknown.extend(asked.filter(|option| !known.iter().any(|one| one == option)).map(str::to_owned));
    unknown
}

#[test]
fn every_command_and_option_that_the_guides_name_is_there() {
    let program = resultatplan::cli::command();
    assert_eq!(unknown("resultatplan chekc --denny", &program), ["chekc", "denny"]);
    let mut tried = 0;
    for chapter in IN_DANISH.iter().flat_map(|(english, danish)| [*english, *danish]) {
        let lines = blocks(chapter).into_iter().filter(|block| block.starts_with("sh\n"));
        let lines: Vec<String> =
            lines.flat_map(|block| block.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>()).collect();
        let is_ours = |line: &&String| line.starts_with("resultatplan ") || line.starts_with("--");
        for line in lines.iter().chain(&spans(chapter)).filter(is_ours) {
            assert_eq!(unknown(line, &program), [""; 0], "{chapter}: {line}");
            tried += 1;
        }
    }
    assert!(tried > 120, "{tried}");
}
/// What is said over the list of findings, and the head of its table.
const OF_FINDINGS: [(Language, &str, &str); 2] = [
    (
        Language::English,
        "docs/findings.md",
        "# Findings\n\nWhat can be wrong with a plan, or worth a look. An *error* stops the build, a *warning* is for whoever \
         signs, a\n*note* (shown by `-v`) tells what is left open. `resultatplan explain CODE` prints a finding's page: \
         why it matters, how to\nmend it, a wrong and a right example. `UPDATE=1 cargo test` makes this list anew.\n\n\
         | Code | Level | What it means |\n|---|---|---|\n",
    ),
    (
        Language::Danish,
        "docs/da/fund.md",
        "# Fund\n\nDet, der kan være galt med en plan eller er værd at se efter. En *fejl* standser dokumenterne, en *advarsel* er \
         til dem, der\nskal underskrive, og en *note* (vises med `-v`) siger, hvad der endnu står åbent. `resultatplan explain KODE` \
         viser siden om et\nfund: hvorfor det betyder noget, hvordan det rettes, og et forkert og et rigtigt eksempel.\n\n\
         | Kode | Niveau | Det betyder |\n|---|---|---|\n",
    ),
];

/// A finding that stops a build comes first.
fn list_of_findings(head: &str, language: Language) -> String {
    let mut rules: Vec<_> = resultatplan::rules().collect();
    rules.sort_by_key(|rule| (rule.level, rule.name));
    let mut page = head.to_owned();
    for rule in rules {
        let level = rule.level.said().say_in(language);
        writeln!(page, "| `{}` | {level} | {} |", rule.name, rule.title(language)).expect("a text grows");
    }
    page
}

#[test]
fn the_guide_lists_every_finding() {
    for (language, path, head) in OF_FINDINGS {
        let listed = list_of_findings(head, language);
        if std::env::var_os("UPDATE").is_some() {
            write(&repository(path), &listed);
        }
        assert_eq!(std::fs::read_to_string(repository(path)).expect("the list is there"), listed);
    }
}
