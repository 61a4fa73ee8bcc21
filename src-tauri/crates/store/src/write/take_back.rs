//! Undo and redo: ordinary ops that set values back.

use std::collections::BTreeMap;
use std::rc::Rc;

use keepalive_domain::ids::{ActId, EntityId};
use keepalive_domain::ops::{FieldWrite, OpKind};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};
use rusqlite::{Connection, params};

use super::acts::{self, Act};
use super::hanging::HangingSince;
use super::origins::{self, Origins, PastOp};
use super::record::{Group, Prepared};
use super::{LeftAlone, Undone, Write};
use crate::apply::{Row, Stamp, ThingWrite, mask_to_load};
use crate::entity::EntityNo;
use crate::error::{Result, StoreError};
use crate::read::made_by;
use crate::tables::{FieldMask, Layout};

/// Which way along the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Again,
}

impl Write<'_> {
    /// Takes the last act of this installation back that is not undone yet; `None` if there is none.
    ///
    /// # Errors
    /// From SQLite.
    pub fn undo(&mut self) -> Result<Option<Undone>> {
        let act = acts::last_standing(self.read.conn)?;
        act.map(|act| self.walk(act, Direction::Back)).transpose()
    }

    /// Takes this act back.
    ///
    /// # Errors
    /// [`StoreError::NotUndoable`] if it is undone already or not this installation's.
    pub fn undo_act(&mut self, act: ActId) -> Result<Undone> {
        match acts::in_state(self.read.conn, act, 0)? {
            Some(found) => self.walk(found, Direction::Back),
            None => Err(StoreError::NotUndoable { act, what: "undone" }),
        }
    }

    /// Does the act undone last again; `None` if there is none, or something new was done since.
    ///
    /// # Errors
    /// From SQLite.
    pub fn redo(&mut self) -> Result<Option<Undone>> {
        let act = acts::last_undone(self.read.conn)?;
        act.map(|act| self.walk(act, Direction::Again)).transpose()
    }

    /// Does this undone act again.
    ///
    /// # Errors
    /// [`StoreError::NotUndoable`] if it is not undone.
    pub fn redo_act(&mut self, act: ActId) -> Result<Undone> {
        match acts::in_state(self.read.conn, act, 1)? {
            Some(found) => self.walk(found, Direction::Again),
            None => Err(StoreError::NotUndoable { act, what: "redone" }),
        }
    }

    /// Sets back, or again, what the act set, field by field.
    fn walk(&mut self, act: Act, direction: Direction) -> Result<Undone> {
        let kind = if direction == Direction::Back { OpKind::Undo } else { OpKind::Redo };
        let mut group = Group::new(kind, self.new_act(), &act.label);
        group.of = Some(act.act);
        group.even_if_empty = true;
        let ops = self.ops_of(&act)?;
        self.learn_what_it_made(&act, ops.len())?;
        let mut walk = Walk {
            direction,
            act: &act,
            origins: Origins::default(),
            left_alone: Vec::new(),
            hanging: HangingSince::new(&act),
        };
        for op_no in ops {
            if walk.takes_back_made(self, &mut group, op_no)? {
                continue;
            }
            // One op at a time: an import of a million rows is undone in as little memory as it was made in.
            let op = PastOp::read(self.read.conn, op_no)?;
            for entity in &op.order {
                if let Some(prepared) = walk.thing(self, &op, op_no, *entity)? {
                    self.push(&mut group, prepared)?;
                }
            }
        }
        let left_alone = std::mem::take(&mut walk.left_alone);
        self.close(group)?;
        Ok(Undone { act: act.act, label: act.label, left_alone })
    }

    /// The numbers of the act's ops.
    fn ops_of(&self, act: &Act) -> Result<Vec<i64>> {
        let mut statement = self.read.conn.prepare_cached(
            "SELECT op_no FROM op WHERE op_no BETWEEN ? AND ? AND act_id = ? ORDER BY op_no",
        )?;
        let numbers =
            statement.query_map(params![act.first_op, act.last_op, act.act.bytes()], |row| row.get(0))?;
        Ok(numbers.collect::<rusqlite::Result<_>>()?)
    }
}

