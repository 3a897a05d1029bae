//! Changes a file, and says why that was not done.

use std::path::Path;

use super::{Answer, Surroundings};
use crate::catalogue::Catalogue;
use crate::checklist::Checklist;
use crate::jobs::{self, NotChanged};
use crate::text;

/// Changes a checklist and saves it. Gives what `change` says beside the changed checklist.
pub(super) fn change_file<T>(
    path: &Path,
    surroundings: &Surroundings,
    change: impl Fn(&Checklist) -> Result<(Checklist, T), Answer>,
) -> Result<T, Answer> {
    let name = path.display().to_string();
    jobs::change(path, &surroundings.saver, Catalogue::shipped(), change).map_err(|error| match error {
        NotChanged::NotOpened(error) => Answer::wrong(text::not_opened(&name, &error)),
        NotChanged::NotSaved(error) => Answer::not_written(text::not_saved(&name, &error)),
        NotChanged::Refused(answer) => answer,
    })
}
