//! Small PDFs, byte for byte as a test wants them.

/// A file in the making: objects, one after the other, and where they begin.
#[derive(Default)]
pub struct File {
    body: Vec<u8>,
    offsets: Vec<(u32, usize)>,
    trailer: String,
}

const START: &[u8] = b"%PDF-1.7\n";

impl File {
    /// Adds an object with this number.
    pub fn add(&mut self, number: u32, body: impl AsRef<[u8]>) {
        self.offsets.push((number, self.length()));
        self.body.extend(format!("{number} 0 obj ").bytes());
        self.body.extend(body.as_ref());
        self.body.extend(b" endobj\n");
    }

    /// Adds bytes, and objects with the next numbers that the table says to begin at these offsets.
    pub fn add_as_is(&mut self, body: &[u8], offsets: impl Iterator<Item = usize>) {
        let next = self.offsets.last().map_or(1, |(number, _)| number + 1);
        self.offsets.extend((next..).zip(offsets));
        self.body.extend(body);
    }

    /// Adds keys to the trailer; `ITSELF` is where the table begins.
    pub fn trailer(&mut self, keys: &str) {
        self.trailer.push_str(keys);
    }

    /// Where the next object begins.
    pub fn length(&self) -> usize {
        START.len() + self.body.len()
    }

    pub fn offsets(&self) -> impl Iterator<Item = usize> {
        self.offsets.iter().map(|(_, offset)| *offset)
    }

    /// A stream of these keys.
    pub fn stream(keys: &str, content: &[u8]) -> Vec<u8> {
        let head = format!("<</Length {}{keys}>>stream\n", content.len());
        [head.as_bytes(), content, b"\nendstream"].concat()
    }

    /// The file, its table a table; object 1 is the catalog.
    pub fn finish(self, keys: &str) -> Vec<u8> {
        let at = self.length();
        let mut table = "xref\n0 1\n0000000000 65535 f \n".to_owned();
        for (number, offset) in &self.offsets {
            table.push_str(&format!("{number} 1\n{offset:010} 00000 n \n"));
        }
        let trailer = self.trailer.replace("ITSELF", &at.to_string());
        table.push_str(&format!("trailer<</Root 1 0 R/Size 9{keys}{trailer}>>\n"));
        self.end(at, table.as_bytes())
    }

    /// The file, its table a stream, with these entries besides: kind, two bytes of offset or stream, generation or index.
    pub fn finish_with_table_stream(self, entries: &[(u32, [u8; 4])], keys: &str) -> Vec<u8> {
        let own = self.offsets.iter().filter(|(number, _)| entries.iter().all(|(other, _)| other != number));
        let own = own.map(|(number, offset)| {
            let offset = u16::try_from(*offset).expect("a small file").to_be_bytes();
            (*number, [1, offset[0], offset[1], 0])
        });
        let all: Vec<(u32, [u8; 4])> = own.chain(entries.iter().copied()).collect();
        let index: String = all.iter().map(|(number, _)| format!("{number} 1 ")).collect();
        let content: Vec<u8> = all.iter().flat_map(|(_, entry)| *entry).collect();
        let keys = format!("/Type/XRef/Root 1 0 R/Size 9/Index[{index}]/W[1 2 1]{keys}");
        let table = [b"98 0 obj", Self::stream(&keys, &content).as_slice(), b"endobj\n"].concat();
        self.finish_with_object(&table)
    }

    /// The file, its table these bytes.
    pub fn finish_with_object(self, table: &[u8]) -> Vec<u8> {
        let at = self.length();
        self.end(at, table)
    }

    fn end(self, at: usize, table: &[u8]) -> Vec<u8> {
        let end = format!("startxref\n{at}\n%%EOF\n");
        [START, &self.body, table, end.as_bytes()].concat()
    }
}
