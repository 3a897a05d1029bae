//! What draws the window, decided before any driver is loaded.

use super::Renderer;
use crate::format::Drawing;
use crate::runtime::Display;

/// The variable of the environment that decides over everything else, by the name of a renderer.
pub const VARIABLE: &str = "SECURE_START_RENDERER";

/// What draws the window, and whether the other may take over where this one cannot start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen {
    pub renderer: Renderer,
    pub may_change: bool,
}

/// What the environment says decides, then the setting, then what the computer has. A value of the environment that
/// is none of the two says nothing.
///
/// OpenGL without a graphics card is the processor too, only slower, and over a remote desktop it often does not start;
/// so the processor draws at once wherever there is no card, the display is elsewhere, or the card failed the last time.
#[must_use]
pub fn choose(environment: &str, setting: Drawing, around: &Display) -> Chosen {
    let certain = |renderer| Chosen { renderer, may_change: false };
    let first = |renderer| Chosen { renderer, may_change: true };
    match (environment, setting) {
        ("graphics", _) => certain(Renderer::Graphics),
        ("processor", _) => certain(Renderer::Processor),
        (_, Drawing::Graphics) => first(Renderer::Graphics),
        (_, Drawing::Processor) => first(Renderer::Processor),
        (_, Drawing::Automatic) => {
            let suits = around.has_graphics_card && !around.is_remote && !around.has_failed;
            first(if suits { Renderer::Graphics } else { Renderer::Processor })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEAR: Display = Display { has_graphics_card: true, is_remote: false, has_failed: false };

    #[test]
    fn the_card_draws_only_where_it_is_there_near_and_has_not_failed() {
        let by = |around: Display| choose("", Drawing::Automatic, &around).renderer;
        assert_eq!(by(NEAR), Renderer::Graphics);
        assert_eq!(by(Display { has_graphics_card: false, ..NEAR }), Renderer::Processor);
        assert_eq!(by(Display { is_remote: true, ..NEAR }), Renderer::Processor);
        assert_eq!(by(Display { has_failed: true, ..NEAR }), Renderer::Processor);
    }

    #[test]
    fn the_setting_decides_over_the_computer_and_the_environment_over_both() {
        let nothing = Display { has_graphics_card: false, is_remote: true, has_failed: true };
        assert_eq!(choose("", Drawing::Graphics, &nothing).renderer, Renderer::Graphics);
        assert_eq!(choose("", Drawing::Processor, &NEAR).renderer, Renderer::Processor);
        assert_eq!(choose("processor", Drawing::Graphics, &NEAR).renderer, Renderer::Processor);
        assert_eq!(choose("graphics", Drawing::Processor, &nothing).renderer, Renderer::Graphics);
        assert_eq!(choose("whatever", Drawing::Processor, &NEAR).renderer, Renderer::Processor);
    }

    #[test]
    fn only_the_environment_forbids_the_other() {
        for setting in Drawing::ALL {
            assert!(choose("", setting, &NEAR).may_change);
            assert!(!choose("graphics", setting, &NEAR).may_change);
        }
    }
}
