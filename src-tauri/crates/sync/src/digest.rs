//! Digests of a log: do two desks hold the same ops?

use std::collections::BTreeMap;

use keepalive_domain::hlc::Hlc;
use keepalive_domain::ids::OpId;

use crate::piece::Hash;

/// Milliseconds of a bucket as a power of two: 2^31 ms are some 25 days.
const BUCKET_BITS: u32 = 31;

/// Bits of a clock below its milliseconds.
const COUNTER_BITS: u32 = 16;

/// What a log holds, gathered so that two of them can be compared bucket by bucket of their clocks. The order in
/// which ops came does not count, and no op can be forgotten by counting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest(BTreeMap<i64, (u64, Hash)>);

impl Digest {
    /// Adds an op.
    pub fn add(&mut self, op: OpId, hlc: Hlc, hash: &Hash) {
        let mut hasher = blake3::Hasher::new();
        hasher.update(op.bytes());
        hasher.update(hash);
        let (count, sum) = self.0.entry(bucket_of(hlc)).or_default();
        *count += 1;
        for (byte, other) in sum.iter_mut().zip(hasher.finalize().as_bytes()) {
            *byte ^= other;
        }
    }

    /// How many ops it covers.
    #[must_use]
    pub fn ops(&self) -> u64 {
        self.0.values().map(|(count, _)| count).sum()
    }

    /// Buckets in which the two differ.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Vec<i64> {
        let all: std::collections::BTreeSet<_> = self.0.keys().chain(other.0.keys()).copied().collect();
        all.into_iter().filter(|bucket| self.0.get(bucket) != other.0.get(bucket)).collect()
    }
}

/// The bucket an op stands in.
#[must_use]
pub const fn bucket_of(hlc: Hlc) -> i64 {
    hlc.raw() >> (COUNTER_BITS + BUCKET_BITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Some ops, a month and more apart.
    fn ops() -> Vec<(OpId, Hlc, Hash)> {
        (0..5_u8)
            .map(|n| {
                let ms = 1_790_000_000_000 + i64::from(n) * 3_000_000_000;
                (OpId::new_v7(ms, [n; 10]), Hlc::next(Hlc::ZERO, ms, Hlc::ZERO), [n; 32])
            })
            .collect()
    }

    fn digest(ops: &[(OpId, Hlc, Hash)]) -> Digest {
        ops.iter().fold(Digest::default(), |mut digest, (op, hlc, hash)| {
            digest.add(*op, *hlc, hash);
            digest
        })
    }

    #[test]
    fn the_order_of_arrival_does_not_count() {
        let mut turned = ops();
        turned.reverse();
        assert_eq!(digest(&ops()), digest(&turned));
        assert_eq!(digest(&ops()).ops(), 5);
    }

    #[test]
    fn a_missing_op_and_another_hash_are_found_in_their_bucket() {
        let whole = ops();
        let without = digest(&whole[..4]);
        assert_eq!(digest(&whole).differing(&without), [bucket_of(whole[4].1)]);
        let mut other = whole.clone();
        other[1].2 = [9; 32];
        assert_eq!(digest(&whole).differing(&digest(&other)), [bucket_of(whole[1].1)]);
    }
}
