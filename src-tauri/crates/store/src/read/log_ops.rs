//! The log's ops as the exact bytes they were hashed as.

use keepalive_domain::ids::{OpId, SpaceId};
use rusqlite::OptionalExtension;

use crate::error::{Result, StoreError};
use crate::reader::Read;

impl Read<'_> {
    /// Hands every op over in the order in which it came: its header, and its body unless that was redacted.
    /// Returns how many there are.
    ///
    /// # Errors
    /// The error of `take`, or from SQLite.
    pub fn each_op<E: From<StoreError>>(
        &self,
        mut take: impl FnMut(&[u8], Option<&[u8]>) -> Result<(), E>,
    ) -> Result<u64, E> {
        let mut ops =
            self.conn().prepare("SELECT header, body FROM op ORDER BY op_no").map_err(StoreError::from)?;
        let mut rows = ops.query([]).map_err(StoreError::from)?;
        let mut count = 0;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            let blob = |at| -> Result<Option<&[u8]>, StoreError> {
                let value = row.get_ref(at).map_err(StoreError::from)?;
                value.as_blob_or_null().map_err(|error| StoreError::from(rusqlite::Error::from(error)))
            };
            take(blob(0)?.unwrap_or_default(), blob(1)?)?;
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

    /// Whether the log holds two chains that part from one op: a desk went on from an older copy of itself before it
    /// met the others again.
    ///
    /// # Errors
    /// From SQLite.
    pub fn has_forks(&self) -> Result<bool> {
        let asked = "SELECT EXISTS (SELECT 1 FROM stream WHERE branch_of IS NOT NULL)";
        Ok(self.conn().query_row(asked, [], |row| row.get(0))?)
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
