//! The key that everybody who may read a space holds.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::error::FolderError;

/// How a key begins where it is written down.
const PREFIX: &str = "KEEPALIVE-KEY-1-";

/// The key of a space: 32 random bytes.
#[derive(Clone)]
pub struct SpaceKey(pub(crate) [u8; 32]);

impl SpaceKey {
    /// A new one.
    ///
    /// # Errors
    /// [`FolderError::NoChance`].
    pub fn new() -> Result<Self, FolderError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| FolderError::NoChance)?;
        Ok(Self(bytes))
    }

    /// As written down.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(self.0))
    }

    /// Read again.
    ///
    /// # Errors
    /// [`FolderError::NotAKey`].
    pub fn parse(text: &str) -> Result<Self, FolderError> {
        let not = |detail| FolderError::NotAKey { detail };
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
    fn what_is_no_key_is_refused() {
        for text in ["", "KEEPALIVE-KEY-1-", "KEEPALIVE-KEY-1-abc", "KEEPALIVE-KEY-2-abc", "password"] {
            assert!(SpaceKey::parse(text).is_err(), "{text}");
        }
    }
}
