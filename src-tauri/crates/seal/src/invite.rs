//! An invitation as it lies in a shared folder, and the answer of the desk that was invited.
//!
//! The invitation holds the space's key, sealed under a key that is made of a code. The answer is sealed under the
//! space's key, so that only who holds it can have written it.

use keepalive_domain::ids::{DeviceId, SpaceId};

use crate::codec::take;
use crate::error::SealError;
use crate::invite_code::InviteCode;
use crate::key::SpaceKey;
use crate::seal;

/// What an invitation begins with.
const INVITE: &[u8; 8] = b"KplvInv1";

/// What an answer begins with.
const ANSWER: &[u8; 8] = b"KplvAns1";

/// What check words are derived for.
const WORDS: &str = "keepalive 2026 check words of a desk that joins";

/// Stands where the number of another epoch would: no epoch has it, and what follows is a role.
const ROLE_FOLLOWS: u32 = u32::MAX;

/// Random bytes that make the same code another key each time.
const SALT_BYTES: usize = 16;

/// Who answers: random, since a desk without a record has no identity yet.
pub type Guest = [u8; 16];

/// What an invitation holds.
#[derive(Debug, Clone)]
pub struct Invite {
    /// The desk that invites.
    pub by: DeviceId,
    /// Until when it may be used, in UTC milliseconds.
    pub until_ms: i64,
    /// What the other desk joins.
    pub space: SpaceId,
    /// Its keys.
    pub key: SpaceKey,
    /// What the desk that is invited is to be there for, as the clinic's record words it; `None` = nothing was said. A
    /// program of before there were roles does not open one that says something.
    pub role: Option<String>,
}

/// Seals an invitation.
///
/// # Errors
/// [`SealError::NoChance`].
pub fn seal_invite(code: &InviteCode, invite: &Invite) -> Result<Vec<u8>, SealError> {
    let mut salt = [0; SALT_BYTES];
    getrandom::fill(&mut salt).map_err(|_| SealError::NoChance)?;
    // Clear, so that its desk finds its own and takes away what is out of date; the seal is bound to it.
    let clear = [INVITE.as_slice(), invite.by.bytes(), &invite.until_ms.to_le_bytes(), &salt].concat();
    let mut content = [invite.space.bytes().as_slice(), invite.key.first()].concat();
    for (number, key) in invite.key.later() {
        content.extend_from_slice(&number.to_le_bytes());
        content.extend_from_slice(key);
    }
    if let Some(role) = &invite.role {
        content.extend_from_slice(&ROLE_FOLLOWS.to_le_bytes());
        content.extend_from_slice(role.as_bytes());
    }
    let sealed = seal::seal(&code.key(&salt)?, &clear, &content)?;
    Ok([clear, sealed].concat())
}

/// Which desk wrote an invitation and until when it may be used, without its code; `None` if it is none. Whoever can
/// write in the folder can write this.
#[must_use]
pub fn who_invites(mut bytes: &[u8]) -> Option<(DeviceId, i64)> {
    let bytes = &mut bytes;
    if take(bytes, INVITE.len())? != INVITE {
        return None;
    }
    let by = DeviceId::from_slice(take(bytes, 16)?)?;
    Some((by, i64::from_le_bytes(take(bytes, 8)?.try_into().ok()?)))
}

/// Opens an invitation; `None` if it is none, is not whole, or has another code.
///
/// # Errors
/// The memory for making a key is not to be had.
pub fn open_invite(code: &InviteCode, bytes: &[u8]) -> Result<Option<Invite>, SealError> {
    let Some((by, until_ms)) = who_invites(bytes) else { return Ok(None) };
    let clear_bytes = INVITE.len() + 16 + 8 + SALT_BYTES;
    let Some((clear, sealed)) = bytes.split_at_checked(clear_bytes) else { return Ok(None) };
    let key = code.key(&clear[clear_bytes - SALT_BYTES..])?;
    let opened = seal::open(&key, clear, sealed).and_then(|content| {
        let mut content = content.as_slice();
        let space = SpaceId::from_slice(take(&mut content, 16)?)?;
        let mut key = SpaceKey::from_bytes(take(&mut content, 32)?.try_into().ok()?);
        let mut role = None;
        while !content.is_empty() {
            let number = u32::from_le_bytes(take(&mut content, 4)?.try_into().ok()?);
            if number == ROLE_FOLLOWS {
                role = Some(String::from_utf8(std::mem::take(&mut content).to_vec()).ok()?);
                break;
            }
            key = key.with(number, take(&mut content, 32)?.try_into().ok()?);
        }
        Some(Invite { by, until_ms, space, key, role })
    });
    Ok(opened)
}

/// Seals the answer to an invitation.
///
/// # Errors
/// [`SealError::NoChance`].
pub fn seal_answer(key: &SpaceKey, guest: Guest) -> Result<Vec<u8>, SealError> {
    Ok([ANSWER.as_slice(), &seal::seal(key, ANSWER, &guest)?].concat())
}

/// Opens an answer; `None` if it is none, is not whole, or is sealed with another key.
#[must_use]
pub fn open_answer(key: &SpaceKey, mut bytes: &[u8]) -> Option<Guest> {
    if take(&mut bytes, ANSWER.len())? != ANSWER {
        return None;
    }
    seal::open(key, ANSWER, bytes)?.try_into().ok()
}

