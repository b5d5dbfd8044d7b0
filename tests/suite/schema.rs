//! What is said of each key holds: its example is read and is valid for editors, what the reader refuses the schemas refuse,
//! and the reference says it all.

use std::path::Path;

use boon::{Compiler, SchemaIndex, Schemas};
use resultatplan::files::Memory;
use resultatplan::language::Language;
use resultatplan::load::{load, mapping};
use resultatplan::schema::{FILES, FileSchema, Form, Key, Record, described, json_schema, markdown, names, records};

use crate::support::{ASSETS, examine, repository, tracked, write};

const PLAN: &str = "m/i/2025";

/// What tells of a key or a value that cannot stand where it does.
const REFUSALS: [&str; 7] = [
    "unknown-key",
    "missing-key",
    "wrong-type",
    "malformed-quantity",
    "unknown-word",
    "unclear-requirement",
    "unclear-change",
];

/// The schemas of all files, as an editor has them.
struct Editor {
    schemas: Schemas,
    indices: Vec<(&'static str, SchemaIndex)>,
}

impl Editor {
    fn new() -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let indices = FILES.iter().enumerate().map(|(number, file)| {
            let url = format!("http://example.test/{number}.json");
            compiler.add_resource(&url, json_schema(file.record, Language::Danish)).expect("a schema is JSON");
            (file.record.name, compiler.compile(&url, &mut schemas).unwrap_or_else(|error| panic!("{error}")))
        });
        let indices = indices.collect();
        Self { schemas, indices }
    }

    /// What it says against a file, if anything.
    fn refuses(&self, record: &Record, text: &str) -> Option<String> {
        let value: serde_json::Value = match serde_saphyr::from_str(text) {
            Ok(value) => value,
            Err(error) => return Some(error.to_string()),
        };
        let (_, index) = self.indices.iter().find(|(name, _)| *name == record.name).expect("a schema a file");
        self.schemas.validate(&value, *index).err().map(|error| format!("{error:#}"))
    }
}

/// A requirement of the kind that the key of a requirement, or of its result, is for.
fn demand(record: &Record, key: &Key) -> &'static str {
    match (record.name, key.name) {
        ("opfyldelse", "forsinket") | ("forsinket", _) | ("resultat: leverance", _) => {
            "leverance: En plan.\nfrist: udgangen af 2. kvartal\n"
        }
        ("opfyldelse", "delvist til") => "værdi: Sygefravær\nhøjst: 10\n",
        ("opfyldelse", "delvist") | ("resultat: vurdering", _) => "vurdering: Samarbejdet er styrket.\n",
        ("delvis", "til") => "værdi: Sygefravær\nhøjst: 10\n",
        ("resultat: værdi", "tæller" | "nævner") => {
            "andel: Fejlfri sager\naf: kontrollerede sager\nmindst: 95 pct.\n"
        }
        ("resultat: værdi", "sammenligning") => "værdi: Karakter\nmindst: 100 pct.\nsammenlignes med: landets\n",
        ("resultat: antal", "sammenligning") => "antal: Klager\nhøjst: 90 pct.\nsammenlignes med: sidste års\n",
        ("resultat: værdi", _) => "værdi: Sygefravær\nhøjst: 10\n",
        ("resultat: antal", _) => "antal: Tilsyn\nmindst: 10\n",
        ("resultat: niveau", _) => "niveau: Modenhed\nmindst: niveau 3\n",
        ("resultat: evaluering", _) => {
            "evaluering: Samarbejdet\nemner: [A, B]\npå: [C, D]\nevalueres af: [Departementet]\nskala: { 1: Nej, 2: Ja, 3: \
             Helt }\nomregning: ikke fastsat\n"
        }
        ("resultat: andel", "højst") => "sager: Ansøgninger\nmindst: 90 pct.\nhøjst: 10 dage\n",
        ("tal for et sted", "højst") => {
            "sager: Ansøgninger\nmindst: 90 pct.\nhøjst: 10 dage\nsteder: { Valby: 60 pct., Odense: 40 pct. }\n"
        }
        ("resultat: andel", "steder") | ("tal for et sted", _) => {
            "sager: Ansøgninger\nmindst: 90 pct.\ninden for: 31 dage\nsteder: { Valby: 60 pct., Odense: 40 pct. }\n"
        }
        ("tilføj" | "fastsæt", "krav") => {
            "nr: a\nkrav:\n  - { nr: b, leverance: En plan. }\n  - { nr: c, leverance: En rapport. }\nsamles: alle\n"
        }
        ("ændring", "måltallene er for") => "nr: a\nantal: Tilsyn\nmindst: 12\nkvartaler samles: sum\n",
        ("ændring", _) => "nr: a\nsager: Ansøgninger\nmindst: 90 pct.\ninden for: 31 dage\n",
        _ => "sager: Ansøgninger\nmindst: 90 pct.\ninden for: 31 dage\n",
    }
}