/// One undo or redo on its way.
struct Walk<'a> {
    direction: Direction,
    act: &'a Act,
    origins: Origins,
    left_alone: Vec<LeftAlone>,
    hanging: HangingSince<'a>,
}

impl Walk<'_> {
    /// Takes back an op that only made things, on which nobody has set anything since and after which nothing came that
    /// could hang on them: one of the newest import. Nothing but their names is read of it. `false` if it is any other op.
    fn takes_back_made(&mut self, write: &mut Write<'_>, group: &mut Group<'_>, op_no: i64) -> Result<bool> {
        if self.direction != Direction::Back || self.hanging.any_later(write.read.conn)? {
            return Ok(false);
        }
        match origins::things_named(write.read.conn, op_no)? {
            Some(named) => write.take_back_made(group, op_no, &named),
            None => Ok(false),
        }
    }

    /// What is to be set on one thing of one op of the act; `None` if nothing is.
    fn thing(
        &mut self,
        write: &mut Write<'_>,
        op: &PastOp,
        op_no: i64,
        entity: EntityId,
    ) -> Result<Option<Prepared>> {
        // A thing of a kind that only a newer version knows stays as it is.
        let Some((kind, fields)) = op.things.get(&entity).map(Rc::as_ref) else { return Ok(None) };
        let Some(kind) = Kind::from_name(kind) else { return Ok(None) };
        let layout = Layout::of(kind);
        // What an act made had no values before; whether it made it, only the row says.
        let mask: FieldMask = if fields.values().all(|field| field.base.is_none()) {
            layout.all()
        } else {
            let set: Vec<_> =
                fields.keys().filter_map(|name| layout.position(name)).map(|at| (at, Value::Null)).collect();
            mask_to_load(kind, &set)
        };
        let (Some(known), row) = Row::find(&mut write.session, kind, entity, mask)? else { return Ok(None) };
        let made_here = if self.act.earlier {
            made_by(write.read.conn, known.no.0)? == Some(op_no)
        } else {
            known.born == Some(op_no)
        };
        let mut sets = if made_here {
            self.made(write, (entity, known.no), fields, &row)?
        } else {
            self.edited(write, op_no, (entity, known.no), fields, &row)?
        };
        sets.retain(|(at, value)| !row.has(*at, value));
        let write = ThingWrite { entity, kind, sets, others: Vec::new(), seen: Vec::new() };
        Ok((!write.sets.is_empty()).then_some(Prepared::new(write, row)))
    }

    /// A thing the act made: it is deleted, unless somebody has changed it since or something that came later hangs
    /// on it and would go from sight with it; redo brings it back as the act left it.
    fn made(
        &mut self,
        write: &mut Write<'_>,
        (entity, no): (EntityId, EntityNo),
        fields: &BTreeMap<String, FieldWrite>,
        row: &Row,
    ) -> Result<Vec<(usize, Value)>> {
        let layout = Layout::of(row.kind);
        let deleted = layout.deleted;
        let changed_since = self.changed_since(write, entity, row)?;
        match self.direction {
            Direction::Back => {
                let in_the_way = if changed_since.is_empty() {
                    self.hanging.kinds(write, &mut self.origins, row.kind, no)?
                } else {
                    changed_since
                };
                if in_the_way.is_empty() {
                    return Ok(vec![(deleted, Value::Bool(true))]);
                }
                self.leave(entity, row.kind, in_the_way);
                Ok(Vec::new())
            }
            Direction::Again if !row.values[deleted].is_yes() => Ok(Vec::new()),
            Direction::Again if changed_since.contains(&"deleted".to_owned()) => {
                self.leave(entity, row.kind, vec!["deleted".to_owned()]);
                Ok(Vec::new())
            }
            Direction::Again => {
                let made = fields.get("deleted").map(|field| &field.value);
                Ok(vec![(deleted, made.map_or(Value::Null, |json| Value::from_json(json, FieldType::Bool)))])
            }
        }
    }

    /// Fields of a thing the act made that come from elsewhere now.
    fn changed_since(&mut self, write: &Write<'_>, entity: EntityId, row: &Row) -> Result<Vec<String>> {
        let layout = Layout::of(row.kind);
        let known =
            layout.fields.iter().enumerate().filter_map(|(at, f)| Some((f.name, row.register(at)?.op_no)));
        let others = row
            .extra
            .iter()
            .filter(|(field, ..)| layout.position(field).is_none())
            .map(|(field, _, stamp)| (field, stamp.op_no));
        let mut changed = Vec::new();
        for (field, op_no) in known.chain(others) {
            if !self.is_own(write.read.conn, op_no)?
                && let Some(origin) = self.origins.origin(write.read.conn, op_no, entity, field)?
                && !self.is_own(write.read.conn, origin)?
            {
                changed.push(field.to_owned());
            }
        }
        Ok(changed)
    }

    /// Whether an op belongs to the act, or took it back, or did it again.
    fn is_own(&mut self, conn: &Connection, op_no: i64) -> Result<bool> {
        Ok(self.act.has(conn, op_no)? || self.origins.walked(conn, op_no)? == Some(self.act.act))
    }

    /// A thing the act edited: each field goes back to what it was, unless somebody has changed it since. A thing
    /// the act restored stays where something that came later hangs on it.
    fn edited(
        &mut self,
        write: &mut Write<'_>,
        op_no: i64,
        (entity, no): (EntityId, EntityNo),
        fields: &BTreeMap<String, FieldWrite>,
        row: &Row,
    ) -> Result<Vec<(usize, Value)>> {
        let layout = Layout::of(row.kind);
        let conn = write.read.conn;
        let mut sets = Vec::with_capacity(fields.len());
        for (name, field) in fields {
            let Some(at) = layout.position(name) else {
                self.leave(entity, row.kind, vec![name.clone()]);
                continue;
            };
            let target = if self.direction == Direction::Back { &field.was } else { &field.value };
            let target = Value::from_json(target, layout.fields[at].ty);
            if self.stands(conn, op_no, entity, name, field, row.register(at))? {
                if name == "deleted" && target.is_yes() {
                    // Taking a restoring back puts into the trash, too.
                    let in_the_way = self.hanging.kinds(write, &mut self.origins, row.kind, no)?;
                    if !in_the_way.is_empty() {
                        self.leave(entity, row.kind, in_the_way);
                        continue;
                    }
                }
                sets.push((at, target));
            } else if !row.has(at, &target) {
                self.leave(entity, row.kind, vec![name.clone()]);
            }
        }
        Ok(sets)
    }

    /// Whether a field stands as the act left it (undo), or as it was before the act (redo).
    fn stands(
        &mut self,
        conn: &Connection,
        op_no: i64,
        entity: EntityId,
        name: &str,
        field: &FieldWrite,
        register: Option<Stamp>,
    ) -> Result<bool> {
        // The usual case, answered without reading further ops.
        if let Some(stamp) = register
            && (self.direction == Direction::Back && stamp.op_no == op_no
                || self.origins.walked(conn, stamp.op_no)? == Some(self.act.act))
        {
            return Ok(true);
        }
        let standing = match register {
            Some(stamp) => self.origins.origin(conn, stamp.op_no, entity, name)?,
            None => None,
        };
        if self.direction == Direction::Back {
            return Ok(standing == Some(op_no));
        }
        let base = field.base.map(|base| self.origins.number(conn, base)).transpose()?.flatten();
        let before = base.map(|base| self.origins.origin(conn, base, entity, name)).transpose()?.flatten();
        Ok(standing == before)
    }

    fn leave(&mut self, entity: EntityId, kind: Kind, fields: Vec<String>) {
        self.left_alone.extend(fields.into_iter().map(|field| LeftAlone { entity, kind, field }));
    }
}
