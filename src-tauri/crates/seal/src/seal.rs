//! The seal: deflated, then encrypted with what it is and where it stands.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::codec::take;
use crate::error::SealError;
use crate::key::{EpochId, SpaceKey};

/// Random bytes of a seal: so many that no two are ever the same.
const NONCE_BYTES: usize = 24;

/// What a seal begins with whose epoch is not the first: this, the epoch's number and its mark. Before there were epochs
/// seals began with their random bytes, and those of the first epoch still do.
const EPOCH: &[u8; 8] = b"KplvEpoK";

/// How hard to compress: the level whose time is not felt.
const LEVEL: u8 = 6;

/// The most that is unpacked. The store ends a run after some 4 MB, and one op may be larger.
const MOST_BYTES: usize = 512 * 1024 * 1024;

/// The epoch where it is not the first, 24 random bytes and the sealed content; `bound` is what it is bound to and not
/// written.
pub(crate) fn seal(key: &SpaceKey, bound: &[u8], content: &[u8]) -> Result<Vec<u8>, SealError> {
    seal_followed(key, bound, content, &[])
}

/// The same with something after the content. Deflate says itself where it ends, so programs that know of nothing after
/// it read the content all the same.
pub(crate) fn seal_followed(
    key: &SpaceKey,
    bound: &[u8],
    content: &[u8],
    after: &[u8],
) -> Result<Vec<u8>, SealError> {
    let mut packed = miniz_oxide::deflate::compress_to_vec(content, LEVEL);
    packed.extend_from_slice(after);
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|_| SealError::NoChance)?;
    let head = head(key.epoch());
    let aad = [bound, &head].concat();
    let sealed = cipher(key.newest())
        .encrypt(&XNonce::from(nonce), Payload { msg: &packed, aad: &aad })
        .map_err(|_| SealError::TooLarge)?;
    Ok([head.as_slice(), &nonce, &sealed].concat())
}

/// The content; `None` if it is not whole, is sealed with a key that is not here or bound to something else.
pub(crate) fn open(key: &SpaceKey, bound: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    unpacked(&decrypted(key, bound, sealed)?)
}

/// The content and what `read_end` finds at the very end of what was sealed.
pub(crate) fn open_followed<T>(
    key: &SpaceKey,
    bound: &[u8],
    sealed: &[u8],
    read_end: impl FnOnce(&[u8]) -> T,
) -> Option<(Vec<u8>, T)> {
    let packed = decrypted(key, bound, sealed)?;
    Some((unpacked(&packed)?, read_end(&packed)))
}

fn decrypted(key: &SpaceKey, bound: &[u8], mut sealed: &[u8]) -> Option<Vec<u8>> {
    let epoch = take_epoch(&mut sealed);
    let (of, head) = match epoch {
        Some(epoch) => (key.of(epoch)?, head(epoch)),
        None => (key.first(), Vec::new()),
    };
    let nonce: [u8; NONCE_BYTES] = take(&mut sealed, NONCE_BYTES)?.try_into().ok()?;
    let aad = [bound, &head].concat();
    cipher(of).decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: &aad }).ok()
}

fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    miniz_oxide::inflate::decompress_to_vec_with_limit(packed, MOST_BYTES).ok()
}

/// The epoch that a seal is of.
pub(crate) fn epoch(key: &SpaceKey, mut sealed: &[u8]) -> EpochId {
    take_epoch(&mut sealed).unwrap_or_else(|| key.first_epoch())
}

fn head(epoch: EpochId) -> Vec<u8> {
    match epoch.number {
        0 => Vec::new(),
        number => [EPOCH.as_slice(), &number.to_le_bytes(), &epoch.mark].concat(),
    }
}

fn take_epoch(sealed: &mut &[u8]) -> Option<EpochId> {
    let mut rest = sealed.strip_prefix(EPOCH.as_slice())?;
    let number = u32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?);
    let mark = take(&mut rest, 8)?.try_into().ok()?;
    *sealed = rest;
    Some(EpochId { number, mark })
}

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_in_an_epoch_opens_for_who_has_its_key_and_what_was_before_it_still_does() {
        let first = SpaceKey::from_bytes([1; 32]);
        let (one, other) = (first.in_new_epoch().unwrap(), first.in_new_epoch().unwrap());
        let before = seal(&first, b"bound", b"before").unwrap();
        let after = seal(&one, b"bound", b"after").unwrap();
        assert_eq!(open(&one, b"bound", &before).as_deref(), Some(b"before".as_slice()));
        assert_eq!(open(&one, b"bound", &after).as_deref(), Some(b"after".as_slice()));
        assert_eq!((epoch(&one, &before), epoch(&one, &after)), (first.epoch(), one.epoch()));
        for key in [&first, &other] {
            assert_eq!(open(key, b"bound", &after), None);
        }
        for at in 0..after.len() {
            let mut changed = after.clone();
            changed[at] ^= 1;
            assert_eq!(open(&one, b"bound", &changed), None, "byte {at}");
            assert_eq!(open(&one, b"bound", &after[..at]), None, "{at} bytes of it");
        }
    }

    /// Programs of before there were signatures open seals as this does, and so read what stands before one.
    #[test]
    fn what_follows_the_content_is_found_at_the_end_and_passed_over_by_who_knows_nothing_of_it() {
        let key = SpaceKey::from_bytes([1; 32]);
        for content in [b"".as_slice(), b"x", &[7; 5_000]] {
            let sealed = seal_followed(&key, b"bound", content, b"and this").unwrap();
            assert_eq!(open(&key, b"bound", &sealed).as_deref(), Some(content));
            let end = |packed: &[u8]| packed.ends_with(b"and this");
            assert_eq!(open_followed(&key, b"bound", &sealed, end), Some((content.to_vec(), true)));
        }
    }

    /// The bytes that were written before there were epochs: 24 random bytes and XChaCha20-Poly1305 over deflated text.
    #[test]
    fn a_seal_of_before_there_were_epochs_opens() {
        let packed = miniz_oxide::deflate::compress_to_vec(b"older", LEVEL);
        let sealed = XChaCha20Poly1305::new(&[1; 32].into())
            .encrypt(&XNonce::from([7; NONCE_BYTES]), Payload { msg: &packed, aad: b"bound" })
            .unwrap();
        let older = [[7; NONCE_BYTES].as_slice(), &sealed].concat();
        let key = SpaceKey::from_bytes([1; 32]).in_new_epoch().unwrap();
        assert_eq!(open(&key, b"bound", &older).as_deref(), Some(b"older".as_slice()));
    }
}
