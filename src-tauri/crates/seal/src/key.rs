//! The keys that everybody who may read a space holds.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::error::SealError;

/// How a key begins where it is written down.
const PREFIX: &str = "KEEPALIVE-KEY-1-";

/// What a proof is derived for.
const PROOF: &str = "keepalive 2026 that a desk has the key of its space";

/// How the key of a later epoch begins there.
const EPOCH_PREFIX: &str = "KEEPALIVE-EPOCH-1-";

/// What the mark of an epoch is derived for.
const MARK: &str = "keepalive 2026 which epoch of a space a key is of";

/// Which key of a space something is sealed with. The first has the number 0; each that follows when a desk was taken out
/// or a recovery sheet withdrawn has the next. Two that were begun at once have one number and two marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EpochId {
    /// Its number.
    pub number: u32,
    /// Follows from its key; the key does not follow from it.
    pub mark: [u8; 8],
}

/// The keys of a space: 32 random bytes for each epoch. What is written is sealed with the newest.
#[derive(Clone)]
pub struct SpaceKey {
    first: [u8; 32],
    /// Those of later epochs, oldest first.
    later: Vec<(EpochId, [u8; 32])>,
}

impl SpaceKey {
    /// A new one.
    ///
    /// # Errors
    /// [`SealError::NoChance`].
    pub fn new() -> Result<Self, SealError> {
        Ok(Self::from_bytes(random()?))
    }

    /// Of these bytes.
    pub(crate) const fn from_bytes(first: [u8; 32]) -> Self {
        Self { first, later: Vec::new() }
    }

    /// The first key, by which the space is known.
    pub(crate) const fn first(&self) -> &[u8; 32] {
        &self.first
    }

    /// The newest key.
    pub(crate) fn newest(&self) -> &[u8; 32] {
        self.later.last().map_or(&self.first, |(_, key)| key)
    }

    /// The epoch of the newest key.
    #[must_use]
    pub fn epoch(&self) -> EpochId {
        self.later.last().map_or_else(|| self.first_epoch(), |(epoch, _)| *epoch)
    }

    pub(crate) fn first_epoch(&self) -> EpochId {
        epoch_of(0, &self.first)
    }

    /// The key of an epoch; `None` where it is not here.
    pub(crate) fn of(&self, epoch: EpochId) -> Option<&[u8; 32]> {
        let found = self.later.iter().find(|(here, _)| *here == epoch).map(|(_, key)| key);
        found.or_else(|| (epoch == self.first_epoch()).then_some(&self.first))
    }

    /// Whether the key of this epoch is here.
    #[must_use]
    pub fn knows(&self, epoch: EpochId) -> bool {
        self.of(epoch).is_some()
    }

    /// The keys of later epochs with their numbers, oldest first.
    pub(crate) fn later(&self) -> impl Iterator<Item = (u32, &[u8; 32])> {
        self.later.iter().map(|(epoch, key)| (epoch.number, key))
    }

    /// The same with the key of one more epoch.
    pub(crate) fn with(mut self, number: u32, key: [u8; 32]) -> Self {
        let epoch = epoch_of(number, &key);
        if !self.knows(epoch) {
            self.later.push((epoch, key));
            self.later.sort_unstable_by_key(|(epoch, _)| *epoch);
        }
        self
    }

    /// The same with a new key, of the epoch after the newest.
    ///
    /// # Errors
    /// [`SealError::NoChance`].
    pub(crate) fn in_new_epoch(&self) -> Result<Self, SealError> {
        Ok(self.clone().with(self.epoch().number.saturating_add(1), random()?))
    }

    /// What both hold, where both are of one space.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Option<Self> {
        let same = self.first == other.first;
        same.then(|| other.later().fold(self.clone(), |all, (number, key)| all.with(number, *key)))
    }

    /// What a hub may keep of it, to tell whoever comes with another space's key. The key does not follow from it, and it
    /// is the same in every epoch.
    #[must_use]
    pub fn proof(&self) -> [u8; 32] {
        blake3::derive_key(PROOF, &self.first)
    }

    /// As written down: a line for each epoch.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(self.first));
        for (number, key) in self.later() {
            text.push_str(&format!("\n{EPOCH_PREFIX}{number}-{}", URL_SAFE_NO_PAD.encode(key)));
        }
        text
    }

    /// Read again.
    ///
    /// # Errors
    /// [`SealError::NotAKey`].
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let not = |detail| SealError::NotAKey { detail };
        let wrong = "signs are missing or wrong";
        let bytes = |encoded: &str| {
            let bytes = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| not(wrong))?;
            <[u8; 32]>::try_from(bytes).map_err(|_| not(wrong))
        };
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let encoded = lines.next().and_then(|line| line.strip_prefix(PREFIX));
        let first = bytes(encoded.ok_or_else(|| not("it begins otherwise"))?)?;
        lines.try_fold(Self::from_bytes(first), |all, line| {
            let (number, encoded) = line
                .strip_prefix(EPOCH_PREFIX)
                .and_then(|rest| rest.split_once('-'))
                .ok_or_else(|| not(wrong))?;
            let number = number.parse().map_err(|_| not(wrong))?;
            if number == 0 { Err(not(wrong)) } else { Ok(all.with(number, bytes(encoded)?)) }
        })
    }
}

fn random() -> Result<[u8; 32], SealError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| SealError::NoChance)?;
    Ok(bytes)
}

fn epoch_of(number: u32, key: &[u8; 32]) -> EpochId {
    let derived = blake3::derive_key(MARK, key);
    let mut mark = [0; 8];
    mark.copy_from_slice(&derived[..8]);
    EpochId { number, mark }
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
        assert_eq!(SpaceKey::parse(&format!(" {}\n", key.text())).unwrap().first, key.first);
        assert_ne!(SpaceKey::new().unwrap().first, key.first);
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
    fn later_epochs_are_read_as_they_were_written_and_the_newest_counts() {
        let first = SpaceKey::new().unwrap();
        let (one, other) = (first.in_new_epoch().unwrap(), first.in_new_epoch().unwrap());
        let both = one.joined(&other).unwrap();
        let newest = both.in_new_epoch().unwrap();
        assert_eq!((first.epoch().number, both.epoch().number, newest.epoch().number), (0, 1, 2));
        assert_eq!(both.epoch(), one.epoch().max(other.epoch()));
        assert_eq!(other.joined(&one).unwrap().text(), both.text());
        let read = SpaceKey::parse(&newest.text().replace('\n', "\r\n\r\n")).unwrap();
        assert_eq!((read.text(), read.proof()), (newest.text(), first.proof()));
        assert!(
            [first.epoch(), one.epoch(), other.epoch(), newest.epoch()]
                .iter()
                .all(|epoch| read.knows(*epoch))
        );
        assert!(!first.knows(one.epoch()));
        assert!(SpaceKey::new().unwrap().joined(&first).is_none(), "of another space");
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in [
            "",
            "KEEPALIVE-KEY-1-",
            "KEEPALIVE-KEY-1-abc",
            "KEEPALIVE-KEY-2-abc",
            "password",
            "KEEPALIVE-EPOCH-1-1-abc",
        ] {
            assert!(SpaceKey::parse(text).is_err(), "{text}");
        }
    }
}
