//! A text that is filled and read as Markdown, as far as it makes a difference to a reader: not by the ends of its lines, by
//! blanks behind them or by where they are broken.

use serde_json::{Value, json};

use crate::prose;

/// The same for texts that print the same. What begins a line decides how it is read, so a place to fill that begins one stays
/// there, with what follows it.
pub(super) fn wording(text: &str) -> Value {
    let text = text.replace("\r\n", "\n");
    let openings: Vec<String> = text.lines().filter_map(opening).collect();
    if prose::depth(&text) > prose::MOST_DEPTH {
        return json!({ "text": text });
    }
    json!({ "prose": prose::parse(text.trim()), "openings": openings })
}

/// `{% if nævn %}-` of a line that begins so: what is left out or repeated there can make a list of the rest.
fn opening(line: &str) -> Option<String> {
    let line = line.trim_start();
    let (tag, rest) = line.strip_prefix("{%")?.split_once("%}")?;
    let words: Vec<&str> = tag.split_whitespace().collect();
    let mark = rest.trim_start().chars().next().filter(|one| !one.is_alphanumeric());
    Some(format!("{{%{}%}}{}", words.join(" "), mark.map(String::from).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_reader_sees_makes_a_difference() {
        let text = "# Indledning\n\nPlanen er en aftale\nfor {{ år }}.\n{% if nævn %}- og for nævnet{% endif %}\n\n- et\n- to\n";
        for (same, changed) in [
            (true, text.replace('\n', "\r\n")),
            (true, text.replace("aftale\n", "aftale \n")),
            (true, text.replace("to\n", "to   \n\n\n")),
            (true, text.replace("aftale\nfor", "aftale for")),
            (true, text.replace("er en aftale\nfor", "er\nen aftale for")),
            (false, text.replace("aftale\n", "aftale  \n")),
            (false, text.replace("aftale", "Aftale")),
            (false, text.replace("\n- to", " - to")),
            (false, text.replace(".\n{%", ". {%")),
            (false, text.replace("# Ind", "## Ind")),
        ] {
            assert_eq!(wording(&changed) == wording(text), same, "{changed:?}");
        }
    }
}
