//! The commands as a shell sees them: exit status, what goes to which stream, what is written and what is left alone.

use resultatplan::language::Language;
use serde_json::Value;

use crate::support::command::{Ran, run, run_with};
use crate::support::pdf::Pdf;
use crate::support::plan::{Copy, files};
use crate::support::text::shows;

const COMMANDS: [&str; 11] =
    ["check", "build", "score", "import", "lock", "verify", "explain", "schema", "show", "completions", "manual"];
const AGENCY: &str = "plans/eksempel/prø/2025";
const TRIBUNAL: &str = "plans/eksempel/ekn/2025";
const ESCAPE: char = '\u{1b}';

/// Before anything is reported: each plan has a contract and an annex.
fn example() -> Copy {
    Copy::unreported("tests/plans/eksempel")
}

fn here(copy: &Copy, arguments: &[&str]) -> Ran {
    run(&copy.path("."), arguments)
}

/// An example whose agency's plan has an error, in a file of its own.
fn broken() -> Copy {
    let copy = example();
    copy.edit(&format!("{AGENCY}/mål/1.2-tilgængelighed.yaml"), "vægt: 15\n", "vægt: 16\n");
    copy
}

fn findings(ran: &Ran) -> Vec<Value> {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}", ran.stdout))
}

#[test]
fn a_sound_plan_ends_in_0_and_a_wrong_one_in_1() {
    let sound = here(&example(), &["check"]);
    assert_eq!(sound.status, 0, "{}", sound.stderr);
    assert!(sound.stderr.contains("2 plans: "), "{}", sound.stderr);
    let wrong = here(&broken(), &["check"]);
    assert_eq!(wrong.status, 1);
    assert!(wrong.stdout.contains("error[weights-off-total]"), "{}", wrong.stdout);
    assert!(wrong.stderr.contains("error"), "{}", wrong.stderr);
}

#[test]
fn misuse_ends_in_2_and_says_why() {
    let copy = example();
    copy.write("plans/tom/note.txt", "intet");
    for (arguments, said) in [
        (&["check", "plans/ukendt"][..], "plans/ukendt"),
        (&["build", "plans/ukendt"], "plans/ukendt"),
        (&["show", "view", "plans/ukendt"], "plans/ukendt"),
        (&["check", "plans/tom"], "holds no plan"),
        (&["explain", "weights-off-totl"], "did you mean `weights-off-total`?"),
        (&["explain", "intet"], "lists every code"),
        (&["check", "--templates", "ukendt"], "ukendt"),
        (&["check", "--fonts", "plans"], "holds no font"),
        (&["build", "--format", "odt"], "odt"),
        (&["build", "--kind", "faktura"], "faktura"),
        (&["check", "--quiet", "--verbose"], "--verbose"),
        (&["byg"], "byg"),
        (&[], "Usage"),
    ] {
        let ran = here(&copy, arguments);
        assert_eq!(ran.status, 2, "{arguments:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{arguments:?}");
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
    }
    assert!(!copy.path("out").exists());
}

