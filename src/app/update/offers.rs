//! Site packs, newer catalogues, and what was done for another place.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::steps;
use crate::app::{Dialog, Effect, FormChange, Moment, Notice, Purpose, State, file_name};
use crate::catalogue::Catalogue;
use crate::catalogue::pack::SitePack;
use crate::checklist::{CannotOffer, Edit, Offer, offer};
use crate::ids::StepId;
use crate::outcome::{LoadError, Loaded, PackError};
use crate::text;

/// Asks what of an offer is wanted; says so where there is none, and why where there can be none.
fn ask(state: &mut State, offered: Result<Option<Offer>, CannotOffer>) -> Vec<Effect> {
    match offered {
        Ok(Some(offer)) => {
            let (chosen, offer) = (offer.usual(), Arc::new(offer));
            state.dialog = Some(Dialog::Offer { offer, chosen });
        }
        Ok(None) => {
            state.notice = Some(Notice { text: text::NOTHING_TO_UPDATE.to_owned(), can_undo: false });
        }
        Err(error) => {
            let problem = text::not_offered(&error);
            state.dialog = Some(Dialog::Problem { title: "Nothing was changed", problem });
        }
    }
    Vec::new()
}

pub(super) fn update_from_catalogue(state: &mut State) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let offered = document.offered();
    ask(state, offered)
}

pub(super) fn without_pack(state: &mut State) -> Vec<Effect> {
    let Some(document) = &state.document else { return Vec::new() };
    let offered = offer(document.checklist(), Catalogue::shipped());
    ask(state, offered)
}

pub(super) fn not_now(state: &mut State) -> Vec<Effect> {
    if let Some(document) = &mut state.document {
        document.offer = None;
        // The buttons are gone: the focus goes to the open step in the list.
        state.reveals += 1;
    }
    Vec::new()
}

/// Makes the chosen changes as one, which one undo takes back.
pub(super) fn take_over(
    state: &mut State,
    offer: Arc<Offer>,
    chosen: BTreeSet<StepId>,
    moment: &Moment,
) -> Vec<Effect> {
    let effects = steps::edit(state, Edit::TakeOver { offer, chosen }, moment);
    if let Some(document) = state.document.as_mut().filter(|_| state.dialog.is_none()) {
        document.offer = None;
    }
    effects
}

pub(super) fn pack_loaded(
    state: &mut State,
    path: &Path,
    purpose: Purpose,
    result: Result<Arc<SitePack>, PackError>,
) -> Vec<Effect> {
    let pack = match result {
        Ok(pack) => pack,
        Err(error) => {
            let problem = text::pack_not_used(&file_name(path), &error);
            state.dialog = Some(Dialog::Problem { title: "The site pack was not used", problem });
            return Vec::new();
        }
    };
    state.retry = None;
    if purpose == Purpose::PackForNew {
        state.form.change(FormChange::Pack(pack));
        return Vec::new();
    }
    let Some(document) = &state.document else { return Vec::new() };
    let offered = offer(document.checklist(), &Catalogue::shipped().with_pack(&pack));
    ask(state, offered)
}

pub(super) fn earlier_loaded(state: &mut State, path: &Path, result: Result<Box<Loaded>, LoadError>) -> Vec<Effect> {
    match result {
        Ok(loaded) => {
            state.retry = None;
            state.form.change(FormChange::Earlier(Arc::new(loaded.checklist)));
        }
        Err(error) => {
            let problem = text::not_opened(&file_name(path), &error);
            state.dialog = Some(Dialog::Problem { title: "The file was not opened", problem });
        }
    }
    Vec::new()
}
