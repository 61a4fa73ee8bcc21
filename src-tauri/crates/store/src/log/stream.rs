//! This installation's stream: its head, and the next op.

use keepalive_domain::header::{HEADER_VERSION, Header, chain_hash};
use keepalive_domain::hlc::Hlc;
use keepalive_domain::ids::{ActId, DeviceId, EntityId, OpId, SpaceId, StreamId};
use keepalive_domain::ops::{BODY_VERSION, MIN_READER, OpKind};
use keepalive_domain::world::World;
use keepalive_sync::StreamKey;
use rusqlite::{Connection, OptionalExtension, params};

use crate::apply::unreadable;
use crate::error::Result;

/// The version of the program, as it stands on every op.
const APP_VERSION: &str = env!("CARGO_PKG_VERSION");

/// The head of the stream this installation writes, read inside the transaction: another process may have
/// written in between.
#[derive(Debug)]
pub(crate) struct OwnStream {
    pub(crate) stream_no: i64,
    stream: StreamId,
    space: SpaceId,
    device: DeviceId,
    seq: i64,
    hash: Option<[u8; 32]>,
    clock: Hlc,
}

/// An op to append.
pub(crate) struct NewOp<'a> {
    pub(crate) kind: OpKind,
    pub(crate) act: ActId,
    pub(crate) user: Option<EntityId>,
    pub(crate) entity: Option<EntityId>,
    pub(crate) body: &'a [u8],
    /// The newest clock among the values it replaces.
    pub(crate) newest_seen: Hlc,
}

impl OwnStream {
    /// Reads the head; opens the first stream in a new file.
    pub(crate) fn load(conn: &Connection, world: &dyn World) -> Result<Self> {
        let found = conn
            .prepare_cached(
                "SELECT stream_no, stream_id, space_id, device_id, have_seq, have_hash, clock
                   FROM stream WHERE own = 1 ORDER BY stream_no DESC LIMIT 1",
            )?
            .query_row([], |row| {
                Ok(Self {
                    stream_no: row.get(0)?,
                    stream: StreamId::from_uuid(uuid::Uuid::from_bytes(row.get(1)?)),
                    space: SpaceId::from_uuid(uuid::Uuid::from_bytes(row.get(2)?)),
                    device: DeviceId::from_uuid(uuid::Uuid::from_bytes(row.get(3)?)),
                    seq: row.get(4)?,
                    hash: row.get(5)?,
                    clock: Hlc::from_raw(row.get(6)?),
                })
            })
            .optional()?;
        match found {
            Some(head) => Ok(head),
            None => Self::open(conn, world),
        }
    }

    /// Opens the first stream of a new file.
    fn open(conn: &Connection, world: &dyn World) -> Result<Self> {
        let now = world.now_ms();
        let space = SpaceId::new_v7(now, world.random());
        let device = DeviceId::new_v7(now, world.random());
        Self::open_in(conn, world, space, device, Hlc::ZERO)
    }

    /// The stream.
    pub(crate) const fn key(&self) -> StreamKey {
        StreamKey { space: self.space, stream: self.stream }
    }

    /// The installation.
    pub(crate) const fn device(&self) -> DeviceId {
        self.device
    }

    /// Goes on in a new stream, the clock where it was: ops of this one exist that the file does not hold.
    pub(crate) fn go_on_in_another(&mut self, conn: &Connection, world: &dyn World) -> Result<()> {
        self.save(conn)?;
        *self = Self::open_in(conn, world, self.space, self.device, self.clock)?;
        Ok(())
    }

    /// Opens a new stream in a restored file: the same space and desk, but never the numbers again that were given to
    /// acts which the copy does not hold. A file without any op needs none.
    pub(crate) fn open_after_restore(conn: &Connection, world: &dyn World) -> Result<()> {
        let ops: bool = conn.query_row("SELECT EXISTS (SELECT 1 FROM op)", [], |row| row.get(0))?;
        if ops {
            let before = Self::load(conn, world)?;
            Self::open_in(conn, world, before.space, before.device, before.clock)?.save(conn)?;
        }
        Ok(())
    }

    fn open_in(
        conn: &Connection,
        world: &dyn World,
        space: SpaceId,
        device: DeviceId,
        clock: Hlc,
    ) -> Result<Self> {
        let stream = StreamId::new_v7(world.now_ms(), world.random());
        conn.prepare("INSERT INTO stream (space_id, stream_id, device_id, own) VALUES (?, ?, ?, 1)")?
            .execute(params![space.bytes(), stream.bytes(), device.bytes()])?;
        let stream_no = conn.last_insert_rowid();
        Ok(Self { stream_no, stream, space, device, seq: 0, hash: None, clock })
    }

    /// Writes in this space from now on: before the first op the stream moves there, after it another one is opened.
    pub(crate) fn move_to(&mut self, conn: &Connection, world: &dyn World, space: SpaceId) -> Result<()> {
        if self.seq == 0 {
            return self.join(conn, space);
        }
        if self.space != space {
            self.save(conn)?;
            *self = Self::open_in(conn, world, space, self.device, self.clock)?;
        }
        Ok(())
    }

