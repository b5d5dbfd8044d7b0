//! What an editor is told over the Language Server Protocol while a plan is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use resultatplan::assets::Assets;
use resultatplan::editor::{Cursor, CursorPlace, CursorStep};
use resultatplan::files::Disk;
use resultatplan::language::Language;
use resultatplan::lsp::serve;
use serde_json::{Value, json};

use crate::support::plan::Copy;
use crate::support::random::Dice;
use crate::support::{self, repository};

/// An editor with a copy of the repository's plans open.
struct Client {
    connection: Connection,
    server: Option<JoinHandle<()>>,
    root: PathBuf,
    asked: i32,
    /// What was told last of each file.
    findings: BTreeMap<String, (Option<i64>, Vec<Value>)>,
    log: Vec<String>,
}

impl Client {
    fn new(root: &Path) -> Self {
        Self::speaking(Language::English, root)
    }

    fn speaking(language: Language, root: &Path) -> Self {
        let (connection, theirs) = Connection::memory();
        let server = std::thread::spawn(move || {
            serve(&theirs, Arc::new(Disk), Assets::built_in(), language).expect("the connection stays whole");
        });
        let root = root.canonicalize().expect("it is there");
        let mut client =
            Self { connection, server: Some(server), root, asked: 0, findings: BTreeMap::new(), log: Vec::new() };
        let answer = client.ask("initialize", json!({ "capabilities": {} })).expect("it says what it can");
        assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
        client.tell("initialized", json!({}));
        client
    }

    fn uri(&self, file: &str) -> String {
        let path = self.root.join(file);
        let letter = |byte: u8| match byte {
            b'/' | b'-' | b'.' | b'_' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        };
        format!("file://{}", path.to_str().expect("it is text").bytes().map(letter).collect::<String>())
    }

    fn tell(&self, method: &str, params: Value) {
        let message = Notification::new(method.to_owned(), params);
        self.connection.sender.send(message.into()).expect("the server is there");
    }

    fn ask(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        self.asked += 1;
        let request = Request { id: self.asked.into(), method: method.to_owned(), params };
        self.connection.sender.send(request.into()).expect("the server is there");
        loop {
            if let Some(Response { id, response_result }) = self.hear() {
                assert_eq!(id, self.asked.into());
                return response_result.map_err(|error| (error.code, error.message));
            }
        }
    }

    /// Takes the server's next message; gives an answer.
    fn hear(&mut self) -> Option<Response> {
        let limit = std::time::Duration::from_secs(60);
        match self.connection.receiver.recv_timeout(limit).expect("the server answers") {
            Message::Response(response) => return Some(response),
            Message::Notification(one) if one.method == "textDocument/publishDiagnostics" => {
                let uri = one.params["uri"].as_str().expect("an address").to_owned();
                let all = one.params["diagnostics"].as_array().expect("a list").clone();
                self.findings.insert(uri, (one.params["version"].as_i64(), all));
            }
            Message::Notification(one) => {
                self.log.push(one.params["message"].as_str().unwrap_or_default().to_owned());
            }
            Message::Request(request) => panic!("it asks for {}", request.method),
        }
        None
    }

    /// What is found in a file once it is known for this version.
    fn found(&mut self, file: &str, version: i64) -> Vec<String> {
        let uri = self.uri(file);
        while self.findings.get(&uri).is_none_or(|(told, _)| *told != Some(version)) {
            self.hear();
        }
        // What is told of the other files comes with it, before the next answer.
        let of = json!({ "textDocument": { "uri": uri } });
        self.ask("textDocument/documentSymbol", of).expect("a list");
        codes(&self.findings[&uri].1)
    }

    /// All that was told last.
    fn told(&self) -> Vec<ToldFinding> {
        let of_file = |(uri, (_, all)): (&String, &(Option<i64>, Vec<Value>))| {
            let path = percent_encoding::percent_decode_str(uri.trim_start_matches("file://")).decode_utf8();
            let path = PathBuf::from(path.expect("UTF-8").into_owned());
            let line = |one: &Value| one["range"]["start"]["line"].as_u64().expect("a line") + 1;
            all.iter()
                .map(|one| (path.clone(), line(one), codes(std::slice::from_ref(one)).remove(0)))
                .collect::<Vec<_>>()
        };
        self.findings.iter().flat_map(of_file).collect()
    }

