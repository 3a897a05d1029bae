//! One frame of the checklist screen with every step shown, without drawing it: layout and widgets only.
//! Beside it, a frame of a plain list of as many labels: what egui itself takes.
//!
//! Then a team of 100,000 people while it is scrolled, and the matrix of 10,000 with a column for each step, laid out and cut
//! into triangles.

mod crowd;

use std::time::Instant;

use egui::{Context, Pos2, RawInput, Rect, ScrollArea, vec2};
use secure_start::app::{Action, Msg, State, TeamChange, TeamTab, update};
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
    for (name, people, tab) in [
        ("100,000 people", 100_000, TeamTab::People),
        ("what needs action, of 100,000", 100_000, TeamTab::Actions),
        ("the matrix of 10,000, each step", 10_000, TeamTab::Matrix),
    ] {
        let (frame, worst) = team_frame(people, tab);
        println!("one frame of {name:<32} {frame:.3} ms, the slowest {worst:.3} ms");
    }
}

/// While it is scrolled: the median and the slowest.
fn team_frame(people: u32, tab: TeamTab) -> (f64, f64) {
    let moment = runtime::moment(None, "");
    let mut state = crowd::team_of(people, &moment);
    update(&mut state, Msg::Team(TeamChange::Tab(tab)), &moment);
    update(&mut state, Msg::Team(TeamChange::ByStep(true)), &moment);
    let ctx = Context::default();
    theme::install(&ctx);
    let mut local = Local::default();
    let mut times = Vec::new();
    for frame in 0..FRAMES {
        let mut input =
            RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1366.0, 768.0))), ..RawInput::default() };
        // Neither comes to an end.
        let delta = vec2(if tab == TeamTab::Matrix { -12.0 } else { 0.0 }, -613.0);
        input.events.push(egui::Event::PointerMoved(Pos2::new(900.0, 500.0)));
        input.events.push(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: egui::Modifiers::NONE,
        });
        let started = now();
        let mut output = ctx.run_ui(input, |ui| window_ui(ui, &state, &mut local, &mut Outbox::default()));
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(ctx.tessellate(shapes, output.pixels_per_point));
        let took = started.elapsed();
        output.drop_without_applying_deltas();
        if frame >= FRAMES / 10 {
            times.push(took.as_secs_f64() * 1000.0);
        }
    }
    let middle = median(&mut times);
    (middle, times.last().copied().unwrap_or_default())
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
