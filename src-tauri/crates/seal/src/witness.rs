//! Who has written what comes, by the cards and epochs that a desk knows, and its own signature on what it sends.

use std::collections::BTreeMap;

use keepalive_domain::ids::{DeviceId, StreamId};
use keepalive_sync::{Hash, Point, Proof, Reason, Run, Signed, Trust, Vouched};

use crate::device::{Card, DeskKeys, Whose};
use crate::epoch::Cut;
use crate::members::Members;
use crate::signature;

/// Says by which rule was judged what was kept aside. It changes with the rule, so that a newer program asks for it again.
const RULE: &str = "keepalive 2026 who vouches for what comes 2";

/// What a desk knows of who may write, as it stands at a meeting.
///
/// A place of a stream is vouched for by the signature of the desk that writes it, as long as that one is in, and by what
/// a card or an epoch says of it. The chain's hash there covers all before it. What nobody vouches for comes in only from
/// desks that do not sign yet.
#[derive(Debug)]
pub struct Witness {
    members: Members,
    said: BTreeMap<StreamId, Vec<Cut>>,
    signs: Option<(DeviceId, DeskKeys)>,
}

impl Witness {
    /// Of what is known of who is in, and of this desk's own keys; `None` where it only looks on.
    #[must_use]
    pub fn new(members: &Members, signs: Option<(DeviceId, DeskKeys)>) -> Self {
        let mut said: BTreeMap<StreamId, Vec<Cut>> = BTreeMap::new();
        for cut in members.said() {
            said.entry(cut.stream).or_default().push(cut.clone());
        }
        Self { members: members.clone(), said, signs }
    }

    fn is_said(&self, stream: StreamId, point: &Point) -> bool {
        self.said.get(&stream).is_some_and(|cuts| cuts.iter().any(|cut| cut.vouches_for(point)))
    }
}

impl Trust for Witness {
    fn vouches(&self, run: &Run) -> Vouched {
        if !self.members.has_to_sign(run.device) {
            return Vouched { items: run.items.len(), signed: None, why: Reason::Unsigned };
        }
        let points: Vec<Point> = run.points().collect();
        let said = points.iter().rposition(|point| self.is_said(run.key.stream, point));
        // The furthest counts, and whoever signs does so at the end.
        let card = self.members.signer(run.device);
        let mut signatures = run.signed.iter().rev().filter(|signed| signed.by == run.device);
        let signed = card.and_then(|card| {
            signatures.find_map(|signed| {
                let at = points.iter().rposition(|point| point.seq == signed.seq)?;
                let good = signature::has_signed(card, signed, run.key, run.role, points[at]);
                good.then(|| (at, Signed { good_by: card.verifier(), ..*signed }))
            })
        });
        let last = said.max(signed.map(|(at, _)| at));
        let out = self.members.is_out(&Whose::Desk(run.device));
        let why = if out { Reason::TakenOut } else { Reason::Unsigned };
        Vouched { items: last.map_or(0, |at| at + 1), signed: signed.map(|(_, signed)| signed), why }
    }

    fn proof_of(&self, device: DeviceId) -> Proof {
        if !self.members.has_to_sign(device) {
            return Proof::Nothing;
        }
        self.members.signer(device).and_then(Card::verifier).map_or(Proof::Word, Proof::Signature)
    }

    fn said_of(&self, stream: StreamId) -> Vec<Point> {
        self.said.get(&stream).into_iter().flatten().map(Cut::point).collect()
    }

    fn knowledge(&self) -> Option<Hash> {
        let mut mark = blake3::Hasher::new_derive_key(RULE);
        serde_json::to_writer(&mut mark, &self.members).ok()?;
        Some(mark.finalize().into())
    }

    fn sign(&self, run: &mut Run) {
        if let Some((device, keys)) = self.signs.as_ref().filter(|(device, _)| *device == run.device) {
            run.signed = signature::sign(*device, keys, run).into_iter().collect();
        }
    }
}
