//! One meeting of a desk and a hub.

use std::collections::{BTreeMap, BTreeSet};

use thiserror::Error;

use crate::carry::Carrying;
use crate::check::Reason;
use crate::elsewhere::{Refused, go_on_elsewhere};
use crate::intake::{Ended, Intake};
use crate::piece::{Hash, Held, Piece, Role, StreamKey};
use crate::plan::{Ask, Cover, Shelf, Span, plan};
use crate::run::Run;
use crate::trust::{Everybody, Trust, stand_in_for};

/// The most ops that travel in one run, and that one transaction takes in.
pub const MOST_OPS_PER_RUN: usize = 500;

/// What taking in a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// Ops that were not here before.
    pub new: u64,
    /// Ops that were here already.
    pub known: u64,
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

/// What an exchange did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exchange {
    /// Ops that came and were not here before.
    pub received: u64,
    /// Ops kept aside that were not before.
    pub aside: u64,
    /// Own ops that the hub took, each where it was written.
    pub sent: u64,
    /// Ops it took because they were carried.
    pub carried: u64,
    /// Pieces at the hub that it could not give whole, or of which something is kept aside that cannot be read. One that
    /// is whole and that nobody vouches for is none: more of it will not come.
    pub waiting: u64,
    /// Ops of others that the hub lacks and that nobody carries yet.
    pub lost: u64,
    /// Whether this desk found that it had been restored from an older copy.
    pub restored: bool,
    /// Ops of this desk's, own or carried, that the hub did not take: they are left for the next exchange.
    pub refused: u64,
}

/// How many of the ops that an exchange brings have come, for a screen that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Coming {
    /// Ops looked at so far.
    pub done: u64,
    /// Ops that were missing here when it began. An answer may bring more: what was here already, or a fork.
    pub of: u64,
}

/// Who is told, run by run, how many have come.
struct Watched<'w> {
    coming: Coming,
    tell: &'w mut dyn FnMut(Coming),
}

impl Watched<'_> {
    fn came(&mut self, ops: u64) {
        self.coming.done += ops;
        self.coming.of = self.coming.of.max(self.coming.done);
        (self.tell)(self.coming);
    }
}

/// An exchange that ended early. What was taken in before stays.
#[derive(Debug, Error)]
pub enum ExchangeError<D, H> {
    /// The desk failed.
    #[error("{0}")]
    Desk(D),
    /// The hub failed.
    #[error("{0}")]
    Hub(H),
}

/// Rounds of asking in one exchange: a fork takes two, an answer that brings new questions a few more.
const MOST_ROUNDS: usize = 8;

/// One meeting: what the hub has comes in, what it lacks goes out. It can end at any moment and be begun again.
///
/// # Errors
/// Of the desk or the hub.
pub fn exchange<D: Desk, H: Hub>(
    desk: &D,
    hub: &mut H,
    carrying: Carrying,
) -> Result<Exchange, ExchangeError<D::Error, H::Error>> {
    exchange_watched(desk, hub, carrying, &Everybody, &mut |_| {})
}

/// The same among desks that know each other's keys; and `tell` hears after every run that came how many ops have come.
///
/// # Errors
/// Of the desk or the hub.
pub fn exchange_watched<D: Desk, H: Hub, T: Trust>(
    desk: &D,
    hub: &mut H,
    carrying: Carrying,
    trust: &T,
    tell: &mut dyn FnMut(Coming),
) -> Result<Exchange, ExchangeError<D::Error, H::Error>> {
    let mut done = Exchange::default();
    stand_in_for(desk, trust).map_err(ExchangeError::Desk)?;
    let offered = hub.pieces().map_err(ExchangeError::Hub)?;
    let mut watched = Watched { coming: Coming { done: 0, of: 0 }, tell };
    let mut cover = pull(desk, hub, trust, &offered, &mut done, &mut watched)?;
    let refused = push(desk, hub, trust, &mut cover, &mut done)?;
    done.refused = go_on_elsewhere(desk, &offered, refused).map_err(ExchangeError::Desk)?;
    carry(desk, hub, trust, carrying, &mut cover, &mut done)?;
    Ok(done)
}

