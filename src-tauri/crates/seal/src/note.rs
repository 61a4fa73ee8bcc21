//! A note that a clinic's desks leave each other beside what they share.

use crate::codec::take;
use crate::error::SealError;
use crate::key::SpaceKey;
use crate::seal;

/// What a note begins with.
const NOTE: &[u8; 8] = b"KplvNot1";

/// Seals a note: only who holds the clinic's key can have written it, and read it.
///
/// # Errors
/// [`SealError::NoChance`].
pub fn seal_note(key: &SpaceKey, text: &str) -> Result<Vec<u8>, SealError> {
    Ok([NOTE.as_slice(), &seal::seal(key, NOTE, text.as_bytes())?].concat())
}

/// Opens a note; `None` if it is none, is not whole, or is sealed with another key.
#[must_use]
pub fn open_note(key: &SpaceKey, mut bytes: &[u8]) -> Option<String> {
    if take(&mut bytes, NOTE.len())? != NOTE {
        return None;
    }
    String::from_utf8(seal::open(key, NOTE, bytes)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_whole_by_who_holds_the_key_and_by_nobody_else() {
        let key = SpaceKey::from_bytes([3; 32]);
        let note = seal_note(&key, "db.clinic.example:5432").unwrap();
        assert_eq!(open_note(&key, &note).as_deref(), Some("db.clinic.example:5432"));
        assert_eq!(open_note(&SpaceKey::from_bytes([4; 32]), &note), None);
        for end in 0..note.len() {
            assert_eq!(open_note(&key, &note[..end]), None, "{end} bytes of it");
        }
    }
}
