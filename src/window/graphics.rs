//! The window drawn by a graphics card, through OpenGL. The only file that knows eframe.

use eframe::{App, Frame, NativeOptions};
use egui::{Context, IconData, Ui};

use super::Hosted;
use crate::runtime::Attempt;

struct Shell<H> {
    hosted: H,
    attempt: Attempt,
    has_drawn: bool,
}

impl<H: Hosted> App for Shell<H> {
    fn logic(&mut self, ctx: &Context, _: &mut Frame) {
        if self.has_drawn {
            // The first frame is on the screen.
            self.attempt.end();
        }
        self.hosted.logic(ctx);
    }

    fn ui(&mut self, ui: &mut Ui, _: &mut Frame) {
        if !std::mem::replace(&mut self.has_drawn, true) {
            // Once more, to know that the first one came to an end.
            ui.ctx().request_repaint();
        }
        self.hosted.ui(ui);
    }
}

/// A picture from a PNG file.
pub(super) fn icon(png: &[u8]) -> Option<IconData> {
    eframe::icon_data::from_png_bytes(png).ok()
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// What the system said when no window could be made.
pub(super) fn run<H: Hosted>(attempt: Attempt, make: impl FnOnce(&Context) -> H) -> Result<(), String> {
    let options = NativeOptions { viewport: super::viewport(), ..NativeOptions::default() };
    eframe::run_native(
        super::TITLE,
        options,
        Box::new(|creation| Ok(Box::new(Shell { hosted: make(&creation.egui_ctx), attempt, has_drawn: false }))),
    )
    // The front of such a message is the way through libraries; what happened stands at its end.
    .map_err(|error| error.to_string().rsplit(": ").next().unwrap_or_default().to_owned())
}
