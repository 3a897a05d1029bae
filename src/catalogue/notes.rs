//! The source numbers in a text: in the order in which a reader meets them, and said once for a run of sentences.

use super::{Block, Citation, Span};

/// Numbers the sources in the order in which the text refers to them; what it does not refer to comes last.
pub(super) fn number_by_appearance(blocks: &mut [Block], citations: &mut Vec<Citation>) {
    let mut order: Vec<usize> = Vec::new();
    for span in spans_of(blocks) {
        if let Span::Note(number) = span
            && !order.contains(number)
        {
            order.push(*number);
        }
    }
    order.extend((1..=citations.len()).filter(|number| !order.contains(number)).collect::<Vec<_>>());
    for span in spans_of(blocks) {
        if let Span::Note(number) = span
            && let Some(place) = order.iter().position(|other| other == number)
        {
            *number = place + 1;
        }
    }
    let old = std::mem::take(citations);
    citations.extend(order.iter().filter_map(|number| old.get(number - 1).cloned()));
}

/// Leaves out a source number where the next one in the same paragraph or item is the same: it speaks for both
/// sentences.
pub(super) fn say_once(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(spans) => say_once_in(spans),
            Block::List(items) => items.iter_mut().for_each(say_once_in),
            Block::Heading(..) => {}
        }
    }
}

fn say_once_in(spans: &mut Vec<Span>) {
    let mut kept: Vec<Span> = Vec::new();
    // From the end, so that the last of a run is the one that stays.
    let mut later: Vec<usize> = Vec::new();
    while let Some(span) = spans.pop() {
        let Span::Note(number) = span else {
            kept.push(span);
            continue;
        };
        let mut group = vec![number];
        while let Some(Span::Note(number)) = spans.last() {
            group.push(*number);
            spans.pop();
        }
        if group != later {
            kept.extend(group.iter().map(|number| Span::Note(*number)));
        }
        later = group;
    }
    kept.reverse();
    *spans = join(kept);
}

/// Joins words between which a number was left out.
fn join(spans: Vec<Span>) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match (joined.last_mut(), span) {
            (Some(Span::Text(last)), Span::Text(more)) => last.push_str(&more),
            (_, span) => joined.push(span),
        }
    }
    joined
}

fn spans_of(blocks: &mut [Block]) -> impl Iterator<Item = &mut Span> {
    blocks.iter_mut().flat_map(|block| -> Box<dyn Iterator<Item = &mut Span> + '_> {
        match block {
            Block::Paragraph(spans) => Box::new(spans.iter_mut()),
            Block::List(items) => Box::new(items.iter_mut().flatten()),
            Block::Heading(..) => Box::new(std::iter::empty()),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Span {
        Span::Text(words.to_owned())
    }

    #[test]
    fn a_number_stands_once_behind_a_run_of_sentences_with_one_source() {
        let mut blocks = vec![Block::Paragraph(vec![
            text("One."),
            Span::Note(1),
            text(" Two."),
            Span::Note(1),
            text(" Three."),
            Span::Note(2),
            Span::Note(1),
            text(" Four."),
            Span::Note(1),
        ])];
        say_once(&mut blocks);
        let wanted = vec![
            text("One. Two."),
            Span::Note(1),
            text(" Three."),
            Span::Note(2),
            Span::Note(1),
            text(" Four."),
            Span::Note(1),
        ];
        assert_eq!(blocks, [Block::Paragraph(wanted)]);
    }

    #[test]
    fn sources_are_numbered_as_a_reader_meets_them() {
        let citation = |id: &str| Citation { source: id.into(), confidence: super::super::Confidence::Confirmed };
        let mut citations = vec![citation("a"), citation("b"), citation("c")];
        let mut blocks = vec![
            Block::Paragraph(vec![text("One."), Span::Note(3)]),
            Block::List(vec![vec![Span::Note(1), Span::Note(3)]]),
        ];
        number_by_appearance(&mut blocks, &mut citations);
        assert_eq!(
            blocks,
            [
                Block::Paragraph(vec![text("One."), Span::Note(1)]),
                Block::List(vec![vec![Span::Note(2), Span::Note(1)]])
            ]
        );
        assert_eq!(citations, [citation("c"), citation("a"), citation("b")]);
    }
}
