//! Characters that cannot be seen, and that can make a text look like another.

use std::borrow::Cow;

/// Control characters but the line feed and the tab, marks that turn the direction of writing, characters without width
/// that are not part of a letter, and code points that Unicode keeps from being characters.
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
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{feff}'
    ) || c as u32 & 0xfffe == 0xfffe
}

/// Whether a text shows nothing: it is empty, or has only spaces and characters that leave no mark.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    let leaves_no_mark = |c: char| {
        matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffc}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
    };
    text.chars().all(|c| c.is_whitespace() || is_hidden(c) || leaves_no_mark(c))
}

/// The text without them; a line feed or a tab becomes a space. For names, which are one line.
#[must_use]
pub fn without_hidden(text: &str) -> String {
    let seen = text.chars().filter(|c| !is_hidden(*c));
    seen.map(|c| if matches!(c, '\n' | '\t') { ' ' } else { c }).collect()
}

/// What belongs to nobody, and to each program as it likes: the private use areas of Unicode. An icon may look like it.
#[must_use]
pub const fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// The text with each of them, what is private, and each line feed shown as its number: for a terminal and for one line of
/// a list.
#[must_use]
pub fn made_visible(text: &str) -> String {
    let show = |c: char| {
        if is_hidden(c) || is_private(c) || c == '\n' { format!("<U+{:04X}>", u32::from(c)) } else { c.to_string() }
    };
    text.chars().map(show).collect()
}

/// The text with each of them shown as its number, and its lines as they are: for paper, and for other programs.
#[must_use]
pub fn readable(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_hidden(c) || is_private(c)) {
        return Cow::Borrowed(text);
    }
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<String> = lines.split('\n').map(made_visible).collect();
    Cow::Owned(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_characters_that_leave_no_mark_is_blank() {
        for text in ["", "  ", "\u{3164}", "\u{ad}\u{200d}", "\u{e0041}", "\u{2800}\n"] {
            assert!(is_blank(text), "{text:?}");
        }
        assert!(!is_blank("\u{200d}a") && !is_blank("Ŵ"));
    }

    #[test]
    fn what_cannot_be_seen_is_taken_out_of_names_and_shown_in_lists() {
        assert_eq!(without_hidden("A\u{202e}b\u{1b}[1m\nNext"), "Ab[1m Next");
        assert_eq!(made_visible("A\u{202e}b\nNext"), "A<U+202E>b<U+000A>Next");
        assert_eq!(without_hidden("Siân Ŵyn Nguyễn Άννα"), "Siân Ŵyn Nguyễn Άννα");
    }

    #[test]
    fn paper_keeps_the_lines_and_shows_what_cannot_be_seen() {
        assert!(matches!(readable("Ŵyn\nNext"), Cow::Borrowed(_)));
        assert_eq!(readable("a\r\nb\rc\u{7}\u{fffe}\u{1ffff}"), "a\nb\nc<U+0007><U+FFFE><U+1FFFF>");
    }
}