    fn open(&self, file: &str) -> String {
        let text = std::fs::read_to_string(self.root.join(file)).expect("it can be read");
        let document = json!({ "uri": self.uri(file), "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        text
    }

    fn write(&self, file: &str, version: i64, text: &str) {
        let document = json!({ "uri": self.uri(file), "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": [{ "text": text }] }));
    }

    fn at(&self, file: &str, text: &str, needle: &str) -> Value {
        let (line, column) = place(text, needle);
        json!({ "textDocument": { "uri": self.uri(file) }, "position": { "line": line, "character": column } })
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        if std::thread::panicking() {
            return;
        }
        self.ask("shutdown", Value::Null).expect("it stops");
        self.tell("exit", Value::Null);
        self.server.take().expect("one server").join().expect("it does not fail");
    }
}

fn codes(findings: &[Value]) -> Vec<String> {
    findings.iter().map(|one| one["code"].as_str().expect("a code").to_owned()).collect()
}

/// Line and column, in units of UTF-16, of a `|` in the needle.
fn place(text: &str, needle: &str) -> (usize, usize) {
    let (before, after) = needle.split_once('|').expect("a cursor");
    let at = text.find(&format!("{before}{after}")).unwrap_or_else(|| panic!("{needle}")) + before.len();
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    (line, text[start..at].encode_utf16().count())
}

fn labels(completions: &Value) -> Vec<&str> {
    completions.as_array().expect("a list").iter().filter_map(|one| one["label"].as_str()).collect()
}

/// `mål/1.1.yaml:3`: where a place is, its line counted from 1.
fn places(answer: &Value) -> Vec<String> {
    let place = |one: &Value| {
        let uri = one["uri"].as_str()?;
        let path = percent_encoding::percent_decode_str(uri).decode_utf8().ok()?;
        let name = path.rsplit("/2023/").next()?.to_owned();
        Some(format!("{name}:{}", one["range"]["start"]["line"].as_u64()? + 1))
    };
    answer.as_array().expect("a list").iter().filter_map(place).collect()
}

const PLAN: &str = "uim/siri/2023/plan.yaml";
const GOAL: &str = "uim/siri/2023/mål/1.1-sagsbehandlingstider.yaml";
/// A goal of a plan that nobody has signed.
const OPEN_GOAL: &str = "uim/siri/2024/mål/1.1-effektiv-sagsbehandling.yaml";
const RESULTS: &str = "uim/siri/2023/resultater/2-kvartal.yaml";

fn plans() -> PathBuf {
    repository("plans")
}

#[test]
fn findings_follow_what_is_typed_and_go_with_it() {
    let mut client = Client::new(&plans());
    let text = client.open(GOAL);
    let before = client.found(GOAL, 1);
    client.write(GOAL, 2, &text.replace("vægt: 65", "vaegt: 65"));
    let typed = client.found(GOAL, 2);
    assert!(typed.contains(&"unknown-key".to_owned()), "{typed:?}");
    client.write(GOAL, 3, "nr: \"1.1\"\nområde: [");
    let broken = client.found(GOAL, 3);
    assert!(broken.contains(&"yaml-syntax".to_owned()), "{broken:?}");
    client.write(GOAL, 4, &text);
    assert_eq!(client.found(GOAL, 4), before);
}

#[test]
fn a_change_in_one_file_is_told_in_the_others() {
    let mut client = Client::new(&plans());
    let text = client.open(GOAL);
    client.open(RESULTS);
    let before = client.found(RESULTS, 1);
    client.write(GOAL, 2, &text.replace("sager: Fast-track, 1. gang", "sager: Turbo, 1. gang"));
    client.found(GOAL, 2);
    let results = codes(&client.findings[&client.uri(RESULTS)].1);
    assert!(!before.contains(&"address-unknown".to_owned()) && results.contains(&"address-unknown".to_owned()));
}

#[test]
fn changes_of_a_part_of_the_text_count_units_of_utf_16() {
    let mut client = Client::new(&plans());
    let text = client.open(GOAL);
    let (line, column) = place(&text, "område: |Sags");
    let range = json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": column } });
    let document = json!({ "uri": client.uri(GOAL), "version": 2 });
    let changes = json!([{ "range": range, "text": "område: 🎉 " }]);
    client.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    assert!(client.found(GOAL, 2).contains(&"glyph-missing".to_owned()));
}

#[test]
fn keys_words_addresses_and_files_are_completed_where_they_can_stand() {
    let mut client = Client::new(&plans());
    let goal = client.open(GOAL);
    let mut complete = |file: &str, text: &str, needle: &str| {
        client.write(file, 2, text);
        let at = client.at(file, text, needle);
        client.ask("textDocument/completion", at).expect("a list")
    };
    let keys = complete(GOAL, &goal.replace("samles: ikke fastsat  ", "\n  "), "vægt: 65|");
    assert!(labels(&keys).contains(&"ikke fastsat"), "{keys}");
    let text = format!("{goal}b\n");
    let keys = complete(GOAL, &text, "\nb|\n");
    assert!(labels(&keys).contains(&"bemærkning") && !labels(&keys).contains(&"vægt"), "{keys}");
    complete(GOAL, &goal, "vægt: 65|");
    let text = "periode: 2. kvartal\nresultater:\n  - krav: 1\n";
    let addresses = complete(RESULTS, text, "krav: 1|");
    assert!(labels(&addresses).contains(&"1.1 a Fast-track, 1. gang"), "{addresses}");
    let text = "titel: x\nskabelon: \nmålgrupper:\n  - nr: 1\n    mål:\n      - m\n";
    assert!(labels(&complete(PLAN, text, "skabelon: |")).contains(&"kontrakt-5-afsnit"));
    let files = complete(PLAN, text, "- m|");
    assert!(labels(&files).contains(&"mål/1.2-borgerservice.yaml"), "{files}");
}

#[test]
fn a_key_tells_what_it_is_for_and_a_requirement_how_it_stands() {
    let mut client = Client::speaking(Language::Danish, &plans());
    let (goal, results) = (client.open(GOAL), client.open(RESULTS));
    let mut hover = |file: &str, text: &str, needle: &str| {
        let at = client.at(file, text, needle);
        client.ask("textDocument/hover", at).expect("an answer")["contents"]["value"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    assert!(hover(GOAL, &goal, "v|ægt: 65").starts_with("mål.vægt (kan udelades)"));
    let stands = hover(RESULTS, &results, "krav: 1.1 a Fast|-track");
    assert!(stands.contains("1.1 a Fast-track, 1. gang") && stands.contains("571 af 655"), "{stands}");
    assert_eq!(stands, hover(GOAL, &goal, "sager: Fast-|track, 1. gang"));
}

#[test]
fn what_a_key_is_for_is_told_in_the_language_of_the_run() {
    let told = |language| {
        let mut client = Client::speaking(language, &plans());
        let goal = client.open(GOAL);
        let at = client.at(GOAL, &goal, "v|ægt: 65");
        let hover = client.ask("textDocument/hover", at).expect("an answer")["contents"]["value"].to_string();
        let text = format!("{goal}b\n");
        client.write(GOAL, 2, &text);
        let at = client.at(GOAL, &text, "\nb|\n");
        let keys = client.ask("textDocument/completion", at).expect("a list").to_string();
        (hover, keys)
    };
    let (hover, keys) = told(Language::Danish);
    assert!(hover.contains("Målets vægt i point") && keys.contains("Tekst efter resultatkravene."), "{hover}{keys}");
    let (hover, keys) = told(Language::English);
    assert!(
        hover.contains("The goal's weight in points") && keys.contains("Text after the requirements."),
        "{hover}{keys}"
    );
}

#[test]
fn an_address_leads_to_its_requirement_and_back() {
    let mut client = Client::new(&plans());
    let (goal, results, plan) = (client.open(GOAL), client.open(RESULTS), client.open(PLAN));
    let at = client.at(RESULTS, &results, "krav: 1.1 a Fast|-track");
    let line = place(&goal, "sager: |Fast-track, 1. gang").0 + 1;
    let definition = client.ask("textDocument/definition", at).expect("a place");
    assert_eq!(places(&definition), [format!("mål/1.1-sagsbehandlingstider.yaml:{line}")]);
    let mut at = client.at(GOAL, &goal, "sager: Fast-|track, 1. gang");
    at["context"] = json!({ "includeDeclaration": false });
    let references = places(&client.ask("textDocument/references", at).expect("places"));
    let quarters =
        (1..=4).filter(|quarter| references.iter().any(|one| one.starts_with(&format!("resultater/{quarter}-"))));
    assert_eq!(quarters.count(), 4, "{references:?}");
    let at = client.at(PLAN, &plan, "mål/1.2|-borgerservice.yaml");
    assert_eq!(places(&client.ask("textDocument/definition", at).expect("a place")), ["mål/1.2-borgerservice.yaml:1"]);
}

#[test]
fn a_file_is_outlined_by_the_words_of_what_is_in_it() {
    let mut client = Client::new(&plans());
    client.open(GOAL);
    let of = json!({ "textDocument": { "uri": client.uri(GOAL) } });
    let outline = client.ask("textDocument/documentSymbol", of).expect("a list");
    assert_eq!(outline[0]["name"], "1.1 Sagsbehandlingstider");
    assert_eq!(outline[0]["children"][0]["name"], "a Erhvervsområdet");
    assert_eq!(outline[0]["children"][0]["children"][0]["name"], "Fast-track, 1. gang");
}

#[test]
fn a_requirement_gets_other_words_in_every_file_at_once() {
    let copy = Copy::of("plans/uim");
    let mut client = Client::new(&copy.path("plans"));
    let goal = client.open(GOAL);
    let at = client.at(GOAL, &goal, "sager: Fast-|track, 1. gang");
    let word = client.ask("textDocument/prepareRename", at.clone()).expect("a word");
    assert_eq!(word["placeholder"], "Fast-track, 1. gang");
    let mut renamed = at;
    renamed["newName"] = "Hurtigspor: de første".into();
    let edit = client.ask("textDocument/rename", renamed.clone()).expect("edits");
    let changes = edit["changes"].as_object().expect("by file");
    assert!(changes.len() >= 5, "{edit}");
    assert_eq!(changes[&client.uri(RESULTS)][0]["newText"], "\"1.1 a Hurtigspor: de første\"");
    // With the words of another requirement, nobody could tell them apart.
    renamed["newName"] = "Landbrug, 1. gang".into();
    let (code, message) = client.ask("textDocument/rename", renamed).expect_err("it is refused");
    assert_eq!(code, ErrorCode::RequestFailed as i32, "{message}");
}

#[test]
fn what_has_one_way_out_is_offered_where_it_stands() {
    let copy = Copy::of("plans/uim");
    let mut client = Client::new(&copy.path("plans"));
    let goal = client.open(OPEN_GOAL);
    let mut offered = |text: &str, needle: &str| {
        client.write(OPEN_GOAL, 2, text);
        let (line, column) = place(text, needle);
        let at = json!({ "line": line, "character": column });
        let asked = json!({
            "textDocument": { "uri": client.uri(OPEN_GOAL) },
            "range": { "start": at, "end": at },
            "context": { "diagnostics": [] },
        });
        client.ask("textDocument/codeAction", asked).expect("a list")
    };
    let mistyped = goal.replacen("område:", "omraade:", 1);
    let actions = offered(&mistyped, "omra|ade:");
    assert_eq!(
        (&actions[0]["title"], &actions[0]["kind"]),
        (&json!("write `område`"), &json!("quickfix")),
        "{actions}"
    );
    let edit = &actions[0]["edit"]["changes"].as_object().expect("by file").values().next().expect("one file")[0];
    let (line, _) = place(&mistyped, "|omraade:");
    assert_eq!(
        edit["range"],
        json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 7 } })
    );
    assert_eq!(edit["newText"], "område");
    assert_eq!(offered(&mistyped, "nr|:"), json!([]), "nothing is wrong there");
    assert_eq!(offered(&goal, "områ|de:"), json!([]));
}

