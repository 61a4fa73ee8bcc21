//! What a row names: another thing by its key, in this import or in the record.

use keepalive_domain::check::Fields;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};

use super::hand_over::change;
use super::{Assembler, Place, shown};
use crate::known::KnownError;
use crate::problem::ImportError;
use crate::tables::Column;

impl Assembler<'_> {
    /// Puts the thing in the place of its key, or says that there is none.
    pub(super) fn resolve(
        &mut self,
        (column, ty): (&Column, FieldType),
        place: Place<'_>,
        fields: &mut Fields,
    ) -> Result<(), ImportError> {
        if !matches!(ty, FieldType::Ref(_) | FieldType::RefOrText(_) | FieldType::Item) {
            return Ok(());
        }
        let Some(key) = fields.get(column.field).and_then(Value::as_text).map(str::to_owned) else {
            return Ok(());
        };
        if self.is_twice_there(ty, &key)? {
            self.refuse_twice_there(place, column.name, &key);
            return Ok(());
        }
        let found = match ty {
            FieldType::Ref(Kind::Area) => match self.find(Kind::Area, &key)? {
                Some(area) => Some(area),
                // A new area's name is a text that comes in, and no longer one once the area stands in its place.
                None if self.looks_like_patient_data(place, column, &key) => return Ok(()),
                None => Some(self.new_area(&key)?),
            },
            FieldType::Ref(kind) | FieldType::RefOrText(kind) => self.find(kind, &key)?,
            _ => match (self.find(Kind::Request, &key)?, self.find(Kind::Workaround, &key)?) {
                (Some(_), Some(_)) => {
                    let message = format!("{} is the key of a request and of a workaround.", shown(&key));
                    self.refuse(place, column.name, "ambiguous", message);
                    return Ok(());
                }
                (request, workaround) => request.or(workaround),
            },
        };
        match (found, ty) {
            (Some(entity), _) => {
                fields.insert(column.field.to_owned(), Value::Ref(entity));
            }
            (None, FieldType::RefOrText(Kind::Person)) => self.line.unknown_people.push(key),
            (None, FieldType::RefOrText(_)) => {}
            // Its own file could not be read; that is said once, not for every row that names it.
            (None, FieldType::Ref(kind)) if self.unread.contains(&kind) => {}
            (None, FieldType::Item) if !self.unread.is_empty() => {}
            (None, FieldType::Ref(kind)) => {
                let message = format!("There is no {} {}.", kind.name().replace('_', " "), shown(&key));
                self.refuse(place, column.name, "not_found", message);
            }
            (None, _) => {
                let message = format!("There is no request or workaround {}.", shown(&key));
                self.refuse(place, column.name, "not_found", message);
            }
        }
        Ok(())
    }

    /// Whether the key stands on several things of the record, and this import does not say which.
    fn is_twice_there(&self, ty: FieldType, key: &str) -> Result<bool, KnownError> {
        let kinds: &[Kind] = match ty {
            FieldType::Ref(Kind::Request) => &[Kind::Request],
            FieldType::Ref(Kind::Workaround) => &[Kind::Workaround],
            FieldType::Item => &[Kind::Request, Kind::Workaround],
            _ => &[],
        };
        for kind in kinds {
            if self.seen.find(*kind, key).is_none() && self.sink.known().stands_twice(*kind, key)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Refuses a key that desks which worked apart have given twice.
    pub(super) fn refuse_twice_there(&mut self, place: Place<'_>, column: &str, key: &str) {
        let message = format!(
            "{} stands on more than one thing here. Write the one that is meant as a list shows it, with the sign ~ and \
             what follows.",
            shown(key)
        );
        self.refuse(place, column, "ambiguous", message);
    }

    /// The thing with this key: in this import, else in the record.
    pub(super) fn find(&mut self, kind: Kind, key: &str) -> Result<Option<EntityId>, KnownError> {
        /// A column that names things says the same few over and over; one that does not is asked for each.
        const MOST_KEPT: usize = 10_000;
        if let Some(entity) = self.seen.find(kind, key) {
            return Ok(Some(entity));
        }
        // What has a key and came in this import was found above.
        if kind.has_key() && !self.anything_known(kind)? {
            return Ok(None);
        }
        if let Some(found) = self.looked_up.get(&kind).and_then(|keys| keys.get(key)) {
            return Ok(*found);
        }
        let found = self.sink.known().by_key(kind, key)?;
        let found = found.filter(|found| !found.deleted).map(|found| found.entity);
        let found = match found {
            None if kind == Kind::Person && !self.table_set => self.person_named(key)?,
            found => found,
        };
        let kept = self.looked_up.entry(kind).or_default();
        if kind.has_key() && kept.len() < MOST_KEPT {
            kept.insert(key.to_owned(), found);
        }
        Ok(found)
    }

    /// The one person of the record with this name: another program knows nobody's key. Two of one name are nobody it can mean.
    fn person_named(&self, name: &str) -> Result<Option<EntityId>, KnownError> {
        let named = self.sink.known().alike(Kind::Person, &[("name", &Value::from(name))])?;
        let mut there = named.iter().filter(|found| !found.deleted);
        Ok(there.next().filter(|_| there.next().is_none()).map(|found| found.entity))
    }

    /// The area of this name, which nobody knows by just that spelling: made, unless another spelling is there.
    fn new_area(&mut self, name: &str) -> Result<EntityId, ImportError> {
        let entity = EntityId::named(Kind::Area.name(), &[name]);
        self.name(Kind::Area, name, entity);
        // "refills" beside "Refills" is the same area, written down once.
        let standing = self.sink.known().by_id(entity)?;
        if standing.is_some_and(|found| !found.deleted) || !self.first_seen(entity, 0) {
            return Ok(entity);
        }
        self.report.new_areas.push(name.to_owned());
        self.line.new_areas += 1;
        if self.leave_out || self.report.is_clean() {
            let listed = self.next_listed(Kind::Area)?;
            let fields = Fields::from([("key".to_owned(), Value::from(name))]);
            self.line.changes.push(change(Kind::Area, entity, standing, listed, fields));
        }
        Ok(entity)
    }
}
