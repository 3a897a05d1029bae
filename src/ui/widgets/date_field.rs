//! A date, typed the British way.

use chrono::NaiveDate;
use egui::{Margin, Response, TextEdit, Ui};

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

/// What is in the field, if that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Typed {
    Date(Option<NaiveDate>),
    Unreadable(String),
}

/// What a date field is about.
pub(crate) struct DateAsked<'a> {
    /// Names the field among all fields of the document.
    pub(crate) key: &'a str,
    /// What stands above it.
    pub(crate) label: &'a str,
    pub(crate) value: Option<NaiveDate>,
    pub(crate) today: NaiveDate,
    /// Whether a day after today is a mistake.
    pub(crate) is_past: bool,
}

impl DateAsked<'_> {
    /// The label without what stands in brackets behind it.
    fn name(&self) -> &str {
        self.label.split(" (").next().unwrap_or(self.label)
    }
}

/// A date field. What can be read counts as soon as it is typed, so that nothing is lost by saving or closing at once;
/// what cannot is kept as it was typed, and what is wrong with it is said when the field is left.
pub(crate) fn date_field(ui: &mut Ui, local: &mut Local, asked: &DateAsked<'_>) -> (Option<Typed>, Response) {
    basic::region(ui, ("date", asked.key), |ui| date_field_ui(ui, local, asked))
}

fn date_field_ui(ui: &mut Ui, local: &mut Local, asked: &DateAsked<'_>) -> (Option<Typed>, Response) {
    let caption = basic::field_label(ui, asked.label);
    let shown = asked.value.map(dates::show).unwrap_or_default();
    let mut draft = local.drafts.remove(asked.key).unwrap_or_else(|| Draft { text: shown.clone(), problem: None });
    if let Some(problem) = &draft.problem {
        let color = theme::tokens(ui).error;
        let said = basic::label(ui, theme::tinted(Text::Body.of(problem.as_str()), color));
        basic::live(ui, &said);
    }
    let field = TextEdit::singleline(&mut draft.text)
        .id_salt(asked.key)
        .desired_width(200.0)
        .char_limit(40)
        .margin(Margin::symmetric(10, 8))
        .hint_text("For example, 27 3 2027");
    let response = ui.add(field).labelled_by(caption.id).kept_in_view();
    let response = match &draft.problem {
        Some(problem) => basic::described(response, problem.as_str()),
        None => response,
    };
    let read = read(&draft.text, asked);
    let mut typed = None;
    if response.changed() {
        typed = match read {
            Ok(date) => Some(Typed::Date(date)),
            Err(_) => Some(Typed::Unreadable(draft.text.clone())),
        };
    }
    if response.lost_focus() {
        draft.problem = read.err();
    }
    // What is finished is shown from the record again, so that undo shows too.
    if response.has_focus() || draft.problem.is_some() {
        local.drafts.insert(asked.key.to_owned(), draft);
    }
    (typed, response)
}

fn read(text: &str, asked: &DateAsked<'_>) -> Result<Option<NaiveDate>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let date = dates::parse_typed(text, asked.today).map_err(|problem| format!("{} {problem}", asked.name()))?;
    if asked.is_past && date > asked.today {
        return Err(format!("{} must be today or in the past", asked.name()));
    }
    Ok(Some(date))
}