    /// Writes where it wrote before it moved here, or in a space of its own where it wrote nowhere else.
    pub(crate) fn leave(&mut self, conn: &Connection, world: &dyn World) -> Result<()> {
        let before: Option<[u8; 16]> = conn
            .prepare_cached(
                "SELECT space_id FROM stream WHERE own = 1 AND have_seq > 0 AND space_id <> ?
                  ORDER BY stream_no DESC LIMIT 1",
            )?
            .query_row([self.space.bytes()], |row| row.get(0))
            .optional()?;
        let space = match before {
            Some(bytes) => SpaceId::from_uuid(uuid::Uuid::from_bytes(bytes)),
            None => SpaceId::new_v7(world.now_ms(), world.random()),
        };
        self.move_to(conn, world, space)
    }

    /// Goes on as another installation, in a stream of its own, the clock where it was: the others know this one by keys
    /// that are not here.
    pub(crate) fn go_on_as_another(&mut self, conn: &Connection, world: &dyn World) -> Result<()> {
        self.save(conn)?;
        let device = DeviceId::new_v7(world.now_ms(), world.random());
        *self = Self::open_in(conn, world, self.space, device, self.clock)?;
        self.save(conn)
    }

    /// Writes in this space from now on; only before the first op.
    pub(crate) fn join(&mut self, conn: &Connection, space: SpaceId) -> Result<()> {
        if self.seq == 0 {
            conn.execute(
                "UPDATE stream SET space_id = ? WHERE stream_no = ?",
                params![space.bytes(), self.stream_no],
            )?;
            self.space = space;
        }
        Ok(())
    }

    /// Appends an op and returns its number, identity and clock.
    pub(crate) fn append(
        &mut self,
        conn: &Connection,
        world: &dyn World,
        op: &NewOp<'_>,
    ) -> Result<(i64, OpId, Hlc)> {
        let now = world.now_ms();
        let hlc = Hlc::next(self.clock, now, op.newest_seen);
        let op_id = OpId::new_v7(now, world.random());
        let header = Header {
            v: HEADER_VERSION,
            op: op_id,
            act: op.act,
            space: self.space,
            stream: self.stream,
            seq: self.seq + 1,
            hlc: hlc.raw(),
            user: op.user,
            device: self.device,
            at: now,
            tz: world.utc_offset_minutes(),
            app: APP_VERSION.to_owned(),
            kind: op.kind.word().to_owned(),
            ver: BODY_VERSION,
            min: MIN_READER,
            of: op.entity,
            body: blake3::hash(op.body).to_hex().to_string(),
        };
        let bytes = header.bytes().map_err(|error| unreadable(0, error))?;
        let hash = chain_hash(self.hash.as_ref().map(<[u8; 32]>::as_slice), &bytes);
        let op_no =
            insert_op(conn, self.stream_no, &header, &bytes, Some(op.body), self.hash.as_ref(), &hash)?;
        self.seq += 1;
        self.hash = Some(hash);
        self.clock = hlc;
        Ok((op_no, op_id, hlc))
    }

    /// Moves the clock past an op from elsewhere, but never far past our own wall clock: a wrong clock stays a
    /// property of the values it touched.
    pub(crate) fn hear(&mut self, op: Hlc, wall_ms: i64) {
        /// How far ahead of ours another desk's clock may pull us.
        const TOLERANCE_MS: i64 = 5_000;
        let cap = Hlc::next(Hlc::ZERO, wall_ms.saturating_add(TOLERANCE_MS), Hlc::ZERO);
        self.clock = self.clock.max(op.min(cap));
    }

    /// Keeps the head.
    pub(crate) fn save(&self, conn: &Connection) -> Result<()> {
        conn.prepare_cached("UPDATE stream SET have_seq = ?, have_hash = ?, clock = ? WHERE stream_no = ?")?
            .execute(params![self.seq, self.hash, self.clock.raw(), self.stream_no])?;
        Ok(())
    }
}

/// Writes an op's row; its columns are copies of the header.
pub(crate) fn insert_op(
    conn: &Connection,
    stream_no: i64,
    header: &Header,
    bytes: &[u8],
    body: Option<&[u8]>,
    prev_hash: Option<&[u8; 32]>,
    hash: &[u8; 32],
) -> Result<i64> {
    let body_hash = blake3::Hash::from_hex(&header.body).map_err(|error| unreadable(0, error))?;
    conn.prepare_cached(
        "INSERT INTO op (op_id, stream_no, seq, act_id, hlc, user_id, device_id, at_utc_ms, tz_min, app_ver, kind,
                         kind_ver, min_reader, entity_id, header, body, body_hash, prev_hash, hash, state)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
    )?
    .execute(params![
        header.op.bytes(),
        stream_no,
        header.seq,
        header.act.bytes(),
        header.hlc,
        header.user.as_ref().map(EntityId::bytes),
        header.device.bytes(),
        header.at,
        header.tz,
        header.app,
        header.kind,
        header.ver,
        header.min,
        header.of.as_ref().map(EntityId::bytes),
        bytes,
        body,
        body_hash.as_bytes(),
        prev_hash,
        hash,
    ])?;
    Ok(conn.last_insert_rowid())
}
