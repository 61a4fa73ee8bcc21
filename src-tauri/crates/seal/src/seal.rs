//! The seal: deflated, then encrypted with what it is and where it stands.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};

use crate::codec::take;
use crate::error::SealError;
use crate::key::SpaceKey;

/// Random bytes of a seal: so many that no two are ever the same.
const NONCE_BYTES: usize = 24;

/// How hard to compress: the level whose time is not felt.
const LEVEL: u8 = 6;

/// The most that is unpacked. The store ends a run after some 4 MB, and one op may be larger.
const MOST_BYTES: usize = 512 * 1024 * 1024;

/// 24 random bytes and the sealed content; `bound` is what it is bound to and not written.
pub(crate) fn seal(key: &SpaceKey, bound: &[u8], content: &[u8]) -> Result<Vec<u8>, SealError> {
    let packed = miniz_oxide::deflate::compress_to_vec(content, LEVEL);
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|_| SealError::NoChance)?;
    let sealed = cipher(key)
        .encrypt(&XNonce::from(nonce), Payload { msg: &packed, aad: bound })
        .map_err(|_| SealError::TooLarge)?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// The content; `None` if it is not whole, is sealed with another key or bound to something else.
pub(crate) fn open(key: &SpaceKey, bound: &[u8], mut sealed: &[u8]) -> Option<Vec<u8>> {
    let nonce: [u8; NONCE_BYTES] = take(&mut sealed, NONCE_BYTES)?.try_into().ok()?;
    let packed = cipher(key).decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: bound }).ok()?;
    miniz_oxide::inflate::decompress_to_vec_with_limit(&packed, MOST_BYTES).ok()
}

fn cipher(key: &SpaceKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.bytes().into())
}
