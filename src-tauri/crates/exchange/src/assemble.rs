//! From the cells of a row to the change it means: typed, looked up, checked, identified.

use std::collections::{HashMap, HashSet};

use keepalive_domain::check::{Fields, check, check_text};
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::{Change, MOST_ROWS_PER_OP};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};

use crate::identity::{self, Repeats};
use crate::known::{Found, Known, KnownError, Target};
use crate::phi;
use crate::problem::{ImportError, Outcome, Problem, Report};
use crate::tables::{Column, Table, is_text, read_cell};
use crate::watch::{Taking, Watch};

/// What a row gives for one column.
pub(crate) enum Cell<'a> {
    /// The file has no such column: the field is left as it is.
    Absent,
    /// Text as it stands in the file.
    Text(&'a str),
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// Read already.
    Value(Value),
}

/// Where a row stands.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) file: &'a str,
    pub(crate) line: u64,
}

/// History that no form would take but that may have been so: an import takes it as it was (TABLES A27).
const TAKEN_AS_IT_WAS: &[(Kind, &str, &str)] = &[
    (Kind::Promise, "due_on", "before_start"),
    (Kind::Workaround, "expected_end", "before_start"),
    (Kind::Workaround, "review_on", "before_start"),
    (Kind::RequestState, "into", "required"),
];

/// Where changes go: nowhere when only looking.
pub(crate) enum Sink<'t> {
    Nowhere(&'t dyn Known),
    Into(&'t mut dyn Target),
}

impl Sink<'_> {
    fn known(&self) -> &dyn Known {
        match self {
            Self::Nowhere(known) => *known,
            Self::Into(target) => &**target,
        }
    }
}

/// What one line of a file came to so far. It is kept or dropped as a whole.
#[derive(Default)]
struct Line {
    refused_before: u64,
    outcome: Option<Outcome>,
    changes: Vec<Change>,
    keys: Vec<(Kind, String)>,
    seen: Vec<EntityId>,
    new_areas: usize,
}

/// One import being put together.
pub(crate) struct Assembler<'t> {
    sink: Sink<'t>,
    today: Day,
    leave_out: bool,
    watch: &'t Watch,
    line: Line,
    keys: HashMap<Kind, HashMap<String, EntityId>>,
    lines: HashMap<EntityId, u64>,
    /// Since when each voice of this import is one, in milliseconds.
    voiced: HashMap<EntityId, i64>,
    listed: HashMap<Kind, i64>,
    anything_known: HashMap<Kind, bool>,
    repeats: HashMap<Kind, Repeats>,
    unread: HashSet<Kind>,
    batch: Vec<Change>,
    pub(crate) report: Report,
}

impl<'t> Assembler<'t> {
    pub(crate) fn new(sink: Sink<'t>, taking: Taking<'t>) -> Self {
        Self {
            sink,
            today: taking.today,
            leave_out: taking.leave_out,
            watch: taking.watch,
            line: Line::default(),
            keys: HashMap::new(),
            lines: HashMap::new(),
            voiced: HashMap::new(),
            listed: HashMap::new(),
            anything_known: HashMap::new(),
            repeats: HashMap::new(),
            unread: HashSet::new(),
            batch: Vec::new(),
            report: Report::default(),
        }
    }

    /// Hands on what is left and says what was found.
    pub(crate) fn finish(mut self) -> Result<Report, ImportError> {
        self.flush()?;
        Ok(self.report)
    }

    /// Begins the next line of a file: from here to [`Assembler::end_line`] is kept or dropped together.
    ///
    /// # Errors
    /// [`ImportError::Cancelled`]: somebody changed their mind.
    pub(crate) fn begin_line(&mut self) -> Result<(), ImportError> {
        self.watch.one_more()?;
        self.line = Line { refused_before: self.report.refused.count, ..Line::default() };
        Ok(())
    }

