//! Random acts over a small clinic, so that they meet each other.

use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use proptest::prelude::*;

use super::Desk;

/// What somebody may do next.
#[derive(Debug, Clone)]
pub enum Move {
    Act(Vec<Change>),
    Undo,
    Redo,
    Restart,
    Rebuild,
}

/// How many things of each kind there are.
const THINGS: u8 = 3;

pub fn moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        12 => prop::collection::vec(change(), 1..4).prop_map(Move::Act),
        4 => Just(Move::Undo),
        3 => Just(Move::Redo),
        1 => Just(Move::Restart),
        1 => Just(Move::Rebuild),
    ];
    prop::collection::vec(one, 1..most)
}

pub fn acts(most: usize) -> impl Strategy<Value = Vec<Vec<Change>>> {
    prop::collection::vec(prop::collection::vec(change(), 1..4), 1..most)
}

impl Desk {
    /// Does it.
    pub fn make(&mut self, next: Move) {
        match next {
            Move::Act(changes) => self.act("act", changes),
            Move::Undo => drop(self.undo()),
            Move::Redo => drop(self.redo()),
            Move::Restart => self.reopen(),
            Move::Rebuild => self.store().rebuild().unwrap(),
        }
    }
}

pub fn thing(kind: Kind, n: u8) -> EntityId {
    EntityId::named(kind.name(), &[&n.to_string()])
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        2 => clinic(),
        5 => of(Kind::Workaround, &["title", "key", "owner", "break", "started", "ended", "safety", "deleted"]),
        6 => of(Kind::Request, &["title", "key", "owner", "kind", "area", "value", "deleted", "detail"]),
        9 => of(Kind::Occurrence, &["workaround", "at", "minutes", "count", "deleted", "person"]),
        5 => of(Kind::RequestState, &["request", "at", "state", "deleted", "reason", "into"]),
        3 => of(Kind::Link, &["request", "workaround", "deleted"]),
        3 => of(Kind::Estimate, &["workaround", "from", "people", "uses_per_person_per_week", "minutes_per_use", "basis", "deleted"]),
        2 => of(Kind::Promise, &["request", "clock", "made_on", "due_on", "deleted"]),
        2 => of(Kind::Voice, &["item", "person", "at", "deleted"]),
        2 => of(Kind::RequestFact, &["request", "fact", "at", "deleted"]),
        1 => of(Kind::Person, &["name", "key", "role"]),
        1 => of(Kind::Area, &["key", "owner", "route"]),
    ]
}

fn clinic() -> impl Strategy<Value = Change> {
    let zones = ["America/Denver", "Pacific/Apia", "UTC", "Europe/Madrid", "no zone"];
    prop::sample::select(zones.to_vec())
        .prop_map(|zone| Change::of(Kind::Clinic, thing(Kind::Clinic, 0)).with("time_zone", zone))
}

/// Some fields of one thing of this kind.
fn of(kind: Kind, fields: &'static [&'static str]) -> impl Strategy<Value = Change> {
    let each = prop::sample::subsequence(fields, 1..=fields.len());
    (0..THINGS, each, prop::collection::vec((any::<u8>(), 0..10_u8), fields.len())).prop_map(
        move |(n, chosen, rolls)| {
            chosen.into_iter().zip(rolls).fold(
                Change::of(kind, thing(kind, n)),
                |change, (field, (roll, blank))| {
                    // One value in ten is taken out again.
                    let value = if blank == 0 { Value::Null } else { value(kind, field, roll) };
                    change.with(field, value)
                },
            )
        },
    )
}

/// A value of this field; few different ones, so that they meet.
fn value(kind: Kind, field: &str, roll: u8) -> Value {
    use keepalive_domain::value::FieldType as T;
    let n = roll % THINGS;
    match kind.field(field).unwrap().ty {
        T::Text | T::LongText => {
            ["A-0001", "Faxe nochmal", "Über-Refills", "x\"y"][usize::from(roll % 4)].into()
        }
        // A word that this version does not know stands for one of a newer version.
        T::Word(words) => {
            Value::Text(words.get(usize::from(roll) % (words.len() + 1)).map_or("novel", |w| w).to_owned())
        }
        T::Int => Value::Int(i64::from(roll % 5)),
        T::Real => Value::Real(f64::from(roll % 7) * 1.1),
        T::Bool => Value::Bool(roll.is_multiple_of(2)),
        T::Date => chrono::NaiveDate::from_ymd_opt(2026, u32::from(roll % 12) + 1, 28).into(),
        // Around the turn of a month, hours apart: zones disagree on the day.
        T::Instant => Value::Instant(1_769_900_000_000 + i64::from(roll) * 3_600_000),
        T::Ref(kind) => Value::Ref(thing(kind, n)),
        T::Item if roll.is_multiple_of(2) => Value::Ref(thing(Kind::Request, n)),
        T::Item => Value::Ref(thing(Kind::Workaround, n)),
        T::RefOrText(_) if roll.is_multiple_of(3) => "Somebody".into(),
        T::RefOrText(kind) => Value::Ref(thing(kind, n)),
    }
}
