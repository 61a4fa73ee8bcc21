//! What came after an act and hangs on what the act made: taking the act back must not put it out of sight.

use keepalive_domain::schema::Kind;
use rusqlite::{Connection, params};

use super::Write;
use super::acts::Act;
use super::origins::Origins;
use crate::apply::Row;
use crate::entity::EntityNo;
use crate::error::Result;
use crate::read::{hanging_on, made_by};
use crate::tables::Layout;

/// Asks what hangs on things since an act.
pub(super) struct HangingSince<'a> {
    act: &'a Act,
    /// Whether other acts came after it; asked once.
    any_later: Option<bool>,
}

/// A thing that hangs on another.
struct Hanging {
    no: EntityNo,
    /// The op that made it.
    born: Option<i64>,
    /// Whether a later op than the act's may have set something on it.
    set_since: bool,
}

impl<'a> HangingSince<'a> {
    pub(super) const fn new(act: &'a Act) -> Self {
        Self { act, any_later: None }
    }

    /// The kinds of what stands, hangs on this thing, and was made or changed by a later act. What a later act did
    /// and an undo took back does not count.
    pub(super) fn kinds(
        &mut self,
        write: &mut Write<'_>,
        origins: &mut Origins,
        kind: Kind,
        no: EntityNo,
    ) -> Result<Vec<String>> {
        let mut kinds = Vec::new();
        if !self.any_later(write.read.conn)? {
            return Ok(kinds);
        }
        for (child, field) in hanging_on(kind) {
            for found in self.hanging(write.read.conn, child, field, no)? {
                // Of an act that came back the order of arrival says nothing.
                let born = if self.act.earlier { made_by(write.read.conn, found.no.0)? } else { found.born };
                let made_since = match born {
                    Some(born) => self.is_later(write.read.conn, born)?,
                    None => false,
                };
                let since =
                    made_since || (found.set_since && self.changed_since(write, origins, child, found.no)?);
                if since {
                    kinds.push(child.name().to_owned());
                    break;
                }
            }
        }
        Ok(kinds)
    }

    /// Whether an op is taken for a later one than the act's. Of an act that came back the order of arrival says nothing: any
    /// other op may be.
    fn is_later(&self, conn: &Connection, op_no: i64) -> Result<bool> {
        if self.act.earlier { Ok(!self.act.has(conn, op_no)?) } else { Ok(op_no > self.act.last_op) }
    }

    /// Whether anything was done after the act but taking it back and doing it again. Right after an import of a
    /// hundred thousand rows nothing was, and none of them is asked what hangs on it.
    pub(super) fn any_later(&mut self, conn: &Connection) -> Result<bool> {
        if self.act.earlier {
            return Ok(true);
        }
        if let Some(any) = self.any_later {
            return Ok(any);
        }
        let any = conn
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM act WHERE first_op > ?1 AND of IS NOT ?2)")?
            .query_row(params![self.act.last_op, self.act.act.bytes()], |row| row.get(0))?;
        self.any_later = Some(any);
        Ok(any)
    }

    /// What stands and hangs on a thing.
    fn hanging(&self, conn: &Connection, child: Kind, field: &str, no: EntityNo) -> Result<Vec<Hanging>> {
        // Which of those that came back is later is asked one by one.
        let after = if self.act.earlier { 0 } else { self.act.last_op };
        let mut statement = conn.prepare_cached(&format!(
            "SELECT c.no, e.op_no, EXISTS (SELECT 1 FROM later_op l WHERE l.entity_no = c.no AND l.op_no > ?2)
               FROM \"{child}\" c JOIN entity e ON e.no = c.no
              WHERE c.\"{field}\" = ?1 AND c.deleted IS NOT 1"
        ))?;
        let rows = statement.query_map(params![no, after], |row| {
            Ok(Hanging { no: row.get(0)?, born: row.get(1)?, set_since: row.get(2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether a field of a thing really comes from a later op than the act's.
    fn changed_since(
        &self,
        write: &mut Write<'_>,
        origins: &mut Origins,
        kind: Kind,
        no: EntityNo,
    ) -> Result<bool> {
        let layout = Layout::of(kind);
        let id = write.session.id_of(no)?;
        let row = Row::load(&mut write.session, kind, no, layout.all())?;
        let conn = write.read.conn;
        for (at, field) in layout.fields.iter().enumerate() {
            let Some(stamp) = row.register(at) else { continue };
            if self.is_later(conn, stamp.op_no)?
                && let Some(origin) = origins.origin(conn, stamp.op_no, id, field.name)?
                && self.is_later(conn, origin)?
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
