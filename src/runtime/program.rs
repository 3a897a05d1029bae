//! This program, from outside: started again, and heard of where it has no window.

use std::io;
use std::process::{Command, ExitCode};

/// Runs the program once more as it was asked to, with one variable of the environment set, and ends as it does. A
/// window that failed cannot be tried again in the same process: there is one event loop for each, and a driver may
/// have been left half started.
///
/// # Errors
/// What the system said where the program could not be started.
pub fn run_again(variable: &str, value: &str) -> io::Result<ExitCode> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(std::env::args_os().skip(1)).env(variable, value);
    #[cfg(unix)]
    {
        // In the place of this process: a desktop sees one program.
        Err(std::os::unix::process::CommandExt::exec(&mut command))
    }
    #[cfg(not(unix))]
    {
        let status = command.status()?;
        Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// Shows a message in a box of the system, where it has one without a window of ours; whoever started the program from
/// a menu sees nothing else.
pub fn show_message(text: &str) {
    #[cfg(any(windows, target_os = "macos"))]
    {
        let message = rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error);
        message.set_title("Secure Start").set_description(text).show();
    }
    #[cfg(not(any(windows, target_os = "macos")))]
    for (program, arguments) in BOXES {
        let shown = Command::new(program).args(arguments).arg(text).status();
        if shown.is_ok() {
            return;
        }
    }
}

/// Programs that show a message on a Unix desktop, with what comes before its text.
#[cfg(not(any(windows, target_os = "macos")))]
const BOXES: [(&str, &[&str]); 3] = [
    ("zenity", &["--error", "--no-markup", "--title=Secure Start", "--text"]),
    ("kdialog", &["--title", "Secure Start", "--error"]),
    ("xmessage", &["-center"]),
];
