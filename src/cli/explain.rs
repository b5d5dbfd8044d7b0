//! `resultatplan explain`: prints a rule's page.

use clap::Args;

use super::Outcome;
use super::output::{complain, print};
use crate::diagnostic::nearest;
use crate::rules;

/// Say what a finding means and how to mend it
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  resultatplan explain                      lists every code
  resultatplan explain weights-off-total")]
pub(super) struct Options {
    /// The code in a finding's brackets; without one, all codes are listed
    code: Option<String>,
}

pub(super) fn run(options: &Options) -> Outcome {
    let Some(code) = &options.code else {
        let widest = rules().map(|rule| rule.name.len()).max().unwrap_or(0);
        for rule in rules() {
            print(format_args!("{:widest$}  {:7}  {}", rule.name, rule.level.name(), rule.title()));
        }
        return Outcome::Well;
    };
    match rules().find(|rule| rule.name == code) {
        Some(rule) => {
            print(rule.page.trim_end());
            Outcome::Well
        }
        None => {
            let help = match nearest(code, rules().map(|rule| rule.name)) {
                Some(name) => format!("did you mean `{name}`?"),
                None => "`resultatplan explain` lists every code".to_owned(),
            };
            complain(format_args!("there is no code `{code}`: {help}"));
            Outcome::Misused
        }
    }
}