#[test]
fn a_footnote_leads_to_its_text() {
    const FILE: &str = "eksempel/prø/2025/mål/1.1-sagsbehandling.yaml";
    let mut client = Client::new(&repository("tests/plans"));
    let text = client.open(FILE);
    let at = client.at(FILE, &text, "tillid.[^|a]");
    let says = client.ask("textDocument/hover", at.clone()).expect("an answer");
    assert_eq!(says["contents"]["value"], "Fristerne står på styrelsens hjemmeside.");
    let place = client.ask("textDocument/definition", at).expect("a place");
    assert_eq!(place[0]["range"]["start"]["line"].as_u64(), Some(self::place(&text, "|[^a]: Frist").0 as u64));
    let typed = text.replace("tillid.[^a]", "tillid.[^a]. Se [^");
    client.write(FILE, 2, &typed);
    let at = client.at(FILE, &typed, "Se [^|");
    assert_eq!(labels(&client.ask("textDocument/completion", at).expect("a list")), ["[^a]"]);
}

#[test]
fn the_ministrys_goals_are_told_where_a_group_has_them() {
    let mut client = Client::new(&plans());
    let text = client.open(PLAN);
    let at = client.at(PLAN, &text, "mål: koncern|fælles");
    let says = client.ask("textDocument/hover", at.clone()).expect("an answer");
    assert!(says["contents"]["value"].as_str().is_some_and(|told| told.contains("- 2.1 ")), "{says}");
    let definition = client.ask("textDocument/definition", at.clone()).expect("a place");
    assert!(definition[0]["uri"].as_str().is_some_and(|uri| uri.contains("/koncern/2023/2.1-")), "{definition}");
    let words = client.ask("textDocument/completion", at).expect("a list");
    let word = words.as_array().expect("a list").iter().find(|one| one["label"] == "koncernfælles").expect("the word");
    assert!(word["detail"].as_str().is_some_and(|told| told.starts_with("2.1 ")), "{word}");
}

