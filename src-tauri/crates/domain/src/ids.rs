//! Identities. Nothing that leaves this file of the clinic is ever numbered by the database.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Declares an identity newtype over a UUID, shown hyphenated.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// From a UUID.
            #[must_use]
            pub const fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            /// The UUID.
            #[must_use]
            pub const fn uuid(self) -> Uuid { self.0 }
            /// The sixteen bytes, as stored.
            #[must_use]
            pub const fn bytes(&self) -> &[u8; 16] { self.0.as_bytes() }
            /// From sixteen stored bytes; `None` if there are not sixteen.
            #[must_use]
            pub fn from_slice(bytes: &[u8]) -> Option<Self> { Uuid::from_slice(bytes).ok().map(Self) }
            /// A new time-ordered identity (UUIDv7) from the wall clock and ten random bytes.
            #[must_use]
            pub fn new_v7(now_ms: i64, random: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(now_ms.max(0).cast_unsigned(), &random).into_uuid())
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { write!(f, concat!(stringify!($name), "({})"), self.0) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
    };
}

id!(
    /// One thing of the clinic: a request, an area, an occurrence.
    EntityId
);
id!(
    /// One op. This is its identity; its position in a stream is only transport.
    OpId
);
id!(
    /// One user act: the op, or the group of ops, that is undone as one.
    ActId
);
id!(
    /// One installation's incarnation; a restore opens a new one.
    StreamId
);
id!(
    /// One installation.
    DeviceId
);
id!(
    /// Who may read: one space now.
    SpaceId
);

impl DeviceId {
    /// A few signs by which two desks can be told apart: from the end of the identity, where chance stands.
    #[must_use]
    pub fn mark(&self) -> String {
        self.bytes().iter().rev().take(4).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Bytes of a thing's identity that tell it from another one with the same key.
pub const MARK_BYTES: usize = 2;

impl EntityId {
    /// The end of the identity, where chance stands: it tells things of one key apart. As `7f3a` in `A-0001~7f3a`.
    #[must_use]
    pub fn mark(&self) -> String {
        self.bytes()[16 - MARK_BYTES..].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Whether a text may be the end of an identity: as many hexadecimal digits as a mark has, or more of it.
#[must_use]
pub fn is_mark(text: &str) -> bool {
    (2 * MARK_BYTES..=32).contains(&text.len())
        && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// The namespace of identities made from names, so that two desks inventing "Refills" invent one thing.
const NAMES: Uuid = Uuid::from_u128(0x6b65_6570_616c_6976_6500_8a1c_b0f1_1d00);

impl EntityId {
    /// The identity that a kind and a name (or a set element's parts) always lead to (UUIDv5).
    ///
    /// ```
    /// use keepalive_domain::ids::EntityId;
    /// assert_eq!(EntityId::named("area", &["Refills"]), EntityId::named("area", &["refills "]));
    /// assert_ne!(EntityId::named("area", &["a", "b"]), EntityId::named("area", &["ab"]));
    /// ```
    #[must_use]
    pub fn named(kind: &str, parts: &[&str]) -> Self {
        let mut name = String::from(kind);
        for part in parts {
            name.push('\u{1f}');
            name.push_str(&part.trim().to_lowercase());
        }
        Self(Uuid::new_v5(&NAMES, name.as_bytes()))
    }

    /// Whether this identity was made from a name ([`EntityId::named`]), as that of everything imported under a key is.
    #[must_use]
    pub fn is_named(self) -> bool {
        self.0.get_version_num() == 5
    }

    /// The identity of an imported row that has no key of its own: time-ordered by the row's own instant,
    /// the rest from its content, so that importing the same row again finds it instead of doubling it.
    /// `nth` tells apart rows that are equal in everything.
    #[must_use]
    pub fn of_row(kind: &str, at_ms: i64, content: &[&str], nth: u32) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in [kind].iter().chain(content) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.update(&nth.to_le_bytes());
        let mut bytes = [0_u8; 16];
        bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        bytes[..6].copy_from_slice(&at_ms.max(0).to_be_bytes()[2..]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}
