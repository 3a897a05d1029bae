//! Where a link leads, shown before anything is opened.

use egui::{OpenUrl, Response, Ui};

use super::answers::{Answers, Pressed};
use crate::app::{Address, Answer};
use crate::ui::Outbox;
use crate::ui::theme::{Text, space};
use crate::ui::widgets::{heading, label};

/// What stands over the dialog.
pub(super) fn title(address: &Address) -> &'static str {
    if is_mail(address) { "Write to this address?" } else { "Open this page in your browser?" }
}

fn is_mail(address: &Address) -> bool {
    address.address.starts_with("mailto:")
}

pub(super) fn address_ui(ui: &mut Ui, address: &Address, outbox: &mut Outbox) -> Response {
    heading(ui, 2, title(address));
    label(ui, address.title.as_str());
    ui.add_space(space::SMALL);
    label(ui, Text::Strong.of(address.address.as_str()));
    ui.add_space(space::SMALL);
    let what = if is_mail(address) { "Your mail program opens with it" } else { "The page opens in your browser" };
    label(ui, format!("This program uses no network itself. {what}, if you have one."));
    ui.add_space(space::LARGE);
    let words = if is_mail(address) { "Write" } else { "Open in the browser" };
    let other = Some(("Copy the address", Answer::Cancel));
    let (main, pressed) = Answers { other, ..Answers::new(words, Answer::Cancel) }.ui(ui, outbox);
    match pressed {
        Some(Pressed::Action) => ui.ctx().open_url(OpenUrl::new_tab(&address.address)),
        Some(Pressed::Other) => {
            let text = address.address.strip_prefix("mailto:").unwrap_or(&address.address);
            ui.ctx().copy_text(text.to_owned());
        }
        Some(Pressed::Cancel) | None => {}
    }
    main
}
