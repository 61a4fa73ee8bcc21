//! Copies of one piece. The chain's hash covers the headers alone: a copy may lack a signature or a body that another has.

use keepalive_domain::header::Header;
use keepalive_sync::{Item, Run, Signed};

/// Runs of one piece, each once, with what any of its copies says. A signature is of the chain, so it is theirs all: who asks
/// finds the one that is good. A body that only one of them has counts; an op that was redacted is emptied by the redaction,
/// on every desk.
pub(crate) fn of_one_piece(copies: impl Iterator<Item = Run>) -> Vec<Run> {
    let (mut runs, mut all): (Vec<Run>, Vec<Signed>) = (Vec::new(), Vec::new());
    for mut run in copies {
        for signed in std::mem::take(&mut run.signed) {
            if !all.contains(&signed) {
                all.push(signed);
            }
        }
        match runs.iter_mut().find(|other| are_one(other, &run)) {
            Some(other) => add_bodies(other, run),
            None => runs.push(run),
        }
    }
    runs.into_iter().map(|run| Run { signed: all.clone(), ..run }).collect()
}

/// Whether they say nothing that contradicts each other.
fn are_one(one: &Run, other: &Run) -> bool {
    let mut both = one.items.iter().zip(&other.items);
    one.device == other.device
        && both.all(|(one, other)| match (&one.body, &other.body) {
            (Some(one), Some(other)) => one == other,
            (None, Some(body)) => is_body_of(one, body),
            (Some(body), None) => is_body_of(other, body),
            (None, None) => true,
        })
}

fn add_bodies(run: &mut Run, other: Run) {
    for (item, other) in run.items.iter_mut().zip(other.items) {
        item.body = item.body.take().or(other.body);
    }
}

/// Whether this is the body that an item's header names.
fn is_body_of(item: &Item, body: &[u8]) -> bool {
    let header = serde_json::from_slice::<Header>(&item.header);
    header.is_ok_and(|header| blake3::hash(body).to_hex().as_str() == header.body)
}