#[test]
fn words_of_a_ministry_are_completed_and_told_beside_those_of_the_program() {
    let copy = Copy::of("plans/uim");
    copy.write("plans/uim/tekster/ord.yaml", "side: S.\n");
    const OWN: &str = "uim/siri/2024/tekster/ord.yaml";
    copy.write(&format!("plans/{OWN}"), "side: Side nr.\nind\n");
    let mut client = Client::new(&copy.path("plans"));
    let text = client.open(OWN);
    let at = client.at(OWN, &text, "ind|\n");
    let keys = client.ask("textDocument/completion", at).expect("a list");
    assert!(labels(&keys).contains(&"indhold") && !labels(&keys).contains(&"side"), "{keys}");
    let text = text.replace("ind\n", "");
    client.write(OWN, 2, &text);
    let at = client.at(OWN, &text, "si|de: ");
    assert_eq!(client.ask("textDocument/hover", at.clone()).expect("words")["contents"]["value"], "`Side`");
    let place = client.ask("textDocument/definition", at).expect("a place");
    assert_eq!(place[0]["uri"], client.uri("uim/tekster/ord.yaml"));
    // And from the ministry's to all that use other words.
    let theirs = client.open("uim/tekster/ord.yaml");
    let mut at = client.at("uim/tekster/ord.yaml", &theirs, "si|de: ");
    at["context"] = json!({ "includeDeclaration": false });
    let used = client.ask("textDocument/references", at).expect("places");
    assert_eq!((&used[0]["uri"], used.as_array().map(Vec::len)), (&json!(client.uri(OWN)), Some(1)));
}

