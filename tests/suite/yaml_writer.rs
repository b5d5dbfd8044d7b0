//! Any text that is written as YAML reads back as that text, as a value and as a key.

use std::path::Path;

use proptest::prelude::*;
use resultatplan::files::composed;
use resultatplan::source::{At, NodeKind, Sources};
use resultatplan::write::{Map, Value, quoted};

use crate::support::random::config;

/// What a file says, places aside.
#[derive(Debug, PartialEq)]
enum Said {
    Text(String),
    List(Vec<Said>),
    Map(Vec<(String, Said)>),
    Nothing,
}

fn said(sources: &Sources, at: At) -> Said {
    match &sources.node(at).expect("a node").kind {
        NodeKind::Scalar(text) => Said::Text(text.clone()),
        NodeKind::List(items) => Said::List(items.iter().map(|item| said(sources, *item)).collect()),
        NodeKind::Map(entries) => {
            Said::Map(entries.iter().map(|one| (one.name.clone(), said(sources, one.value))).collect())
        }
        NodeKind::Empty => Said::Nothing,
    }
}

fn read(yaml: &str) -> Result<Said, String> {
    let mut sources = Sources::default();
    let file = sources.add_file(Path::new("x.yaml"), yaml.to_owned());
    let (root, faults) = sources.read_yaml(file);
    match root {
        Some(root) if faults.is_empty() => Ok(said(&sources, root)),
        _ => Err(format!("{faults:?}\n{yaml}")),
    }
}

/// What is written, as it is to be read: each letter in its composed form, a text of Markdown up to the ends of its last line.
fn meant(value: &Value) -> Said {
    let map = |map: &Map| Said::Map(map.0.iter().map(|(key, value)| (composed(key), meant(value))).collect());
    match value {
        Value::Text(text) | Value::Quoted(text) => Said::Text(composed(text)),
        Value::Number(number) => Said::Text(number.to_string()),
        Value::Prose(text) => Said::Text(composed(text.trim_end_matches('\n'))),
        Value::List(items) => Said::List(items.iter().map(meant).collect()),
        Value::Map(one) | Value::Flow(one) => map(one),
    }
}

fn trimmed(said: Said, like: &Value) -> Said {
    match (said, like) {
        (Said::Text(text), Value::Prose(_)) => Said::Text(text.trim_end_matches('\n').to_owned()),
        (Said::List(items), Value::List(like)) => {
            Said::List(items.into_iter().zip(like).map(|(item, like)| trimmed(item, like)).collect())
        }
        (Said::Map(entries), Value::Map(like) | Value::Flow(like)) => {
            let entries = entries.into_iter().zip(&like.0);
            Said::Map(entries.map(|((key, value), (_, like))| (key, trimmed(value, like))).collect())
        }
        (other, _) => other,
    }
}

fn reads_back(map: Map) -> Result<(), String> {
    let yaml = map.to_yaml(0);
    let like = Value::Map(map);
    let read = trimmed(read(&yaml)?, &like);
    if read == meant(&like) { Ok(()) } else { Err(format!("{read:?}\n{:?}\n{yaml}", meant(&like))) }
}

/// A text everywhere that one can stand.
fn everywhere(text: &str) -> Map {
    let map = |pairs: &[(&str, Value)]| Map(pairs.iter().map(|(key, one)| ((*key).to_owned(), one.clone())).collect());
    let plain = || Value::Text(text.to_owned());
    let prose = || Value::Prose(text.to_owned());
    map(&[
        ("nr", plain()),
        ("quoted", Value::Quoted(text.to_owned())),
        ("prose", prose()),
        ("list", Value::List(vec![plain(), prose(), Value::List(vec![plain(), prose()])])),
        ("maps", Value::List(vec![Value::Map(map(&[("nøgle a", plain()), (text, plain())]))])),
        ("prose in maps", Value::List(vec![Value::Map(map(&[("nøgle a", prose()), ("nøgle b", prose())]))])),
        ("keys", Value::Map(map(&[(text, prose())]))),
        ("flow", Value::Flow(map(&[(text, plain()), ("nøgle b", Value::Flow(map(&[(text, prose())])))]))),
        ("flow of lists", Value::Flow(map(&[("nøgle b", Value::List(vec![plain()]))]))),
        (text, Value::Map(map(&[(text, Value::Map(map(&[(text, plain())])))]))),
        ("empty", Value::List(vec![Value::List(vec![]), Value::Map(Map::default()), Value::Flow(Map::default())])),
    ])
}

