//! When to carry what a hub has lost.

/// Whose lost ops a desk carries in this exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrying {
    /// Its own only, from streams it wrote in before: nobody else is sure to hold them.
    Own,
    /// Everybody's: their owners had time and did not come.
    Everybodys,
}

/// How long owners are left time to send again what a hub has lost.
const OWNERS_FIRST_MS: i64 = 10 * 60_000;

/// Over how long those who hold it spread themselves after that, so that one of them carries and the rest find it
/// done.
const SPREAD_MS: i64 = 10 * 60_000;

/// Waiting before carrying for others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Patience {
    /// When ops of others were first found missing at the hub, in UTC milliseconds.
    since_ms: Option<i64>,
}

impl Patience {
    /// Whose ops to carry now. `chance` is this desk's own roll, any number.
    #[must_use]
    pub fn carrying(&self, now_ms: i64, chance: u16) -> Carrying {
        let spread = SPREAD_MS * i64::from(chance) / i64::from(u16::MAX);
        match self.since_ms {
            // A clock that was set back starts no endless wait: see `after`.
            Some(since) if now_ms >= since + OWNERS_FIRST_MS + spread => Carrying::Everybodys,
            _ => Carrying::Own,
        }
    }

    /// After an exchange at `now_ms` that found `lost` ops of others missing at the hub.
    pub fn after(&mut self, now_ms: i64, lost: u64) {
        self.since_ms = match self.since_ms {
            _ if lost == 0 => None,
            Some(since) if since <= now_ms => Some(since),
            _ => Some(now_ms),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn owners_come_first_and_the_rest_spread_out() {
        let mut patience = Patience::default();
        assert_eq!(patience.carrying(0, 0), Carrying::Own);
        patience.after(1_000, 3);
        assert_eq!(patience.carrying(1_000 + OWNERS_FIRST_MS - 1, 0), Carrying::Own);
        assert_eq!(patience.carrying(1_000 + OWNERS_FIRST_MS, 0), Carrying::Everybodys);
        assert_eq!(patience.carrying(1_000 + OWNERS_FIRST_MS, u16::MAX), Carrying::Own);
        assert_eq!(patience.carrying(1_000 + OWNERS_FIRST_MS + SPREAD_MS, u16::MAX), Carrying::Everybodys);
        patience.after(2_000, 0);
        assert_eq!(patience, Patience::default(), "the owner came");
    }

    #[test]
    fn a_clock_set_back_begins_the_wait_anew_and_no_longer() {
        let mut patience = Patience::default();
        patience.after(4_000_000_000_000, 1);
        patience.after(1_000, 1);
        assert_eq!(patience.carrying(1_000 + OWNERS_FIRST_MS, 0), Carrying::Everybodys);
    }
}
