//! What holds for the code as a whole, the templates and the README, and what no lint can hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::support::plan::{ALL, files};
use crate::support::{repository, tracked};

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A path below the repository, as people write it.
fn shown(path: &Path) -> String {
    path.strip_prefix(repository("")).expect("it stands in the repository").to_string_lossy().into_owned()
}

/// The files below a folder with an ending, by their path in the repository.
fn texts(folder: &str, ending: &str) -> BTreeMap<String, String> {
    let files = files(&repository(folder)).into_iter().map(|path| (shown(&path), path));
    let texts: BTreeMap<_, _> = files.filter(|(name, _)| name.ends_with(ending)).map(|(n, p)| (n, read(&p))).collect();
    assert!(!texts.is_empty(), "{folder} holds {ending}");
    texts
}

/// A file's lines of code with their numbers: no comments, no tests.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let own = text.split("#[cfg(test)]").next().unwrap_or("");
    own.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(at, line)| (at + 1, line))
}

/// The words after a mark, as long as they are names: `crate::plan::Goal` gives `plan`.
fn names_after<'a>(line: &'a str, mark: &'a str) -> impl Iterator<Item = &'a str> {
    line.match_indices(mark).map(move |(at, _)| {
        let rest = &line[at + mark.len()..];
        &rest[..rest.find(|one: char| !one.is_alphanumeric() && one != '_').unwrap_or(rest.len())]
    })
}

/// The rooms in the order that `src/lib.rs` gives.
fn rooms() -> Vec<String> {
    let map = read(&repository("src/lib.rs"));
    let (_, list) = map.split_once("A room uses only the rooms above it in this list:").expect("the invariant");
    let (list, _) = list.split_once(".\n").expect("its end");
    list.split("[`").skip(1).filter_map(|one| one.split_once('`')).map(|(room, _)| room.to_owned()).collect()
}

#[test]
fn no_room_uses_a_later_one() {
    let rooms = rooms();
    assert!(rooms.len() >= 12, "{rooms:?}");
    let place = |room: &str| rooms.iter().position(|one| one == room);
    let mut seen = BTreeSet::new();
    for (name, text) in texts("src", ".rs") {
        let Some(room) = name.strip_prefix("src/").and_then(|rest| rest.split_once('/')).map(|(room, _)| room) else {
            continue;
        };
        let own = place(room).unwrap_or_else(|| panic!("src/lib.rs puts `{room}` in the order of rooms"));
        seen.insert(own);
        for (at, line) in code(&text) {
            assert!(!line.contains("crate::{"), "{name}:{at}: one room a line");
            for used in names_after(line, "crate::") {
                // `crate::rules` is the crate's own function.
                let used = place(used).unwrap_or(0);
                assert!(used <= own, "{name}:{at}: `{}` stands after `{room}`", rooms[used]);
            }
        }
        let depth = name.trim_end_matches("/mod.rs").matches('/').count() - 1;
        for (at, line) in code(&text) {
            let climbs = line.split("super::").count() - 1;
            assert!(!line.contains(&"super::".repeat(depth + 1)), "{name}:{at}: climbs out of `{room}` ({climbs})");
        }
    }
    assert_eq!(seen.len(), rooms.len(), "every room of the list is there");
}

#[test]
fn a_file_says_what_it_is_and_stays_small() {
    for (name, text) in texts("src", ".rs").into_iter().chain(texts("tests/suite", ".rs")) {
        assert!(text.starts_with("//!"), "{name} begins with what it is");
        let lines = text.lines().count();
        let most = if name.starts_with("src/") { 400 } else { 600 };
        assert!(lines <= most, "{name} has {lines} lines: which two things is it?");
    }
}

/// Who reads a name knows which type is meant. Each command has its own `Options`.
#[test]
fn a_type_has_a_name_of_its_own() {
    let mut seen = BTreeMap::from([("Options".to_owned(), String::new())]);
    for (file, text) in texts("src", ".rs") {
        for (at, line) in code(&text) {
            let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub"));
            let is_type = match words.next() {
                Some("struct" | "enum" | "trait") => true,
                // Indented it is a trait's.
                Some("type") => !line.starts_with(' '),
                Some(_) | None => false,
            };
            let Some(name) = words.next().filter(|_| is_type).and_then(|word| names_after(word, "").next()) else {
                continue;
            };
            let earlier = seen.insert(name.to_owned(), format!("{file}:{at}")).filter(|_| name != "Options");
            assert_eq!(earlier, None, "{file}:{at}: `{name}` is another type's name");
        }
    }
    assert!(seen.len() > 400, "{}", seen.len());
}

