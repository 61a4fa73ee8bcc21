//! Chance that can be repeated: every draw comes from the seed.

use chrono::Days;
use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::facts::{Day, InstantMs};
use keepalive_domain::ids::EntityId;
use rand_core::{Rng, SeedableRng};
use rand_pcg::Pcg64Mcg;

/// Milliseconds in a minute.
const MINUTE_MS: i64 = 60_000;

/// Where draws come from.
pub(crate) struct Chance {
    pcg: Pcg64Mcg,
    zone: ClinicZone,
}

impl Chance {
    pub(crate) fn new(seed: u64, zone: ClinicZone) -> Self {
        Self { pcg: Pcg64Mcg::seed_from_u64(seed), zone }
    }

    /// A whole number from `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = (most - least).max(0).unsigned_abs() + 1;
        // The bias of a remainder is below one in 2^50 for the spans used here.
        least + i64::try_from(self.pcg.next_u64() % span).unwrap_or(0)
    }

    /// Days as a span, from `least` to `most`.
    pub(crate) fn days(&mut self, least: i64, most: i64) -> Days {
        Days::new(self.between(least, most).unsigned_abs())
    }

    /// True in so many of a hundred draws.
    pub(crate) fn percent(&mut self, percent: i64) -> bool {
        self.between(1, 100) <= percent
    }

    /// One of several.
    pub(crate) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        let last = i64::try_from(of.len()).unwrap_or(1) - 1;
        &of[usize::try_from(self.between(0, last)).unwrap_or(0)]
    }

    /// A moment of this day between 8 and 17 o'clock.
    pub(crate) fn office_hours(&mut self, day: Day) -> InstantMs {
        self.zone.day_start(day) + self.between(8 * 60, 17 * 60) * MINUTE_MS
    }

    /// A new identity of that day.
    pub(crate) fn identity(&mut self, day: Day) -> EntityId {
        let mut random = [0_u8; 10];
        self.pcg.fill_bytes(&mut random);
        EntityId::new_v7(self.zone.day_start(day), random)
    }
}
