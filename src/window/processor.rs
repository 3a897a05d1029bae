//! The window drawn by the processor alone: no OpenGL, no Vulkan, no driver is loaded.
//!
//! egui-winit does for it what it does for eframe: keys, mouse, clipboard, screen readers.

use std::num::NonZeroU32;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use egui::{Context, Event, FullOutput, ViewportCommand, ViewportEvent, ViewportId, ViewportInfo};
use egui_system_font_provider::SystemFontProvider;
use egui_winit::accesskit_winit::{self, WindowEvent as ReaderEvent};
use egui_winit::{ActionRequested, State};
use winit::application::ApplicationHandler;
use winit::event::{StartCause, WindowEvent};
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoop, EventLoopProxy, OwnedDisplayHandle};
use winit::raw_window_handle::{HasDisplayHandle as _, RawDisplayHandle};
use winit::window::{Window, WindowId};

use super::Hosted;
use crate::raster::{Area, Frame, Raster};
use crate::runtime;

/// The widest texture that egui may ask for; any would do.
const TEXTURE_SIDE: usize = 8192;

/// What wakes the loop up besides the window.
enum Wake {
    /// Somebody asked for a frame, as long after `asked` as `delay`, while the frame before `pass` was made.
    Repaint {
        asked: Instant,
        delay: Duration,
        pass: u64,
    },
    Reader(accesskit_winit::Event),
}

impl From<accesskit_winit::Event> for Wake {
    fn from(event: accesskit_winit::Event) -> Self {
        Self::Reader(event)
    }
}

/// The window, once there is one.
struct Live {
    window: Rc<Window>,
    surface: softbuffer::Surface<OwnedDisplayHandle, Rc<Window>>,
    state: State,
    info: ViewportInfo,
    raster: Raster,
    /// Of the surface, in pixels.
    size: Option<(NonZeroU32, NonZeroU32)>,
    /// Whether the display keeps what it was given, as Wayland does. Others lose what is covered or not shown yet, and
    /// ask for it in a way that cannot be told from our own wish for a frame: they get the whole picture each time.
    keeps_picture: bool,
}

struct Shell<H, M> {
    ctx: Context,
    proxy: EventLoopProxy<Wake>,
    /// Makes what is shown, when there is a window.
    make: Option<M>,
    hosted: Option<H>,
    live: Option<Live>,
    /// When the next frame is due, if one is.
    due: Option<Instant>,
    error: Option<String>,
}

/// Opens the window and stays until it is closed.
///
/// # Errors
/// What the system said when no window could be made.
pub(super) fn run<H: Hosted>(make: impl FnOnce(&Context) -> H) -> Result<(), String> {
    let events = EventLoop::<Wake>::with_user_event().build().map_err(|error| error.to_string())?;
    let ctx = Context::default();
    ctx.add_font_provider(Arc::new(SystemFontProvider::new()));
    let proxy = events.create_proxy();
    let waking = Mutex::new(proxy.clone());
    ctx.set_request_repaint_callback(move |info| {
        let wake =
            Wake::Repaint { asked: runtime::instant(), delay: info.delay, pass: info.current_cumulative_pass_nr };
        // After the end of the loop nobody wants a frame.
        drop(waking.lock().unwrap_or_else(PoisonError::into_inner).send_event(wake));
    });
    let mut shell = Shell { ctx, proxy, make: Some(make), hosted: None, live: None, due: None, error: None };
    events.run_app(&mut shell).map_err(|error| error.to_string())?;
    shell.error.map_or(Ok(()), Err)
}

