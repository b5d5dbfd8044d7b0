//! What the program says, in both of its languages.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::Environment;
use resultatplan::cli::{danish_help_texts, help_texts};
use resultatplan::diagnostic::{Finding, TextStyle, to_json, to_text};
use resultatplan::language::{Argument, Language, Message, sentences};
use resultatplan::schema::{EnglishTexts, Form, Written, english, records};

use crate::pages::prose;
use crate::support::command::{run, run_with};
use crate::support::plan::files;
use crate::support::{copy_of, disk_copy_of, examine, repository, write};

/// The sentences that the code says: each id with the names of what it is filled with.
fn said() -> BTreeMap<String, BTreeSet<String>> {
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in files(&repository("src")).into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        let text = std::fs::read_to_string(&path).expect("code can be read");
        for (at, call) in text.match_indices("say!(") {
            let Some(rest) = text[at + call.len()..].trim_start().strip_prefix('"') else { continue };
            let (id, rest) = rest.split_once('"').expect("an id ends");
            let names: BTreeSet<String> = arguments(rest).filter_map(name_of).collect();
            // `say!` is explained by an example.
            if !text[..at].rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with("//")) {
                let earlier = said.insert(id.to_owned(), names.clone()).unwrap_or_else(|| names.clone());
                assert_eq!(earlier, names, "{}: `{id}` is filled with other names elsewhere", path.display());
            }
        }
    }
    assert!(said.len() > 300, "{}", said.len());
    // The pages of the workbench say by the same tables.
    let before = said.len();
    for path in files(&repository("templates/serve"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == "jinja"))
    {
        let text = std::fs::read_to_string(&path).expect("a template can be read");
        for (at, call) in text.match_indices("say(\"") {
            let (id, rest) = text[at + call.len()..].split_once('"').expect("an id ends");
            let names: BTreeSet<String> = arguments(rest).filter_map(name_of).collect();
            let earlier = said.insert(id.to_owned(), names.clone()).unwrap_or_else(|| names.clone());
            assert_eq!(earlier, names, "{}: `{id}` is filled with other names elsewhere", path.display());
        }
    }
    assert!(said.len() > before + 20, "{}", said.len());
    said
}

