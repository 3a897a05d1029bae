//! What a site pack may not have in its texts.

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::catalogue::panel::address_of;
use crate::visible;

/// Whether an address may stand behind a link: a page or a mail address, and nothing that runs.
#[must_use]
pub fn is_harmless(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    // What looks like another letter, or is not seen at all, could lead elsewhere than it shows.
    let is_plain = lower.chars().all(|c| c.is_ascii_graphic());
    let is_name = |c: char| c.is_ascii_alphanumeric();
    let page = ["https://", "http://"].iter().find_map(|scheme| lower.strip_prefix(scheme));
    let mail = lower.strip_prefix("mailto:");
    is_plain
        && match (page, mail) {
            (Some(rest), _) => {
                let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
                host.starts_with(is_name) && !host.contains(['@', '\\'])
            }
            (None, Some(rest)) => rest.split('?').next().is_some_and(|to| to.starts_with(is_name) && to.contains('@')),
            (None, None) => false,
        }
}

/// A line that was meant to be a heading, an item of a list or a link, and is shown as it stands.
fn almost(line: &str) -> Option<String> {
    let line = line.trim();
    let behind = line.trim_start_matches('#');
    if behind.len() < line.len() && !behind.is_empty() && !behind.starts_with(' ') {
        return Some("A heading has a space behind its \u{201c}##\u{201d}.".to_owned());
    }
    if line.starts_with(['\u{2022}', '\u{b7}', '\u{2013}']) {
        return Some(
            "An item of a list begins with \u{201c}- \u{201d}, not with a dot or a dash of another kind.".to_owned(),
        );
    }
    let is_link = line.contains("] (http") || line.contains(")[http") || line.contains("] (mailto:");
    is_link.then(|| "A link is written [words](https://\u{2026}), with nothing in between.".to_owned())
}

/// How a fault about HTML begins.
const HTML: &str = "There is HTML in it";

/// What is in a text that is not shown, or that could do something, one sentence each.
pub(in crate::catalogue) fn faults(markdown: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lists = 0_usize;
    let mut shows = false;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        shows |= matches!(&event, Event::Text(text) | Event::Code(text) if !visible::is_blank(text));
        let fault = match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let html: String = html.trim().chars().take(40).collect();
                Some(format!("There is HTML in it (\u{201c}{html}\u{201d}). Write plain text; put a space behind a \u{201c}<\u{201d} that means \u{201c}less than\u{201d}."))
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) if !is_harmless(&address_of(link_type, &dest_url)) => {
                Some(format!("A link goes to \u{201c}{dest_url}\u{201d}. Links begin with https://, http:// or mailto:, and a plain name of a site or a mail address follows."))
            }
            Event::Start(Tag::Image { .. }) => Some("There is a picture in it. Pictures are not shown; describe it in words.".to_owned()),
            Event::Start(Tag::Table(_)) => Some("There is a table in it. Tables are not shown; write a list.".to_owned()),
            Event::Start(Tag::CodeBlock(_)) => {
                Some("A line begins with four spaces, or there are fences around it, so it counts as code. Take them away.".to_owned())
            }
            Event::Start(Tag::BlockQuote(_)) => Some("There is a quotation with \u{201c}>\u{201d} in it. Write a plain paragraph.".to_owned()),
            Event::Text(text) if text.chars().any(|c| c != '\n' && visible::is_hidden(c)) => {
                Some("There is a character in it that cannot be seen, written as its number. Take it away.".to_owned())
            }
            Event::Code(_) => Some("There is text between backticks (`) in it. Take them away.".to_owned()),
            Event::Start(Tag::Strikethrough) => {
                Some("There is text between tildes (~~) in it. It is not struck out; take the tildes away.".to_owned())
            }
            Event::Rule => Some("There is a line across the page in it. Write a heading instead.".to_owned()),
            Event::Start(Tag::Heading { .. }) if lists > 0 => {
                Some("There is a heading inside a list in it. Put an empty line before the heading, and begin it at the left.".to_owned())
            }
            Event::Start(Tag::Heading { level, .. }) if !matches!(level as u8, 2 | 3) => {
                Some("There is a heading of another level than 2 (##) or 3 (###). The title stands in \u{201c}title\u{201d}.".to_owned())
            }
            Event::Start(Tag::List(first)) => {
                lists += 1;
                match (lists, first) {
                    (1, None) => None,
                    (1, Some(_)) => Some("There is a list with numbers in it. Begin each line with \u{201c}- \u{201d}.".to_owned()),
                    _ => Some("There is a list inside a list. Write one list.".to_owned()),
                }
            }
            Event::End(pulldown_cmark::TagEnd::List(_)) => {
                lists = lists.saturating_sub(1);
                None
            }
            _ => None,
        };
        // The end of an element says no more than its beginning.
        let is_html = |fault: &String| fault.starts_with(HTML);
        let is_told = fault.as_ref().is_some_and(is_html) && found.iter().any(is_html);
        found.extend(fault.filter(|_| !is_told));
    }
    found.extend(markdown.lines().filter_map(almost));
    if found.is_empty() && !shows && !visible::is_blank(markdown) {
        found.push("Nothing of it is shown. Write plain words.".to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_and_mail_addresses_are_harmless() {
        for address in ["https://example.org/a", "HTTP://example.org", "mailto:vetting@example.org"] {
            assert!(is_harmless(address), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "data:text/html,x",
            "example.org",
            "",
            "https://",
            "/a",
            "https://a b",
            "https://example.org/\u{202e}gro",
            "https://www.g\u{43e}v.uk",
            "https://www.nhs.uk@evil.example/",
            "https:///",
            "https://a\u{200d}b.example",
            "mailto:?",
            "mailto:nobody",
        ] {
            assert!(!is_harmless(address), "{address}");
        }
    }

    #[test]
    fn what_is_shown_has_no_fault_and_what_is_not_has_one() {
        let fine = "One **bold** line, 3 < 4.\n\n## Heading\n- a [link](https://example.org)\n- b <a@example.org>\n";
        assert_eq!(faults(fine), Vec::<String>::new());
        for text in [
            "<script>alert(1)</script>",
            "a <b>bold</b> word",
            "[run](javascript:alert(1))",
            "![a](https://example.org/a.png)",
            "1. one\n2. two",
            "- a\n  - b",
            "    code",
            "> quoted",
            "# Title",
            "| a |\n|---|\n| b |",
            "a\n\n---\n\nb",
            "- a\n\n  ## h\n\n  b",
            "a &#x202e; b",
            "~~no~~",
            "##",
            "##Heading",
            "\u{2022} one",
            "[the bus] (https://example.org)",
            "`code`",
        ] {
            assert_ne!(faults(text), Vec::<String>::new(), "{text}");
        }
    }
}