/// Four words that both desks show, of 16 bits each: the same where both hold the same key of the same space and mean
/// each other. They are proquints (Wilkerson, arXiv:0901.4016): consonant, vowel, consonant, vowel, consonant. They can
/// be read out in any language and mean nothing in any.
#[must_use]
pub fn check_words(invite: &Invite, guest: Guest) -> [String; 4] {
    let bound = [invite.key.newest().as_slice(), invite.space.bytes(), invite.by.bytes(), &guest].concat();
    let bytes = blake3::derive_key(WORDS, &bound);
    std::array::from_fn(|at| proquint(u16::from_be_bytes([bytes[2 * at], bytes[2 * at + 1]])))
}

/// Sixteen bits as a word that can be said.
fn proquint(bits: u16) -> String {
    const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
    const VOWELS: &[u8; 4] = b"aiou";
    let consonant = |shift: u16| char::from(CONSONANTS[usize::from(bits >> shift & 0xf)]);
    let vowel = |shift: u16| char::from(VOWELS[usize::from(bits >> shift & 0x3)]);
    [consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invite() -> Invite {
        Invite {
            by: DeviceId::from_slice(&[1; 16]).unwrap(),
            until_ms: 1_795_453_200_000,
            space: SpaceId::from_slice(&[2; 16]).unwrap(),
            key: SpaceKey::from_bytes([3; 32]),
            role: None,
        }
    }

    #[test]
    fn an_invitation_opens_with_its_code_and_no_other() {
        let (code, invite) = (InviteCode::new().unwrap(), invite());
        let sealed = seal_invite(&code, &invite).unwrap();
        let opened = open_invite(&code, &sealed).unwrap().unwrap();
        assert_eq!((opened.space, opened.by, opened.until_ms), (invite.space, invite.by, invite.until_ms));
        assert_eq!(opened.key.text(), invite.key.text());
        assert!(open_invite(&InviteCode::new().unwrap(), &sealed).unwrap().is_none());
        assert_eq!(who_invites(&sealed), Some((invite.by, invite.until_ms)));
    }

    #[test]
    fn an_invitation_brings_the_keys_of_later_epochs() {
        let code = InviteCode::new().unwrap();
        let key = invite().key.in_new_epoch().unwrap().in_new_epoch().unwrap();
        let later = Invite { key, ..invite() };
        let opened = open_invite(&code, &seal_invite(&code, &later).unwrap()).unwrap().unwrap();
        assert_eq!(opened.key.text(), later.key.text());
        assert_eq!(check_words(&opened, [7; 16]), check_words(&later, [7; 16]));
        assert_ne!(check_words(&later, [7; 16]), check_words(&invite(), [7; 16]));
    }

    #[test]
    fn an_invitation_says_what_the_desk_is_there_for_beside_the_keys() {
        let code = InviteCode::new().unwrap();
        for key in [invite().key, invite().key.in_new_epoch().unwrap()] {
            for role in [None, Some("provider".to_owned())] {
                let said = Invite { key: key.clone(), role, ..invite() };
                let opened = open_invite(&code, &seal_invite(&code, &said).unwrap()).unwrap().unwrap();
                assert_eq!((opened.key.text(), opened.role), (said.key.text(), said.role));
            }
        }
    }

    #[test]
    fn an_invitation_that_was_changed_anywhere_does_not_open() {
        let code = InviteCode::new().unwrap();
        let sealed = seal_invite(&code, &invite()).unwrap();
        // In what it is, who invites, until when, the salt, the nonce and the seal.
        for at in [0, 9, 25, 33, 50, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(open_invite(&code, &changed).unwrap().is_none(), "byte {at}");
        }
        assert!(open_invite(&code, &sealed[..40]).unwrap().is_none());
    }

    #[test]
    fn an_answer_is_for_who_holds_the_key() {
        let sealed = seal_answer(&invite().key, [7; 16]).unwrap();
        assert_eq!(open_answer(&invite().key, &sealed), Some([7; 16]));
        assert_eq!(open_answer(&SpaceKey::from_bytes([4; 32]), &sealed), None);
    }

    #[test]
    fn check_words_are_the_same_for_the_same_and_others_for_anything_else() {
        let words = check_words(&invite(), [7; 16]);
        assert_eq!(words, check_words(&invite(), [7; 16]));
        let other_key = Invite { key: SpaceKey::from_bytes([4; 32]), ..invite() };
        let other_desk = Invite { by: DeviceId::from_slice(&[9; 16]).unwrap(), ..invite() };
        assert_ne!(words, check_words(&invite(), [8; 16]));
        assert_ne!(words, check_words(&other_key, [7; 16]));
        assert_ne!(words, check_words(&other_desk, [7; 16]));
    }

    #[test]
    fn a_word_is_the_papers_own() {
        // 127.0.0.1 = 0x7f000001 is lusab-babad there.
        assert_eq!((proquint(0x7f00), proquint(0x0001)), ("lusab".to_owned(), "babad".to_owned()));
    }
}