/// Asks until nothing is missing or nothing more comes. What the hub holds of the desk's pieces.
fn pull<D: Desk, H: Hub, T: Trust>(
    desk: &D,
    hub: &mut H,
    trust: &T,
    offered: &[Piece],
    done: &mut Exchange,
    watched: &mut Watched<'_>,
) -> Result<Cover, ExchangeError<D::Error, H::Error>> {
    let (mut rounds, knowledge) = (0, trust.knowledge());
    loop {
        rounds += 1;
        let held = desk.held().map_err(ExchangeError::Desk)?;
        let mut plan = plan(desk, &held, offered).map_err(ExchangeError::Desk)?;
        if let Some(known) = knowledge.as_ref().filter(|_| !plan.asks.is_empty()) {
            let unvouched = desk.unvouched(known).map_err(ExchangeError::Desk)?;
            plan.asks = worth_asking(plan.asks, &held, |of| {
                unvouched.get(of).is_some_and(|copies| *copies == hub.copies(of))
            });
        }
        let asked: Vec<Piece> = plan.asks.iter().map(|question| question.of).collect();
        done.waiting = asked.len() as u64;
        if rounds == 1 {
            watched.coming.of = plan.asks.iter().map(Ask::ops).sum();
        }
        let mut came = 0;
        if rounds <= MOST_ROUNDS {
            let mut intake = Intake::new(desk, trust, done);
            let whole = match ask_all(&mut intake, hub, &plan.asks, watched) {
                Ok(whole) => whole,
                Err(broke) => {
                    // What came before stays: where the way breaks again and again, each meeting gets further.
                    intake.take_what_came().map_err(ExchangeError::Desk)?;
                    return Err(broke);
                }
            };
            let ended = intake.ends().map_err(ExchangeError::Desk)?;
            let Ended { unvouched, for_good, .. } = ended;
            came = ended.came;
            let for_good: Vec<(Piece, Hash)> =
                for_good.intersection(&whole).map(|piece| (*piece, hub.copies(piece))).collect();
            if let Some(known) = knowledge.as_ref().filter(|_| !for_good.is_empty()) {
                desk.remember_unvouched(&for_good, known).map_err(ExchangeError::Desk)?;
            }
            done.waiting = asked.iter().filter(|piece| !unvouched.contains(piece)).count() as u64;
        }
        if came == 0 {
            return Ok(plan.cover);
        }
    }
}

/// Without what would come in vain: nobody vouched for it, and neither what is known of who may write, nor what lies there as
/// it, nor what stands behind it in its stream is new.
fn worth_asking(asks: Vec<Ask>, held: &[Held], came_unvouched: impl Fn(&Piece) -> bool) -> Vec<Ask> {
    let new: BTreeSet<StreamKey> =
        asks.iter().filter(|ask| !came_unvouched(&ask.of)).map(|ask| ask.of.key).collect();
    let leads_on =
        |ask: &Ask| held.iter().any(|held| held.piece.key == ask.of.key && held.piece.after == ask.upto);
    asks.into_iter().filter(|ask| new.contains(&ask.of.key) || leads_on(ask)).collect()
}

/// Asks all questions to their ends. Which pieces came as far as was asked for.
fn ask_all<D: Desk, H: Hub, T: Trust>(
    intake: &mut Intake<'_, D, T>,
    hub: &mut H,
    asks: &[Ask],
    watched: &mut Watched<'_>,
) -> Result<BTreeSet<Piece>, ExchangeError<D::Error, H::Error>> {
    let (mut left, mut whole) = (asks, BTreeSet::new());
    while !left.is_empty() {
        let answers = hub.pull_first(left).map_err(ExchangeError::Hub)?;
        let (asked, later) = left.split_at(answers.len().clamp(1, left.len()));
        for (question, runs) in asked.iter().zip(answers) {
            if go_on(intake, hub, question.clone(), runs, watched)? {
                whole.insert(question.of);
            }
        }
        left = later;
    }
    Ok(whole)
}

