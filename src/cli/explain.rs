//! `resultatplan explain`: prints a rule's page, or what a key is for.

use clap::Args;

use super::CommandOutcome;
use super::output::{complain, language, print};
use crate::diagnostic::{Severity, nearest};
use crate::files::composed;
use crate::language::say;
use crate::rules;
use crate::schema;

/// Say what a finding means and how to mend it, or what a key of the YAML is for
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan explain                      lists every code
  resultatplan explain weights-off-total
  resultatplan explain vægt                 the key, wherever it stands
  resultatplan explain mål.vægt             the key of one record")]
pub(super) struct Options {
    /// The code in a finding's brackets, a key, or a record; without one, all codes are listed
    #[arg(value_name = "CODE|KEY")]
    name: Option<String>,
}

pub(super) fn run(options: &Options) -> CommandOutcome {
    let Some(name) = &options.name else {
        let level = |level: Severity| level.said().say_in(language());
        let widest = rules().map(|rule| rule.name.len()).max().unwrap_or(0);
        let widest_level = Severity::ALL.map(|one| level(one).chars().count()).into_iter().max().unwrap_or(0);
        for rule in rules() {
            let (level, title) = (level(rule.level), rule.title(language()));
            print(format_args!("{:widest$}  {level:widest_level$}  {title}", rule.name));
        }
        return CommandOutcome::Well;
    };
    if let Some(rule) = rules().find(|rule| rule.name == name) {
        print(rule.page(language()).trim_end());
        return CommandOutcome::Well;
    }
    // As a Mac's keyboard or file may write it.
    let name = &composed(name);
    if let Some(text) = schema::described(name, language()) {
        print(text.trim_end());
        return CommandOutcome::Well;
    }
    let keys = schema::names();
    let known = rules().map(|rule| rule.name).chain(keys.iter().map(String::as_str));
    let help = match nearest(name, known) {
        Some(near) => say!("did-you-mean.inside", near = near),
        None => say!("explain.help"),
    };
    complain(say!("explain.unknown", name = name, help = help));
    CommandOutcome::Misused
}
