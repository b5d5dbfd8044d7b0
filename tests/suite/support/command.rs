//! The program as a process, as a shell runs it.

use std::path::Path;
use std::process::Command;

/// What came of a run.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Runs the program in a folder, its output into pipes.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    run_with(folder, arguments, &[])
}

/// Runs it with variables of the environment; those that choose colour are otherwise unset.
pub fn run_with(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_resultatplan"));
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(variable);
    }
    // What is said is held in English, unless a test chooses.
    for variable in ["LC_ALL", "LC_MESSAGES", "LANG", "RESULTATPLAN_LANGUAGE"] {
        command.env_remove(variable);
    }
    let output = command.args(arguments).current_dir(folder).envs(variables.iter().copied()).output();
    let output = output.expect("the program can be started");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    Ran {
        status: output.status.code().expect("the program ends by itself"),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}
