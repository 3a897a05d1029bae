//! The screens as they look, drawn by the processor as in the window. A change of a picture is looked at before it is
//! accepted: `UPDATE_SNAPSHOTS=1 cargo test --test it pictures` writes them.

use egui::{Context, FullOutput, TexturesDelta, ThemePreference};
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults, TestRenderer};
use image::RgbaImage;
use secure_start::app::{Action, Msg, Screen};
use secure_start::format::ThemeChoice;
use secure_start::raster::{Frame, Raster};
use secure_start::ui::theme;

use super::Rig;

/// Draws a test's window as the program draws its own.
#[derive(Default)]
pub(super) struct Painter {
    raster: Raster,
}

impl TestRenderer for Painter {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        self.raster.take_textures(delta);
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let size = ctx.content_rect().size() * output.pixels_per_point;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a screen")]
        let (width, height) = (size.x.round() as u32, size.y.round() as u32);
        let primitives = ctx.tessellate(output.shapes.clone(), output.pixels_per_point);
        let frame = Frame {
            size: [width as usize, height as usize],
            pixels_per_point: output.pixels_per_point,
            primitives: &primitives,
            ground: ctx.global_style().visuals.panel_fill,
        };
        let mut pixels = vec![0; frame.size[0] * frame.size[1]];
        self.raster.draw(&mut pixels, &frame, 0);
        let bytes = pixels.into_iter().flat_map(|pixel| {
            let [_, r, g, b] = pixel.to_be_bytes();
            [r, g, b, 255]
        });
        RgbaImage::from_raw(width, height, bytes.collect()).ok_or_else(|| "no picture".to_owned())
    }
}

/// The program in a window of 1366 × 768 pixels, in some colours and at a text size in per cent.
fn window(colours: ThemeChoice, text_size: u16) -> Harness<'static, Rig> {
    let scale = f32::from(text_size) / 100.0;
    let mut harness = super::rig_drawn_by(1366.0 / scale, 768.0 / scale, scale, Painter::default());
    let preference = if colours == ThemeChoice::Light { ThemePreference::Light } else { ThemePreference::Dark };
    harness.ctx.set_theme(preference);
    theme::set_high_contrast(&harness.ctx, colours == ThemeChoice::HighContrast);
    harness.run();
    harness
}

/// Shows something of the program, and compares how it looks.
fn compare(name: &str, colours: ThemeChoice, text_size: u16, show: &[Msg]) -> SnapshotResults {
    let mut harness = window(colours, text_size);
    for msg in show {
        harness.state_mut().take(msg.clone());
        harness.run();
    }
    let options = SnapshotOptions::new().output_path("tests/it/ui/pictures");
    harness.snapshot_options(name, &options);
    harness.take_snapshot_results()
}

#[test]
fn the_screens_look_as_they_did() {
    use ThemeChoice::{Dark, HighContrast, Light};
    let sample = || Msg::Do(Action::TrySample(0));
    let mut results = SnapshotResults::new();
    let pictures: [(&str, ThemeChoice, u16, Vec<Msg>); 11] = [
        ("welcome", Light, 100, vec![]),
        ("form", Light, 100, vec![Msg::Do(Action::New)]),
        ("checklist", Light, 100, vec![sample()]),
        ("checklist-dark", Dark, 100, vec![sample()]),
        ("checklist-high-contrast", HighContrast, 100, vec![sample()]),
        ("checklist-200", Light, 200, vec![sample()]),
        ("plan", Light, 100, vec![sample(), Msg::Do(Action::ShowPlan)]),
        ("reference", Light, 100, vec![sample(), Msg::Do(Action::AboutSetting)]),
        ("settings", Light, 100, vec![Msg::Do(Action::Settings)]),
        ("help", Light, 100, vec![Msg::Do(Action::Help)]),
        ("export", Light, 100, vec![sample(), Msg::Do(Action::Export)]),
    ];
    for (name, colours, text_size, show) in pictures {
        results.extend(compare(name, colours, text_size, &show));
    }
}

/// A picture that nobody can see through would hold anything: a tick has to show.
#[test]
fn a_picture_shows_what_changes() {
    let mut harness = window(ThemeChoice::Light, 100);
    harness.state_mut().take(Msg::Do(Action::TrySample(0)));
    harness.run();
    assert_eq!(harness.state().state.screen, Screen::Checklist);
    let before = harness.render().unwrap();
    let step = harness.state().state.document.as_ref().unwrap().overview().next_step.clone().unwrap();
    harness.state_mut().take(Msg::Tick(step));
    harness.run();
    assert_ne!(before, harness.render().unwrap());
}
