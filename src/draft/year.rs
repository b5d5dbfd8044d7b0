//! Next year's plan from this year's: the files as they are, with dates and deadlines moved on.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::modeline::with_modelines;
use super::{DraftFiles, MARK};
use crate::language::{Message, say};
use crate::plan::{Plan, Signed, Signer};
use crate::schema::{self, folder};
use crate::source::{At, NodeKind, Sources};
use crate::write::{Map, Value, goal, plan_files, signer};

/// Keys whose years move on with the plan.
const DATED: [&str; 5] = ["titel", "år", "periode", "måles", "frist"];
/// Keys that hold a target, or a day: someone must look at them.
const TARGETS: [&str; 9] = ["mindst", "højst", "under", "over", "præcis", "mellem", "inden for", "frist", "måles"];
/// What is of the old year alone, beside what the program keeps of it.
const LEFT: [&str; 3] = [folder::ALLONGER, folder::RESULTS, folder::ANNUAL_REPORT];

/// A plan, the files it was read from, and the year that it is to be moved to.
#[derive(Debug, Clone, Copy)]
pub struct Move<'a> {
    pub folder: &'a Path,
    pub sources: &'a Sources,
    pub signed: &'a Plan,
    /// As it reads when its period ends.
    pub latest: &'a Plan,
    pub to: i32,
    /// The ministry has set that year's koncernfælles goals already.
    pub shared_are_set: bool,
}

/// The files of the new plan and, where the ministry has none yet, of that year's koncernfælles goals; and what a reader must
/// know of them. Paths begin at the ministry's folder.
pub fn next_year(work: &Move) -> (DraftFiles, Vec<Message>) {
    let (signed, latest) = (work.signed, work.latest);
    let plan = Path::new(&signed.institution.slug).join(work.to.to_string());
    let is_amended = signed != latest;
    let own = of_plan(work);
    let mut remarks = Vec::new();
    let mut files = DraftFiles::new();
    let written = if is_amended {
        remarks.push(say!("draft.allonger"));
        let texts = own.into_iter().filter(|(path, _)| path.starts_with(folder::TEXTS));
        plan_files(latest).into_iter().map(|(path, text)| (PathBuf::from(path), text)).chain(texts).collect()
    } else {
        own
    };
    for (path, text) in written {
        let text = if is_yaml(&path) {
            moved(&text, work)
        } else {
            remarks.extend(lines_to_look_over(&path, &text, work.signed.year));
            text
        };
        let text = match path.to_str() {
            Some(folder::PLAN) => opened(&text, work),
            // What was paid was paid for the old year.
            Some(folder::PAY) => without(&text, schema::pay::DECISION.name()),
            _ => text,
        };
        files.insert(plan.join(path), text);
    }
    shared(work, &mut files, &mut remarks);
    (with_modelines(files), remarks)
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml")
}

/// The files below the plan's folder that it was read from, but for those of the old year.
fn of_plan(work: &Move) -> DraftFiles {
    let files = work.sources.files().filter(|(_, file)| !file.is_template && !file.is_unread);
    let inside = files.filter_map(|(_, file)| Some((file.path.strip_prefix(work.folder).ok()?, &file.text)));
    let kept = inside.filter(|(path, _)| !LEFT.iter().chain(&folder::KEPT).any(|left| path.starts_with(left)));
    kept.map(|(path, text)| (path.to_owned(), text.clone())).collect()
}

/// What the ministry sets for all its institutions.
fn shared(work: &Move, files: &mut DraftFiles, remarks: &mut Vec<Message>) {
    let (old, new) = (work.signed.year, work.to);
    if !work.signed.goals().any(|(_, goal)| goal.is_shared) {
        return;
    }
    let shared =
        |plan: &Plan| plan.goals().filter(|(_, one)| one.is_shared).map(|(_, one)| goal(one)).collect::<Vec<_>>();
    if shared(work.signed) != shared(work.latest) {
        remarks.push(say!("draft.shared-changed"));
    }
    if work.shared_are_set {
        remarks.push(say!("draft.shared-there", new = new));
        return;
    }
    let Some(ministry) = work.folder.parent().and_then(Path::parent) else { return };
    remarks.push(say!("draft.shared-new", new = new));
    for (_, file) in work.sources.files() {
        let Ok(path) = file.path.strip_prefix(ministry.join(folder::SHARED)) else { continue };
        let rest = path.strip_prefix(old.to_string());
        let path = match rest {
            Ok(rest) => PathBuf::from(new.to_string()).join(rest),
            Err(_) if path == Path::new(&format!("{old}.yaml")) => PathBuf::from(format!("{new}.yaml")),
            // It belongs to no year.
            Err(_) => continue,
        };
        let text = moved(&file.text, work).replace(&format!("- {old}/"), &format!("- {new}/"));
        files.insert(Path::new(folder::SHARED).join(path), text);
    }
}

