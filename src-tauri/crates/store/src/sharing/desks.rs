//! The desks whose acts stand in the log.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use keepalive_domain::ids::{DeviceId, EntityId, OpId, StreamId};
use keepalive_sync::Point;

use super::rows;
use crate::error::Result;
use crate::reader::Read;

/// A desk by what is known of it here: its newest act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeardDesk {
    /// Which desk.
    pub device: DeviceId,
    /// Whether it is the one that this file belongs to.
    pub this: bool,
    /// It is who this file wrote as before it went on as another desk, and nothing came of it since.
    pub left_behind: bool,
    /// When it acted last, by its own clock, in UTC milliseconds.
    pub at_ms: i64,
    /// Who did; `None` where nobody had said who is at the desk.
    pub by: Option<EntityId>,
    /// The version of the program it did so with.
    pub app: String,
}

impl Read<'_> {
    /// How many of these ops are here.
    ///
    /// # Errors
    /// From SQLite.
    pub fn how_many_here(&self, ops: &[OpId]) -> Result<u64> {
        let mut statement = self.conn().prepare_cached("SELECT EXISTS (SELECT 1 FROM op WHERE op_id = ?)")?;
        ops.iter().try_fold(0, |here, op| {
            let is_here: bool = statement.query_row([op.bytes()], |row| row.get(0))?;
            Ok(here + u64::from(is_here))
        })
    }

    /// Every desk that acted, this one among them, who acted last first. A desk that only reads is not heard of.
    ///
    /// # Errors
    /// From SQLite.
    pub fn heard_desks(&self) -> Result<Vec<HeardDesk>> {
        // One look-up per stream, of which a desk has a few: it opens another after a restore.
        let mut statement = self.conn().prepare_cached(
            "SELECT o.device_id, o.at_utc_ms, o.user_id, o.app_ver,
                    o.device_id = (SELECT device_id FROM stream WHERE own = 1 ORDER BY stream_no DESC LIMIT 1),
                    o.device_id IN (SELECT device_id FROM stream WHERE own = 1), o.op_no,
                    (SELECT op_no FROM op WHERE stream_no = s.stream_no ORDER BY seq LIMIT 1)
               FROM stream s
               JOIN op o ON o.op_no = (SELECT op_no FROM op WHERE stream_no = s.stream_no ORDER BY seq DESC LIMIT 1)",
        )?;
        let rows = statement.query_map([], |row| {
            let by: Option<[u8; 16]> = row.get(2)?;
            let this: bool = row.get(4)?;
            let desk = HeardDesk {
                device: DeviceId::from_uuid(uuid::Uuid::from_bytes(row.get(0)?)),
                at_ms: row.get(1)?,
                by: by.map(|bytes| EntityId::from_uuid(uuid::Uuid::from_bytes(bytes))),
                app: row.get(3)?,
                this,
                left_behind: !this && row.get(5)?,
            };
            Ok((desk, row.get::<_, i64>(6)?, row.get::<_, i64>(7)?))
        })?;
        let mut newest: BTreeMap<DeviceId, HeardDesk> = BTreeMap::new();
        // Ops are numbered as they come: what came of an earlier desk after the first op of this one was written elsewhere.
        let (mut began, mut came) = (i64::MAX, BTreeMap::new());
        for row in rows {
            let (desk, last_op, first_op) = row?;
            if desk.this {
                began = began.min(first_op);
            }
            came.entry(desk.device).and_modify(|op: &mut i64| *op = last_op.max(*op)).or_insert(last_op);
            match newest.entry(desk.device) {
                Entry::Vacant(none) => drop(none.insert(desk)),
                Entry::Occupied(mut known) if known.get().at_ms < desk.at_ms => drop(known.insert(desk)),
                Entry::Occupied(_) => {}
            }
        }
        let mut desks: Vec<HeardDesk> = newest.into_values().collect();
        for desk in &mut desks {
            desk.left_behind &= came.get(&desk.device).is_none_or(|last_op| *last_op < began);
        }
        desks.sort_by_key(|desk| (std::cmp::Reverse(desk.at_ms), desk.device));
        Ok(desks)
    }

    /// How far every stream reaches here whose desk is one of those asked for; one with forks or holes at several
    /// points. What this desk carries counts as its stream, too.
    ///
    /// # Errors
    /// From SQLite.
    pub fn streams_of(&self, is_asked: impl Fn(DeviceId) -> bool) -> Result<Vec<(StreamId, Point)>> {
        let mut held = self.conn().prepare_cached("SELECT * FROM stream ORDER BY stream_no")?;
        let rows = held.query_map([], |row| {
            let point = Point { seq: row.get("have_seq")?, hash: row.get("have_hash")? };
            Ok((rows::device(row)?, rows::key(row)?.stream, point))
        })?;
        let mut ends = Vec::new();
        for row in rows {
            let (device, stream, end) = row?;
            if end.seq > 0 && is_asked(device) {
                ends.push((stream, end));
            }
        }
        Ok(ends)
    }

    /// The installation that this file belongs to; `None` before its first act.
    ///
    /// # Errors
    /// From SQLite.
    pub fn device(&self) -> Result<Option<DeviceId>> {
        use rusqlite::OptionalExtension as _;
        let sql = "SELECT device_id FROM stream WHERE own = 1 ORDER BY stream_no DESC LIMIT 1";
        let device: Option<[u8; 16]> =
            self.conn().prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
        Ok(device.map(|bytes| DeviceId::from_uuid(uuid::Uuid::from_bytes(bytes))))
    }
}
