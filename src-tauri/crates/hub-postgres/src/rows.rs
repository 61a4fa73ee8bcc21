//! Rows as runs.

use keepalive_domain::ids::DeviceId;
use keepalive_seal::{SealedItem, open_item};
use keepalive_sync::{Ask, MOST_OPS_PER_RUN, Point, Run};
use tokio_postgres::Error;
use tokio_postgres::types::{ToSql, Type};
use uuid::Uuid;

use crate::error::PostgresError;
use crate::hub::{PostgresHub, read};

/// Bytes after which an answer ends: one op of it may be large, an answer of such would not fit into memory.
const ANSWER_BYTES: i64 = 4 * 1024 * 1024;

/// Of each stream the ops after the furthest of the points that the desk knows and that stands on its chain.
const PULL: &str = include_str!("pull.sql");

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
