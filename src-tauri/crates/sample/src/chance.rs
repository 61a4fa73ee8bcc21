//! Chance that is the same on every machine and in every version.

/// SplitMix64 (Steele, Lea, Flood 2014). Twenty lines of our own because a crate may change its stream between
/// versions, and "same seed, same digest" is a promise to whoever compares two installations. Whole numbers
/// only: the results of `ln` and `exp` differ between machines.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The stream of one part of the story, so that more of one thing does not change another.
    pub(crate) fn of(seed: u64, part: &str, nth: u64) -> Self {
        let mut state = seed ^ 0x6b65_6570_616c_6976;
        for byte in part.bytes() {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        let mut chance = Self(state ^ nth.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A whole number from `least` to `most`, both included.
    pub(crate) fn within(&mut self, least: i64, most: i64) -> i64 {
        let span = most.abs_diff(least) + 1;
        least.saturating_add_unsigned(self.next() % span)
    }

    /// True `percent` times in a hundred.
    pub(crate) fn percent(&mut self, percent: i64) -> bool {
        self.within(1, 100) <= percent
    }

    /// One of them.
    pub(crate) fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let i = usize::try_from(self.next() % of.len().max(1) as u64).unwrap_or(0);
        &of[i]
    }

    /// A position, drawn as often as its weight says.
    pub(crate) fn weighted(&mut self, weights: &[i64]) -> usize {
        let mut left = self.within(1, weights.iter().sum::<i64>().max(1));
        for (i, weight) in weights.iter().enumerate() {
            left -= weight;
            if left <= 0 {
                return i;
            }
        }
        0
    }
}
