//! The keys of one desk: what is wrapped for it alone, and how others know that it has signed something.

use age::secrecy::ExposeSecret as _;
use age::x25519::{Identity, Recipient};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use keepalive_domain::ids::DeviceId;
use keepalive_sync::Verifier;
use serde::{Deserialize, Serialize};

use crate::codec::take;
use crate::epoch::Cut;
use crate::error::SealError;
use crate::key::{EpochId, SpaceKey};
use crate::recovery::{MARK, SheetKey};
use crate::seal;

/// How the key that signs begins where it is written down. The other one is written as age writes it.
const SIGN_PREFIX: &str = "KEEPALIVE-SIGN-1-";

/// What a card begins with.
const CARD: &[u8; 8] = b"KplvCrd1";

/// The keys of a desk. They never leave it.
#[derive(Clone)]
pub struct DeskKeys {
    opens: Identity,
    signs: SigningKey,
}

impl DeskKeys {
    /// New ones.
    ///
    /// # Errors
    /// [`SealError::NoChance`].
    pub fn new() -> Result<Self, SealError> {
        let mut seed = [0; 32];
        // The crate of age stops the program where the system has no random bytes; this asks first.
        getrandom::fill(&mut seed).map_err(|_| SealError::NoChance)?;
        Ok(Self { opens: Identity::generate(), signs: SigningKey::from_bytes(&seed) })
    }

    /// As written down: two lines.
    #[must_use]
    pub fn text(&self) -> String {
        let opens = self.opens.to_string();
        format!("{}\n{SIGN_PREFIX}{}\n", opens.expose_secret(), URL_SAFE_NO_PAD.encode(self.signs.to_bytes()))
    }

    /// Read again.
    ///
    /// # Errors
    /// [`SealError::NotAKey`].
    pub fn parse(text: &str) -> Result<Self, SealError> {
        let not = || SealError::NotAKey { detail: "signs are missing or wrong" };
        let (opens, signs) = text.trim().split_once('\n').ok_or_else(not)?;
        let seed = signs.trim().strip_prefix(SIGN_PREFIX).ok_or_else(not)?;
        let seed = URL_SAFE_NO_PAD.decode(seed).map_err(|_| not())?;
        let seed: [u8; 32] = seed.try_into().map_err(|_| not())?;
        let opens = opens.trim().parse().map_err(|_| not())?;
        Ok(Self { opens, signs: SigningKey::from_bytes(&seed) })
    }

    /// What others need to wrap for this desk and to know its signature.
    #[must_use]
    pub fn card(&self, device: DeviceId) -> Card {
        Card {
            whose: Whose::Desk(device),
            recipient: self.opens.to_public().to_string(),
            verifies: Some(URL_SAFE_NO_PAD.encode(self.signs.verifying_key().as_bytes())),
            since: None,
        }
    }

    /// A few signs that tell them apart from others; the keys do not follow from them.
    #[must_use]
    pub fn mark(&self) -> String {
        let recipient = self.opens.to_public().to_string();
        recipient.chars().skip(recipient.len().saturating_sub(MARK)).collect()
    }

    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.signs.sign(message).to_bytes()
    }

    /// The keys of a space that were wrapped for this desk among others; `None` if they were not, or are not whole.
    pub(crate) fn unwrap(&self, wrapped: &[u8]) -> Option<SpaceKey> {
        let text = age::decrypt(&self.opens, wrapped).ok()?;
        SpaceKey::parse(std::str::from_utf8(&text).ok()?).ok()
    }
}

impl std::fmt::Debug for DeskKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeskKeys(not shown)")
    }
}

/// Whose public keys a card holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// A desk's.
    Desk(DeviceId),
    /// A recovery sheet's, by its mark.
    Sheet(String),
}

/// The public keys of a desk or a recovery sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Whose.
    pub whose: Whose,
    /// By which others wrap something for it.
    pub recipient: String,
    /// By which others know its signature; a sheet signs nothing.
    pub verifies: Option<String>,
    /// It signs every run that it sends, and this is how far its streams reached when it began to. `None` = its program
    /// is of before there were signatures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Vec<Cut>>,
}

