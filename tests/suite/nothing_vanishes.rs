//! Everything that an author writes is printed: each text and each figure of a plan's files is looked for in the
//! documents that should print it, by what YAML says alone, not by what the program makes of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use resultatplan::document::view::{Document, PageBlock, RequirementPiece};
use resultatplan::plan::PlanDocument;
use resultatplan::quantity::month_name;
use serde_json::Value;

use crate::support::pdf::Pdf;
use crate::support::plan::{ALL, Copy, build, errors, files, views};
use crate::support::printed::{Printed, is_annex};
use crate::support::text::{numbers, shows, squeezed};

/// What is written and not printed, by the end of its path: words that choose or combine, and notes to the next author.
const NOT_PRINTED: [&str; 28] = [
    "plan skabelon",
    "plan kvartaler",   // the months of its quarters are
    "sammenlignes som", // what is so much more or less, or so much of the other, is worded so
    "plan dokumenter",
    "bilag metoderne", // how the annex is set
    "bilag kolonnehoveder",
    "i indholdsfortegnelsen", // what the contents list
    "plan status",
    "plan kilde",
    "plan budget", // a path
    "påtegning for",
    "påtegning bemærkning",    // why something is open
    "påtegning dato ulæselig", // printed as an open line
    "afsnit fil",              // a path; the file itself is read
    "afsnit kun for",
    "afsnit ikke for",
    "afsnit udgår",
    "afsnit påtegnes", // the lines to sign on are there
    "målgrupper vægt", // held against the sum; the sum is printed
    "målgrupper mål",  // paths, or `koncernfælles`
    "shared år",
    "shared vægt",
    "shared mål", // paths
    "budget afsnit",
    "ministry kortnavn",
    "ministry udseende farve",
    "institution slags",
    "samles", // as a sentence of its own
];

/// As a word in a sentence: `uret starter: ansøgning` is `Tiden regnes fra ansøgningstidspunktet.`
const REWORDED: [&str; 2] = ["uret starter", "omregning"];

/// What a requirement's own wording stands in place of.
const SHAPES: [&str; 7] = ["sager", "hverdage", "opkald", "henvendelser", "værdi", "antal", "niveau"];

const QUANTITIES: [&str; 18] = [
    "vægt",
    "antaget",
    "mindst",
    "højst",
    "under",
    "over",
    "præcis",
    "mellem",
    "inden for",
    "måles",
    "frist",
    "dato",
    "periode",
    "år",
    "fra",
    "opfyldelse",
    "beløb",
    "i alt",
];

const PROSE: [&str; 14] = [
    "fodnote",
    "tekst",
    "mål",
    "indledning",
    "bemærkning",
    "bemærkninger",
    "baggrund",
    "leverance",
    "vurdering",
    "ordlyd",
    "formål",
    "opfyldt når",
    "metode",
    "rapportering",
];

/// What only the contract says.
const CONTRACT_ONLY: [&str; 13] = [
    "goal fodnote",
    "plan bestyrelse",
    "plan målgrupper fodnote",
    "plan periode",
    "plan direktør",
    "plan år",
    "plan afsnit",
    "plan påtegning",
    "plan målgrupper nr",
    "plan målgrupper tekst",
    "plan målgrupper baggrund",
    "ministry navn",
    "ministry departement",
];

/// A piece of what was written, and where it should be printed.
#[derive(Debug)]
struct Written {
    path: String,
    /// The goal it is a part of.
    goal: Option<String>,
    content: Content,
    contract: bool,
    annex: bool,
}

#[derive(Debug)]
enum Content {
    Text(String),
    Numbers(Vec<String>),
}

#[derive(Clone, Default)]
struct Walker {
    path: Vec<String>,
    goal: Option<String>,
    /// `styrelse` or `nævn`: some sections are not for all.
    kind: String,
}

impl Walker {
    fn at(&self, key: &str) -> Self {
        Self { path: [self.path.clone(), vec![key.to_owned()]].concat(), ..self.clone() }
    }

    /// Whether the path ends in these words, or runs through them from its beginning.
    fn is(&self, pattern: &str) -> bool {
        let path = self.path.join(" ");
        path.ends_with(pattern) && (path.len() == pattern.len() || path[..path.len() - pattern.len()].ends_with(' '))
    }

    fn is_within(&self, pattern: &str) -> bool {
        self.path.join(" ").contains(pattern)
    }

