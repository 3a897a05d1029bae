//! Tells when the first frame of a window is on the screen, and what it took.

use std::time::{SystemTime, UNIX_EPOCH};

use egui::{Context, ViewportCommand};

/// Where it is asked to with `--first-frame`, prints the time (in nanoseconds since 1970) at which the first frame had
/// been presented, the peak memory (in KiB) and whether something had been read by then that was not needed yet (0 or
/// 1), and closes.
pub(crate) struct FirstFrame {
    has_read: fn() -> bool,
    is_measuring: bool,
    frames: u32,
}

impl FirstFrame {
    pub(crate) fn new(has_read: fn() -> bool) -> Self {
        Self { has_read, is_measuring: std::env::args().any(|argument| argument == "--first-frame"), frames: 0 }
    }

    /// Before each frame.
    pub(crate) fn before(&mut self, ctx: &Context) {
        // The second time round, the first frame has been drawn and presented.
        if self.is_measuring && self.frames > 0 {
            println!("{} {} {}", now(), peak_memory(), u8::from((self.has_read)()));
            ctx.send_viewport_cmd(ViewportCommand::Close);
            self.is_measuring = false;
        }
    }

    /// While a frame is drawn.
    pub(crate) fn during(&mut self, ctx: &Context) {
        self.frames += 1;
        if self.is_measuring {
            ctx.request_repaint();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "an example that measures needs the time")]
fn now() -> u128 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos())
}

/// The largest resident set so far, in KiB; 0 where the system does not tell.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()).and_then(|number| number.parse().ok()).unwrap_or(0)
}