#[test]
fn results_go_to_one_stream_and_all_else_to_the_other() {
    let copy = example();
    let built = here(&copy, &["build", AGENCY]);
    let paths: Vec<&str> = built.stdout.lines().collect();
    assert_eq!(paths, ["out/eksempel/prø/2025/mål-og-resultatplan.pdf", "out/eksempel/prø/2025/opgørelsesmetode.pdf"]);
    assert!(paths.iter().all(|path| copy.path(path).is_file()));
    assert!(built.stderr.contains("warning[parts-without-rule]"), "{}", built.stderr);
    assert!(built.stderr.contains("2 built, 0 failed; "), "{}", built.stderr);
    for arguments in [&["explain"][..], &["explain", "weights-off-total"], &["manual"], &["completions", "bash"]] {
        let ran = here(&copy, arguments);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{arguments:?}");
        assert!(!ran.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn findings_can_be_read_by_programs() {
    let copy = broken();
    let ran = here(&copy, &["check", "--format", "json"]);
    assert_eq!(ran.status, 1);
    let findings = findings(&ran);
    let wrong = findings.iter().find(|one| one["code"] == "weights-off-total").expect("the weights are wrong");
    assert_eq!(wrong["level"], "error");
    assert!(wrong["place"]["file"].as_str().is_some_and(|file| file.starts_with(AGENCY)), "{wrong}");
    for one in &findings {
        for key in ["code", "message"] {
            assert!(one[key].as_str().is_some_and(|text| !text.is_empty()), "{one}");
        }
        assert!(["error", "warning", "note"].iter().any(|level| one["level"] == *level), "{one}");
        for key in ["line", "column"] {
            assert!(one["place"][key].as_u64().is_some_and(|number| number >= 1), "{one}");
        }
        let file = copy.path(one["place"]["file"].as_str().expect("a file"));
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let (start, end) = (one["place"]["start"].as_u64(), one["place"]["end"].as_u64());
        let (start, end) = (start.expect("a byte") as usize, end.expect("a byte") as usize);
        let line = text[..start].matches('\n').count() + 1;
        assert_eq!(one["place"]["line"], line, "{one}");
        assert!(text.is_char_boundary(end) && start <= end, "{one}");
    }
    assert!(findings.iter().any(|one| one["level"] == "note"), "JSON has those of every level");
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let copy = broken();
    let plain = here(&copy, &["check"]);
    assert!(!plain.stdout.contains(ESCAPE) && !plain.stderr.contains(ESCAPE));
    let asked = here(&copy, &["check", "--color", "always"]);
    assert!(asked.stdout.contains(ESCAPE));
    let without = run_with(&copy.path("."), &["check"], &[("NO_COLOR", "1")]);
    assert_eq!(without.stdout, plain.stdout);
    let never = run_with(&copy.path("."), &["check", "--color", "never"], &[("CLICOLOR_FORCE", "1")]);
    assert_eq!(never.stdout, plain.stdout);
    let built = here(&copy, &["build"]);
    assert!(!built.stderr.contains(ESCAPE), "no bar where there is no terminal: {}", built.stderr);
}

#[test]
fn quiet_says_errors_and_verbose_says_notes() {
    let copy = broken();
    let said = |flags: &[&str]| {
        let ran = here(&copy, &[&["check"], flags].concat());
        let level = |name: &str| ran.stdout.contains(&format!("{name}["));
        ([level("error"), level("warning"), level("note")], ran.stderr.is_empty())
    };
    assert_eq!(said(&[]), ([true, true, false], false));
    assert_eq!(said(&["--quiet"]), ([true, false, false], true));
    assert_eq!(said(&["--verbose"]), ([true, true, true], false));
    let quiet = here(&example(), &["build", "-q"]);
    assert_eq!((quiet.status, quiet.stderr.as_str(), quiet.stdout.lines().count()), (0, "", 4));
}

#[test]
fn of_thousands_of_findings_some_are_shown_and_the_rest_are_counted() {
    let copy = example();
    let keys: String = (0..3_000).map(|key| format!("nøgle{key}: x\n")).collect();
    let file = format!("{AGENCY}/plan.yaml");
    copy.write(&file, copy.read(&file) + &keys);
    let ran = here(&copy, &["check", AGENCY]);
    assert_eq!((ran.status, ran.stdout.matches("error[unknown-key]").count()), (1, 50));
    assert!(ran.stdout.contains(&format!("2,950 more of `unknown-key` in `{file}`; `--format json` has every one")));
    assert!(ran.stderr.contains("3,000 errors"), "{}", ran.stderr);
    let all = findings(&here(&copy, &["check", AGENCY, "--format", "json"]));
    assert_eq!(all.iter().filter(|one| one["code"] == "unknown-key").count(), 3_000);
}

#[test]
fn a_shared_finding_is_told_once() {
    let copy = example();
    copy.edit("plans/eksempel/koncern/2025.yaml", "    samles: vægtet\n", "    samles: ikke fastsat\n");
    let ran = here(&copy, &["check", "--format", "json"]);
    let shared = |one: &&Value| one["place"]["file"].as_str().is_some_and(|file| file.contains("koncern/2025.yaml"));
    let shared: Vec<_> = findings(&ran).into_iter().filter(|one| shared(&one)).map(|one| one["code"].clone()).collect();
    assert_eq!(shared.iter().filter(|code| **code == "parts-without-rule").count(), 1, "{shared:?}");
    let text = here(&copy, &["check", "-v"]).stdout;
    assert_eq!(text.matches("koncern/2025.yaml").count(), shared.len(), "{text}");
}

#[test]
fn kinds_and_formats_are_chosen() {
    let copy = example();
    let annex = here(&copy, &["build", AGENCY, "--kind", "annex", "--format", "svg"]);
    assert_eq!(annex.status, 0, "{}", annex.stderr);
    let pages: Vec<&str> = annex.stdout.lines().collect();
    assert!(pages.len() > 2 && pages[0] == "out/eksempel/prø/2025/opgørelsesmetode-01.svg", "{pages:?}");
    let picture = std::fs::read_to_string(copy.path(pages[0])).expect("a picture");
    assert!(picture.starts_with("<svg"));
    let contract = here(&copy, &["build", TRIBUNAL, "--kind", "contract", "--format", "png"]);
    let pages: Vec<&str> = contract.stdout.lines().collect();
    assert!(pages.iter().all(|page| page.contains("mål-og-resultatplan-")), "{pages:?}");
    assert!(std::fs::read(copy.path(pages[0])).expect("a picture").starts_with(b"\x89PNG"));
    // A shorter document leaves no page of the longer one behind.
    let stale = format!("out/eksempel/ekn/2025/mål-og-resultatplan-{:02}.png", pages.len() + 1);
    copy.write(&stale, "alt");
    here(&copy, &["build", TRIBUNAL, "--kind", "contract", "--format", "png"]);
    assert!(!copy.path(&stale).exists());
}

#[test]
fn a_kind_that_no_plan_has_is_told_with_its_reason() {
    let copy = example();
    for (kind, reason) in [("annual", "there is no `årsrapport.yaml`"), ("allonge", "there is no file in `allonger`")]
    {
        let ran = here(&copy, &["build", TRIBUNAL, "--kind", kind]);
        let told = ran.stderr.contains(&format!("there is nothing of `--kind {kind}`: {reason}"));
        assert!(told && ran.status == 0, "{}", ran.stderr);
    }
    let there = here(&copy, &["build", TRIBUNAL, "--kind", "contract"]);
    assert!(!there.stderr.contains("there is nothing"), "{}", there.stderr);
}

#[test]
fn good_plans_are_built_beside_a_bad_one_whose_documents_stay() {
    let copy = example();
    assert_eq!(here(&copy, &["build"]).status, 0);
    let earlier = |plan: &str| std::fs::read(copy.path(&format!("out/eksempel/{plan}/2025/mål-og-resultatplan.pdf")));
    let (agency, tribunal) = (earlier("prø").expect("it was built"), earlier("ekn").expect("it was built"));
    copy.edit(&format!("{AGENCY}/mål/1.2-tilgængelighed.yaml"), "vægt: 15\n", "vægt: 16\n");
    copy.edit(&format!("{TRIBUNAL}/mål/1.1-klager.yaml"), "hurtigt", "hurtigere");
    let ran = here(&copy, &["build"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains(&format!("nothing is built from `{AGENCY}`: it has errors")), "{}", ran.stderr);
    assert_eq!(ran.stdout.lines().count(), 2, "{}", ran.stdout);
    assert_eq!(earlier("prø").expect("it stays"), agency);
    assert_ne!(earlier("ekn").expect("it was built anew"), tribunal);
}

#[test]
fn what_cannot_be_written_leaves_nothing_half() {
    let copy = example();
    // A file where a folder should be, and a folder where a file should be.
    copy.write("fil", "ikke en mappe");
    copy.write("out/eksempel/ekn/2025/opgørelsesmetode.pdf/note.txt", "en mappe");
    let ran = here(&copy, &["build", "--out", "fil"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("cannot write `fil/eksempel/"), "{}", ran.stderr);
    assert!(ran.stderr.contains("0 built, 4 failed"), "{}", ran.stderr);
    assert_eq!(copy.read("fil"), "ikke en mappe");
    let ran = here(&copy, &["build"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("3 built, 1 failed"), "{}", ran.stderr);
    let is_hidden =
        |file: &std::path::PathBuf| file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let left: Vec<_> = files(&copy.path("out")).into_iter().filter(is_hidden).collect();
    assert!(left.is_empty(), "{left:?}");
    assert_eq!(files(&copy.path("out")).len(), 5, "three documents, the note and the manifest");
}

#[test]
fn files_are_as_any_new_file() {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let copy = example();
        copy.write("out/note.txt", "som enhver fil");
        here(&copy, &["build", TRIBUNAL]);
        let mode = |path: &str| std::fs::metadata(copy.path(path)).expect("it is there").permissions().mode();
        assert_eq!(mode("out/eksempel/ekn/2025/opgørelsesmetode.pdf"), mode("out/note.txt"));
    }
}

#[test]
fn own_templates_and_fonts_stand_in_place_of_the_built_in_ones() {
    let copy = example();
    let look = std::fs::read_to_string(crate::support::repository("templates/layout/look.typ")).expect("the looks");
    assert_eq!(look.matches("#56616b").count(), 1);
    copy.write("egne/layout/look.typ", look.replace("#56616b", "#aa0011"));
    copy.write("egne/text/opfølgning.md.jinja", "# Opfølgning\n\nVi følger {{ kort }} op på vores egen måde.\n");
    let ran = here(&copy, &["build", AGENCY, "--kind", "contract", "--templates", "egne"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let bytes = std::fs::read(copy.path("out/eksempel/prø/2025/mål-og-resultatplan.pdf")).expect("it was built");
    let pdf = Pdf::read(&bytes);
    assert!(shows(&pdf.text(), "Vi følger PRØ op på vores egen måde."));
    let page = pdf.file.page_iter().nth(2).expect("a third page");
    let content = String::from_utf8_lossy(&pdf.file.get_page_content(page)).into_owned();
    // #aa0011: 170 of 255.
    assert!(content.contains("0.6666667 0 0.06666667"), "the running head has the new colour");
    // With faces that lack a character the document is refused, not printed with gaps.
    let fonts = crate::support::repository("fonts/ibm-plex-sans/IBMPlexSans-Italic.ttf");
    std::fs::create_dir_all(copy.path("skrifter/ibm-plex-sans")).expect("a folder");
    std::fs::copy(fonts, copy.path("skrifter/ibm-plex-sans/IBMPlexSans-Regular.ttf")).expect("a font");
    let ran = here(&copy, &["build", TRIBUNAL, "--kind", "contract", "--fonts", "skrifter"]);
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    let slanted = std::fs::read(copy.path("out/eksempel/ekn/2025/mål-og-resultatplan.pdf")).expect("it was built");
    let upright = crate::support::plan::contract("tests/plans/eksempel/ekn/2025");
    assert_ne!(slanted, upright.bytes);
}

#[test]
fn a_broken_layout_is_told_with_file_and_line() {
    let copy = example();
    copy.write("egne/layout/facts.typ", "// Fakta.\n\n#let facts(rows, lay) = ukendt(rows)\n");
    let ran = here(&copy, &["build", TRIBUNAL, "--templates", "egne"]);
    assert_eq!(ran.status, 1);
    assert!(ran.stderr.contains("layout/facts.typ:3: unknown variable: ukendt"), "{}", ran.stderr);
    assert!(ran.stderr.contains("opgørelsesmetode` is not built"), "{}", ran.stderr);
    // The contract holds no facts, but the same layout file.
    assert!(!copy.path("out/eksempel/ekn/2025/opgørelsesmetode.pdf").exists());
}

#[test]
fn a_broken_text_is_a_finding_at_its_line() {
    let copy = example();
    let text = "# Opfølgning\n\nPlanen for {{ institutionen }} følges op.\n";
    copy.write("plans/eksempel/tekster/opfølgning.md.jinja", text);
    let ran = here(&copy, &["check", AGENCY, "--format", "json"]);
    assert_eq!(ran.status, 1);
    let findings = findings(&ran);
    let found = findings.iter().find(|one| one["code"] == "template-fails").expect("the text cannot be filled");
    assert_eq!(found["place"]["file"], "plans/eksempel/tekster/opfølgning.md.jinja");
    assert_eq!(found["place"]["line"], 3);
    assert_eq!(found["help"], "did you mean `institution`?");
    let endless = "# Opfølgning\n\n{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}\n";
    copy.write("plans/eksempel/tekster/opfølgning.md.jinja", endless);
    let ran = here(&copy, &["check", AGENCY]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("the template does not end within"), "{}", ran.stdout);
    copy.write("plans/eksempel/tekster/opfølgning.md.jinja", "# Opfølgning\n\n{% if direktør %}\nuden ende\n");
    let ran = here(&copy, &["check", AGENCY]);
    assert_eq!(ran.status, 1);
    assert!(ran.stdout.contains("error[template-fails]"), "{}", ran.stdout);
}

#[test]
fn every_stage_can_be_looked_at() {
    let copy = example();
    let view = here(&copy, &["show", "view", AGENCY]);
    assert_eq!(view.status, 0, "{}", view.stderr);
    let stream = serde_json::Deserializer::from_str(&view.stdout).into_iter::<Value>();
    let views: Vec<Value> = stream.map(|one| one.expect("JSON")).collect();
    let kinds: Vec<&Value> = views.iter().map(|one| &one["kind"]).collect();
    assert_eq!(kinds, ["kontrakt", "opgørelsesmetode"]);
    assert_eq!(views[0]["view"]["cover"]["title"], "Mål- og resultatplan 2025");
    assert!(views[0]["words"]["da"]["resultatplan"].is_array(), "{}", views[0]["words"]);
    let plan = here(&copy, &["show", "plan", AGENCY]);
    assert_eq!(plan.status, 0);
    assert!(plan.stdout.starts_with("Plan {") && plan.stdout.contains("Prøvestyrelsen"));
    let wrong = here(&broken(), &["show", "view", AGENCY]);
    assert_eq!((wrong.status, wrong.stdout.as_str()), (1, ""));
    assert!(wrong.stderr.contains("weights-off-total"), "{}", wrong.stderr);
}

#[test]
fn every_command_has_help_with_examples() {
    let copy = Copy::empty();
    for command in COMMANDS {
        let ran = here(&copy, &[command, "--help"]);
        assert_eq!((ran.status, ran.stderr.as_str()), (0, ""), "{command}");
        assert!(ran.stdout.contains("Example"), "{command}: {}", ran.stdout);
        assert!(ran.stdout.contains(&format!("resultatplan {command}")), "{command}: {}", ran.stdout);
    }
    let help = here(&copy, &["--help"]).stdout;
    assert!(COMMANDS.iter().all(|command| help.contains(command)) && help.contains("Exit status"));
    assert!(here(&copy, &["--version"]).stdout.starts_with("resultatplan "));
}

#[test]
fn completions_and_the_manual_know_every_command() {
    let copy = Copy::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = here(&copy, &["completions", shell]);
        assert_eq!(ran.status, 0, "{shell}");
        assert!(COMMANDS.iter().all(|command| ran.stdout.contains(command)), "{shell}");
    }
    let manual = here(&copy, &["manual"]).stdout;
    assert!(manual.contains(".TH") && COMMANDS.iter().all(|command| manual.contains(command)), "{manual}");
}

#[test]
fn a_rules_page_is_printed_as_it_is() {
    let copy = Copy::empty();
    for (language, option) in [(Language::English, "--language=en"), (Language::Danish, "--language=da")] {
        for rule in resultatplan::rules().take(3) {
            let shown = here(&copy, &["explain", rule.name, option]).stdout;
            assert_eq!(shown.trim_end(), rule.page(language).trim_end());
        }
        let list = here(&copy, &["explain", option]).stdout;
        for rule in resultatplan::rules() {
            let line = list.lines().find(|line| line.split(' ').next() == Some(rule.name));
            let line = line.unwrap_or_else(|| panic!("{} is listed", rule.name));
            let level = rule.level.said().say_in(language);
            assert!(line.contains(&format!(" {level} ")) && line.ends_with(rule.title(language)), "{line}");
        }
    }
}

#[test]
fn a_reader_that_stops_reading_is_no_accident() {
    let copy = example();
    for arguments in [
        &["explain"][..],
        &["explain", "weights-off-total"],
        &["check", "-v"],
        &["check", "--format", "json"],
        &["build"],
        &["show", "view", AGENCY],
        &["show", "plan", AGENCY],
        &["completions", "zsh"],
        &["manual"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let program = env!("CARGO_BIN_EXE_resultatplan");
        let output =
            std::process::Command::new(program).args(arguments).current_dir(copy.path(".")).stdout(writer).output();
        let output = output.expect("the program can be started");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("panicked") && output.status.code() != Some(101), "{arguments:?}: {said}");
    }
}

/// A device that is always full.
#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_told() {
    let copy = example();
    for arguments in [&["explain"][..], &["check", "-v"], &["build"], &["show", "view", AGENCY]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("a full device");
        let program = env!("CARGO_BIN_EXE_resultatplan");
        let output =
            std::process::Command::new(program).args(arguments).current_dir(copy.path(".")).stdout(full).output();
        let output = output.expect("the program can be started");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("cannot write the result"), "{arguments:?}: {said}");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    }
}

#[test]
fn a_key_is_explained_and_a_schema_is_written_for_each_file() {
    let copy = example();
    let key = here(&copy, &["explain", "mål.vægt"]);
    assert!(
        key.status == 0 && key.stdout.contains("ikke fastsat") && key.stdout.contains("vægt: 25"),
        "{}",
        key.stdout
    );
    // As a Mac writes it.
    assert_eq!(here(&copy, &["explain", "ma\u{30a}l.vægt"]).stdout, key.stdout);
    assert!(here(&copy, &["explain", "mål.vægtt"]).stderr.contains("did you mean `mål.vægt`?"));
    let written = here(&copy, &["schema", "--out", "skemaer"]);
    assert_eq!(written.status, 0, "{}", written.stderr);
    for file in resultatplan::schema::FILES {
        let text = copy.read(&format!("skemaer/{}.schema.json", file.record.name));
        assert_eq!(
            serde_json::from_str::<Value>(&text).expect("it is JSON"),
            resultatplan::schema::json_schema(file.record, Language::English)
        );
    }
}
