//! Segments that hold the body of an op which was redacted, written anew without it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;

use keepalive_seal::seal_run;
use keepalive_sync::{Hash, Piece, Point, Run, StreamKey};

use crate::error::{FolderError, failed};
use crate::files::{self, Listed};
use crate::folder::FolderHub;

/// What a segment turned out to be.
enum Looked {
    /// It holds no body of an op that was redacted.
    HoldsNone,
    /// It held one, and lies there no more.
    Emptied,
    /// It cannot be read now, or the new one could not be read back.
    NotNow,
}

impl FolderHub {
    /// Empties ops that were redacted in what lies there: each segment that holds the body of one is written anew without it,
    /// read back, and only then taken away. `places` are where such ops stand in streams that this desk writes; others'
    /// segments are theirs to write. Looks at what lay there when [`pieces`](keepalive_sync::Hub::pieces) was asked last.
    /// How many segments were taken away.
    ///
    /// One that is cut short leaves both, and the next one takes the older away. A segment that cannot be emptied now keeps
    /// no other from it, and is tried again at the next meeting.
    ///
    /// # Errors
    /// That of the first segment that could not be written or taken away.
    pub fn empty(&mut self, places: &[(StreamKey, Point)]) -> Result<u64, FolderError> {
        let mut redacted = BTreeMap::<StreamKey, BTreeSet<Point>>::new();
        for (key, point) in places {
            redacted.entry(*key).or_default().insert(*point);
        }
        let hold_one = self.seen.iter().filter_map(|(listed, seen)| {
            let points = redacted.get(&seen.piece.key)?;
            let Piece { after, end, .. } = seen.piece;
            let here = points.iter().filter(|point| after.seq < point.seq && point.seq <= end.seq).count();
            (here != seen.looked_for).then(|| (listed.clone(), seen.piece, here, points))
        });
        let hold_one: Vec<_> = hold_one.collect();
        let (mut emptied, mut written, mut refused) = (0, BTreeSet::new(), None);
        for (listed, piece, here, points) in hold_one {
            match self.empty_file(&listed, piece, points, &mut written) {
                Ok(Looked::HoldsNone) => {
                    self.seen.entry(listed).and_modify(|seen| seen.looked_for = here);
                }
                Ok(Looked::Emptied) => {
                    self.seen.remove(&listed);
                    emptied += 1;
                }
                Ok(Looked::NotNow) => {}
                Err(error) => refused = refused.or(Some(error)),
            }
        }
        refused.map_or(Ok(emptied), Err)
    }

    /// The same for one file. `written` are the copies that were written for others.
    fn empty_file(
        &self,
        listed: &Listed,
        piece: Piece,
        redacted: &BTreeSet<Point>,
        written: &mut BTreeSet<(Piece, Hash)>,
    ) -> Result<Looked, FolderError> {
        let Some(held) = self.run_in(&listed.path).filter(|run| run.piece() == piece) else {
            return Ok(Looked::NotNow);
        };
        let emptied = without_bodies(&held, redacted);
        if emptied == held {
            return Ok(Looked::HoldsNone);
        }
        let mark = emptied.copy_mark();
        // One was cut short before, or this is a conflict copy of one that was emptied.
        let mut copies = self.seen.iter().filter(|(_, seen)| (seen.piece, seen.mark) == (piece, mark));
        let lies = written.contains(&(piece, mark))
            || copies.any(|(copy, _)| self.run_in(&copy.path).as_ref() == Some(&emptied));
        if !lies {
            if !self.write_run(&emptied)? {
                return Ok(Looked::NotNow);
            }
            written.insert((piece, mark));
        }
        match fs::remove_file(&listed.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(failed("remove, after a redaction,", &listed.path)(error))
            }
            _ => Ok(Looked::Emptied),
        }
    }

    /// Writes a run under a name that no file has. Whether it lies there now.
    pub(crate) fn write_run(&self, run: &Run) -> Result<bool, FolderError> {
        let sealed = seal_run(&self.key, run)?;
        // The hash of the sealed bytes: the same run sealed twice is two files, and no name is ever used again.
        let mark = &blake3::hash(&sealed).to_hex()[..8];
        let name = format!("{:08}-{:08}-{mark}.seg", run.after.seq + 1, run.piece().end.seq);
        files::write_new(&self.segments().join(run.key.stream.to_string()).join(name), &sealed)
    }
}

/// The same without the bodies of the ops at these places. The chain's hash covers the headers alone, so signatures hold.
fn without_bodies(run: &Run, redacted: &BTreeSet<Point>) -> Run {
    let points: Vec<Point> = run.points().collect();
    let mut emptied = run.clone();
    for (item, point) in emptied.items.iter_mut().zip(points) {
        if redacted.contains(&point) {
            item.body = None;
        }
    }
    emptied
}