/// A key of the YAML is named by its record: `schema::goal::WEIGHT`.
#[test]
fn a_finding_names_no_key_by_a_text_of_its_own() {
    for (name, text) in texts("src", ".rs").into_iter().filter(|(name, _)| !name.starts_with("src/schema/")) {
        for (at, line) in code(&text) {
            assert!(!line.contains(".key(\""), "{name}:{at}: {line}");
        }
    }
}

/// The patterns beside them in the list of files are of the same names.
#[test]
fn what_files_of_a_plan_are_called_stands_in_one_place() {
    let names = read(&repository("src/schema/folder.rs"));
    let names: Vec<&str> = names.lines().filter_map(|line| line.split('"').nth(1)).collect();
    assert!(names.len() > 10);
    for (file, text) in texts("src", "rs") {
        let is_theirs = file.starts_with("src/schema/");
        for (line, text) in code(&text).filter(|(_, text)| !is_theirs && !text.contains("include_str!")) {
            let is_named = |name: &str| {
                name.ends_with(".yaml") && text.contains(&format!("\"{name}\""))
                    || text.contains(&format!(".join(\"{name}\")"))
            };
            let named = names.iter().find(|name| is_named(name));
            assert_eq!(named, None, "{file}:{line}");
        }
    }
    for file in resultatplan::schema::FILES {
        // A plan says where its goals and its budget stand.
        let own = |part: &str| part.contains('*') || ["mål", "budget.yaml"].contains(&part) || names.contains(&part);
        assert!(file.path.split('/').all(own), "{}", file.path);
    }
}

#[test]
fn only_render_knows_typst() {
    for (name, text) in texts("src", ".rs").into_iter().filter(|(name, _)| !name.starts_with("src/render/")) {
        for (at, line) in code(&text) {
            let words = line.split(|one: char| !one.is_alphanumeric() && one != '_');
            let known = words.filter(|word| ["comemo", "typst"].contains(word) || word.starts_with("typst_"));
            assert_eq!(known.count(), 0, "{name}:{at}: {line}");
        }
    }
}

/// What reads a plan's data asks the trait, so that it can be in memory or not yet saved.
#[test]
fn only_some_rooms_touch_the_disk() {
    let own = ["src/files/", "src/workspace/", "src/cli/"];
    for (name, text) in
        texts("src", ".rs").into_iter().filter(|(name, _)| !own.iter().any(|room| name.starts_with(room)))
    {
        for (at, line) in code(&text) {
            let touches = ["std::fs", "fs::", "File::open", ".canonicalize(", "symlink_metadata", "env::current_dir"];
            assert!(!touches.iter().any(|one| line.contains(one)), "{name}:{at}: {line}");
            let asks = [".is_file()", ".is_dir()", ".exists()"];
            assert!(!asks.iter().any(|one| line.contains(one)), "{name}:{at}: ask `Files`: {line}");
        }
    }
}

#[test]
fn nothing_in_the_code_is_inexact_unordered_or_of_today() {
    for (name, text) in texts("src", ".rs") {
        for (at, line) in code(&text) {
            let words = line.split(|one: char| !one.is_alphanumeric() && one != '_');
            let wrong = ["f32", "f64", "HashMap", "HashSet", "SystemTime", "Instant", "Utc", "Local", "thread_rng"];
            // What serde offers and nobody looks at.
            let is_visitor = name == "src/source/yaml.rs" && line.contains("fn visit_f64<E>(self, _: f64)");
            // The workbench alone asks what time it is, in one file: which day is due, and how long it waits for a browser.
            let is_clock = |word: &str| name == "src/serve/clock.rs" && ["SystemTime", "Instant"].contains(&word);
            let found: Vec<&str> =
                words.filter(|word| wrong.contains(word) && !is_visitor && !is_clock(word)).collect();
            assert!(found.is_empty(), "{name}:{at}: {found:?}");
        }
    }
}

/// The macros of the standard library panic where a stream is closed or full.
#[test]
fn what_is_said_is_said_in_one_place() {
    for (name, text) in texts("src", ".rs").into_iter().filter(|(name, _)| name != "src/cli/output.rs") {
        for (at, line) in code(&text) {
            let is_said = ["print!(", "println!(", "stdout()", "stderr()"].iter().any(|word| line.contains(word));
            assert!(!is_said, "{name}:{at}: by `cli::output`: {line}");
        }
    }
}

