//! What an exchange asks of a desk.

use std::collections::BTreeMap;

use crate::check::Reason;
use crate::piece::{Hash, Piece, StreamKey};
use crate::plan::{Cover, Shelf, Span};
use crate::run::Run;

/// The most ops that travel in one run, and that one transaction takes in.
pub const MOST_OPS_PER_RUN: usize = 500;

/// What taking in a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// Ops that were not here before.
    pub new: u64,
    /// Ops that were here already.
    pub known: u64,
    /// Of these, those that were here without their body and have it now.
    pub filled: u64,
    /// Ops kept aside that were not before.
    pub aside: u64,
    /// Whether the desk found that it had been restored from an older copy, and writes in another stream now.
    pub restored: bool,
}

/// A desk: whoever keeps the ops.
pub trait Desk: Shelf {
    /// Takes runs in, in their order and in one transaction: sound ops are stored and applied whatever their position,
    /// those known by their id are passed over, the rest is kept aside. Where they stand is remembered, and a signature
    /// with it. What came of each run.
    ///
    /// # Errors
    /// The desk's own; then nothing of the runs was taken.
    fn take(&self, runs: &[Run]) -> Result<Vec<Taken>, Self::Error>;

    /// Keeps the ops of a run aside, in one transaction, because nobody vouches for them. Those that are here already are
    /// nothing to keep. How many are kept now that were not before.
    ///
    /// # Errors
    /// The desk's own; then nothing of the run was kept.
    fn keep_aside(&self, run: Run, why: Reason) -> Result<u64, Self::Error>;

    /// Pieces of hubs of which something was kept aside because nobody vouched for it, and all else had come, while this
    /// was what is known of who may write. Each with the mark of what lay there as it ([`Hub::copies`]).
    ///
    /// # Errors
    /// The desk's own.
    fn unvouched(&self, knowledge: &Hash) -> Result<BTreeMap<Piece, Hash>, Self::Error>;

    /// Remembers such pieces, and forgets those of when something else was known.
    ///
    /// # Errors
    /// The desk's own.
    fn remember_unvouched(&self, pieces: &[(Piece, Hash)], knowledge: &Hash) -> Result<(), Self::Error>;

    /// Where ops stand that came without their body though no redaction names them, each as a piece of one op: where it was
    /// written, and every place at which it is carried. A desk that knows of no redactions cannot tell and has none.
    ///
    /// # Errors
    /// The desk's own.
    fn without_bodies(&self) -> Result<Vec<Piece>, Self::Error> {
        Ok(Vec::new())
    }

    /// Takes the bodies of such ops from runs that have them, in one transaction. Nobody need vouch for these: the header that
    /// is here says which body it is. How many.
    ///
    /// # Errors
    /// The desk's own; then none was taken.
    fn take_bodies(&self, _runs: Vec<Run>) -> Result<u64, Self::Error> {
        Ok(0)
    }

    /// Ops of a piece from the span's beginning: as many as a run holds, at least one. With the signature that came with
    /// them, where one did.
    ///
    /// # Errors
    /// The desk's own.
    fn run(&self, span: Span) -> Result<Run, Self::Error>;

    /// Writes on in another stream than this one, where it writes in it: with what people do here, or with what it carries.
    ///
    /// # Errors
    /// The desk's own.
    fn go_on_in_another(&self, key: StreamKey) -> Result<(), Self::Error>;

    /// Ops in this span, by the desk's own numbers for them, that do not stand in `cover` as carried ones either.
    ///
    /// # Errors
    /// The desk's own.
    fn lost(&self, span: Span, cover: &Cover) -> Result<Vec<i64>, Self::Error>;

    /// Puts ops into the stream of what this desk carries, in one transaction.
    ///
    /// # Errors
    /// The desk's own.
    fn carry(&self, ops: &[i64]) -> Result<(), Self::Error>;
}
