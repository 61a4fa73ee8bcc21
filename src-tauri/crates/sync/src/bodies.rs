//! Asking again for what came without its body.

use std::collections::{BTreeMap, BTreeSet};

use crate::desk::{Desk, MOST_OPS_PER_RUN};
use crate::exchange::{Exchange, ExchangeError};
use crate::hub::Hub;
use crate::piece::{Hash, Piece, Role};
use crate::plan::Ask;
use crate::pull::to_its_end;
use crate::run::Run;
use crate::trust::Trust;

/// What is gathered before the desk takes bodies in: each time it builds what it shows anew.
const MOST_BYTES_TOGETHER: usize = 16 * 1024 * 1024;

/// Asks for the bodies of ops that came without and that no redaction names: another copy may lie there by now, where they
/// were written or where they are carried. What was asked for in vain is asked again once something else lies there as the
/// piece. Those that are left are counted.
pub(crate) fn ask_for_bodies<D: Desk, H: Hub, T: Trust>(
    desk: &D,
    hub: &mut H,
    trust: &T,
    offered: &[Piece],
    done: &mut Exchange,
) -> Result<(), ExchangeError<D::Error, H::Error>> {
    let missing = desk.without_bodies().map_err(ExchangeError::Desk)?;
    if missing.is_empty() {
        return Ok(());
    }
    let knowledge = trust.knowledge();
    let in_vain = match &knowledge {
        Some(known) => desk.unvouched(known).map_err(ExchangeError::Desk)?,
        None => BTreeMap::new(),
    };
    let mut came = Came { desk, runs: Vec::new(), bytes: 0 };
    let mut asked: BTreeMap<Piece, Hash> = BTreeMap::new();
    for piece in offered.iter().collect::<BTreeSet<_>>() {
        let questions = questions(piece, &missing);
        if questions.is_empty() {
            continue;
        }
        let copies = hub.copies(piece);
        if in_vain.get(piece) == Some(&copies) {
            continue;
        }
        let mut all_of_it = true;
        for question in questions {
            let runs = hub.pull(&question).map_err(ExchangeError::Hub);
            let whole = runs.and_then(|runs| {
                to_its_end(hub, question, runs, |_, runs| came.take(runs).map_err(ExchangeError::Desk))
            });
            match whole {
                Ok(whole) => all_of_it &= whole,
                Err(broke) => {
                    // What came before stays.
                    came.settle().map_err(ExchangeError::Desk)?;
                    return Err(broke);
                }
            }
        }
        // Of a piece that did not come whole there is more to ask for.
        if all_of_it {
            asked.insert(*piece, copies);
        }
    }
    came.settle().map_err(ExchangeError::Desk)?;
    let left = desk.without_bodies().map_err(ExchangeError::Desk)?;
    done.emptied = left.iter().filter(|place| place.role == Role::Log).count() as u64;
    asked.retain(|piece, _| left.iter().any(|place| stands_in(place, piece)));
    if let Some(known) = knowledge.filter(|_| !asked.is_empty()) {
        let asked: Vec<(Piece, Hash)> = asked.into_iter().collect();
        desk.remember_unvouched(&asked, &known).map_err(ExchangeError::Desk)?;
    }
    Ok(())
}

fn stands_in(place: &Piece, piece: &Piece) -> bool {
    place.key == piece.key
        && place.role == piece.role
        && piece.after.seq < place.end.seq
        && place.end.seq <= piece.end.seq
}

/// What to ask of a piece. Places no further from each other than a run is long are asked for together: one way there and back
/// takes longer than what stands between them.
fn questions(piece: &Piece, missing: &[Piece]) -> Vec<Ask> {
    let mut places: Vec<&Piece> = missing.iter().filter(|place| stands_in(place, piece)).collect();
    places.sort_unstable_by_key(|place| place.end.seq);
    let mut asks: Vec<Ask> = Vec::new();
    for place in places {
        let between = |ask: &Ask| usize::try_from(place.after.seq - ask.upto.seq).unwrap_or(0);
        match asks.last_mut().filter(|ask| between(ask) <= MOST_OPS_PER_RUN) {
            Some(ask) => ask.upto = place.end,
            None => {
                let known = place.after.hash.map(|_| place.after).into_iter().collect();
                asks.push(Ask { of: *piece, known, upto: place.end });
            }
        }
    }
    asks
}

/// Runs that came and wait to be taken in together.
struct Came<'d, D> {
    desk: &'d D,
    runs: Vec<Run>,
    bytes: usize,
}

impl<D: Desk> Came<'_, D> {
    fn take(&mut self, runs: Vec<Run>) -> Result<(), D::Error> {
        self.bytes += runs.iter().map(Run::bytes).sum::<usize>();
        self.runs.extend(runs);
        if self.bytes > MOST_BYTES_TOGETHER { self.settle() } else { Ok(()) }
    }

    fn settle(&mut self) -> Result<(), D::Error> {
        self.bytes = 0;
        let runs = std::mem::take(&mut self.runs);
        if runs.is_empty() { Ok(()) } else { self.desk.take_bodies(runs).map(drop) }
    }
}
