//! Runs taken in.

use keepalive_domain::hlc::Hlc;
use keepalive_domain::ids::DeviceId;
use keepalive_domain::ops::OpKind;
use keepalive_domain::schema::Kind;
use keepalive_sync::{
    Arrival, Point, Reason, Role, Run, StreamKey, Taken, Verdict, carried_hash, check, set_aside,
    tells_of_a_restore,
};
use rusqlite::{OptionalExtension, params};

use super::aside::{self, UnvouchedOps};
use super::{bodies, rows};
use crate::apply::Session;
use crate::error::Result;
use crate::log::insert_op;
use crate::rebuild;
use crate::write::{Write, apply_arrived};

impl Write<'_> {
    /// Takes runs in, in their order: sound ops are stored whatever their position and applied, those known by their id are
    /// passed over, the rest is kept aside. `true` beside it if ops lost their body to a redaction that came with them: their
    /// bytes are to be cleared from the file.
    ///
    /// # Errors
    /// From SQLite, or a damaged table here; nothing of the runs is taken then.
    pub(crate) fn take_runs(&mut self, runs: Vec<Run>) -> Result<(Vec<Taken>, bool)> {
        let mut emptied = false;
        let taken =
            runs.into_iter().map(|run| self.take_run(run, &mut emptied)).collect::<Result<Vec<_>>>()?;
        let emptied = self.has_taken(taken.iter().map(|taken| taken.filled).sum(), emptied)?;
        Ok((taken, emptied))
    }

    fn take_run(&mut self, run: Run, emptied: &mut bool) -> Result<Taken> {
        let Run { key, role, device, .. } = run;
        let signed = run.signed.last().copied().zip(run.points().last());
        let mut taken = Taken::default();
        for verdict in check(run) {
            match verdict {
                Verdict::Sound(arrival) => {
                    let place = (role == Role::Carry).then_some((arrival.follows, arrival.place));
                    aside::settle(self.read().conn(), arrival.header.op, key, arrival.place.seq)?;
                    let op_no = self.arrive(*arrival, &mut taken, emptied)?;
                    if let Some((follows, place)) = place {
                        self.note_carried(key, device, follows, place, op_no)?;
                    }
                }
                Verdict::Aside(set_aside) => {
                    let kept = aside::keep(self.read().conn(), &set_aside, self.now_ms())?;
                    taken.aside += u64::from(kept);
                }
            }
        }
        if let Some((signed, end)) = signed.filter(|(signed, end)| signed.seq == end.seq) {
            rows::keep_signature(self.read().conn(), key, end, &signed)?;
        }
        Ok(taken)
    }

    /// Keeps the ops of a run aside because nobody vouches for them. How many were not kept before.
    ///
    /// # Errors
    /// From SQLite.
    pub(crate) fn keep_aside(&mut self, run: Run, why: Reason) -> Result<u64> {
        let mut kept = 0;
        for aside in set_aside(run, why) {
            kept += u64::from(aside::keep(self.read().conn(), &aside, self.now_ms())?);
        }
        Ok(kept)
    }

    /// Lets in what is kept aside as these ops because nobody vouches for it, and carries it: this desk vouches for it from now
    /// on. How many ops that were, and whether ops lost their body.
    ///
    /// # Errors
    /// From SQLite; then nothing was let in.
    pub(crate) fn let_in(&mut self, kept: &UnvouchedOps) -> Result<(u64, bool)> {
        let (mut taken, mut emptied) = (Taken::default(), false);
        let mut ops = Vec::new();
        for arrival in aside::sound_of(self.read().conn(), kept)? {
            let (op, written) = (arrival.header.op, arrival.header.stream);
            let key = StreamKey { space: arrival.header.space, stream: written };
            let seq = arrival.header.seq;
            ops.push(self.arrive(arrival, &mut taken, &mut emptied)?);
            aside::settle(self.read().conn(), op, key, seq)?;
        }
        self.carry(&ops)?;
        let emptied = self.has_taken(taken.filled, emptied)?;
        Ok((taken.new, emptied))
    }

    /// After ops were taken in, of which so many got the body they came without, and some may have lost theirs: what these had
    /// set is gone, and what they had hidden stands again. Whether any lost it; a redaction that got its own body says only now
    /// which.
    pub(super) fn has_taken(&mut self, filled: u64, mut emptied: bool) -> Result<bool> {
        if emptied || filled > 0 {
            emptied |= self.builds_again()?;
        }
        if emptied {
            self.owe_clearing()?;
        }
        self.settle()?;
        Ok(emptied)
    }

    /// Builds everything derived again within this write. Whether redactions named ops that still had their body.
    fn builds_again(&mut self) -> Result<bool> {
        let conn = self.read().conn();
        rebuild::rebuild(conn)?;
        let emptied = empty_named(conn)?;
        if emptied {
            rebuild::rebuild(conn)?;
        }
        self.session = Session::new(self.read().conn);
        self.session.changed.extend(Kind::ALL);
        Ok(emptied)
    }

    /// Stores and applies an op unless it is here; its number here.
    pub(super) fn arrive(&mut self, arrival: Arrival, taken: &mut Taken, emptied: &mut bool) -> Result<i64> {
        let conn = self.read().conn;
        let Arrival { header, item, before, hash, .. } = arrival;
        let known = conn
            .prepare_cached("SELECT op_no, body IS NULL FROM op WHERE op_id = ?")?
            .query_row([header.op.bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((op_no, is_empty)) = known {
            taken.known += 1;
            if let Some(body) = item.body.as_ref().filter(|_| is_empty) {
                taken.filled += u64::from(bodies::fill(conn, header.op, &item.header, body)?);
            }
            return Ok(op_no);
        }
        if tells_of_a_restore(self.stream.key(), &header) {
            self.stream.go_on_in_another(conn, self.world)?;
            taken.restored = true;
        }
        let written = StreamKey { space: header.space, stream: header.stream };
        let stream_no = rows::row_after(conn, written, Role::Log, header.device, before, &hash)?;
        let redacted = is_emptied(conn, &header.op)?;
        let body = item.body.as_deref().filter(|_| !redacted);
        let op_no = insert_op(conn, stream_no, &header, &item.header, body, before.hash.as_ref(), &hash)?;
        rows::ends_at(conn, stream_no, Point::at(header.seq, hash))?;
        self.stream.hear(Hlc::from_raw(header.hlc), self.world.now_ms());
        apply_arrived(&mut self.session, (op_no, stream_no), &header, body)?;
        if header.kind == OpKind::Redaction.word() {
            *emptied |= empty_named(conn)?;
        }
        taken.new += 1;
        Ok(op_no)
    }

    /// Notes where a carried op stands.
    fn note_carried(
        &self,
        key: StreamKey,
        device: DeviceId,
        follows: Point,
        place: Point,
        op_no: i64,
    ) -> Result<()> {
        let conn = self.read().conn;
        if rows::piece_at(conn, key, place)?.is_some() {
            return Ok(());
        }
        // A place of our own stream that we do not know: we were restored, and go on in another one.
        self.carries_in_another(key)?;
        let Some(hash) = place.hash else { return Ok(()) };
        let stream_no = rows::row_after(conn, key, Role::Carry, device, follows, &hash)?;
        rows::put_carried(conn, stream_no, place, op_no)
    }

    /// Writes on in another stream than this one, where it writes in it.
    ///
    /// # Errors
    /// From SQLite.
    pub(crate) fn go_on_in_another(&mut self, key: StreamKey) -> Result<()> {
        if self.stream.key() == key {
            self.stream.go_on_in_another(self.read().conn, self.world)?;
            return self.stream.save(self.read().conn);
        }
        self.carries_in_another(key)
    }

    /// Opens another stream for what this installation carries, where it does so in this one.
    fn carries_in_another(&self, key: StreamKey) -> Result<()> {
        let conn = self.read().conn;
        if rows::carrying(conn)?.is_some_and(|(_, writing, _)| writing == key) {
            rows::open_carrying(conn, self.world, self.stream.key().space, self.stream.device())?;
        }
        Ok(())
    }

    /// Opens another stream for what this installation carries, where there is one of the installation before.
    ///
    /// # Errors
    /// From SQLite.
    pub(crate) fn carries_as(&self, device: DeviceId) -> Result<()> {
        let conn = self.read().conn;
        if rows::carrying(conn)?.is_some() {
            rows::open_carrying(conn, self.world, self.stream.key().space, device)?;
        }
        Ok(())
    }

    /// Carries all that stands here as written or carried by an installation: nobody takes its own word for it any more.
    ///
    /// # Errors
    /// From SQLite.
    pub fn carry_all_of(&mut self, device: DeviceId) -> Result<()> {
        let ops = rows::ops_of(self.read().conn, device)?;
        if ops.is_empty() { Ok(()) } else { self.carry(&ops) }
    }

    /// Puts ops into the stream of what this desk carries.
    ///
    /// # Errors
    /// From SQLite.
    pub(crate) fn carry(&mut self, ops: &[i64]) -> Result<()> {
        let conn = self.read().conn;
        let (stream_no, _, mut end) = match rows::carrying(conn)? {
            Some(found) => found,
            None => rows::open_carrying(conn, self.world, self.stream.key().space, self.stream.device())?,
        };
        for op_no in ops {
            let hash = conn
                .prepare_cached("SELECT hash FROM op WHERE op_no = ?")?
                .query_row([op_no], |row| row.get(0))?;
            end = Point::at(end.seq + 1, carried_hash(end.hash.as_ref(), &hash));
            rows::put_carried(conn, stream_no, end, *op_no)?;
        }
        Ok(())
    }
}

/// Whether a redaction that is here has named this op.
fn is_emptied(conn: &rusqlite::Connection, op: &keepalive_domain::ids::OpId) -> Result<bool> {
    Ok(conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM emptied WHERE op_id = ?)")?
        .query_row([op.bytes()], |row| row.get(0))?)
}

/// Empties the ops that redactions name, and what is kept aside as one of them. Whether there were any.
fn empty_named(conn: &rusqlite::Connection) -> Result<bool> {
    let aside = conn
        .prepare_cached(
            "UPDATE aside SET body = NULL WHERE body IS NOT NULL AND op_id IN (SELECT op_id FROM emptied)",
        )?
        .execute(params![])?;
    let emptied = conn
        .prepare_cached(
            "UPDATE op SET body = NULL
              WHERE body IS NOT NULL AND op_no IN (SELECT o.op_no FROM emptied e JOIN op o USING (op_id))",
        )?
        .execute(params![])?;
    Ok(emptied + aside > 0)
}