/// A file of YAML with the years of its dates moved on, and its targets marked for a look.
fn moved(text: &str, work: &Move) -> String {
    let mut sources = Sources::default();
    let file = sources.add_file(Path::new(""), text.to_owned());
    let (Some(root), _) = sources.read_yaml(file) else { return text.to_owned() };
    let mut scalars = Vec::new();
    walk(&sources, root, "", &mut scalars);
    let ends = |span: &Range<usize>| text.get(..span.end).unwrap_or(text).matches('\n').count();
    let marked: BTreeSet<usize> =
        scalars.iter().filter(|(key, _)| TARGETS.contains(&key.as_str())).map(|(_, span)| ends(span)).collect();
    // A `#` inside a text begins no comment.
    let years = years_by_line(&scalars, text, work.signed.year);
    let commented: BTreeSet<usize> = text
        .match_indices(" #")
        .filter(|(at, _)| !scalars.iter().any(|(_, span)| span.contains(at)))
        .map(|(at, _)| ends(&(at..at)))
        .collect();
    let mut moved = text.to_owned();
    scalars.retain(|(key, _)| DATED.contains(&key.as_str()));
    scalars.sort_by_key(|(_, span)| std::cmp::Reverse(span.start));
    for (_, span) in scalars {
        if let Some(old) = text.get(span.clone()) {
            moved.replace_range(span, &move_years(old, work.to - work.signed.year));
        }
    }
    let line = |(at, line): (usize, &str)| {
        let mark = match years.get(&at) {
            Some(years) => format!("{MARK}: {}", listed(years)),
            None if marked.contains(&at) => MARK.to_owned(),
            None => return format!("{line}\n"),
        };
        if commented.contains(&at) { format!("{line}; {mark}\n") } else { format!("{line:<34} # {mark}\n") }
    };
    moved.lines().enumerate().map(line).collect()
}

/// The years that texts name, by the lines that can hold a comment on them: that of the end of a text, or of the `|` before it.
fn years_by_line(scalars: &[(String, Range<usize>)], text: &str, old: i32) -> BTreeMap<usize, BTreeSet<i32>> {
    let mut found: BTreeMap<usize, BTreeSet<i32>> = BTreeMap::new();
    for (_, span) in scalars.iter().filter(|(key, _)| !DATED.contains(&key.as_str())) {
        let years = years_named(text.get(span.clone()).unwrap_or_default(), old);
        // A block's own lines can hold no comment; that of its `|` can.
        let before = text.get(..span.start).unwrap_or_default();
        let head = before.trim_end_matches([' ', '\n', '\r']);
        let is_block = head.len() < before.trim_end_matches(' ').len()
            && head.trim_end_matches(['+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']).ends_with(['|', '>']);
        let line = if is_block { head } else { text.get(..span.end).unwrap_or(before) }.matches('\n').count();
        if !years.is_empty() {
            found.entry(line).or_default().extend(years);
        }
    }
    found
}

/// The plan's year and those beside it, where a text names them: whether they move on too, a person must say.
fn years_named(text: &str, old: i32) -> BTreeSet<i32> {
    let words = text.split(|one: char| !one.is_alphanumeric()).filter(|word| word.len() == 4);
    words.filter_map(|word| word.parse().ok()).filter(|year| (old - 1..=old + 1).contains(year)).collect()
}

fn lines_to_look_over(path: &Path, text: &str, old: i32) -> Option<Message> {
    let lines = text.lines().zip(1..).filter(|(line, _)| !years_named(line, old).is_empty());
    let lines: BTreeSet<i32> = lines.map(|(_, number)| number).collect();
    let years = years_named(text, old);
    let tell = || {
        say!(
            "draft.look-over",
            path = path.display(),
            names = listed(&years),
            lines = listed(&lines),
            one = lines.len() == 1
        )
    };
    (!lines.is_empty()).then(tell)
}

