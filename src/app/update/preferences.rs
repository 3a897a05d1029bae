//! The settings: each change takes effect at once and is kept for next time.

use crate::app::{Effect, State};
use crate::format::Settings;

/// Changes the settings. Nothing is written where nothing changes.
pub(super) fn change(state: &mut State, change: impl FnOnce(&mut Settings)) -> Vec<Effect> {
    let before = state.settings.clone();
    change(&mut state.settings);
    state.settings = std::mem::take(&mut state.settings).enforced();
    if state.settings == before { Vec::new() } else { vec![Effect::SaveSettings(state.settings.clone())] }
}

/// Makes text larger or smaller, in per cent, within the limits.
pub(super) fn resize_text(state: &mut State, by: i16) -> Vec<Effect> {
    change(state, |settings| {
        let (smallest, largest) = (*Settings::TEXT_SIZES.start(), *Settings::TEXT_SIZES.end());
        settings.text_size = settings.text_size.saturating_add_signed(by).clamp(smallest, largest);
    })
}
