//! A date, typed the British way.

use chrono::NaiveDate;
use egui::{Margin, TextEdit, Ui};

use super::{KeptInView as _, basic};
use crate::dates;
use crate::ui::Local;
use crate::ui::theme::{self, Text};

/// A date while it is being typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    text: String,
    /// What is wrong with it, once the field was left.
    problem: Option<String>,
}

/// What the field says after the user left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    Date(Option<NaiveDate>),
    Unreadable,
}

/// A date field. `key` names the field among all fields of the document; `label` is what stands above it.
/// Reads what was typed when the field is left or Enter is pressed, keeps what cannot be read, and says why.
pub(crate) fn date_field(
    ui: &mut Ui,
    local: &mut Local,
    key: &str,
    label: &str,
    value: Option<NaiveDate>,
    today: NaiveDate,
) -> Option<Typed> {
    let caption = basic::field_label(ui, label);
    let mut draft = local
        .drafts
        .remove(key)
        .unwrap_or_else(|| Draft { text: value.map(dates::show).unwrap_or_default(), problem: None });
    if let Some(problem) = &draft.problem {
        let color = theme::tokens(ui).error;
        basic::label(ui, theme::tinted(Text::Body.of(problem.as_str()), color));
    }
    let field = TextEdit::singleline(&mut draft.text)
        .desired_width(200.0)
        .char_limit(40)
        .margin(Margin::symmetric(10, 8))
        .hint_text("For example, 27 3 2027");
    let response = ui.add(field).labelled_by(caption.id).kept_in_view();
    let mut typed = None;
    if response.lost_focus() {
        let shown = value.map(dates::show).unwrap_or_default();
        if draft.text.trim().is_empty() {
            typed = value.is_some().then_some(Typed::Date(None));
            draft.problem = None;
        } else if draft.text != shown {
            match dates::parse_typed(&draft.text, today) {
                Ok(date) => {
                    typed = Some(Typed::Date(Some(date)));
                    draft.problem = None;
                    draft.text = dates::show(date);
                }
                Err(problem) => {
                    typed = Some(Typed::Unreadable);
                    draft.problem = Some(format!("{label} {problem}"));
                }
            }
        } else {
            draft.problem = None;
        }
    }
    // What is finished is shown from the record again, so that undo shows too.
    if response.has_focus() || draft.problem.is_some() {
        local.drafts.insert(key.to_owned(), draft);
    }
    typed
}
