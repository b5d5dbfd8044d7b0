//! What a browser asks, once it is read: a method, a path, named fields, a body. Whoever makes one by hand can ask the workbench
//! without a network.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

/// What a request wants: to look, or to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebVerb {
    Get,
    Post,
}

/// A request, its path without `%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebRequest {
    pub verb: WebVerb,
    /// The parts between its slashes; none of them is empty, `.` or `..`.
    pub path: Vec<String>,
    pub query: SentFields,
    /// By their names in small letters.
    headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

/// What was sent is no request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MalformedRequest;

impl WebRequest {
    /// A request for an address such as `/plan/uim/siri/2023?vis=fund`.
    ///
    /// # Errors
    /// An address that is none, or that climbs; a header that stands there twice.
    pub fn new(verb: WebVerb, address: &str, headers: &[(&str, &str)], body: &[u8]) -> Result<Self, MalformedRequest> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let path = path.strip_prefix('/').ok_or(MalformedRequest)?;
        let parts = path.split('/').filter(|part| !part.is_empty()).map(decoded);
        let path = parts.collect::<Option<Vec<String>>>().ok_or(MalformedRequest)?;
        if path.iter().any(|part| is_no_name(part)) {
            return Err(MalformedRequest);
        }
        let mut own = BTreeMap::new();
        for (name, value) in headers {
            if own.insert(name.to_ascii_lowercase(), (*value).to_owned()).is_some() {
                return Err(MalformedRequest);
            }
        }
        Ok(Self { verb, path, query: SentFields::of(query), headers: own, body: body.to_vec() })
    }

    /// The same with a body.
    #[must_use]
    pub fn with_body(self, body: Vec<u8>) -> Self {
        Self { body, ..self }
    }

    /// A header, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// A cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let pairs = self.header("cookie")?.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.filter(|(own, _)| *own == name).map(|(_, value)| value).next()
    }

    /// The fields of a form that was sent as most are.
    pub fn form(&self) -> SentFields {
        std::str::from_utf8(&self.body).map(SentFields::of).unwrap_or_default()
    }

    /// The parts of a form with files.
    pub fn parts(&self) -> Vec<FormPart<'_>> {
        let of_parts =
            |header: &'_ str| Some(header.strip_prefix("multipart/form-data")?.split_once("boundary=")?.1.to_owned());
        self.header("content-type").and_then(of_parts).map(|boundary| split(&self.body, &boundary)).unwrap_or_default()
    }
}

/// What no file and no folder of a plan is called.
fn is_no_name(part: &str) -> bool {
    [".", ".."].contains(&part) || part.contains(['/', '\\', '\0'])
}

/// Without `%`. None where that is no text.
fn decoded(text: &str) -> Option<String> {
    Some(percent_decode_str(text).decode_utf8().ok()?.into_owned())
}

/// Named values, as a form or an address has them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SentFields(Vec<(String, String)>);

impl SentFields {
    fn of(text: &str) -> Self {
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let plain = |text: &str| decoded(&text.replace('+', " "));
            Some((plain(name)?, plain(value)?))
        };
        Self(text.split('&').filter(|pair| !pair.is_empty()).filter_map(pair).collect())
    }

    /// The first value of a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.all().find(|(own, _)| *own == name).map(|(_, value)| value)
    }

    /// The same, where it says anything.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Every name with its value, in their order.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// A field of a form with files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPart<'a> {
    pub name: String,
    /// None where it is no file.
    pub file_name: Option<String>,
    pub bytes: &'a [u8],
}

/// The parts between the lines that divide them.
fn split<'a>(body: &'a [u8], boundary: &str) -> Vec<FormPart<'a>> {
    let line = format!("--{}", boundary.trim().trim_matches('"'));
    let mut parts = Vec::new();
    let mut rest = body;
    while let Some(at) = find(rest, line.as_bytes()) {
        let own = rest[..at].strip_suffix(b"\r\n").unwrap_or(&rest[..at]);
        parts.extend(part(own));
        rest = &rest[at + line.len()..];
    }
    parts
}

fn part(bytes: &[u8]) -> Option<FormPart<'_>> {
    let bytes = bytes.strip_prefix(b"\r\n")?;
    let at = find(bytes, b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..at]).ok()?;
    let disposition = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let named = |name: &str| {
        let (_, rest) = disposition.split_once(&format!("; {name}=\""))?;
        Some(rest.split('"').next()?.to_owned())
    };
    Some(FormPart { name: named("name")?, file_name: named("filename"), bytes: &bytes[at + 4..] })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(address: &str) -> Result<Vec<String>, MalformedRequest> {
        WebRequest::new(WebVerb::Get, address, &[], b"").map(|request| request.path)
    }

    #[test]
    fn a_path_climbs_nowhere_however_it_is_written() {
        assert_eq!(path("/fil/m%C3%A5l/1.1.yaml?a=b").unwrap(), ["fil", "mål", "1.1.yaml"]);
        for address in ["/../a", "/a/%2e%2e/b", "/a/..%2fb", "/a/%5c..", "/a/%00", "a", "http://a/b", "/%ff"] {
            assert_eq!(path(address), Err(MalformedRequest), "{address}");
        }
    }

    #[test]
    fn fields_are_read_as_forms_write_them() {
        let fields = SentFields::of("a=1+2&b=%C3%A6&tom=&c");
        assert_eq!(fields.all().collect::<Vec<_>>(), [("a", "1 2"), ("b", "æ"), ("tom", ""), ("c", "")]);
        assert_eq!((fields.get("tom"), fields.filled("tom"), fields.get("d")), (Some(""), None, None));
    }

    #[test]
    fn a_file_is_taken_out_of_its_form_byte_for_byte() {
        let body =
            b"--x\r\nContent-Disposition: form-data; name=\"fil\"; filename=\"a.pdf\"\r\n\r\n%PDF\r\n\xff\r\n--x--\r\n";
        let headers = [("Content-Type", "multipart/form-data; boundary=x")];
        let request = WebRequest::new(WebVerb::Post, "/", &headers, body).unwrap();
        let part = FormPart { name: "fil".to_owned(), file_name: Some("a.pdf".to_owned()), bytes: b"%PDF\r\n\xff" };
        assert_eq!(request.parts(), [part]);
    }
}
