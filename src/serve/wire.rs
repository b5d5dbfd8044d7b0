//! HTTP/1.1 over a socket: requests in, answers out, everything within limits of size and time. What a request means is the
//! workbench's to say.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::clock::{WaitLimit, today};
use super::request::{WebRequest, WebVerb};
use super::response::{ResponseBody, WebResponse};
use super::workbench::Workbench;

/// So much a head may hold, and so long it may take; a body, and an answer.
const MOST_HEAD: usize = 16 << 10;
const MOST_HEADERS: usize = 64;
const HEAD_TIME: Duration = Duration::from_secs(10);
const BODY_TIME: Duration = Duration::from_secs(60);
const ANSWER_TIME: Duration = Duration::from_secs(30);
/// So long a connection that has been used is kept for the next request.
const IDLE_TIME: Duration = Duration::from_secs(30);
/// So many at once: who comes then is sent away.
const MOST_CONNECTIONS: usize = 256;
/// A page that has gone is found when it is told that nothing has changed.
const PING: Duration = Duration::from_secs(15);

/// Answers whoever connects, each in a thread of its own, until the program ends.
pub fn listen(workbench: &Arc<Workbench>, listener: &TcpListener) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().flatten() {
        if open.fetch_add(1, Ordering::SeqCst) >= MOST_CONNECTIONS {
            open.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let (workbench, open) = (Arc::clone(workbench), Arc::clone(&open));
        std::thread::spawn(move || {
            // Who has gone needs no answer.
            let _ = Connection { stream, unread: Vec::new() }.serve(&workbench);
            open.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

struct Connection {
    stream: TcpStream,
    /// What has come and belongs to the next request.
    unread: Vec<u8>,
}

/// What a head asks for beside its meaning.
struct RequestHead {
    request: WebRequest,
    length: usize,
    /// Whether the other waits to be told that it may send the body.
    waits: bool,
    /// Whether the connection is to end after the answer.
    is_last: bool,
}

/// What came instead of a head.
enum NoHead {
    Gone,
    Malformed,
}

impl From<io::Error> for NoHead {
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}

impl Connection {
    fn serve(&mut self, workbench: &Workbench) -> io::Result<()> {
        self.stream.set_nodelay(true)?;
        self.stream.set_write_timeout(Some(ANSWER_TIME))?;
        let mut time = HEAD_TIME;
        loop {
            let head = match self.head(time) {
                Ok(head) => head,
                Err(NoHead::Gone) => return Ok(()),
                Err(NoHead::Malformed) => return self.answer(&workbench.malformed(), true),
            };
            time = IDLE_TIME;
            let most = match workbench.most_of(&head.request) {
                Ok(most) => most,
                Err(response) => {
                    let has_body = head.length > 0;
                    self.answer(&response, head.is_last || has_body)?;
                    if head.is_last || has_body {
                        return Ok(());
                    }
                    continue;
                }
            };
            let is_too_large = head.length > most;
            let body = if is_too_large { vec![0; most + 1] } else { self.body(&head)? };
            let response = workbench.handle(&head.request.with_body(body), today());
            if matches!(response.body, ResponseBody::Events) {
                return self.tell(&response, workbench);
            }
            let is_last = head.is_last || is_too_large;
            self.answer(&response, is_last)?;
            if is_last {
                return Ok(());
            }
        }
    }

    /// Reads more, until a time is over. How much has come.
    fn more(&mut self, limit: WaitLimit) -> io::Result<usize> {
        let left = limit.left().ok_or(io::ErrorKind::TimedOut)?;
        self.stream.set_read_timeout(Some(left))?;
        let mut bytes = [0; 16 << 10];
        let count = self.stream.read(&mut bytes)?;
        self.unread.extend_from_slice(&bytes[..count]);
        Ok(count)
    }

    fn head(&mut self, time: Duration) -> Result<RequestHead, NoHead> {
        let limit = WaitLimit::after(time);
        loop {
            let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
            let mut parsed = httparse::Request::new(&mut headers);
            match parsed.parse(&self.unread) {
                Ok(httparse::Status::Complete(length)) => {
                    let head = head_of(&parsed).ok_or(NoHead::Malformed)?;
                    self.unread.drain(..length);
                    return Ok(head);
                }
                Ok(httparse::Status::Partial) if self.unread.len() < MOST_HEAD => {}
                Ok(httparse::Status::Partial) | Err(_) => return Err(NoHead::Malformed),
            }
            if self.more(limit)? == 0 {
                return Err(NoHead::Gone);
            }
        }
    }

    fn body(&mut self, head: &RequestHead) -> io::Result<Vec<u8>> {
        if head.waits && self.unread.is_empty() {
            self.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        let limit = WaitLimit::after(BODY_TIME);
        while self.unread.len() < head.length {
            if self.more(limit)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(self.unread.drain(..head.length).collect())
    }

    fn answer(&mut self, response: &WebResponse, is_last: bool) -> io::Result<()> {
        let ResponseBody::Whole(body) = &response.body else { return Ok(()) };
        let mut bytes = top_of(response);
        bytes.push_str(&format!("Content-Length: {}\r\n", body.len()));
        bytes.push_str(if is_last { "Connection: close\r\n\r\n" } else { "\r\n" });
        let mut bytes = bytes.into_bytes();
        bytes.extend_from_slice(body);
        self.stream.write_all(&bytes)?;
        self.stream.flush()
    }

    /// Tells of each change, until the other is gone.
    fn tell(&mut self, response: &WebResponse, workbench: &Workbench) -> io::Result<()> {
        let mut seen = workbench.bell.count();
        let begin = format!("{}Connection: close\r\n\r\nretry: 500\n\n", top_of(response));
        self.stream.write_all(begin.as_bytes())?;
        loop {
            let event = match workbench.bell.wait(seen, PING) {
                Some(count) => {
                    seen = count;
                    format!("event: change\ndata: {count}\n\n")
                }
                None => ":\n\n".to_owned(),
            };
            self.stream.write_all(event.as_bytes())?;
            self.stream.flush()?;
        }
    }
}

/// The first line and the headers of an answer.
fn top_of(response: &WebResponse) -> String {
    let mut top = format!("HTTP/1.1 {} \r\n", response.status);
    for (name, value) in &response.headers {
        // A line of its own would be another header.
        let value: String = value.chars().filter(|one| !one.is_control()).collect();
        top.push_str(&format!("{name}: {value}\r\n"));
    }
    top
}

/// None where a head is of another protocol, or says its body's length in a way that two programs could read otherwise.
fn head_of(parsed: &httparse::Request) -> Option<RequestHead> {
    let verb = match parsed.method? {
        "GET" => WebVerb::Get,
        "POST" => WebVerb::Post,
        _ => return None,
    };
    let headers: Vec<(&str, &str)> = parsed
        .headers
        .iter()
        .map(|header| Some((header.name, std::str::from_utf8(header.value).ok()?)))
        .collect::<Option<_>>()?;
    let request = WebRequest::new(verb, parsed.path?, &headers, b"").ok()?;
    if request.header("transfer-encoding").is_some() {
        return None;
    }
    let is_digits = |text: &&str| text.bytes().all(|one| one.is_ascii_digit());
    let length = match request.header("content-length") {
        Some(text) => Some(text).filter(is_digits)?.parse().ok()?,
        None => 0,
    };
    let is = |name: &str, value: &str| request.header(name).is_some_and(|own| own.eq_ignore_ascii_case(value));
    let is_last = parsed.version != Some(1) || is("connection", "close");
    Some(RequestHead { length, waits: is("expect", "100-continue"), is_last, request })
}
