//! What the benchmarks share.

use std::time::Instant;

/// How long some work takes, in milliseconds.
#[expect(clippy::disallowed_methods, reason = "a benchmark needs the time")]
pub(crate) fn took(work: impl FnOnce() -> usize) -> f64 {
    let started = Instant::now();
    std::hint::black_box(work());
    started.elapsed().as_secs_f64() * 1000.0
}

/// The middle one of some times; 0 of none.
pub(crate) fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}
