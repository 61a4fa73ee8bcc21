//! S3: a new desk takes in a long record that lies in a folder, against a plain log of the same bytes.

use std::time::Duration;

use keepalive_domain::header::chain_hash;
use keepalive_hub_folder::FolderHub;
use keepalive_seal::SpaceKey;
use keepalive_store::Store;
use keepalive_sync::{Carrying, Desk as _, Held, Point, Run, Shelf as _, Span, exchange};
use rusqlite::{Connection, params};

use super::desks::{acts, bytes_below, shared_folder};
use super::number;
use crate::durations::milliseconds;
use crate::figures::{Outcome, Ratio};
use crate::pairs::{Pairs, Timed, interleave, timed};
use crate::workshop::{Workshop, open};
use crate::{clinic, plain_database, wal_index};

/// What an op may take in the database (docs/sharing.md's design).
const MOST_BYTES: f64 = 700.0;

/// How fast ops have to be applied (the same).
const FEWEST_OPS_A_SECOND: f64 = 30_000.0;

/// From here on a pair takes minutes, and what is asked is whether a limit of a minute and a half is passed.
const LONG: usize = 1_000_000;

/// Pairs of a long record.
const LONG_PAIRS: usize = 3;

/// How long the first exchange may take: 10 s for 100,000 ops, 90 s for a million (the same).
fn limit(ops: usize) -> Duration {
    Duration::from_secs(if ops < LONG { 10 } else { 90 })
}

/// The log as a desk that did nothing else would keep it.
const PLAIN_LOG: &str =
    "CREATE TABLE op (op BLOB NOT NULL UNIQUE, header BLOB NOT NULL, body BLOB, hash BLOB NOT NULL)";

/// A record of any length, and the folder that it lies in.
struct Record {
    store: Store,
    folder: std::path::PathBuf,
    key: SpaceKey,
    piece: Held,
    digest: String,
}

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let record = Record::made(workshop)?;
    let ops = record.store.ops()?;
    let (mut exchanges, mut applied) = (Pairs::default(), Pairs::default());
    let against_plain = interleave(
        if workshop.first_sync_ops < LONG { workshop.pairs } else { LONG_PAIRS },
        &mut |nth| {
            let took = record.fetched(workshop, &format!("fetched-{nth}.db"))?;
            if nth > 0 {
                exchanges.push(took.took, limit(workshop.first_sync_ops));
            }
            // What travels and how it is sealed left out: the ops alone, as the log keeps them.
            let taken = record.taken(workshop, &format!("taken-{nth}.db"))?;
            if nth > 0 {
                applied.push_ms(milliseconds(taken.took), number(ops) / FEWEST_OPS_A_SECOND * 1e3);
            }
            anyhow::ensure!(took.value == taken.value, "two desks hold different records");
            Ok(taken)
        },
        &mut |nth| record.kept_plain(workshop, &format!("plain-{nth}.db")),
        |ours, peer| if ours == peer { Ok(()) } else { Err(format!("{ours:?} and {peer:?}")) },
    )?;
    let (mut in_the_database, mut in_the_folder) = (Pairs::default(), Pairs::default());
    let path = record.store.path().to_owned();
    let travels = number(bytes_below(&record.folder)?);
    // While it is open: closed, it has no WAL whose index could say that all is written back.
    wal_index::settle(&path)?;
    drop(record);
    in_the_database.push_ms(number(std::fs::metadata(&path)?.len()) / number(ops), MOST_BYTES);
    in_the_folder.push_ms(travels / number(ops), MOST_BYTES);

    let row = |ours: &str, peer: &str, target, pairs| {
        let ours = ours.replace("OPS", &ops.to_string());
        Outcome::Measured(Ratio { figure: "S3", ours, peer: peer.to_owned(), target, pairs })
    };
    let at_most = format!("{} s", limit(workshop.first_sync_ops).as_secs());
    Ok(vec![
        row("OPS ops fetched from a folder and applied", &at_most, Some(1.0), exchanges),
        row("OPS ops applied", "30,000 a second", Some(1.0), applied),
        row("OPS ops applied", "kept in a plain table and not applied", None, against_plain),
        row("bytes an op in the database (not ms)", "700 bytes", Some(1.0), in_the_database),
        row("bytes an op in the folder (not ms)", "700 bytes", None, in_the_folder),
    ])
}

impl Record {
    /// Written at one desk, and left in a folder.
    fn made(workshop: &Workshop) -> anyhow::Result<Self> {
        let (store, folder) = (workshop.store("record.db")?, shared_folder(workshop, "first-sync")?);
        clinic::found(&store, clinic::day(2024, 1, 8)?)?;
        acts(&store, workshop.first_sync_ops)?;
        let space = store.read(|read| read.space())?;
        let space = anyhow::Context::context(space, "a clinic has a space")?;
        let key = SpaceKey::new()?;
        let mut hub = FolderHub::begin(&folder, space, key.clone())?;
        let sent = exchange(&store, &mut hub, Carrying::Own).map_err(|error| anyhow::anyhow!("{error}"))?;
        anyhow::ensure!(sent.sent == store.ops()?, "{} of {} ops were sent", sent.sent, store.ops()?);
        let held = store.held()?;
        let [piece] = held.as_slice() else { anyhow::bail!("{} pieces instead of one", held.len()) };
        let (piece, digest) = (*piece, store.digest()?);
        Ok(Self { store, folder, key, piece, digest })
    }

