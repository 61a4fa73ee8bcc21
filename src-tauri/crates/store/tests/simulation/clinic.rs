//! The clinic and what happens to it.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use keepalive_domain::ids::{EntityId, OpId, SpaceId};
use keepalive_domain::ops::{Change, Label};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_seal::SpaceKey;
use keepalive_store::{ActDraft, StoreError};
use keepalive_sync::{Carrying, Exchange, exchange_watched};

use super::chance::Chance;
use super::desk::SimDesk;
use super::invariants;
use super::link::Link;
use super::newer::Newer;
use super::taking_out::{Gone, cuts_of, device};
use super::thief::Thief;
use super::who::Place;
use crate::hub::{Bag, Ledger, MemoryHub};

/// What many histories came to.
#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    pub seeds: u64,
    pub ops: u64,
    pub exchanges: u64,
    pub broken: u64,
    pub restores: u64,
    pub rolled_back: u64,
    pub carried: u64,
    pub aside: u64,
    pub redactions: u64,
    pub newer: u64,
    pub taken_out: u64,
    pub outside: u64,
    pub forged: u64,
    pub stolen: u64,
    pub acknowledged: u64,
}

impl Tally {
    pub const fn add(&mut self, other: &Self) {
        self.seeds += 1;
        self.ops += other.ops;
        self.exchanges += other.exchanges;
        self.broken += other.broken;
        self.restores += other.restores;
        self.rolled_back += other.rolled_back;
        self.carried += other.carried;
        self.aside += other.aside;
        self.redactions += other.redactions;
        self.newer += other.newer;
        self.taken_out += other.taken_out;
        self.outside += other.outside;
        self.forged += other.forged;
        self.stolen += other.stolen;
        self.acknowledged += other.acknowledged;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            seeds,
            ops,
            exchanges,
            broken,
            restores,
            rolled_back,
            carried,
            aside,
            redactions,
            newer,
            taken_out,
            outside,
            forged,
            stolen,
            acknowledged,
        } = self;
        write!(
            f,
            "{seeds} seeds: {ops} ops ({newer} of a newer version, {redactions} redactions), {exchanges} exchanges ({broken} broken \
             off), {restores} silent restores, {rolled_back} hubs rolled back, {carried} ops carried, {aside} kept \
             aside; {taken_out} desks taken out, which wrote {outside} times after it and forged {forged} runs; {stolen} runs under false cards; {acknowledged} acknowledged ops could still exist, lost: 0"
        )
    }
}

/// A thing that the desks fight over.
pub fn thing(n: u8) -> EntityId {
    EntityId::named("simulated", &[&n.to_string()])
}

/// A folder for a clinic's files: in memory where the system has such a place, for a history syncs some hundred
/// times and what is tested is no disk.
fn folder() -> tempfile::TempDir {
    let memory = std::path::Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory).unwrap() } else { tempfile::tempdir().unwrap() }
}

/// Desks around a hub.
pub struct Clinic<H> {
    pub desks: Vec<SimDesk>,
    pub hub: H,
    pub space: SpaceId,
    pub acknowledged: BTreeSet<OpId>,
    pub tally: Tally,
    pub chance: Chance,
    /// Cards and epochs.
    pub place: Place,
    /// The clinic's newest key.
    pub key: SpaceKey,
    /// The desk that was taken out.
    pub gone: Option<Gone>,
    /// Who has the key and is no desk.
    pub thief: Option<Thief>,
    pub words: u64,
    true_ms: Arc<AtomicI64>,
    newer: Newer,
}

/// Fields that meet.
const FIELDS: [&str; 3] = ["title", "detail", "key"];

impl Clinic<Ledger> {
    /// An empty database's bytes: opening makes some forty tables, which need not be made for every desk.
    pub fn template() -> Vec<u8> {
        let dir = folder();
        let desk = SimDesk::new(dir.path(), "empty", &[], Arc::default(), 0, 0, &SpaceKey::new().unwrap());
        let path = desk.path.clone();
        drop(desk);
        std::fs::read(path).unwrap()
    }

    /// Lives one history.
    pub fn live(seed: u64, template: &[u8]) -> Tally {
        let mut chance = Chance::new(seed);
        if chance.percent(50) {
            Clinic::open(seed, chance, template, Ledger::default()).through()
        } else {
            Clinic::open(seed, chance, template, Bag::default()).through()
        }
    }
}