impl Live {
    fn new(ctx: &Context, events: &ActiveEventLoop, proxy: &EventLoopProxy<Wake>) -> Result<Self, String> {
        // It is shown when there is something in it.
        let builder = super::viewport().with_title(super::TITLE).with_visible(false);
        let window = egui_winit::create_window(ctx, events, &builder).map_err(|error| error.to_string())?;
        let window = Rc::new(window);
        #[expect(clippy::cast_possible_truncation, reason = "a scale between 1 and 5")]
        let scale = window.scale_factor() as f32;
        let mut state =
            State::new(ctx.clone(), ViewportId::ROOT, &window, Some(scale), window.theme(), Some(TEXTURE_SIDE));
        // Before the window is shown, or a screen reader does not notice it.
        state.init_accesskit(events, &window, proxy.clone());
        let display = softbuffer::Context::new(events.owned_display_handle()).map_err(|error| error.to_string())?;
        let surface = softbuffer::Surface::new(&display, Rc::clone(&window)).map_err(|error| error.to_string())?;
        let mut info = ViewportInfo::default();
        egui_winit::update_viewport_info(&mut info, ctx, &window, true);
        let handle = window.display_handle().map(|handle| handle.as_raw());
        let keeps_picture = matches!(handle, Ok(RawDisplayHandle::Wayland(_)));
        Ok(Self { window, surface, state, info, raster: Raster::default(), size: None, keeps_picture })
    }

    fn ask_for_frame(&self) {
        self.window.request_redraw();
    }

    /// Puts on the screen what differs from what is there.
    fn present(&mut self, ctx: &Context, output: &mut FullOutput) -> Result<(), String> {
        self.raster.take_textures(&mut output.textures_delta);
        let size = self.window.inner_size();
        let (Some(width), Some(height)) = (NonZeroU32::new(size.width), NonZeroU32::new(size.height)) else {
            return Ok(());
        };
        if self.size != Some((width, height)) {
            self.surface.resize(width, height).map_err(|error| error.to_string())?;
            self.size = Some((width, height));
        }
        let primitives = ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        let frame = Frame {
            size: [size.width as usize, size.height as usize],
            pixels_per_point: output.pixels_per_point,
            primitives: &primitives,
            ground: ctx.global_style().visuals.panel_fill,
        };
        let mut buffer = self.surface.buffer_mut().map_err(|error| error.to_string())?;
        let age = buffer.age();
        let mut fresh = self.raster.draw(&mut buffer, &frame, age);
        if !self.keeps_picture {
            fresh = vec![Area { left: 0, top: 0, width: frame.size[0], height: frame.size[1] }];
        }
        if fresh.is_empty() {
            return Ok(());
        }
        let damage: Vec<softbuffer::Rect> = fresh.into_iter().filter_map(rect).collect();
        self.window.pre_present_notify();
        buffer.present_with_damage(&damage).map_err(|error| error.to_string())
    }

    /// Cutting and pasting that was chosen with the mouse.
    fn act(&mut self, actions: Vec<ActionRequested>) {
        for action in actions {
            let event = match action {
                ActionRequested::Cut => Some(Event::Cut),
                ActionRequested::Copy => Some(Event::Copy),
                ActionRequested::Paste => self.state.clipboard_text().map(Event::Paste),
                ActionRequested::Screenshot(_) | ActionRequested::PaintWhileHidden => None,
            };
            if let Some(event) = event {
                self.state.egui_input_mut().events.push(event);
                self.ask_for_frame();
            }
        }
    }
}

fn rect(area: Area) -> Option<softbuffer::Rect> {
    let number = |size: usize| u32::try_from(size).ok();
    Some(softbuffer::Rect {
        x: number(area.left)?,
        y: number(area.top)?,
        width: NonZeroU32::new(number(area.width)?)?,
        height: NonZeroU32::new(number(area.height)?)?,
    })
}

impl<H: Hosted, M: FnOnce(&Context) -> H> Shell<H, M> {
    fn start(&mut self, events: &ActiveEventLoop) -> Result<(), String> {
        let live = Live::new(&self.ctx, events, &self.proxy)?;
        self.live = Some(live);
        self.hosted = self.make.take().map(|make| make(&self.ctx));
        self.frame(events)?;
        if let Some(live) = &mut self.live {
            live.window.set_visible(true);
        }
        Ok(())
    }