    /// A new desk that fetches everything from the folder; where its log ends.
    fn fetched(&self, workshop: &Workshop, name: &str) -> anyhow::Result<Timed<Point>> {
        let (desk, space) = (self.new_desk(workshop, name)?, self.piece.piece.key.space);
        let took = timed(|| {
            let mut hub = FolderHub::open(&self.folder, space, self.key.clone())?;
            exchange(&desk, &mut hub, Carrying::Own).map_err(|error| anyhow::anyhow!("{error}"))
        })?
        .took;
        Ok(Timed { value: self.ends(desk)?, took })
    }

    /// A new desk that is handed everything run by run; where its log ends. Only the taking in is measured.
    fn taken(&self, workshop: &Workshop, name: &str) -> anyhow::Result<Timed<Point>> {
        let desk = self.new_desk(workshop, name)?;
        let mut took = Duration::ZERO;
        self.each_run(|run| {
            took += timed(|| Ok(desk.take_runs(vec![run])?))?.took;
            Ok(())
        })?;
        Ok(Timed { value: self.ends(desk)?, took })
    }

    /// A plain table that is handed everything run by run, one transaction each; where the log in it ends, read back.
    fn kept_plain(&self, workshop: &Workshop, name: &str) -> anyhow::Result<Timed<Point>> {
        let path = workshop.path(name);
        let mut conn = plain_database::open(&path)?;
        conn.execute_batch(PLAIN_LOG)?;
        let mut took = Duration::ZERO;
        let mut at = Point::ORIGIN;
        self.each_run(|run| {
            let done = timed(|| keep(&mut conn, &run, at))?;
            took += done.took;
            at = done.value;
            Ok(plain_database::write_back(&conn)?)
        })?;
        let mut end = Point::ORIGIN;
        let mut statement = conn.prepare("SELECT header FROM op ORDER BY rowid")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let header: Vec<u8> = row.get(0)?;
            end = Point::at(end.seq + 1, chain_hash(end.hash.as_ref().map(<[u8; 32]>::as_slice), &header));
        }
        drop(rows);
        drop(statement);
        drop(conn);
        take_away(&path)?;
        Ok(Timed { value: end, took })
    }

    fn new_desk(&self, workshop: &Workshop, name: &str) -> anyhow::Result<Store> {
        let (desk, space) = (open(&workshop.path(name))?, self.piece.piece.key.space);
        desk.write(move |write| write.join_space(space))?;
        Ok(desk)
    }

    /// Where the desk's log of the record ends; it holds the same record. The desk is thrown away.
    fn ends(&self, desk: Store) -> anyhow::Result<Point> {
        anyhow::ensure!(desk.digest()? == self.digest, "the new desk holds another record");
        let held = desk.held()?;
        let there = held.iter().find(|held| held.piece.key == self.piece.piece.key);
        let end = anyhow::Context::context(there, "the new desk does not hold the stream")?.piece.end;
        let path = desk.path().to_owned();
        drop(desk);
        take_away(&path)?;
        Ok(end)
    }

    fn each_run(&self, mut each: impl FnMut(Run) -> anyhow::Result<()>) -> anyhow::Result<()> {
        let (no, upto) = (self.piece.no, self.piece.piece.end.seq);
        let mut after = 0;
        while after < upto {
            let run = self.store.run(Span { no, after, upto })?;
            after = run.piece().end.seq;
            each(run)?;
        }
        Ok(())
    }
}

/// Keeps a run as it is; where its log ends then.
fn keep(conn: &mut Connection, run: &Run, mut at: Point) -> anyhow::Result<Point> {
    let tx = conn.transaction()?;
    {
        let mut insert =
            tx.prepare_cached("INSERT INTO op (op, header, body, hash) VALUES (?1, ?2, ?3, ?4)")?;
        for item in &run.items {
            let hash = chain_hash(at.hash.as_ref().map(<[u8; 32]>::as_slice), &item.header);
            at = Point::at(at.seq + 1, hash);
            // The first half of the hash stands for the op's identity: as long, as random.
            insert.execute(params![hash.get(..16), item.header, item.body, hash.as_slice()])?;
        }
    }
    tx.commit()?;
    Ok(at)
}

/// Removes a database with everything beside it: there is not room for many of them.
fn take_away(path: &std::path::Path) -> anyhow::Result<()> {
    for ending in ["", "-wal", "-shm", ".lock"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}
