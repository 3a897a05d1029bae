//! Questions over the screen, and their answers.

use super::{files, offers, preferences, steps, view};
use crate::app::{Address, Answer, Dialog, Effect, Form, Loss, Moment, State};
use crate::catalogue::pack::is_harmless;
use crate::checklist::Edit;

pub(super) fn show(state: &mut State, dialog: Dialog) -> Vec<Effect> {
    state.dialog = Some(dialog);
    Vec::new()
}

/// Shows where a link leads. What is no page and no mail address leads nowhere.
pub(super) fn follow(state: &mut State, address: Address) -> Vec<Effect> {
    if is_harmless(&address.address) { show(state, Dialog::Address(address)) } else { Vec::new() }
}

pub(super) fn answer(state: &mut State, answer: Answer, moment: &Moment) -> Vec<Effect> {
    match (answer, state.dialog.take()) {
        (Answer::Save, Some(Dialog::Unsaved(to))) => {
            state.leaving = Some(to);
            files::save(state)
        }
        (Answer::DoNotSave, Some(Dialog::Unsaved(to))) => {
            if let Some(document) = &mut state.document {
                document.give_up();
            }
            files::go(state, to)
        }
        (Answer::Reason(reason), Some(Dialog::Reason { edit, why, .. })) => {
            show(state, Dialog::Reason { edit, why, reason })
        }
        (Answer::GiveReason, Some(Dialog::Reason { edit, why, reason })) => {
            if reason.trim().is_empty() {
                return show(state, Dialog::Reason { edit, why, reason });
            }
            match edit {
                Edit::SetStatus { step, status, on, .. } => {
                    steps::edit(state, Edit::SetStatus { step, status, on, reason }, moment)
                }
                other => steps::edit(state, other, moment),
            }
        }
        (Answer::Path(asked), Some(Dialog::Path(_))) => show(state, Dialog::Path(asked)),
        (Answer::GivePath, Some(Dialog::Path(asked))) => {
            if asked.name.trim().is_empty() && !asked.purpose.is_folder() {
                return show(state, Dialog::Path(asked));
            }
            files::path_given(state, asked)
        }
        (Answer::Choose(step, is_wanted), Some(Dialog::Offer { offer, mut chosen })) => {
            if is_wanted {
                chosen.insert(step)
            } else {
                chosen.remove(&step)
            };
            show(state, Dialog::Offer { offer, chosen })
        }
        (Answer::TakeOver, Some(Dialog::Offer { offer, chosen })) => offers::take_over(state, offer, chosen, moment),
        (Answer::DoNotSave, Some(Dialog::WouldBeLost { to, loss })) => {
            match (loss, &mut state.document) {
                (Loss::UnreadDate(..), Some(document)) => document.forget_unread(),
                (Loss::UnreadDate(..), None) => {}
                (Loss::Form, _) => state.form = Form::default(),
            }
            files::leave(state, to)
        }
        (Answer::Cancel, Some(Dialog::WouldBeLost { loss: Loss::UnreadDate(step, _), .. })) => {
            files::stay(state);
            match step {
                Some(step) => view::select(state, Some(step)),
                None => show(state, Dialog::Details),
            }
        }
        (Answer::Cancel, Some(Dialog::Problem { .. })) if state.retry.is_some() => {
            state.dialog = state.retry.take();
            Vec::new()
        }
        (Answer::YourName(name), dialog) => {
            state.dialog = dialog;
            preferences::change(state, |settings| settings.your_name = name)
        }
        (Answer::KeepRecent(keeps), dialog) => {
            state.dialog = dialog;
            preferences::change(state, |settings| {
                settings.keeps_recent = keeps;
                if !keeps {
                    settings.recent.clear();
                }
            })
        }
        (_, _) => {
            files::stay(state);
            Vec::new()
        }
    }
}
