//! Characters that cannot be seen, and that can make a text look like another.

/// Control characters but the line feed and the tab, marks that turn the direction of writing, and characters without
/// width that are not part of a letter.
#[must_use]
pub const fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{0}'..='\u{8}'
            | '\u{b}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// The text without them; a line feed or a tab becomes a space. For names, which are one line.
#[must_use]
pub fn without_hidden(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_hidden(*c));
    seen.map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect()
}

/// The text with each of them, and each line feed, shown as its number: for a terminal and for one line of a list.
#[must_use]
pub fn made_visible(text: &str) -> String {
    let show = |c: char| {
        if is_hidden(c) || c == '\n' { format!("<U+{:04X}>", u32::from(c)) } else { c.to_string() }
    };
    text.chars().map(show).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_taken_out_of_names_and_shown_in_lists() {
        assert_eq!(without_hidden("A\u{202e}b\u{1b}[1m\nNext"), "Ab[1m Next");
        assert_eq!(made_visible("A\u{202e}b\nNext"), "A<U+202E>b<U+000A>Next");
        assert_eq!(without_hidden("Siân Ŵyn Nguyễn Άννα"), "Siân Ŵyn Nguyễn Άννα");
    }
}