impl<H: MemoryHub + Clone> Clinic<H> {
    fn open(seed: u64, mut chance: Chance, template: &[u8], hub: H) -> (Self, tempfile::TempDir) {
        let dir = folder();
        std::fs::write(dir.path().join("template"), template).unwrap();
        let true_ms = Arc::new(AtomicI64::new(1_790_000_000_000));
        let key = SpaceKey::new().unwrap();
        let mut desks = Vec::new();
        for n in 0..2 + chance.below(3) {
            const HOUR_MS: i64 = 3_600_000;
            let off_ms = match chance.below(6) {
                0 | 1 => i64::try_from(chance.below(7_200_000)).unwrap() - HOUR_MS,
                2 => 3 * 365 * 24 * HOUR_MS,
                3 => -40 * 365 * 24 * HOUR_MS,
                _ => 0,
            };
            let seed = seed * 16 + n as u64 + 1;
            desks.push(SimDesk::new(
                dir.path(),
                &format!("desk{n}"),
                template,
                Arc::clone(&true_ms),
                off_ms,
                seed,
                &key,
            ));
        }
        // The first desk has the clinic; the others join it before they write.
        let first = Change::of(Kind::Workaround, thing(0)).with("title", "first");
        let label = Label::new("made", Vec::<String>::new());
        let draft = ActDraft { label, changes: vec![first], ..ActDraft::default() };
        desks[0].store().write(move |write| write.record(draft)).unwrap();
        let space = desks[0].store().read(|read| read.space()).unwrap().unwrap();
        for desk in &desks[1..] {
            desk.store().write(move |write| write.join_space(space)).unwrap();
        }
        let acknowledged = desks[0].ops().into_keys().collect();
        let clinic = Self {
            desks,
            hub,
            space,
            acknowledged,
            tally: Tally::default(),
            chance,
            place: Place::default(),
            newer: Newer::new(space, &key),
            key,
            gone: None,
            thief: None,
            words: 0,
            true_ms,
        };
        (clinic, dir)
    }

    /// One step of a history.
    fn step(&mut self) {
        let passed = i64::try_from(self.chance.below(90_000)).unwrap();
        self.true_ms.fetch_add(passed, Ordering::Relaxed);
        let at = self.chance.below(self.desks.len());
        if self.gone.is_some() && self.chance.percent(15) {
            return self.go_on_outside();
        }
        match self.chance.below(100) {
            0..43 => self.write(at),
            43..45 => self.steal_a_name(),
            45..49 => self.take_back(at),
            49..76 => drop(self.meet(at, 4, 2)),
            76..78 => self.take_out(),
            78..84 => self.desks[at].back_up(),
            84..87 => {
                if self.desks[at].restore_silently() {
                    self.tally.restores += 1;
                    self.forget_what_died();
                }
            }
            87..89 => {
                let kept = self.chance.below(101);
                self.desks[at].lose_power(kept);
                self.forget_what_died();
            }
            89..91 => {
                self.hub.roll_back();
                if self.chance.percent(50) {
                    self.place.files.clear();
                }
                self.tally.rolled_back += 1;
                self.forget_what_died();
            }
            91..94 => {
                let which = self.chance.below(1_000);
                self.hub.hide(which);
            }
            94..96 => self.hub.show(),
            96..98 => self.newer(),
            _ => self.redact(at),
        }
    }

    /// An act of a person; sometimes the program dies around its commit.
    fn write(&mut self, at: usize) {
        let mut changes = Vec::new();
        for _ in 0..=self.chance.below(2) {
            self.words += 1;
            let n = u8::try_from(self.chance.below(3)).unwrap();
            let field = self.chance.pick(&FIELDS);
            let value = format!("word{}.", self.words);
            changes.push(match self.chance.below(6) {
                0 => Change::of(Kind::Workaround, thing(n))
                    .with("deleted", Value::Bool(self.chance.percent(50))),
                1 => Change::of(Kind::Occurrence, EntityId::named("simulated occurrence", &[&value]))
                    .with("workaround", thing(n))
                    .with("at", Value::Instant(1_790_000_000_000))
                    .with("count", Value::Int(1)),
                _ => Change::of(Kind::Workaround, thing(n)).with(field, value),
            });
        }
        let label = Label::new("act", Vec::<String>::new());
        let draft = ActDraft { label, changes, ..ActDraft::default() };
        let before = self.chance.percent(4);
        let written = self.desks[at].store().write(move |write| {
            write.record(draft)?;
            // The crash before the commit: nothing of it may stay.
            if before { Err(StoreError::Closed) } else { Ok(()) }
        });
        // The crash after it: it stands, and nobody was told so.
        if written.is_ok() && !self.chance.percent(4) {
            self.acknowledge(at);
        }
    }

    fn take_back(&mut self, at: usize) {
        let undone = self.desks[at].store().write(|write| write.undo()).unwrap();
        if undone.value.is_some() {
            self.acknowledge(at);
        }
    }

    /// The newest op of a desk is acknowledged.
    fn acknowledge(&mut self, at: usize) {
        let mut newest = None;
        self.desks[at]
            .store()
            .read(|read| {
                newest = read.newest_op_id()?;
                Ok::<_, StoreError>(())
            })
            .unwrap();
        self.acknowledged.extend(newest);
        self.tally.ops += 1;
    }

    fn newer(&mut self) {
        let now_ms = self.true_ms.load(Ordering::Relaxed);
        let Some((op, run)) = self.newer.write(now_ms, &mut self.chance, &mut self.place) else { return };
        if matches!(self.hub.push(&run), Ok(keepalive_sync::Pushed::Kept)) {
            // Where it has not heard that it is out, it writes for itself.
            if self.gone.is_none() || self.at_hub().contains(&op) {
                self.acknowledged.insert(op);
            }
            self.tally.newer += 1;
            self.tally.ops += 1;
            self.newer.sent.push((op, run));
        }
    }

