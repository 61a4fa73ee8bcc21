//! Rules of the house that no compiler holds.

pub(crate) mod arrows;
pub(crate) mod dependencies;
pub(crate) mod seams;
