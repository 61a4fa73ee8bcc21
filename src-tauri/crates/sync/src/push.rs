//! Sending what a hub lacks: what this desk writes, and what it carries.

use crate::carry::Carrying;
use crate::desk::{Desk, MOST_OPS_PER_RUN};
use crate::elsewhere::Refused;
use crate::exchange::{Exchange, ExchangeError};
use crate::hub::{Hub, Pushed};
use crate::piece::{Held, Role};
use crate::plan::{Cover, Span};
use crate::trust::Trust;

/// Sends what stands in the streams this desk writes and the hub lacks. What of them it refused.
pub(crate) fn push<D: Desk, H: Hub, T: Trust>(
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
pub(crate) fn carry<D: Desk, H: Hub, T: Trust>(
    desk: &D,
    hub: &mut H,
    trust: &T,
    carrying: Carrying,
    cover: &mut Cover,
    done: &mut Exchange,
) -> Result<(), ExchangeError<D::Error, H::Error>> {
    let held = desk.held().map_err(ExchangeError::Desk)?;
    let (mut ops, refuses) = (Vec::new(), done.refused > 0);
    // What stands in the stream of what this desk carries was counted with it.
    let mut counted = cover.clone();
    for Held { no, piece, .. } in held.iter().filter(|held| held.writing && held.piece.role == Role::Carry) {
        counted.add(Span { no: *no, after: piece.after.seq, upto: piece.end.seq });
    }
    for piece in held.iter().filter(|held| !held.writing && held.piece.role == Role::Log) {
        for gap in cover.gaps(piece) {
            let lost = desk.lost(gap, cover).map_err(ExchangeError::Desk)?;
            if !refuses && carries(piece, carrying, done) {
                ops.extend(lost);
            } else if piece.own {
                done.refused += desk.lost(gap, &counted).map_err(ExchangeError::Desk)?.len() as u64;
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
