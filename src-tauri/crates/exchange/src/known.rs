//! What an import asks of the record it goes into.

use keepalive_domain::check::Fields;
use keepalive_domain::facts::InstantMs;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

/// Why the record could not be asked: a fault of the database, never of the import.
pub type KnownError = Box<dyn std::error::Error + Send + Sync>;

/// A thing that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Its identity.
    pub entity: EntityId,
    /// It lies in the trash: an import of the same thing takes it out again.
    pub deleted: bool,
}

/// A value that stands because somebody set it by hand after an import had touched the thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand {
    /// The field.
    pub field: String,
    /// Who, by name; empty where nobody knows.
    pub by: String,
    /// When, UTC ms.
    pub at_ms: InstantMs,
}

/// The record an import goes into, as it stood before the import.
pub trait Known {
    /// The clinic, if one is set up.
    ///
    /// # Errors
    /// The database could not be read.
    fn clinic(&self) -> Result<Option<EntityId>, KnownError>;

    /// The thing of this kind with exactly this key (an area's key and a site's name are theirs).
    ///
    /// # Errors
    /// The database could not be read.
    fn by_key(&self, kind: Kind, key: &str) -> Result<Option<Found>, KnownError>;

    /// Whether several requests, or workarounds, have this key: desks that worked apart gave it twice.
    ///
    /// # Errors
    /// The database could not be read.
    fn stands_twice(&self, kind: Kind, key: &str) -> Result<bool, KnownError>;

    /// The thing with this identity.
    ///
    /// # Errors
    /// The database could not be read.
    fn by_id(&self, entity: EntityId) -> Result<Option<Found>, KnownError>;

    /// The fields of this thing as they stand; none if it is not there.
    ///
    /// # Errors
    /// The database could not be read.
    fn fields(&self, entity: EntityId) -> Result<Fields, KnownError>;

    /// Of these fields of a thing those that somebody set by hand since an import.
    ///
    /// # Errors
    /// The database could not be read.
    fn by_hand(&self, entity: EntityId, fields: &[&str]) -> Result<Vec<ByHand>, KnownError>;

    /// Things of this kind that hold exactly these values, in the order an export gives them. This is how a row
    /// without a key that was typed at a screen is found again when an export comes back.
    ///
    /// # Errors
    /// The database could not be read.
    fn alike(&self, kind: Kind, fields: &[(&str, &Value)]) -> Result<Vec<Found>, KnownError>;

    /// The request whose `source_id` is this: a ticket imported before.
    ///
    /// # Errors
    /// The database could not be read.
    fn by_source_id(&self, source_id: &str) -> Result<Option<Found>, KnownError>;

    /// Whether there is anything of this kind, deleted things included.
    ///
    /// # Errors
    /// The database could not be read.
    fn has_any(&self, kind: Kind) -> Result<bool, KnownError>;

    /// The highest `listed` of this kind; 0 if there is none. Rows of a later import stand after it.
    ///
    /// # Errors
    /// The database could not be read.
    fn last_listed(&self, kind: Kind) -> Result<i64, KnownError>;
}

/// Where an import goes.
pub trait Target: Known {
    /// Takes the next changes, at most [`keepalive_domain::ops::MOST_ROWS_PER_OP`], in an order in which nothing refers to what is
    /// not there yet. A thing comes once.
    ///
    /// They come while later lines are still unread: they must go into one transaction that is kept only if the
    /// report turns out clean.
    ///
    /// # Errors
    /// The database could not take them; the import stops.
    fn put(&mut self, changes: Vec<Change>) -> Result<(), KnownError>;
}

/// An empty record.
#[derive(Debug, Clone, Copy, Default)]
pub struct NothingKnown;

impl Known for NothingKnown {
    fn clinic(&self) -> Result<Option<EntityId>, KnownError> {
        Ok(None)
    }
    fn by_key(&self, _: Kind, _: &str) -> Result<Option<Found>, KnownError> {
        Ok(None)
    }
    fn stands_twice(&self, _: Kind, _: &str) -> Result<bool, KnownError> {
        Ok(false)
    }
    fn by_id(&self, _: EntityId) -> Result<Option<Found>, KnownError> {
        Ok(None)
    }
    fn fields(&self, _: EntityId) -> Result<Fields, KnownError> {
        Ok(Fields::new())
    }
    fn by_hand(&self, _: EntityId, _: &[&str]) -> Result<Vec<ByHand>, KnownError> {
        Ok(Vec::new())
    }
    fn alike(&self, _: Kind, _: &[(&str, &Value)]) -> Result<Vec<Found>, KnownError> {
        Ok(Vec::new())
    }
    fn by_source_id(&self, _: &str) -> Result<Option<Found>, KnownError> {
        Ok(None)
    }
    fn has_any(&self, _: Kind) -> Result<bool, KnownError> {
        Ok(false)
    }
    fn last_listed(&self, _: Kind) -> Result<i64, KnownError> {
        Ok(0)
    }
}