#[test]
fn a_text_that_yaml_has_other_uses_for_reads_back() {
    let known = [
        "",
        " ",
        "null",
        "Null",
        "~",
        "yes",
        "ja",
        "no",
        "true",
        "1.0",
        "1.10",
        "012",
        "0x1F",
        "0o17",
        "1_000",
        "12:30:45",
        "1e400",
        "-1",
        ".5",
        ".inf",
        "nan",
        "99999999999999999999999999999999999999999999999",
        "2024-02-29",
        "- x",
        "-",
        "---",
        "...",
        "# x",
        "a # b",
        "a #b",
        "a: b",
        "a:",
        ":a",
        "a :b",
        "? x",
        "a, b",
        "[a",
        "a]",
        "{a",
        "a}",
        "{ a: b }",
        "&a",
        "*a",
        "!a",
        "!!str a",
        "|",
        "> a",
        "%a",
        "@a",
        "`a`",
        "\"a\"",
        "'a'",
        "it's",
        "\\",
        "\\n",
        "a\\",
        "<<",
        "=",
        " a",
        "a ",
        "\ta",
        "a\t",
        "a\tb",
        "a\tb: c",
        "a\nb",
        "a\nb\n",
        "a\n\n\nb",
        "\na",
        " a\nb",
        "a\n  b\n    c",
        "a\n \nb",
        "a\r\nb",
        "a\rb",
        "\u{85}",
        "a\u{85}b",
        "\u{feff}a",
        "a\u{feff}",
        "\u{2028}",
        "a\u{2029}b",
        "\u{a0}a\u{a0}",
        "\0",
        "\u{7}",
        "\u{7f}",
        "\u{9f}",
        "\u{fffe}",
        "\u{1ffff}",
        "\u{e000}",
        "\u{200b}",
        "æøå",
        "ÆØÅ: §",
        "§ 9",
        "– a",
        "(a: b)",
        "(a",
        "−3",
        "👩‍⚖️",
        "a\u{301}",
        "nr: 1",
        "a  b",
        "mål:\n- x\n",
        "# a\n# b",
        "| a\n  b",
        "a\n---\nb",
        "a\n...\n",
    ];
    for text in known.into_iter().chain([&*"lang ".repeat(60), &*"x".repeat(1000), &*"a b ".repeat(600)]) {
        reads_back(everywhere(text)).unwrap_or_else(|problem| panic!("{text:.40?}: {problem:.2000}"));
        assert_eq!(read(&quoted(text)).as_ref(), Ok(&Said::Text(composed(text))), "{text:?}");
    }
}

/// Texts of the marks that mean something in YAML, and any others.
fn texts() -> impl Strategy<Value = String> {
    let marked = proptest::collection::vec(
        proptest::sample::select(vec![
            "a", "ø", "1", ".", " ", "  ", "\n", "\t", ":", ": ", " #", "#", "-", "- ", ",", "[", "]", "{", "}", "\"",
            "'", "\\", "|", ">", "&", "*", "!", "%", "@", "?", "~", "null", "\u{85}", "\u{2028}", "\u{feff}", "\r",
        ]),
        0..12,
    );
    prop_oneof![marked.prop_map(|parts| parts.concat()), any::<String>()]
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn any_text_reads_back(text in texts()) {
        if let Err(problem) = reads_back(everywhere(&text)) {
            return Err(TestCaseError::fail(problem));
        }
    }
}
