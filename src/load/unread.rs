//! Files of a plan's folder that nothing has read: one that nearly has a known name was meant to be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::nearest;
use crate::files::{FileType, composed, ending, is_named};
use crate::language::say;
use crate::schema::folder;
use crate::source::Place;

use super::reader::Reader;
use super::rules;

/// The names that are looked for in a plan's folder.
const KNOWN: [&str; 9] = [
    folder::PLAN,
    folder::ANNUAL_REPORT,
    folder::PAY,
    folder::LOCK,
    folder::SIGNATURES,
    folder::MAPPING,
    folder::RESULTS,
    folder::ALLONGER,
    folder::TEXTS,
];
/// Folders within folders: more than any plan has.
const MOST_DEPTH: usize = 4;

/// Tells of each of them once, when all that belongs to a plan is read.
pub(super) fn tell(reader: &mut Reader, folder: &Path) {
    let read = reader.read_paths();
    let mut unread = Vec::new();
    find(reader, folder, 0, &read, &mut unread);
    // By whichever path it was read.
    if !unread.is_empty() {
        let real: BTreeSet<PathBuf> = read.iter().filter_map(|path| reader.real(path)).collect();
        unread.retain(|path| !reader.real(path).is_some_and(|path| real.contains(&path)));
    }
    for path in unread {
        let file = reader.sources.name_file(&path);
        let place = Place::File { file, span: 0..0 };
        let name = path.strip_prefix(folder).unwrap_or(&path);
        let first = name.iter().next().map(|name| composed(&name.to_string_lossy())).unwrap_or_default();
        // `aarsrapport.yml` is near by its name, its ending apart.
        let stem = |name: &str| name.trim_end_matches(".yaml").trim_end_matches(".yml").to_owned();
        let stems = KNOWN.map(stem);
        let meant = nearest(&stem(&first), stems.iter().map(String::as_str))
            .and_then(|near| KNOWN.iter().find(|known| stem(known) == near))
            .filter(|known| **known != first);
        reader.push(match meant {
            Some(known) => rules::FILE_MISNAMED
                .finding(place, say!("unread", name = name.display()))
                .help(say!("unread.near", known = known)),
            None => rules::FILE_UNREAD.finding(place, say!("unread", name = name.display())).help(say!("unread.help")),
        });
    }
}

/// What is written for a program to read, and was not read.
fn find(reader: &Reader, folder: &Path, depth: usize, read: &BTreeSet<PathBuf>, unread: &mut Vec<PathBuf>) {
    for path in reader.inside_of(folder) {
        let is_hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        let is_text = matches!(ending(&path).as_deref(), Some("yaml" | "yml" | "md"));
        match reader.file_type(&path) {
            Some(FileType::Folder) if !is_hidden && depth < MOST_DEPTH => find(reader, &path, depth + 1, read, unread),
            Some(FileType::File | FileType::Link)
                if !is_hidden && is_text && !is_known(&path) && !read.contains(&path) =>
            {
                unread.push(path)
            }
            _ => {}
        }
    }
}

/// How an agency's files are read is asked for by `import` alone; a README is for people.
fn is_known(path: &Path) -> bool {
    is_named(path, folder::MAPPING) || is_named(path, "README.md") || is_named(path, "LÆSMIG.md")
}
