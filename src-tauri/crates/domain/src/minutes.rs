//! Minutes as an exact amount, so that sums do not depend on the order of adding.

use std::iter::Sum;
use std::ops::Add;

use serde::{Deserialize, Serialize};

/// Minutes held as whole billionths of a minute.
///
/// People type minutes with at most a few decimals, which floating point cannot hold exactly; sums kept by
/// increments and sums counted afresh would then differ in the last digit. Billionths are exact for every
/// number with up to nine decimals, and adding them is associative: the served figure is bit-equal to the
/// recomputed one (docs/architecture.md, "Figures").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minutes(i64);

/// Billionths in one minute.
const BILLION: f64 = 1_000_000_000.0;

/// The longest time one entry may claim: a week. Longer is a typing slip, not a workaround.
pub const LONGEST_ENTRY_MINUTES: f64 = 7.0 * 24.0 * 60.0;

impl Minutes {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// Minutes from a decimal number; `None` if it is negative, not finite or longer than
    /// [`LONGEST_ENTRY_MINUTES`].
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "bounded by the range check above")]
    pub fn from_f64(minutes: f64) -> Option<Self> {
        (0.0..=LONGEST_ENTRY_MINUTES).contains(&minutes).then(|| Self((minutes * BILLION).round() as i64))
    }

    /// Minutes from stored billionths.
    #[must_use]
    pub const fn from_billionths(billionths: i64) -> Self {
        Self(billionths)
    }

    /// The stored billionths.
    #[must_use]
    pub const fn billionths(self) -> i64 {
        self.0
    }

    /// As a decimal number of minutes.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "the one place where the exact amount becomes a float")]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / BILLION
    }

    /// As hours.
    #[must_use]
    pub fn hours(self) -> f64 {
        self.as_f64() / 60.0
    }

    /// `n` times this amount.
    #[must_use]
    pub const fn times(self, n: u32) -> Self {
        Self(self.0.saturating_mul(n as i64))
    }
}

impl Add for Minutes {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Minutes {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_add_up_exactly() {
        let tenth = Minutes::from_f64(0.1).unwrap();
        assert_eq!((0..10).map(|_| tenth).sum::<Minutes>(), Minutes::from_f64(1.0).unwrap());
    }

    #[test]
    fn negative_absurd_and_unreal_amounts_are_none() {
        for bad in [-0.1, LONGEST_ENTRY_MINUTES + 1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Minutes::from_f64(bad), None, "{bad}");
        }
    }
}
