//! The words that a document has as a web page or as a Word file only.

use super::view::WebPage;
use crate::words::Words;

pub(super) fn view(words: &Words) -> WebPage {
    WebPage {
        skip: words.word("gå til teksten"),
        contents: words.word("på denne side"),
        notes: words.word("fodnoter"),
        note: words.word("fodnote"),
        back: words.word("tilbage til henvisning"),
        working_copy: words.word("arbejdskopi"),
        working_copy_of: words.word("arbejdskopi af"),
        working_copy_changes: words.word("ændringer i arbejdskopi"),
    }
}
