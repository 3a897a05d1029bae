//! `secure-start update`

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};

use super::{Answer, Surroundings, json};
use crate::catalogue::Catalogue;
use crate::checklist::{Change, ChangeKind, Checklist, Edit, Offer, offer};
use crate::ids::StepId;
use crate::outcome::{Loaded, OnDisk};
use crate::{jobs, text, visible};

/// Says what a newer catalogue or a site pack would change in a checklist, and changes it if asked to.
#[derive(Debug, Args)]
pub struct Update {
    file: PathBuf,
    /// A site pack to use from now on
    #[arg(long, value_name = "PACK", conflicts_with = "no_site_pack")]
    site_pack: Option<PathBuf>,
    /// Goes on without the site pack
    #[arg(long)]
    no_site_pack: bool,
    /// Makes the changes; without it, they are only listed
    #[arg(long)]
    apply: bool,
    /// A step not to change; may be given again
    #[arg(long, value_name = "STEP")]
    except: Vec<String>,
    /// A completed step to do again under its new words; may be given again
    #[arg(long, value_name = "STEP")]
    again: Vec<String>,
    /// Prints one JSON value instead
    #[arg(long)]
    json: bool,
}

impl Update {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        let name = self.file.display().to_string();
        let Loaded { checklist, bytes, .. } = match jobs::load(&self.file, Catalogue::shipped()) {
            Ok(loaded) => loaded,
            Err(error) => return Answer::wrong(text::not_opened(&name, &error)),
        };
        let catalogue = match self.catalogue(&checklist) {
            Ok(catalogue) => catalogue,
            Err(answer) => return answer,
        };
        let Some(offer) = offer(&checklist, &catalogue) else {
            let nothing = if self.json { json::line(&no_changes()) } else { format!("{}\n", text::NOTHING_TO_UPDATE) };
            return Answer::done(nothing);
        };
        let mut chosen = offer.usual();
        for id in self.except.iter().chain(&self.again) {
            let id = StepId::from(id.as_str());
            if !offer.changes.iter().any(|change| change.step == id) {
                return Answer::wrong(format!(
                    "Nothing would change about a step \u{201c}{id}\u{201d}. Choose one that \u{201c}secure-start update {name}\u{201d} lists."
                ));
            }
        }
        chosen.extend(self.again.iter().map(|id| StepId::from(id.as_str())));
        chosen.retain(|id| !self.except.iter().any(|except| except == id.as_str()));
        let said = if self.json {
            json::line(&offer_json(&offer, &chosen, self.apply))
        } else {
            lines(&offer, &chosen, self.apply)
        };
        if !self.apply {
            return Answer::done(said);
        }
        let edit = Edit::TakeOver { offer: Arc::new(offer), chosen };
        let changed = match checklist.apply(&edit, &surroundings.stamp) {
            Ok(changed) => changed,
            Err(problem) => return Answer::wrong(format!("{problem} Choose more of the changes together, or fewer.")),
        };
        match jobs::save(&self.file, &changed, &OnDisk::Content(bytes), Catalogue::shipped()) {
            Ok(_) => Answer::done(said),
            Err(error) => Answer::not_written(text::not_saved(&name, &error)),
        }
    }

    /// The catalogue with the pack that will count.
    fn catalogue(&self, checklist: &Checklist) -> Result<Catalogue, Answer> {
        let shipped = Catalogue::shipped();
        let pack = match (&self.site_pack, &checklist.site_pack) {
            (Some(path), _) => Some(super::new::pack(path)?),
            (None, Some(pack)) if !self.no_site_pack => Some(Arc::clone(pack)),
            (None, _) => None,
        };
        let Some(pack) = pack else { return Ok(shipped.clone()) };
        let merged = shipped.with_pack(&pack);
        if self.site_pack.is_some() && !merged.is_for(&checklist.starter.situation()) {
            return Err(Answer::wrong(text::pack_for_others(&pack.title)));
        }
        Ok(merged)
    }
}

fn lines(offer: &Offer, chosen: &std::collections::BTreeSet<StepId>, is_made: bool) -> String {
    let summary = if offer.changes.is_empty() { "No step changes".to_owned() } else { offer.summary() };
    let pack = offer.site_pack.as_ref().filter(|_| offer.is_about_pack);
    let mut said: Vec<String> = Vec::new();
    said.extend(pack.map(|pack| format!("Site pack: {}.", pack.name())));
    said.push(format!("{summary}."));
    for change in &offer.changes {
        let mark = if chosen.contains(&change.step) { "[x]" } else { "[ ]" };
        said.push(format!("  {mark} {}: {} ({})", change.kind.label(), change.title, change.step));
        said.extend(change.details.iter().map(|detail| format!("      {detail}")));
    }
    said.push(if is_made { MADE } else { LISTED }.to_owned());
    // A title in a file could hold a line feed and forge a line of ours.
    said.into_iter().map(|line| visible::made_visible(&line) + "\n").collect()
}

const MADE: &str = "What is marked was changed.";
const LISTED: &str = "Nothing was changed. With --apply, what is marked is.";

fn no_changes() -> Value {
    json!({ "changes": [], "is_made": false })
}

fn offer_json(offer: &Offer, chosen: &std::collections::BTreeSet<StepId>, is_made: bool) -> Value {
    let change = |change: &Change| {
        json!({
            "step": change.step,
            "title": change.title,
            "kind": match change.kind {
                ChangeKind::Added(_) => "added",
                ChangeKind::Reworded { .. } => "reworded",
                ChangeKind::Retimed(_) => "retimed",
                ChangeKind::LeftOut { is_of_pack: true, .. } => "left-out",
                ChangeKind::LeftOut { is_of_pack: false, .. } => "retired",
            },
            "details": change.details,
            "chosen": chosen.contains(&change.step),
        })
    };
    json!({
        "catalogue": offer.edition,
        "site_pack": offer.site_pack.as_ref().map(|pack| pack.name()),
        "changes": offer.changes.iter().map(change).collect::<Vec<Value>>(),
        "is_made": is_made,
    })
}
