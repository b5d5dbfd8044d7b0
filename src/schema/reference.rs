//! Keys for people: what each is for, what can stand behind it, an example.

use super::{FILES, Form, Key, Record, RecordKind, records};

/// What is known of a key or a record, by its name: `vægt`, `mål.vægt`, `mål`. None where nothing is called so.
pub fn described(name: &str) -> Option<String> {
    let (of, key) = match name.rsplit_once('.') {
        Some((record, key)) => (Some(record), key),
        None => (None, name),
    };
    let all = records();
    let is_meant = |record: &&&'static Record| of.is_none_or(|of| record.name == of);
    let whole = all.iter().filter(|record| of.is_none() && record.name == name).map(|record| of_record(record));
    let keys = all.iter().filter(is_meant).flat_map(|record| {
        let keys = record.keys.iter().filter(|one| one.name == key);
        keys.map(|one| of_key(record, one))
    });
    let texts: Vec<String> = whole.chain(keys).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}

/// All that [`described`] can be asked of.
pub fn names() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for record in records() {
        names.push(record.name.to_owned());
        names.extend(record.names().map(str::to_owned));
        names.extend(record.names().map(|key| format!("{}.{key}", record.name)));
    }
    names.sort();
    names.dedup();
    names
}

fn of_record(record: &Record) -> String {
    let files: String = paths(record)
        .map(|path| {
            format!(
                "Fil: `{path}`
"
            )
        })
        .collect();
    let line =
        |key: &Key| format!("  {}{}: {}\n", key.name, if key.is_needed { " (skal stå)" } else { "" }, key.purpose);
    let own: String = record.keys.iter().map(line).collect();
    let kinds: String = record.kinds().iter().map(|kind| format!("  {}\n", of_kind(kind))).collect();
    let kinds = if kinds.is_empty() { kinds } else { format!("Dertil én af:\n{kinds}") };
    format!("{}\n\n{}\n{files}Nøgler:\n{own}{kinds}", record.name, record.purpose)
}

/// Where the files that hold it stand.
fn paths(record: &Record) -> impl Iterator<Item = &'static str> {
    FILES.iter().filter(move |file| std::ptr::eq(file.record, record)).map(|file| file.path)
}

fn of_kind(kind: &RecordKind) -> String {
    let keys = kind.record.names().chain(kind.besides.into_iter().flat_map(Record::names));
    format!("{}: {}", kind.record.purpose, keys.collect::<Vec<_>>().join(", "))
}

fn of_key(record: &Record, key: &Key) -> String {
    let needed = if key.is_needed { "skal stå" } else { "kan udelades" };
    let example = if key.example.is_empty() { String::new() } else { format!("\n\n    {}: {}", key.name, key.example) };
    format!("{}.{} ({needed})\n\n{}\nSkrives som {}.{example}\n", record.name, key.name, key.purpose, told(&key.form))
}

/// `en andel (85 pct.) eller `ikke fastsat``.
fn told(form: &Form) -> String {
    match form {
        Form::Text => "en tekst på én linje".to_owned(),
        Form::Address => "et måls nummer, og et kravs bogstav eller navn efter det".to_owned(),
        Form::Path => "stien til en fil".to_owned(),
        Form::Prose => "en tekst i Markdown".to_owned(),
        Form::Quantity(written) if written.example.is_empty() => written.name.to_owned(),
        Form::Quantity(written) => format!("{} (`{}`)", written.name, written.example),
        Form::Words(words) => either(words().iter().map(|word| format!("`{word}`")).collect()),
        Form::List(form) => format!("en liste, hvor hvert led er {}", told(form)),
        Form::Pairs(form) => format!("navne med hver {}", told(form)),
        Form::Record(record) => format!("nøglerne i *{}*", record().name),
        Form::Quoted => "nøgler fra det, der ændres".to_owned(),
        Form::OneOf(forms) => either(forms.iter().map(told).collect()),
    }
}

/// `a, b eller c`.
fn either(mut words: Vec<String>) -> String {
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { format!("{} eller {last}", words.join(", ")) }
}

/// The page of the guide with every record and key.
pub fn markdown() -> String {
    let mut page = String::new();
    for record in records() {
        page.push_str(&format!("\n## {}\n\n{}\n", record.name, record.purpose));
        for path in paths(record) {
            page.push_str(&format!("\nFil: `{path}`\n"));
        }
        let kinds = record.kinds();
        for kind in kinds.iter().filter(|kind| !kind.said_by.is_empty()) {
            let said: Vec<String> = kind.said_by.iter().map(|key| format!("`{key}`")).collect();
            let besides = kind.besides.map_or(String::new(), |besides| format!(" og *{}*", besides.name));
            page.push_str(&format!("\n- med {}: også nøglerne i *{}*{besides}", either(said), kind.record.name));
        }
        if !kinds.is_empty() {
            page.push('\n');
        }
        page.push_str("\n| Nøgle | Hvad den er til | Skrives som | Eksempel |\n|---|---|---|---|\n");
        for key in record.keys {
            let name = if key.is_needed { format!("**`{}`**", key.name) } else { format!("`{}`", key.name) };
            let example = if key.example.is_empty() { String::new() } else { format!("`{}`", key.example) };
            page.push_str(&format!("| {name} | {} | {} | {example} |\n", key.purpose, told(&key.form)));
        }
    }
    page
}
