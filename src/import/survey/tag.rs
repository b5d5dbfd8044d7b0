//! What stands in the tag of an element.

use quick_xml::events::BytesStart;

/// The greatest number by that name; the greatest of all where it is written as no number is. Read no more strictly than the
/// reader of workbooks reads it, which must not find one that was not found here.
pub(super) fn number(tag: &str, key: &str) -> Option<u64> {
    tag.split(key).skip(1).filter_map(quoted).map(|text| text.trim().parse().unwrap_or(u64::MAX)).max()
}

/// What stands in quotes behind the equals sign.
fn quoted(behind: &str) -> Option<&str> {
    let text = behind.trim_start().strip_prefix('=')?.trim_start();
    let quote = text.chars().next().filter(|one| "\"'".contains(*one))?;
    text[1..].split(quote).next()
}

/// An attribute's value, whatever the prefix of its name: `r:id`.
pub(super) fn value(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.attributes().flatten().find(|one| one.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&attribute.value).ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_number_by_a_name_is_found() {
        for (tag, found) in [
            ("sst", None),
            ("sst count=\"9\" uniqueCount=\"7\"", Some(7)),
            ("sst a=b uniqueCount = ' 7 ' uniqueCount=\"8\"", Some(8)),
            ("sst uniqueCount=\"99999999999999999999\"", Some(u64::MAX)),
            ("sst uniqueCount=\"&#49;0\"", Some(u64::MAX)),
            ("sst uniqueCount=7", None),
        ] {
            assert_eq!(number(tag, "uniqueCount"), found, "{tag}");
        }
    }
}
