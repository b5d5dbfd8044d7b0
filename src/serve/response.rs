//! What is answered: a status, a kind, bytes, and the headers that keep a page to itself.

/// An answer.
#[derive(Debug)]
pub struct WebResponse {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: ResponseBody,
}

#[derive(Debug)]
pub enum ResponseBody {
    Whole(Vec<u8>),
    /// Stays open, and tells of each change.
    Events,
}

/// A printed document.
pub(super) const PDF: &str = "application/pdf";

impl WebResponse {
    pub fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("Content-Type", kind.to_owned())], body: ResponseBody::Whole(body.into()) }
    }

    pub fn html(status: u16, page: String) -> Self {
        Self::new(status, "text/html; charset=utf-8", page)
    }

    pub fn json(value: &serde_json::Value) -> Self {
        Self::new(200, "application/json", value.to_string())
    }

    /// To another page, after something was done or a token was taken.
    pub fn to(address: &str) -> Self {
        let mut response = Self::new(303, "text/plain", "");
        response.headers.push(("Location", address.to_owned()));
        response
    }

    pub fn events() -> Self {
        let headers = vec![("Content-Type", "text/event-stream".to_owned())];
        Self { status: 200, headers, body: ResponseBody::Events }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// A header, as it is sent.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// What is in it, as text.
    pub fn text(&self) -> String {
        match &self.body {
            ResponseBody::Whole(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            ResponseBody::Events => String::new(),
        }
    }

    /// With what tells a browser to run nothing but our own files, to ask nobody else, and to let nobody frame or keep it.
    /// `nonce` is for the styles that the editor makes.
    #[must_use]
    pub(super) fn guarded(mut self, nonce: &str) -> Self {
        let policy = if self.header("Content-Type") == Some(PDF) {
            // A browser shows it on a page of its own, with styles of its own; nothing in it is ours to run.
            "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'"
                .to_owned()
        } else {
            format!(
                "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; font-src \
                 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
            )
        };
        self.headers.extend([
            ("Content-Security-Policy", policy),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("X-Frame-Options", "DENY".to_owned()),
            // By `no-referrer` a browser would say of our own forms that they come from nowhere.
            ("Referrer-Policy", "same-origin".to_owned()),
            ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
            ("Cross-Origin-Resource-Policy", "same-origin".to_owned()),
        ]);
        if self.header("Cache-Control").is_none() {
            self.headers.push(("Cache-Control", "no-store".to_owned()));
        }
        self
    }
}
