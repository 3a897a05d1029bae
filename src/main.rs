//! Arguments to window or command, and the exit status.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser as _;
use secure_start::cli::{self, Arguments, Surroundings};
use secure_start::jobs::SettingsFiles;
use secure_start::runtime::{Display, Places};
use secure_start::window::{self, Chosen, Start};
use secure_start::{disk, jobs, runtime, text};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Err(error) = arguments.check() {
        error.exit();
    }
    let places = Places {
        settings: disk::settings_file(),
        recovery: disk::recovery_folder(),
        ledger: disk::ledger_file(),
        attempt: disk::attempt_mark(),
    };
    let settings_files = SettingsFiles {
        user: places.settings.clone(),
        policy: disk::organisation_files("policy.json"),
        defaults: disk::organisation_files("defaults.json"),
    };
    let (settings, settings_faults) = jobs::load_settings(&settings_files);
    let Some(command) = &arguments.command else {
        return open_window(Start {
            file: arguments.file.map(absolute),
            today: arguments.today,
            settings,
            places,
            settings_faults,
            ..Start::default()
        });
    };
    if !settings_faults.is_empty() && !matches!(command, cli::Command::Policy(_)) {
        drop(writeln!(std::io::stderr(), "{}", text::settings_not_read(&settings_faults)));
    }
    let surroundings = Surroundings {
        stamp: runtime::now(arguments.today, &settings.your_name),
        fresh_id: runtime::fresh_id(),
        saver: runtime::saver(&settings.your_name, runtime::fresh_id().as_str()),
        made: runtime::made(arguments.today),
        settings,
        settings_files,
        settings_faults,
        ledger: places.ledger,
    };
    let answer = cli::run(command, &surroundings);
    // A reader that has gone away, as with `| head`, is not an error of ours.
    drop(std::io::stdout().write_all(answer.said.as_bytes()));
    drop(std::io::stderr().write_all(answer.complained.as_bytes()));
    ExitCode::from(answer.ending as u8)
}

/// Opens the window, drawn by whatever suits this computer; where that cannot start, by the other.
fn open_window(start: Start) -> ExitCode {
    let asked = std::env::var(window::VARIABLE).unwrap_or_default();
    let around = Display::look(start.places.attempt.as_deref());
    let Chosen { renderer, may_change } = window::choose(&asked, start.settings.drawing, &around);
    let Err(detail) = window::run(renderer, start) else { return ExitCode::SUCCESS };
    if may_change
        && window::has_display()
        && let Ok(status) = runtime::run_again(window::VARIABLE, renderer.other().name())
    {
        return status;
    }
    let said = if window::has_display() { text::no_window(&detail) } else { text::NO_DISPLAY.to_owned() };
    drop(writeln!(std::io::stderr(), "{said}"));
    runtime::show_message(&said);
    ExitCode::FAILURE
}

/// The list of recent files has to hold from any folder.
fn absolute(file: PathBuf) -> PathBuf {
    std::path::absolute(&file).unwrap_or(file)
}
