//! A desk that keeps its ops in memory.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;

use keepalive_domain::header::{HEADER_VERSION, Header};
use keepalive_domain::hlc::Hlc;
use keepalive_domain::ids::{ActId, DeviceId, OpId, SpaceId, StreamId};
use keepalive_sync::{
    Arrival, Cover, Desk, Digest, Hash, Held, Item, MOST_OPS_PER_RUN, Piece, Point, Reason, Role, Run, Shelf,
    Span, StreamKey, Taken, Verdict, Verifier, check, set_aside, tells_of_a_restore,
};

/// An op where it was written.
#[derive(Clone)]
struct Stored {
    item: Item,
    header: Header,
    hash: Hash,
}

/// A stretch: the ops in it and the points they stand at.
#[derive(Clone)]
struct Stretch {
    key: StreamKey,
    role: Role,
    after: Point,
    places: Vec<(Point, OpId)>,
    device: DeviceId,
    own: bool,
    signed_seq: Option<i64>,
    good_by: Option<Verifier>,
}

impl Stretch {
    fn end(&self) -> Point {
        self.places.last().map_or(self.after, |(point, _)| *point)
    }
}

/// What a backup keeps.
#[derive(Clone)]
struct State {
    ops: HashMap<OpId, Stored>,
    pieces: Vec<Stretch>,
    log: usize,
    carry: Option<usize>,
    unvouched: Option<(Hash, BTreeMap<Piece, Hash>)>,
}

/// The desk.
pub struct MemoryDesk {
    space: SpaceId,
    device: DeviceId,
    state: RefCell<State>,
    chance: RefCell<u64>,
    /// Everything it ever kept aside.
    pub aside: RefCell<Vec<keepalive_sync::SetAside>>,
    backup: RefCell<Option<State>>,
    /// How many transactions took something in.
    pub intakes: Cell<usize>,
}

impl MemoryDesk {
    pub fn new(space: SpaceId, n: u8) -> Self {
        let state = State { ops: HashMap::new(), pieces: Vec::new(), log: 0, carry: None, unvouched: None };
        let desk = Self {
            space,
            device: DeviceId::new_v7(1, [n; 10]),
            state: RefCell::new(state),
            chance: RefCell::new(u64::from(n) << 40),
            aside: RefCell::default(),
            backup: RefCell::default(),
            intakes: Cell::default(),
        };
        let log = desk.open(&mut desk.state.borrow_mut(), Role::Log);
        desk.state.borrow_mut().log = log;
        desk
    }

    fn random(&self) -> [u8; 10] {
        let mut chance = self.chance.borrow_mut();
        *chance += 1;
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&chance.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
        bytes[8..].copy_from_slice(&chance.to_be_bytes()[6..]);
        bytes
    }

    fn open(&self, state: &mut State, role: Role) -> usize {
        let key = StreamKey { space: self.space, stream: StreamId::new_v7(2, self.random()) };
        let (device, after) = (self.device, Point::ORIGIN);
        state.pieces.push(Stretch {
            key,
            role,
            after,
            places: Vec::new(),
            device,
            own: true,
            signed_seq: None,
            good_by: None,
        });
        state.pieces.len() - 1
    }

    /// An act of a person.
    pub fn write(&self) -> OpId {
        let mut state = self.state.borrow_mut();
        let op = OpId::new_v7(3, self.random());
        let log = state.log;
        let stretch = &state.pieces[log];
        let body = br#"{"acts":[]}"#.to_vec();
        let header = Header {
            v: HEADER_VERSION,
            op,
            act: ActId::from_uuid(op.uuid()),
            space: self.space,
            stream: stretch.key.stream,
            seq: stretch.end().seq + 1,
            hlc: 1 << 30,
            user: None,
            device: self.device,
            at: 0,
            tz: 0,
            app: "1".to_owned(),
            kind: "set".to_owned(),
            ver: 1,
            min: 1,
            of: None,
            body: blake3::hash(&body).to_hex().to_string(),
        };
        let before = stretch.end().hash;
        let item = Item { before, header: header.bytes().unwrap(), body: Some(body) };
        let run = Run {
            key: stretch.key,
            role: Role::Log,
            device: self.device,
            after: stretch.end(),
            items: vec![item.clone()],
            signed: Vec::new(),
        };
        let end = run.piece().end;
        state.pieces[log].places.push((end, op));
        state.ops.insert(op, Stored { item, header, hash: end.hash.unwrap() });
        op
    }

