//! A screen of its own for the window: nothing that is shown or typed there reaches the screen of whoever runs this.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::program::Ended;

/// Between two looks at whether something has come.
const LOOK: Duration = Duration::from_millis(100);

/// As long a window manager may take to start.
const READY: Duration = Duration::from_secs(10);

pub(crate) struct Display {
    name: String,
    servers: Vec<Child>,
}

impl Display {
    /// The server takes a number that is free, and says which.
    pub(crate) fn start() -> Result<Self, String> {
        let mut server = Command::new("Xvfb");
        // Without `-noreset`, it starts anew where its only client goes, and turns away whoever comes at that moment.
        server.args(["-noreset", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]);
        let server = server.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut server = server.map_err(|error| format!("Xvfb does not start: {error}"))?;
        let mut number = String::new();
        if let Some(said) = server.stdout.take() {
            BufReader::new(said).read_line(&mut number).ok();
        }
        let mut display = Self { name: format!(":{}", number.trim()), servers: vec![server] };
        if number.trim().is_empty() {
            return Err("Xvfb finds no free display".to_owned());
        }
        let manager = display.command("openbox").stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        display.servers.push(manager.map_err(|error| format!("openbox does not start: {error}"))?);
        // A window that comes while the manager is starting may never be shown: on a desktop, the manager is there first.
        let is_ready = || Ended::of(display.command("xdotool").arg("get_num_desktops")).has_acknowledged();
        if waits_until(READY, is_ready) { Ok(display) } else { Err("openbox does not get ready".to_owned()) }
    }

    pub(crate) fn command(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        self.show_on(&mut command);
        command.stdin(Stdio::null());
        command
    }

    /// Lets a command show its windows here.
    pub(crate) fn show_on(&self, command: &mut Command) {
        command.env("DISPLAY", &self.name).env_remove("WAYLAND_DISPLAY").env("LIBGL_ALWAYS_SOFTWARE", "1");
    }

    pub(crate) fn key(&self, key: &str) {
        self.tool(&["key", "--clearmodifiers", key]);
    }

    pub(crate) fn type_text(&self, text: &str) {
        self.tool(&["type", "--delay", "30", "--", text]);
    }

    /// Waits for a window with words in its title, gives it the keyboard, and says what was wrong if it did not come.
    pub(crate) fn wait_for(&self, title: &str, longest: Duration) -> Result<(), String> {
        let mut said = String::new();
        let has_come = waits_until(longest, || {
            let search = ["search", "--onlyvisible", "--name", title, "windowfocus"];
            let ended = Ended::of(self.command("xdotool").args(search));
            said = ended.said();
            ended.has_acknowledged()
        });
        if has_come { Ok(()) } else { Err(format!("no window came; the last search: {said}")) }
    }

    /// Waits until the picture stays the same for a while, as it does once a window or a dialog is drawn.
    pub(crate) fn settle(&self, longest: Duration) {
        let mut last = Vec::new();
        let mut same = 0;
        waits_until(longest, || {
            let shot = self.command("import").args(["-window", "root", "rgb:-"]).output();
            let shot = shot.map(|output| output.stdout).unwrap_or_default();
            same = if shot == last { same + 1 } else { 0 };
            last = shot;
            same >= 2
        });
    }

    fn tool(&self, words: &[&str]) {
        let ended = Ended::of(self.command("xdotool").args(words));
        assert!(ended.has_acknowledged(), "xdotool can press keys: {}", ended.said());
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // The window manager goes before its server.
        for server in self.servers.iter_mut().rev() {
            server.kill().ok();
            server.wait().ok();
        }
    }
}

/// Looks again and again whether something holds, and says whether it came to hold in time.
pub(crate) fn waits_until(longest: Duration, mut holds: impl FnMut() -> bool) -> bool {
    let started = Instant::now();
    while !holds() {
        if started.elapsed() > longest {
            return false;
        }
        std::thread::sleep(LOOK);
    }
    true
}