fn listed(numbers: &BTreeSet<i32>) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Every scalar with the key that it stands under.
fn walk(sources: &Sources, at: At, key: &str, scalars: &mut Vec<(String, Range<usize>)>) {
    let Some(node) = sources.node(at) else { return };
    match &node.kind {
        NodeKind::Scalar(_) => scalars.push((key.to_owned(), node.span.clone())),
        NodeKind::List(items) => items.iter().for_each(|item| walk(sources, *item, key, scalars)),
        NodeKind::Map(entries) => entries.iter().for_each(|entry| walk(sources, entry.value, &entry.name, scalars)),
        NodeKind::Empty => {}
    }
}

/// The years in a text so many years on. The 29th of February becomes the 28th where there is none.
fn move_years(text: &str, by: i32) -> String {
    let mut moved = String::new();
    let mut digits = String::new();
    // The year that a `/` stands behind: `2024/25` is the year that ends in the next.
    let mut begun: Option<i32> = None;
    for one in text.chars().map(Some).chain([None]) {
        match one.filter(char::is_ascii_digit) {
            Some(digit) => digits.push(digit),
            None => {
                let year = digits.parse::<i32>().ok().filter(|year| digits.len() == 4 && (1000..=9999).contains(year));
                let ends = |year: &i32| digits.len() == 2 && digits.parse() == Ok((year + 1).rem_euclid(100));
                match (year, begun.filter(ends)) {
                    (Some(year), _) => moved.push_str(&(year + by).to_string()),
                    (None, Some(begun)) => moved.push_str(&format!("{:02}", (begun + by + 1).rem_euclid(100))),
                    (None, None) => moved.push_str(&digits),
                }
                begun = year.filter(|_| one == Some('/'));
                if let Some(year) = year.filter(|year| NaiveDate::from_ymd_opt(year + by, 2, 29).is_none()) {
                    moved = moved.replace(&format!("29. februar {}", year + by), &format!("28. februar {}", year + by));
                }
                digits.clear();
                moved.extend(one);
            }
        }
    }
    match moved.parse::<crate::quantity::Date>() {
        Err(_) if moved.ends_with("-02-29") => moved.replace("-02-29", "-02-28"),
        _ => moved,
    }
}

/// `plan.yaml` as a draft that nobody has signed.
fn opened(text: &str, work: &Move) -> String {
    let (plan, old) = (work.latest, work.signed.year);
    let of_old = [schema::plan::SIGNERS.name(), schema::plan::SOURCE.name(), schema::plan::STATE.name()];
    let text = of_old.iter().fold(text.to_owned(), |text, key| without(&text, key));
    let mut map = Map::default();
    let unsigned = plan.signers.iter().map(|one| Signer { signed: Signed::NotYet, ..one.clone() });
    let unsigned = unsigned.map(|one| Value::Map(signer(&one, plan.sides())));
    map.put(schema::plan::SIGNERS, Value::List(unsigned.collect()));
    let signing = if plan.signers.is_empty() { String::new() } else { map.to_yaml(0) };
    format!(
        "# Udkast efter planen for {old}. {MARK}: tekster, budget og hvem der skriver under; mål er mærket linje for linje.\n{text}status: udkast\n{signing}"
    )
}

/// A file without one of its own keys and what stands under it.
fn without(text: &str, key: &str) -> String {
    let mut is_inside = false;
    let kept = text.lines().filter(|line| {
        let begins = !line.starts_with([' ', '-']) && !line.is_empty();
        if begins {
            is_inside = line.starts_with(&format!("{key}:"));
        }
        !is_inside
    });
    kept.map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_move_on_and_other_figures_stay() {
        for (old, new) in [
            ("1. januar 2024 til 31. december 2024", "1. januar 2025 til 31. december 2025"),
            ("29. februar 2024", "28. februar 2025"),
            ("2024-02-29", "2025-02-28"),
            ("udgangen af 2. kvartal", "udgangen af 2. kvartal"),
            ("Plan 2024 (nr. 12345)", "Plan 2025 (nr. 12345)"),
            ("Resultatkontrakt 2024/25, bilag 3/24", "Resultatkontrakt 2025/26, bilag 3/24"),
            ("1. kvartal 1999/00 og 2024/11", "1. kvartal 2000/01 og 2025/11"),
        ] {
            assert_eq!(move_years(old, 1), new);
        }
    }
}
