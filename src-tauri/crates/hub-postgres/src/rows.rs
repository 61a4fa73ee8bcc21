//! Runs as rows, and back.

use keepalive_domain::header::Header;
use keepalive_domain::ids::{DeviceId, StreamId};
use keepalive_domain::ops::{Body, OpKind};
use keepalive_seal::{SealedItem, open_item, seal_item};
use keepalive_sync::{Ask, Item, MOST_OPS_PER_RUN, Point, Pushed, Run};
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Error};
use uuid::Uuid;

use crate::error::{PostgresError, code};
use crate::hub::{PostgresHub, read};

/// Bytes after which an answer ends: one op of it may be large, an answer of such would not fit into memory.
const ANSWER_BYTES: i64 = 4 * 1024 * 1024;

/// Of each stream the ops after the furthest of the points that the desk knows and that stands on its chain.
const PULL: &str = include_str!("pull.sql");

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

/// The first questions, as many as one answer holds in all likelihood; at least one.
pub(crate) fn in_one_answer(asks: &[Ask]) -> &[Ask] {
    let mut ops = 0;
    let fits = asks.iter().take_while(|ask| {
        ops += ask.ops();
        ops <= MOST_OPS_PER_RUN as u64
    });
    let fits = fits.count().max(1).min(asks.len());
    asks.get(..fits).unwrap_or_default()
}

/// One answer to questions: to all of them, or to the first, where it ends before the last. The last that is answered may
/// not be answered to its end.
pub(crate) fn pull(hub: &mut PostgresHub, asks: &[Ask]) -> Result<Vec<Vec<Run>>, PostgresError> {
    let asked = Asked::of(asks);
    let Asked { streams, uptos, nths, seqs, hashes } = &asked;
    let most = i64::try_from(MOST_OPS_PER_RUN).unwrap_or(i64::MAX);
    let by: [(&(dyn ToSql + Sync), Type); 7] = [
        (streams, Type::UUID_ARRAY),
        (uptos, Type::INT8_ARRAY),
        (nths, Type::INT8_ARRAY),
        (seqs, Type::INT8_ARRAY),
        (hashes, Type::BYTEA_ARRAY),
        (&most, Type::INT8),
        (&ANSWER_BYTES, Type::INT8),
    ];
    let rows = hub.session.rows("fetch ops", PULL, &by)?;
    let mut answers: Vec<Vec<Run>> = Vec::with_capacity(asks.len());
    let mut whole = false;
    for row in rows {
        let place = read(&hub.session, || Place::of(&row))?;
        let Some(of) = asks.get(place.nth).map(|ask| ask.of) else { continue };
        // Those in between had nothing.
        if answers.len() <= place.nth {
            answers.resize_with(place.nth + 1, Vec::new);
            whole = false;
        }
        // What will not open is passed over, as a file that is not whole: what follows it may be sound all the same.
        let Some((item, signed)) = open_item(&hub.key, of.key, place.seq, &place.sealed) else {
            tracing::warn!(stream = %of.key.stream, seq = place.seq, "an op at the hub does not open");
            whole = false;
            continue;
        };
        let Some(runs) = answers.last_mut() else { continue };
        match runs.last_mut() {
            Some(run) if whole => run.items.push(item),
            _ => runs.push(Run {
                key: of.key,
                role: of.role,
                device: place.device,
                after: Point { seq: place.seq - 1, hash: place.prev },
                items: vec![item],
                signed: Vec::new(),
            }),
        }
        if let (Some(run), Some(signed)) = (runs.last_mut(), signed) {
            run.signed.push(signed);
        }
        whole = true;
    }
    if answers.is_empty() {
        // An answer that holds nothing did not end early.
        answers.resize_with(asks.len(), Vec::new);
    }
    Ok(answers)
}

