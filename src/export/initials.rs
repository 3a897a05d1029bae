//! Checklists without names, for lists that travel.

use crate::checklist::Checklist;

/// The first letters of a name, in capitals and without dots, and the last eight characters of the document's id in
/// brackets: "AS (3f2a9c1d)". By that, whoever has the checklists finds them again.
#[must_use]
pub fn initials(name: &str, document: &str) -> String {
    format!("{} ({})", first_letters(name), short_reference(document)).trim_start().to_owned()
}

/// The last eight letters and digits of a document's id.
pub(super) fn short_reference(document: &str) -> String {
    let letters: Vec<char> = document.chars().filter(char::is_ascii_alphanumeric).collect();
    letters.iter().skip(letters.len().saturating_sub(8)).collect()
}

/// The checklist with initials where names stand, and without the texts in which one may stand: notes, reasons, the
/// posts of signers, and on whom somebody waits, for whom the step's own word stands. References stay.
#[must_use]
pub fn with_initials(mut checklist: Checklist) -> Checklist {
    checklist.starter.name = initials(&checklist.starter.name, checklist.id.as_str());
    for step in &mut checklist.steps {
        if !step.record.waiting_on.is_empty() {
            step.who_acts.in_a_sentence_for_others().clone_into(&mut step.record.waiting_on);
        }
        step.record.note.clear();
        step.record.reason.clear();
        if let Some(sign_off) = &mut step.record.sign_off {
            sign_off.by = first_letters(&sign_off.by);
            sign_off.post.clear();
        }
    }
    checklist
}

fn first_letters(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty());
    words.filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).flat_map(char::to_uppercase).collect()
}
