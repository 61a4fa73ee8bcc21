//! Which desk wrote what.

use keepalive_domain::ids::{ActId, EntityId};
use keepalive_domain::schema::Kind;
use rusqlite::{OptionalExtension, params};

use super::history::hanging_on;
use crate::error::Result;
use crate::reader::Read;

/// What others may hang on a thing without having changed it.
const ADDED_BY_ANYBODY: [Kind; 3] = [Kind::Comment, Kind::Voice, Kind::Occurrence];

impl Read<'_> {
    /// Whether every op that set something on this thing is this desk's own. What was decided of it elsewhere counts as
    /// well (a request's states and promises, a workaround's estimates and links); comments, "me too" and occurrences do not.
    /// `false` where nothing is known of it.
    ///
    /// # Errors
    /// From SQLite.
    pub fn only_written_here(&self, thing: EntityId, kind: Kind) -> Result<bool> {
        let Some(no) = self.entity_no(thing)? else { return Ok(false) };
        let mut family = String::from("SELECT ?1");
        for (child, field) in hanging_on(kind).filter(|(child, _)| !ADDED_BY_ANYBODY.contains(child)) {
            family.push_str(&format!(" UNION ALL SELECT no FROM \"{child}\" WHERE \"{field}\" = ?1"));
        }
        let sql = format!(
            "SELECT count(*) > 0 AND total(o.device_id IS NOT
                    (SELECT device_id FROM stream WHERE own = 1 ORDER BY stream_no DESC LIMIT 1)) = 0
               FROM op_entity e JOIN op o USING (op_no) WHERE e.entity_no IN ({family})"
        );
        Ok(self.conn().prepare_cached(&sql)?.query_row([no], |row| row.get(0))?)
    }

    /// Whether an act came before the newest change of a thing, in the order in which they came here. `false` where nothing
    /// is known of either.
    ///
    /// # Errors
    /// From SQLite.
    pub fn acted_before_change_of(&self, act: ActId, thing: EntityId) -> Result<bool> {
        let Some(no) = self.entity_no(thing)? else { return Ok(false) };
        let sql = "SELECT first_op < coalesce((SELECT max(op_no) FROM op_entity WHERE entity_no = ?2), 0)
                     FROM act WHERE act_id = ?1";
        let found = self.conn().prepare_cached(sql)?.query_row(params![act.bytes(), no], |row| row.get(0));
        Ok(found.optional()?.unwrap_or(false))
    }
}
