//! Taking back an op whole: the things it made go to the trash as a set, not one by one.

use keepalive_domain::hlc::Hlc;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use rusqlite::params;

use super::Write;
use super::acts::Act;
use super::record::Group;
use crate::apply::{Stamp, Stamps};
use crate::entity::EntityNo;
use crate::error::Result;
use crate::log::{BodyWriter, NewOp, Was};
use crate::tables::Layout;

/// Kinds of which nothing follows from a thing that goes but what [`Write::follow_gone`] notes.
const PLAIN: &[Kind] = &[Kind::Request, Kind::RequestState, Kind::RequestFact];

/// An act of so many ops made thousands of things: walking all identities once is less than asking for each.
const MANY_OPS: usize = 20;

/// The things of one kind that an op made.
struct Made {
    kind: Kind,
    things: Vec<EntityId>,
    first: EntityNo,
    last: EntityNo,
}

impl Write<'_> {
    /// Learns the numbers of what an act of so many ops made, if its first thing is new with it: then it is an import, and
    /// most others are new, too.
    pub(super) fn learn_what_it_made(&mut self, act: &Act, ops: usize) -> Result<()> {
        let sql = "SELECT EXISTS (SELECT 1 FROM op o JOIN entity e ON e.id = o.entity_id
                                   WHERE o.op_no = ?1 AND e.op_no = ?1)";
        let is_import = || self.read.conn.prepare_cached(sql)?.query_row([act.first_op], |row| row.get(0));
        if ops >= MANY_OPS && is_import()? {
            self.session.learn_what_came_with(act.first_op, act.last_op)?;
        }
        Ok(())
    }

    /// Puts everything that an op made into the trash, as one op of the group. `false`, and nothing is done, if the op did
    /// anything else, or anybody has set a field on any of it since: then each thing is looked at alone.
    ///
    /// A row on which nobody has set anything since has exactly the stamps with which it was made, and these are the same
    /// for all rows of one op. So one statement finds out, and another one writes, whatever the number of things.
    pub(super) fn take_back_made(
        &mut self,
        group: &mut Group<'_>,
        op_no: i64,
        named: &[(Kind, EntityId)],
    ) -> Result<bool> {
        if named.is_empty() {
            return Ok(true);
        }
        let Some(made) = self.made(op_no, named)? else { return Ok(false) };
        let conn = self.read.conn;
        let hlc: i64 = conn
            .prepare_cached("SELECT hlc FROM op WHERE op_no = ?")?
            .query_row([op_no], |row| row.get(0))?;
        let as_made = Stamps::all(Stamp { hlc: Hlc::from_raw(hlc), op_no });
        for Made { kind, things, first, last } in &made {
            let untouched: i64 = conn
                .prepare_cached(&format!(
                    "SELECT count(*) FROM {kind}
                      WHERE no BETWEEN ? AND ? AND stamps = ? AND extra IS NULL AND deleted IS NULL"
                ))?
                .query_row(params![first, last, as_made.encode()], |row| row.get(0))?;
            if usize::try_from(untouched) != Ok(things.len()) {
                return Ok(false);
            }
        }
        self.flush(group)?;
        let mut body = BodyWriter::new();
        let nothing = Was { value: Value::Null, base: None, beside: Vec::new() };
        for Made { kind, things, .. } in &made {
            for thing in things {
                body.thing(*thing, kind.name());
                body.field("deleted", &Value::Bool(true), &nothing);
            }
        }
        let body = body.finish(group.why, Some(group.label), group.of, &[]);
        let entity = named.first().map(|(_, entity)| *entity);
        let op = NewOp {
            kind: group.kind,
            act: group.act,
            user: group.user,
            entity,
            body: &body,
            newest_seen: Hlc::ZERO,
        };
        let (undo_no, _, hlc) = self.stream.append(conn, self.world, &op)?;
        for made in &made {
            let mut gone = as_made.clone();
            gone.put(Layout::of(made.kind).deleted, Stamp { hlc, op_no: undo_no }, true);
            self.follow_gone(made, (&as_made.encode(), &gone.encode()), undo_no)?;
        }
        group.note_op(undo_no);
        self.orders.look(conn, self.session.knows_all())?;
        Ok(true)
    }

    /// The things of an op by kind; `None` if it set anything on others than those it made, or made others than plain ones.
    fn made(&mut self, op_no: i64, named: &[(Kind, EntityId)]) -> Result<Option<Vec<Made>>> {
        let mut made: Vec<Made> = Vec::new();
        for (kind, thing) in named {
            let known = self.session.known(*thing)?.filter(|known| known.born == Some(op_no));
            let Some(known) = known.filter(|_| PLAIN.contains(kind)) else { return Ok(None) };
            match made.iter_mut().find(|made| made.kind == *kind) {
                Some(made) => {
                    made.things.push(*thing);
                    made.first = made.first.min(known.no);
                    made.last = made.last.max(known.no);
                }
                None => {
                    made.push(Made { kind: *kind, things: vec![*thing], first: known.no, last: known.no });
                }
            }
        }
        Ok(Some(made))
    }

    /// Writes that the things are in the trash, and notes what follows. `stamps` are those they have and those they get.
    fn follow_gone(&mut self, made: &Made, (as_made, gone): (&[u8], &[u8]), undo_no: i64) -> Result<()> {
        let Made { kind, things, first, last } = made;
        let conn = self.read.conn;
        conn.prepare_cached(&format!(
            "UPDATE {kind} SET deleted = 1, stamps = ? WHERE no BETWEEN ? AND ? AND stamps = ?"
        ))?
        .execute(params![gone, first, last, as_made])?;
        conn.prepare_cached(&format!(
            "INSERT INTO later_op (entity_no, op_no)
             SELECT no, ? FROM {kind} WHERE no BETWEEN ? AND ? AND stamps = ?"
        ))?
        .execute(params![undo_no, first, last, gone])?;
        self.session.changed.insert(*kind);
        things.iter().for_each(|_| self.orders.note(*kind, false));
        let concerned = if *kind == Kind::Request { "no" } else { "request" };
        let mut statement = conn.prepare_cached(&format!(
            "SELECT {concerned} FROM {kind}
              WHERE no BETWEEN ? AND ? AND stamps = ? AND {concerned} IS NOT NULL"
        ))?;
        let mut rows = statement.query(params![first, last, gone])?;
        while let Some(row) = rows.next()? {
            let request: EntityNo = row.get(0)?;
            self.session.touched.insert(request);
            if *kind == Kind::Request {
                self.session.dirty.note_request_gone(request);
                self.session.waiting.leaves(request);
            } else {
                self.session.dirty.note_child_gone(request);
            }
        }
        Ok(())
    }
}