    /// One frame: what was done, what is shown, and onto the screen.
    fn frame(&mut self, events: &ActiveEventLoop) -> Result<(), String> {
        let (Some(live), Some(hosted)) = (&mut self.live, &mut self.hosted) else { return Ok(()) };
        egui_winit::update_viewport_info(&mut live.info, &self.ctx, &live.window, false);
        let mut input = live.state.take_egui_input(&live.window);
        input.viewports.insert(ViewportId::ROOT, live.info.clone());
        live.info.events.clear();
        let is_closing = input.viewport().close_requested();
        let mut output = self.ctx.run_ui(input, |ui| {
            let ctx = ui.ctx().clone();
            hosted.logic(&ctx);
            hosted.ui(ui);
        });
        live.state.handle_platform_output_with_event_loop(
            &live.window,
            events,
            std::mem::take(&mut output.platform_output),
        );
        live.present(&self.ctx, &mut output)?;
        let Some(viewport) = output.viewport_output.remove(&ViewportId::ROOT) else { return Ok(()) };
        if is_closing && !viewport.commands.contains(&ViewportCommand::CancelClose) {
            events.exit();
            return Ok(());
        }
        let mut actions = Vec::new();
        egui_winit::process_viewport_commands(&self.ctx, &mut live.info, viewport.commands, &live.window, &mut actions);
        live.act(actions);
        if live.info.close_requested() {
            // The program itself asked for it: the frame that closes is still to come.
            live.ask_for_frame();
        }
        self.due = runtime::instant().checked_add(viewport.repaint_delay);
        Ok(())
    }

    /// Draws when it is time, and otherwise sleeps until then.
    fn wait(&mut self, events: &ActiveEventLoop) {
        if self.due.is_some_and(|due| due <= runtime::instant()) {
            self.due = None;
            if let Some(live) = &mut self.live {
                live.ask_for_frame();
            }
        }
        events.set_control_flow(self.due.map_or(ControlFlow::Wait, ControlFlow::WaitUntil));
    }

    fn fail(&mut self, events: &ActiveEventLoop, result: Result<(), String>) {
        if let Err(error) = result {
            self.error = Some(error);
            events.exit();
        }
    }
}

impl<H: Hosted, M: FnOnce(&Context) -> H> ApplicationHandler<Wake> for Shell<H, M> {
    fn resumed(&mut self, events: &ActiveEventLoop) {
        if self.live.is_none() {
            let started = self.start(events);
            self.fail(events, started);
        }
    }

    fn new_events(&mut self, events: &ActiveEventLoop, _: StartCause) {
        self.wait(events);
    }

    fn about_to_wait(&mut self, events: &ActiveEventLoop) {
        self.wait(events);
    }

    fn user_event(&mut self, _: &ActiveEventLoop, event: Wake) {
        match event {
            Wake::Repaint { asked, delay, pass } => {
                // A frame that was made since has done what this asks for.
                let made = self.ctx.cumulative_pass_nr_for(ViewportId::ROOT);
                if made <= pass + 1
                    && let Some(at) = asked.checked_add(delay)
                {
                    self.due = Some(self.due.map_or(at, |due| due.min(at)));
                }
            }
            Wake::Reader(event) => {
                let Some(live) = &mut self.live else { return };
                match event.window_event {
                    ReaderEvent::InitialTreeRequested => self.ctx.enable_accesskit(),
                    ReaderEvent::ActionRequested(request) => live.state.on_accesskit_action_request(request),
                    ReaderEvent::AccessibilityDeactivated => self.ctx.disable_accesskit(),
                }
                live.ask_for_frame();
            }
        }
    }

    fn window_event(&mut self, events: &ActiveEventLoop, _: WindowId, event: WindowEvent) {
        if event == WindowEvent::RedrawRequested {
            let drawn = self.frame(events);
            self.fail(events, drawn);
            return;
        }
        let Some(live) = &mut self.live else { return };
        if event == WindowEvent::CloseRequested {
            live.info.events.push(ViewportEvent::Close);
            live.ask_for_frame();
        } else if live.state.on_window_event(&live.window, &event).repaint {
            live.ask_for_frame();
        }
    }
}
