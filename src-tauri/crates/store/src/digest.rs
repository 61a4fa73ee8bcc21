//! The state digest: a hash over all registers, sorted.
//!
//! It covers every (kind, thing, field, clock, op, value) and nothing that depends on this file, so two
//! databases with the same ops have the same digest, whatever way the ops came.

use std::collections::BTreeMap;

use keepalive_domain::schema::Kind;
use rusqlite::Connection;

use crate::apply::{Extra, Row, Session, Stamp, unreadable};
use crate::entity::EntityNo;
use crate::error::Result;
use crate::tables::Layout;

/// The digest, in hexadecimal.
pub(crate) fn digest(conn: &Connection) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    let mut session = Session::new(conn);
    let mut kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let others = other_kinds(conn)?;
    kinds.extend(others.iter().map(String::as_str));
    kinds.sort_unstable();
    for name in kinds {
        match Kind::from_name(name) {
            Some(kind) => hash_kind(&mut hasher, &mut session, kind)?,
            None => hash_other(&mut hasher, &mut session, name)?,
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

fn hash_kind(hasher: &mut blake3::Hasher, session: &mut Session<'_>, kind: Kind) -> Result<()> {
    let layout = Layout::of(kind);
    let conn = session.conn;
    let mut statement =
        conn.prepare(&format!("SELECT t.no FROM {kind} t JOIN entity e ON e.no = t.no ORDER BY e.id"))?;
    let mut rows = statement.query([])?;
    while let Some(stored) = rows.next()? {
        let no: EntityNo = stored.get(0)?;
        let row = Row::load(session, kind, no, layout.all())?;
        let mut registers: BTreeMap<&str, (String, Stamp)> = BTreeMap::new();
        for (at, field) in layout.fields.iter().enumerate() {
            if let Some(stamp) = row.register(at) {
                registers.insert(field.name, (row.value(at).to_json().to_string(), stamp));
            }
        }
        for (field, value, stamp) in row.extra.iter() {
            registers.insert(field, (value.to_string(), stamp));
        }
        hash_registers(hasher, session, kind.name(), no, registers)?;
    }
    Ok(())
}

fn hash_other(hasher: &mut blake3::Hasher, session: &mut Session<'_>, kind: &str) -> Result<()> {
    let conn = session.conn;
    let mut statement = conn.prepare(
        "SELECT o.no, o.registers FROM other_thing o JOIN entity e ON e.no = o.no WHERE o.kind = ? ORDER BY e.id",
    )?;
    let mut rows = statement.query([kind])?;
    while let Some(stored) = rows.next()? {
        let text: String = stored.get(1)?;
        let extra = Extra::decode(&text).ok_or_else(|| unreadable(0, "kept registers are damaged"))?;
        let registers =
            extra.iter().map(|(field, value, stamp)| (field, (value.to_string(), stamp))).collect();
        hash_registers(hasher, session, kind, stored.get(0)?, registers)?;
    }
    Ok(())
}

fn hash_registers(
    hasher: &mut blake3::Hasher,
    session: &mut Session<'_>,
    kind: &str,
    no: EntityNo,
    registers: BTreeMap<&str, (String, Stamp)>,
) -> Result<()> {
    let id = session.id_of(no)?;
    for (field, (value, stamp)) in registers {
        let op_id = session.op_id(stamp.op_no)?;
        hash_text(hasher, kind);
        hasher.update(id.bytes());
        hash_text(hasher, field);
        hasher.update(&stamp.hlc.raw().to_be_bytes());
        hasher.update(op_id.bytes());
        hash_text(hasher, &value);
    }
    Ok(())
}

/// With its length before it, so that no two texts run together.
fn hash_text(hasher: &mut blake3::Hasher, text: &str) {
    hasher.update(&(text.len() as u64).to_be_bytes());
    hasher.update(text.as_bytes());
}

fn other_kinds(conn: &Connection) -> Result<Vec<String>> {
    let mut statement = conn.prepare("SELECT DISTINCT kind FROM other_thing")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