/// What must stand beside a key, in place of what always does.
fn beside(record: &Record, key: &Key) -> Option<&'static str> {
    Some(match (record.name, key.name) {
        ("andel", "sager" | "hverdage" | "opkald" | "henvendelser") => "mindst: 90 pct.\ninden for: 31 dage\n",
        ("andel", "trin") => "sager: Ansøgninger\n",
        ("andel", _) => "sager: Ansøgninger\nmindst: 90 pct.\ninden for: 31 dage\n",
        ("trin", "vægt") => "sager: Ansøgninger\nmindst: 90 pct.\ninden for: 31 dage\n",
        ("trin", "højst") => "sager: Ansøgninger\nmindst: 90 pct.\n",
        ("trin", "inden for") => "sager: Ansøgninger\nmindst: 90 pct.\n",
        ("trin", "mindst") => "sager: Ansøgninger\ninden for: 31 dage\n",
        ("værdi", "andel") => "af: kontrollerede sager\nmindst: 95 pct.\n",
        ("værdi", "af") => "andel: Fejlfri sager\nmindst: 95 pct.\n",
        ("værdi", "gennemsnit") => "pr: årsværk\nnævneren samles: gennemsnit\nmindst: 12\n",
        ("værdi", "pr") => "gennemsnit: Sygedage\nnævneren samles: gennemsnit\nmindst: 12\n",
        ("værdi", "nævneren samles") => "gennemsnit: Sygedage\npr: årsværk\nmindst: 12\n",
        ("værdi", "hvis ingen") => "andel: Fejlfri sager\naf: kontrollerede sager\nmindst: 95 pct.\n",
        ("værdi" | "antal", _) => "mindst: 12\n",
        ("resultat: værdi", "tæller") => "krav: \"1.1\"\nnævner: 400\n",
        ("resultat: værdi", "nævner") => "krav: \"1.1\"\ntæller: 380\n",
        ("grænse", "tolerance") => "antal: Tilsyn\nmindst: 12\n",
        ("grænse", "sammenlignes med") => "antal: Tilsyn\nmindst: 100 pct.\n",
        ("grænse", "sammenlignes som") => "antal: Tilsyn\nmindst: 12\nsammenlignes med: sidste års\n",
        ("grænse", _) => "antal: Tilsyn\n",
        ("måltal", "måles" | "frist") => "mindst: 12\n",
        ("måltal", "vægt" | "tolerance") => "måles: 2. kvartal\nmindst: 12\n",
        ("måltal", "sammenlignes med") => "måles: 2. kvartal\nmindst: 100 pct.\n",
        ("måltal", "sammenlignes som") => "måles: 2. kvartal\nmindst: 12\nsammenlignes med: sidste års\n",
        ("måltal", _) => "måles: 2. kvartal\n",
        ("krav", "ordlyden står alene") => "leverance: En plan.\nordlyd: Planen foreligger.\n",
        ("krav", "måltal") => "antal: Tilsyn\nmåltal samles: alle\n",
        ("krav", "måltal samles") => "antal: Tilsyn\nmåltal: [{ måles: 2. kvartal, mindst: 12 }]\n",
        ("delvis", "opfyldelse") => "fra: 80 pct.\n",
        ("delvis", _) => "opfyldelse: 50 pct.\n",
        ("resultat: andel", "i alt") => "krav: \"1.1\"\ninden for: { 31 dage: 371 }\n",
        ("resultat: andel", "inden for") => "krav: \"1.1\"\ni alt: 412\n",
        ("resultat: andel", "højst") => "krav: \"1.1\"\ni alt: 412\n",
        ("tal for et sted", "i alt") => "inden for: { 31 dage: 371 }\n",
        ("tal for et sted", _) => "i alt: 412\n",
        ("resultat: leverance", "bevis") => "krav: \"1.1\"\nleveret: 28. juni 2025\n",
        ("resultat: vurdering", "vurdering") => "krav: \"1.1\"\naf: A\ndato: 15. januar 2026\nbegrundelse: B.\n",
        ("resultat: vurdering", "af") => "krav: \"1.1\"\nvurdering: opfyldt\ndato: 15. januar 2026\nbegrundelse: B.\n",
        ("resultat: vurdering", "dato") => "krav: \"1.1\"\nvurdering: opfyldt\naf: A\nbegrundelse: B.\n",
        ("resultat: vurdering", "begrundelse") => "krav: \"1.1\"\nvurdering: opfyldt\naf: A\ndato: 15. januar 2026\n",
        ("resultat", "krav") => "kommentar: Der er ikke talt.\n",
        ("resultat", "kilde") => "krav: \"1.1\"\nkommentar: Der er ikke talt.\n",
        ("tilføj", "mål") => "tilføj: målgruppe 2.0\n",
        ("tilføj", "krav") => "tilføj: 1.1 a\n",
        ("tilføj", "underskrivere") => "tilføj: påtegning\n",
        ("tilføj", "tilføj") => "resultatkrav: [{ nr: z, leverance: En rapport. }]\n",
        ("fastsæt", "åbent") => "fastsæt: \"1.1\"\nresultatkrav: [{ nr: z, leverance: En rapport. }]\n",
        ("fastsæt", "resultatkrav") => "fastsæt: \"1.1\"\nåbent: Måltal for 2. halvår\n",
        ("fastsæt", "krav") => "fastsæt: 1.1 a\nåbent: Måltal for 2. halvår\n",
        ("fastsæt", "fastsæt") => "til: { vægt: 25 }\n",
        ("ændr", "ændr") => "fra: { vægt: 25 }\ntil: { vægt: 30 }\n",
        ("ændr", "fra") => "ændr: \"1.1\"\ntil: { vægt: 30 }\n",
        ("ændring", "måltallene er for") => {
            "ændr: 1.1 a\nfra: { mindst: 12 }\ntil: { mindst: 8 }\nmålene samles: alle\n"
        }
        ("ændring", _) => "ændr: 1.1 a\nfra: { mindst: 90 pct. }\ntil: { mindst: 92 pct. }\n",
        ("ændr", "til") => "ændr: \"1.1\"\n",
        ("plan", "vægte") => {
            "titel: T\når: 2025\nperiode: 1. januar 2025 til 31. december 2025\nskabelon: ingen\nmålgrupper: [{ nr: \"2.0\", \
             titel: Faglige mål, mål: [{ nr: \"1.1\", område: A, mål: B., resultatkrav: [{ leverance: C. }] }] }]\n"
        }
        ("resultatløn", "rammer") => "til: Direktør N. N.\nudmøntes: proportional\n",
        ("resultatløn", "udmøntes") => "til: Direktør N. N.\nloft: 100.000 kr.\n",
        ("resultatløn", "til") => "loft: 100.000 kr.\nudmøntes: proportional\n",
        ("analyse", "mål") => "tekst: Der kom flere.\n",
        ("analyse", _) => "mål: \"1.1\"\n",
        ("krav", "ordlyden dækker delene") => {
            "ordlyd: Plan og rapport foreligger.\nsamles: alle\nkrav: [{ nr: a, leverance: Plan. }, { nr: b, leverance: Rapport. }]\n"
        }
        ("krav", _) => "sager: Ansøgninger\nmindst: 90 pct.\ninden for: 31 dage\n",
        _ => return None,
    })
}