#[test]
fn addresses_are_completed_while_another_file_is_broken() {
    let mut client = Client::new(&plans());
    let (goal, results) = (client.open(GOAL), client.open(RESULTS));
    client.found(RESULTS, 1);
    client.write(GOAL, 2, &goal.replace("vægt: 65", "vægt: ["));
    assert!(client.found(GOAL, 2).contains(&"yaml-syntax".to_owned()));
    let at = client.at(RESULTS, &results, "krav: 1.1 a Fast|-track");
    let addresses = client.ask("textDocument/completion", at).expect("a list");
    assert!(labels(&addresses).contains(&"1.1 a Fast-track, 1. gang"), "{addresses}");
}

#[test]
fn whatever_a_client_sends_is_answered_and_the_next_question_too() {
    let copy = Copy::of("plans/uim");
    copy.write("plans/uim/siri/2023/mål/bytes.yaml", &b"nr: \xff\xfe"[..]);
    let mut client = Client::new(&copy.path("plans"));
    let goal = client.open(GOAL);
    let (code, _) = client.ask("resultatplan/ukendt", json!(1)).expect_err("it is not known");
    assert_eq!(code, ErrorCode::MethodNotFound as i32);
    let (code, _) =
        client.ask("textDocument/hover", json!({ "position": "nowhere" })).expect_err("it is not understood");
    assert_eq!(code, ErrorCode::InvalidParams as i32);
    client.tell("textDocument/didChange", json!({ "contentChanges": 5 }));
    client.tell(
        "textDocument/didOpen",
        json!({ "textDocument": { "uri": "https://a", "languageId": "y", "version": 1, "text": "" } }),
    );
    client.tell("ukendt/besked", Value::Null);
    for (file, line) in [("uim/siri/2023/mål/bytes.yaml", 0), ("nowhere.yaml", 9), (GOAL, 1_000_000)] {
        let at = json!({ "textDocument": { "uri": client.uri(file) }, "position": { "line": line, "character": 4_000_000 } });
        for method in ["textDocument/hover", "textDocument/completion", "textDocument/definition"] {
            client.ask(method, at.clone()).expect("an answer");
        }
    }
    client.write(GOAL, 2, &format!("{goal}# {}\n", "æ".repeat(5 << 20)));
    client.found(GOAL, 2);
    std::fs::remove_file(copy.path("plans/uim/siri/2023/plan.yaml")).expect("it was there");
    client.write(GOAL, 3, &goal);
    assert!(client.found(GOAL, 3).is_empty(), "without its plan it is a file like any other");
    assert_eq!(client.log.len(), 5, "{:#?}", client.log);
}

