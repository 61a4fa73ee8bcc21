//! The computer's own clock, zone and chance.

use std::time::{SystemTime, UNIX_EPOCH};

use keepalive_domain::world::World;

/// The computer as it is, or with its clock set to a start for a rehearsal.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemWorld {
    /// Milliseconds added to the wall clock.
    ahead_ms: i64,
}

impl SystemWorld {
    /// A world whose clock shows this instant now and runs on from there.
    #[must_use]
    pub fn starting_at(now_ms: i64) -> Self {
        Self { ahead_ms: now_ms.saturating_sub(wall_clock_ms()) }
    }
}

impl World for SystemWorld {
    fn now_ms(&self) -> i64 {
        wall_clock_ms().saturating_add(self.ahead_ms)
    }

    fn utc_offset_minutes(&self) -> i32 {
        chrono::Local::now().offset().local_minus_utc() / 60
    }

    fn random(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        if getrandom::fill(&mut bytes).is_err() {
            // Without a source of chance the clock's nanoseconds still tell two acts of one desk apart.
            let nanos = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
            bytes.copy_from_slice(&nanos.to_be_bytes()[6..]);
        }
        bytes
    }
}

fn wall_clock_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// The computer's IANA time zone; UTC where it names none.
#[must_use]
pub fn computer_zone() -> String {
    iana_time_zone::get_timezone().unwrap_or_else(|_| "Etc/UTC".to_owned())
}
