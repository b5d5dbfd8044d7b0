//! Which file of the program uses which: what a `use` or a path names is followed through the modules that pass it on.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::plan::files;
use crate::support::repository;

/// The program's own files, by their paths below `src/`.
pub struct Modules {
    texts: BTreeMap<String, String>,
}

impl Modules {
    pub fn read() -> Self {
        let folder = repository("src");
        let all = files(&folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
        let texts = all.map(|path| {
            let name = path.strip_prefix(&folder).expect("below src").to_string_lossy().replace('\\', "/");
            let text = std::fs::read_to_string(&path).expect("it is text");
            // Tests inside a file use what they like.
            let own = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code = own.lines().filter(|line| !line.trim_start().starts_with("//"));
            (name, code.collect::<Vec<_>>().join("\n"))
        });
        Self { texts: texts.collect() }
    }

    /// The files that a file uses, but for those that only pass on what another holds.
    pub fn used_by(&self, file: &str) -> BTreeSet<&str> {
        let own = path_of(file);
        let mut used: BTreeSet<&str> = BTreeSet::new();
        for path in paths(&self.texts[file]) {
            let mut parts: Vec<&str> = path.split("::").collect();
            let mut base: Vec<&str> = match parts[0] {
                "crate" => Vec::new(),
                "self" | "super" => own.clone(),
                first if self.file(&[&own[..], &[first]].concat()).is_some() => own.clone(),
                _ => continue,
            };
            parts.reverse();
            while let Some(word) = parts.last() {
                match *word {
                    "crate" | "self" => {}
                    "super" => drop(base.pop()),
                    _ => break,
                }
                parts.pop();
            }
            parts.reverse();
            used.extend(self.holder(&base, &parts, 0));
        }
        used.remove(file);
        used
    }

    /// The file that holds what a path names, from a module on.
    fn holder(&self, module: &[&str], path: &[&str], passed_on: usize) -> Option<&str> {
        let file = self.file(module)?;
        let Some((first, rest)) = path.split_first() else { return Some(file) };
        let inner = [module, &[*first]].concat();
        if !rest.is_empty() && self.file(&inner).is_some() {
            return self.holder(&inner, rest, passed_on);
        }
        let again = paths(&self.texts[file]).into_iter().find(|path| {
            let is_of_a_child = path.split("::").next().is_some_and(|child| {
                child != "crate" && child != "super" && self.file(&[module, &[child]].concat()).is_some()
            });
            is_of_a_child && path.split("::").last() == Some(first)
        });
        match again.filter(|_| passed_on < 8) {
            Some(path) => self.holder(module, &path.split("::").collect::<Vec<_>>(), passed_on + 1),
            None if self.file(&inner).is_some() => self.holder(&inner, &[], passed_on),
            None => Some(file),
        }
    }

    fn file(&self, module: &[&str]) -> Option<&str> {
        let path = module.join("/");
        let names = [format!("{path}.rs"), format!("{path}/mod.rs"), "lib.rs".to_owned()];
        let found =
            names.iter().take(if module.is_empty() { 3 } else { 2 }).find_map(|name| self.texts.get_key_value(name));
        found.map(|(name, _)| name.as_str())
    }

    /// The files, of those that are looked at, that lead to each other in a circle, each circle once.
    pub fn circles(&self, is_looked_at: impl Fn(&str) -> bool) -> Vec<BTreeSet<&str>> {
        let files = || self.texts.keys().map(String::as_str).filter(|file| is_looked_at(file));
        let uses: BTreeMap<&str, BTreeSet<&str>> = files().map(|file| (file, self.used_by(file))).collect();
        let reached: BTreeMap<&str, BTreeSet<&str>> = files().map(|file| (file, reached_from(file, &uses))).collect();
        let mut circles: Vec<BTreeSet<&str>> = Vec::new();
        for (file, there) in &reached {
            let back = |other: &&&str| reached.get(**other).is_some_and(|back| back.contains(file));
            let circle: BTreeSet<&str> = there.iter().filter(back).copied().chain([*file]).collect();
            if circle.len() > 1 && !circles.contains(&circle) {
                circles.push(circle);
            }
        }
        circles
    }
}

/// All that a file uses, and what that uses; it itself only where it is used.
fn reached_from<'a>(file: &'a str, uses: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut open = vec![file];
    let mut seen = BTreeSet::new();
    while let Some(file) = open.pop() {
        open.extend(uses.get(file).into_iter().flatten().copied().filter(|used| seen.insert(*used)));
    }
    seen
}

/// `pdf/open/mod.rs` is `pdf::open`.
fn path_of(file: &str) -> Vec<&str> {
    let name = file.trim_end_matches(".rs").trim_end_matches("/mod");
    if ["lib", "main"].contains(&name) { Vec::new() } else { name.split('/').collect() }
}

/// Every path in some code: that of each name in a `use`, and those that stand in the code.
fn paths(code: &str) -> Vec<String> {
    // How far something can be seen is no use of anything.
    let code = &code.replace("pub(in crate::", "pub(");
    let mut all = Vec::new();
    for statement in code.split("use ").skip(1) {
        let statement = statement.split(';').next().unwrap_or_default();
        expand("", statement, &mut all);
    }
    let is_of_path = |one: char| one.is_alphanumeric() || one == '_' || one == ':';
    // What ends so is the head of a `use`.
    let words = code.split(|one: char| !is_of_path(one)).filter(|word| word.contains("::") && !word.ends_with("::"));
    all.extend(words.map(|word| word.trim_matches(':').to_owned()));
    all
}

/// `a::{b, c::{d, e}}` is `a::b`, `a::c::d` and `a::c::e`.
fn expand(before: &str, tree: &str, all: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, inner)) = tree.split_once('{') else {
        let name = tree.split(" as ").next().unwrap_or_default().trim();
        let path = format!("{before}{name}");
        all.push(path.trim_end_matches("::self").to_owned());
        return;
    };
    let before = format!("{before}{}", head.trim());
    let inner = inner.trim_end().strip_suffix('}').unwrap_or(inner);
    let (mut depth, mut start) = (0, 0);
    for (at, one) in inner.char_indices() {
        match one {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&before, &inner[start..at], all);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !inner[start..].trim().is_empty() {
        expand(&before, &inner[start..], all);
    }
}
