//! What a keystroke costs in an editor: `cargo bench --bench keystrokes`. `cargo test --bench keystrokes` does the same with few of
//! them, and fails where it is not done.
//!
//! The plan of 2023, written over the language server: from the letter that is typed until its findings are told, and how much
//! memory the server has after the first hundred letters and after the last.

#![expect(clippy::disallowed_methods, reason = "a benchmark needs a clock")]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lsp_server::{Connection, Message, Notification, Request};
use resultatplan::assets::Assets;
use resultatplan::files::Disk;
use resultatplan::language::Language;
use resultatplan::lsp::serve;
use serde_json::{Value, json};

const GOAL: &str = "plans/uim/siri/2023/mål/1.1-sagsbehandlingstider.yaml";
const WHOLE: usize = 1_000;
const LITTLE: usize = 12;
/// After so many the server has made all that it keeps.
const WARM: usize = 100;

/// A client that has one file open.
struct Typist {
    connection: Connection,
    uri: String,
    text: String,
    version: i64,
}

impl Typist {
    fn tell(&self, method: &str, params: Value) {
        self.connection.sender.send(Notification::new(method.to_owned(), params).into()).expect("the server is there");
    }

    fn ask(&self, method: &str, params: Value) {
        let request = Request { id: 0.into(), method: method.to_owned(), params };
        self.connection.sender.send(request.into()).expect("the server is there");
        while !matches!(self.connection.receiver.recv().expect("an answer"), Message::Response(_)) {}
    }

    /// Puts a letter at a byte, or takes away the one that stands there; gives how many findings the file has then, and how long
    /// it took until they were told.
    fn press(&mut self, at: usize, letter: Option<char>) -> (usize, Duration) {
        let line = self.text[..at].matches('\n').count();
        let start = self.text[..at].rfind('\n').map_or(0, |end| end + 1);
        let column = self.text[start..at].encode_utf16().count();
        let end = column + usize::from(letter.is_none());
        let range =
            json!({ "start": { "line": line, "character": column }, "end": { "line": line, "character": end } });
        match letter {
            Some(letter) => self.text.insert(at, letter),
            None => drop(self.text.remove(at)),
        }
        self.version += 1;
        let typed = letter.map(String::from).unwrap_or_default();
        let params = json!({
            "textDocument": { "uri": self.uri, "version": self.version },
            "contentChanges": [{ "range": range, "text": typed }],
        });
        let begin = Instant::now();
        self.tell("textDocument/didChange", params);
        let found = self.told();
        (found, begin.elapsed())
    }

    /// How many findings the file has, once they are told for its version.
    fn told(&self) -> usize {
        loop {
            let Message::Notification(one) = self.connection.receiver.recv().expect("it goes on") else { continue };
            let is_meant = one.params["uri"] == self.uri.as_str() && one.params["version"] == self.version;
            if one.method == "textDocument/publishDiagnostics" && is_meant {
                return one.params["diagnostics"].as_array().expect("a list").len();
            }
        }
    }
}

fn main() {
    let count = if std::env::args().any(|one| one == "--bench") { WHOLE } else { LITTLE };
    let (connection, theirs) = Connection::memory();
    let server = std::thread::spawn(move || {
        serve(&theirs, Arc::new(Disk), Assets::built_in(), Language::Danish).expect("the connection stays whole");
    });
    let path = Path::new(GOAL).canonicalize().expect("the plan of 2023");
    let byte = |byte: u8| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    let uri = format!("file://{}", path.to_str().expect("a text").bytes().map(byte).collect::<String>());
    let text = std::fs::read_to_string(&path).expect("a goal");
    let mut typist = Typist { connection, uri, text, version: 1 };
    typist.ask("initialize", json!({ "capabilities": {} }));
    typist.tell("initialized", json!({}));
    let document = json!({ "uri": typist.uri, "languageId": "yaml", "version": 1, "text": typist.text });
    typist.tell("textDocument/didOpen", json!({ "textDocument": document }));
    let at_first = typist.told();
    let key = typist.text.find("\nvægt:").expect("a weight") + 1;
    let word = typist.text.find("\nmål: |\n  ").expect("a text") + "\nmål: |\n  ".len();
    let (mut times, mut warm) = (Vec::new(), None);
    for turn in 0..count {
        if turn == WARM {
            warm = memory();
        }
        // A key that is no more one, the key again, a word, the word again.
        let (found, time) = match turn % 4 {
            0 => typist.press(key, Some('v')),
            1 => typist.press(key, None),
            2 => typist.press(word, Some('x')),
            _ => typist.press(word, None),
        };
        match turn % 4 {
            0 => assert!(found > 0 && typist.text.contains("\nvvægt:"), "the mistyped key is told"),
            1 | 3 => assert_eq!(found, at_first, "and is gone again"),
            _ => {}
        }
        times.push(time);
    }
    times.sort();
    let share = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    assert!(!share(50).is_zero(), "nothing is done in no time");
    println!("{count} keystrokes in the plan of 2023, until their findings are told");
    println!("  half in {:?}, 95 of 100 in {:?}, the slowest in {:?}", share(50), share(95), share(100));
    if let (Some(before), Some(after)) = (warm, memory()) {
        println!("  memory: {before} KiB after {WARM}, {after} KiB after {count}");
        assert!(after < before + before / 4, "it grows with each keystroke");
    }
    typist.ask("shutdown", Value::Null);
    typist.tell("exit", Value::Null);
    server.join().expect("it does not fail");
}

/// What this process has in memory. None where the system does not tell.
fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
