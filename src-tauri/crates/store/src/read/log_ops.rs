//! The log's ops as the exact bytes they were hashed as.

use keepalive_domain::ids::{OpId, SpaceId};
use rusqlite::OptionalExtension;

use crate::error::{Result, StoreError};
use crate::reader::Read;

impl Read<'_> {
    /// Hands every op over in the order in which it came: the hash of the op before it in its stream unless it is the
    /// first, its header, and its body unless that was redacted. Returns how many there are.
    ///
    /// # Errors
    /// The error of `take`, or from SQLite.
    pub fn each_op<E: From<StoreError>>(
        &self,
        mut take: impl FnMut(Option<[u8; 32]>, &[u8], Option<&[u8]>) -> Result<(), E>,
    ) -> Result<u64, E> {
        let sql = "SELECT header, body, prev_hash FROM op ORDER BY op_no";
        let mut ops = self.conn().prepare(sql).map_err(StoreError::from)?;
        let mut rows = ops.query([]).map_err(StoreError::from)?;
        let mut count = 0;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let blob = |at| -> Result<Option<&[u8]>, StoreError> {
                let value = row.get_ref(at).map_err(StoreError::from)?;
                value.as_blob_or_null().map_err(|error| StoreError::from(rusqlite::Error::from(error)))
            };
            let before = row.get(2).map_err(StoreError::from)?;
            take(before, blob(0)?.unwrap_or_default(), blob(1)?)?;
            count += 1;
        }
        Ok(count)
    }

    /// The identity of the newest op in this file; `None` before the first.
    ///
    /// # Errors
    /// From SQLite.
    pub fn newest_op_id(&self) -> Result<Option<OpId>> {
        let sql = "SELECT op_id FROM op ORDER BY op_no DESC LIMIT 1";
        let id: Option<[u8; 16]> =
            self.conn().prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?;
        Ok(id.map(|bytes| OpId::from_uuid(uuid::Uuid::from_bytes(bytes))))
    }

    /// The space that this installation writes in; `None` before its first act.
    ///
    /// # Errors
    /// From SQLite.
    pub fn space(&self) -> Result<Option<SpaceId>> {
        let space: Option<[u8; 16]> = self
            .conn()
            .query_row(
                "SELECT space_id FROM stream WHERE own = 1 ORDER BY stream_no DESC LIMIT 1",
                [],
                |row| row.get(0),
            )
            .optional()?;
        Ok(space.map(|bytes| SpaceId::from_uuid(uuid::Uuid::from_bytes(bytes))))
    }
}