/// A finding: file, line and code.
type ToldFinding = (PathBuf, u64, String);

/// Types and untypes at random in any file of the plans; whatever stands there in the end of each burst, an editor is told what
/// `check` says of it. Gives the number of edits.
fn type_at_random(states: u32, most_edits: usize) -> usize {
    let mut dice = Dice::new(1104);
    let mut count = 0;
    for plan in ["2018", "2020", "2023", "2024"] {
        let copy = Copy::of("plans/uim");
        let folder = format!("uim/siri/{plan}");
        let mut client = Client::new(&copy.path("plans"));
        let root = client.root.clone();
        let is_text = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "yaml" || ending == "md");
        let mut names: Vec<String> = support::plan::files(&root.join(&folder))
            .into_iter()
            .filter(is_text)
            .map(|path| path.strip_prefix(&root).expect("below it").to_str().expect("a name").to_owned())
            .collect();
        names.sort();
        let originals: Vec<String> = names.iter().map(|name| client.open(name)).collect();
        let (mut texts, mut version, mut last) = (originals.clone(), 1, 0);
        for _ in 0..support::random::times(states) {
            for _ in 0..=dice.throw(most_edits) {
                // Mostly in one file after the other: what a typist does.
                last = if dice.throw(6) == 0 { dice.throw(names.len()) } else { last };
                edit(&mut dice, &mut texts[last], &originals[last]);
                version += 1;
                count += 1;
                client.write(&names[last], version, &texts[last]);
            }
            client.found(&names[last], version);
            names.iter().zip(&texts).for_each(|(name, text)| copy.write(&format!("plans/{name}"), text.as_str()));
            let (mut told, mut checked) = (client.told(), checked(&root.join(&folder)));
            told.sort();
            checked.sort();
            assert_eq!(told, checked, "{names:#?}: {texts:#?}");
        }
    }
    count
}

