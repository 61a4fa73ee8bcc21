//! What an import keeps for each of its rows, found by a hash: little memory, and no jump in it.
//!
//! A hash table doubles, and while it does the old half stands beside the new one: two million rows would pass the 64 MB
//! that an import may take (docs/faults.md, row 11). Here a row costs what is kept of it and its hash, in many short sorted
//! runs, of which one at a time grows by a little.

use std::hash::{BuildHasher, Hash, RandomState};

/// Runs: with two million rows each holds some five hundred, and making room in it moves a few kilobytes.
const RUNS: usize = 1 << RUN_BITS;

/// Bits of the hash that name its run.
const RUN_BITS: u32 = 12;

/// By how many rows a full run grows at least, and by which part of what it holds: room that nothing stands in yet.
const GROWS_BY: usize = 4;
const GROWS_BY_PART: usize = 16;

/// Values by a hash of what they belong to. Two things of one hash are one: among two million the odds that any two
/// agree in 64 bits are below one in a million.
#[derive(Debug)]
pub(crate) struct ByHash<V> {
    runs: Box<[Vec<(u64, V)>]>,
    /// Chance of its own, so that no file is made whose rows all fall into one run.
    state: RandomState,
}

impl<V> Default for ByHash<V> {
    fn default() -> Self {
        Self { runs: (0..RUNS).map(|_| Vec::new()).collect(), state: RandomState::new() }
    }
}

impl<V> ByHash<V> {
    /// What is kept for a thing.
    pub(crate) fn get(&self, of: &impl Hash) -> Option<&V> {
        let (hash, run) = self.place(of);
        let at = search(&self.runs[run], hash).ok()?;
        Some(&self.runs[run][at].1)
    }

    /// What is kept for a thing, to be changed.
    pub(crate) fn get_mut(&mut self, of: &impl Hash) -> Option<&mut V> {
        let (hash, run) = self.place(of);
        let at = search(&self.runs[run], hash).ok()?;
        Some(&mut self.runs[run][at].1)
    }

    /// Keeps a value for a thing that has none; whether it had none. One that is there stays.
    pub(crate) fn insert(&mut self, of: &impl Hash, value: V) -> bool {
        let (hash, run) = self.place(of);
        let run = &mut self.runs[run];
        let Err(at) = search(run, hash) else { return false };
        if run.len() == run.capacity() {
            run.reserve_exact(GROWS_BY.max(run.len() / GROWS_BY_PART));
        }
        run.insert(at, (hash, value));
        true
    }

    /// Forgets a thing.
    pub(crate) fn remove(&mut self, of: &impl Hash) {
        let (hash, run) = self.place(of);
        if let Ok(at) = search(&self.runs[run], hash) {
            self.runs[run].remove(at);
        }
    }

    fn place(&self, of: &impl Hash) -> (u64, usize) {
        let hash = self.state.hash_one(of);
        (hash, (hash >> (u64::BITS - RUN_BITS)) as usize)
    }
}

fn search<V>(run: &[(u64, V)], hash: u64) -> Result<usize, usize> {
    run.binary_search_by_key(&hash, |(hash, _)| *hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_found_changed_and_forgotten() {
        let mut kept = ByHash::default();
        for n in 0..100_000_u64 {
            assert!(kept.insert(&n, n) && !kept.insert(&n, n + 1));
        }
        for n in 0..100_000 {
            assert_eq!(kept.get(&n), Some(&n));
        }
        assert_eq!(kept.get(&100_000_u64), None);
        *kept.get_mut(&7_u64).unwrap() = 70;
        assert_eq!(kept.get(&7_u64), Some(&70));
        kept.remove(&7_u64);
        kept.remove(&7_u64);
        assert_eq!((kept.get(&7_u64), kept.get(&8_u64)), (None, Some(&8)));
    }

    /// A row costs its hash and its value, with little room to spare.
    #[test]
    fn no_run_keeps_much_room_that_nothing_stands_in() {
        let mut kept = ByHash::default();
        for rows in [20_000, 400_000] {
            for n in 0..rows {
                kept.insert(&n, [0_u32; 2]);
            }
            let room: usize = kept.runs.iter().map(Vec::capacity).sum();
            assert!(room <= rows + rows / GROWS_BY_PART + RUNS * GROWS_BY, "{room} for {rows}");
        }
        assert_eq!(size_of::<(u64, [u32; 2])>(), 16);
    }
}