    /// Keeps a copy of everything.
    pub fn back_up(&self) {
        *self.backup.borrow_mut() = Some(self.state.borrow().clone());
    }

    /// Puts the copy back without telling anybody.
    pub fn restore_silently(&self) {
        if let Some(state) = self.backup.borrow().clone() {
            *self.state.borrow_mut() = state;
        }
    }

    pub fn ops(&self) -> std::collections::BTreeSet<OpId> {
        self.state.borrow().ops.keys().copied().collect()
    }

    pub fn digest(&self) -> Digest {
        let mut digest = Digest::default();
        for (op, stored) in &self.state.borrow().ops {
            digest.add(*op, Hlc::from_raw(stored.header.hlc), &stored.hash);
        }
        digest
    }

    /// The stretch that ends at this point, else a new one.
    fn stretch_at(&self, state: &mut State, of: (StreamKey, Role, DeviceId), before: Point) -> usize {
        let (key, role, device) = of;
        let own = role == Role::Log && device == self.device;
        let found = state.pieces.iter().position(|piece| piece.key == key && piece.end() == before);
        found.unwrap_or_else(|| {
            state.pieces.push(Stretch {
                key,
                role,
                after: before,
                places: Vec::new(),
                device,
                own,
                signed_seq: None,
                good_by: None,
            });
            state.pieces.len() - 1
        })
    }

    fn take_one(
        &self,
        state: &mut State,
        (key, role, device): (StreamKey, Role, DeviceId),
        arrival: Arrival,
        taken: &mut Taken,
    ) {
        let Arrival { header, item, before, hash, follows, place } = arrival;
        let op = header.op;
        if state.ops.contains_key(&op) {
            taken.known += 1;
        } else {
            if tells_of_a_restore(state.pieces[state.log].key, &header) {
                taken.restored = true;
                state.log = self.open(state, Role::Log);
            }
            let written = StreamKey { space: header.space, stream: header.stream };
            let at = self.stretch_at(state, (written, Role::Log, header.device), before);
            state.pieces[at].places.push((Point::at(header.seq, hash), op));
            let item = Item { before: before.hash, ..item };
            state.ops.insert(op, Stored { item, header, hash });
            taken.new += 1;
        }
        if role == Role::Carry {
            let held =
                |piece: &Stretch| piece.key == key && piece.places.iter().any(|(point, _)| *point == place);
            if state.pieces.iter().any(held) {
                return;
            }
            if state.carry.is_some_and(|at| state.pieces[at].key == key) {
                state.carry = None;
            }
            let at = self.stretch_at(state, (key, Role::Carry, device), follows);
            state.pieces[at].places.push((place, op));
        }
    }

    fn take_run(&self, run: Run) -> Taken {
        let of = (run.key, run.role, run.device);
        let signed = run.signed.last().copied().zip(run.points().last());
        let mut taken = Taken::default();
        let mut state = self.state.borrow_mut();
        for verdict in check(run) {
            match verdict {
                Verdict::Sound(arrival) => self.take_one(&mut state, of, *arrival, &mut taken),
                Verdict::Aside(aside) => {
                    taken.aside += 1;
                    self.aside.borrow_mut().push(*aside);
                }
            }
        }
        if let Some((signed, end)) = signed.filter(|(signed, end)| signed.seq == end.seq) {
            let held =
                |piece: &&mut Stretch| piece.key == of.0 && piece.places.iter().any(|(at, _)| *at == end);
            if let Some(piece) = state.pieces.iter_mut().find(held)
                && piece.signed_seq < Some(signed.seq)
            {
                (piece.signed_seq, piece.good_by) = (Some(signed.seq), signed.good_by);
            }
        }
        taken
    }
}

impl Shelf for MemoryDesk {
    type Error = Infallible;

    fn held(&self) -> Result<Vec<Held>, Infallible> {
        let state = self.state.borrow();
        let held = state.pieces.iter().enumerate().map(|(no, piece)| Held {
            no: i64::try_from(no).unwrap(),
            piece: Piece { key: piece.key, role: piece.role, after: piece.after, end: piece.end() },
            writing: no == state.log || Some(no) == state.carry,
            device: piece.device,
            signed_seq: piece.signed_seq,
            good_by: piece.good_by,
            own: piece.own,
        });
        Ok(held.collect())
    }

