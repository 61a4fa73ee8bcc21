//! The hybrid clock that orders changes. It orders; it never blocks.

use serde::{Deserialize, Serialize};

/// Bits kept for the counter below the wall-clock milliseconds.
const COUNTER_BITS: u32 = 16;

/// A moment in the order of changes: wall-clock milliseconds with a counter in the low 16 bits.
///
/// JavaScript cannot hold it; it crosses the border as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hlc(i64);

impl Hlc {
    /// Before everything.
    pub const ZERO: Self = Self(0);

    /// From its stored number.
    #[must_use]
    pub const fn from_raw(raw: i64) -> Self {
        Self(raw)
    }

    /// The stored number.
    #[must_use]
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// The clock for the next op: after the last op of this database, not before the wall clock, and after
    /// every value the author saw and is changing. The last rule is why whoever saw a value and changed it
    /// wins, even against a desk whose clock is years ahead.
    #[must_use]
    pub fn next(last: Self, wall_ms: i64, newest_seen: Self) -> Self {
        let wall = wall_ms.clamp(0, i64::MAX >> COUNTER_BITS) << COUNTER_BITS;
        Self(wall.max(last.0.saturating_add(1)).max(newest_seen.0.saturating_add(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_set_back_still_moves_forward() {
        let first = Hlc::next(Hlc::ZERO, 1_000, Hlc::ZERO);
        let second = Hlc::next(first, 10, Hlc::ZERO);
        assert!(second > first);
    }

    #[test]
    fn whoever_saw_a_value_comes_after_it() {
        let from_the_future = Hlc::next(Hlc::ZERO, 4_000_000_000_000, Hlc::ZERO);
        assert!(Hlc::next(Hlc::ZERO, 1_000, from_the_future) > from_the_future);
    }
}
