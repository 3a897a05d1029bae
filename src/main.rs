//! Arguments to window or command, and the exit status.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use secure_start::cli::{self, Arguments, Surroundings};
use secure_start::{disk, jobs, runtime};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let Some(command) = &arguments.command else {
        return ExitCode::from(0);
    };
    let settings = disk::settings_file().map(|file| jobs::load_settings(&file).0).unwrap_or_default();
    let surroundings =
        Surroundings { stamp: runtime::now(arguments.today, &settings.your_name), fresh_id: runtime::fresh_id() };
    let answer = cli::run(command, &surroundings);
    // A reader that has gone away, as with `| head`, is not an error of ours.
    drop(std::io::stdout().write_all(answer.said.as_bytes()));
    drop(std::io::stderr().write_all(answer.complained.as_bytes()));
    ExitCode::from(answer.ending as u8)
}
