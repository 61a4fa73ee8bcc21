//! From the cells of a row to the change it means: typed, looked up, checked, identified.

mod file_order;
mod hand_over;
mod identify;
mod reading;
mod references;
mod restate;
mod seen;

use std::collections::{HashMap, HashSet};

use keepalive_domain::check::check_text;
use keepalive_domain::facts::Day;
use keepalive_domain::ids::EntityId;
use keepalive_domain::ops::{Change, MOST_ROWS_PER_OP};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::{FieldType, Value};

use crate::corrections::Correction;
use crate::identity::{self, Repeats};
use crate::known::{Known, Target};
use crate::phi;
pub(crate) use identify::StandingState;

use crate::problem::{ImportError, Outcome, Problem, Report};
use crate::tables::{Column, Table};
use crate::watch::{Taking, Watch};
use file_order::FileOrder;
use hand_over::change;
use seen::SeenThings;

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
    /// Names in it of people who are not written down.
    unknown_people: Vec<String>,
    /// It is done, and says no day.
    undated: bool,
    /// Values it says otherwise than somebody set them by hand.
    corrections: Vec<Correction>,
}

/// One import being put together.
pub(crate) struct Assembler<'t> {
    sink: Sink<'t>,
    today: Day,
    leave_out: bool,
    take_corrected: bool,
    /// The files are a table set: history as it was, not rows of another program.
    table_set: bool,
    /// And one that Keepalive wrote out.
    own_export: bool,
    watch: &'t Watch,
    line: Line,
    seen: SeenThings,
    /// Since when each voice of this import is one, in milliseconds.
    voiced: HashMap<EntityId, i64>,
    listed: HashMap<Kind, i64>,
    file_order: FileOrder,
    anything_known: HashMap<Kind, bool>,
    /// What keys that cells name lead to in the record, as it stood before the import.
    looked_up: HashMap<Kind, HashMap<String, Option<EntityId>>>,
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
            take_corrected: taking.take_corrected,
            table_set: false,
            own_export: false,
            watch: taking.watch,
            line: Line::default(),
            seen: SeenThings::default(),
            voiced: HashMap::new(),
            listed: HashMap::new(),
            file_order: FileOrder::default(),
            anything_known: HashMap::new(),
            looked_up: HashMap::new(),
            repeats: HashMap::new(),
            unread: HashSet::new(),
            batch: Vec::new(),
            report: Report::default(),
        }
    }

    /// Takes the files for a table set, one that Keepalive wrote out or another.
    pub(crate) const fn of_table_set(mut self, own_export: bool) -> Self {
        self.table_set = true;
        self.own_export = own_export;
        self
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
            self.report.unknown_people.count(line.unknown_people);
            self.report.undated_lines += u64::from(line.undated);
            self.report.corrections.of_line(line.corrections);
            // A line stays in one op where it can: what follows from its rows is then known with them.
            if self.batch.len() + line.changes.len() > MOST_ROWS_PER_OP {
                self.flush()?;
            }
            line.changes.into_iter().try_for_each(|change| self.emit(change))?;
            return Ok(line.outcome.unwrap_or(Outcome::Unchanged));
        }
        self.report.refused_lines += 1;
        if self.leave_out {
            // What is left out is not there for the lines behind it either.
            for (kind, key) in &line.keys {
                self.seen.forget_name(*kind, key);
            }
            for entity in &line.seen {
                self.seen.forget(*entity);
            }
        }
        // A refused line makes no area, whether it is left out or holds everything up; the next line that names one does.
        let areas = self.report.new_areas.len() - line.new_areas;
        for name in self.report.new_areas.drain(areas..) {
            self.seen.forget_name(Kind::Area, &name);
            self.seen.forget(EntityId::named(Kind::Area.name(), &[&name]));
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
        for column in table.typed_columns() {
            self.resolve(column, place, &mut fields)?;
        }
        if self.report.refused.count == problems_before {
            self.check(table, place, &fields)?;
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
        let outcome = if again {
            Outcome::Updated
        } else {
            self.keep_what_changes(table.kind, place, found, &mut fields)?
        };
        self.came_to(outcome);
        if outcome != Outcome::Unchanged && (self.leave_out || self.report.is_clean()) {
            let listed = self.next_listed(table.kind)?;
            self.line.changes.push(change(table.kind, entity, found, listed, fields));
        }
        Ok(())
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
        let first = self.seen.comes(entity, line);
        if first {
            self.line.seen.push(entity);
        }
        first
    }

    /// Makes a thing findable by its key for the rest of the import.
    fn name(&mut self, kind: Kind, key: &str, entity: EntityId) {
        if self.seen.name(kind, key, entity) {
            self.line.keys.push((kind, key.to_owned()));
        }
    }

    /// Forgets what was kept to tell equal rows apart: no more rows of this kind will come.
    pub(crate) fn no_more(&mut self, kind: Kind) {
        self.repeats.remove(&kind);
        if FileOrder::matters(kind) {
            self.file_order = FileOrder::default();
        }
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
        self.refuse_naming(place, column, code, message, []);
    }

    /// Notes why a cell is refused, with what the words for the code name.
    pub(crate) fn refuse_naming(
        &mut self,
        place: Place<'_>,
        column: &str,
        code: &'static str,
        message: String,
        args: impl IntoIterator<Item = String>,
    ) {
        let problem = Problem::cell(place.file, place.line, column, code, message);
        self.report.refused.push(problem.naming(args));
    }

    /// Notes that a cell says a word which is none of the column's.
    pub(crate) fn refuse_word(&mut self, place: Place<'_>, column: &str, word: &str, message: &str) {
        let message = format!("{} is none of the choices. {message}", shown(word));
        let problem = Problem::cell(place.file, place.line, column, NOT_A_WORD, message);
        self.report.refused.push(problem.naming(cut(word)));
    }

    /// Notes what is taken but worth a look.
    pub(crate) fn note(&mut self, place: Place<'_>, column: &str, code: &'static str, message: String) {
        self.report.notes.push(Problem::cell(place.file, place.line, column, code, message));
    }

    /// Notes a day on which something was and that lies ahead: most likely a slip of the pen. It is taken as it stands, as a
    /// wrong clock must refuse nothing, and counts in no figure before that day (TABLES A4).
    pub(crate) fn note_if_after_today(&mut self, place: Place<'_>, column: &str, day: Day) {
        if day <= self.today {
            return;
        }
        let message =
            format!("{day} is after today. Taken as it stands; it counts in no figure before that day.");
        let problem = Problem::cell(place.file, place.line, column, "after_today", message);
        self.report.notes.push(problem.naming([day.to_string()]));
    }
}

/// The code of a word that is none of its column's.
pub(crate) const NOT_A_WORD: &str = "not_a_word";

/// A key as an error shows it: cut short, and never with characters that cannot be seen.
pub(crate) fn shown(key: &str) -> String {
    cut(key).map_or_else(|| "of this cell".to_owned(), |cut| format!("“{cut}”"))
}

/// The beginning of a cell, if it may be shown at all.
pub(crate) fn cut(cell: &str) -> Option<String> {
    const SHOWN_CHARS: usize = 60;
    if phi::look(cell).is_patient_data() || check_text("key", cell, FieldType::Text).is_err() {
        return None;
    }
    let cut: String = cell.chars().take(SHOWN_CHARS).collect();
    Some(if cut.len() < cell.len() { format!("{cut}…") } else { cut })
}
