//! The window: polls events, draws, updates, starts effects; and the two shells that can host it.

mod choose;
mod graphics;
mod processor;

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Context, IconData, ThemePreference, Ui, Vec2, ViewportBuilder, ViewportCommand};

use crate::app::{Effect, Event, Host, Msg, State, update};
use crate::format::{Settings, ThemeChoice};
use crate::runtime::{Attempt, Places, Runtime};
use crate::ui::{self, Local, Outbox, theme};

pub use choose::{Chosen, VARIABLE, choose};

/// What stands over the window until it has a title of its own.
const TITLE: &str = "Secure Start";

/// The name by which a desktop knows the program: that of its desktop file.
pub const APP_ID: &str = "io.github.secure_start.SecureStart";

/// What draws the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renderer {
    /// A graphics card, through OpenGL.
    Graphics,
    Processor,
}

impl Renderer {
    /// The name by which the environment asks for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Graphics => "graphics",
            Self::Processor => "processor",
        }
    }

    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Graphics => Self::Processor,
            Self::Processor => Self::Graphics,
        }
    }
}

/// What a shell shows.
pub trait Hosted {
    /// Before each frame.
    fn logic(&mut self, ctx: &Context);
    /// Draws the frame.
    fn ui(&mut self, ui: &mut Ui);
}

/// What the window starts with.
#[derive(Debug, Default)]
pub struct Start {
    pub file: Option<PathBuf>,
    pub today: Option<NaiveDate>,
    pub settings: Settings,
    pub places: Places,
    /// What was wrong with the files of settings.
    pub settings_faults: Vec<String>,
    /// What the help says of this computer.
    pub host: Host,
}

/// The program in a window.
pub struct Window {
    state: State,
    local: Local,
    runtime: Runtime,
    /// What the window was last told, so that it is told only changes.
    shown: Option<(String, ThemeChoice, u16)>,
    is_closing: bool,
    has_focus: bool,
    /// How large it was in the last frame.
    size: Option<Vec2>,
}

impl Window {
    /// Sets the looks and opens the file that was named, if any.
    #[must_use]
    pub fn new(ctx: &Context, start: Start) -> Self {
        theme::install(ctx);
        let waking = ctx.clone();
        let wake = Arc::new(move || waking.request_repaint());
        let runtime = Runtime::new(start.today, start.places, wake);
        let today = runtime.moment("").stamp.today;
        let state = State { host: start.host, ..State::new(start.settings, today) };
        let mut window = Self {
            state,
            local: Local::default(),
            runtime,
            shown: None,
            is_closing: false,
            has_focus: true,
            size: None,
        };
        // Before the first frame: at large text, even that one is laid out for less room.
        window.show_changes(ctx);
        if !start.settings_faults.is_empty() {
            window.take(Msg::Happened(Event::SettingsNotRead { faults: start.settings_faults }), ctx);
        }
        if let Some(file) = start.file {
            window.take(Msg::Dropped(file), ctx);
        }
        window.take(Msg::Started, ctx);
        window
    }

    fn take(&mut self, msg: Msg, ctx: &Context) {
        let moment = self.runtime.moment(&self.state.settings.your_name);
        for effect in update(&mut self.state, msg, &moment) {
            if effect == Effect::Quit {
                self.is_closing = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            } else {
                self.runtime.start(effect);
            }
        }
    }

    fn show_changes(&mut self, ctx: &Context) {
        let settings = &self.state.settings;
        let wanted = (self.state.title(), settings.theme, settings.text_size);
        if self.shown.as_ref() == Some(&wanted) {
            return;
        }
        let (title, theme, text_size) = &wanted;
        ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
        ctx.set_theme(match theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Light => ThemePreference::Light,
            // High contrast has its colours in the place of the dark ones.
            ThemeChoice::Dark | ThemeChoice::HighContrast => ThemePreference::Dark,
        });
        theme::set_high_contrast(ctx, *theme == ThemeChoice::HighContrast);
        ctx.set_zoom_factor(f32::from(*text_size) / 100.0);
        self.shown = Some(wanted);
    }
}

impl Hosted for Window {
    fn logic(&mut self, ctx: &Context) {
        while let Some(event) = self.runtime.poll() {
            self.take(Msg::Happened(event), ctx);
        }
        if ctx.input(|input| input.viewport().close_requested()) && !self.is_closing {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.take(Msg::CloseRequested, ctx);
        }
        let has_focus = ctx.input(|input| input.focused);
        if has_focus && !std::mem::replace(&mut self.has_focus, has_focus) {
            self.take(Msg::Focused, ctx);
        }
        self.has_focus = has_focus;
        self.runtime.has_focus(has_focus);
        self.show_changes(ctx);
    }

    fn ui(&mut self, ui: &mut Ui) {
        // A window that was made smaller has to be drawn once more in its new size.
        let size = ui.ctx().content_rect().size();
        if self.size.replace(size) != Some(size) {
            ui.ctx().request_repaint();
        }
        let mut outbox = Outbox::default();
        ui::window_ui(ui, &self.state, &mut self.local, &mut outbox);
        if outbox.msgs.is_empty() {
            return;
        }
        let ctx = ui.ctx().clone();
        for msg in outbox.msgs {
            self.take(msg, &ctx);
        }
        self.show_changes(&ctx);
        ctx.request_repaint();
    }
}

/// The icon of the window. macOS has that of the bundle.
fn icon() -> IconData {
    const PNG: &[u8] =
        include_bytes!("../../packaging/linux/icons/hicolor/64x64/apps/io.github.secure_start.SecureStart.png");
    // A window without an icon is a window still.
    if cfg!(target_os = "macos") { IconData::default() } else { graphics::icon(PNG).unwrap_or_default() }
}

/// How the window is to be made.
fn viewport() -> ViewportBuilder {
    ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_icon(icon())
        .with_inner_size([1200.0, 720.0])
        .with_min_inner_size([400.0, 300.0])
        .with_drag_and_drop(true)
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// What the system said when no window could be made.
pub fn run(renderer: Renderer, start: Start) -> Result<(), String> {
    let mark = start.places.attempt.clone();
    let start = Start { host: this_computer(renderer, &start.places), ..start };
    host(renderer, mark, |ctx| Window::new(ctx, start))
}

/// What the help says of this computer.
fn this_computer(renderer: Renderer, places: &Places) -> Host {
    let display = match (std::env::var_os("WAYLAND_DISPLAY"), std::env::var_os("DISPLAY")) {
        (Some(_), _) => " on Wayland",
        (None, Some(_)) => " on X11",
        (None, None) => "",
    };
    let by = match renderer {
        Renderer::Graphics => "drawn by the graphics card",
        Renderer::Processor => "drawn by the processor",
    };
    Host {
        system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        drawing: format!("{by}{display}"),
        places: places.listed(),
    }
}

/// Opens a window with something else in it, and stays until it is closed. `mark` stands while a start with the
/// graphics card has come to no end, and stays where it failed.
///
/// # Errors
/// What the system said when no window could be made.
pub fn host<H: Hosted>(
    renderer: Renderer,
    mark: Option<PathBuf>,
    make: impl FnOnce(&Context) -> H,
) -> Result<(), String> {
    match renderer {
        Renderer::Graphics => graphics::run(Attempt::begin(mark), make),
        Renderer::Processor => processor::run(make),
    }
}

/// Whether the system names a display to draw on. Only Unix desktops can be without one.
#[must_use]
pub fn has_display() -> bool {
    let is_named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(all(unix, not(target_os = "macos"))) || is_named("DISPLAY") || is_named("WAYLAND_DISPLAY")
}