/// What a scorecard says, it says in facts: one room puts them into words, which a ministry can change.
#[test]
fn scoring_says_nothing_in_words() {
    let scoring = texts("src/score", ".rs");
    assert!(scoring.len() > 15, "{:?}", scoring.keys());
    for (name, text) in scoring {
        for (at, line) in code(&text) {
            let makes_text = ["\"", ".word(", "format!", "write!", ".to_string(", ".to_text(", "Display"];
            let found: Vec<&str> = makes_text.into_iter().filter(|one| line.contains(one)).collect();
            assert!(found.is_empty(), "{name}:{at}: {found:?}: give a fact, and let `words` say it");
        }
    }
}

/// The types that a pattern names variants of: `Some(Item::Goal(_))` gives `Item`.
fn types_of(pattern: &str) -> impl Iterator<Item = &str> {
    let is_name = |one: char| one.is_alphanumeric() || one == '_';
    pattern.match_indices("::").map(move |(at, _)| {
        let before = &pattern[..at];
        &before[before.rfind(|one| !is_name(one)).map_or(0, |end| end + 1)..]
    })
}

/// Whoever adds a kind of requirement, a figure, a document or the like is told by the compiler where to say what becomes of
/// it. Trees of YAML, prose, pages and PDF, which are read for one thing among many, are left out.
#[test]
fn no_wildcard_hides_a_new_variant() {
    const ROOMS: [&str; 10] =
        ["quantity", "plan", "amend", "lock", "load", "diff", "score", "check", "render", "workspace"];
    let is_ours = |name: &str| ROOMS.iter().any(|room| name.starts_with(&format!("src/{room}/")));
    let sources = texts("src", ".rs");
    let mut ours = BTreeSet::from(["Demand"]);
    for (_, text) in sources.iter().filter(|(name, _)| is_ours(name)) {
        ours.extend(code(text).flat_map(|(_, line)| names_after(line, "enum ")));
    }
    assert!(["Demand", "Figure", "Act", "State", "PlanDocument", "Status"].iter().all(|name| ours.contains(name)));
    let mut found = Vec::new();
    for (name, text) in &sources {
        let lines: Vec<(usize, &str)> = code(text).collect();
        let hides = |arm: &str| {
            let pattern = arm.split("=>").next().and_then(|arm| arm.split(" if ").next()).unwrap_or(arm);
            types_of(pattern).any(|name_of| ours.contains(name_of) || (name_of == "Self" && is_ours(name)))
        };
        for (place, (at, line)) in
            lines.iter().enumerate().filter(|(_, (_, line))| line.trim_start().starts_with("_ =>"))
        {
            // The other arms stand in the same column, what is in them to the right of it.
            let column = line.len() - line.trim_start().len();
            let before = lines[..place].iter().rev().map(|(_, line)| *line);
            let within =
                before.map(|line| (line.len() - line.trim_start().len(), line)).filter(|(_, line)| !line.is_empty());
            let mut arms = within.take_while(|(other, _)| *other >= column).filter(|(other, _)| *other == column);
            if arms.any(|(_, arm)| hides(arm)) {
                found.push(format!("{name}:{at}"));
            }
        }
    }
    assert!(found.is_empty(), "name the variants that are left: {found:#?}");
}

#[test]
fn layouts_are_named_or_imported_and_all_there() {
    let layouts = texts("templates/layout", ".typ");
    let mut used: BTreeSet<String> = layouts.values().flat_map(|text| imports(text)).collect();
    for made in ALL.values() {
        used.extend(made.documents.values().map(|built| format!("{}.typ", built.view.layout)));
    }
    let there: BTreeSet<String> =
        layouts.keys().filter_map(|name| Some(name.strip_prefix("templates/layout/")?.to_owned())).collect();
    assert_eq!(used, there);
}

#[test]
fn templates_of_pages_are_imported_and_all_there() {
    let mut used: BTreeSet<String> =
        ["page.html.jinja", "fragment.html.jinja", "font.css", "style.css"].map(str::to_owned).into();
    for text in texts("templates/html", ".html.jinja").values() {
        let imports = text.split("{%- from \"").skip(1);
        used.extend(imports.filter_map(|rest| rest.split_once('"')).map(|(path, _)| path.to_owned()));
    }
    let there: BTreeSet<String> = texts("templates/html", "")
        .into_keys()
        .filter_map(|name| Some(name.strip_prefix("templates/html/")?.to_owned()))
        .collect();
    assert_eq!(used, there);
}

/// `#import "look.typ": *`
fn imports(layout: &str) -> Vec<String> {
    let paths = layout.lines().filter_map(|line| line.strip_prefix("#import \""));
    paths.filter_map(|rest| rest.split_once('"')).map(|(path, _)| path.to_owned()).collect()
}

