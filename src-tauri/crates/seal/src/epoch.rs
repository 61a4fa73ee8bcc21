//! How an epoch begins: a new key of the space, wrapped for everybody who stays, and who does not, signed by the desk
//! that began it.
//!
//! One file for each, whole or nothing: a half of it has no sound signature. Desks are named in it by their identities
//! alone.

use std::io::Write as _;

use age::Encryptor;
use age::armor::{ArmoredWriter, Format};
use keepalive_domain::ids::{DeviceId, SpaceId, StreamId};
use keepalive_sync::{Hash, Point};
use serde::{Deserialize, Serialize};

use crate::codec::take;
use crate::device::{Card, DeskKeys};
use crate::error::SealError;
use crate::key::{EpochId, SpaceKey};

/// What such a file begins with.
const EPOCH: &[u8; 8] = b"KplvEpo1";

/// What the key is derived for that shows a file to be by somebody who has the epoch's own.
const PROVES: &str = "keepalive 2026 that the beginning of an epoch is by who has its key";

/// How far a stream reached: a place up to which somebody vouches for it who has not signed each run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cut {
    /// The stream.
    pub stream: StreamId,
    /// The number of the last op that was held.
    pub seq: i64,
    /// The chain's hash there, in hexadecimal signs. Programs of before there were signatures said none: then the number
    /// alone counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

impl Cut {
    /// At this point of a stream.
    #[must_use]
    pub fn at(stream: StreamId, point: Point) -> Self {
        Self { stream, seq: point.seq, hash: point.hash.map(hex) }
    }

    /// The point; without a hash where there is none, or where it is none.
    pub(crate) fn point(&self) -> Point {
        let hash = self.hash.as_ref().and_then(|hash| blake3::Hash::from_hex(hash).ok());
        Point { seq: self.seq, hash: hash.map(Into::into) }
    }

    /// Whether it vouches for this point of its stream.
    pub(crate) fn vouches_for(&self, point: &Point) -> bool {
        match &self.hash {
            Some(hash) => self.seq == point.seq && point.hash.map(hex).as_ref() == Some(hash),
            None => point.seq <= self.seq,
        }
    }
}

fn hex(hash: Hash) -> String {
    blake3::Hash::from_bytes(hash).to_hex().to_string()
}

/// A desk that was taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenOut {
    /// Which.
    pub device: DeviceId,
    /// When, in UTC milliseconds by the clock of the desk that did it.
    pub at_ms: i64,
    /// How far its own ops reach. Streams that are not named are cut before their first.
    pub cuts: Vec<Cut>,
}

/// The beginning of an epoch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Epoch {
    pub(crate) space: SpaceId,
    pub(crate) id: EpochId,
    /// Which desk began it.
    pub(crate) by: DeviceId,
    /// For whom the keys are wrapped.
    pub(crate) members: Vec<Card>,
    /// Every desk that is out, also of earlier epochs.
    pub(crate) out: Vec<TakenOut>,
    /// The marks of every sheet that was withdrawn.
    pub(crate) withdrawn: Vec<String>,
    /// How far the streams of desks reached that have not said their keys. What stands beyond is by nobody who is in.
    /// Programs of before there were signatures said nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reached: Option<Vec<Cut>>,
    /// The marks of the epochs that its desk believed then: whoever believes this one believes them. Programs of before said
    /// none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) knew: Option<Vec<String>>,
    /// Desks that it lets in again: an earlier one says that they are out, and they came back with a code or a sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) again: Vec<DeviceId>,
    /// The keys of all epochs so far, as age wraps them.
    pub(crate) wrapped: String,
}

/// The same as it travels.
#[derive(Debug, Clone)]
pub(crate) struct Signed {
    pub(crate) epoch: Epoch,
    signature: [u8; 64],
    proof: [u8; 32],
    json: Vec<u8>,
}

impl Epoch {
    /// Whether it says that this desk is out.
    pub(crate) fn says_out(&self, device: DeviceId) -> bool {
        self.out.iter().any(|out| out.device == device)
    }

    /// Whether its desk believed this one when it began.
    pub(crate) fn knew(&self, other: &Signed) -> bool {
        let mark = other.mark();
        self.knew.iter().flatten().any(|known| *known == mark)
    }

    /// Signs it.
    pub(crate) fn file(&self, key: &SpaceKey, keys: &DeskKeys) -> Result<Vec<u8>, SealError> {
        let json = serde_json::to_vec(self).map_err(|_| SealError::TooLarge)?;
        let signature = keys.sign(&[EPOCH.as_slice(), &json].concat());
        let proof = proof(key.newest(), &json);
        Ok([EPOCH.as_slice(), &signature, &proof, &json].concat())
    }
}

impl Signed {
    /// Reads a file; `None` if it is none. Whether it can be trusted is asked apart.
    pub(crate) fn read(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        if take(bytes, EPOCH.len())? != EPOCH {
            return None;
        }
        let signature = take(bytes, 64)?.try_into().ok()?;
        let proof = take(bytes, 32)?.try_into().ok()?;
        Some(Self { epoch: serde_json::from_slice(bytes).ok()?, signature, proof, json: bytes.to_vec() })
    }

    /// As it travels.
    pub(crate) fn file(&self) -> Vec<u8> {
        [EPOCH.as_slice(), &self.signature, &self.proof, &self.json].concat()
    }

    /// By which a later one names it: nothing else has this mark.
    pub(crate) fn mark(&self) -> String {
        blake3::hash(&self.file()).to_hex().to_string()
    }

    /// Whether this card's desk has signed it.
    pub(crate) fn is_signed_by(&self, card: &Card) -> bool {
        card.has_signed(&[EPOCH.as_slice(), &self.json].concat(), &self.signature)
    }

    /// Whether it is by somebody who has the epoch's key; `None` where that key is not here.
    pub(crate) fn is_proved(&self, key: &SpaceKey) -> Option<bool> {
        Some(proof(key.of(self.epoch.id)?, &self.json) == self.proof)
    }
}

/// Wraps the keys of a space for several at once.
pub(crate) fn wrap<'c>(key: &SpaceKey, members: impl Iterator<Item = &'c Card>) -> Result<String, SealError> {
    let recipients: Vec<_> = members.filter_map(Card::recipient).collect();
    let each = recipients.iter().map(|recipient| recipient as &dyn age::Recipient);
    let encryptor = Encryptor::with_recipients(each).map_err(|_| SealError::NoChance)?;
    let mut wrapped = Vec::new();
    let written = (|| {
        let armored = ArmoredWriter::wrap_output(&mut wrapped, Format::AsciiArmor)?;
        let mut writer = encryptor.wrap_output(armored)?;
        writer.write_all(format!("{}\n", key.text()).as_bytes())?;
        writer.finish()?.finish().map(drop)
    })();
    written.map_err(|_| SealError::TooLarge)?;
    String::from_utf8(wrapped).map_err(|_| SealError::TooLarge)
}

fn proof(key: &[u8; 32], json: &[u8]) -> [u8; 32] {
    *blake3::keyed_hash(&blake3::derive_key(PROVES, key), json).as_bytes()
}

/// The marks of an epoch's name: digits and hexadecimal signs, which any system takes for a file's.
pub(crate) fn name(id: EpochId) -> String {
    let mark: String = id.mark.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("epoch-{}-{mark}", id.number)
}
