//! Asking a hub for what is missing here.

use std::collections::BTreeSet;

use crate::desk::Desk;
use crate::exchange::{Exchange, ExchangeError, Watched};
use crate::hub::Hub;
use crate::intake::{Ended, Intake};
use crate::piece::{Hash, Held, Piece, StreamKey};
use crate::plan::{Ask, Cover, plan};
use crate::run::Run;
use crate::trust::Trust;

/// Rounds of asking in one exchange: a fork takes two, an answer that brings new questions a few more.
const MOST_ROUNDS: usize = 8;

/// Asks until nothing is missing or nothing more comes. What the hub holds of the desk's pieces.
pub(crate) fn pull<D: Desk, H: Hub, T: Trust>(
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
    question: Ask,
    runs: Vec<Run>,
    watched: &mut Watched<'_>,
) -> Result<bool, ExchangeError<D::Error, H::Error>> {
    let mut whole = false;
    to_its_end(hub, question, runs, |question, runs| {
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
        Ok(())
    })?;
    Ok(whole)
}

/// Hands the first answer to a question on, and asks and hands on until it comes to its end or nothing more comes. Whether it came
/// to its end.
pub(crate) fn to_its_end<D, H: Hub>(
    hub: &mut H,
    mut question: Ask,
    mut runs: Vec<Run>,
    mut comes: impl FnMut(&Ask, Vec<Run>) -> Result<(), ExchangeError<D, H::Error>>,
) -> Result<bool, ExchangeError<D, H::Error>> {
    let mut reached_before = None;
    loop {
        let Some(reached) = runs.iter().map(|run| run.piece().end).max() else { return Ok(false) };
        comes(&question, runs)?;
        if reached.seq >= question.upto.seq || reached_before.is_some_and(|before| reached <= before) {
            return Ok(reached.seq >= question.upto.seq);
        }
        // From here on the hub's own chain says where to go on.
        question.known = vec![reached];
        reached_before = Some(reached);
        runs = hub.pull(&question).map_err(ExchangeError::Hub)?;
    }
}
