//! A segment: one run, sealed.
//!
//! Eight bytes that say what it is, and the seal. The signature of the run's end follows the run inside the seal.

use keepalive_sync::Run;

use crate::codec::{self, take};
use crate::error::SealError;
use crate::key::{EpochId, SpaceKey};
use crate::{seal, signature};

/// What a segment begins with.
const MAGIC: &[u8; 8] = b"KplvSeg1";

/// Seals a run.
///
/// # Errors
/// [`SealError::TooLarge`] or [`SealError::NoChance`].
pub fn seal_run(key: &SpaceKey, run: &Run) -> Result<Vec<u8>, SealError> {
    let end = run.signed.iter().find(|signed| signed.seq == run.piece().end.seq);
    let sealed = seal::seal_followed(key, MAGIC, &codec::encode(run)?, &signature::bytes(end))?;
    Ok([MAGIC.as_slice(), &sealed].concat())
}

/// Opens a segment; `None` if it is none, is not whole, or is sealed with another key.
#[must_use]
pub fn open_run(key: &SpaceKey, mut bytes: &[u8]) -> Option<Run> {
    if take(&mut bytes, MAGIC.len())? != MAGIC {
        return None;
    }
    let (content, end) = seal::open_followed(key, MAGIC, bytes, |packed| signature::at_end(packed, 0))?;
    let mut run = codec::decode(&content)?;
    let seq = run.piece().end.seq;
    run.signed = end.map(|end| keepalive_sync::Signed { seq, ..end }).into_iter().collect();
    Some(run)
}

/// The epoch of the key that a segment says it is sealed with; `None` if it is none.
#[must_use]
pub fn epoch_of_run(key: &SpaceKey, mut bytes: &[u8]) -> Option<EpochId> {
    (take(&mut bytes, MAGIC.len())? == MAGIC).then(|| seal::epoch(key, bytes))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::strategy::ValueTree as _;

    use super::*;
    use crate::codec::tests::run;

    /// Signed at its end, or not.
    fn signed() -> impl Strategy<Value = Run> {
        (run(), any::<bool>()).prop_map(|(mut run, signs)| {
            let by = keepalive_domain::ids::DeviceId::from_slice(&[8; 16]).unwrap();
            run.signed = signature::sign(by, &crate::DeskKeys::new().unwrap(), &run)
                .filter(|_| signs)
                .into_iter()
                .collect();
            run
        })
    }

    proptest! {
        #[test]
        fn a_segment_opens_with_its_key_alone_and_whole(run in signed(), at in any::<prop::sample::Index>()) {
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
