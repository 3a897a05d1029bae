//! The program's own window, which tells when its first frame is on the screen. A file on the command line is opened.

mod measuring;

use std::path::PathBuf;

use secure_start::catalogue::Catalogue;
use secure_start::window::{self, Start, Window};

fn main() -> eframe::Result {
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).map(PathBuf::from);
    let start = Start { file, ..Start::default() };
    eframe::run_native(
        "Secure Start",
        window::options(),
        Box::new(|creation| Ok(Box::new(measuring::Measured::new(Window::new(creation, start), Catalogue::is_read)))),
    )
}
