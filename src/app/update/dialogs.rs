//! Questions over the screen, and their answers.

use super::{conflict, export, files, offers, picking, preferences, recovery, saving, sign_off, steps, team, view};
use crate::app::{Address, Answer, Clashing, Dialog, Effect, Form, Loss, Moment, Screen, Signing, State, TeamChange};
use crate::catalogue::pack::is_harmless;
use crate::checklist::Edit;
use crate::format::Settings;
use crate::outcome::{Unsaved, Version};

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
        (answer, Some(Dialog::Clash(clashing))) => about_clash(state, &answer, clashing, moment),
        (answer, Some(Dialog::Recover(found))) => about_work_left(state, answer, found, moment),
        (answer, Some(Dialog::Versions { found, open })) => about_versions(state, &answer, found, open, moment),
        (answer, Some(Dialog::Export(exporting))) => export::answer(state, answer, *exporting),
        (answer, Some(Dialog::Exports(running))) => export::while_running(state, &answer, running),
        (answer, Some(Dialog::SignOff(signing))) => about_sign_off(state, answer, *signing, moment),
        (answer, Some(dialog @ (Dialog::AsOf(_) | Dialog::AskAgainOn(_)))) => {
            about_day(state, &answer, &dialog, moment)
        }
        (Answer::ChangeMany, Some(Dialog::Preview { what, rows })) => {
            team::change_many(state, what, Some(rows), moment)
        }
        (answer, Some(Dialog::Settings)) => about_settings(state, answer),
        (Answer::TryAgain, Some(Dialog::Locked(_))) => saving::save(state),
        (Answer::TakeOverLock, Some(Dialog::Locked(holder))) => saving::take_over_lock(state, holder),
        (Answer::Reload, Some(Dialog::Reload)) => files::reload(state),
        (Answer::RemoveData, Some(Dialog::RemoveData)) => recovery::remove_data(state),
        (Answer::Save, Some(Dialog::Unsaved(to))) => {
            state.leaving = Some(to);
            saving::save(state)
        }
        (Answer::DoNotSave, Some(Dialog::Unsaved(to))) => {
            if let Some(document) = &mut state.document {
                document.give_up();
            }
            files::go(state, to, moment)
        }
        (Answer::Reason(reason), Some(Dialog::Reason { edit, why, .. })) => {
            show(state, Dialog::Reason { edit, why, reason })
        }
        (Answer::GiveReason, Some(Dialog::Reason { edit, why, reason })) => {
            if reason.trim().is_empty() {
                return show(state, Dialog::Reason { edit, why, reason });
            }
            steps::edit(state, with_reason(edit, reason), moment)
        }
        (Answer::Path(asked), Some(Dialog::Path(before))) => picking::typed(state, &before, asked),
        (Answer::GivePath, Some(Dialog::Path(asked))) => picking::given(state, asked),
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
            lose(state, &loss);
            files::leave(state, to, moment)
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
        (_, _) => {
            files::stay(state);
            Vec::new()
        }
    }
}

/// Gives up what is in no checklist.
fn lose(state: &mut State, loss: &Loss) {
    match (loss, &mut state.document) {
        (Loss::UnreadDate(..), Some(document)) => document.forget_unread(),
        (Loss::UnreadDate(..), None) => {}
        (Loss::Form, _) => state.form = Form::begun_with(&state.settings),
    }
}

/// The change that lacked a reason, with one.
fn with_reason(edit: Edit, reason: String) -> Edit {
    match edit {
        Edit::SetStatus { step, status, on, .. } => Edit::SetStatus { step, status, on, reason },
        Edit::Reopen { step, .. } => Edit::Reopen { step, reason },
        other => other,
    }
}

/// Behind a sign-off comes the next person, where several are signed one after the other.
fn about_sign_off(state: &mut State, answer: Answer, signing: Signing, moment: &Moment) -> Vec<Effect> {
    let is_over = !matches!(answer, Answer::Signing(_) | Answer::Sign);
    let (mut effects, is_signed) = sign_off::answer(state, answer, signing, moment);
    if is_signed {
        effects.extend(team::next_in_turn(state, moment));
    } else if is_over {
        team::end_of_turn(state);
    }
    effects
}

fn about_day(state: &mut State, answer: &Answer, dialog: &Dialog, moment: &Moment) -> Vec<Effect> {
    match (answer, dialog) {
        (Answer::Day(day), Dialog::AsOf(_)) => show(state, Dialog::AsOf(*day)),
        (Answer::Day(day), _) => show(state, Dialog::AskAgainOn(*day)),
        (Answer::GiveDay, Dialog::AsOf(day)) if state.screen == Screen::Team => {
            team::change(state, TeamChange::AsOf(*day), moment)
        }
        (Answer::GiveDay, Dialog::AsOf(day)) => view::as_of(state, *day),
        (Answer::GiveDay, Dialog::AskAgainOn(Some(on))) => team::change(state, TeamChange::AskAgainOn(*on), moment),
        _ => Vec::new(),
    }
}

fn about_clash(state: &mut State, answer: &Answer, clashing: Box<Clashing>, moment: &Moment) -> Vec<Effect> {
    match answer {
        Answer::Decide(key, side) => conflict::decide(state, clashing, key.clone(), *side),
        Answer::PutTogether => conflict::put_together(state, *clashing, moment),
        Answer::Reload => conflict::reload(state, *clashing, moment),
        Answer::KeepBoth => conflict::keep_both(state, &clashing, moment),
        Answer::SaveCopy => {
            let mut effects = conflict::undecided(state, &clashing);
            effects.extend(saving::save_as(state));
            effects
        }
        _ => conflict::undecided(state, &clashing),
    }
}

fn about_work_left(state: &mut State, answer: Answer, found: Vec<Unsaved>, moment: &Moment) -> Vec<Effect> {
    match answer {
        Answer::Recover(session) => recovery::recover(state, session, moment),
        Answer::Discard(session) => recovery::discard(state, found, session),
        _ => Vec::new(),
    }
}

fn about_versions(
    state: &mut State,
    answer: &Answer,
    found: Vec<Version>,
    open: Option<usize>,
    moment: &Moment,
) -> Vec<Effect> {
    match (answer, open.and_then(|place| found.get(place))) {
        (Answer::LookAt(place), _) => show(state, Dialog::Versions { found, open: Some(*place) }),
        (Answer::Restore, Some(version)) => recovery::restore(state, version, moment),
        _ => Vec::new(),
    }
}

/// Each takes effect at once, and the dialog stays.
fn about_settings(state: &mut State, answer: Answer) -> Vec<Effect> {
    let change: Box<dyn FnOnce(&mut Settings)> = match answer {
        Answer::YourPost(post) => Box::new(move |settings| settings.your_post = post),
        Answer::YourName(name) => Box::new(move |settings| settings.your_name = name),
        Answer::SaveAutomatically(saves) => Box::new(move |settings| settings.saves_automatically = saves),
        Answer::HideNames(hides) => Box::new(move |settings| settings.hides_names = hides),
        Answer::DrawWith(drawing) => Box::new(move |settings| settings.drawing = drawing),
        Answer::KeepRecent(keeps) => Box::new(move |settings| {
            settings.keeps_recent = keeps;
            if !keeps {
                settings.recent.clear();
            }
        }),
        _ => {
            files::stay(state);
            return Vec::new();
        }
    };
    state.dialog = Some(Dialog::Settings);
    if let Some(document) = &mut state.document {
        // What is not saved may be to be saved by itself from now on.
        document.look_again();
    }
    preferences::change(state, change)
}