    /// Ends a line: hands its changes on, or forgets it where any part of it was refused.
    pub(crate) fn end_line(&mut self) -> Result<Outcome, ImportError> {
        let line = std::mem::take(&mut self.line);
        if self.report.refused.count == line.refused_before {
            line.changes.into_iter().try_for_each(|change| self.emit(change))?;
            return Ok(line.outcome.unwrap_or(Outcome::Unchanged));
        }
        self.report.refused_lines += 1;
        if self.leave_out {
            // What is left out is not there for the lines behind it either.
            for (kind, key) in &line.keys {
                if let Some(keys) = self.keys.get_mut(kind) {
                    keys.remove(key);
                }
            }
            for entity in &line.seen {
                self.lines.remove(entity);
            }
            let areas = self.report.new_areas.len() - line.new_areas;
            self.report.new_areas.truncate(areas);
        }
        Ok(Outcome::Refused)
    }

    /// Takes one row of the line begun. What is wrong with it goes into the report.
    pub(crate) fn row<'c>(
        &mut self,
        table: &Table,
        place: Place<'_>,
        cell: impl Fn(usize, &Column) -> Cell<'c>,
        extra: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Result<(), ImportError> {
        let problems_before = self.report.refused.count;
        let mut fields = self.read(table, place, cell);
        fields.extend(extra.into_iter().map(|(name, value)| (name.to_owned(), value)));
        for column in table.columns {
            self.resolve(table, column, place, &mut fields)?;
        }
        if self.report.refused.count == problems_before {
            self.check(table, place, &fields);
        }
        let (entity, found) = self.identify(table, place, &fields)?;
        // A ticket found by its source keeps the key the clinic has given it since.
        if found.is_some() && fields.contains_key("source_id") {
            fields.remove("key");
        }
        // Said twice is said once: in one import a thing comes once.
        let again = identity::is_element(table.kind) && !self.first_seen(entity, place.line);
        if self.report.refused.count > problems_before {
            return Ok(());
        }
        let earlier = self.is_first_word(table.kind, entity, found, &fields)?;
        if again && !earlier {
            return Ok(());
        }
        if found.is_some() && !earlier && table.kind == Kind::Voice {
            fields.remove("at");
        }
        let outcome = if again { Outcome::Updated } else { self.keep_what_changes(found, &mut fields)? };
        self.came_to(outcome);
        if outcome != Outcome::Unchanged && (self.leave_out || self.report.is_clean()) {
            let listed = self.next_listed(table.kind)?;
            self.line.changes.push(change(table.kind, entity, found, listed, fields));
        }
        Ok(())
    }

    /// Whether a voice was never heard so early. A person says "me too" once about an item, whatever the order of the
    /// rows that say it: the first time counts, for it decides from which day on the voice is one.
    fn is_first_word(
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

    /// Takes out of the fields what stands so already, and says what is left to do.
    fn keep_what_changes(&self, found: Option<Found>, fields: &mut Fields) -> Result<Outcome, ImportError> {
        let Some(found) = found else { return Ok(Outcome::New) };
        let standing = self.sink.known().fields(found.entity)?;
        fields.retain(|name, value| standing.get(name).unwrap_or(&Value::Null) != value);
        let unchanged = fields.is_empty() && !found.deleted;
        Ok(if unchanged { Outcome::Unchanged } else { Outcome::Updated })
    }

    /// A line is about its first row's thing; what hangs on that thing can only update it.
    fn came_to(&mut self, outcome: Outcome) {
        self.line.outcome = Some(match self.line.outcome {
            None => outcome,
            Some(Outcome::Unchanged) if outcome != Outcome::Unchanged => Outcome::Updated,
            Some(before) => before,
        });
    }

    /// Whether a thing comes for the first time in this import.
    fn first_seen(&mut self, entity: EntityId, line: u64) -> bool {
        let first = self.lines.insert(entity, line).is_none();
        if first {
            self.line.seen.push(entity);
        }
        first
    }

    /// Makes a thing findable by its key for the rest of the import.
    fn name(&mut self, kind: Kind, key: &str, entity: EntityId) {
        if self.keys.entry(kind).or_default().insert(key.to_owned(), entity).is_none() {
            self.line.keys.push((kind, key.to_owned()));
        }
    }

    /// Reads every cell as its column's type, references as text.
    fn read<'c>(
        &mut self,
        table: &Table,
        place: Place<'_>,
        cell: impl Fn(usize, &Column) -> Cell<'c>,
    ) -> Fields {
        let mut fields = Fields::new();
        for (i, column) in table.columns.iter().enumerate() {
            let value = match cell(i, column) {
                Cell::Absent => continue,
                Cell::Value(value) => Ok(value),
                Cell::Text(text) => read_cell(table.kind, column.field, table.type_of(column), text),
                Cell::NotUtf8 => Err((
                    "not_utf8",
                    "These characters are not UTF-8. Save the file as CSV UTF-8 and try again.".to_owned(),
                )),
            };
            match value {
                Ok(value) => {
                    fields.insert(column.field.to_owned(), value);
                }
                Err((code, message)) => self.refuse(place, column.name, code, message),
            }
        }
        fields
    }