#[test]
fn every_phrase_is_used_and_every_used_phrase_is_there() {
    let phrases: BTreeMap<String, serde_json::Value> =
        serde_saphyr::from_str(&read(&repository("templates/text/ord.yaml"))).expect("ord.yaml is YAML");
    let rooms = ["src/words", "src/document", "src/cli"].map(|room| texts(room, ".rs"));
    let code: String = rooms.into_iter().flat_map(BTreeMap::into_values).collect();
    for name in phrases.keys() {
        assert!(code.contains(&format!("\"{name}\"")), "nobody says `{name}` of ord.yaml");
    }
    let mut said = BTreeSet::new();
    for call in [".word(", ".say(", ".tell("] {
        for (at, _) in code.match_indices(call) {
            let argument = code[at + call.len()..].trim_start();
            said.extend(argument.strip_prefix('"').and_then(|rest| rest.split_once('"')).map(|(name, _)| name));
        }
    }
    assert!(said.len() > 40, "{said:?}");
    for name in said {
        assert!(phrases.contains_key(name), "ord.yaml has no `{name}`");
    }
}

#[test]
fn every_standard_text_is_used_and_every_used_one_is_there() {
    let there: BTreeSet<String> = texts("templates/text", ".md.jinja")
        .into_keys()
        .filter_map(|name| Some(name.strip_prefix("templates/text/")?.strip_suffix(".md.jinja")?.to_owned()))
        .collect();
    let sections: String = texts("templates/text", "-afsnit.yaml").into_values().collect();
    let mut used: BTreeSet<String> = sections
        .split("standard: ")
        .skip(1)
        .filter_map(|rest| rest.split([',', ' ', '}']).next())
        .map(str::to_owned)
        .collect();
    for (file, constant) in [
        ("annex", "LEAD"),
        ("annual", "DECLARATION"),
        ("allonge", "LEAD"),
        ("allonge", "SIGNING"),
        ("consolidated", "LEAD"),
    ] {
        let source = read(&repository(&format!("src/document/{file}.rs")));
        let (_, name) = source.split_once(&format!("const {constant}: &str = \"")).expect("a document names its text");
        used.extend(name.split('"').next().map(str::to_owned));
    }
    // In a plan without weights another text stands in the place of one that speaks of them.
    used.extend(["mål-og-resultatkrav", "bilag"].map(|name| format!("{name}-uden-vægte")));
    used.insert("kontraktperiode-over-nytår".to_owned());
    used.insert("mål-og-resultatkrav-i-dele".to_owned());
    // And in one that is agreed with a board, of one that speaks of the department.
    used.extend(["opfølgning", "resultatløn"].map(|name| format!("{name}-bestyrelse")));
    assert_eq!(used, there);
    // A section template is one that `skabelon` can name.
    for file in texts("templates/text", "-afsnit.yaml").into_keys() {
        let name = file.trim_start_matches("templates/text/").trim_end_matches(".yaml");
        assert!(resultatplan::schema::TEMPLATES.contains(&name), "`skabelon: {name}`");
    }
}

/// Every dependency of `Cargo.toml` with the reason beside it.
fn dependencies() -> BTreeMap<String, String> {
    let manifest = read(&repository("Cargo.toml"));
    let sections = manifest
        .split("\n[")
        .filter(|section| section.starts_with("dependencies]") || section.starts_with("dev-dependencies]"));
    let lines = sections.flat_map(|section| section.lines().skip(1));
    let entries = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let dependencies: BTreeMap<_, _> = entries
        .map(|line| {
            let name = line.split(' ').next().expect("a name").to_owned();
            let (_, why) = line.split_once(" # ").unwrap_or_else(|| panic!("Cargo.toml says why {name} is here"));
            (name, why.trim().to_owned())
        })
        .collect();
    assert!(dependencies.len() > 20, "{dependencies:?}");
    dependencies
}

#[test]
fn every_dependency_has_its_reason() {
    for (name, why) in dependencies() {
        assert!(why.chars().count() > 8, "Cargo.toml says why {name} is here: {why}");
    }
}

#[test]
fn the_guide_lists_every_command() {
    for page in ["docs/commands.md", "docs/da/kommandoer.md"] {
        let guide = read(&repository(page));
        let rows = guide.lines().filter_map(|line| line.strip_prefix("| `resultatplan ")?.split([' ', '`']).next());
        let listed: BTreeSet<&str> = rows.collect();
        let command = resultatplan::cli::command();
        let there: BTreeSet<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(listed, there, "{page}");
    }
}

