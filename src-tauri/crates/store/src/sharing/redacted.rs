//! Where ops stand that redactions named, in the streams that this desk writes.

use keepalive_sync::{Point, StreamKey};
use rusqlite::Row;

use super::rows;
use crate::error::Result;
use crate::reader::Read;

impl Read<'_> {
    /// Every place of this desk's own streams, those of what it carries included, at which an op stands that a redaction has
    /// named: what was handed out of it before holds its body.
    ///
    /// # Errors
    /// From SQLite.
    pub fn redacted_places(&self) -> Result<Vec<(StreamKey, Point)>> {
        // Its own is also what this installation wrote and heard again after it was restored.
        let mut statement = self.conn().prepare_cached(
            "WITH ours AS (
                 SELECT * FROM stream
                  WHERE own <> 0
                     OR device_id = (SELECT device_id FROM stream WHERE own = 1 ORDER BY stream_no DESC LIMIT 1)
             )
             SELECT s.*, o.seq AS at_seq, o.hash AS at_hash
               FROM emptied JOIN op o USING (op_id) JOIN ours s ON s.stream_no = o.stream_no
             UNION ALL
             SELECT s.*, c.seq, c.hash
               FROM emptied JOIN op o USING (op_id) JOIN carried c ON c.op_no = o.op_no
                            JOIN ours s ON s.stream_no = c.stream_no",
        )?;
        let place = |row: &Row<'_>| {
            Ok((rows::key(row)?, Point { seq: row.get("at_seq")?, hash: row.get("at_hash")? }))
        };
        let places = statement.query_map([], place)?;
        Ok(places.collect::<rusqlite::Result<_>>()?)
    }
}
