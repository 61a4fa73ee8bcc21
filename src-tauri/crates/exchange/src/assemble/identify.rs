//! Which thing a row is, whether it is there already, and what about it is new.

use keepalive_domain::check::Fields;
use keepalive_domain::ids::{EntityId, is_mark};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_domain::words::RequestState;

use super::file_order::FileOrder;
use super::{Assembler, Place, shown};
use crate::corrections::Correction;
use crate::identity;
use crate::known::{ByHand, Found, KnownError};
use crate::problem::{ImportError, Outcome};
use crate::tables::Table;

/// A state that a request has come into, as the record has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StandingState {
    pub(crate) entity: EntityId,
    pub(crate) state: RequestState,
    /// UTC milliseconds.
    pub(crate) at: i64,
    /// Nobody says when.
    pub(crate) undated: bool,
    /// Nobody said when, and then somebody here did.
    pub(crate) said_here: bool,
}

impl Assembler<'_> {
    /// Which thing the row is, and whether it is there already.
    pub(super) fn identify(
        &mut self,
        table: &Table,
        place: Place<'_>,
        fields: &Fields,
    ) -> Result<(EntityId, Option<Found>), ImportError> {
        let kind = table.kind;
        if kind == Kind::Clinic {
            let known = self.sink.known();
            // One that was taken back is in the trash under this identity, and comes out of it.
            let entity = known.clinic()?.unwrap_or_else(|| EntityId::named("clinic", &["clinic"]));
            let found = known.by_id(entity)?;
            if !self.first_seen(entity, place.line) {
                let message = "A clinic stands alone: one row.".to_owned();
                self.refuse(place, "name", "twice", message);
            }
            return Ok((entity, found));
        }
        if let Some(key) = fields.get("key").and_then(Value::as_text) {
            let (entity, found) = self.keyed(kind, key, fields)?;
            if found.is_some() && self.sink.known().stands_twice(kind, key)? {
                self.refuse_twice_there(place, table.columns[0].name, key);
            }
            let first = self.seen.line(entity);
            if !self.first_seen(entity, place.line)
                && let Some(first) = first
            {
                let message = format!(
                    "The key {} stands twice, first on line {first}. Keys that differ only in capitals are the same.",
                    shown(key)
                );
                self.refuse_naming(place, table.columns[0].name, "twice", message, [first.to_string()]);
            }
            self.name(kind, key, entity);
            return Ok((entity, found));
        }
        if let Some(entity) = identity::of_element(kind, fields) {
            let found = self.sink.known().by_id(entity)?;
            return Ok((entity, found));
        }
        let anything_known = self.anything_known(kind)?;
        Ok(identity::of_row(
            kind,
            fields,
            self.repeats.entry(kind).or_default(),
            self.sink.known(),
            anything_known,
        )?)
    }

    /// The thing with this key, or the one its source named so, or a new one.
    pub(super) fn keyed(
        &mut self,
        kind: Kind,
        key: &str,
        fields: &Fields,
    ) -> Result<(EntityId, Option<Found>), KnownError> {
        // The first import into a new clinic asks nothing for each of its hundred thousand lines.
        if !self.anything_known(kind)? {
            return Ok((EntityId::named(kind.name(), &[key]), None));
        }
        let known = self.sink.known();
        let by_source = match fields.get("source_id").and_then(Value::as_text) {
            Some(source_id) => known.by_source_id(source_id)?,
            None => None,
        };
        let found = match by_source {
            Some(found) => Some(found),
            None => known.by_key(kind, key)?,
        };
        if let Some(found) = found {
            return Ok((found.entity, Some(found)));
        }
        let entity = EntityId::named(kind.name(), &[key]);
        Ok((entity, known.by_id(entity)?))
    }

    /// The states of the request of the line begun, as the record has them, in their order; empty for one that is new.
    pub(crate) fn standing_states(&mut self, key: &str) -> Result<Vec<StandingState>, KnownError> {
        if self.line.outcome == Some(Outcome::New) || !self.anything_known(Kind::RequestState)? {
            return Ok(Vec::new());
        }
        let Some(request) = self.find(Kind::Request, key)? else { return Ok(Vec::new()) };
        let known = self.sink.known();
        let mut states = Vec::new();
        for found in known.alike(Kind::RequestState, &[("request", &Value::Ref(request))])? {
            let fields = known.fields(found.entity)?;
            let state = fields.get("state").and_then(Value::as_text).and_then(RequestState::from_word);
            let listed = if let Some(Value::Int(listed)) = fields.get("listed") { *listed } else { i64::MAX };
            if let (false, Some(state), Some(at)) = (found.deleted, state, instant_of(&fields)) {
                let undated = fields.get("undated").is_some_and(Value::is_yes);
                let said_here = fields.get("undated") == Some(&Value::Bool(false));
                let entity = found.entity;
                states.push((at, listed, StandingState { entity, state, at, undated, said_here }));
            }
        }
        // Equal moments stand in the order of the lists they came in (A10).
        states.sort_by_key(|(at, listed, _)| (*at, *listed));
        Ok(states.into_iter().map(|(_, _, state)| state).collect())
    }

    /// Whether there was anything of this kind before this import wrote the first of it.
    pub(super) fn anything_known(&mut self, kind: Kind) -> Result<bool, KnownError> {
        if let Some(known) = self.anything_known.get(&kind) {
            return Ok(*known);
        }
        // Asked once, before the first row of the kind is written.
        let last = self.sink.known().last_listed(kind)?;
        let anything = last > 0 || self.sink.known().has_any(kind)?;
        self.listed.entry(kind).or_insert(last);
        self.anything_known.insert(kind, anything);
        Ok(anything)
    }

    pub(super) fn next_listed(&mut self, kind: Kind) -> Result<i64, KnownError> {
        self.anything_known(kind)?;
        let listed = self.listed.entry(kind).or_default();
        *listed += 1;
        Ok(*listed)
    }

    /// Takes out of the fields what stands so already, and says what is left to do.
    pub(super) fn keep_what_changes(
        &mut self,
        kind: Kind,
        place: Place<'_>,
        found: Option<Found>,
        fields: &mut Fields,
    ) -> Result<Outcome, ImportError> {
        let Some(found) = found else {
            if FileOrder::matters(kind) && self.anything_known(kind)? {
                let next = self.listed.get(&kind).copied().unwrap_or_default() + 1;
                self.file_order.comes(fields, next);
            }
            return Ok(Outcome::New);
        };
        let standing = self.sink.known().fields(found.entity)?;
        if names_with_mark(fields, &standing) {
            fields.remove("key");
        }
        // What the record found by its key is the clinic's own, and no ticket of another program.
        let is_own = standing.contains_key("key") && standing.get("source_id").is_none_or(Value::is_null);
        fields.retain(|name, value| {
            let stands = standing.get(name).unwrap_or(&Value::Null);
            let stands_so =
                stands == value || !self.table_set && stands.is_null() && says_nothing(name, value);
            !(stands_so || is_own && name == "source_id")
        });
        self.keep_what_was_corrected(kind, place, found.entity, &standing, fields)?;
        // What was typed at a screen has no place in a list: it stands after what was imported.
        if FileOrder::matters(kind)
            && let Some(Value::Int(listed)) = standing.get("listed")
            && self.file_order.comes(&standing, *listed)
        {
            let behind = self.next_listed(kind)?;
            self.file_order.comes(&standing, behind);
            fields.insert("listed".to_owned(), Value::Int(behind));
        }
        Ok(match (found.deleted, fields.is_empty()) {
            // What lies in the trash is in no list; whoever imports it sees something new.
            (true, _) => Outcome::New,
            (false, true) => Outcome::Unchanged,
            (false, false) => Outcome::Updated,
        })
    }

    /// Notes what somebody set by hand since an import and the row says otherwise, and takes it out of the fields: the file
    /// may be older than the correction. Where the file's values were asked for, it only notes them.
    fn keep_what_was_corrected(
        &mut self,
        kind: Kind,
        place: Place<'_>,
        entity: EntityId,
        standing: &Fields,
        fields: &mut Fields,
    ) -> Result<(), KnownError> {
        let changed: Vec<&str> = fields.keys().map(String::as_str).collect();
        if changed.is_empty() {
            return Ok(());
        }
        for ByHand { field, by, at_ms } in self.sink.known().by_hand(entity, &changed)? {
            let theirs = fields.get(&field).cloned().unwrap_or(Value::Null);
            if !self.take_corrected {
                fields.remove(&field);
            }
            self.line.corrections.push(Correction {
                file: place.file.to_owned(),
                line: place.line,
                kind,
                ours: standing.get(&field).cloned().unwrap_or(Value::Null),
                theirs,
                field,
                by,
                at_ms,
            });
        }
        Ok(())
    }

    /// Whether a voice was never heard so early. A person says "me too" once about an item, whatever the order of the
    /// rows that say it: the first time counts, for it decides from which day on the voice is one.
    pub(super) fn is_first_word(
        &mut self,
        kind: Kind,
        entity: EntityId,
        found: Option<Found>,
        fields: &Fields,
    ) -> Result<bool, KnownError> {
        let (Kind::Voice, Some(at)) = (kind, instant_of(fields)) else { return Ok(false) };
        let before = match (self.voiced.get(&entity), found) {
            (Some(before), _) => Some(*before),
            (None, Some(found)) if !found.deleted => instant_of(&self.sink.known().fields(found.entity)?),
            (None, _) => None,
        };
        let earlier = before.is_none_or(|before| at < before);
        if earlier {
            self.voiced.insert(entity, at);
        }
        Ok(earlier)
    }
}

/// A list writes *no* for what nobody marked. In the table set that is said by an empty cell.
fn says_nothing(name: &str, value: &Value) -> bool {
    matches!(name, "safety" | "regulatory") && *value == Value::Bool(false)
}

fn instant_of(fields: &Fields) -> Option<i64> {
    match fields.get("at") {
        Some(Value::Instant(at)) => Some(*at),
        _ => None,
    }
}

/// Whether the row names the thing by its key and the end of its identity: that is no other key for it.
fn names_with_mark(fields: &Fields, standing: &Fields) -> bool {
    let key = |fields: &Fields| fields.get("key").and_then(Value::as_text).map(str::to_owned);
    let (Some(written), Some(stands)) = (key(fields), key(standing)) else { return false };
    written.strip_prefix(&stands).and_then(|rest| rest.strip_prefix('~')).is_some_and(is_mark)
}
