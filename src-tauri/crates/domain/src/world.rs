//! Time and chance come in from outside, so that the same acts give the same log in a test.

/// What the store asks of its surroundings.
pub trait World: Send + Sync {
    /// The wall clock in UTC milliseconds. It may jump; nothing is refused because of it.
    fn now_ms(&self) -> i64;
    /// Minutes that the local clock is ahead of UTC now, for the reader of the log.
    fn utc_offset_minutes(&self) -> i32;
    /// Ten fresh random bytes for a new identity.
    fn random(&self) -> [u8; 10];
}
