//! What came and could not be taken in.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::header::Header;
use keepalive_domain::ids::{DeviceId, EntityId, OpId, SpaceId, StreamId};
use keepalive_domain::ops::{Body, BodyAct};
use keepalive_domain::schema::Kind;
use keepalive_domain::words::DeskRole;
use keepalive_sync::{Arrival, Hash, Item, Piece, Point, Reason, Role, SetAside, StreamKey};
use rusqlite::{Connection, params};

use crate::apply::unreadable;
use crate::error::Result;
use crate::reader::Read;

/// How many things are kept aside for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsideCount {
    /// The reason's word ([`keepalive_sync::Reason::word`]).
    pub reason: String,
    /// How many.
    pub ops: u64,
}

/// How many sound ops of one desk are kept aside because nobody vouches for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnvouchedOps {
    /// The desk that they say they are of.
    pub device: DeviceId,
    /// The desk that carried them, where they did not come in a stream of the one they say they are of.
    pub carrier: Option<DeviceId>,
    /// That desk, or the one that carried them, was taken out; else no desk of the clinic's has signed them.
    pub taken_out: bool,
    /// How many.
    pub ops: u64,
}

/// One of them, as far as it can be read: what it would do, by what it sets and not by what it calls itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsideEntry {
    /// When it says that it was written, UTC ms.
    pub at_ms: i64,
    /// A thing it sets something on; `None` where it only takes the content of others out. Where it is about several: a desk that
    /// it gives a role, else one that it names, else the first.
    pub about: Option<AsideThing>,
    /// How many things it sets something on.
    pub things: u64,
    /// What it takes away or gives.
    pub weight: AsideWeight,
}

/// A thing that something kept aside sets something on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsideThing {
    /// Which.
    pub id: EntityId,
    /// Its kind, which may be a newer version's.
    pub kind: String,
    /// What it is called there, or here where that says nothing of it.
    pub text: Option<String>,
    /// What it says that the desk is there for, as it is spelled there.
    pub role: Option<String>,
    /// What it says that the desk is called; empty where it takes the name away.
    pub desk_name: Option<String>,
}

/// What somebody has to know before letting it in: what it takes away, and what it lets a desk do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AsideWeight {
    /// How many things go into the trash.
    pub deletes: u64,
    /// How many ops lose their body, at every desk and for good.
    pub empties: u64,
    /// Of how many desks it says what they are there for.
    pub roles: u64,
}

impl AsideWeight {
    fn of(body: &Body) -> Self {
        let acts = |is: fn(&BodyAct) -> bool| body.acts.iter().filter(|act| is(act)).count() as u64;
        let emptied: BTreeSet<_> = body.emptied.iter().collect();
        Self { deletes: acts(deletes), empties: emptied.len() as u64, roles: acts(|act| role(act).is_some()) }
    }

    fn and(self, other: Self) -> Self {
        Self {
            deletes: self.deletes + other.deletes,
            empties: self.empties + other.empties,
            roles: self.roles + other.roles,
        }
    }
}

/// Fields that say what a thing is called, the first that is set.
const CALLED_BY: [&str; 5] = ["title", "name", "text", "item", "key"];

