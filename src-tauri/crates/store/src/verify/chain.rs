//! The hash chain of every stream.

use keepalive_domain::ids::{ActId, DeviceId, EntityId, OpId};
use keepalive_sync::{Hash, carried_hash};
use rusqlite::{Connection, Row};

use super::{VerifyReport, VerifyStep};
use crate::error::Result;
use crate::log::{Header, chain_hash};

/// Follows every stream from its first op: no number missing, every hash right, every body the one its header
/// names, every column what the header says, and the stream's head where the last op is. No op stands outside them,
/// and what is carried follows likewise.
pub(super) fn check(
    conn: &Connection,
    report: &mut VerifyReport,
    mut progress: impl FnMut(u64),
) -> Result<()> {
    // A copy of the first format has no pieces: every row is a stream from its first op.
    let pieces: bool = conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM pragma_table_info('stream', 'live') WHERE name = 'carries')",
        [],
        |row| row.get(0),
    )?;
    let mut streams = conn.prepare(if pieces {
        "SELECT stream_no, have_seq, have_hash, from_seq, from_hash FROM live.stream
          WHERE carries = 0 ORDER BY stream_no"
    } else {
        "SELECT stream_no, have_seq, have_hash, 0, NULL FROM live.stream ORDER BY stream_no"
    })?;
    let mut ops = conn.prepare("SELECT * FROM live.op WHERE stream_no = ? ORDER BY seq")?;
    let mut rows = streams.query([])?;
    let mut done = 0;
    while let Some(stream) = rows.next()? {
        let stream_no: i64 = stream.get(0)?;
        let (mut seq, mut hash): (i64, Option<Vec<u8>>) = (stream.get(3)?, stream.get(4)?);
        let mut stored = ops.query([stream_no])?;
        while let Some(op) = stored.next()? {
            seq += 1;
            let expected = hash.take();
            let op_no: i64 = op.get("op_no")?;
            if let Some(detail) = fault(op, seq, expected.as_deref())? {
                report.fault(VerifyStep::Chain, format!("op {op_no} of stream {stream_no}: {detail}"));
            }
            // From here on the stored numbers count, or one fault would be told for every later op.
            seq = op.get("seq")?;
            hash = Some(op.get("hash")?);
            done += 1;
            progress(done);
        }
        let (have_seq, have_hash): (i64, Option<Vec<u8>>) = (stream.get(1)?, stream.get(2)?);
        if (have_seq, &have_hash) != (seq, &hash) {
            report.fault(VerifyStep::Chain, format!("stream {stream_no} ends at {seq}, not at {have_seq}"));
        }
    }
    if done < report.ops {
        report.fault(VerifyStep::Chain, format!("{} ops stand in no stream", report.ops - done));
    }
    if pieces { check_carried(conn, report) } else { Ok(()) }
}

/// Follows every stream of carried ops over the hashes of its places.
fn check_carried(conn: &Connection, report: &mut VerifyReport) -> Result<()> {
    let mut streams = conn.prepare(
        "SELECT stream_no, have_seq, have_hash, from_seq, from_hash FROM live.stream
          WHERE carries <> 0 ORDER BY stream_no",
    )?;
    let mut places = conn.prepare(
        "SELECT c.seq, c.hash, o.hash AS op_hash FROM live.carried c LEFT JOIN live.op o USING (op_no)
          WHERE c.stream_no = ? ORDER BY c.seq",
    )?;
    let mut rows = streams.query([])?;
    while let Some(stream) = rows.next()? {
        let stream_no: i64 = stream.get(0)?;
        let end: (i64, Option<Hash>) = (stream.get(1)?, stream.get(2)?);
        let mut at: (i64, Option<Hash>) = (stream.get(3)?, stream.get(4)?);
        let mut stored = places.query([stream_no])?;
        while let Some(place) = stored.next()? {
            let (seq, hash, op): (i64, Hash, Option<Hash>) = (place.get(0)?, place.get(1)?, place.get(2)?);
            let follows = seq == at.0 + 1 && op.is_some_and(|op| carried_hash(at.1.as_ref(), &op) == hash);
            if !follows {
                let detail = format!("place {seq} of stream {stream_no} does not follow the one before it");
                report.fault(VerifyStep::Chain, detail);
            }
            at = (seq, Some(hash));
        }
        if at != end {
            let detail = format!("stream {stream_no} ends at {}, not at {}", at.0, end.0);
            report.fault(VerifyStep::Chain, detail);
        }
    }
    Ok(())
}

/// What is wrong with an op, if anything.
fn fault(op: &Row<'_>, seq: i64, previous: Option<&[u8]>) -> Result<Option<&'static str>> {
    let header: Vec<u8> = op.get("header")?;
    let body: Option<Vec<u8>> = op.get("body")?;
    let prev_hash: Option<Vec<u8>> = op.get("prev_hash")?;
    Ok(if op.get::<_, i64>("seq")? != seq {
        Some("its predecessor is missing")
    } else if prev_hash.as_deref() != previous {
        Some("it does not follow the op before it")
    } else if chain_hash(previous, &header).as_slice() != op.get::<_, Vec<u8>>("hash")? {
        Some("its header was changed")
    } else if body.is_some_and(|body| blake3::hash(&body).as_bytes().as_slice() != stored_body_hash(op)) {
        Some("its body was changed")
    } else if !is_copy(op, &header)? {
        Some("its columns are not what its header says")
    } else {
        None
    })
}

fn stored_body_hash(op: &Row<'_>) -> Vec<u8> {
    op.get("body_hash").unwrap_or_default()
}

/// Whether the columns are copies of the header.
fn is_copy(op: &Row<'_>, bytes: &[u8]) -> Result<bool> {
    let Ok(header) = serde_json::from_slice::<Header>(bytes) else { return Ok(false) };
    let blob = |column: &str| op.get::<_, Option<Vec<u8>>>(column);
    Ok(blob("op_id")?.as_deref() == Some(OpId::bytes(&header.op).as_slice())
        && blob("act_id")?.as_deref() == Some(ActId::bytes(&header.act).as_slice())
        && blob("device_id")?.as_deref() == Some(DeviceId::bytes(&header.device).as_slice())
        && blob("user_id")?.as_deref() == header.user.as_ref().map(|id| EntityId::bytes(id).as_slice())
        && blob("entity_id")?.as_deref() == header.of.as_ref().map(|id| EntityId::bytes(id).as_slice())
        && blob("body_hash")?.map(|hash| hex(&hash)).as_deref() == Some(header.body.as_str())
        && op.get::<_, i64>("seq")? == header.seq
        && op.get::<_, i64>("hlc")? == header.hlc
        && op.get::<_, i64>("at_utc_ms")? == header.at
        && op.get::<_, i32>("tz_min")? == header.tz
        && op.get::<_, String>("app_ver")? == header.app
        && op.get::<_, String>("kind")? == header.kind
        && op.get::<_, u16>("kind_ver")? == header.ver
        && op.get::<_, u16>("min_reader")? == header.min)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
