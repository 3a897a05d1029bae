//! The least that an eframe window can be: what the program's own window is measured against.

mod measuring;

use eframe::{App, Frame, NativeOptions};
use egui::{CentralPanel, Ui, ViewportBuilder};

struct Bare;

impl App for Bare {
    fn ui(&mut self, ui: &mut Ui, _: &mut Frame) {
        CentralPanel::default().show(ui, |_| {});
    }
}

fn main() -> eframe::Result {
    let options = NativeOptions {
        viewport: ViewportBuilder::default().with_inner_size([1200.0, 720.0]),
        ..NativeOptions::default()
    };
    eframe::run_native("Bare window", options, Box::new(|_| Ok(Box::new(measuring::Measured::new(Bare, || false)))))
}
