//! `secure-start update`

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde_json::{Value, json};

use super::change::change_file;
use super::{Answer, Surroundings, json};
use crate::catalogue::Catalogue;
use crate::checklist::{Change, ChangeKind, Checklist, Edit, Offer, offer};
use crate::ids::StepId;
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
    /// A step that is completed or not needed, to do again under its new words; may be given again
    #[arg(long, value_name = "STEP")]
    again: Vec<String>,
    /// Prints one JSON value instead
    #[arg(long)]
    json: bool,
}

impl Update {
    pub(super) fn run(&self, surroundings: &Surroundings) -> Answer {
        let said = if self.apply {
            change_file(&self.file, surroundings, |checklist| self.changed(checklist, surroundings))
        } else {
            let loaded = jobs::load(&self.file, Catalogue::shipped());
            let name = self.file.display().to_string();
            let loaded = loaded.map_err(|error| Answer::wrong(text::not_opened(&name, &error)));
            loaded.and_then(|loaded| self.changed(&loaded.checklist, surroundings)).map(|(_, said)| said)
        };
        match said {
            Ok(said) => Answer::done(said),
            Err(answer) => answer,
        }
    }

    /// The checklist after the changes, and what is said about them; the same one where they are only listed.
    fn changed(&self, checklist: &Checklist, surroundings: &Surroundings) -> Result<(Checklist, String), Answer> {
        let catalogue = self.catalogue(checklist)?;
        let offer = match offer(checklist, &catalogue) {
            Ok(Some(offer)) => offer,
            Ok(None) if !(self.except.is_empty() && self.again.is_empty()) => {
                return Err(Answer::wrong(text::NOTHING_TO_UPDATE));
            }
            Ok(None) if self.json => return Ok((checklist.clone(), json::line(&nothing_json(checklist)))),
            Ok(None) => return Ok((checklist.clone(), format!("{}\n", text::NOTHING_TO_UPDATE))),
            Err(error) => return Err(Answer::wrong(text::not_offered(&error))),
        };
        if let Some(wrong) = self.wrong_choice(&offer) {
            return Err(Answer::wrong(wrong));
        }
        let mut chosen = offer.usual();
        chosen.extend(self.again.iter().map(|id| StepId::from(id.as_str())));
        chosen.retain(|id| !self.except.iter().any(|except| except == id.as_str()));
        let said = if self.json {
            json::line(&offer_json(checklist, &offer, &chosen, self.apply))
        } else {
            lines(checklist, &offer, &chosen, self.apply)
        };
        if !self.apply {
            return Ok((checklist.clone(), said));
        }
        let edit = Edit::TakeOver { offer: Arc::new(offer), chosen };
        let changed = checklist.apply(&edit, &surroundings.stamp);
        let changed = changed
            .map_err(|problem| Answer::wrong(format!("{problem} Choose more of the changes together, or fewer.")))?;
        Ok((changed, said))
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
        Ok(shipped.with_pack(&pack))
    }

    /// A step that was named and cannot be chosen so.
    fn wrong_choice(&self, offer: &Offer) -> Option<String> {
        let change = |id: &String| offer.changes.iter().find(|change| change.step.as_str() == id);
        let lists = "The same command without --except and --again lists what would.";
        if let Some(id) = self.except.iter().chain(&self.again).find(|id| change(id).is_none()) {
            return Some(format!("Nothing would change about a step \u{201c}{id}\u{201d}. {lists}"));
        }
        let id = self.again.iter().find(|id| change(id).is_some_and(Change::is_usual))?;
        Some(format!(
            "\u{201c}{id}\u{201d} is not completed, or not needed, under other words, so it is not to be done again."
        ))
    }
}

fn lines(checklist: &Checklist, offer: &Offer, chosen: &BTreeSet<StepId>, is_made: bool) -> String {
    let pack = offer.site_pack.as_ref().filter(|_| offer.is_about_pack);
    let mut said: Vec<String> = Vec::new();
    said.extend(pack.map(|pack| format!("Site pack: {}.", pack.name())));
    if let Some(pack) = checklist.site_pack.as_ref().filter(|_| offer.site_pack.is_none()) {
        said.push(format!("Without the site pack: {}.", pack.name()));
    }
    said.extend(offer.replaces_newer.map(text::older_pack));
    if let Some(pack) = pack {
        said.push(format!("It brings contacts: {}, pages: {}.", pack.contacts.len(), pack.panels.len()));
    }
    said.push(format!("{}.", offer.summary()));
    for change in &offer.changes {
        let mark = if chosen.contains(&change.step) { "[x]" } else { "[ ]" };
        said.push(format!("  {mark} {}: {} ({})", change.kind.label(), change.title, change.step));
        said.extend(change.details.iter().map(|detail| format!("      {detail}")));
    }
    said.extend(offer.help.iter().chain(&offer.kept).cloned());
    let ending = match (is_made, chosen.is_empty(), pack) {
        (true, false, _) => "What is marked was changed.",
        (true, true, Some(_)) => "The site pack is in use now. No step was changed.",
        (true, true, None) if offer.is_about_pack => "The site pack was removed. No step was changed.",
        (true, true, None) => "No step was changed.",
        (false, ..) => "Nothing was changed. With --apply, what is marked is.",
    };
    said.push(ending.to_owned());
    // A title in a file could hold a line feed and forge a line of ours.
    said.into_iter().map(|line| visible::made_visible(&line) + "\n").collect()
}

fn nothing_json(checklist: &Checklist) -> Value {
    json!({
        "catalogue": checklist.catalogue,
        "site_pack": checklist.site_pack.as_ref().map(|pack| pack.name()),
        "site_pack_before": checklist.site_pack.as_ref().map(|pack| pack.name()),
        "replaces_newer": null,
        "reorders": false,
        "kept": [],
        "help": [],
        "changes": [],
        "is_made": false,
    })
}

fn offer_json(checklist: &Checklist, offer: &Offer, chosen: &BTreeSet<StepId>, is_made: bool) -> Value {
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
        "site_pack_before": checklist.site_pack.as_ref().map(|pack| pack.name()),
        "replaces_newer": offer.replaces_newer,
        "reorders": offer.reorders,
        "kept": offer.kept,
        "help": offer.help,
        "changes": offer.changes.iter().map(change).collect::<Vec<Value>>(),
        "is_made": is_made,
    })
}