    fn walk(&self, value: &Value, found: &mut Vec<Written>) {
        match value {
            Value::Object(map) => self.walk_map(map, found),
            Value::Array(items) => items.iter().for_each(|item| self.walk(item, found)),
            Value::Null => {}
            Value::String(text) => self.scalar(text, found),
            other => self.scalar(&other.to_string(), found),
        }
    }

    fn walk_map(&self, map: &serde_json::Map<String, Value>, found: &mut Vec<Written>) {
        if !self.applies(map) {
            return;
        }
        let mut within = self.clone();
        if let (Some(Value::String(number)), true) = (map.get("nr"), map.contains_key("resultatkrav")) {
            within = Self { path: vec!["goal".into()], goal: Some(number.clone()), ..self.clone() };
        }
        for (key, value) in map {
            if map.contains_key("ordlyd") && SHAPES.contains(&key.as_str()) {
                continue;
            }
            // All of another figure is that figure: `mindst landsgennemsnittet`.
            if map.contains_key("sammenlignes med") && value == "100 pct." {
                continue;
            }
            if self.is("steder") || self.is("skala") || self.is("grader") {
                within.text(key, found);
            }
            within.at(key).walk(value, found);
        }
    }

    fn applies(&self, map: &serde_json::Map<String, Value>) -> bool {
        let kinds = |key| map.get(key).and_then(Value::as_array);
        let names = |list: &Vec<Value>| list.iter().any(|one| one == self.kind.as_str());
        map.get("udgår").is_none_or(|value| value != "ja")
            && kinds("kun for").is_none_or(names)
            && !kinds("ikke for").is_some_and(names)
    }

    fn scalar(&self, text: &str, found: &mut Vec<Written>) {
        let key = self.path.last().map_or("", String::as_str);
        let is_path = text.ends_with(".yaml") || text.ends_with(".md") || text == "koncernfælles";
        let full = format!("{} {text}", self.path.join(" "));
        let skipped = NOT_PRINTED.iter().any(|one| self.is(one) || full.ends_with(one));
        if REWORDED.contains(&key) || skipped && (key != "mål" || is_path) {
            return;
        }
        match key {
            _ if self.is("steder") || self.path.iter().rev().nth(1).is_some_and(|one| one == "steder") => {
                self.push(Content::Numbers(numbers(text)), found);
            }
            _ if QUANTITIES.contains(&key) && text != "ikke fastsat" && numbers_only(key, text) => {
                self.push(Content::Numbers(numbers(&spoken(text))), found);
            }
            _ if PROSE.contains(&key) => fragments(text).into_iter().for_each(|one| self.text(&one, found)),
            _ => self.text(text, found),
        }
    }

    fn text(&self, text: &str, found: &mut Vec<Written>) {
        self.push(Content::Text(text.to_owned()), found);
    }

    fn push(&self, content: Content, found: &mut Vec<Written>) {
        let method = self.is_within("opgørelse");
        let contract_only = CONTRACT_ONLY.iter().any(|one| self.path.join(" ").starts_with(one))
            || self.is_within("goal baggrund")
            || self.is_within("budget ");
        found.push(Written {
            path: self.path.join(" "),
            goal: self.goal.clone(),
            content,
            contract: !method,
            annex: !contract_only,
        });
    }
}

/// `mindst: det forventede modenhedsniveau` is a text.
fn numbers_only(key: &str, text: &str) -> bool {
    key != "mindst" || text.chars().any(|one| one.is_ascii_digit())
}