    fn piece_at(&self, key: StreamKey, point: Point) -> Result<Option<i64>, Infallible> {
        let state = self.state.borrow();
        let found = state
            .pieces
            .iter()
            .position(|piece| piece.key == key && piece.places.iter().any(|(place, _)| *place == point));
        Ok(found.map(|no| i64::try_from(no).unwrap()))
    }
}

impl Desk for MemoryDesk {
    fn take(&self, runs: &[Run]) -> Result<Vec<Taken>, Infallible> {
        self.intakes.set(self.intakes.get() + 1);
        Ok(runs.iter().map(|run| self.take_run(run.clone())).collect())
    }

    fn keep_aside(&self, run: Run, why: Reason) -> Result<u64, Infallible> {
        let state = self.state.borrow();
        let new = |aside: &keepalive_sync::SetAside| aside.op.is_none_or(|op| !state.ops.contains_key(&op));
        let mut kept = self.aside.borrow_mut();
        let before = kept.len();
        for aside in set_aside(run, why).filter(new) {
            if !kept.contains(&aside) {
                kept.push(aside);
            }
        }
        Ok((kept.len() - before) as u64)
    }

    fn unvouched(&self, knowledge: &Hash) -> Result<BTreeMap<Piece, Hash>, Infallible> {
        let state = self.state.borrow();
        let known = state.unvouched.iter().find(|(known, _)| known == knowledge);
        Ok(known.map(|(_, pieces)| pieces.clone()).unwrap_or_default())
    }

    fn remember_unvouched(&self, pieces: &[(Piece, Hash)], knowledge: &Hash) -> Result<(), Infallible> {
        let mut all = self.unvouched(knowledge)?;
        all.extend(pieces.iter().copied());
        self.state.borrow_mut().unvouched = Some((*knowledge, all));
        Ok(())
    }

    fn go_on_in_another(&self, key: StreamKey) -> Result<(), Infallible> {
        let mut state = self.state.borrow_mut();
        if state.pieces[state.log].key == key {
            state.log = self.open(&mut state, Role::Log);
        } else if state.carry.is_some_and(|at| state.pieces[at].key == key) {
            state.carry = None;
        }
        Ok(())
    }

    fn run(&self, span: Span) -> Result<Run, Infallible> {
        let state = self.state.borrow();
        let piece = &state.pieces[usize::try_from(span.no).unwrap()];
        let after = std::iter::once(piece.after)
            .chain(piece.places.iter().map(|(point, _)| *point))
            .find(|point| point.seq == span.after)
            .unwrap();
        let items = piece
            .places
            .iter()
            .filter(|(point, _)| span.after < point.seq && point.seq <= span.upto)
            .take(MOST_OPS_PER_RUN)
            .map(|(_, op)| state.ops[op].item.clone());
        let (key, role, device) = (piece.key, piece.role, piece.device);
        Ok(Run { key, role, device, after, items: items.collect(), signed: Vec::new() })
    }

    fn lost(&self, span: Span, cover: &Cover) -> Result<Vec<i64>, Infallible> {
        let state = self.state.borrow();
        let carried = |op: OpId| {
            state.pieces.iter().enumerate().filter(|(_, piece)| piece.role == Role::Carry).any(
                |(no, piece)| {
                    piece
                        .places
                        .iter()
                        .any(|(point, at)| *at == op && cover.holds(i64::try_from(no).unwrap(), point.seq))
                },
            )
        };
        let piece = &state.pieces[usize::try_from(span.no).unwrap()];
        let lost = piece
            .places
            .iter()
            .enumerate()
            .filter(|(_, (point, op))| span.after < point.seq && point.seq <= span.upto && !carried(*op));
        // A number for an op: its piece and its place in it.
        Ok(lost.map(|(at, _)| span.no * 1_000_000 + i64::try_from(at).unwrap()).collect())
    }

    fn carry(&self, ops: &[i64]) -> Result<(), Infallible> {
        let mut state = self.state.borrow_mut();
        let at = match state.carry {
            Some(at) => at,
            None => {
                let at = self.open(&mut state, Role::Carry);
                state.carry = Some(at);
                at
            }
        };
        for number in ops {
            let piece = usize::try_from(number / 1_000_000).unwrap();
            let op = state.pieces[piece].places[usize::try_from(number % 1_000_000).unwrap()].1;
            let last = state.pieces[at].end();
            let place = Point::at(
                last.seq + 1,
                keepalive_sync::carried_hash(last.hash.as_ref(), &state.ops[&op].hash),
            );
            state.pieces[at].places.push((place, op));
        }
        Ok(())
    }
}
