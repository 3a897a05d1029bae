//! The program's own window, which tells when its first frame is on the screen. A file on the command line is opened;
//! `--processor` draws without a graphics card.

mod measuring;

use std::path::PathBuf;

use egui::{Context, Ui};
use measuring::FirstFrame;
use secure_start::catalogue::Catalogue;
use secure_start::window::{self, Hosted, Renderer, Start, Window};

struct Measured {
    window: Window,
    first: FirstFrame,
}

impl Hosted for Measured {
    fn logic(&mut self, ctx: &Context) {
        self.first.before(ctx);
        self.window.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui) {
        self.first.during(ui.ctx());
        self.window.ui(ui);
    }
}

fn main() -> Result<(), String> {
    let is_plain = std::env::args().any(|argument| argument == "--processor");
    let renderer = if is_plain { Renderer::Processor } else { Renderer::Graphics };
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with("--")).map(PathBuf::from);
    let start = Start { file, ..Start::default() };
    let first = FirstFrame::new(Catalogue::is_read);
    window::host(renderer, None, |ctx| Measured { window: Window::new(ctx, start), first })
}
