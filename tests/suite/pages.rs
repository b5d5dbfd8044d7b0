//! A rule's page is its example and its test: each block is tried in the plan of `tests/pages/eks`.

use std::collections::BTreeSet;

use resultatplan::check::rules::ALL;
use resultatplan::diagnostic::{Finding, Rule, Severity};
use resultatplan::files::Files;
use resultatplan::language::Language;
use resultatplan::load::RULES;

use crate::support::{Outcome, copy_of, examine};

/// A fenced block of a page: ```` ```yaml bad mål/1.1.yaml ````
#[derive(Debug, PartialEq, Eq)]
struct Block {
    kind: Kind,
    file: String,
    content: String,
}

/// A bad example, a good one, or a file that both are tried beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Given,
    Bad,
    Good,
}

fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().chain(ALL.iter().map(|check| &check.rule))
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let content: String =
            lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        let kind = |word| match word {
            "given" | "givet" => Some(Kind::Given),
            "bad" | "forkert" => Some(Kind::Bad),
            "good" | "rigtigt" => Some(Kind::Good),
            _ => None,
        };
        if let [_, word, file] = info.split(' ').collect::<Vec<_>>()[..] {
            blocks.extend(kind(word).map(|kind| Block { kind, file: file.to_owned(), content }));
        }
    }
    blocks
}

/// The lines that end with a mark, from 1.
fn marked(content: &str, level: Severity) -> BTreeSet<usize> {
    let mark = format!("# {}", level.name());
    content.lines().enumerate().filter(|(_, line)| line.ends_with(&mark)).map(|(index, _)| index + 1).collect()
}

/// What is found in the plan with the block in place of its file; the lines of that file on which the rule finds something.
fn try_block(rule: &Rule, block: &Block) -> (Outcome, BTreeSet<usize>) {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    for given in blocks(rule.english).iter().filter(|block| block.kind == Kind::Given) {
        files.write(plan.join(&given.file), given.content.as_str());
    }
    let file = plan.join(&block.file);
    files.write(&file, block.content.as_str());
    // What is about two plans is found in the other: `../2024-ny/plan.yaml`.
    let other = block.file.strip_prefix("../").and_then(|file| file.strip_suffix("/plan.yaml"));
    let outcome = examine(&files, &other.map_or(plan, |other| ministry.join("prø").join(other)));
    let file = files.real(&file).unwrap();
    let lines = outcome
        .by(rule.name)
        .map(|finding| {
            let (path, location) = outcome.place(finding).expect("a page's finding has a place");
            assert_eq!(files.real(&path).unwrap(), file, "{}: found in another file", rule.name);
            location.line
        })
        .collect();
    (outcome, lines)
}

/// What is found in each bad example, with the name of its rule.
pub fn bad_examples() -> Vec<(&'static str, Outcome)> {
    let all = rules().flat_map(|rule| blocks(rule.english).into_iter().map(move |block| (rule, block)));
    let bad = all.filter(|(_, block)| block.kind == Kind::Bad);
    bad.map(|(rule, block)| (rule.name, try_block(rule, &block).0)).collect()
}

#[test]
fn a_page_has_a_bad_and_a_good_example() {
    for rule in rules() {
        let blocks = blocks(rule.english);
        assert!(blocks.iter().any(|block| block.kind == Kind::Good), "{}: no good example", rule.name);
        assert!(blocks.iter().any(|block| block.kind == Kind::Bad), "{}: no bad example", rule.name);
    }
}

/// A page without its examples.
pub fn prose(page: &str) -> String {
    let mut is_inside = false;
    let own = page.lines().filter(|line| {
        let is_fence = line.starts_with("```");
        is_inside ^= is_fence;
        !is_fence && !is_inside
    });
    own.map(|line| format!("{line}\n")).collect()
}

/// What a page says after its examples: where it comes from.
fn source(page: &str) -> Option<String> {
    let last = prose(page).trim_end().rsplit("\n\n").next()?.to_owned();
    ["From ", "Fra ", "None of ", "Ingen af "].iter().any(|begin| last.starts_with(begin)).then_some(last)
}

#[test]
fn a_page_has_the_same_examples_and_names_its_source_in_both_languages() {
    for rule in resultatplan::rules() {
        let [danish, english] = Language::ALL.map(|language| rule.page(language));
        assert!(!rule.danish.contains("```"), "{}: the examples stand in the English page alone", rule.name);
        assert!(!danish.contains("<!-- eks"), "{}: more places for examples than examples", rule.name);
        let as_english = Severity::ALL.iter().fold(danish.clone(), |page, level| {
            let (word, name) = (level.word(), level.name());
            let page = page.replace(&format!("# {word}\n"), &format!("# {name}\n"));
            page.replace(&format!("<!-- {word} -->"), &format!("<!-- {name} -->"))
        });
        assert_eq!(blocks(&as_english), blocks(&english), "{}", rule.name);
        assert_eq!(source(&danish).is_some(), source(&english).is_some(), "{}: {:?}", rule.name, source(&english));
        for (page, language) in [(&danish, Language::Danish), (&english, Language::English)] {
            let title = rule.title(language);
            assert!(page.starts_with(&format!("# {title}\n\n")) && title.len() > 10, "{}: {title}", rule.name);
            assert!(
                (!title.ends_with('.') || title.ends_with(" pct.")) && title.chars().count() < 110,
                "{}: {title}",
                rule.name
            );
        }
    }
}

/// What is wrong with the bad example of a rule.
fn judge_bad(rule: &Rule, block: &Block) -> Option<String> {
    let (outcome, lines) = try_block(rule, block);
    let told = outcome.told().join("\n  ");
    let wanted = marked(&block.content, rule.level);
    let is_other_error = |finding: &&Finding| finding.level == Severity::Error && finding.rule.name != rule.name;
    if wanted.is_empty() || lines != wanted {
        Some(format!("{}: marked are {wanted:?}, found are {lines:?}:\n  {told}", rule.name))
    } else if let Some(other) = outcome.report.findings().iter().find(is_other_error) {
        Some(format!("{}: the bad example has another error, {}:\n  {told}", rule.name, other.rule.name))
    } else {
        let unhelped = outcome.by(rule.name).find(|finding| finding.help.is_none())?;
        Some(format!("{}: `{}` does not say how to mend it", rule.name, unhelped.message))
    }
}

fn judge_good(rule: &Rule, block: &Block) -> Option<String> {
    let (outcome, lines) = try_block(rule, block);
    let is_silent = lines.is_empty() && !outcome.report.has_errors();
    (!is_silent).then(|| format!("{}: the good example is not silent:\n  {}", rule.name, outcome.told().join("\n  ")))
}

fn judge_all(kind: Kind, judge: fn(&Rule, &Block) -> Option<String>) {
    let wrong: Vec<String> = rules()
        .flat_map(|rule| blocks(rule.english).into_iter().map(move |block| (rule, block)))
        .filter(|(_, block)| block.kind == kind)
        .filter_map(|(rule, block)| judge(rule, &block))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

#[test]
fn a_bad_example_is_found_on_its_marked_lines_and_told_how_to_mend() {
    judge_all(Kind::Bad, judge_bad);
}

#[test]
fn a_good_example_is_silent() {
    judge_all(Kind::Good, judge_good);
}