/// Paths that the documents tell how to make, or that are of a plan that is not the repository's.
const TO_BE_MADE: [&str; 9] = [
    "tekster/",
    "tekster/ord.yaml",
    "tekster/indledning.md.jinja",
    "out/",
    "out/manifest.json",
    "allonger/1.yaml",
    "plans/uim/siri/2025",
    "plans/uim/siri/2025-ny",
    "resultater/1-kvartal.yaml",
];

/// Each path that the documents for people name, in code or as a link, is there. Links begin at the page's own folder.
#[test]
fn every_path_of_the_documents_is_there() {
    let root = repository("");
    let mut pages: Vec<PathBuf> =
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"].map(|name| root.join(name)).into();
    pages
        .extend(tracked(&root.join("docs")).into_iter().filter(|path| path.extension().is_some_and(|end| end == "md")));
    let mut named = 0;
    // The examples of keys name files of other plans; a test reads them there.
    for page in pages.into_iter().filter(|page| !page.ends_with("keys.md") && !page.ends_with("nøgler.md")) {
        let text = read(&page);
        // What stands in a block is an example.
        let prose: String = text.split("```").step_by(2).collect();
        let is_path = |path: &&str| {
            let is_plain = path.chars().all(|one| one.is_alphanumeric() || "/._-".contains(one));
            path.contains('/')
                && is_plain
                && !path.starts_with('/')
                && !["DIR", "MAPPE"].iter().any(|name| path.contains(name))
        };
        let spans = prose.split('`').skip(1).step_by(2).filter(is_path).map(|path| (root.join(path), path));
        let links = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        let own = page.parent().expect("a page is in a folder");
        let links = links.filter(|link| !link.starts_with("http")).map(|link| (own.join(link), link));
        for (path, name) in spans.chain(links).filter(|(_, name)| !TO_BE_MADE.contains(name)) {
            assert!(path.exists(), "{} names `{name}`", shown(&page));
            named += 1;
        }
    }
    assert!(named > 60, "{named}");
}

#[test]
fn no_file_names_a_folder_of_one_machine() {
    let folders = ["work", "root", "home", "Users"].map(|folder| format!("/{folder}/"));
    let mut looked_at = 0;
    for file in tracked(&repository("")) {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        looked_at += 1;
        for folder in &folders {
            let absolute = text.match_indices(folder.as_str()).find(|(at, _)| {
                !text[..*at].ends_with(|one: char| one.is_alphanumeric() || [')', '>', '}', '.', '-'].contains(&one))
            });
            assert!(absolute.is_none(), "{} names {folder}", shown(&file));
        }
    }
    assert!(looked_at > 150, "{looked_at}");
}

/// The guide to signing names a test for each of its claims.
#[test]
fn every_test_that_the_guide_names_is_there() {
    let guide = read(&repository("docs/signing.md"));
    let tests: String = texts("tests/suite", ".rs").into_values().collect();
    let rows = guide.lines().filter(|line| line.starts_with('|') && !line.starts_with("|---"));
    let of_claims = rows.take_while(|line| !line.starts_with("| Way")).skip(1);
    let mut named = 0;
    for row in of_claims {
        let last = row.trim_end_matches('|').rsplit('|').next().map(|cell| cell.trim().trim_matches('`')).unwrap_or("");
        let is_there = if last.contains('/') {
            repository(last).is_file()
        } else {
            tests.contains(&format!("#[test]\nfn {last}() {{"))
        };
        assert!(is_there, "`{last}` holds a claim of docs/signing.md");
        named += 1;
    }
    assert!(named > 8, "{named}");
}

#[test]
fn random_cases_come_from_one_place() {
    let is_other = |name: &String| !name.ends_with("support/random.rs") && !name.ends_with("house.rs");
    let mut properties = 0;
    for (name, text) in texts("tests/suite", ".rs").into_iter().filter(|(name, _)| is_other(name)) {
        for (at, call) in text.match_indices("proptest!") {
            let rest: String = text[at + call.len()..].split_whitespace().take(2).collect();
            let is_configured = rest.starts_with("{#![proptest_config(config(") || rest.starts_with("(config(");
            assert!(is_configured && text.contains("support::random"), "{name}: {rest}: by `support::random::config`");
            properties += 1;
        }
        let own = ["ProptestConfig::", "TestRunner::", "from_entropy", "thread_rng"];
        assert!(!own.iter().any(|word| text.contains(word)), "{name}: seeds are `support::random`'s to choose");
    }
    assert!(properties >= 6, "{properties}");
}
