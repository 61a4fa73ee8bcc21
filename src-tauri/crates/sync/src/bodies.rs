//! Asking again for what came without its body.

use std::collections::BTreeMap;

use crate::desk::Desk;
use crate::exchange::{Exchange, ExchangeError};
use crate::hub::Hub;
use crate::piece::{Hash, Piece, Role};
use crate::plan::Ask;
use crate::trust::Trust;

/// The most ops for whose bodies one exchange asks.
const MOST_ASKED: usize = 500;

/// Asks for the bodies of ops that came without and that no redaction names: another copy may lie there by now. What was asked
/// for in vain is asked again once something else lies there as the piece. Those that are left are counted.
pub(crate) fn ask_for_bodies<D: Desk, H: Hub, T: Trust>(
    desk: &D,
    hub: &mut H,
    trust: &T,
    offered: &[Piece],
    done: &mut Exchange,
) -> Result<(), ExchangeError<D::Error, H::Error>> {
    let missing = desk.without_bodies(MOST_ASKED).map_err(ExchangeError::Desk)?;
    if missing.is_empty() {
        return Ok(());
    }
    let knowledge = trust.knowledge();
    let in_vain = match &knowledge {
        Some(known) => desk.unvouched(known).map_err(ExchangeError::Desk)?,
        None => BTreeMap::new(),
    };
    let mut asked: BTreeMap<Piece, Hash> = BTreeMap::new();
    for (key, before, at) in &missing {
        let holds = |piece: &&Piece| {
            let Piece { after, end, .. } = piece;
            piece.key == *key && piece.role == Role::Log && after.seq < at.seq && at.seq <= end.seq
        };
        for piece in offered.iter().filter(holds) {
            let copies = hub.copies(piece);
            if in_vain.get(piece) == Some(&copies) {
                continue;
            }
            let known = before.hash.map(|_| *before).into_iter().collect();
            let runs = hub.pull(&Ask { of: *piece, known, upto: *at }).map_err(ExchangeError::Hub)?;
            desk.take_bodies(&runs).map_err(ExchangeError::Desk)?;
            asked.insert(*piece, copies);
        }
    }
    let left = desk.without_bodies(MOST_ASKED).map_err(ExchangeError::Desk)?;
    done.emptied = left.len() as u64;
    asked.retain(|piece, _| left.iter().any(|(key, ..)| *key == piece.key));
    if let Some(known) = knowledge.filter(|_| !asked.is_empty()) {
        let asked: Vec<(Piece, Hash)> = asked.into_iter().collect();
        desk.remember_unvouched(&asked, &known).map_err(ExchangeError::Desk)?;
    }
    Ok(())
}
