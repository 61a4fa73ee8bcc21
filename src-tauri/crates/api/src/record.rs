//! The open database as imports and exports see it.

use std::sync::mpsc::{SyncSender, sync_channel};

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::check::Fields;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_exchange::tables::{Record, TakeThing};
use keepalive_exchange::{ByHand, ExportError, Found, Known, KnownError, Target};
use keepalive_store::read::{SetByHand, ThingThere};
use keepalive_store::{Part, Parts, Read, Store, StoreError, Watch};

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

    fn by_hand(&self, entity: EntityId, fields: &[&str]) -> Result<Vec<ByHand>, KnownError> {
        let set = self.0.set_by_hand_since_import(entity, fields)?.into_iter();
        Ok(set.map(|SetByHand { field, by, at_ms }| ByHand { field, by, at_ms }).collect())
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

/// A picture of the record whose way out can be watched and stopped.
pub(crate) struct Watched<'a, 'c> {
    picture: Picture<'a, 'c>,
    watch: &'a Watch,
}

impl<'a, 'c> Watched<'a, 'c> {
    pub(crate) fn new(read: &'a Read<'c>, watch: &'a Watch) -> Self {
        Self { picture: Picture(read), watch }
    }
}

impl Record for Watched<'_, '_> {
    fn zone(&self) -> Result<ClinicZone, KnownError> {
        self.picture.zone()
    }

    fn each(&self, kind: Kind, take: &mut TakeThing<'_>) -> Result<(), ExportError> {
        // Every kind is walked through more than once, so how much it is in all is not known.
        self.picture.each(kind, &mut |entity, fields| {
            self.watch.go_on().map_err(|error| ExportError::Record(Box::new(error)))?;
            take(entity, fields)
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

/// How many parts an import may be ahead of the database: enough that neither waits for the other at every turn.
const PARTS_AHEAD: usize = 8;

/// Has an import read on a thread of its own while this one, the writer's, records each part as it comes. The import sees
/// the record as it stands before it: nobody else writes meanwhile, and its own parts are not committed.
///
/// # Errors
/// Of `read`, or the database could not take a part; then `read` was stopped.
pub(crate) fn record_beside<T, E>(
    store: &Store,
    parts: &mut Parts<'_, '_, '_>,
    read: impl FnOnce(&mut dyn Target) -> Result<T, E> + Send,
) -> Result<T, E>
where
    T: Send,
    E: From<StoreError> + Send,
{
    std::thread::scope(|scope| {
        let (sender, receiver) = sync_channel(PARTS_AHEAD);
        let reading = std::thread::Builder::new()
            .name("keepalive-import".to_owned())
            .spawn_scoped(scope, move || store.read(|picture| read(&mut Sending(Picture(picture), sender))));
        let reading = reading.map_err(|source| StoreError::File {
            attempted: "start the import into",
            path: store.path().to_owned(),
            source,
        })?;
        let taken = receiver.iter().try_for_each(|part| parts.add_part(part));
        // Whoever still sends is told that nobody takes it any more.
        drop(receiver);
        let done = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        taken?;
        done
    })
}

/// An import's target on another thread: each part goes to whoever records it.
struct Sending<'a, 'c>(Picture<'a, 'c>, SyncSender<Part>);

impl Known for Sending<'_, '_> {
    fn clinic(&self) -> Result<Option<EntityId>, KnownError> {
        self.0.clinic()
    }
    fn by_key(&self, kind: Kind, key: &str) -> Result<Option<Found>, KnownError> {
        self.0.by_key(kind, key)
    }
    fn stands_twice(&self, kind: Kind, key: &str) -> Result<bool, KnownError> {
        self.0.stands_twice(kind, key)
    }
    fn by_id(&self, entity: EntityId) -> Result<Option<Found>, KnownError> {
        self.0.by_id(entity)
    }
    fn fields(&self, entity: EntityId) -> Result<Fields, KnownError> {
        self.0.fields(entity)
    }
    fn by_hand(&self, entity: EntityId, fields: &[&str]) -> Result<Vec<ByHand>, KnownError> {
        self.0.by_hand(entity, fields)
    }
    fn alike(&self, kind: Kind, fields: &[(&str, &Value)]) -> Result<Vec<Found>, KnownError> {
        self.0.alike(kind, fields)
    }
    fn by_source_id(&self, source_id: &str) -> Result<Option<Found>, KnownError> {
        self.0.by_source_id(source_id)
    }
    fn has_any(&self, kind: Kind) -> Result<bool, KnownError> {
        self.0.has_any(kind)
    }
    fn last_listed(&self, kind: Kind) -> Result<i64, KnownError> {
        self.0.last_listed(kind)
    }
}

impl Target for Sending<'_, '_> {
    fn put(&mut self, changes: Vec<Change>) -> Result<(), KnownError> {
        Ok(self.1.send(Part::of(changes)?).map_err(|_| StoreError::Closed)?)
    }
}