/// A few here: `.ci/run` makes ten thousand, and holds the state after each.
#[test]
fn after_each_edit_the_findings_are_those_of_check() {
    assert!(type_at_random(24, 1) >= 96);
}

/// Some twenty edits a state: nothing is told of a state that is over.
#[test]
fn after_a_burst_of_edits_the_findings_are_those_of_check() {
    assert!(type_at_random(6, 40) > 300);
}

/// Takes something out of a text, puts something in, or takes all edits back.
fn edit(dice: &mut Dice, text: &mut String, original: &str) {
    let at = (0..=dice.throw(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    match dice.throw(5) {
        0 => {
            let end = (at..=text.len()).skip(1 + dice.throw(9)).find(|end| text.is_char_boundary(*end));
            text.replace_range(at..end.unwrap_or(text.len()), "");
        }
        1 => original.clone_into(text),
        _ => text
            .insert_str(at, ["\n", "  ", "- ", ":", "ø", "5", "[", "\"", "#", "a\u{30a}", ", ", "🎉"][dice.throw(12)]),
    }
}

/// What `check` finds in a plan.
fn checked(plan: &Path) -> Vec<ToldFinding> {
    let workspace = resultatplan::workspace::Workspace::open(Arc::new(Disk), &[plan.to_owned()], Assets::built_in());
    let mut all = Vec::new();
    for found in workspace.expect("it is there").findings() {
        for finding in found.report.findings() {
            let place = found.sources().locate(&finding.primary.place).expect("it has a place");
            let path = found.sources().file(place.file).path.clone();
            let finding = (path, place.line as u64, finding.rule.name.to_owned());
            all.push(finding);
        }
    }
    all
}

/// Where a cursor stands is told by indentation and brackets, be it YAML yet or not.
#[test]
fn a_cursor_stands_where_its_indentation_says() {
    let cases = [
        ("|", "", CursorPlace::Key),
        ("nr: 1\nom|råde: x\n", "", CursorPlace::Key),
        ("nr: 1\nområde: x|\n", "område", CursorPlace::Value),
        ("nr: 1\nvægt:|", "vægt", CursorPlace::Value),
        ("resultatkrav:\n  - |", "resultatkrav -", CursorPlace::Key),
        ("resultatkrav:\n- nr: a\n  sa|", "resultatkrav -", CursorPlace::Key),
        (
            "resultatkrav:\n  - nr: a\n    krav:\n      - sager: x\n        mindst: |\n",
            "resultatkrav - krav - mindst",
            CursorPlace::Value,
        ),
        ("resultatkrav:\n  - nr: a\n    krav:\n      - sager: x\n    |\n", "resultatkrav -", CursorPlace::Key),
        ("trin:\n  - { mindst: 55 pct., in|den for: 31 dage }\n", "trin -", CursorPlace::Key),
        ("trin:\n  - { mindst: 55 pct., inden for: |31 dage }\n", "trin - inden for", CursorPlace::Value),
        ("emner: [a, b|, c]\n", "emner -", CursorPlace::Value),
        ("mål: |\n  Det er sådan: a|\nvægt: 5\n", "", CursorPlace::Prose),
        ("vægt: 5 # fordi: |\n", "", CursorPlace::Prose),
        ("mål:\n  - mål/1.1.yaml|\n", "mål -", CursorPlace::Key),
        ("\"nr\": |", "nr", CursorPlace::Value),
    ];
    for (written, steps, place) in cases {
        // The last mark is the cursor: the one before it opens a text.
        let at = written.rfind('|').expect("a cursor");
        let text = format!("{}{}", &written[..at], &written[at + 1..]);
        let cursor = Cursor::at(&text, at);
        let told: Vec<&str> = cursor
            .steps
            .iter()
            .map(|step| match step {
                CursorStep::Key(key) => key.as_str(),
                CursorStep::Item => "-",
            })
            .collect();
        assert_eq!((told.join(" ").as_str(), cursor.place), (steps, place), "{written}");
    }
}
