//! Comments in YAML that is there already.

/// Adds a comment to the end of each line that one is given for. A line that has a comment keeps it.
pub(super) fn at_ends(yaml: &str, comment: impl Fn(&str) -> Option<&'static str>) -> String {
    let line = |line: &str| match comment(line) {
        Some(comment) if line.contains(" # ") => format!("{line}; {comment}\n"),
        Some(comment) => format!("{line:<34} # {comment}\n"),
        None => format!("{line}\n"),
    };
    yaml.lines().map(line).collect()
}
