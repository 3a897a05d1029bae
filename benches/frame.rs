//! One frame of the checklist screen with every step shown, without drawing it: layout and widgets only.
//! Beside it, a frame of a plain list of as many labels: what egui itself takes.

use std::time::Instant;

use egui::{Context, Pos2, RawInput, Rect, ScrollArea, vec2};
use secure_start::app::{Action, Msg, State, update};
use secure_start::format::Settings;
use secure_start::runtime;
use secure_start::ui::{Local, Outbox, theme, window_ui};

const FRAMES: usize = 400;

fn main() {
    let moment = runtime::moment(None, "");
    let mut state = State::new(Settings::default(), moment.stamp.today);
    // The sample with the most steps.
    update(&mut state, Msg::Do(Action::TrySample(2)), &moment);
    let steps = state.document.as_ref().map_or(0, |document| document.checklist().steps.len());
    // Each has a context of its own: one that shows now this, now that, would lay all text out anew each time.
    let [ctx, plain_ctx] = [Context::default(), Context::default()];
    theme::install(&ctx);
    theme::install(&plain_ctx);
    let mut local = Local::default();
    let (mut screen, mut plain) = (Vec::new(), Vec::new());
    for frame in 0..FRAMES {
        let started = now();
        let output = ctx.run_ui(input(), |ui| window_ui(ui, &state, &mut local, &mut Outbox::default()));
        let took = started.elapsed();
        output.drop_without_applying_deltas();
        let started = now();
        let output = plain_ctx.run_ui(input(), |ui| {
            ScrollArea::vertical().show(ui, |ui| (0..steps).for_each(|step| drop(ui.label(format!("Step {step}")))));
        });
        let took_plain = started.elapsed();
        output.drop_without_applying_deltas();
        // The first frames fill caches.
        if frame >= FRAMES / 10 {
            screen.push(took.as_secs_f64() * 1000.0);
            plain.push(took_plain.as_secs_f64() * 1000.0);
        }
    }
    println!("steps shown                      {steps}");
    println!("one frame of the checklist       {:.3} ms (median of {})", median(&mut screen), screen.len());
    println!("one frame of as many plain labels {:.3} ms", median(&mut plain));
}

/// High enough that no row is clipped.
fn input() -> RawInput {
    RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1366.0, 4000.0))), ..RawInput::default() }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark needs the time")]
fn now() -> Instant {
    Instant::now()
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
