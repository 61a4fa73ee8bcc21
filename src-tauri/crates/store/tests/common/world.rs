//! A clock and chance for the tests of every crate that opens a store: the hubs' tests take this file in by its path.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use keepalive_domain::world::World;

/// A clock that moves a second with every look, and chance from a counter.
pub struct TestWorld {
    pub now_ms: AtomicI64,
    chance: AtomicU64,
}

impl TestWorld {
    pub fn new(seed: u64) -> Arc<Self> {
        Arc::new(Self { now_ms: AtomicI64::new(1_790_000_000_000), chance: AtomicU64::new(seed << 32) })
    }
}

impl World for TestWorld {
    fn now_ms(&self) -> i64 {
        self.now_ms.fetch_add(1_000, Ordering::Relaxed)
    }
    fn utc_offset_minutes(&self) -> i32 {
        -420
    }
    fn random(&self) -> [u8; 10] {
        let n = self.chance.fetch_add(1, Ordering::Relaxed);
        let hash = n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&hash);
        bytes[8..].copy_from_slice(&n.to_be_bytes()[6..]);
        bytes
    }
}
