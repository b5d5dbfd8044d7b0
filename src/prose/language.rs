//! The mark of words in another language: `<span lang="en">`.

/// What ends them.
pub(super) const END: &str = "</span>";

/// The tag that a mark names: `en`, `en-GB`. None for what is no such mark.
pub(super) fn tag(html: &str) -> Option<&str> {
    let (name, rest) = html.split_once(char::is_whitespace)?;
    let quoted = rest.strip_suffix('>')?.trim().strip_prefix("lang=")?;
    let tag = ['"', '\''].iter().find_map(|quote| quoted.strip_prefix(*quote)?.strip_suffix(*quote))?;
    (name == "<span" && is_tag(tag)).then_some(tag)
}

/// A language of two or three letters, a country of two.
fn is_tag(tag: &str) -> bool {
    let (language, country) = tag.split_once('-').map_or((tag, None), |(language, country)| (language, Some(country)));
    (2..=3).contains(&language.len())
        && language.bytes().all(|one| one.is_ascii_lowercase())
        && country.is_none_or(|country| country.len() == 2 && country.bytes().all(|one| one.is_ascii_uppercase()))
}

#[test]
fn a_mark_names_a_language() {
    for (html, expected) in [
        ("<span lang=\"en\">", "en"),
        ("<span lang='de'>", "de"),
        ("<span  lang=\"en-GB\" >", "en-GB"),
        ("<span\nlang=\"kal\">", "kal"),
    ] {
        assert_eq!(tag(html), Some(expected), "{html}");
    }
    for html in [
        "<span>",
        "<span lang=en>",
        "<span lang=\"english\">",
        "<span lang=\"EN\">",
        "<span lang=\"en-gb\">",
        "<span lang=\"en-\">",
        "<span lang=\"\">",
        "<span lang=\"en\" style=\"color: red\">",
        "<div lang=\"en\">",
        "<b lang=\"en\">",
        "</span>",
    ] {
        assert_eq!(tag(html), None, "{html}");
    }
}
