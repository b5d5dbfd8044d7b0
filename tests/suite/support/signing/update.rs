//! Writes an update behind a file's end: objects, their table as text or as a stream, a trailer.

use lopdf::{Dictionary, Document, Object, Stream};

/// How an update says where its objects are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Table {
    Text,
    /// A stream; all but what is signed is packed in another.
    Stream,
}

/// An update that is being written.
pub struct Update {
    file: Vec<u8>,
    bytes: Vec<u8>,
    objects: Vec<(u32, String)>,
    streams: Vec<(u32, Vec<u8>)>,
    next: u32,
    root: u32,
    prev: usize,
    /// `Root`, `Info` and `ID` of the trailer; a test can put other words here.
    pub trailer: String,
}

/// The text of an object, as it was written last.
pub fn object(file: &[u8], number: u32) -> String {
    let head = format!("\n{number} 0 obj");
    let at = file.windows(head.len()).rposition(|window| window == head.as_bytes());
    let body = &file[at.unwrap_or_else(|| panic!("object {number} is there")) + head.len()..];
    let end = body.windows(6).position(|window| window == b"endobj").expect("an object ends");
    String::from_utf8_lossy(&body[..end]).trim().to_owned()
}

impl Update {
    pub fn on(file: &[u8]) -> Self {
        let document = Document::load_mem(file).expect("the file can be read");
        let number = |key: &[u8]| document.trailer.get(key).and_then(Object::as_reference).expect("a reference").0;
        let id = document.trailer.get(b"ID").and_then(Object::as_array).expect("an identity");
        let id = id[0].as_str().expect("a text").iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let (root, info) = (number(b"Root"), number(b"Info"));
        let trailer = format!("/Root {root} 0 R/Info {info} 0 R/ID[<{id}><00>]");
        let (next, prev) = (document.max_id + 1, document.xref_start);
        Self {
            file: file.to_vec(),
            bytes: vec![b'\n'],
            objects: Vec::new(),
            streams: Vec::new(),
            next,
            root,
            prev,
            trailer,
        }
    }

    /// The number of a new object.
    pub fn number(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }

    pub fn root(&self) -> u32 {
        self.root
    }

    pub fn object(&mut self, number: u32, body: &str) {
        self.objects.push((number, body.to_owned()));
    }

    /// A stream of any bytes.
    pub fn stream(&mut self, number: u32, content: &[u8]) {
        let head = format!("<</Length {}>>\nstream\n", content.len());
        self.streams.push((number, [head.as_bytes(), content, b"\nendstream"].concat()));
    }

    /// Writes an object of the file again with other words in it.
    pub fn again(&mut self, number: u32, old: &str, new: &str) {
        let text = self.text(number);
        assert!(text.contains(old), "`{old}` stands in {text}");
        self.objects.retain(|(one, _)| *one != number);
        self.object(number, &text.replacen(old, new, 1));
    }

    /// An object as it is in this update, or was before.
    pub fn text(&self, number: u32) -> String {
        let own = self.objects.iter().find(|(one, _)| *one == number).map(|(_, text)| text.clone());
        own.unwrap_or_else(|| object(&self.file, number))
    }

    /// The numbers of the file's pages.
    pub fn pages(&self) -> Vec<u32> {
        let document = Document::load_mem(&self.file).expect("the file can be read");
        document.get_pages().into_values().map(|(number, _)| number).collect()
    }

    /// Puts a field on page 1 and in the form, which is made where there is none.
    pub fn field(&mut self, number: u32, says: &str) {
        let page = self.pages()[0];
        self.object(number, &format!("<</Type/Annot/Subtype/Widget/P {page} 0 R{says}>>"));
        self.annotation(page, number);
        let form = reference(&self.text(self.root), "/AcroForm ");
        match form {
            Some(form) => self.again(form, "/Fields[", &format!("/Fields[{number} 0 R ")),
            None => {
                let form = self.number();
                self.object(form, &format!("<</Fields[{number} 0 R]/SigFlags 3>>"));
                self.again(self.root, "<<", &format!("<</AcroForm {form} 0 R"));
            }
        }
    }

