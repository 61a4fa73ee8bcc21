//! A segment: one run, sealed.
//!
//! Eight bytes that say what it is, and the seal.

use keepalive_sync::Run;

use crate::codec::{self, take};
use crate::error::SealError;
use crate::key::SpaceKey;
use crate::seal;

/// What a segment begins with.
const MAGIC: &[u8; 8] = b"KplvSeg1";

/// Seals a run.
///
/// # Errors
/// [`SealError::TooLarge`] or [`SealError::NoChance`].
pub fn seal_run(key: &SpaceKey, run: &Run) -> Result<Vec<u8>, SealError> {
    let sealed = seal::seal(key, MAGIC, &codec::encode(run)?)?;
    Ok([MAGIC.as_slice(), &sealed].concat())
}

/// Opens a segment; `None` if it is none, is not whole, or is sealed with another key.
#[must_use]
pub fn open_run(key: &SpaceKey, mut bytes: &[u8]) -> Option<Run> {
    if take(&mut bytes, MAGIC.len())? != MAGIC {
        return None;
    }
    codec::decode(&seal::open(key, MAGIC, bytes)?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::strategy::ValueTree as _;

    use super::*;
    use crate::codec::tests::run;

    proptest! {
        #[test]
        fn a_segment_opens_with_its_key_alone_and_whole(run in run(), at in any::<prop::sample::Index>()) {
            let (key, other) = (SpaceKey::from_bytes([1; 32]), SpaceKey::from_bytes([2; 32]));
            let sealed = seal_run(&key, &run).unwrap();
            prop_assert_eq!(open_run(&key, &sealed), Some(run));
            prop_assert_eq!(open_run(&other, &sealed), None);
            let at = at.index(sealed.len());
            prop_assert_eq!(open_run(&key, &sealed[..at]), None);
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            prop_assert_eq!(open_run(&key, &damaged), None);
        }
    }

    #[test]
    fn what_is_written_cannot_be_read_without_the_key() {
        let text = b"Zebedee Quillfeather";
        let mut run =
            run().new_tree(&mut proptest::test_runner::TestRunner::deterministic()).unwrap().current();
        run.items =
            vec![keepalive_sync::Item { before: None, header: text.to_vec(), body: Some(text.to_vec()) }];
        let sealed = seal_run(&SpaceKey::from_bytes([1; 32]), &run).unwrap();
        assert!(!sealed.windows(7).any(|window| window == b"Zebedee"));
    }
}