fn indented(text: &str, by: &str) -> String {
    text.lines().map(|line| format!("{by}{line}\n")).collect()
}

/// The needed keys of a record with their examples, but for one.
fn minimal(record: &Record, but: &str) -> String {
    // Only a plan that has no weights at all has goals without, and only an annex alone goals that do not say what is to be reached.
    // A result pay has one amount or several.
    let needed_here = [("mål", "vægt"), ("mål", "mål"), ("resultatløn", "loft")];
    let is_needed = |key: &&Key| key.is_needed || (needed_here.contains(&(record.name, key.name)) && but != "rammer");
    let needed = record.keys.iter().filter(is_needed).filter(|key| key.name != but);
    needed.map(|key| format!("{}: {}\n", key.name, key.example)).collect()
}

/// What every requirement, result and change has, where it is only on the way to what is looked at.
fn on_the_way(record: &Record, want: (&Record, &Key)) -> String {
    match record.name {
        "krav" if want.0.name == "måltal" => "antal: Tilsyn\nmåltal samles: alle\n".to_owned(),
        "krav" => demand(want.0, want.1).to_owned(),
        "resultat" => "krav: \"1.1\"\n".to_owned(),
        _ => String::new(),
    }
}

/// A record that holds the key of another, or its own, with the key's example.
fn holding(
    record: &'static Record,
    want: (&'static Record, &'static Key),
    seen: &mut Vec<&'static str>,
) -> Option<String> {
    let is = |one: &Record| std::ptr::eq(one, want.0);
    let kinds = record.kinds();
    let example = format!("{}: {}\n", want.1.name, want.1.example);
    let others = beside(want.0, want.1);
    if is(record) {
        return Some(others.map_or_else(|| minimal(record, want.1.name), str::to_owned) + &example);
    }
    for kind in &kinds {
        if is(kind.record) || kind.besides.is_some_and(is) {
            let always = || minimal(record, "") + &minimal(kind.record, want.1.name);
            return Some(others.map_or_else(always, str::to_owned) + &example);
        }
    }
    if seen.contains(&record.name) {
        return None;
    }
    seen.push(record.name);
    let own = record.keys.iter().map(|key| (record, key));
    let of_kinds = kinds.iter().flat_map(|kind| kind.record.keys.iter().map(|key| (kind.record, key)));
    for (of, key) in own.chain(of_kinds) {
        let Some(inner) = under(&key.form, want, seen) else { continue };
        let is_own = std::ptr::eq(of, record);
        let rest = if is_own && record.name == "krav" || record.name == "resultat" {
            on_the_way(record, want)
        } else {
            minimal(record, key.name)
        };
        // A kind of its own stands for the kind on the way.
        let rest = match (is_own, of.name) {
            (true, _) => rest,
            (false, "andel") if key.name == "trin" => "sager: Ansøgninger\n".to_owned(),
            (false, "resultat: andel") => on_the_way(record, want),
            (false, _) => minimal(of, key.name),
        };
        return Some(format!("{rest}{}:\n{}", key.name, indented(&inner, "  ")));
    }
    None
}

