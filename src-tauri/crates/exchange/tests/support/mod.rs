//! A record in memory: what a database is to an import and an export, without one.

pub(crate) mod clinic;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::check::Fields;
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::Change;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_exchange::tables::{Import, Record, TakeThing};
use keepalive_exchange::{ByHand, ExportError, Found, Known, KnownError, Report, Taking, Target, Watch};

/// Things by identity, in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Memory {
    pub(crate) things: BTreeMap<EntityId, (Kind, Fields)>,
    order: Vec<EntityId>,
    /// What somebody set by hand since an import.
    pub(crate) by_hand: BTreeSet<(EntityId, String)>,
}

pub(crate) const TODAY: &str = "2026-11-23";

pub(crate) fn today() -> Day {
    TODAY.parse().unwrap()
}

/// All or nothing, with nobody looking on.
pub(crate) fn taking(watch: &Watch) -> Taking<'_> {
    Taking { today: today(), leave_out: false, take_corrected: false, watch }
}

impl Memory {
    /// Imports all or nothing, as a database's transaction would.
    pub(crate) fn import(&mut self, path: &Path) -> Report {
        let mut after = self.clone();
        let report = Import::open(path).unwrap().take(&mut after, taking(&Watch::default())).unwrap();
        if report.is_clean() {
            *self = after;
        }
        report
    }

    pub(crate) fn of(&self, kind: Kind) -> Vec<&Fields> {
        let mut of: Vec<_> = self
            .order
            .iter()
            .filter_map(|id| self.things.get(id))
            .filter(|(k, fields)| *k == kind && !is_deleted(fields))
            .map(|(_, fields)| fields)
            .collect();
        of.sort_by_key(|fields| listed(fields));
        of
    }

    pub(crate) fn id_of(&self, kind: Kind, key: &str) -> EntityId {
        self.by_key(kind, key).unwrap().unwrap().entity
    }

    pub(crate) fn set(&mut self, entity: EntityId, field: &str, value: impl Into<Value>) {
        self.things.get_mut(&entity).unwrap().1.insert(field.to_owned(), value.into());
    }

    pub(crate) fn apply(&mut self, change: Change) {
        let (_, fields) = self.things.entry(change.entity).or_insert_with(|| {
            self.order.push(change.entity);
            (change.kind, Fields::new())
        });
        for (name, value) in change.set {
            if value.is_null() {
                fields.remove(&name);
            } else {
                fields.insert(name, value);
            }
        }
    }

    fn found(&self, entity: EntityId) -> Option<Found> {
        let (_, fields) = self.things.get(&entity)?;
        Some(Found { entity, deleted: is_deleted(fields) })
    }

    fn find(&self, matches: impl Fn(Kind, &Fields) -> bool) -> impl Iterator<Item = Found> {
        self.order
            .iter()
            .filter(move |id| {
                let (kind, fields) = &self.things[id];
                matches(*kind, fields)
            })
            .filter_map(|id| self.found(*id))
    }
}

fn is_deleted(fields: &Fields) -> bool {
    fields.get("deleted").is_some_and(Value::is_yes)
}

fn listed(fields: &Fields) -> i64 {
    match fields.get("listed") {
        Some(Value::Int(n)) => *n,
        _ => i64::MAX,
    }
}

impl Known for Memory {
    fn clinic(&self) -> Result<Option<EntityId>, KnownError> {
        Ok(self.find(|kind, _| kind == Kind::Clinic).next().map(|found| found.entity))
    }
    fn by_key(&self, kind: Kind, key: &str) -> Result<Option<Found>, KnownError> {
        let name = if kind == Kind::Site { "name" } else { "key" };
        Ok(self.find(|k, fields| k == kind && fields.get(name).and_then(Value::as_text) == Some(key)).next())
    }
    fn stands_twice(&self, kind: Kind, key: &str) -> Result<bool, KnownError> {
        Ok(self
            .find(|k, fields| k == kind && fields.get("key").and_then(Value::as_text) == Some(key))
            .count()
            > 1)
    }
    fn by_id(&self, entity: EntityId) -> Result<Option<Found>, KnownError> {
        Ok(self.found(entity))
    }
    fn fields(&self, entity: EntityId) -> Result<Fields, KnownError> {
        Ok(self.things.get(&entity).map(|(_, fields)| fields.clone()).unwrap_or_default())
    }
    fn by_hand(&self, entity: EntityId, fields: &[&str]) -> Result<Vec<ByHand>, KnownError> {
        let by_hand = |field: &&&str| self.by_hand.contains(&(entity, (**field).to_owned()));
        let set = |field: &&str| ByHand { field: (*field).to_owned(), by: "Ana".to_owned(), at_ms: 0 };
        Ok(fields.iter().filter(by_hand).map(set).collect())
    }
    fn alike(&self, kind: Kind, values: &[(&str, &Value)]) -> Result<Vec<Found>, KnownError> {
        Ok(self
            .find(|k, fields| {
                k == kind && values.iter().all(|(n, v)| fields.get(*n).unwrap_or(&Value::Null) == *v)
            })
            .collect())
    }
    fn by_source_id(&self, source_id: &str) -> Result<Option<Found>, KnownError> {
        Ok(self.find(|_, fields| fields.get("source_id").and_then(Value::as_text) == Some(source_id)).next())
    }
    fn has_any(&self, kind: Kind) -> Result<bool, KnownError> {
        Ok(self.find(|k, _| k == kind).next().is_some())
    }
    fn last_listed(&self, kind: Kind) -> Result<i64, KnownError> {
        let listed =
            self.things.values().filter(|(k, _)| *k == kind).filter_map(|(_, f)| match f.get("listed") {
                Some(Value::Int(n)) => Some(*n),
                _ => None,
            });
        Ok(listed.max().unwrap_or(0))
    }
}

impl Target for Memory {
    fn put(&mut self, changes: Vec<Change>) -> Result<(), KnownError> {
        assert!(changes.len() <= keepalive_domain::ops::MOST_ROWS_PER_OP);
        for change in changes {
            for value in change.set.values() {
                if let Value::Ref(id) = value {
                    assert!(self.things.contains_key(id), "{} refers to what is not there yet", change.kind);
                }
            }
            self.apply(change);
        }
        Ok(())
    }
}

impl Record for Memory {
    fn zone(&self) -> Result<ClinicZone, KnownError> {
        let name = self.of(Kind::Clinic).first().and_then(|f| f.get("time_zone")?.as_text());
        Ok(name.unwrap_or("UTC").parse()?)
    }
    fn each(&self, kind: Kind, take: &mut TakeThing<'_>) -> Result<(), ExportError> {
        let mut ids: Vec<_> = self
            .order
            .iter()
            .filter(|id| self.things[id].0 == kind && !is_deleted(&self.things[id].1))
            .collect();
        ids.sort_by_key(|id| listed(&self.things[id].1));
        ids.into_iter().try_for_each(|id| take(*id, &self.things[id].1))
    }
}

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    dir
}

/// The small clinic with this text in one of its files.
pub(crate) fn with(file: &str, text: &str) -> tempfile::TempDir {
    let mut files: Vec<(&str, &str)> =
        clinic::EVERY_FILE.iter().copied().filter(|(name, _)| *name != file).collect();
    files.push((file, text));
    folder(&files)
}

/// What was refused, as `file:line:field:code`.
pub(crate) fn refused(report: &Report) -> Vec<String> {
    report
        .refused
        .listed
        .iter()
        .map(|p| format!("{}:{}:{}:{}", p.file, p.line, p.field.as_deref().unwrap_or(""), p.code))
        .collect()
}