/// A date as it is spoken.
fn spoken(text: &str) -> String {
    let word = |word: &str| match word.split('-').collect::<Vec<_>>()[..] {
        [year, month, day] if year.len() == 4 => {
            let month = month.parse().expect("a month");
            format!("{}. {} {year}", day.trim_start_matches('0'), month_name(month))
        }
        _ => word.to_owned(),
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The runs of plain words in a Markdown text, line by line.
fn fragments(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    // The signing copy has the words of a link, and its address after them.
    let unmarked = markdown.replace("<span lang=\"en\">", "*").replace("</span>", "*").replace("](", "*(");
    for line in unmarked.lines().map(|line| line.replace('[', "*").replace("*^", "[^")) {
        let line = line.trim_start_matches([' ', '>', '#', '-']);
        let unnumbered = line.trim_start_matches(|one: char| one.is_ascii_digit());
        let line = unnumbered.strip_prefix(". ").unwrap_or(line);
        for run in line.split(['*', '|']) {
            // `[^1]` and `[^1]:`
            for (index, piece) in run.split("[^").enumerate() {
                let piece = if index == 0 { piece } else { piece.split_once(']').map_or("", |(_, rest)| rest) };
                let piece = piece.trim_start_matches(':').trim();
                if piece.chars().any(char::is_alphanumeric) {
                    found.push(piece.to_owned());
                }
            }
        }
    }
    found
}

/// Everything that is written for a plan: in its folder, and what it shares with its ministry.
fn written(plan: &Path) -> Vec<Written> {
    let ministry = plan.parent().and_then(Path::parent).expect("a plan stands in a ministry");
    let institution = plan.parent().expect("a plan stands in an institution").join("institution.yaml");
    let year = plan.file_name().and_then(|name| name.to_str()).expect("a plan's folder is its year");
    let kind = match read(&institution)["slags"].as_str() {
        Some(kind) => kind.to_owned(),
        None => panic!("{}: what kind is it?", institution.display()),
    };
    let shared = ministry.join("koncern");
    let mut all = vec![(institution, "institution"), (ministry.join("ministerium.yaml"), "ministry")];
    if files(plan).iter().any(|file| std::fs::read_to_string(file).is_ok_and(|text| text.contains("koncernfælles"))) {
        all.push((shared.join(format!("{year}.yaml")), "shared"));
        all.extend(files(&shared.join(year)).into_iter().map(|file| (file, "goal")));
    }
    // Results are scored, annual report and result pay come after the year, and a lock only holds what the others say: neither contract
    // nor annex prints them.
    let later =
        ["resultater", "årsrapport.yaml", "resultatløn.yaml", "allonger", "lås.yaml"].map(|name| plan.join(name));
    let is_printed = |file: &PathBuf| !later.iter().any(|one| file.starts_with(one));
    all.extend(files(plan).into_iter().filter(is_printed).map(|file| {
        let role = match file.file_name().and_then(|name| name.to_str()) {
            Some("plan.yaml") => "plan",
            Some("budget.yaml") => "budget",
            _ => "goal",
        };
        (file, role)
    }));
    let mut found = Vec::new();
    for (file, role) in all {
        let walker = Walker { path: vec![role.into()], goal: None, kind: kind.clone() };
        if file.extension().is_some_and(|ending| ending == "md") {
            let text = std::fs::read_to_string(&file).expect("a text can be read");
            let section = Walker { path: vec!["plan".into(), "afsnit".into()], ..walker };
            fragments(&text).into_iter().for_each(|one| section.text(&one, &mut found));
        } else {
            walker.walk(&read(&file), &mut found);
        }
    }
    found
}

fn read(file: &Path) -> Value {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    serde_saphyr::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// What is written and not printed.
fn missing(written: &[Written], document: &Pdf) -> Vec<String> {
    let printed = Printed::of(document);
    let mut found = Vec::new();
    // Figures are used up: two that are written are two that are printed.
    let mut figures: BTreeMap<Option<&str>, Vec<String>> = BTreeMap::new();
    for one in written.iter().filter(|one| if is_annex(document) { one.annex } else { one.contract }) {
        let goal = one.goal.as_deref().filter(|_| !one.path.contains("goal baggrund"));
        let text = match goal {
            Some(goal) => printed.goals.get(goal).unwrap_or_else(|| panic!("the goal {goal} is printed")),
            None => &printed.whole,
        };
        match &one.content {
            Content::Text(words) if shows(text, words) => {}
            Content::Text(words) => found.push(format!("{}: {words}", one.path)),
            Content::Numbers(wanted) => {
                let figures = figures.entry(goal).or_insert_with(|| numbers(text));
                for number in wanted {
                    match figures.iter().position(|figure| figure == number) {
                        Some(at) => drop(figures.swap_remove(at)),
                        None => found.push(format!("{}: {number}", one.path)),
                    }
                }
            }
        }
    }
    found
}

#[test]
fn every_text_and_every_figure_is_printed() {
    let mut looked_for = 0;
    for (plan, made) in ALL.iter() {
        let written = written(Path::new(plan));
        for kind in PlanDocument::ALL {
            let Some(built) = made.documents.get(kind.word()) else { continue };
            let missing = missing(&written, &built.pdf);
            assert!(missing.is_empty(), "{plan}, {} lacks:\n{}", kind.word(), missing.join("\n"));
        }
        looked_for += written.len();
    }
    assert!(looked_for > 1200, "{looked_for}");
}

/// Takes the parts of the goal tables away, one after the other.
fn without_part(view: &Document, which: usize) -> Option<(Document, String)> {
    let mut view = view.clone();
    let tables = view.body.iter_mut().filter_map(|block| match block {
        PageBlock::Goals(goals) => Some(goals),
        _ => None,
    });
    let mut parts: Vec<(&mut Vec<RequirementPiece>, usize)> = Vec::new();
    for goal in tables.flat_map(|table| &mut table.rows) {
        let own = &mut goal.requirements;
        let index = own.iter().position(|part| !matches!(part, RequirementPiece::Remark { .. }));
        parts.extend(index.map(|index| (own, index)));
    }
    let (own, index) = parts.into_iter().nth(which)?;
    let removed = format!("{:?}", own.remove(index));
    Some((view, removed))
}

#[test]
fn a_part_that_vanishes_is_missed() {
    let plan = "tests/plans/eksempel/prø/2025";
    let written = written(Path::new(plan));
    let view = &ALL[plan].documents["kontrakt"].view;
    let mut which = 0;
    while let Some((view, removed)) = without_part(view, which) {
        let missing = missing(&written, &Pdf::read(&build(&view)));
        assert!(!missing.is_empty(), "nobody misses {removed}");
        which += 1;
    }
    assert!(which >= 6, "{which} parts were taken away");
}

/// The texts of a plan that was changed, and its documents.
fn lacks(copy: &Copy, plan: &str) -> Vec<String> {
    let inspected = copy.inspect(plan);
    assert_eq!(errors(&inspected), [""; 0], "{:?}", inspected.report.findings());
    let written = written(&copy.path(plan));
    let documents =
        views(&inspected).into_iter().filter(|(id, _)| PlanDocument::ALL.iter().any(|kind| kind.word() == id.title()));
    documents.flat_map(|(_, view)| missing(&written, &Pdf::read(&build(&view)))).collect()
}

#[test]
fn a_wording_replaces_a_sentence_and_nothing_else() {
    let copy = Copy::of("tests/plans/eksempel");
    let goals = "plans/eksempel/prø/2025/mål";
    copy.edit(
        &format!("{goals}/1.1-sagsbehandling.yaml"),
        "    titel: Tilskudsområdet\n",
        "    titel: Tilskudsområdet\n    ordlyd: Tilskud udbetales til tiden\n",
    );
    copy.edit(
        &format!("{goals}/1.1-sagsbehandling.yaml"),
        "    sager: Klager\n",
        "    sager: Klager\n    ordlyd: Klager afgøres på 1 dag, 31 dage eller 92 dage i 70, 85 og 95 pct. af sagerne\n",
    );
    copy.edit(
        &format!("{goals}/1.2-tilgængelighed.yaml"),
        "    måles: 2. halvår\n",
        "    måles: 2. halvår\n    ordlyd: Højst 10 dages ventetid på mindst 80 pct. af hverdagene i 2. halvår\n",
    );
    assert_eq!(lacks(&copy, "plans/eksempel/prø/2025"), [""; 0]);
}

#[test]
fn a_list_in_the_notes_to_the_budget_is_printed() {
    let copy = Copy::of("tests/plans/eksempel");
    let notes = "  Udgifter til prøver omfatter *alle* prøvetyper.\n";
    copy.edit("plans/eksempel/prø/2025/budget.yaml", notes, &format!("{notes}\n  - som skrives,\n  - som tales.\n"));
    assert_eq!(lacks(&copy, "plans/eksempel/prø/2025"), [""; 0]);
}

#[test]
fn reasons_are_printed_where_no_place_is_named_for_them() {
    let copy = Copy::of("tests/plans/eksempel");
    let place = "    baggrund:\n      nr: \"3.3.2\"\n      titel: Baggrund for valg af koncernfælles mål\n";
    copy.edit("plans/eksempel/prø/2025/plan.yaml", place, "");
    assert_eq!(lacks(&copy, "plans/eksempel/prø/2025"), [""; 0]);
}

/// Every form that Markdown has here, each with words of its own.
const FORMS: &str = "\
Et afsnit med *vægt*, **styrke** og en note.[^form]

# Øverste overskrift

### Nederste overskrift

- punkt
  - underpunkt

    ### Overskrift i et punkt

7. syvende
8. ottende

> citeret
>
> - citeret punkt

| Hoved | Andet |
|---|---:|
| celle | 12,5 |

<b>ikke fed</b> `kode` [ord](https://example.org/*a*) <https://example.org/b> [nej](javascript:alert(1))

<span lang='en'>onboarding, *compliance*</span> <span lang='engelsk'>awareness</span>

***

[^form]: En note med *vægt*.

    ## Overskrift i en note
";

/// The same words, without their markup.
const FORM_WORDS: [&str; 21] = [
    "Et afsnit med vægt, styrke og en note.",
    "Øverste overskrift",
    "Nederste overskrift",
    "punkt",
    "underpunkt",
    "Overskrift i et punkt",
    "7. syvende",
    "8. ottende",
    "citeret",
    "citeret punkt",
    "Hoved",
    "celle",
    "12,5",
    "<b>ikke fed</b>",
    "`kode`",
    "ord (https://example.org/*a*) https://example.org/b [nej](javascript:alert(1))",
    "onboarding, compliance",
    "<span lang='engelsk'>awareness</span>",
    "***",
    "En note med vægt.",
    "Overskrift i en note",
];

#[test]
fn every_form_of_prose_stands_wherever_prose_can_stand() {
    let copy = Copy::of("tests/plans/eksempel");
    let block = |indent: usize| {
        let indented =
            |line: &str| if line.is_empty() { "\n".into() } else { format!("{}{line}\n", " ".repeat(indent)) };
        let lines = FORMS.lines().map(indented);
        format!("|\n{}", lines.collect::<String>())
    };
    let goal = "plans/eksempel/prø/2025/mål/1.1-sagsbehandling.yaml";
    let mut places = 0;
    let mut put = |file: &str, old: &str, key: &str, indent: usize| {
        copy.edit(file, old, &format!("{key}: {}", block(indent)));
        places += 1;
    };
    put(goal, "mål: |\n  Borgerne får svar til tiden.\n", "mål", 2);
    put(goal, "\nindledning: |\n  Kravene gælder tre områder.\n", "\nindledning", 2);
    put(goal, "\nbemærkning: |\n  Uret standser ikke i ferier.\n", "\nbemærkning", 2);
    put(goal, "    indledning: |\n      Tiden regnes fra ansøgningen.\n", "    indledning", 6);
    put(goal, "  formål: |\n    At borgerne ved, hvornår de får svar.\n", "  formål", 4);
    put(goal, "  metode: |\n    Antal sager til tiden divideres med alle afgjorte sager.\n", "  metode", 4);
    let plan = "plans/eksempel/prø/2025/plan.yaml";
    put(plan, "    tekst: |\n      Styrelsen leverer bidrag til ministerbetjening.\n", "    tekst", 6);
    put(plan, "    tekst: |\n      De faglige mål gælder styrelsens to kerneopgaver.\n", "    tekst", 6);
    put(plan, "      tekst: |\n        Målene bygger på sidste års resultater.\n", "      tekst", 8);
    let deliverables = "plans/eksempel/prø/2025/mål/1.3-leverancer.yaml";
    put(deliverables, "leverance: Prøveformen er beskrevet\n", "leverance", 6);
    let budget = "plans/eksempel/prø/2025/budget.yaml";
    put(budget, "bemærkninger: |\n  Udgifter til prøver omfatter *alle* prøvetyper.\n", "bemærkninger", 2);
    let inspected = copy.inspect("plans/eksempel/prø/2025");
    assert_eq!(errors(&inspected), [""; 0], "{:?}", inspected.report.findings());
    let texts: Vec<String> =
        views(&inspected).iter().map(|(_, view)| squeezed(&Pdf::read(&build(view)).text())).collect();
    // Of the places above, those that each document prints.
    for (text, places) in texts.iter().zip([9, 7]) {
        for words in FORM_WORDS {
            let times = text.matches(&squeezed(words)).count();
            assert!(times >= places, "`{words}` stands {times} times, not {places}");
        }
    }
    assert_eq!(places, 11);
}
