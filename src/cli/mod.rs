//! The command line: arguments in, one command called, results to standard output, all else to standard error.
//!
//! Each command is a file, short: options in, the library's stages, what came of it. Nothing is computed here.

mod allonge;
mod build;
mod check;
mod completions;
mod diff;
mod explain;
mod extract;
mod import;
mod language;
mod lock;
mod lsp;
mod manual;
mod new;
mod outline;
mod output;
mod schema;
mod score;
mod scorecard;
mod serve;
mod sheet;
mod show;
mod sign_off;
mod signable;
mod table;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::assets::Assets;
use crate::files::Disk;
use crate::language::{Language, say};
use crate::workspace::{Panicked, caught, quiet_panics};
pub use language::{danish_help_texts, help_texts};
use output::complain;

/// From structured plan data to the mål- og resultatplan that two people can sign.
#[derive(Debug, Parser)]
#[command(name = "resultatplan", version, about, after_help = EXAMPLES, arg_required_else_help = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    global: Global,
}

const EXAMPLES: &str = "\
Examples:
  resultatplan check                        every plan under plans/
  resultatplan check plans/uim/siri/2023    one plan
  resultatplan build plans/uim/siri         every document of an institution, into out/
  resultatplan score plans/uim/siri/2023    points and status, from what is reported in resultater/
  resultatplan import --help                how an agency's cases are counted into resultater/
  resultatplan diff --help                  what differs between two plans, years or days
  resultatplan new --help                   how a plan is begun, from nothing or from last year's
  resultatplan lock plans/uim/siri/2023     hold a signed plan to what was signed
  resultatplan signable bilag.pdf           whether NemLog-in Signering takes it, and why not
  resultatplan explain weights-off-total    what a finding means and how to mend it

Exit status: 0 when all is well, 1 when a plan has errors, two plans differ, a row was rejected or a file was not made, 2
when the command is misused. A fault of the program is an error like any other.";

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Options),
    Build(build::Options),
    Score(score::Options),
    Sheet(sheet::Options),
    Import(import::Options),
    Diff(diff::Options),
    New(new::Options),
    Allonge(allonge::Options),
    Lock(lock::Options),
    SignOff(sign_off::Options),
    Verify(verify::Options),
    Signable(signable::Options),
    Outline(outline::Options),
    Extract(extract::Options),
    Explain(explain::Options),
    Schema(schema::Options),
    Show(show::Options),
    Lsp(lsp::Options),
    Serve(serve::Options),
    Completions(completions::Options),
    Manual(manual::Options),
}

/// Options of every command.
#[derive(Debug, Args)]
struct Global {
    /// Take templates from DIR where it has them, by the same paths as the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// Take fonts from DIR where it has them, by the same paths as the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    fonts: Option<PathBuf>,
    /// What the program speaks; else RESULTATPLAN_LANGUAGE or the locale says it
    #[arg(long, global = true, value_name = "LANGUAGE")]
    language: Option<Spoken>,
    /// When to use colour; NO_COLOR is heeded too
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
    /// Say only what is wrong: errors, no warnings, no progress
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more: notes as well
    #[arg(short, long, global = true)]
    verbose: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Spoken {
    Da,
    En,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

/// What a command ends with, the better first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum CommandOutcome {
    Well,
    /// A plan has errors, a document was not built, or the program has a fault.
    Wrong,
    /// The command cannot be carried out as it was given.
    Misused,
}

/// The command line as clap describes it, for completions and the manual page.
pub fn command() -> clap::Command {
    Arguments::command()
}

/// Carries out the command that was given.
pub fn run() -> ExitCode {
    let choice = language::chosen();
    output::speak(choice.language);
    let arguments = match parsed(choice.language) {
        Ok(arguments) => arguments,
        Err(error) => return refused(&error),
    };
    match arguments.global.color {
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    choice.problem.iter().for_each(output::warn);
    quiet_panics();
    let outcome = told(caught(|| arguments.command.run(&arguments.global)));
    match outcome.max(if output::is_lost() { CommandOutcome::Wrong } else { CommandOutcome::Well }) {
        CommandOutcome::Well => ExitCode::SUCCESS,
        CommandOutcome::Wrong => ExitCode::from(1),
        CommandOutcome::Misused => ExitCode::from(2),
    }
}

fn parsed(language: Language) -> Result<Arguments, clap::Error> {
    Arguments::from_arg_matches(&language::in_language(command(), language).try_get_matches()?)
}

/// Shows the help that was asked for, or says what is wrong with the arguments.
fn refused(error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output::print_part(error.render().ansi());
            ExitCode::SUCCESS
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::say(format_args!("{}", error.render().ansi()));
            ExitCode::from(2)
        }
        _ => {
            output::say(language::told(error));
            ExitCode::from(2)
        }
    }
}

/// What a command ends with; a fault of the program is told like any other error.
fn told(outcome: Result<CommandOutcome, Panicked>) -> CommandOutcome {
    outcome.unwrap_or_else(|panicked| {
        let line: Vec<String> = std::env::args_os().map(|one| one.to_string_lossy().into_owned()).collect();
        complain(say!("program.failed", command = line.join(" "), panicked = panicked));
        CommandOutcome::Wrong
    })
}

impl Command {
    fn run(&self, global: &Global) -> CommandOutcome {
        match self {
            Self::Check(options) => check::run(options, global),
            Self::Build(options) => build::run(options, global),
            Self::Score(options) => score::run(options, global),
            Self::Sheet(options) => sheet::run(options, global),
            Self::Import(options) => import::run(options, global),
            Self::Diff(options) => diff::run(options, global),
            Self::New(options) => new::run(options, global),
            Self::Allonge(options) => allonge::run(options, global),
            Self::Lock(options) => lock::run(options, global),
            Self::SignOff(options) => sign_off::run(options, global),
            Self::Verify(options) => verify::run(options, global),
            Self::Signable(options) => signable::run(options, global),
            Self::Outline(options) => outline::run(options, global),
            Self::Extract(options) => extract::run(options, global),
            Self::Explain(options) => explain::run(options),
            Self::Schema(options) => schema::run(options),
            Self::Show(options) => show::run(options, global),
            Self::Lsp(options) => lsp::run(options, global),
            Self::Serve(options) => serve::run(options, global),
            Self::Completions(options) => completions::run(options),
            Self::Manual(options) => manual::run(options),
        }
    }
}

impl Global {
    /// Templates and fonts; tells why when a folder cannot be used.
    fn assets(&self) -> Option<Assets> {
        output::tell(Assets::with_folders(&Disk, self.templates.as_deref(), self.fonts.as_deref()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_the_program_fails_on_ends_like_any_other_that_fails() {
        assert_eq!(told(caught(|| panic!("an index out of bounds"))), CommandOutcome::Wrong);
        assert_eq!(told(Ok(CommandOutcome::Misused)), CommandOutcome::Misused);
    }
}
