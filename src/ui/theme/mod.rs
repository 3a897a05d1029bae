//! How it looks: colours, fonts, sizes, spacing. The only module that makes any of them.

mod fonts;
mod tokens;

use std::collections::BTreeMap;

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, RichText, Shadow, Stroke, Style, TextStyle, Theme, Ui,
    Visuals, vec2,
};

pub use fonts::Icon;
pub use tokens::{CONTRAST, DARK, LIGHT, Tokens};

/// Distances; nothing else is used.
pub mod space {
    pub const HAIR: f32 = 4.0;
    pub const SMALL: f32 = 8.0;
    pub const MEDIUM: f32 = 12.0;
    pub const LARGE: f32 = 16.0;
    pub const WIDE: f32 = 24.0;
    pub const HUGE: f32 = 32.0;
}

/// The height of a row in a list, and of a button.
pub const ROW: f32 = 40.0;
/// The smallest thing to aim at.
pub const TARGET: f32 = 32.0;
/// The widest line of running text: some 70 characters.
pub const MEASURE: f32 = 560.0;
const CORNER: u8 = 6;

/// The looks of text, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Text {
    Page,
    Section,
    Title,
    Strong,
    Body,
    Small,
}

impl Text {
    const ALL: [Self; 6] = [Self::Page, Self::Section, Self::Title, Self::Strong, Self::Body, Self::Small];

    /// The style under which egui knows it.
    #[must_use]
    pub fn style(self) -> TextStyle {
        match self {
            Self::Page => TextStyle::Heading,
            Self::Section => TextStyle::Name("section".into()),
            Self::Title => TextStyle::Name("title".into()),
            Self::Strong => TextStyle::Name("strong".into()),
            Self::Body => TextStyle::Body,
            Self::Small => TextStyle::Small,
        }
    }

    fn font(self) -> FontId {
        let family = |name: &'static str| FontFamily::Name(name.into());
        match self {
            Self::Page => FontId::new(26.0, family(fonts::BOLD)),
            Self::Section => FontId::new(20.0, family(fonts::BOLD)),
            Self::Title => FontId::new(17.0, FontFamily::Proportional),
            Self::Strong => FontId::new(15.0, family(fonts::SEMI_BOLD)),
            Self::Body => FontId::new(15.0, FontFamily::Proportional),
            Self::Small => FontId::new(13.0, FontFamily::Proportional),
        }
    }

    /// Text in this look.
    #[must_use]
    pub fn of(self, text: impl Into<String>) -> RichText {
        RichText::new(text).text_style(self.style())
    }
}

/// Text in a colour of the theme.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "colours come from the tokens, through here")]
pub fn tinted(text: RichText, color: Color32) -> RichText {
    text.color(color)
}

/// The colours in use: known by that of the page, which no two sets share.
#[must_use]
pub fn tokens(ui: &Ui) -> &'static Tokens {
    let page = ui.visuals().panel_fill;
    [&LIGHT, &DARK, &CONTRAST].into_iter().find(|tokens| tokens.page == page).unwrap_or(&LIGHT)
}

/// Puts the colours of high contrast in the place of the dark ones, or takes that back.
pub fn set_high_contrast(ctx: &Context, is_wanted: bool) {
    let tokens = if is_wanted { &CONTRAST } else { &DARK };
    ctx.style_mut_of(Theme::Dark, |style| style.visuals = visuals(Theme::Dark, tokens));
}

/// Sets fonts and styles; once, when the window opens.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    for (theme, tokens) in [(Theme::Light, &LIGHT), (Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| restyle(style, theme, tokens));
    }
    ctx.options_mut(|options| {
        // Text size is an action of ours, so that it is remembered and shown in the menu; so is Ctrl+Q.
        options.zoom_with_keyboard = false;
        options.fallback_theme = Theme::Light;
        options.quit_shortcuts.clear();
    });
}