fn under(form: &Form, want: (&'static Record, &'static Key), seen: &mut Vec<&'static str>) -> Option<String> {
    match form {
        Form::Record(record) => holding(record(), want, seen),
        Form::List(form) => {
            let inner = indented(&under(form, want, seen)?, "  ");
            Some(format!("- {}", inner.trim_start()))
        }
        Form::Pairs(form) => Some(format!("Valby:\n{}", indented(&under(form, want, seen)?, "  "))),
        Form::OneOf(forms) => forms.iter().find_map(|form| under(form, want, seen)),
        Form::Text | Form::Address | Form::Path | Form::Prose | Form::Quantity(_) | Form::Words(_) | Form::Quoted => {
            None
        }
    }
}

/// A plan that all the examples fit, with one file in place of its own.
fn files(want: (&Record, &Key), file: &FileSchema, text: &str) -> Memory {
    let mut files = Memory::default();
    let texts = ["afsnit/særlige-forhold.md", "afsnit/faglige-mål.md", "afsnit/baggrund.md", "afsnit/analyse.md"];
    texts.iter().for_each(|path| files.write(format!("{PLAN}/{path}"), "En tekst.\n"));
    let simple =
        FILES.iter().filter(|file| ["ministerium", "institution", "plan", "budget"].contains(&file.record.name));
    simple.for_each(|file| files.write(path(file), minimal(file.record, "")));
    let goal = format!(
        "nr: \"1.1\"\nområde: Tilsyn\nvægt: 25\nmål: Tilsyn holdes.\nåbent: [{{ hvad: Måltal for 2. halvår, fastsættes: i \
         juni }}]\nresultatkrav:\n  - {}",
        indented(demand(want.0, want.1), "    ").trim_start()
    );
    files.write(format!("{PLAN}/mål/1.1.yaml"), &*goal);
    files.write("m/koncern/mål/fælles.yaml", goal.replace("1.1", "1.3"));
    let second =
        "{ nr: \"1.2\", område: Tilsyn, vægt: 5, mål: Tilsyn holdes., resultatkrav: [{ leverance: En plan. }] }";
    let plan = format!(
        "{}påtegning: [{{ for: institution, titel: Direktør }}]\n",
        minimal(&resultatplan::schema::plan::RECORD, "")
            .replace("[mål/1.1.yaml]", &format!("[mål/1.1.yaml, {second}]"))
    );
    if file.record.name == "koncernfælles" {
        files.write(format!("{PLAN}/plan.yaml"), plan.replace("[mål/1.1.yaml", "[koncernfælles, mål/1.1.yaml"));
    } else if file.record.name == "budget" {
        files.write(format!("{PLAN}/plan.yaml"), format!("{plan}budget: budget.yaml\n"));
    } else {
        files.write(format!("{PLAN}/plan.yaml"), plan);
    }
    files.write(path(file), text);
    files
}

