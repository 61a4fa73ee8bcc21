//! The key that everybody who may read a space holds.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::SealError;

/// How a key begins where it is written down.
const PREFIX: &str = "KEEPALIVE-KEY-1-";

/// What a proof is derived for.
const PROOF: &str = "keepalive 2026 that a desk has the key of its space";

/// The key of a space: 32 random bytes.
#[derive(Clone)]
pub struct SpaceKey([u8; 32]);

impl SpaceKey {
    /// A new one.
    ///
    /// # Errors
    /// [`SealError::NoChance`].
    pub fn new() -> Result<Self, SealError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| SealError::NoChance)?;
        Ok(Self(bytes))
    }

    /// Of these bytes.
    pub(crate) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// What a hub may keep of it, to tell whoever comes with another key. The key does not follow from it.
    #[must_use]
    pub fn proof(&self) -> [u8; 32] {
        blake3::derive_key(PROOF, &self.0)
    }

    /// As written down.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(self.0))
    }

    /// Read again.
    ///
    /// # Errors
    /// [`SealError::NotAKey`].
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let not = |detail| SealError::NotAKey { detail };
        let encoded = text.trim().strip_prefix(PREFIX).ok_or_else(|| not("it begins otherwise"))?;
        let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| not("signs are missing or wrong"))?;
        bytes.try_into().map(Self).map_err(|_| not("signs are missing or wrong"))
    }
}

impl std::fmt::Debug for SpaceKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SpaceKey(not shown)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_written_and_never_shown() {
        let key = SpaceKey::new().unwrap();
        assert_eq!(SpaceKey::parse(&format!(" {}\n", key.text())).unwrap().0, key.0);
        assert_ne!(SpaceKey::new().unwrap().0, key.0);
        assert_eq!(format!("{key:?}"), "SpaceKey(not shown)");
    }

    #[test]
    fn a_proof_is_the_same_for_one_key_and_not_the_key() {
        let (key, other) = (SpaceKey::from_bytes([1; 32]), SpaceKey::from_bytes([2; 32]));
        assert_eq!(key.proof(), SpaceKey::from_bytes([1; 32]).proof());
        assert_ne!(key.proof(), other.proof());
        assert_ne!(key.proof(), [1; 32]);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "KEEPALIVE-KEY-1-", "KEEPALIVE-KEY-1-abc", "KEEPALIVE-KEY-2-abc", "password"] {
            assert!(SpaceKey::parse(text).is_err(), "{text}");
        }
    }
}
