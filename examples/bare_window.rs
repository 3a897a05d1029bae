//! The least that an eframe window can be: what the program's own window is measured against.

mod measuring;

use eframe::{App, Frame, NativeOptions};
use egui::{CentralPanel, Context, Ui, ViewportBuilder};
use measuring::FirstFrame;

struct Bare(FirstFrame);

impl App for Bare {
    fn logic(&mut self, ctx: &Context, _: &mut Frame) {
        self.0.before(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut Frame) {
        self.0.during(ui.ctx());
        CentralPanel::default().show(ui, |_| {});
    }
}

fn main() -> eframe::Result {
    let options = NativeOptions {
        viewport: ViewportBuilder::default().with_inner_size([1200.0, 720.0]),
        ..NativeOptions::default()
    };
    eframe::run_native("Bare window", options, Box::new(|_| Ok(Box::new(Bare(FirstFrame::new(|| false))))))
}