    /// Puts the thing in the place of its key, or says that there is none.
    fn resolve(
        &mut self,
        table: &Table,
        column: &Column,
        place: Place<'_>,
        fields: &mut Fields,
    ) -> Result<(), ImportError> {
        let ty = table.type_of(column);
        if !matches!(ty, FieldType::Ref(_) | FieldType::RefOrText(_) | FieldType::Item) {
            return Ok(());
        }
        let Some(key) = fields.get(column.field).and_then(Value::as_text).map(str::to_owned) else {
            return Ok(());
        };
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

    /// The thing with this key: in this import, else in the record.
    fn find(&self, kind: Kind, key: &str) -> Result<Option<EntityId>, KnownError> {
        if let Some(entity) = self.keys.get(&kind).and_then(|keys| keys.get(key)) {
            return Ok(Some(*entity));
        }
        let found = self.sink.known().by_key(kind, key)?;
        Ok(found.filter(|found| !found.deleted).map(|found| found.entity))
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

    /// Looks at the row as a whole, and at its texts.
    fn check(&mut self, table: &Table, place: Place<'_>, fields: &Fields) {
        let column_of = |field: &str| {
            table
                .columns
                .iter()
                .find(|column| column.field == field)
                .map_or("", |column| column.name)
                .to_owned()
        };
        if table.kind.has_key() && fields.get("key").is_none_or(Value::is_null) {
            self.refuse(place, table.columns[0].name, "required", "This cannot be empty.".to_owned());
        }
        for problem in check(table.kind, fields, self.today) {
            let taken = TAKEN_AS_IT_WAS.contains(&(table.kind, problem.field.as_str(), problem.code));
            // A missing key was said above.
            if !taken && problem.field != "key" {
                self.refuse(place, &column_of(&problem.field), problem.code, problem.message);
            }
        }
        for column in table.columns.iter().filter(|column| is_text(table.type_of(column))) {
            let Some(text) = fields.get(column.field).and_then(Value::as_text) else { continue };
            self.looks_like_patient_data(place, column, text);
        }
    }

    /// Has the PHI guard look at a text that comes in, and says what it found. Whether the text is refused.
    fn looks_like_patient_data(&mut self, place: Place<'_>, column: &Column, text: &str) -> bool {
        match phi::look(text) {
            phi::Looks::LikePatientData(message) => {
                self.refuse(place, column.name, "phi_blocked", message);
                return true;
            }
            // Ticket numbers are long numbers; a note on each would bury the others.
            phi::Looks::Doubtful(message) if column.field != "key" => {
                self.note(place, column.name, "phi_warned", message);
            }
            phi::Looks::Doubtful(_) | phi::Looks::Harmless => {}
        }
        false
    }

    /// Which thing the row is, and whether it is there already.
    fn identify(
        &mut self,
        table: &Table,
        place: Place<'_>,
        fields: &Fields,
    ) -> Result<(EntityId, Option<Found>), ImportError> {
        let kind = table.kind;
        if kind == Kind::Clinic {
            let clinic = self.sink.known().clinic()?;
            let entity = clinic.unwrap_or_else(|| EntityId::named("clinic", &["clinic"]));
            if !self.first_seen(entity, place.line) {
                let message = "A clinic stands alone: one row.".to_owned();
                self.refuse(place, "name", "twice", message);
            }
            return Ok((entity, clinic.map(|entity| Found { entity, deleted: false })));
        }
        if let Some(key) = fields.get("key").and_then(Value::as_text) {
            let (entity, found) = self.keyed(kind, key, fields)?;
            let first = self.lines.get(&entity).copied();
            if !self.first_seen(entity, place.line)
                && let Some(first) = first
            {
                let message = format!(
                    "The key {} stands twice, first on line {first}. Keys that differ only in capitals are the same.",
                    shown(key)
                );
                self.refuse(place, table.columns[0].name, "twice", message);
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
    fn keyed(&self, kind: Kind, key: &str, fields: &Fields) -> Result<(EntityId, Option<Found>), KnownError> {
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

    fn anything_known(&mut self, kind: Kind) -> Result<bool, KnownError> {
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

    fn next_listed(&mut self, kind: Kind) -> Result<i64, KnownError> {
        self.anything_known(kind)?;
        let listed = self.listed.entry(kind).or_default();
        *listed += 1;
        Ok(*listed)
    }

    fn emit(&mut self, change: Change) -> Result<(), ImportError> {
        if matches!(self.sink, Sink::Nowhere(_)) {
            return Ok(());
        }
        self.batch.push(change);
        if self.batch.len() >= MOST_ROWS_PER_OP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), ImportError> {
        let batch = std::mem::take(&mut self.batch);
        if let Sink::Into(target) = &mut self.sink
            && !batch.is_empty()
            && self.report.can_be_taken(self.leave_out)
        {
            target.put(batch)?;
        }
        Ok(())
    }

    /// Forgets what was kept to tell equal rows apart: no more rows of this kind will come.
    pub(crate) fn no_more(&mut self, kind: Kind) {
        self.repeats.remove(&kind);
    }

    /// Notes that a whole file could not be read.
    pub(crate) fn refuse_file(&mut self, kind: Kind, problem: Problem) {
        self.unread.insert(kind);
        self.stop(problem);
    }

    /// Notes what no leaving out of lines can mend: a heading, an order of dates, a file that breaks off.
    pub(crate) fn stop(&mut self, problem: Problem) {
        self.report.stops += 1;
        self.report.refused.push(problem);
    }

    /// Notes why a line as such is refused.
    pub(crate) fn refuse_line(&mut self, problem: Problem) {
        self.report.refused.push(problem);
    }

    /// Notes why a cell is refused.
    pub(crate) fn refuse(&mut self, place: Place<'_>, column: &str, code: &'static str, message: String) {
        self.report.refused.push(Problem::cell(place.file, place.line, column, code, message));
    }

    /// Notes what is taken but worth a look.
    pub(crate) fn note(&mut self, place: Place<'_>, column: &str, code: &'static str, message: String) {
        self.report.notes.push(Problem::cell(place.file, place.line, column, code, message));
    }
}

fn instant_of(fields: &Fields) -> Option<i64> {
    match fields.get("at") {
        Some(Value::Instant(at)) => Some(*at),
        _ => None,
    }
}

/// The change a row means. Of a new thing only what is known is set; of one that is there already, an empty
/// cell takes the value out.
fn change(kind: Kind, entity: EntityId, found: Option<Found>, listed: i64, fields: Fields) -> Change {
    let mut set = fields;
    match found {
        None => {
            set.retain(|_, value| !value.is_null());
            set.insert("listed".to_owned(), Value::Int(listed));
        }
        Some(found) if found.deleted => {
            set.insert("deleted".to_owned(), Value::Bool(false));
        }
        Some(_) => {}
    }
    Change { entity, kind, set }
}

/// A key as an error shows it: cut short, and never with characters that cannot be seen.
pub(crate) fn shown(key: &str) -> String {
    const SHOWN_CHARS: usize = 60;
    if phi::look(key).is_patient_data() || check_text("key", key, FieldType::Text).is_err() {
        return "of this cell".to_owned();
    }
    let cut: String = key.chars().take(SHOWN_CHARS).collect();
    if cut.len() < key.len() { format!("“{cut}…”") } else { format!("“{cut}”") }
}