impl Card {
    /// That of a recovery sheet.
    #[must_use]
    pub fn of_sheet(sheet: &SheetKey) -> Self {
        Self { whose: Whose::Sheet(sheet.mark()), recipient: sheet.recipient(), verifies: None, since: None }
    }

    /// The same of a desk that signs from now on.
    #[must_use]
    pub fn signing(self, since: Vec<Cut>) -> Self {
        Self { since: Some(since), ..self }
    }

    /// Whether both are of the same keys.
    pub(crate) fn has_keys_of(&self, other: &Self) -> bool {
        self.verifies == other.verifies && self.recipient == other.recipient
    }

    pub(crate) fn recipient(&self) -> Option<Recipient> {
        self.recipient.parse().ok()
    }

    /// By which its signatures are known; `None` where it says none.
    pub(crate) fn verifier(&self) -> Option<Verifier> {
        let bytes = self.verifies.as_ref().and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        bytes.and_then(|bytes| bytes.try_into().ok())
    }

    /// Whether it has signed this.
    pub(crate) fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let key = self.verifier().and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
        key.is_some_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
    }
}

/// Seals a card: who can read it, and can have written it, holds the space's newest key.
///
/// # Errors
/// [`SealError::NoChance`].
pub fn seal_card(key: &SpaceKey, card: &Card) -> Result<Vec<u8>, SealError> {
    let json = serde_json::to_vec(card).map_err(|_| SealError::TooLarge)?;
    Ok([CARD.as_slice(), &seal::seal(key, CARD, &json)?].concat())
}

/// Opens a card, with the epoch it was sealed in; `None` if it is none, is not whole, or is sealed with a key
/// that is not here.
pub(crate) fn open_card(key: &SpaceKey, mut bytes: &[u8]) -> Option<(EpochId, Card)> {
    if take(&mut bytes, CARD.len())? != CARD {
        return None;
    }
    let card: Card = serde_json::from_slice(&seal::open(key, CARD, bytes)?).ok()?;
    card.recipient()?;
    Some((seal::epoch(key, bytes), card))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_a_desk_are_read_as_they_were_written_and_never_shown() {
        let keys = DeskKeys::new().unwrap();
        let device = DeviceId::from_slice(&[1; 16]).unwrap();
        let read = DeskKeys::parse(&keys.text().replace('\n', "\r\n")).unwrap();
        assert_eq!((read.text(), read.card(device)), (keys.text(), keys.card(device)));
        assert_eq!(format!("{keys:?}"), "DeskKeys(not shown)");
        for text in ["", "AGE-SECRET-KEY-1", "KEEPALIVE-SIGN-1-abc", &keys.text()[..90]] {
            assert!(DeskKeys::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_signature_is_its_desks_and_over_these_bytes() {
        let (keys, other) = (DeskKeys::new().unwrap(), DeskKeys::new().unwrap());
        let device = DeviceId::from_slice(&[1; 16]).unwrap();
        let signature = keys.sign(b"this");
        assert!(keys.card(device).has_signed(b"this", &signature));
        assert!(!keys.card(device).has_signed(b"that", &signature));
        assert!(!other.card(device).has_signed(b"this", &signature));
        assert!(!Card::of_sheet(&SheetKey::new().unwrap()).has_signed(b"this", &signature));
    }

    #[test]
    fn a_card_is_for_who_holds_the_key_and_says_its_epoch() {
        let key = SpaceKey::new().unwrap();
        let later = key.in_new_epoch().unwrap();
        let card = DeskKeys::new().unwrap().card(DeviceId::from_slice(&[1; 16]).unwrap());
        let (before, after) = (seal_card(&key, &card).unwrap(), seal_card(&later, &card).unwrap());
        assert_eq!(open_card(&later, &before), Some((key.epoch(), card.clone())));
        assert_eq!(open_card(&later, &after), Some((later.epoch(), card)));
        assert_eq!(open_card(&key, &after), None);
        assert_eq!(open_card(&later, &after[..after.len() - 1]), None);
    }
}