/// Questions in columns, as they are sent.
#[derive(Default)]
struct Asked<'a> {
    streams: Vec<Uuid>,
    /// Where to stop in each.
    uptos: Vec<i64>,
    /// Points that the desk knows: of which question, counted from 1, place and hash.
    nths: Vec<i64>,
    seqs: Vec<i64>,
    hashes: Vec<Option<&'a [u8]>>,
}

impl<'a> Asked<'a> {
    fn of(asks: &'a [Ask]) -> Self {
        let mut asked = Self::default();
        for (nth, ask) in (1..).zip(asks) {
            asked.streams.push(ask.of.key.stream.uuid());
            asked.uptos.push(ask.upto.seq);
            for point in &ask.known {
                asked.nths.push(nth);
                asked.seqs.push(point.seq);
                asked.hashes.push(point.hash.as_ref().map(<[u8; 32]>::as_slice));
            }
        }
        asked
    }
}

/// One row as it stands.
struct Place {
    /// Which question it answers, counted from 0.
    nth: usize,
    seq: i64,
    device: DeviceId,
    prev: Option<[u8; 32]>,
    sealed: SealedItem,
}

impl Place {
    fn of(row: &tokio_postgres::Row) -> Result<Self, Error> {
        let prev: Option<&[u8]> = row.try_get("prev")?;
        let nth: i64 = row.try_get("nth")?;
        Ok(Self {
            nth: usize::try_from(nth - 1).unwrap_or(usize::MAX),
            seq: row.try_get("seq")?,
            device: DeviceId::from_uuid(row.try_get("device")?),
            prev: prev.and_then(|hash| hash.try_into().ok()),
            sealed: SealedItem { header: row.try_get("header")?, body: row.try_get("body")? },
        })
    }
}

/// Appends a run, or what of it is not there yet, and empties what a redaction in it names: all of it or nothing.
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

/// Rows in columns, as they are sent.
#[derive(Default)]
struct Columns {
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
    /// What of a run stands after `head`.
    fn of(hub: &PostgresHub, run: &Run, head: i64) -> Result<Self, PostgresError> {
        let mut columns = Self::default();
        let mut before = run.after;
        for (item, point) in run.items.iter().zip(run.points()) {
            let follows = std::mem::replace(&mut before, point);
            if point.seq <= head {
                continue;
            }
            let signed = run.signed.iter().find(|signed| signed.seq == point.seq);
            let sealed = seal_item(&hub.key, run.key, point.seq, item, signed)?;
            let (op, emptied) = named(item);
            columns.seqs.push(point.seq);
            columns.ops.push(op);
            columns.prevs.push(follows.hash.map(|hash| hash.to_vec()));
            columns.hashes.push(point.hash.unwrap_or_default().to_vec());
            columns.headers.push(sealed.header);
            columns.bodies.push(sealed.body);
            columns.emptied.extend(emptied);
        }
        Ok(columns)
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
    let columns = Columns::of(hub, run, head)?;
    let (stream, space) = (run.key.stream, hub.space);
    hub.session.ask("send ops", async |client| match in_one(client, stream, space.uuid(), &columns).await {
        Ok(()) => Ok(true),
        Err(error) if found_another_head(&error) => Ok(false),
        Err(error) => Err(error),
    })
}

async fn in_one(client: &mut Client, stream: StreamId, space: Uuid, columns: &Columns) -> Result<(), Error> {
    let transaction = client.transaction().await?;
    let Columns { seqs, ops, prevs, hashes, headers, bodies, emptied } = columns;
    if !emptied.is_empty() {
        transaction.execute("SELECT keepalive.empty_ops($1)", &[emptied]).await?;
    }
    let stream = stream.uuid();
    transaction.execute(APPEND, &[&stream, &space, seqs, ops, prevs, hashes, headers, bodies]).await?;
    transaction.commit().await
}

fn found_another_head(error: &Error) -> bool {
    let found = [code::HOLE, code::OTHER_CHAIN, code::STANDS_ALREADY];
    error.code().is_some_and(|told| found.contains(&told.code()))
}