impl Read<'_> {
    /// What is kept aside as these ops, the first `most` of it, and how much all of it takes away or gives. What does so stands
    /// before what does not, each in the order in which it was written; what cannot be read is left out.
    ///
    /// # Errors
    /// From SQLite.
    pub fn aside_entries(&self, ops: &UnvouchedOps, most: usize) -> Result<(Vec<AsideEntry>, AsideWeight)> {
        let UnvouchedOps { device, carrier, taken_out, .. } = ops;
        let carrier = carrier.as_ref().map(DeviceId::bytes);
        let mut statement = self.conn().prepare_cached(
            "SELECT header, body FROM aside
              WHERE device_id = ? AND carrier_id IS ? AND hash IS NOT NULL AND (reason = ?) = ? AND body IS NOT NULL
              ORDER BY stream_id, seq",
        )?;
        let asked = params![device.bytes(), carrier, Reason::TakenOut.word(), taken_out];
        let rows =
            statement.query_map(asked, |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?)))?;
        let (mut heavy, mut light, mut all) = (Vec::new(), Vec::new(), AsideWeight::default());
        for row in rows {
            let (header, body) = row?;
            let read = serde_json::from_slice::<Header>(&header).ok().zip(serde_json::from_slice(&body).ok());
            let Some((header, body)) = read else { continue };
            let weight = AsideWeight::of(&body);
            all = all.and(weight);
            let shown = if weight == AsideWeight::default() { &mut light } else { &mut heavy };
            if shown.len() < most {
                shown.push((header.at, body, weight));
            }
        }
        let shown = heavy.into_iter().chain(light).take(most);
        let entries = shown.map(|(at_ms, body, weight)| {
            let things: BTreeSet<_> = body.acts.iter().map(|act| act.e).collect();
            Ok(AsideEntry { at_ms, about: self.about(&body)?, things: things.len() as u64, weight })
        });
        Ok((entries.collect::<Result<_>>()?, all))
    }

    /// The thing that says best what an op is about.
    fn about(&self, body: &Body) -> Result<Option<AsideThing>> {
        let gives = body.acts.iter().find(|act| role(act).is_some());
        let names = || body.acts.iter().find(|act| said(act).is_some());
        let Some(act) = gives.or_else(names).or(body.acts.first()) else { return Ok(None) };
        let text = match said(act) {
            Some(text) => Some(text),
            None => self.thing(act.e)?.and_then(|thing| {
                CALLED_BY.iter().find_map(|name| thing.field(name).as_text().map(str::to_owned))
            }),
        };
        Ok(Some(AsideThing {
            id: act.e,
            kind: act.t.clone(),
            text,
            role: role(act),
            desk_name: desk_name(act),
        }))
    }

    /// What is kept aside and could be let in, by the desk that it says it is of and who carried it. It is counted as it
    /// comes and goes: what this takes does not depend on how much that is.
    ///
    /// # Errors
    /// From SQLite.
    pub fn unvouched(&self) -> Result<Vec<UnvouchedOps>> {
        let mut statement = self.conn().prepare_cached(
            "SELECT device_id, nullif(carrier_id, x''), reason = ?, ops FROM aside_count
              ORDER BY device_id, carrier_id, reason",
        )?;
        let rows = statement.query_map([Reason::TakenOut.word()], |row| {
            Ok(UnvouchedOps {
                device: DeviceId::from_uuid(uuid::Uuid::from_bytes(row.get(0)?)),
                carrier: row.get::<_, Option<_>>(1)?.map(uuid::Uuid::from_bytes).map(DeviceId::from_uuid),
                taken_out: row.get(2)?,
                ops: row.get::<_, i64>(3)?.unsigned_abs(),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What is kept aside, by reason.
    ///
    /// # Errors
    /// From SQLite.
    pub fn kept_aside(&self) -> Result<Vec<AsideCount>> {
        let mut statement = self
            .conn()
            .prepare_cached("SELECT reason, count(*) FROM aside GROUP BY reason ORDER BY reason")?;
        let rows = statement.query_map([], |row| {
            Ok(AsideCount { reason: row.get(0)?, ops: row.get::<_, i64>(1)?.unsigned_abs() })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// What an act calls its thing.
fn said(act: &BodyAct) -> Option<String> {
    CALLED_BY.iter().find_map(|name| act.set.get(*name)?.value.as_str().map(str::to_owned))
}

/// Whether an act puts its thing into the trash.
fn deletes(act: &BodyAct) -> bool {
    act.set.get("deleted").is_some_and(|write| write.value == true)
}

/// What an act says that a desk is there for. One of which nobody says anything is a manager's.
fn role(act: &BodyAct) -> Option<String> {
    let role = &act.set.get("role").filter(|_| act.t == Kind::Desk.name())?.value;
    let word = if role.is_null() { DeskRole::Manager.word() } else { role.as_str().unwrap_or_default() };
    Some(word.to_owned())
}

/// What an act says that a desk is called.
fn desk_name(act: &BodyAct) -> Option<String> {
    let name = &act.set.get("name").filter(|_| act.t == Kind::Desk.name())?.value;
    Some(name.as_str().unwrap_or_default().to_owned())
}

/// Keeps something aside; once, however often it comes. A damaged copy of an op that is here is nothing to keep.
/// Whether it is kept and was not before. What is known of it by now is written down anew.
pub(super) fn keep(conn: &Connection, aside: &SetAside, now_ms: i64) -> Result<bool> {
    let op = aside.op.as_ref().map(OpId::bytes);
    let here: bool = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM op WHERE op_id = ?)")?
        .query_row([op], |row| row.get(0))?;
    if here {
        return Ok(false);
    }
    let mut mark = blake3::Hasher::new();
    mark.update(&(aside.item.header.len() as u64).to_be_bytes());
    mark.update(&aside.item.header);
    mark.update(aside.item.body.as_deref().unwrap_or_default());
    let mark = mark.finalize();
    if aside.written.is_some() {
        // A sound copy makes a damaged one needless.
        conn.prepare_cached("DELETE FROM aside WHERE op_id = ? AND hash IS NULL")?.execute([op])?;
    }
    let known: bool = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM aside WHERE mark = ?)")?
        .query_row([mark.as_bytes()], |row| row.get(0))?;
    let written = aside.written.as_ref();
    conn.prepare_cached(
        "INSERT INTO aside (mark, space_id, stream_id, seq, op_id, reason, header, body, at_utc_ms, device_id,
                            prev_hash, hash, carrier_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (mark) DO UPDATE SET reason = excluded.reason, device_id = excluded.device_id,
                prev_hash = excluded.prev_hash, hash = excluded.hash, carrier_id = excluded.carrier_id
          WHERE reason <> excluded.reason OR hash IS NULL",
    )?
    .execute(params![
        mark.as_bytes(),
        aside.key.space.bytes(),
        aside.key.stream.bytes(),
        aside.place.seq,
        op,
        aside.reason.word(),
        aside.item.header,
        aside.item.body,
        now_ms,
        written.map(|written| written.device.bytes()),
        written.and_then(|written| written.before),
        written.map(|written| written.hash),
        aside.carrier.as_ref().map(DeviceId::bytes),
    ])?;
    Ok(!known)
}

/// The sound ops that are kept aside as these, in the order of their streams.
pub(super) fn sound_of(conn: &Connection, ops: &UnvouchedOps) -> Result<Vec<Arrival>> {
    let UnvouchedOps { device, carrier, taken_out, .. } = ops;
    let mut statement = conn.prepare_cached(
        "SELECT header, body, prev_hash, hash FROM aside
          WHERE device_id = ? AND carrier_id IS ? AND hash IS NOT NULL AND (reason = ?) = ?
          ORDER BY stream_id, seq",
    )?;
    let carrier = carrier.as_ref().map(DeviceId::bytes);
    let asked = params![device.bytes(), carrier, Reason::TakenOut.word(), taken_out];
    let rows = statement.query_map(asked, |row| {
        let item = Item { before: row.get(2)?, header: row.get(0)?, body: row.get(1)? };
        Ok((item, row.get(3)?))
    })?;
    rows.map(|row| {
        let (item, hash) = row?;
        let header: Header = serde_json::from_slice(&item.header).map_err(|error| unreadable(0, error))?;
        let before = Point { seq: header.seq - 1, hash: item.before };
        let place = Point::at(header.seq, hash);
        Ok(Arrival { header, item, before, hash, follows: before, place })
    })
    .collect()
}

/// Forgets what was kept aside as this op, or could not be read at this place, now that it has come sound. What somebody
/// else laid there in its name stays aside.
pub(super) fn settle(conn: &Connection, op: OpId, key: StreamKey, seq: i64) -> Result<()> {
    conn.prepare_cached(
        "DELETE FROM aside WHERE op_id = ? OR (space_id = ? AND stream_id = ? AND seq = ? AND hash IS NULL)",
    )?
    .execute(params![op.bytes(), key.space.bytes(), key.stream.bytes(), seq])?;
    Ok(())
}

/// Pieces of hubs of which something was kept aside because nobody vouched for it, while this was known, and what lay there as
/// them.
pub(super) fn unvouched(conn: &Connection, knowledge: &Hash) -> Result<BTreeMap<Piece, Hash>> {
    let mut statement = conn.prepare_cached(
        "SELECT space_id, stream_id, carries, from_seq, from_hash, have_seq, have_hash, copies FROM unvouched
          WHERE knowledge = ?",
    )?;
    let pieces = statement.query_map([knowledge], |row| {
        let [space, stream] = [row.get(0)?, row.get(1)?].map(uuid::Uuid::from_bytes);
        let piece = Piece {
            key: StreamKey { space: SpaceId::from_uuid(space), stream: StreamId::from_uuid(stream) },
            role: if row.get(2)? { Role::Carry } else { Role::Log },
            after: Point { seq: row.get(3)?, hash: row.get(4)? },
            end: Point { seq: row.get(5)?, hash: row.get(6)? },
        };
        Ok((piece, row.get(7)?))
    })?;
    Ok(pieces.collect::<rusqlite::Result<_>>()?)
}

/// Remembers such pieces, and forgets those of when something else was known.
pub(super) fn remember_unvouched(
    conn: &Connection,
    pieces: &[(Piece, Hash)],
    knowledge: &Hash,
) -> Result<()> {
    conn.prepare_cached("DELETE FROM unvouched WHERE knowledge <> ?")?.execute([knowledge])?;
    let mut insert =
        conn.prepare_cached("INSERT OR REPLACE INTO unvouched VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (Piece { key, role, after, end }, copies) in pieces {
        let carries = *role == Role::Carry;
        let key = (key.space.bytes(), key.stream.bytes());
        insert.execute(params![
            key.0, key.1, carries, after.seq, after.hash, end.seq, end.hash, knowledge, copies
        ])?;
    }
    Ok(())
}
