//! The cells of a row as values, and the row as a whole: typed, checked, looked at by the PHI guard.

use chrono::DateTime;
use keepalive_domain::check::{Fields, NO_MINUTES, check};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;

use super::{Assembler, Cell, NOT_A_WORD, Place};
use crate::known::KnownError;
use crate::phi;
use crate::tables::{Column, Table, is_text, read_cell};

/// History that no form would take but that may have been so: an import takes it as it was (TABLES A27).
const TAKEN_AS_IT_WAS: &[(Kind, &str, &str)] = &[
    (Kind::Promise, "due_on", "before_start"),
    (Kind::Workaround, "expected_end", "before_start"),
    (Kind::Workaround, "review_on", "before_start"),
    (Kind::RequestState, "into", "required"),
];

/// A go-live further ahead than a clinic plans.
const FAR_GO_LIVE: (Kind, &str, &str) = (Kind::System, "go_live", "far_future");

/// An occurrence that took no time: no form takes it, but tables may hold one from before that was asked.
const TOOK_NO_TIME: (Kind, &str, &str) = (Kind::Occurrence, "minutes", NO_MINUTES);

/// Days on which something is said to have begun; other days may be planned.
const STARTED: &[(Kind, &str)] = &[(Kind::Workaround, "started"), (Kind::ShadowRecord, "started")];

impl Assembler<'_> {
    /// Reads every cell as its column's type, references as text.
    pub(super) fn read<'c>(
        &mut self,
        table: &Table,
        place: Place<'_>,
        cell: impl Fn(usize, &Column) -> Cell<'c>,
    ) -> Fields {
        let mut fields = Fields::new();
        for (i, (column, ty)) in table.typed_columns().enumerate() {
            let value = match cell(i, column) {
                Cell::Absent => continue,
                Cell::Value(value) => Ok(value),
                Cell::Text(text) => match read_cell(table.kind, column.field, ty, text) {
                    Err((NOT_A_WORD, message)) => {
                        self.refuse_word(place, column.name, text, &message);
                        continue;
                    }
                    read => {
                        if let Ok(value) = &read {
                            self.look_ahead(table.kind, place, column, text, value);
                        }
                        read
                    }
                },
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

    /// Notes what a table says was on a day that has not come. Days that may be planned (a promise, an estimate, an end) are
    /// not asked.
    fn look_ahead(&mut self, kind: Kind, place: Place<'_>, column: &Column, cell: &str, value: &Value) {
        let day = match value {
            // The day that stands in the cell, by its own offset: the clinic's zone may come with the same tables.
            Value::Instant(_) => DateTime::parse_from_rfc3339(cell.trim()).ok().map(|at| at.date_naive()),
            Value::Date(day) if STARTED.contains(&(kind, column.field)) => Some(*day),
            _ => None,
        };
        if let Some(day) = day {
            self.note_if_after_today(place, column.name, day);
        }
    }

    /// Looks at the row as a whole, and at its texts.
    ///
    /// # Errors
    /// The record cannot be read.
    pub(super) fn check(
        &mut self,
        table: &Table,
        place: Place<'_>,
        fields: &Fields,
    ) -> Result<(), KnownError> {
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
            let known = (table.kind, problem.field.as_str(), problem.code);
            // A missing key was said above.
            if TAKEN_AS_IT_WAS.contains(&known) || problem.field == "key" {
                continue;
            }
            // A go-live is far ahead as seen from today: whoever saved it may have had another. It is looked at when it
            // is set, and what Keepalive wrote out it takes in again.
            if known == FAR_GO_LIVE && self.stands_so(table.kind, fields, "go_live")? {
                continue;
            }
            let column = column_of(&problem.field);
            let noted =
                (known == FAR_GO_LIVE && self.own_export) || (known == TOOK_NO_TIME && self.table_set);
            if noted {
                self.note(place, &column, problem.code, problem.message);
            } else {
                self.refuse(place, &column, problem.code, problem.message);
            }
        }
        for (column, _) in table.typed_columns().filter(|(_, ty)| is_text(*ty)) {
            let Some(text) = fields.get(column.field).and_then(Value::as_text) else { continue };
            self.looks_like_patient_data(place, column, text);
        }
        Ok(())
    }

    /// Whether the thing of this row is in the record already and has this very value.
    fn stands_so(&mut self, kind: Kind, fields: &Fields, name: &str) -> Result<bool, KnownError> {
        let Some(key) = fields.get("key").and_then(Value::as_text) else { return Ok(false) };
        let (_, found) = self.keyed(kind, key, fields)?;
        let Some(found) = found else { return Ok(false) };
        Ok(self.sink.known().fields(found.entity)?.get(name) == fields.get(name))
    }

    /// Has the PHI guard look at a text that comes in, and says what it found. Whether the text is refused.
    pub(super) fn looks_like_patient_data(&mut self, place: Place<'_>, column: &Column, text: &str) -> bool {
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
}
