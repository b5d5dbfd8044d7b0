//! The command line in Danish: clap's help, filled with the words of `da.yaml`, and what is wrong with arguments in both languages.
//!
//! In English, help is what stands beside each option in the code. In Danish it stands in the file, by the names of commands and
//! options: a test holds that nothing lacks.

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::LazyLock;

use clap::builder::{StyledStr, Styles};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command};

use super::output::PrintedLine;
use crate::language::{Language, LanguageChoice, Message, say};

/// What `--help` says in Danish, by the names of commands and of their options: `build`, `build.kind`, `build.copy.reading`.
static DANISH: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| serde_saphyr::from_str(include_str!("da.yaml")).unwrap_or_default());

/// The names of values.
const VALUES: &str = "values";

/// All that `--help` says, by the names under which a language has it.
pub fn help_texts(command: &Command) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    gather("", command, &mut texts);
    texts
}

/// The same in Danish.
pub fn danish_help_texts() -> &'static BTreeMap<String, String> {
    &DANISH
}

fn gather(path: &str, command: &Command, texts: &mut BTreeMap<String, String>) {
    let mut put = |name: String, text: Option<&StyledStr>| {
        texts.extend(text.map(|text| (format!("{path}{name}"), text.to_string())));
    };
    put("about".to_owned(), command.get_long_about().or(command.get_about()));
    put("examples".to_owned(), command.get_after_help());
    for argument in command.get_arguments() {
        put(argument.get_id().to_string(), argument.get_long_help().or(argument.get_help()));
        for value in argument.get_possible_values() {
            put(format!("{}.{}", argument.get_id(), value.get_name()), value.get_help());
        }
    }
    for argument in command.get_arguments().filter(|one| one.get_action().takes_values()) {
        for name in argument.get_value_names().unwrap_or_default() {
            texts.insert(format!("{VALUES}.{name}"), name.to_string());
        }
    }
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        gather(&format!("{path}{}.", inner.get_name()), inner, texts);
    }
}

/// The language that the arguments ask for, before they are read: what is wrong with them is told in it too.
pub(super) fn chosen() -> LanguageChoice {
    let all: Vec<String> = std::env::args_os().map(|one| one.to_string_lossy().into_owned()).collect();
    let behind = all.iter().skip_while(|one| *one != "--language").nth(1).map(String::as_str);
    let named = all.iter().find_map(|one| one.strip_prefix("--language=")).or(behind);
    let option = named.and_then(|named| Language::ALL.into_iter().find(|one| one.code() == named));
    LanguageChoice::new(option, |name| std::env::var(name).ok())
}

/// A command whose help is in a language.
pub(super) fn in_language(mut command: Command, language: Language) -> Command {
    match language {
        Language::English => command,
        Language::Danish => {
            command.build();
            in_danish("", command)
        }
    }
}

const TEMPLATE: &str = "{about-with-newline}\nBrug: {usage}\n\n{all-args}{after-help}";

fn in_danish(path: &str, command: Command) -> Command {
    let text = |name: &str| DANISH.get(&format!("{path}{name}")).cloned();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[TILVALG]").replace("COMMAND", "KOMMANDO");
    let usage = values_named(usage);
    let mut command = command
        .help_template(TEMPLATE)
        .subcommand_help_heading("Kommandoer")
        .subcommand_value_name("KOMMANDO")
        .override_usage(usage)
        .mut_args(|argument| argument_in_danish(path, argument));
    if let Some(about) = text("about") {
        let short = about.split("\n\n").next().unwrap_or_default().to_owned();
        command = command.about(short).long_about(about);
    }
    if let Some(examples) = text("examples") {
        command = command.after_help(examples);
    }
    command.mut_subcommands(|inner| match inner.get_name() {
        "help" => inner.about("Vis hjælp til programmet eller til en kommando"),
        name => {
            let path = format!("{path}{name}.");
            in_danish(&path, inner)
        }
    })
}

/// A line of usage with its values, `<DIR>` and `[DIR]`, by their Danish names.
fn values_named(usage: String) -> String {
    let values =
        DANISH.iter().filter_map(|(name, danish)| Some((name.strip_prefix(VALUES)?.strip_prefix('.')?, danish)));
    values.fold(usage, |usage, (name, danish)| {
        let optional = usage.replace(&format!("[{name}]"), &format!("[{danish}]"));
        optional.replace(&format!("<{name}>"), &format!("<{danish}>"))
    })
}