    /// The newer desk tells the hub again what that lost before anybody had it whole, as every desk does.
    fn newer_tells_again(&mut self) {
        let held: BTreeSet<OpId> = self.desks.iter().flat_map(|desk| desk.ops().into_keys()).collect();
        if self.newer.sent.iter().all(|(op, _)| held.contains(op)) {
            return;
        }
        for (_, run) in &self.newer.sent {
            // Refused where the hub stands otherwise by now: then what it has counts.
            let Ok(_) = self.hub.push(run);
        }
    }

    fn redact(&mut self, at: usize) {
        let word = format!("word{}.", 1 + self.chance.below(usize::try_from(self.words).unwrap().max(1)));
        let redacted = self.desks[at].store().redact(&word).unwrap().value;
        if redacted.ops > 0 {
            self.tally.redactions += 1;
            self.acknowledge(at);
        }
    }

    /// A desk meets the hub over a link. Whether it came to its end.
    pub fn meet(&mut self, at: usize, breaks: u64, damages: u64) -> bool {
        let carrying = if self.chance.percent(30) { Carrying::Everybodys } else { Carrying::Own };
        self.tally.exchanges += 1;
        match self.exchange(at, carrying, breaks, damages) {
            Some(done) => {
                self.tally.carried += done.carried;
                self.tally.aside += done.aside;
                true
            }
            None => {
                self.tally.broken += 1;
                false
            }
        }
    }

    /// Learns who is in, and exchanges with what it knows. `None` where the link broke.
    fn exchange(&mut self, at: usize, carrying: Carrying, breaks: u64, damages: u64) -> Option<Exchange> {
        let desk = &mut self.desks[at];
        if !desk.who.learns(self.space, &self.place) {
            // It had not said its keys when the newer one began. A code brings it in again.
            desk.who.key = self.key.clone();
            assert!(desk.who.learns(self.space, &self.place));
        }
        if let Some(before) = device(desk)
            && desk.who.members.is_known_by_others_keys(before, &desk.who.keys)
        {
            // Somebody said other keys in its name, and those count.
            let written = desk.store().write(move |write| {
                write.go_on_as_another_desk()?;
                write.carry_all_of(before)
            });
            written.unwrap();
        }
        let own = device(desk);
        let cuts: Vec<_> = own.into_iter().flat_map(|own| cuts_of(desk, move |of| of == own)).collect();
        let witness = desk.who.says(own, &mut self.place, |_| cuts);
        let mut link = Link { hub: &mut self.hub, chance: &mut self.chance, breaks, damages };
        exchange_watched(self.desks[at].store(), &mut link, carrying, &witness, &mut |_| {}).ok()
    }

    /// An op that was on one disk alone is gone with that disk.
    fn forget_what_died(&mut self) {
        let mut left: BTreeSet<OpId> = self.desks.iter().flat_map(|desk| desk.ops().into_keys()).collect();
        left.extend(self.at_hub());
        self.acknowledged.retain(|op| left.contains(op));
    }

    /// Everybody meets the hub over sound links until nothing moves.
    fn heal(&mut self) {
        self.hub.show();
        self.newer_tells_again();
        self.come_to_rest();
        if self.somebody_looks() {
            self.come_to_rest();
        }
    }

    fn come_to_rest(&mut self) {
        self.hub.show();
        for round in 0..40 {
            let mut quiet = true;
            for at in 0..self.desks.len() {
                if self.desks[at].who.key.epoch() != self.key.epoch() && round > 0 {
                    // It knows nobody who began the newer key, their cards are gone: somebody gives it a code.
                    self.desks[at].who.key = self.key.clone();
                }
                let done = self.exchange(at, Carrying::Everybodys, 0, 0).unwrap();
                quiet &= done == Exchange::default();
                self.tally.carried += done.carried;
            }
            if quiet && round > 0 {
                return;
            }
            assert!(round < 39, "the clinic never comes to rest");
        }
    }

    /// The joiner of [`invariants::check`] opens on the same kind of file.
    pub fn joiner(&self, dir: &std::path::Path, template: &[u8]) -> SimDesk {
        // A code brings the keys of all epochs.
        let joiner = SimDesk::new(dir, "joiner", template, Arc::clone(&self.true_ms), 0, 15, &self.key);
        let space = self.space;
        joiner.store().write(move |write| write.join_space(space)).unwrap();
        joiner
    }
}

/// A history from its beginning to its healed end.
trait Through {
    fn through(self) -> Tally;
}

impl<H: MemoryHub + Clone> Through for (Clinic<H>, tempfile::TempDir) {
    fn through(self) -> Tally {
        let (mut clinic, dir) = self;
        for _ in 0..30 + clinic.chance.below(60) {
            clinic.step();
        }
        clinic.heal();
        invariants::check(&mut clinic, dir.path());
        clinic.tally.acknowledged = clinic.acknowledged.len() as u64;
        clinic.tally
    }
}
