//! The open database as imports and exports see it.

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::check::Fields;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_exchange::tables::{Record, TakeThing};
use keepalive_exchange::{ExportError, Found, Known, KnownError, Target};
use keepalive_store::read::ThingThere;
use keepalive_store::{Parts, Read, StoreError};

/// One unchanging picture of the record.
pub(crate) struct Picture<'a, 'c>(pub &'a Read<'c>);

fn found(there: ThingThere) -> Found {
    Found { entity: there.id, deleted: there.deleted }
}

impl Known for Picture<'_, '_> {
    fn clinic(&self) -> Result<Option<EntityId>, KnownError> {
        Ok(self.0.clinic()?.map(|clinic| clinic.id))
    }

    fn by_key(&self, kind: Kind, key: &str) -> Result<Option<Found>, KnownError> {
        Ok(self.0.there_by_key(kind, key)?.map(found))
    }

    fn stands_twice(&self, kind: Kind, key: &str) -> Result<bool, KnownError> {
        // What desks number by themselves. Two people of one key are the older trouble of choosing between their names.
        let numbered = matches!(kind, Kind::Request | Kind::Workaround);
        Ok(numbered && self.0.called(kind, key)?.len() > 1)
    }

    fn by_id(&self, entity: EntityId) -> Result<Option<Found>, KnownError> {
        let thing = self.0.thing(entity)?;
        Ok(thing.map(|thing| Found { entity, deleted: thing.is_deleted() }))
    }

    fn fields(&self, entity: EntityId) -> Result<Fields, KnownError> {
        Ok(self.0.thing(entity)?.map(|thing| thing.fields).unwrap_or_default())
    }

    fn alike(&self, kind: Kind, fields: &[(&str, &Value)]) -> Result<Vec<Found>, KnownError> {
        Ok(self.0.there_alike(kind, fields)?.into_iter().map(found).collect())
    }

    fn by_source_id(&self, source_id: &str) -> Result<Option<Found>, KnownError> {
        Ok(self.0.there_by_source_id(source_id)?.map(found))
    }

    fn has_any(&self, kind: Kind) -> Result<bool, KnownError> {
        Ok(self.0.last_listed(kind)?.is_some())
    }

    fn last_listed(&self, kind: Kind) -> Result<i64, KnownError> {
        Ok(self.0.last_listed(kind)?.unwrap_or(0))
    }
}

impl Record for Picture<'_, '_> {
    fn zone(&self) -> Result<ClinicZone, KnownError> {
        Ok(self.0.zone()?)
    }

    fn each(&self, kind: Kind, take: &mut TakeThing<'_>) -> Result<(), ExportError> {
        // Two desks that were set up apart and then joined left two clinics in the log; one of them counts.
        let clinic = self.0.clinic().map_err(|error| ExportError::Record(Box::new(error)))?;
        let counts =
            |id: EntityId| kind != Kind::Clinic || clinic.as_ref().is_none_or(|clinic| clinic.id == id);
        let taken = self.0.each_thing(kind, |thing| {
            if counts(thing.id) { take(thing.id, &thing.fields).map_err(Stopped::Export) } else { Ok(()) }
        });
        taken.map_err(|stopped| match stopped {
            Stopped::Export(error) => error,
            Stopped::Store(error) => ExportError::Record(Box::new(error)),
        })
    }
}

/// Why handing things over stopped.
enum Stopped {
    Export(ExportError),
    Store(StoreError),
}

impl From<StoreError> for Stopped {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// An act being recorded, as an import's target: each part goes to the database as it comes.
pub(crate) struct Recording<'r, 'p, 'g, 'c>(pub &'r mut Parts<'p, 'g, 'c>);

impl<'c> Recording<'_, '_, '_, 'c> {
    const fn picture(&self) -> Picture<'_, 'c> {
        Picture(self.0.read())
    }
}

impl Known for Recording<'_, '_, '_, '_> {
    fn clinic(&self) -> Result<Option<EntityId>, KnownError> {
        self.picture().clinic()
    }
    fn by_key(&self, kind: Kind, key: &str) -> Result<Option<Found>, KnownError> {
        self.picture().by_key(kind, key)
    }
    fn stands_twice(&self, kind: Kind, key: &str) -> Result<bool, KnownError> {
        self.picture().stands_twice(kind, key)
    }
    fn by_id(&self, entity: EntityId) -> Result<Option<Found>, KnownError> {
        self.picture().by_id(entity)
    }
    fn fields(&self, entity: EntityId) -> Result<Fields, KnownError> {
        self.picture().fields(entity)
    }
    fn alike(&self, kind: Kind, fields: &[(&str, &Value)]) -> Result<Vec<Found>, KnownError> {
        self.picture().alike(kind, fields)
    }
    fn by_source_id(&self, source_id: &str) -> Result<Option<Found>, KnownError> {
        self.picture().by_source_id(source_id)
    }
    fn has_any(&self, kind: Kind) -> Result<bool, KnownError> {
        self.picture().has_any(kind)
    }
    fn last_listed(&self, kind: Kind) -> Result<i64, KnownError> {
        self.picture().last_listed(kind)
    }
}

impl Target for Recording<'_, '_, '_, '_> {
    fn put(&mut self, changes: Vec<Change>) -> Result<(), KnownError> {
        Ok(self.0.add(changes)?)
    }
}
