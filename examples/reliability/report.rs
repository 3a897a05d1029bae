//! What a goal came to: how many runs, how many did damage, and the one line that says so.

use std::time::Duration;

/// Of a naive saver nearly every run does damage, and the first few are enough to see how.
const SHOWN_OF_NAIVE: usize = 3;

/// A goal that could not be tried, and why; it is never counted as passed.
#[derive(Debug)]
pub(crate) struct NotRun(pub(crate) String);

pub(crate) type Ran = Result<Tally, NotRun>;

/// The runs of one goal.
pub(crate) struct Tally {
    goal: &'static str,
    is_naive: bool,
    pub(crate) runs: usize,
    pub(crate) damaged: usize,
}

impl Tally {
    pub(crate) fn of(goal: &'static str, is_naive: bool) -> Self {
        Self { goal, is_naive, runs: 0, damaged: 0 }
    }

    /// Counts one run, which did damage where there is a fault.
    pub(crate) fn run(&mut self, what: &str, faults: &[String]) {
        self.runs += 1;
        self.beside(what, faults);
    }

    /// Counts damage that was found outside the runs that were asked for, as by the start after them.
    pub(crate) fn beside(&mut self, what: &str, faults: &[String]) {
        if faults.is_empty() {
            return;
        }
        self.damaged += 1;
        if !self.is_naive || self.damaged <= SHOWN_OF_NAIVE {
            eprintln!("{}: {what}: {}", self.goal, faults.join("; "));
        }
    }

    pub(crate) fn line(&self, took: Duration) -> String {
        format!("{}: {} runs, {} damaged, {:.1} s", self.goal, self.runs, self.damaged, took.as_secs_f64())
    }

    /// Whether the goal is met. A naive saver has to be caught: the goals that say how much of it are `kill` and
    /// `power`, with nine runs of ten; for the others, one run is enough to show that they can fail.
    pub(crate) fn is_met(&self) -> bool {
        if !self.is_naive {
            return self.runs > 0 && self.damaged == 0;
        }
        match self.goal {
            "kill" | "power" => self.damaged * 10 >= self.runs * 9,
            _ => self.damaged > 0,
        }
    }
}