/// Takes in the first answer to a question, and asks it to its end. Whether all came that was asked for.
fn go_on<D: Desk, H: Hub, T: Trust>(
    intake: &mut Intake<'_, D, T>,
    hub: &mut H,
    mut question: Ask,
    mut runs: Vec<Run>,
    watched: &mut Watched<'_>,
) -> Result<bool, ExchangeError<D::Error, H::Error>> {
    let (mut whole, mut reached_before) = (false, None);
    loop {
        let Some(reached) = runs.iter().map(|run| run.piece().end).max() else { return Ok(whole) };
        for run in runs {
            let ops = run.items.len();
            whole |= run.points().any(|point| point == question.upto);
            let within = usize::try_from(question.upto.seq.saturating_sub(run.after.seq)).unwrap_or(0);
            // What lies beyond is here: that it follows on this vouches for it.
            let parts =
                if within < ops { <[Run; 2]>::from(run.split_at(within)).to_vec() } else { vec![run] };
            for run in parts {
                intake.comes(question.of, run).map_err(ExchangeError::Desk)?;
            }
            watched.came(ops as u64);
        }
        if reached.seq >= question.upto.seq || reached_before.is_some_and(|before| reached <= before) {
            return Ok(whole);
        }
        // From here on the hub's own chain says where to go on.
        question.known = vec![reached];
        reached_before = Some(reached);
        runs = hub.pull(&question).map_err(ExchangeError::Hub)?;
    }
}

/// Sends what stands in the streams this desk writes and the hub lacks. What of them it refused.
fn push<D: Desk, H: Hub, T: Trust>(
    desk: &D,
    hub: &mut H,
    trust: &T,
    cover: &mut Cover,
    done: &mut Exchange,
) -> Result<Vec<Refused>, ExchangeError<D::Error, H::Error>> {
    let held = desk.held().map_err(ExchangeError::Desk)?;
    let mut refused = Vec::new();
    for piece in held.iter().filter(|held| held.writing) {
        for gap in cover.gaps(piece) {
            let mut left = gap;
            while left.after < left.upto {
                let mut run = desk.run(left).map_err(ExchangeError::Desk)?;
                trust.sign(&mut run);
                let end = run.piece().end.seq;
                if end <= left.after || hub.push(&run).map_err(ExchangeError::Hub)? == Pushed::Refused {
                    let ops = left.upto.saturating_sub(left.after).max(0).unsigned_abs();
                    refused.push(Refused { of: piece.piece.key, ops });
                    break;
                }
                let sent = run.items.len() as u64;
                match run.role {
                    Role::Log => done.sent += sent,
                    Role::Carry => done.carried += sent,
                }
                cover.add(Span { upto: end, ..left });
                left.after = end;
            }
        }
    }
    Ok(refused)
}

/// Carries what the hub lacks and its owner will not send; nothing where the hub refuses what this desk sends.
fn carry<D: Desk, H: Hub, T: Trust>(
    desk: &D,
    hub: &mut H,
    trust: &T,
    carrying: Carrying,
    cover: &mut Cover,
    done: &mut Exchange,
) -> Result<(), ExchangeError<D::Error, H::Error>> {
    let held = desk.held().map_err(ExchangeError::Desk)?;
    let (mut ops, refuses) = (Vec::new(), done.refused > 0);
    for piece in held.iter().filter(|held| !held.writing && held.piece.role == Role::Log) {
        for gap in cover.gaps(piece) {
            let lost = desk.lost(gap, cover).map_err(ExchangeError::Desk)?;
            if !refuses && carries(piece, carrying, done) {
                ops.extend(lost);
            } else if piece.own {
                done.refused += lost.len() as u64;
            } else {
                done.lost += lost.len() as u64;
            }
        }
    }
    if ops.is_empty() {
        return Ok(());
    }
    for some in ops.chunks(MOST_OPS_PER_RUN) {
        desk.carry(some).map_err(ExchangeError::Desk)?;
    }
    done.refused += push(desk, hub, trust, cover, done)?.iter().map(|refused| refused.ops).sum::<u64>();
    Ok(())
}

/// Own ops are carried at once. Those of others only where everything the hub has was heard: it might stand there.
fn carries(piece: &Held, carrying: Carrying, done: &Exchange) -> bool {
    piece.own || (carrying == Carrying::Everybodys && done.waiting == 0)
}
