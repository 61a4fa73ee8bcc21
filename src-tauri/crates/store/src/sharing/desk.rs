//! The store as the desk of an exchange.

use std::collections::BTreeMap;

use keepalive_domain::hlc::Hlc;
use keepalive_domain::ids::OpId;
use keepalive_sync::{
    Cover, Desk, Digest, Hash, Held, Piece, Point, Reason, Run, Shelf, Span, StreamKey, Taken,
};

use super::{aside, bodies, hand_out, rows};
use crate::error::{Result, StoreError};
use crate::reader::Read;
use crate::store::Store;

impl Shelf for Store {
    type Error = StoreError;

    fn held(&self) -> Result<Vec<Held>> {
        self.read(|read| rows::held(read.conn()))
    }

    fn piece_at(&self, key: StreamKey, point: Point) -> Result<Option<i64>> {
        self.read(|read| rows::piece_at(read.conn(), key, point))
    }
}

impl Desk for Store {
    fn take(&self, runs: &[Run]) -> Result<Vec<Taken>> {
        self.take_runs(runs.to_vec()).map(|committed| committed.value)
    }

    fn keep_aside(&self, run: Run, why: Reason) -> Result<u64> {
        self.write(move |write| write.keep_aside(run, why)).map(|committed| committed.value)
    }

    fn unvouched(&self, knowledge: &Hash) -> Result<BTreeMap<Piece, Hash>> {
        self.read(|read| aside::unvouched(read.conn(), knowledge))
    }

    fn remember_unvouched(&self, pieces: &[(Piece, Hash)], knowledge: &Hash) -> Result<()> {
        let (pieces, knowledge) = (pieces.to_vec(), *knowledge);
        self.write(move |write| aside::remember_unvouched(write.read().conn(), &pieces, &knowledge)).map(drop)
    }

    fn without_bodies(&self) -> Result<Vec<Piece>> {
        self.read(|read| bodies::missing(read.conn()))
    }

    fn take_bodies(&self, runs: Vec<Run>) -> Result<u64> {
        self.write_and_clear(move |write| write.take_bodies(runs)).map(|committed| committed.value)
    }

    fn go_on_in_another(&self, key: StreamKey) -> Result<()> {
        self.write(move |write| write.go_on_in_another(key)).map(drop)
    }

    fn run(&self, span: Span) -> Result<Run> {
        self.read(|read| hand_out::run(read.conn(), span))
    }

    fn lost(&self, span: Span, cover: &Cover) -> Result<Vec<i64>> {
        self.read(|read| hand_out::lost(read.conn(), span, cover))
    }

    fn carry(&self, ops: &[i64]) -> Result<()> {
        let ops = ops.to_vec();
        self.write(move |write| write.carry(&ops)).map(drop)
    }
}

impl Read<'_> {
    /// What the log holds, gathered so that two desks can be compared. It reads the whole log.
    ///
    /// # Errors
    /// From SQLite.
    pub fn log_digest(&self) -> Result<Digest> {
        let mut statement = self.conn().prepare("SELECT op_id, hlc, hash FROM op")?;
        let mut ops = statement.query([])?;
        let mut digest = Digest::default();
        while let Some(op) = ops.next()? {
            let id = OpId::from_uuid(uuid::Uuid::from_bytes(op.get(0)?));
            digest.add(id, Hlc::from_raw(op.get(1)?), &op.get(2)?);
        }
        Ok(digest)
    }
}
