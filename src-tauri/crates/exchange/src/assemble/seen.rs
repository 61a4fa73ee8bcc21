//! What came in this import so far: which things, on which lines, under which keys.
//!
//! Two million rows may come (see [`crate::rows`]), so a thing costs sixteen bytes here and its key none: a thing with a
//! key has its identity from it, and only how the key was spelled is remembered ([`ByHash`]).

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;

use crate::by_hash::ByHash;

/// The things of one import.
#[derive(Debug, Default)]
pub(super) struct SeenThings {
    things: ByHash<Seen>,
    /// Things whose identity is not what their key gives: they stood in the record under another one, or are spelled in
    /// two ways.
    named_otherwise: HashMap<(Kind, String), EntityId>,
}

#[derive(Debug, Clone, Copy)]
struct Seen {
    /// The line it came on first.
    line: u32,
    /// A hash of its key as it was spelled; [`UNNAMED`] where it has none.
    spelling: u32,
}

const UNNAMED: u32 = 0;

impl SeenThings {
    /// The line a thing came on first.
    pub(super) fn line(&self, entity: EntityId) -> Option<u64> {
        self.things.get(&entity).map(|seen| seen.line.into())
    }

    /// Notes that a thing comes; whether for the first time.
    pub(super) fn comes(&mut self, entity: EntityId, line: u64) -> bool {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        self.things.insert(&entity, Seen { line, spelling: UNNAMED })
    }

    /// Makes a thing findable by its key; whether it was not before.
    pub(super) fn name(&mut self, kind: Kind, key: &str, entity: EntityId) -> bool {
        if entity == named(kind, key)
            && let Some(seen) = self.things.get_mut(&entity)
            && [UNNAMED, spelling(key)].contains(&seen.spelling)
        {
            let fresh = seen.spelling == UNNAMED;
            seen.spelling = spelling(key);
            return fresh;
        }
        self.named_otherwise.insert((kind, key.to_owned()), entity).is_none()
    }

    /// The thing with this key.
    pub(super) fn find(&self, kind: Kind, key: &str) -> Option<EntityId> {
        let entity = named(kind, key);
        if self.things.get(&entity).is_some_and(|seen| seen.spelling == spelling(key)) {
            return Some(entity);
        }
        if self.named_otherwise.is_empty() {
            return None;
        }
        self.named_otherwise.get(&(kind, key.to_owned())).copied()
    }

    /// Takes a key away again.
    pub(super) fn forget_name(&mut self, kind: Kind, key: &str) {
        if self.named_otherwise.remove(&(kind, key.to_owned())).is_none()
            && let Some(seen) = self.things.get_mut(&named(kind, key))
            && seen.spelling == spelling(key)
        {
            seen.spelling = UNNAMED;
        }
    }

    /// Takes a thing away again.
    pub(super) fn forget(&mut self, entity: EntityId) {
        self.things.remove(&entity);
    }
}

fn named(kind: Kind, key: &str) -> EntityId {
    EntityId::named(kind.name(), &[key])
}

/// Half a hash is enough beside the identity, which tells all but capitals and blanks around a key apart.
fn spelling(key: &str) -> u32 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    let [.., a, b, c, d] = hasher.finish().to_le_bytes();
    u32::from_le_bytes([a, b, c, d]).max(UNNAMED + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_found_as_it_was_spelled_and_no_other_way() {
        let (mut seen, entity) = (SeenThings::default(), named(Kind::Request, "R-1"));
        assert!(seen.comes(entity, 2) && !seen.comes(entity, 3));
        // Where it stood first is told, however often it comes again.
        assert!(!seen.comes(entity, 9));
        assert_eq!((seen.line(entity), seen.find(Kind::Request, "R-1")), (Some(2), None));
        assert!(seen.name(Kind::Request, "R-1", entity) && !seen.name(Kind::Request, "R-1", entity));
        assert_eq!(seen.find(Kind::Request, "R-1"), Some(entity));
        assert_eq!((seen.find(Kind::Request, "r-1"), seen.find(Kind::Workaround, "R-1")), (None, None));
        // Spelled otherwise it is the same thing, found under both until one is forgotten.
        assert!(seen.name(Kind::Request, "r-1", entity));
        seen.forget_name(Kind::Request, "r-1");
        assert_eq!((seen.find(Kind::Request, "r-1"), seen.find(Kind::Request, "R-1")), (None, Some(entity)));
        seen.forget(entity);
        assert_eq!((seen.find(Kind::Request, "R-1"), seen.line(entity)), (None, None));
    }

    #[test]
    fn a_thing_of_the_record_is_found_by_the_key_its_source_gives_it() {
        let (mut seen, there) = (SeenThings::default(), named(Kind::Request, "A-0142"));
        assert!(seen.comes(there, 2) && seen.name(Kind::Request, "INC9000001", there));
        assert_eq!(seen.find(Kind::Request, "INC9000001"), Some(there));
        assert_eq!(seen.find(Kind::Request, "A-0142"), None, "the file does not call it so");
        seen.forget_name(Kind::Request, "INC9000001");
        assert_eq!(seen.find(Kind::Request, "INC9000001"), None);
    }
}
