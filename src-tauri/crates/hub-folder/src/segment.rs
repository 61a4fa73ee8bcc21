//! A segment: one run, compressed and encrypted.
//!
//! Eight bytes that say what it is, 24 random bytes, and XChaCha20-Poly1305 over the deflated run. The seal makes the
//! content whole or nothing: half a file, a file of another space and a placeholder all look the same, and are passed
//! over.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use keepalive_sync::Run;

use crate::codec::{self, take};
use crate::error::FolderError;
use crate::key::SpaceKey;

/// What a segment begins with.
const MAGIC: &[u8; 8] = b"KplvSeg1";

/// Random bytes of a segment: so many that no two are ever the same.
const NONCE_BYTES: usize = 24;

/// How hard to compress: the level whose time is not felt.
const LEVEL: u8 = 6;

/// The largest run that is unpacked. The store ends a run after some 4 MB, and one op may be larger.
const MOST_BYTES: usize = 512 * 1024 * 1024;

/// Seals a run.
pub(crate) fn seal(key: &SpaceKey, run: &Run) -> Result<Vec<u8>, FolderError> {
    let packed = miniz_oxide::deflate::compress_to_vec(&codec::encode(run)?, LEVEL);
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|_| FolderError::NoChance)?;
    let sealed = cipher(key)
        .encrypt(&XNonce::from(nonce), Payload { msg: &packed, aad: MAGIC })
        .map_err(|_| FolderError::TooLarge)?;
    Ok([MAGIC.as_slice(), &nonce, &sealed].concat())
}

/// Opens a segment; `None` if it is none, is not whole, or is sealed with another key.
pub(crate) fn open(key: &SpaceKey, mut bytes: &[u8]) -> Option<Run> {
    if take(&mut bytes, MAGIC.len())? != MAGIC {
        return None;
    }
    let nonce: [u8; NONCE_BYTES] = take(&mut bytes, NONCE_BYTES)?.try_into().ok()?;
    let packed = cipher(key).decrypt(&XNonce::from(nonce), Payload { msg: bytes, aad: MAGIC }).ok()?;
    let unpacked = miniz_oxide::inflate::decompress_to_vec_with_limit(&packed, MOST_BYTES).ok()?;
    codec::decode(&unpacked)
}

fn cipher(key: &SpaceKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&key.0.into())
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
            let (key, other) = (SpaceKey([1; 32]), SpaceKey([2; 32]));
            let sealed = seal(&key, &run).unwrap();
            prop_assert_eq!(open(&key, &sealed), Some(run));
            prop_assert_eq!(open(&other, &sealed), None);
            let at = at.index(sealed.len());
            prop_assert_eq!(open(&key, &sealed[..at]), None);
            let mut damaged = sealed.clone();
            damaged[at] ^= 1;
            prop_assert_eq!(open(&key, &damaged), None);
        }
    }

    #[test]
    fn what_is_written_cannot_be_read_without_the_key() {
        let text = b"Zebedee Quillfeather";
        let mut run =
            run().new_tree(&mut proptest::test_runner::TestRunner::deterministic()).unwrap().current();
        run.items =
            vec![keepalive_sync::Item { before: None, header: text.to_vec(), body: Some(text.to_vec()) }];
        let sealed = seal(&SpaceKey([1; 32]), &run).unwrap();
        assert!(!sealed.windows(7).any(|window| window == b"Zebedee"));
    }
}
