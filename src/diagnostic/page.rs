//! A rule's page in Danish. The examples stand once, in the English page; the Danish one says where they go.

use super::Severity;

/// In a Danish page: here stand the examples that stand together in the English one.
const EXAMPLES: &str = "<!-- eksempler -->";

/// The Danish page with the examples of the English one.
pub(super) fn with_examples(danish: &str, english: &str) -> String {
    let mut examples = examples(english).into_iter();
    let line_or_examples = |line: &str| {
        let here = if line == EXAMPLES { examples.next() } else { None };
        here.unwrap_or_else(|| format!("{line}\n"))
    };
    danish.lines().map(line_or_examples).collect()
}

/// The examples of an English page as the Danish one has them: those with nothing said between them are one text.
fn examples(page: &str) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    let (mut is_inside, mut goes_on) = (false, false);
    for line in page.lines() {
        let is_fence = line.starts_with("```");
        if is_fence || is_inside {
            let begins = is_fence && !is_inside;
            let own = format!("{}{}\n", if begins && goes_on { "\n" } else { "" }, in_danish(line));
            match texts.last_mut() {
                Some(text) if goes_on => text.push_str(&own),
                _ => texts.push(own),
            }
            goes_on = true;
        } else if !line.is_empty() {
            goes_on = false;
        }
        is_inside ^= is_fence;
    }
    texts
}

/// What an example is, and how what is found on a line of it is marked: `# error`, `<!-- error -->`.
fn in_danish(line: &str) -> String {
    if line.starts_with("```") {
        return line.replace(" given ", " givet ").replace(" bad ", " forkert ").replace(" good ", " rigtigt ");
    }
    Severity::ALL.into_iter().fold(line.to_owned(), |line, level| {
        let marked = [("# ", ""), ("<!-- ", " -->")].into_iter().find_map(|(begin, end)| {
            let own = line.strip_suffix(&format!("{begin}{}{end}", level.name()))?;
            Some(format!("{own}{begin}{}{end}", level.word()))
        });
        marked.unwrap_or(line)
    })
}
