//! The code that is read out or typed from one screen to another.

use argon2::{Algorithm, Argon2, Params, Version};

use crate::error::SealError;
use crate::key::SpaceKey;

/// Crockford's base 32: no I, L, O and U, which are taken for others or make words.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many signs a code has: 12 of 5 bits are 60 bits.
const LENGTH: usize = 12;

/// Signs that stand together, for the eye.
const GROUP: usize = 4;

/// Memory for making a key of a code, in KiB. OWASP's Password Storage Cheat Sheet (2025), Argon2id with
/// m = 19456, t = 2, p = 1: so little that an old computer does it in a blink, and 60 random bits are not guessed in
/// fifteen minutes at any price.
const MEMORY_KIB: u32 = 19_456;
/// See [`MEMORY_KIB`].
const ROUNDS: u32 = 2;
/// See [`MEMORY_KIB`].
const LANES: u32 = 1;

/// A code of an invitation, for one use.
#[derive(Clone, PartialEq, Eq)]
pub struct InviteCode([u8; LENGTH]);

impl InviteCode {
    /// A new one.
    ///
    /// # Errors
    /// [`SealError::NoChance`].
    pub fn new() -> Result<Self, SealError> {
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|_| SealError::NoChance)?;
        // 256 is a multiple of 32: every sign is as likely as any other.
        Ok(Self(bytes.map(|byte| SIGNS[usize::from(byte) % SIGNS.len()])))
    }

    /// As it stands on the screen, in groups: `7KQ2-M9XD-4TRA`.
    #[must_use]
    pub fn text(&self) -> String {
        let groups: Vec<String> =
            self.0.chunks(GROUP).map(|group| group.iter().map(|sign| char::from(*sign)).collect()).collect();
        groups.join("-")
    }

    /// Read again as people type it: small letters, other groups, and O for 0 or I and L for 1 are the same code.
    ///
    /// # Errors
    /// [`SealError::NotACode`].
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let signs: Vec<u8> = text
            .chars()
            .filter(|sign| !sign.is_whitespace() && *sign != '-')
            .map(|sign| match sign.to_ascii_uppercase() {
                'O' => b'0',
                'I' | 'L' => b'1',
                sign => u8::try_from(sign).unwrap_or_default(),
            })
            .collect();
        let code: [u8; LENGTH] = signs.try_into().map_err(|_| SealError::NotACode)?;
        if code.iter().all(|sign| SIGNS.contains(sign)) { Ok(Self(code)) } else { Err(SealError::NotACode) }
    }

    /// The key that is made of it.
    pub(crate) fn key(&self, salt: &[u8]) -> Result<SpaceKey, SealError> {
        let params = Params::new(MEMORY_KIB, ROUNDS, LANES, Some(32)).map_err(|_| SealError::TooLarge)?;
        let mut key = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&self.0, salt, &mut key)
            .map_err(|_| SealError::TooLarge)?;
        Ok(SpaceKey::from_bytes(key))
    }
}

impl std::fmt::Debug for InviteCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InviteCode(not shown)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = InviteCode::parse("7KQ2-M0XD-4T1A").unwrap();
        for typed in ["7kq2m0xd4t1a", " 7KQ2 MOXD 4TIA ", "7kq2-moxd-4tla", "7-K-Q-2-M-0-X-D-4-T-1-A"] {
            assert_eq!(InviteCode::parse(typed).unwrap(), code, "{typed}");
        }
        assert_eq!(code.text(), "7KQ2-M0XD-4T1A");
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in ["", "7KQ2-M0XD-4T1", "7KQ2-M0XD-4T1AA", "7KQ2-M0XD-4T1U", "7KQ2-M0XD-4T1é"] {
            assert_eq!(InviteCode::parse(typed), Err(SealError::NotACode), "{typed}");
        }
    }

    #[test]
    fn new_codes_are_codes_and_differ() {
        let (one, other) = (InviteCode::new().unwrap(), InviteCode::new().unwrap());
        assert_ne!(one, other);
        assert_eq!(InviteCode::parse(&one.text()).unwrap(), one);
        assert_eq!(format!("{one:?}"), "InviteCode(not shown)");
    }
}