fn path(file: &FileSchema) -> String {
    match file.record.name {
        "ministerium" => "m/ministerium.yaml".to_owned(),
        "koncernfælles" => "m/koncern/2025.yaml".to_owned(),
        "institution" => "m/i/institution.yaml".to_owned(),
        "mål" => format!("{PLAN}/mål/1.1.yaml"),
        "resultater" => format!("{PLAN}/resultater/2-kvartal.yaml"),
        "allonge" => format!("{PLAN}/allonger/1.yaml"),
        name => format!("{PLAN}/{name}.yaml"),
    }
}

/// What the reader says against the keys and values of a plan's files.
fn refused(files: &Memory, file: &FileSchema) -> Vec<String> {
    let report = if file.record.name == "indlæsning" {
        let loaded = load(files, Path::new(PLAN), &ASSETS);
        assert!(loaded.known.plan().is_some(), "{:#?}", loaded.report.findings());
        mapping(files, Path::new(&path(file)), loaded.known.plan().expect("a plan")).2
    } else {
        examine(files, Path::new(PLAN)).report
    };
    let findings = report.findings().iter().filter(|finding| REFUSALS.contains(&finding.rule.name));
    findings.map(|finding| format!("{}: {}", finding.rule.name, finding.message)).collect()
}

/// The files that people write.
fn written_by_people() -> impl Iterator<Item = &'static FileSchema> {
    FILES.iter().filter(|file| file.is_by_hand)
}

/// Each key that people write, in a file that holds it with its example.
fn examples() -> Vec<(&'static FileSchema, &'static Record, &'static Key, String)> {
    let mut all = Vec::new();
    for record in records() {
        for key in record.keys.iter().filter(|key| !key.example.is_empty()) {
            let held = written_by_people().find_map(|file| {
                holding(file.record, (record, key), &mut Vec::new()).map(|text| (file, record, key, text))
            });
            all.extend(held);
        }
    }
    all
}

#[test]
fn the_example_of_every_key_is_read_and_valid() {
    let editor = Editor::new();
    let examples = examples();
    let mut wrong = Vec::new();
    for (file, record, key, text) in &examples {
        let told = refused(&files((record, key), file, text), file);
        let schema = editor.refuses(file.record, text);
        if !told.is_empty() || schema.is_some() {
            wrong.push(format!("{}.{}\n{text}{told:#?}\n{}", record.name, key.name, schema.unwrap_or_default()));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), examples.len(), wrong.join("\n"));
    let people =
        ["låst", "låst allonge", "lås", "underskrifter", "underskrevet dokument", "underskrevet fil", "underskrift"];
    let keys =
        records().into_iter().filter(|record| !people.contains(&record.name)).flat_map(|record| record.keys).count();
    assert_eq!(examples.len(), keys, "each key is tried");
}

#[test]
fn what_the_reader_refuses_the_schemas_refuse() {
    let editor = Editor::new();
    let mut differ = Vec::new();
    for (file, record, key, text) in examples() {
        let example = format!("{}: {}\n", key.name, key.example);
        // A key that is mistyped, whatever stands behind it.
        let mistyped = text.replacen(&example, &format!("{}æ: {}\n", key.name, key.example), 1);
        // A map where something else stands, and the other way round.
        let wrong = if key.example.starts_with('{') { "[[a]]" } else { "{ a: 1 }" };
        let retyped = text.replacen(&example, &format!("{}: {wrong}\n", key.name), 1);
        for text in [mistyped, retyped] {
            assert!(text.contains("æ: ") || text.contains(wrong), "{text}");
            let told = refused(&files((record, key), file, &text), file);
            let schema = editor.refuses(file.record, &text);
            if told.is_empty() || schema.is_none() {
                differ.push(format!("{}.{}\n{text}{told:#?}\n{schema:#?}", record.name, key.name));
            }
        }
    }
    assert!(differ.is_empty(), "{}:\n{}", differ.len(), differ.join("\n"));
}

