//! Runs as rows.

use keepalive_domain::header::Header;
use keepalive_domain::ids::StreamId;
use keepalive_domain::ops::{Body, OpKind};
use keepalive_seal::seal_item;
use keepalive_sync::{Item, Point, Pushed, Run};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};
use uuid::Uuid;

use crate::error::{PostgresError, code};
use crate::hub::{PostgresHub, read};

/// Bytes of ops after which a statement ends that sends them. Over a slow way each is answered before the next goes: what
/// the system takes from this program to send it later is silence here.
const SENT_BYTES: usize = 512 * 1024;

const OPEN: &str = "INSERT INTO keepalive.stream (stream, space, device, carries) VALUES ($1, $2, $3, $4)
                    ON CONFLICT DO NOTHING";

/// The head of a stream, whose it is, and the hash there at the place where a run ends or the head stands.
const HEAD: &str = "SELECT s.head_seq, s.login::text, s.login = session_user AS mine, o.hash
                      FROM keepalive.stream s
                      LEFT JOIN keepalive.op o ON o.stream = s.stream AND o.seq = least(s.head_seq, $2)
                     WHERE s.stream = $1";

const APPEND: &str = "INSERT INTO keepalive.op (stream, seq, space, op, prev, hash, header, body)
                      SELECT $1, c.seq, $2, c.op, c.prev, c.hash, c.header, c.body
                        FROM unnest($3::bigint[], $4::uuid[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[])
                          AS c (seq, op, prev, hash, header, body)
                       ORDER BY c.seq";

/// Appends a run, or what of it is not there yet, in portions of which each stands whole or not at all; what a redaction
/// names is emptied with it.
pub(crate) fn push(hub: &mut PostgresHub, run: &Run) -> Result<Pushed, PostgresError> {
    let stream = run.key.stream;
    if run.key.space != hub.space {
        return Err(PostgresError::Refused {
            attempted: "keep ops",
            server: hub.session.server.name(),
            detail: format!("they are of another clinic ({})", run.key.space),
        });
    }
    let end = run.piece().end;
    // Twice: whoever else writes with this desk's login has got there in between, and then it stands there.
    for _ in 0..2 {
        let head = head(hub, run, end)?;
        if !head.mine {
            return Err(PostgresError::OthersStream { stream, login: head.login });
        }
        if !head.is_on(run) {
            return Ok(Pushed::Refused);
        }
        if head.seq >= end.seq || append(hub, run, head.seq)? {
            return Ok(Pushed::Kept);
        }
    }
    Ok(Pushed::Refused)
}

/// What stands in a stream.
struct Head {
    seq: i64,
    mine: bool,
    login: String,
    /// The hash at the place that the run and the stream both have, the furthest of them.
    shared: Option<Vec<u8>>,
}

impl Head {
    /// Whether a run goes on where this stream is, or stands in it already.
    fn is_on(&self, run: &Run) -> bool {
        if self.seq < run.after.seq {
            return false;
        }
        let points = std::iter::once(run.after).chain(run.points());
        let shared = points.take_while(|point| point.seq <= self.seq).last();
        shared.is_some_and(|point| point.hash.as_ref().map(<[u8; 32]>::as_slice) == self.shared.as_deref())
    }
}

/// Opens a run's stream where it does not stand, and looks what is in it.
fn head(hub: &mut PostgresHub, run: &Run, end: Point) -> Result<Head, PostgresError> {
    let stream: Uuid = run.key.stream.uuid();
    let (space, device) = (hub.space.uuid(), run.device.uuid());
    let carries = run.role == keepalive_sync::Role::Carry;
    let row = hub.session.ask("look where a stream ends", async |client| {
        if let Some(row) = client.query_opt(HEAD, &[&stream, &end.seq]).await? {
            return Ok(row);
        }
        client.execute(OPEN, &[&stream, &space, &device, &carries]).await?;
        client.query_one(HEAD, &[&stream, &end.seq]).await
    })?;
    read(&hub.session, || {
        Ok(Head {
            seq: row.try_get("head_seq")?,
            mine: row.try_get("mine")?,
            login: row.try_get("login")?,
            shared: row.try_get("hash")?,
        })
    })
}

/// Rows in columns, as they are sent by one statement.
#[derive(Default)]
struct Columns {
    bytes: usize,
    seqs: Vec<i64>,
    ops: Vec<Uuid>,
    prevs: Vec<Option<Vec<u8>>>,
    hashes: Vec<Vec<u8>>,
    headers: Vec<Vec<u8>>,
    bodies: Vec<Option<Vec<u8>>>,
    /// Ops that redactions among them name.
    emptied: Vec<Uuid>,
}

impl Columns {
    /// What of a run stands after `head`, in portions. What empties others goes alone: its transaction is more than one
    /// statement, and keeps everybody waiting until its last byte has come.
    fn of(hub: &PostgresHub, run: &Run, head: i64) -> Result<Vec<Self>, PostgresError> {
        let mut portions: Vec<Self> = Vec::new();
        let mut before = run.after;
        for (item, point) in run.items.iter().zip(run.points()) {
            let follows = std::mem::replace(&mut before, point);
            if point.seq <= head {
                continue;
            }
            let signed = run.signed.iter().find(|signed| signed.seq == point.seq);
            let sealed = seal_item(&hub.key, run.key, point.seq, item, signed)?;
            let (op, emptied) = named(item);
            let is_full = |last: &Self| last.bytes >= SENT_BYTES || !last.emptied.is_empty();
            if !emptied.is_empty() || portions.last().is_none_or(is_full) {
                portions.push(Self::default());
            }
            let Some(columns) = portions.last_mut() else { continue };
            columns.bytes += sealed.header.len() + sealed.body.as_ref().map_or(0, Vec::len);
            columns.seqs.push(point.seq);
            columns.ops.push(op);
            columns.prevs.push(follows.hash.map(|hash| hash.to_vec()));
            columns.hashes.push(point.hash.unwrap_or_default().to_vec());
            columns.headers.push(sealed.header);
            columns.bodies.push(sealed.body);
            columns.emptied.extend(emptied);
        }
        Ok(portions)
    }
}

/// Which op it is, and which ops it empties. One whose header this version cannot read has no identity here: it cannot
/// be named by a redaction of this version either.
fn named(item: &Item) -> (Uuid, Vec<Uuid>) {
    let Ok(header) = serde_json::from_slice::<Header>(&item.header) else {
        return (Uuid::nil(), Vec::new());
    };
    let body = item.body.as_deref().filter(|_| header.kind == OpKind::Redaction.word());
    let emptied = body
        .and_then(|body| serde_json::from_slice::<Body>(body).ok())
        .map(|body| body.emptied.iter().map(|op| op.uuid()).collect());
    (header.op.uuid(), emptied.unwrap_or_default())
}

/// Appends what stands after `head`. `false` where the engine finds another head now.
fn append(hub: &mut PostgresHub, run: &Run, head: i64) -> Result<bool, PostgresError> {
    let (stream, space) = (run.key.stream, hub.space);
    for columns in Columns::of(hub, run, head)? {
        let appended = hub.session.ask("send ops", async |client| {
            match in_one(client, stream, space.uuid(), &columns).await {
                Ok(()) => Ok(true),
                Err(error) if found_another_head(&error) => Ok(false),
                Err(error) => Err(error),
            }
        })?;
        if !appended {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Appends one portion: all of it or nothing.
async fn in_one(client: &mut Client, stream: StreamId, space: Uuid, columns: &Columns) -> Result<(), Error> {
    let Columns { seqs, ops, prevs, hashes, headers, bodies, emptied, .. } = columns;
    let stream = stream.uuid();
    let rows: [(&(dyn ToSql + Sync), Type); 8] = [
        (&stream, Type::UUID),
        (&space, Type::UUID),
        (seqs, Type::INT8_ARRAY),
        (ops, Type::UUID_ARRAY),
        (prevs, Type::BYTEA_ARRAY),
        (hashes, Type::BYTEA_ARRAY),
        (headers, Type::BYTEA_ARRAY),
        (bodies, Type::BYTEA_ARRAY),
    ];
    if emptied.is_empty() {
        // A statement of its own, of which the server does nothing before all has come and everything once it has:
        // where the way falls silent in it, nothing stays locked.
        return client.execute_typed(APPEND, &rows).await.map(drop);
    }
    let transaction = client.transaction().await?;
    let named: [(&(dyn ToSql + Sync), Type); 1] = [(emptied, Type::UUID_ARRAY)];
    transaction.execute_typed("SELECT keepalive.empty_ops($1)", &named).await?;
    transaction.execute_typed(APPEND, &rows).await?;
    transaction.commit().await
}

fn found_another_head(error: &Error) -> bool {
    let found = [code::HOLE, code::OTHER_CHAIN, code::STANDS_ALREADY];
    error.code().is_some_and(|told| found.contains(&told.code()))
}
