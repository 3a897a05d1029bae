//! A frame drawn by the processor, from the change of the state to the pixels in memory: a tick, and a list that is
//! scrolled, on a small screen and on a large one. Putting the pixels on the screen comes on top; `scripts/start-times
//! frames` measures that in a real window.

mod crowd;
mod timing;

use egui::{Context, Event as Input, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, ViewportId, vec2};
use secure_start::app::{Action, Moment, Msg, State, TeamChange, TeamTab, update};
use secure_start::format::Settings;
use secure_start::raster::{Frame, Raster};
use secure_start::runtime;
use secure_start::ui::{Local, Outbox, theme, window_ui};

const FRAMES: usize = 120;
/// Filled with letters and caches by then.
const WARM: usize = 20;

/// A window without a window.
struct Screen {
    ctx: Context,
    local: Local,
    raster: Raster,
    pixels: Vec<u32>,
    size: [usize; 2],
    pixels_per_point: f32,
    is_drawn: bool,
}

impl Screen {
    fn new(size: [usize; 2], pixels_per_point: f32) -> Self {
        let ctx = Context::default();
        theme::install(&ctx);
        let pixels = vec![0; size[0] * size[1]];
        let (local, raster) = (Local::default(), Raster::default());
        Self { ctx, local, raster, pixels, size, pixels_per_point, is_drawn: false }
    }

    /// One frame; comes back with how many pixels were drawn.
    fn frame(&mut self, state: &State, events: Vec<Input>) -> usize {
        #[expect(clippy::cast_precision_loss, reason = "a screen")]
        let size = vec2(self.size[0] as f32, self.size[1] as f32) / self.pixels_per_point;
        let mut input =
            RawInput { screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)), events, ..RawInput::default() };
        input.viewports.entry(ViewportId::ROOT).or_default().native_pixels_per_point = Some(self.pixels_per_point);
        let local = &mut self.local;
        let mut output = self.ctx.run_ui(input, |ui| window_ui(ui, state, local, &mut Outbox::default()));
        self.raster.take_textures(&mut output.textures_delta);
        let primitives = self.ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        let frame = Frame {
            size: self.size,
            pixels_per_point: output.pixels_per_point,
            primitives: &primitives,
            ground: self.ctx.global_style().visuals.panel_fill,
        };
        let areas = self.raster.draw(&mut self.pixels, &frame, u8::from(self.is_drawn));
        self.is_drawn = true;
        areas.into_iter().map(|area| area.width * area.height).sum()
    }
}

fn main() {
    let moment = runtime::moment(None, "");
    for (size, scale, what) in [
        ([1366, 768], 1.0, "1366 x 768"),
        ([3840, 2160], 1.0, "3840 x 2160"),
        ([3840, 2160], 2.0, "3840 x 2160 at 200 %"),
    ] {
        tick(size, scale, what, &moment);
        let mut checklist = State::new(Settings::default(), moment.stamp.today);
        update(&mut checklist, Msg::Do(Action::TrySample(2)), &moment);
        scrolled(size, scale, &format!("a checklist scrolled, {what}"), &checklist);
        let mut team = crowd::team_of(10_000, &moment);
        update(&mut team, Msg::Team(TeamChange::Tab(TeamTab::People)), &moment);
        scrolled(size, scale, &format!("10,000 people scrolled, {what}"), &team);
        update(&mut team, Msg::Team(TeamChange::Tab(TeamTab::Matrix)), &moment);
        scrolled(size, scale, &format!("the matrix scrolled, {what}"), &team);
    }
}

/// A step ticked, and that taken back, again and again.
fn tick(size: [usize; 2], scale: f32, what: &str, moment: &Moment) {
    let mut state = State::new(Settings::default(), moment.stamp.today);
    update(&mut state, Msg::Do(Action::TrySample(2)), moment);
    let step = state.document.as_ref().and_then(|document| document.overview().next_step.clone());
    let mut screen = Screen::new(size, scale);
    let mut times = Vec::new();
    let mut drawn = 0_usize;
    for frame in 0..FRAMES {
        let took = timing::took(|| {
            if let Some(step) = &step {
                update(&mut state, Msg::Tick(step.clone()), moment);
            }
            let of_frame = screen.frame(&state, Vec::new());
            drawn = drawn.max(if frame < WARM { 0 } else { of_frame });
            of_frame
        });
        // What moves after it, such as the next line, settles.
        screen.frame(&state, Vec::new());
        if frame >= WARM {
            times.push(took);
        }
    }
    report(&format!("a tick, {what}"), times, drawn, size);
}

fn scrolled(size: [usize; 2], scale: f32, what: &str, state: &State) {
    let mut screen = Screen::new(size, scale);
    let mut times = Vec::new();
    let mut drawn = 0_usize;
    for frame in 0..FRAMES {
        // Down, and up again, so that no end is reached.
        let down = if (frame / 10) % 2 == 0 { -47.0 } else { 47.0 };
        #[expect(clippy::cast_precision_loss, reason = "a screen")]
        let middle = Pos2::new(size[0] as f32 / scale * 0.45, size[1] as f32 / scale * 0.7);
        let wheel = Input::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, down),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        };
        let took = timing::took(|| {
            let of_frame = screen.frame(state, vec![Input::PointerMoved(middle), wheel]);
            drawn = drawn.max(if frame < WARM { 0 } else { of_frame });
            of_frame
        });
        if frame >= WARM {
            times.push(took);
        }
    }
    report(what, times, drawn, size);
}

fn report(what: &str, times: Vec<f64>, drawn: usize, size: [usize; 2]) {
    let slowest = times.iter().copied().fold(0.0, f64::max);
    let share = drawn * 100 / (size[0] * size[1]);
    println!(
        "{what:<48} {:6.2} ms, the slowest {slowest:6.2} ms; up to {share} % of the pixels",
        timing::median(times)
    );
}
