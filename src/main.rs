//! The command `resultatplan`: see `resultatplan::cli`.

fn main() -> std::process::ExitCode {
    resultatplan::cli::run()
}
