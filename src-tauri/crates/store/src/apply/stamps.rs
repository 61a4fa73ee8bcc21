//! Which op and clock each field of a row has its value from, packed into the row.
//!
//! Most fields of a row come from the op that made it, so that op stands once, as the default; fields written by
//! others stand as exceptions. A field is a register if it has an exception, or holds a value (then the default
//! wrote it).

use keepalive_domain::hlc::Hlc;

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The clock of the op.
    pub(crate) hlc: Hlc,
    /// The op's number in this file.
    pub(crate) op_no: i64,
}

/// A row's stamps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamps {
    default: Stamp,
    /// By field position, ordered.
    exceptions: Vec<(u8, Stamp)>,
}

impl Stamps {
    /// Every field from this op.
    pub(crate) const fn all(default: Stamp) -> Self {
        Self { default, exceptions: Vec::new() }
    }

    /// The op that made the row.
    pub(crate) const fn made_by(&self) -> Stamp {
        self.default
    }

    /// The stamp of the field at this position, given whether it holds a value.
    pub(crate) fn of(&self, position: usize, holds_value: bool) -> Option<Stamp> {
        match self.exceptions.iter().find(|(at, _)| usize::from(*at) == position) {
            Some((_, stamp)) => Some(*stamp),
            None => holds_value.then_some(self.default),
        }
    }

    /// Notes that the field at this position now comes from `stamp`; `holds_value` is of the new value.
    pub(crate) fn put(&mut self, position: usize, stamp: Stamp, holds_value: bool) {
        let place = self.exceptions.binary_search_by_key(&position, |(at, _)| usize::from(*at));
        match (place, stamp == self.default && holds_value) {
            (Ok(at), true) => drop(self.exceptions.remove(at)),
            (Ok(at), false) => self.exceptions[at].1 = stamp,
            (Err(_), true) => {}
            // A layout has fewer than 64 fields.
            (Err(at), false) => {
                self.exceptions.insert(at, (u8::try_from(position).unwrap_or(u8::MAX), stamp))
            }
        }
    }

    /// As stored: the default's clock and op, then position, clock and op of each exception relative to it.
    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(12 + self.exceptions.len() * 8);
        put_varint(&mut bytes, self.default.hlc.raw().cast_unsigned());
        put_varint(&mut bytes, self.default.op_no.cast_unsigned());
        for (position, stamp) in &self.exceptions {
            bytes.push(*position);
            put_varint(&mut bytes, zigzag(stamp.hlc.raw().wrapping_sub(self.default.hlc.raw())));
            put_varint(&mut bytes, zigzag(stamp.op_no.wrapping_sub(self.default.op_no)));
        }
        bytes
    }

    /// Reads what [`Self::encode`] wrote; `None` if it is damaged.
    pub(crate) fn decode(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        let default = Stamp {
            hlc: Hlc::from_raw(take_varint(bytes)?.cast_signed()),
            op_no: take_varint(bytes)?.cast_signed(),
        };
        let mut exceptions = Vec::new();
        while let Some((position, rest)) = bytes.split_first() {
            *bytes = rest;
            let hlc = default.hlc.raw().wrapping_add(unzigzag(take_varint(bytes)?));
            let op_no = default.op_no.wrapping_add(unzigzag(take_varint(bytes)?));
            exceptions.push((*position, Stamp { hlc: Hlc::from_raw(hlc), op_no }));
        }
        Some(Self { default, exceptions })
    }
}

/// Appends a number in base 128, lowest digits first.
pub(crate) fn put_varint(bytes: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        bytes.push((n & 0x7f) as u8 | 0x80);
        n >>= 7;
    }
    bytes.push((n & 0x7f) as u8);
}

/// Takes a number off the front; `None` if there is no whole one.
#[inline]
pub(crate) fn take_varint(bytes: &mut &[u8]) -> Option<u64> {
    let mut n = 0_u64;
    for shift in (0..64).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        n |= u64::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(n);
        }
    }
    None
}

/// Small negative numbers as small positive ones.
const fn zigzag(n: i64) -> u64 {
    ((n << 1) ^ (n >> 63)).cast_unsigned()
}

const fn unzigzag(n: u64) -> i64 {
    (n >> 1).cast_signed() ^ -((n & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stamp() -> impl Strategy<Value = Stamp> {
        (any::<i64>(), 0..1_i64 << 40).prop_map(|(hlc, op_no)| Stamp { hlc: Hlc::from_raw(hlc), op_no })
    }

    proptest! {
        #[test]
        fn stamps_come_back_as_they_were(default in stamp(), puts in prop::collection::vec((0..40_usize, stamp(), any::<bool>()), 0..20)) {
            let mut stamps = Stamps::all(default);
            for (position, stamp, holds) in puts {
                stamps.put(position, stamp, holds);
                prop_assert_eq!(stamps.of(position, holds), Some(stamp));
            }
            prop_assert_eq!(Stamps::decode(&stamps.encode()), Some(stamps));
        }

        #[test]
        fn any_bytes_are_stamps_that_encode_back_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            if let Some(stamps) = Stamps::decode(&bytes) {
                prop_assert_eq!(Stamps::decode(&stamps.encode()), Some(stamps));
            }
        }
    }

    #[test]
    fn a_field_without_value_and_exception_was_never_set() {
        let stamps = Stamps::all(Stamp { hlc: Hlc::from_raw(7), op_no: 1 });
        assert_eq!(stamps.of(3, false), None);
        assert_eq!(stamps.of(3, true).unwrap().op_no, 1);
    }
}
