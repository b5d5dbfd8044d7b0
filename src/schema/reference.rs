//! Keys for people: what each is for, what can stand behind it, a right and a wrong example.

use super::{FILES, Form, Key, Record, RecordKind, records, records_of};
use crate::language::{Language, Message, say};

/// What is known of a key or a record, by its name: `vægt`, `mål.vægt`, `mål`. None where nothing is called so.
pub fn described(name: &str, language: Language) -> Option<String> {
    let (of, key) = match name.rsplit_once('.') {
        Some((record, key)) => (Some(record), key),
        None => (None, name),
    };
    let all = records();
    let is_meant = |record: &&&'static Record| of.is_none_or(|of| record.name == of);
    let whole =
        all.iter().filter(|record| of.is_none() && record.name == name).map(|record| of_record(record, language));
    let keys = all.iter().filter(is_meant).flat_map(|record| {
        let keys = record.keys.iter().filter(|one| one.name == key);
        keys.map(|one| of_key(record, one, language))
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

fn of_record(record: &Record, language: Language) -> String {
    let said = |message: Message| message.say_in(language);
    let files: String = paths(record).map(|path| said(say!("schema.file", path = path)) + "\n").collect();
    let line = |key: &Key| {
        let needed = if key.is_needed { format!(" ({})", said(say!("schema.needed"))) } else { String::new() };
        format!("  {}{needed}: {}\n", key.name, key.purpose(language))
    };
    let own: String = record.keys.iter().map(line).collect();
    let kinds: String = record.kinds().iter().map(|kind| format!("  {}\n", of_kind(kind, language))).collect();
    let kinds = if kinds.is_empty() { kinds } else { format!("{}\n{kinds}", said(say!("schema.besides"))) };
    let heading = said(say!("schema.keys"));
    format!("{}\n\n{}\n{files}{heading}\n{own}{kinds}", record.name, record.purpose(language))
}

/// Where the files that hold it stand, below the ministry's folder.
pub fn paths(record: &Record) -> impl Iterator<Item = &'static str> {
    FILES.iter().filter(move |file| std::ptr::eq(file.record, record)).map(|file| file.path)
}

fn of_kind(kind: &RecordKind, language: Language) -> String {
    let keys = kind.record.names().chain(kind.besides.into_iter().flat_map(Record::names));
    format!("{} {}", kind.record.purpose(language), keys.map(quoted).collect::<Vec<_>>().join(", "))
}

fn of_key(record: &Record, key: &Key, language: Language) -> String {
    let said = |message: Message| message.say_in(language);
    let needed = said(if key.is_needed { say!("schema.needed") } else { say!("schema.optional") });
    let written = said(say!("schema.written", form = told(&key.form, language)));
    let mut text = format!("{}.{} ({needed})\n\n{}\n{written}\n", record.name, key.name, key.purpose(language));
    let mut add = |title: Message, value: &str| {
        text.push_str(&format!("\n{}\n\n    {}: {value}\n", said(title), key.name));
    };
    if !key.example.is_empty() {
        add(say!("schema.right"), key.example);
    }
    // What only the program writes nobody writes wrong.
    if records_of(|file| file.is_by_hand).iter().any(|one| std::ptr::eq(*one, record)) {
        let wrong = key.wrong();
        add(say!("schema.wrong"), &wrong.text);
        text.push_str(&format!("\n{}: {}\n", quoted(wrong.code), said(wrong.message)));
    }
    text
}

/// `en andel (85 pct.) eller `ikke fastsat``.
fn told(form: &Form, language: Language) -> String {
    let said = |message: Message| message.say_in(language);
    match form {
        Form::Text => said(say!("schema.text")),
        Form::Address => said(say!("schema.address")),
        Form::Path => said(say!("schema.path")),
        Form::Prose => said(say!("schema.prose")),
        Form::Quantity(written) if written.example.is_empty() => written.name(language).to_owned(),
        Form::Quantity(written) => format!("{} (`{}`)", written.name(language), written.example),
        Form::Words(_) | Form::OneOf(_) => either(choices(form, language), language),
        Form::List(form) => said(say!("schema.list", form = told(form, language))),
        Form::Pairs(form) => said(say!("schema.pairs", form = told(form, language))),
        Form::Record(record) => said(say!("schema.record", record = record().name)),
        Form::Quoted => said(say!("schema.quoted")),
    }
}

/// All that can be chosen among, each told by itself.
fn choices(form: &Form, language: Language) -> Vec<String> {
    let choice = |form: &Form| {
        if let Form::Words(words) = form { words().iter().map(quoted).collect() } else { vec![told(form, language)] }
    };
    form.alternatives().into_iter().flat_map(choice).collect()
}

fn quoted(word: impl std::fmt::Display) -> String {
    format!("`{word}`")
}

/// `a, b eller c`.
fn either(mut words: Vec<String>, language: Language) -> String {
    let last = words.pop().unwrap_or_default();
    if words.is_empty() { last } else { say!("schema.or", words = words, last = last).say_in(language) }
}

/// The page of the guide with every record and key.
pub fn markdown(language: Language) -> String {
    let said = |message: Message| message.say_in(language);
    let mut page = String::new();
    for record in records() {
        page.push_str(&format!("\n## {}\n\n{}\n", record.name, record.purpose(language)));
        for path in paths(record) {
            page.push_str(&format!("\n{}\n", said(say!("schema.file", path = path))));
        }
        let kinds = record.kinds();
        for kind in kinds.iter().filter(|kind| !kind.said_by.is_empty()) {
            let keys = either(kind.said_by.iter().map(quoted).collect(), language);
            let besides = kind.besides.map(|besides| besides.name);
            let kind = say!("schema.kind", keys = keys, record = kind.record.name, besides = besides);
            page.push_str(&format!("\n- {}", said(kind)));
        }
        if !kinds.is_empty() {
            page.push('\n');
        }
        page.push_str(&format!("\n{}\n|---|---|---|---|\n", said(say!("schema.table"))));
        for key in record.keys {
            let name = if key.is_needed { format!("**`{}`**", key.name) } else { quoted(key.name) };
            let example = if key.example.is_empty() { String::new() } else { quoted(key.example) };
            let (purpose, form) = (key.purpose(language), told(&key.form, language));
            page.push_str(&format!("| {name} | {purpose} | {form} | {example} |\n"));
        }
    }
    page
}
