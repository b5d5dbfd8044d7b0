//! Addresses outside the document.

use super::{Inline, inline_text};

/// Whether a link leads there: a web page or a mailbox, in the letters that every reader of a PDF takes.
pub(super) fn is_address(url: &str) -> bool {
    let is_site = |rest: &str| rest.starts_with(|first: char| first.is_ascii_alphanumeric());
    let is_known = ["https://", "http://"].iter().any(|scheme| url.strip_prefix(scheme).is_some_and(is_site))
        || url.strip_prefix("mailto:").is_some_and(|rest| is_site(rest) && rest.contains('@'));
    is_known && url.chars().all(|one| one.is_ascii_graphic())
}

/// What must stand beside the words of a link where it cannot be followed: its address, unless the words are it.
pub fn unsaid_address<'a>(url: &'a str, body: &[Inline]) -> Option<&'a str> {
    let words = inline_text(body);
    let bare = ["https://", "http://", "mailto:"].iter().find_map(|scheme| url.strip_prefix(scheme)).unwrap_or(url);
    let is_said = [url, bare].iter().any(|own| own.trim_end_matches('/') == words.trim().trim_end_matches('/'));
    (!is_said).then(|| url.strip_prefix("mailto:").unwrap_or(url))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_and_mailboxes_are_addresses() {
        for url in ["https://siri.dk", "http://siri.dk/a?b=1&c=(2)#d", "mailto:post@siri.dk"] {
            assert!(is_address(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "www.siri.dk",
            "#mål",
            "//siri.dk",
            "https://",
            "https:///sti",
            "https://siri.dk/a b",
            "https://siri.dk/sø",
            "https://siri.dk/\u{7}",
            "mailto:post",
            "",
        ] {
            assert!(!is_address(url), "{url}");
        }
    }

    #[test]
    fn an_address_is_told_once() {
        let of = |url, words: &str| unsaid_address(url, &[Inline::Text(words.to_owned())]).map(str::to_owned);
        assert_eq!(of("https://siri.dk/a", "vejledningen").as_deref(), Some("https://siri.dk/a"));
        assert_eq!(of("mailto:post@siri.dk", "postkassen").as_deref(), Some("post@siri.dk"));
        assert_eq!(of("https://siri.dk/a", "siri.dk").as_deref(), Some("https://siri.dk/a"));
        for (url, words) in [
            ("https://siri.dk/a", "https://siri.dk/a"),
            ("https://siri.dk/", "siri.dk"),
            ("mailto:post@siri.dk", "post@siri.dk"),
        ] {
            assert_eq!(of(url, words), None, "{url}");
        }
    }
}
