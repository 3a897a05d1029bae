//! Where a link leads, shown before anything is opened.

use egui::{OpenUrl, Response, Sides, Ui};

use crate::app::{Address, Answer, Msg};
use crate::ui::Outbox;
use crate::ui::theme::{Text, space};
use crate::ui::widgets::{KeptInView as _, heading, label, main_button};

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
    let (mut main, mut is_answered) = (None, false);
    let (copies, ()) = Sides::new().show(
        ui,
        |ui| ui.button("Copy the address").kept_in_view().clicked(),
        |ui| {
            let words = if is_mail(address) { "Write" } else { "Open in the browser" };
            let response = main_button(ui, words);
            if response.clicked() {
                ui.ctx().open_url(OpenUrl::new_tab(&address.address));
                is_answered = true;
            }
            main = Some(response);
            is_answered |= ui.button("Cancel").kept_in_view().clicked();
        },
    );
    if copies {
        let text = address.address.strip_prefix("mailto:").unwrap_or(&address.address);
        ui.ctx().copy_text(text.to_owned());
    }
    if is_answered || copies {
        outbox.send(Msg::Answer(Answer::Cancel));
    }
    main.unwrap_or_else(|| ui.response())
}
