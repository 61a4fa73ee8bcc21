//! What an exchange asks of a hub.

use crate::piece::{Hash, Piece};
use crate::plan::Ask;
use crate::run::Run;

/// What a hub did with a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    /// It holds it now.
    Kept,
    /// It holds another end of that stream than the run begins at, or this desk may write nothing there.
    Refused,
}

/// A place where desks leave ops for each other.
pub trait Hub {
    /// What can go wrong with reaching it.
    type Error;

    /// What it holds: per stream one piece, or several where it has holes or two chains.
    ///
    /// # Errors
    /// The hub's own.
    fn pieces(&mut self) -> Result<Vec<Piece>, Self::Error>;

    /// A mark of what lay there as this piece when [`Hub::pieces`] looked: which copies, by whom, signed by whom. While it
    /// is the same, asking for the piece again brings the same.
    fn copies(&self, of: &Piece) -> Hash;

    /// Ops that answer a question, in order; none where it cannot give them now. It may give less than was asked
    /// for, beginning after the first of `known` that stands on its chain.
    ///
    /// # Errors
    /// The hub's own.
    fn pull(&mut self, ask: &Ask) -> Result<Vec<Run>, Self::Error>;

    /// Answers the first of several questions, or the first few where that is one way there and back: to each of these what
    /// [`Hub::pull`] would give. There is at least one question.
    ///
    /// # Errors
    /// The hub's own.
    fn pull_first(&mut self, asks: &[Ask]) -> Result<Vec<Vec<Run>>, Self::Error> {
        asks.iter().take(1).map(|ask| self.pull(ask)).collect()
    }

    /// Leaves a run there. A run that is there already changes nothing.
    ///
    /// # Errors
    /// The hub's own; whether the run was kept is then not known.
    fn push(&mut self, run: &Run) -> Result<Pushed, Self::Error>;
}