fn restyle(style: &mut Style, theme: Theme, tokens: &Tokens) {
    style.text_styles = Text::ALL.into_iter().map(|text| (text.style(), text.font())).collect::<BTreeMap<_, _>>();
    style.text_styles.insert(TextStyle::Button, Text::Body.font());
    style.text_styles.insert(TextStyle::Monospace, Text::Body.font());
    style.animation_time = 0.0;
    style.scroll_animation = egui::style::ScrollAnimation::none();
    style.compact_menu_style = false;
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::SMALL, space::HAIR);
    spacing.button_padding = vec2(space::MEDIUM, space::SMALL);
    spacing.interact_size = vec2(space::HUGE, TARGET);
    spacing.menu_margin = Margin::same(8);
    spacing.window_margin = Margin::same(24);
    spacing.combo_height = 320.0;
    spacing.icon_width = 20.0;
    spacing.icon_width_inner = 12.0;
    spacing.icon_spacing = space::SMALL;
    spacing.scroll = egui::style::ScrollStyle::solid();
    spacing.scroll.bar_width = 8.0;
    spacing.scroll.foreground_color = true;
    style.interaction.selectable_labels = false;
    style.visuals = visuals(theme, tokens);
}

fn visuals(theme: Theme, t: &Tokens) -> Visuals {
    let mut visuals = theme.default_visuals();
    let corner = CornerRadius::same(CORNER);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(t.quiet);
    visuals.hyperlink_color = t.accent;
    visuals.panel_fill = t.page;
    visuals.window_fill = t.surface;
    visuals.window_stroke = Stroke::new(1.0, t.line);
    visuals.window_corner_radius = corner;
    visuals.menu_corner_radius = corner;
    visuals.popup_shadow = Shadow::NONE;
    visuals.extreme_bg_color = t.surface;
    visuals.text_edit_bg_color = Some(t.surface);
    visuals.faint_bg_color = t.hover;
    visuals.code_bg_color = t.hover;
    visuals.warn_fg_color = t.on_due;
    visuals.error_fg_color = t.error;
    visuals.selection.bg_fill = t.chosen;
    visuals.selection.stroke = Stroke::new(2.0, t.accent);
    visuals.text_cursor.stroke = Stroke::new(2.0, t.text);
    // A blinking caret would draw a frame twice a second for as long as a field has the focus.
    visuals.text_cursor.blink = false;
    visuals.disabled_alpha = 0.55;
    visuals.striped = false;
    let widgets = &mut visuals.widgets;
    for (widget, fill, stroke) in [
        (&mut widgets.noninteractive, t.surface, Stroke::new(1.0, t.hairline)),
        (&mut widgets.inactive, t.surface, Stroke::new(1.0, t.line)),
        (&mut widgets.hovered, t.hover, Stroke::new(1.0, t.text)),
        (&mut widgets.active, t.chosen, Stroke::new(1.0, t.text)),
        (&mut widgets.open, t.chosen, Stroke::new(1.0, t.text)),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = stroke;
        widget.fg_stroke = Stroke::new(1.5, t.text);
        widget.corner_radius = corner;
        widget.expansion = 0.0;
    }
    visuals
}

#[cfg(test)]
mod tests {
    use egui::{Context, RawInput, Theme};

    use super::{install, set_high_contrast};

    #[test]
    fn nothing_moves_by_itself() {
        let ctx = Context::default();
        install(&ctx);
        for has_high_contrast in [false, true] {
            set_high_contrast(&ctx, has_high_contrast);
            ctx.run_ui(RawInput::default(), |_| {}).drop_without_applying_deltas();
            for theme in [Theme::Light, Theme::Dark] {
                let style = ctx.style_of(theme);
                assert!(style.animation_time.abs() < f32::EPSILON, "{theme:?}");
                assert_eq!(style.scroll_animation, egui::style::ScrollAnimation::none(), "{theme:?}");
                assert!(!style.visuals.text_cursor.blink, "{theme:?}");
            }
        }
    }
}
