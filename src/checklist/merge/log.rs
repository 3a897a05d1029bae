//! Two logs become one.

use crate::checklist::LogEntry;

/// How many lines two logs have in common from their beginning.
pub(super) fn common(one: &[LogEntry], other: &[LogEntry]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// Both logs in the order of time, each in its own order, and what is in both only once where both have it in the same
/// place. It does not matter which of the two comes first.
pub(super) fn together(one: &[LogEntry], other: &[LogEntry]) -> Vec<LogEntry> {
    let (shared, one) = one.split_at(common(one, other));
    let mut log = shared.to_vec();
    let (mut one, mut other) = (one.iter().peekable(), other.iter().skip(shared.len()).peekable());
    loop {
        match (one.peek(), other.peek()) {
            (Some(first), Some(second)) if first == second => {
                log.extend(one.next().cloned());
                other.next();
            }
            (Some(first), Some(second)) => {
                let takes_first = (first.at, text(first)) <= (second.at, text(second));
                log.extend(if takes_first { one.next() } else { other.next() }.cloned());
            }
            (Some(_), None) => log.extend(one.next().cloned()),
            (None, Some(_)) => log.extend(other.next().cloned()),
            (None, None) => return log,
        }
    }
}

/// Decides between lines of one second.
fn text(line: &LogEntry) -> String {
    serde_json::to_string(line).unwrap_or_default()
}