fn argument_in_danish(path: &str, argument: Arg) -> Arg {
    let id = argument.get_id().to_string();
    // Options of every command stand with the program's own.
    let own = DANISH.get(&format!("{path}{id}")).or_else(|| DANISH.get(&id));
    let mut text = own.cloned().unwrap_or_default();
    let mut long = text.clone();
    let defaults: Vec<String> =
        argument.get_default_values().iter().map(|one| one.to_string_lossy().into_owned()).collect();
    let takes_values = argument.get_action().takes_values();
    let values: Vec<(String, Option<&String>)> = argument
        .get_possible_values()
        .iter()
        .filter(|_| takes_values)
        .map(|value| (value.get_name().to_owned(), DANISH.get(&format!("{path}{id}.{}", value.get_name()))))
        .collect();
    if takes_values && !defaults.is_empty() {
        let default = format!(" [standard: {}]", defaults.join(", "));
        text += &default;
        long += &default;
    }
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(|(name, _)| name.as_str()).collect();
        if values.iter().any(|(_, told)| told.is_some()) {
            long += "\n\nMulige værdier:";
            for (name, told) in &values {
                long += &format!("\n- {name}{}", told.map(|told| format!(": {told}")).unwrap_or_default());
            }
        } else {
            long += &format!(" [mulige værdier: {}]", names.join(", "));
        }
        text += &format!(" [mulige værdier: {}]", names.join(", "));
    }
    let names = argument.get_value_names().unwrap_or_default().iter();
    let names: Vec<&'static str> =
        names.filter_map(|name| DANISH.get(&format!("{VALUES}.{name}")).map(String::as_str)).collect();
    let heading = if argument.is_positional() { "Argumenter" } else { "Tilvalg" };
    // Under a heading of ours they would stand by their names.
    let argument = match argument.get_index() {
        Some(index) => argument.display_order(index),
        None => argument,
    };
    let argument = argument.help(text).long_help(long).help_heading(heading);
    let argument = argument.hide_default_value(true).hide_possible_values(true);
    if names.is_empty() { argument } else { argument.value_names(names) }
}

/// What is wrong with the arguments, and how they are written.
pub(super) fn told(error: &clap::Error) -> String {
    let styles = Styles::styled();
    let (mark, strong) = (styles.get_error(), styles.get_literal());
    let level = say!("level.error").line();
    let mut text = format!("{mark}{level}:{mark:#} {}\n", problem(error).line());
    if let Some(near) = suggestion(error) {
        text += &format!("\n  {}\n", say!("arguments.near", near = near).line());
    }
    if let Some(usage) = usage(error) {
        text += &format!("\n{strong}{}{strong:#} {usage}\n", say!("arguments.usage").line());
    }
    text + &format!("\n{}", say!("arguments.more").line())
}

fn usage(error: &clap::Error) -> Option<String> {
    let usage = error.get(ContextKind::Usage)?.to_string();
    Some(usage.trim_start_matches("Usage: ").trim().to_owned())
}

fn suggestion(error: &clap::Error) -> Option<String> {
    let kinds = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    kinds.into_iter().find_map(|kind| listed(error, kind).pop())
}

/// What clap knows of an error, each as it names it.
fn listed(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(several)) => several.clone(),
        Some(other) => vec![other.to_string()],
        None => Vec::new(),
    }
}

fn problem(error: &clap::Error) -> Message {
    let all = |kind| listed(error, kind);
    let one = |kind| all(kind).join(", ");
    let argument = one(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::InvalidValue if one(ContextKind::InvalidValue).is_empty() => {
            say!("arguments.no-value", argument = argument, values = all(ContextKind::ValidValue))
        }
        ErrorKind::InvalidValue => {
            let value = one(ContextKind::InvalidValue);
            say!("arguments.value", value = value, argument = argument, values = all(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(ToString::to_string).unwrap_or_default();
            say!("arguments.refused", value = one(ContextKind::InvalidValue), argument = argument, why = why)
        }
        ErrorKind::UnknownArgument => say!("arguments.unknown", argument = argument),
        ErrorKind::InvalidSubcommand => say!("arguments.command", command = one(ContextKind::InvalidSubcommand)),
        ErrorKind::ArgumentConflict if argument == one(ContextKind::PriorArg) => {
            say!("arguments.twice", argument = argument)
        }
        ErrorKind::ArgumentConflict => {
            say!("arguments.conflict", argument = argument, other = one(ContextKind::PriorArg))
        }
        ErrorKind::MissingRequiredArgument => say!("arguments.missing", arguments = all(ContextKind::InvalidArg)),
        ErrorKind::MissingSubcommand => say!("arguments.no-command"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            say!("arguments.number-of-values", argument = argument)
        }
        ErrorKind::InvalidUtf8 => say!("arguments.utf8"),
        _ => say!("arguments.other", problem = error.kind().to_string()),
    }
}
