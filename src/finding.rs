//! Something in a file that a person has to look at.

/// What looks wrong in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The way to the place in the file: names of members and numbers of items, from the outside in.
    pub path: Vec<String>,
    /// What is wrong, in one sentence or two.
    pub what: String,
}

impl Finding {
    /// A finding at a place.
    #[must_use]
    pub fn new(path: &[&str], what: impl Into<String>) -> Self {
        Self { path: path.iter().map(|&part| part.to_owned()).collect(), what: what.into() }
    }
}