    /// Puts an annotation last on a page.
    pub fn annotation(&mut self, page: u32, number: u32) {
        let text = self.text(page);
        match text.find("/Annots") {
            Some(at) => {
                let list = &text[at..at + text[at..].find(']').expect("a list in place")];
                self.again(page, list, &format!("{list} {number} 0 R"));
            }
            None => self.again(page, "<<", &format!("<</Annots[{number} 0 R]")),
        }
    }

    /// The whole file.
    pub fn close(mut self, table: Table) -> Vec<u8> {
        let objects = std::mem::take(&mut self.objects);
        let mut places = Vec::new();
        let (packed, plain): (Vec<_>, Vec<_>) =
            objects.into_iter().partition(|(_, text)| table == Table::Stream && !text.contains("/ByteRange"));
        for (number, text) in plain {
            places.push((number, [1, self.write(number, text.as_bytes()), 0]));
        }
        for (number, body) in std::mem::take(&mut self.streams) {
            places.push((number, [1, self.write(number, &body), 0]));
        }
        match table {
            Table::Text => self.text_table(&places),
            Table::Stream => self.stream_table(packed, places),
        }
        [self.file, self.bytes].concat()
    }

    fn write(&mut self, number: u32, body: &[u8]) -> usize {
        let at = self.file.len() + self.bytes.len();
        self.bytes.extend(format!("{number} 0 obj\n").bytes());
        self.bytes.extend(body);
        self.bytes.extend(b"\nendobj\n");
        at
    }

    fn text_table(&mut self, places: &[(u32, [usize; 3])]) {
        let at = self.file.len() + self.bytes.len();
        let entries: String =
            places.iter().map(|(number, place)| format!("{number} 1\n{:010} 00000 n \n", place[1])).collect();
        let Self { trailer, prev, next, .. } = &self;
        let text = format!("xref\n{entries}trailer\n<</Size {next}/Prev {prev}{trailer}>>\nstartxref\n{at}\n%%EOF\n");
        self.bytes.extend(text.bytes());
    }

    fn stream_table(&mut self, packed: Vec<(u32, String)>, mut places: Vec<(u32, [usize; 3])>) {
        let (pack, table) = (self.number(), self.number());
        let (mut head, mut body) = (String::new(), String::new());
        for (index, (number, text)) in packed.iter().enumerate() {
            head.push_str(&format!("{number} {} ", body.len()));
            body.push_str(&format!("{text} "));
            places.push((*number, [2, pack as usize, index]));
        }
        let says = format!("/Type/ObjStm/N {}/First {}", packed.len(), head.len());
        let at = self.write(pack, &stream(&says, (head + &body).into_bytes()));
        places.push((pack, [1, at, 0]));
        let at = self.file.len() + self.bytes.len();
        places.push((table, [1, at, 0]));
        let index: String = places.iter().map(|(number, _)| format!("{number} 1 ")).collect();
        let entry = |(_, [kind, one, two]): &(u32, [usize; 3])| {
            [&[*kind as u8][..], &(*one as u32).to_be_bytes(), &(*two as u16).to_be_bytes()].concat()
        };
        let content: Vec<u8> = places.iter().flat_map(entry).collect();
        let Self { trailer, prev, next, .. } = &self;
        let says = format!("/Type/XRef/W[1 4 2]/Index[{index}]/Size {next}/Prev {prev}{trailer}");
        self.write(table, &stream(&says, content));
        self.bytes.extend(format!("startxref\n{at}\n%%EOF\n").bytes());
    }
}

/// A stream, compressed where that makes it smaller.
fn stream(says: &str, content: Vec<u8>) -> Vec<u8> {
    let mut stream = Stream::new(Dictionary::new(), content);
    stream.compress().expect("bytes can be compressed");
    let filter = if stream.dict.has(b"Filter") { "/Filter/FlateDecode" } else { "" };
    let head = format!("<<{says}{filter}/Length {}>>\nstream\n", stream.content.len());
    [head.as_bytes(), &stream.content, b"\nendstream"].concat()
}

/// The number after a key.
fn reference(text: &str, key: &str) -> Option<u32> {
    let rest = &text[text.find(key)? + key.len()..];
    rest[..rest.find(' ')?].parse().ok()
}