/// What stands between the commas of a call, up to its end.
fn arguments(rest: &str) -> impl Iterator<Item = &str> {
    let (mut depth, mut is_quoted, mut starts) = (0, false, vec![0]);
    let mut end = rest.len();
    for (at, one) in rest.char_indices() {
        match one {
            '"' if !rest[..at].ends_with('\\') => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => {
                end = at;
                break;
            }
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => starts.push(at + 1),
            _ => {}
        }
    }
    let ends = starts.clone().into_iter().skip(1).map(|start| start - 1).chain([end]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(move |(start, end)| rest[start..end].trim())
}

/// `goal` of `goal = goal.number`.
fn name_of(argument: &str) -> Option<String> {
    argument.split_once(" = ").map(|(name, _)| name.to_owned())
}

/// What a sentence asks to be filled with.
fn asked(sentence: &str) -> BTreeSet<String> {
    let environment = Environment::new();
    let template = environment.template_from_str(sentence).unwrap_or_else(|error| panic!("{sentence}: {error}"));
    template.undeclared_variables(false).into_iter().collect()
}

/// The texts between quotation marks in a file of code: not in comments, attributes and tests.
fn literals(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut rest = code.as_str();
    let (mut found, mut open_attribute) = (Vec::new(), 0_usize);
    while let Some(at) = rest.find(['"', '\'', '[', ']', '#']) {
        let (before, from) = rest.split_at(at);
        let next = &from[1..];
        rest = next;
        match &from[..1] {
            "#" if next.starts_with('[') && open_attribute == 0 => {
                open_attribute = 1;
                rest = &next[1..];
            }
            "#" => {}
            "[" if open_attribute > 0 => open_attribute += 1,
            "]" => open_attribute = open_attribute.saturating_sub(1),
            "[" => {}
            // A letter, not a lifetime.
            "'" => {
                let letter = next.strip_prefix('\\').map_or(next, |escaped| escaped);
                let length = letter.chars().next().map_or(0, char::len_utf8);
                let end = next.len() - letter.len() + length;
                if next.get(end..).is_some_and(|rest| rest.starts_with('\'')) {
                    rest = &next[end + 1..];
                }
            }
            _ => {
                let is_raw = before.ends_with('r') && !before.ends_with("or");
                let mut end = 0;
                while let Some(at) = next[end..].find(['"', '\\']) {
                    end += at;
                    if next[end..].starts_with('"') {
                        break;
                    }
                    end += if is_raw { 1 } else { 2 };
                }
                if open_attribute == 0 {
                    found.push(next[..end].to_owned());
                }
                rest = &next[end + 1..];
            }
        }
    }
    found
}

#[test]
fn every_sentence_is_there_in_both_languages_with_what_the_code_fills_in() {
    let said = said();
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let there = sentences(language);
        for (id, names) in &said {
            match there.get(id) {
                None => wrong.push(format!("{language:?} has no `{id}`")),
                Some(sentence) if asked(sentence) != *names => {
                    wrong.push(format!("{language:?}: `{id}` is filled with {names:?}: {sentence}"));
                }
                Some(_) => {}
            }
        }
        let unsaid = there.keys().filter(|id| !said.contains_key(*id));
        wrong.extend(unsaid.map(|id| format!("{language:?}: nobody says `{id}`")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

const ENGLISH: &[&str] = &[
    "the", "is", "not", "and", "of", "or", "it", "that", "with", "this", "are", "has", "be", "by", "from", "which",
    "was", "been", "can", "cannot", "must", "write", "did", "you", "where", "what", "when", "no", "one", "than", "its",
    "there", "into",
];
const DANISH: &[&str] = &[
    "er", "ikke", "og", "af", "en", "et", "eller", "det", "den", "til", "som", "med", "på", "har", "skal", "kan",
    "fra", "der", "hvor", "skriv", "ved", "om", "blev", "ingen", "intet", "bliver", "også", "men", "hvis", "når", "så",
    "efter", "før",
];

/// The words of a sentence: not what is quoted, and not what is filled in; what stands between is chosen among is.
fn words(sentence: &str) -> BTreeSet<String> {
    let mut own = String::new();
    let mut rest = sentence;
    while let Some((text, after)) = rest.split_once("{{") {
        let (filled, after) = after.split_once("}}").expect("what is filled in ends");
        own.push_str(text);
        own.push_str(&filled.split('"').skip(1).step_by(2).collect::<Vec<_>>().join(" "));
        rest = after;
    }
    own.push_str(rest);
    let unquoted: String = own.split('`').step_by(2).collect::<Vec<_>>().join(" ");
    unquoted.to_lowercase().split(|one: char| !one.is_alphabetic()).map(str::to_owned).collect()
}

/// What keys, records and forms are for: each by the name of what it is of, in Danish and in English.
fn explained() -> Vec<(String, [&'static str; 2])> {
    let both = |of: &dyn Fn(Language) -> &'static str| Language::ALL.map(of);
    let mut all = Vec::new();
    for record in records() {
        all.push((record.name.to_owned(), both(&|language| record.purpose(language))));
        for key in record.keys {
            all.push((format!("{}.{}", record.name, key.name), both(&|language| key.purpose(language))));
            for written in quantities(&key.form) {
                all.push((written.danish.to_owned(), both(&|language| written.name(language))));
            }
        }
    }
    all
}

fn quantities(form: &Form) -> Vec<Written> {
    match form {
        Form::Quantity(written) => vec![*written],
        Form::List(form) | Form::Pairs(form) => quantities(form),
        Form::OneOf(forms) => forms.iter().flat_map(quantities).collect(),
        Form::Text | Form::Address | Form::Path | Form::Prose | Form::Words(_) | Form::Record(_) | Form::Quoted => {
            Vec::new()
        }
    }
}

#[test]
fn every_key_is_explained_in_both_languages_and_nothing_else_is() {
    let explained = explained();
    let lacking: Vec<_> = explained.iter().filter(|(_, texts)| texts.contains(&"")).map(|(name, _)| name).collect();
    assert!(lacking.is_empty(), "{lacking:#?}");
    let EnglishTexts { forms, records } = english();
    let keys = records.iter().flat_map(|(record, texts)| {
        let names = texts.keys().map(String::as_str);
        names.map(move |key| if key == EnglishTexts::ABOUT { record.clone() } else { format!("{record}.{key}") })
    });
    let names: BTreeSet<&str> = explained.iter().map(|(name, _)| name.as_str()).collect();
    let unused: Vec<String> = keys.chain(forms.keys().cloned()).filter(|name| !names.contains(name.as_str())).collect();
    assert!(unused.is_empty(), "{unused:#?}");
    assert!(names.len() > 350, "{}", names.len());
}

/// Words of English in a text that is shown to who speaks Danish.
pub fn english_in(text: &str) -> Vec<&'static str> {
    let own = words(text);
    ENGLISH.iter().filter(|word| own.contains(**word)).copied().collect()
}

/// Without what stands between two of a mark.
fn unmarked(text: &str, marks: [char; 2]) -> String {
    marks.into_iter().fold(text.to_owned(), |text, mark| text.split(mark).step_by(2).collect::<Vec<_>>().join(" "))
}

/// What stands as code or in a block is the same in every language.
#[test]
fn the_danish_guide_holds_no_english() {
    let pages: Vec<_> = files(&repository("docs/da")).into_iter().filter(|path| path.extension().is_some()).collect();
    assert!(pages.len() > 8, "{pages:?}");
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("a page can be read");
        let prose: String = text.split("```").step_by(2).collect();
        assert!(english_in(&prose).is_empty(), "{}: {:?}", page.display(), english_in(&prose));
    }
}

#[test]
fn no_sentence_and_no_page_holds_a_word_of_the_other_language() {
    let explained = explained();
    let told = |language: Language, foreign: &[&str]| -> Vec<String> {
        let of_keys = explained.iter().map(|(name, [danish, english])| match language {
            Language::Danish => (name.as_str(), *danish),
            Language::English => (name.as_str(), *english),
        });
        let sentences = sentences(language).iter().map(|(id, sentence)| (id.as_str(), sentence.as_str()));
        let said = sentences.chain(of_keys).map(|(id, sentence)| (id, words(sentence), sentence.to_owned()));
        let pages = resultatplan::rules().map(|rule| {
            let own = prose(&rule.page(language));
            // A page can quote a title or a plan: *Kvalitet i sagsbehandlingen*.
            (rule.name, words(&unmarked(&own, ['*', '"'])), own)
        });
        let found = said.chain(pages).flat_map(|(id, own, sentence)| {
            let held = foreign.iter().filter(|word| own.contains(**word));
            held.map(|word| format!("`{id}` holds `{word}`: {sentence}")).collect::<Vec<_>>()
        });
        found.collect()
    };
    let wrong = [told(Language::Danish, ENGLISH), told(Language::English, DANISH)].concat();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// What is shown is said by `say!`. In the code itself stands only the English of `--help`, beside each option; the names of records,
/// in both languages; and what no person reads.
#[test]
fn no_english_is_built_in_the_code() {
    /// Words of a library, by which its faults are known; what is said of a fault of the program; a part of a fingerprint.
    const UNREAD: &[&str] = &[
        "illegal placement of ':'",
        "mapping values are not allowed",
        "did not find expected key",
        "a key must be a text",
        "a text, a list or a map",
        "`{}` cannot be filled: {error}",
        "ord.yaml has no `{name}`",
        "templates/text/ has no `{}`",
        "a quarter is named as one",
        "made of",
    ];
    let help = help_texts(&resultatplan::cli::command());
    let mut wrong = Vec::new();
    for path in files(&repository("src")).into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        // A query is SQL, whose words are English in every land.
        let is_of_records =
            ["src/schema", "src/import/query"].iter().any(|folder| path.starts_with(repository(folder)));
        let text = std::fs::read_to_string(&path).expect("code can be read");
        for literal in literals(&text).into_iter().filter(|_| !is_of_records) {
            let is_help = help.values().any(|text| literal.trim_start_matches("\\\n") == text);
            let filled: String =
                literal.split('{').map(|part| part.split_once('}').map_or(part, |(_, own)| own)).collect();
            let holds = |word: &&str| filled.contains(' ') && words(&filled).contains(*word);
            if !is_help && !UNREAD.contains(&literal.as_str()) && ENGLISH.iter().any(holds) {
                wrong.push(format!("{}: {literal}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let seen =
        literals("#[help = \"is it [seen]?\"]\nlet a = f('\"', b\"\\\" of\", r\"\\d\", \"the end\");\n// \"not\"\n");
    assert_eq!(seen, ["\\\" of", "\\d", "the end"]);
}

/// A sentence that begins like one and ends like one: what is marked, noted or filled in has neither, and what stands beside a field
/// is none.
#[test]
fn a_danish_sentence_ends_with_a_stop() {
    let wrong: Vec<_> = sentences(Language::Danish)
        .iter()
        .filter(|(id, _)| !id.contains(".label."))
        .filter(|(_, sentence)| sentence.starts_with(char::is_uppercase) && sentence.contains(' '))
        .filter(|(_, sentence)| !sentence.ends_with(['.', ':', '?', '`', '…', '}']))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn numbers_days_and_plurals_have_the_form_of_their_language() {
    let day = chrono::NaiveDate::from_ymd_opt(2023, 6, 23).expect("a day");
    let said = |argument: Argument| {
        let message = Message::new("percent", vec![("share", argument)]);
        Language::ALL.map(|language| message.say_in(language))
    };
    assert_eq!(said(Argument::Date(day)), ["23. juni 2023", "23 June 2023"]);
    assert_eq!(said(Argument::Count(12_345)), ["12.345", "12,345"]);
    assert_eq!(said(Argument::Number("-1102.50".parse().expect("a number"))), ["−1.102,50", "−1,102.50"]);
    assert_eq!(said(Argument::Percent("12.5".parse().expect("a number"))), ["12,5 pct.", "12.5 pct."]);
    let list = vec![Argument::Text("a".to_owned()), Argument::Count(1000)];
    assert_eq!(said(Argument::List(list)), ["a, 1.000", "a, 1,000"]);
}

/// As the terminal shows it.
fn shown(finding: &Finding, outcome: &crate::support::Outcome, language: Language) -> String {
    to_text(finding, &outcome.sources, TextStyle { colour: false, width: 100, language })
}

/// What is found in the bad example of every rule's page.
/// What every finding of the rules' bad examples says.
fn all_told(language: Language) -> String {
    let mut text = String::new();
    for (name, outcome) in crate::pages::bad_examples() {
        for finding in outcome.by(name) {
            text.push_str(&shown(finding, &outcome, language));
            text.push('\n');
        }
    }
    text.replace("/eks/", "eks/")
}

#[test]
fn every_finding_is_told_in_danish() {
    insta::assert_snapshot!(all_told(Language::Danish));
}

#[test]
fn every_finding_is_told_in_english() {
    insta::assert_snapshot!(all_told(Language::English));
}

#[test]
fn json_has_the_id_the_arguments_and_the_sentence() {
    let (mut files, ministry) = copy_of("tests/pages/eks");
    let plan = ministry.join("prø/2025");
    let goal = "nr: \"1.1\"\nområde: Sager\nvægt: \"97,5\"\nmål: Til tiden.\nresultatkrav: [{ leverance: Rapport }]\n";
    files.write(plan.join("mål/1.1.yaml"), goal);
    let outcome = examine(&files, &plan);
    let finding = outcome.by("weights-off-total").next().expect("a finding");
    let danish = to_json(finding, &outcome.sources, Language::Danish);
    assert_eq!(danish["id"], "weights-off-total");
    assert_eq!(danish["arguments"], serde_json::json!({ "total": "97.5", "wanted": "100" }));
    assert_eq!(danish["message"], "Vægtene giver tilsammen 97,5, ikke 100.");
    let english = to_json(finding, &outcome.sources, Language::English);
    assert_eq!(english["message"], "the weights add up to 97.5, not 100");
    assert_eq!(english["arguments"], danish["arguments"]);
}

#[test]
fn the_option_the_variable_or_the_locale_chooses_the_language() {
    let (folder, ministry) = disk_copy_of("tests/pages/eks");
    std::fs::remove_file(ministry.join("prø/2025/mål/1.1.yaml")).expect("a file to take away");
    let told = |options: &[&str], variables: &[(&str, &str)]| {
        let ran = run_with(folder.path(), &[&["check", "eks"], options].concat(), variables);
        if ran.stdout.starts_with("fejl[") {
            "da"
        } else if ran.stdout.starts_with("error[") {
            "en"
        } else {
            panic!("{ran:?}")
        }
    };
    assert_eq!(told(&[], &[]), "en");
    assert_eq!(told(&["--language", "da"], &[]), "da");
    assert_eq!(told(&[], &[("LANG", "da_DK.UTF-8")]), "da");
    assert_eq!(told(&[], &[("LANG", "da_DK.UTF-8"), ("RESULTATPLAN_LANGUAGE", "en")]), "en");
    assert_eq!(told(&["--language", "da"], &[("RESULTATPLAN_LANGUAGE", "en")]), "da");
    assert_eq!(run(folder.path(), &["check", "eks", "--language", "fr"]).status, 2);
    let unknown = run_with(folder.path(), &["check", "eks"], &[("RESULTATPLAN_LANGUAGE", "dansk"), ("LANG", "da_DK")]);
    assert!(unknown.stderr.contains("advarsel: `RESULTATPLAN_LANGUAGE` er sat til `dansk`"), "{}", unknown.stderr);
    assert!(unknown.stdout.starts_with("fejl["), "{}", unknown.stdout);
}

/// The help of commands and options stands in the code in English, beside what it is for.
#[test]
fn every_command_and_option_has_its_help_in_danish() {
    let english = help_texts(&resultatplan::cli::command());
    let danish = danish_help_texts();
    assert!(english.len() > 100, "{}", english.len());
    let lacking: Vec<String> = english
        .iter()
        .filter(|(name, _)| !danish.contains_key(*name))
        .map(|(name, text)| format!("{name}: {text:?}"))
        .collect();
    assert!(lacking.is_empty(), "no Danish for\n{}", lacking.join("\n"));
    let of_clap = ["help", "version"];
    let unsaid: Vec<&String> =
        danish.keys().filter(|name| !english.contains_key(*name) && !of_clap.contains(&name.as_str())).collect();
    assert!(unsaid.is_empty(), "{unsaid:?}");
}

/// Words that clap would put in by itself.
#[test]
fn help_in_danish_holds_no_english() {
    let commands: Vec<String> =
        resultatplan::cli::command().get_subcommands().map(|one| one.get_name().to_owned()).collect();
    let folder = disk_copy_of("tests/pages/eks").0;
    let shown = |arguments: &[&str]| {
        let ran = run(folder.path(), &[arguments, &["--help", "--language", "da"]].concat());
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments:?}");
        ran.stdout
    };
    let all = commands.iter().map(|name| shown(&[name])).chain([shown(&[]), shown(&["allonge", "new"])]);
    for help in all {
        assert!(help.contains("Brug: resultatplan"), "{help}");
        let clap =
            ["Usage", "Options", "Commands:", "Arguments", "Print ", "possible", "default:", "COMMAND", "Examples"];
        let found: Vec<&str> = clap.into_iter().filter(|word| help.contains(word)).collect();
        assert!(found.is_empty(), "{found:?}:\n{help}");
        let is_ours = |word: &&str| !word.trim_start_matches(['`', '[']).starts_with("--") && *word != "NO_COLOR";
        let held = english_in(&help.split_whitespace().filter(is_ours).collect::<Vec<_>>().join(" "));
        assert!(held.is_empty(), "{held:?}:\n{help}");
    }
    let import = shown(&["import"]);
    let order: Vec<usize> =
        ["<PLAN>\n", "[FIL]...\n"].iter().filter_map(|one| import.find(&format!("  {one}"))).collect();
    assert!(order.len() == 2 && order.is_sorted(), "as they are written:\n{import}");
    insta::assert_snapshot!(shown(&["check"]));
}

/// Headings of the page are rendered in English.
#[test]
fn the_manual_page_in_danish_holds_no_english() {
    let page = run(disk_copy_of("tests/pages/eks").0.path(), &["manual", "--language", "da"]).stdout;
    let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
    assert_eq!(headings, ["NAVN", "SYNOPSIS", "BESKRIVELSE", "TILVALG", "KOMMANDOER", "EKSEMPLER", "VERSION"]);
    let held = english_in(&page.replace("NO_COLOR", ""));
    assert!(held.is_empty(), "{held:?}:\n{page}");
}

#[test]
fn what_is_wrong_with_arguments_is_told_in_danish() {
    let folder = disk_copy_of("tests/pages/eks").0;
    let mut told = String::new();
    for arguments in [
        &["chekc"][..],
        &["check", "--formt", "json"],
        &["check", "--format", "jsn"],
        &["check", "--format"],
        &["check", "-q", "-v"],
        &["score", "eks/prø/2025", "--as-of", "31-12-2025"],
        &["score", "eks/prø/2025", "--quarter", "7"],
        &["import", "eks/prø/2025", "a.csv", "--updated", "2025-04-12", "--quarter", "K1"],
        &["build", "--out", "a", "--out", "b"],
        &["extract", "a.pdf"],
        &["diff", "eks/prø/2025"],
        &["allonge"],
    ] {
        let ran = run(folder.path(), &[&["--language", "da"], arguments].concat());
        assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        told += &format!("$ resultatplan {}\n{}\n", arguments.join(" "), ran.stderr);
    }
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_wrong_with_a_file_is_told_in_danish() {
    let folder = disk_copy_of("tests/plans/eksempel").0;
    let file = |name: &str, content: &str| write(&folder.path().join(name), content);
    file("tom.pdf", "");
    file("tekst.pdf", "hej");
    file("afskåret.pdf", "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n");
    file("ring.pdf", "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF\n");
    file("ordbog.pdf", "%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n[]\nstartxref\n9\n%%EOF\n");
    let mut told = String::new();
    for arguments in [
        &["extract", "tom.pdf", "--out", "ud"][..],
        &["outline", "tekst.pdf"],
        &["verify", "afskåret.pdf"],
        &["signable", "ring.pdf"],
        &["extract", "ordbog.pdf", "--out", "ud"],
        &["extract", "findes-ikke.pdf", "--out", "ud"],
        &["build", "eksempel/prø/2025", "--kind", "pay", "--out", "ud"],
    ] {
        let ran = run(folder.path(), &[&["--language", "da"], arguments].concat());
        told += &format!("$ resultatplan {}\n{}{}\n", arguments.join(" "), ran.stdout, ran.stderr);
    }
    insta::assert_snapshot!(told);
}
