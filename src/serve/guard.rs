//! Who is let in: whoever has the token, by a name of this machine, from the workbench's own pages.
//!
//! A page elsewhere can make a browser ask us. It can make a name of its own mean this machine (DNS rebinding): then `Host` is
//! that name. It can send us a form: then `Origin` and `Sec-Fetch-Site` tell. It has no token, and the cookie that holds it
//! goes with no request that another site begins.

use std::net::{IpAddr, SocketAddr};

use ring::rand::{SecureRandom, SystemRandom};

use super::request::{WebRequest, WebVerb};
use crate::fingerprint::Fingerprint;

/// What a browser must show to be let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessToken(String);

/// A token that anybody could guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeakToken;

impl AccessToken {
    /// As few characters as keep anybody from guessing it.
    pub const LEAST: usize = 16;

    /// One that nobody knows. None where the machine has no chance to give.
    pub fn random() -> Option<Self> {
        let mut bytes = [0_u8; 32];
        SystemRandom::new().fill(&mut bytes).ok()?;
        Some(Self(Fingerprint::of_bytes(&bytes).to_string()))
    }

    /// One that somebody has chosen, of letters and digits.
    ///
    /// # Errors
    /// It is too short, or has other characters.
    pub fn chosen(text: &str) -> Result<Self, WeakToken> {
        let is_plain = text.chars().all(|one| one.is_ascii_alphanumeric() || "-_".contains(one));
        if is_plain && text.len() >= Self::LEAST { Ok(Self(text.to_owned())) } else { Err(WeakToken) }
    }

    /// Whether a text is it; how long that takes says nothing of where the two differ.
    fn is(&self, text: &str) -> bool {
        Fingerprint::of_bytes(text.as_bytes()) == Fingerprint::of_bytes(self.0.as_bytes())
    }

    pub fn text(&self) -> &str {
        &self.0
    }
}

/// Why somebody is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barred {
    /// By a name that is none of this machine's.
    Host,
    /// From a page that is not ours.
    Origin,
    Token,
}

/// Let in, or first to keep the token in a cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LetIn {
    Known,
    /// The cookie to be set, and the address without the token.
    New {
        cookie: String,
        address: String,
    },
}

#[derive(Debug)]
pub struct Guard {
    token: AccessToken,
    /// What the workbench listens on.
    address: SocketAddr,
    /// For the styles of this run.
    pub(super) nonce: String,
}

/// The field of the address that holds the token.
const FIELD: &str = "token";

impl Guard {
    pub fn new(token: AccessToken, address: SocketAddr) -> Self {
        let nonce = Fingerprint::of_bytes(format!("nonce {}", token.text()).as_bytes()).short();
        Self { token, address, nonce }
    }

    /// Where a browser begins.
    pub fn first_address(&self) -> String {
        let ip = self.address.ip();
        let host = if ip.is_unspecified() { IpAddr::from([127, 0, 0, 1]) } else { ip };
        format!("http://{}/?{FIELD}={}", SocketAddr::new(host, self.address.port()), self.token.text())
    }

    /// Cookies do not tell ports apart: its name does.
    fn cookie(&self) -> String {
        format!("resultatplan-{}", self.address.port())
    }

    /// Whether a request is let in.
    ///
    /// # Errors
    /// Why not.
    pub fn admit(&self, request: &WebRequest) -> Result<LetIn, Barred> {
        let host = request.header("host").filter(|host| self.is_own(host)).ok_or(Barred::Host)?;
        if !is_of_own_page(request, host) {
            return Err(Barred::Origin);
        }
        if request.cookie(&self.cookie()).is_some_and(|token| self.token.is(token)) {
            return Ok(LetIn::Known);
        }
        if request.verb == WebVerb::Get && request.query.get(FIELD).is_some_and(|token| self.token.is(token)) {
            let cookie = format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie(), self.token.text());
            return Ok(LetIn::New { cookie, address: format!("/{}", request.path.join("/")) });
        }
        Err(Barred::Token)
    }

    /// `127.0.0.1:8321`, `localhost:8321`. Where other machines may come in, any address in figures: a name can be made to mean
    /// us, an address cannot.
    fn is_own(&self, host: &str) -> bool {
        let port = self.address.port().to_string();
        let Some((name, own_port)) = host.rsplit_once(':') else { return false };
        let ip: Option<IpAddr> = name.trim_start_matches('[').trim_end_matches(']').parse().ok();
        let is_loopback = ip.is_some_and(|ip| ip.is_loopback()) || name.eq_ignore_ascii_case("localhost");
        own_port == port && (is_loopback || (!self.address.ip().is_loopback() && ip.is_some()))
    }
}

/// Whether a request comes from a page of ours, or from nobody's: an address that was typed or opened.
fn is_of_own_page(request: &WebRequest, host: &str) -> bool {
    let own = format!("http://{host}");
    let origin = request.header("origin");
    let site = request.header("sec-fetch-site");
    if origin.is_some_and(|origin| origin != own) {
        return false;
    }
    match request.verb {
        // Whoever changes something says where it comes from: every browser does.
        WebVerb::Post => match site {
            Some(site) => site == "same-origin",
            None => origin.is_some(),
        },
        WebVerb::Get => {
            let is_opened = request.header("sec-fetch-mode") == Some("navigate")
                && request.header("sec-fetch-dest").is_none_or(|place| place == "document");
            site.is_none_or(|site| ["same-origin", "none"].contains(&site) || is_opened)
        }
    }
}