#[test]
fn the_wrong_value_of_every_key_is_refused_as_it_is_told() {
    let examples = examples();
    let mut wrong = Vec::new();
    for (file, record, key, text) in &examples {
        let value = key.wrong();
        let example = format!("{}: {}\n", key.name, key.example);
        let text = text.replacen(&example, &format!("{}: {}\n", key.name, value.text), 1);
        let told = refused(&files((record, key), file, &text), file);
        if !told.contains(&format!("{}: {}", value.code, value.message)) {
            wrong.push(format!("{}.{} {value:?}\n{text}{told:#?}", record.name, key.name));
        }
        for language in Language::ALL {
            let explained = described(&format!("{}.{}", record.name, key.name), language).expect("it is explained");
            assert!(explained.contains(&example), "{explained}");
            let refused = format!("`{}`: {}\n", value.code, value.message.say_in(language));
            assert!(explained.contains(&format!("    {}: {}\n\n{refused}", key.name, value.text)), "{explained}");
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), examples.len(), wrong.join("\n"));
}

#[test]
fn what_the_program_alone_writes_has_no_wrong_value() {
    let locked = described("låst.aftryk", Language::English).expect("it is explained");
    assert!(!locked.contains("Wrong"), "{locked}");
}

#[test]
fn every_file_of_the_plans_is_valid() {
    let editor = Editor::new();
    let mut tried = 0;
    for folder in ["plans", "tests/plans"] {
        for path in tracked(&repository(folder)) {
            let name = path.strip_prefix(repository(folder)).expect("it is below").to_string_lossy().into_owned();
            let name = name.split_once('/').expect("a ministry").1;
            let Some(file) = FILES.iter().find(|file| fits(file.path, name)) else { continue };
            let text = std::fs::read_to_string(&path).expect("a file");
            assert_eq!(editor.refuses(file.record, &text), None, "{}", path.display());
            tried += 1;
        }
    }
    assert!(tried > 60, "{tried} files");
}

/// Whether a path is one of a pattern, in which `*` is a name.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    let is_name = |(wanted, name): (&&str, &&str)| match wanted.split_once('*') {
        Some((_, ending)) => name.ends_with(ending),
        None => wanted == name,
    };
    pattern.len() == path.len() && pattern.iter().zip(&path).all(is_name)
}

#[test]
fn every_key_is_explained_by_its_name() {
    let says = |name: &str, purpose: &str, language| {
        described(name, language).is_some_and(|text| !purpose.is_empty() && text.contains(purpose))
    };
    for (record, language) in records().into_iter().flat_map(|record| Language::ALL.map(|language| (record, language)))
    {
        assert!(says(record.name, record.purpose(language), language), "{}", record.name);
        for key in record.keys {
            for name in [key.name.to_owned(), format!("{}.{}", record.name, key.name)] {
                assert!(says(&name, key.purpose(language), language), "{name}");
                assert!(names().contains(&name));
            }
        }
    }
    assert_eq!(described("mål.uden for", Language::Danish), None);
}

#[test]
fn the_schemas_tell_what_keys_are_for_in_the_language_that_is_asked_for() {
    let told = |language| {
        let goal = json_schema(&resultatplan::schema::goal::RECORD, language)["definitions"]["mål"].clone();
        (goal["description"].clone(), goal["properties"]["baggrund"]["description"].clone())
    };
    assert_eq!(
        told(Language::Danish),
        ("Et mål: en fil i `mål/`, eller direkte under en målgruppe.".into(), "Hvorfor målet er sat.".into())
    );
    assert_eq!(
        told(Language::English),
        ("A goal: a file in `mål/`, or right under a group of goals.".into(), "Why the goal is set.".into())
    );
}

#[test]
fn the_guide_has_every_key() {
    let pages = [
        (
            Language::English,
            "docs/keys.md",
            "# Keys\n\nWhat stands in each file of a ministry's folder, record by record; a key in bold must be there. \
             `resultatplan explain KEY`\ntells the same of one key, with a right and a wrong example, and `resultatplan schema` \
             writes it for editors. `UPDATE=1 cargo test`\nmakes this page anew.\n",
        ),
        (
            Language::Danish,
            "docs/da/nøgler.md",
            "# Nøgler\n\nHvad der står i hver fil i et ministeriums mappe. En nøgle med fed skrift skal stå der. \
             `resultatplan explain NØGLE` viser det samme\nom én nøgle, med et rigtigt og et forkert eksempel, og \
             `resultatplan schema` skriver det til editorer. `UPDATE=1 cargo test` danner\nsiden på ny.\n",
        ),
    ];
    for (language, path, head) in pages {
        let (path, page) = (repository(path), head.to_owned() + &markdown(language));
        if std::env::var_os("UPDATE").is_some() {
            write(&path, &page);
        }
        assert_eq!(std::fs::read_to_string(path).expect("the page is there"), page);
    }
}
