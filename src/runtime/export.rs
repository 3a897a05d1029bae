//! The thread that exports, and its end from outside.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use super::clock;
use crate::app::{Event, ExportOf, ExportTo};
use crate::catalogue::Catalogue;
use crate::export::Asked;
use crate::jobs::{ExportStep, Exporter, Ledger, Subject};
use crate::outcome::ExportError;

/// Each so many files or rows, the screen is told.
const TELLS: usize = 50;

/// An export, and what it needs.
pub(super) struct Work {
    pub(super) number: u64,
    pub(super) of: ExportOf,
    pub(super) asked: Box<Asked>,
    pub(super) to: ExportTo,
    pub(super) today: NaiveDate,
    /// The day that stands in for the clock.
    pub(super) clock: Option<NaiveDate>,
    pub(super) ledger: Option<PathBuf>,
    /// Where pages to print are put; none where there is no place for them.
    pub(super) prints: Option<PathBuf>,
    pub(super) is_cancelled: Arc<AtomicBool>,
}

impl Work {
    /// Does it, and tells how far it is and how it ended.
    pub(super) fn run(self, tell: &(dyn Fn(Event) + Sync)) {
        let number = self.number;
        let (to, result) = match self.exported(tell) {
            Ok((count, Some(path))) => (ExportTo::Shown(path), Ok(count)),
            Ok((count, None)) => (self.to, Ok(count)),
            Err(error) => (self.to, Err(error)),
        };
        tell(Event::Exported { number, to, result });
    }

    /// Of how many people it is, and where the viewer has it from.
    fn exported(&self, tell: &(dyn Fn(Event) + Sync)) -> Result<(usize, Option<PathBuf>), ExportError> {
        let number = self.number;
        let went_on = |step| {
            let (read, written) = match step {
                ExportStep::Read(read) => (read, 0),
                ExportStep::Written(written) => (0, written),
            };
            if (read + written) % TELLS == 0 && !self.is_cancelled.load(Ordering::Relaxed) {
                tell(Event::ExportWentOn { number, read, written });
            }
        };
        let exporter = Exporter {
            catalogue: Catalogue::shipped(),
            ledger: &Ledger::read(self.ledger.as_deref()),
            today: self.today,
            made: clock::made(self.clock),
            saver: &clock::saver("", clock::fresh_id().as_str()),
            is_cancelled: &self.is_cancelled,
            tell: &went_on,
        };
        let subject = match &self.of {
            ExportOf::Team(folder) => Subject::Folder(folder),
            ExportOf::Open { checklist, name } => Subject::Open { checklist, name },
        };
        match &self.to {
            ExportTo::File { path, may_replace } => {
                Ok((exporter.export(subject, &self.asked, path, *may_replace)?, None))
            }
            ExportTo::Viewer | ExportTo::Shown(_) => {
                let Some(folder) = &self.prints else {
                    return Err(ExportError::NotMade { detail: "there is no place for it".to_owned() });
                };
                let (count, path) = exporter.print(subject, &self.asked, folder)?;
                match opener::open(&path) {
                    Ok(()) => Ok((count, Some(path))),
                    Err(error) => Err(ExportError::NotShown { path, detail: error.to_string() }),
                }
            }
        }
    }
}
