//! What a change in a file costs on the workbench: `cargo bench --bench workbench`. `cargo test --bench workbench` does the same with
//! few of them, and fails where a page does not show one.
//!
//! The plan of 2023 in a folder of its own, over a socket as a browser asks: from the start until the first page is there, and
//! from the file that another program writes until the document with the change is there.

#![expect(clippy::disallowed_methods, reason = "a benchmark needs a clock, and writes as another program does")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use resultatplan::assets::Assets;
use resultatplan::files::{Disk, Files};
use resultatplan::language::Language;
use resultatplan::serve::{AccessToken, Workbench, WorkbenchOptions, listen, watch};

const TOKEN: &str = "et-tegn-som-ingen-kender";
const GOAL: &str = "uim/siri/2023/mål/1.1-sagsbehandlingstider.yaml";
const DOCUMENT: &str = "/plan/uim/siri/2023/dokument/m%C3%A5l-og-resultatplan";
const WHOLE: usize = 200;
const LITTLE: usize = 6;

/// A copy of a folder. What holds the plan to what was signed is left out, so that it can be changed.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("it is there") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().expect("a name");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else if name != "lås.yaml" {
            std::fs::copy(&path, to.join(name)).expect("it is copied");
        }
    }
}

/// A browser that knows the token.
struct Reader {
    address: SocketAddr,
    cookie: String,
    page: TcpStream,
}

impl Reader {
    fn request(&self, path: &str) -> String {
        format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", self.address, self.cookie)
    }

    /// The text of a page.
    fn page(&mut self, path: &str) -> String {
        let request = self.request(path);
        self.page.write_all(request.as_bytes()).expect("it listens");
        let mut answer = BufReader::new(&self.page);
        let mut length = 0;
        loop {
            let mut line = String::new();
            answer.read_line(&mut line).expect("a line");
            if let Some(said) = line.to_lowercase().strip_prefix("content-length:") {
                length = said.trim().parse().expect("a number");
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body).expect("all of it");
        // The templates escape every stroke.
        String::from_utf8(body).expect("it is text").replace("&#x2f;", "/")
    }

    /// What it is told of changes.
    fn events(&self) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect(self.address).expect("it listens");
        stream.write_all(self.request("/events").as_bytes()).expect("it listens");
        let mut events = BufReader::new(stream);
        wait_for(&mut events, "retry:");
        events
    }
}

fn wait_for(events: &mut impl BufRead, beginning: &str) {
    let mut line = String::new();
    while !line.starts_with(beginning) {
        line.clear();
        assert!(events.read_line(&mut line).expect("it goes on") > 0, "it goes on");
    }
}

fn main() {
    let count = if std::env::args().any(|one| one == "--bench") { WHOLE } else { LITTLE };
    let folder = tempfile::tempdir().expect("a folder");
    let root: PathBuf = folder.path().join("plans");
    copy(Path::new("plans"), &root);
    let begin = Instant::now();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let options = WorkbenchOptions {
        files: Disk.share(),
        root: root.clone(),
        assets: Assets::built_in(),
        language: Language::Danish,
        token: AccessToken::chosen(TOKEN).expect("it is long enough"),
        address,
        is_read_only: false,
    };
    let bench = Arc::new(Workbench::new(options).expect("the folder is there"));
    let _watch = watch(&bench).expect("it is watched");
    std::thread::spawn(move || listen(&bench, &listener));
    let cookie = format!("resultatplan-{}={TOKEN}", address.port());
    let mut reader = Reader { address, cookie, page: TcpStream::connect(address).expect("it listens") };
    assert!(reader.page("/").contains("/plan/uim/siri/2023"), "the overview");
    println!("the workbench over four plans, from the start until the first page is there: {:?}", begin.elapsed());
    assert!(reader.page(DOCUMENT).contains("Sagsbehandlingstider"), "the plan");
    let mut events = reader.events();
    let file = root.join(GOAL);
    let text = std::fs::read_to_string(&file).expect("a goal");
    let mut times: Vec<Duration> = Vec::new();
    for turn in 0..count {
        let area = format!("område: Sagsbehandlingstider nr. {turn}\n");
        let new = text.replace("område: Sagsbehandlingstider\n", &area);
        assert_ne!(new, text, "the goal's area stands there");
        let passing = file.with_extension("yaml~");
        std::fs::write(&passing, new).expect("it is written");
        let begin = Instant::now();
        std::fs::rename(&passing, &file).expect("it is put in place");
        wait_for(&mut events, "event: change");
        let page = reader.page(DOCUMENT);
        times.push(begin.elapsed());
        assert!(page.contains(&format!("Sagsbehandlingstider nr. {turn}")), "the page shows it");
    }
    times.sort();
    let share = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
    println!("{count} changes in the plan of 2023, until the document shows them");
    println!("  half in {:?}, 95 of 100 in {:?}, the slowest in {:?}", share(50), share(95), share(100));
}
