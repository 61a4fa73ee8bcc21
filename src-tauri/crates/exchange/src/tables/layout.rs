//! The files of the table set and their columns (docs/tables.md).

use keepalive_domain::check::required;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::FieldType;

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// The field of the registry it fills.
    pub field: &'static str,
    /// What it says, for the data dictionary.
    pub says: &'static str,
}

/// One file of the table set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub file: &'static str,
    /// What its rows are.
    pub kind: Kind,
    /// Its columns, in order; the first is the key where there is one.
    pub columns: &'static [Column],
}

/// What of a table one export writes.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// Which table.
    pub(super) table: &'static Table,
    /// Its columns, in order, without the extra ones nothing fills.
    pub(super) columns: Vec<&'static Column>,
}

impl Table {
    /// Whether a row cannot do without this column. The key is always needed: it is what rows are found by.
    #[must_use]
    pub fn is_required(&self, column: &Column) -> bool {
        column.field == "key" || required(self.kind).contains(&column.field)
    }

    /// Whether a reader of the figures can do without this file. It is written only where it has rows, so that a
    /// clinic without it exports the very set every reader knows.
    #[must_use]
    pub const fn is_extra(&self) -> bool {
        matches!(
            self.kind,
            Kind::VendorAnswer | Kind::Candidate | Kind::CandidateAnswer | Kind::QuestionWeight
        )
    }

    /// Whether a reader of the figures can do without this column. It is written only where a row fills it.
    #[must_use]
    pub fn is_extra_column(&self, column: &Column) -> bool {
        match self.kind {
            Kind::System => matches!(column.field, "contract_notice_on" | "contract_renews_on"),
            Kind::Person => matches!(column.field, "review_every_days" | "last_reviewed"),
            _ => false,
        }
    }

    /// The type of a column.
    #[must_use]
    pub fn type_of(&self, column: &Column) -> FieldType {
        // A test holds that every column names a field of its kind.
        self.kind.field(column.field).map_or(FieldType::Text, |field| field.ty)
    }

    /// The table of this kind.
    #[must_use]
    pub fn of(kind: Kind) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.kind == kind)
    }

    /// The table whose file has this name, in any case.
    #[must_use]
    pub fn named(file: &str) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.file.eq_ignore_ascii_case(file))
    }
}

/// A column named as its field.
const fn col(name: &'static str, says: &'static str) -> Column {
    Column { name, field: name, says }
}

/// The key column.
const fn key(name: &'static str, says: &'static str) -> Column {
    Column { name, field: "key", says }
}

/// Every table, parents before children: the order of import.
pub const TABLES: &[Table] = &[
    Table {
        file: "clinic.csv",
        kind: Kind::Clinic,
        columns: &[col("name", "The clinic's name"), col("time_zone", "IANA time zone of all local dates")],
    },
    Table {
        file: "systems.csv",
        kind: Kind::System,
        columns: &[
            key("system", "The EHR system's short id"),
            col("name", "Product name"),
            col("vendor", "Vendor's name"),
            col("go_live", "First day of go-live month 1"),
            col("retired", "First day it was no longer used"),
            col("contract_notice_on", "Last day on which notice can be given"),
            col("contract_renews_on", "Day the contract renews without notice"),
        ],
    },
    Table {
        file: "people.csv",
        kind: Kind::Person,
        columns: &[
            key("person", "The person's short id"),
            col("name", "Name as people say it"),
            col("role", "Role; vendor marks a vendor contact"),
            col("site", "Place of the clinic"),
            col("active_from", "First day here"),
            col("active_to", "First day away"),
            col("review_every_days", "Days between two looks at what they own"),
            col("last_reviewed", "Last look at what they own"),
        ],
    },
    Table {
        file: "fte.csv",
        kind: Kind::Fte,
        columns: &[
            col("person", "Whose staffing"),
            col("from", "In force from this day until the next row or active_to"),
            col("fte", "Full-time equivalents"),
        ],
    },
    Table {
        file: "areas.csv",
        kind: Kind::Area,
        columns: &[
            key("area", "The configuration area's name"),
            col("owner", "Who answers for it: a person's id, else free text"),
            col("backup", "Who stands in"),
            col("route", "Who makes changes"),
            col("review_every_days", "Days from review to review"),
            col("last_reviewed", "Day of the last review"),
        ],
    },
    Table {
        file: "workarounds.csv",
        kind: Kind::Workaround,
        columns: &[
            key("workaround", "The workaround's short id"),
            col("title", "What people do"),
            col("break", "Which of the four breaks it belongs to"),
            col("form", "Where the working around happens"),
            col("area", "Configuration area"),
            col("system", "EHR system; empty: the one live on started"),
            col("owner", "Who answers for it"),
            col("started", "First day of use"),
            col("ended", "First day it was no longer used"),
            col("expected_end", "Day it should end"),
            col("acceptable", "Whether the clinic can live with it"),
            col("acceptable_why", "Why, or why not"),
            col("safety", "Whether it touches safety"),
            col("accepted_by", "Who accepted it as permanent"),
            col("accepted_on", "Day it was accepted as permanent"),
            col("review_on", "Day the decision is looked at again"),
            col("detail", "Anything else"),
            col("rationale", "Why people work around (SEWA)"),
            col("avoidable", "Whether it could be avoided"),
            col("planned", "Whether it was planned"),
            col("safety_patient", "Effect on the patient's safety"),
            col("safety_staff", "Effect on the staff's safety"),
            col("safety_organisation", "Effect on the organisation's safety"),
            col("effectiveness_patient", "Effect on effectiveness for the patient"),
            col("effectiveness_staff", "Effect on effectiveness for staff"),
            col("effectiveness_organisation", "Effect on effectiveness for the organisation"),
            col("efficiency_patient", "Effect on efficiency for the patient"),
            col("efficiency_staff", "Effect on efficiency for staff"),
            col("efficiency_organisation", "Effect on efficiency for the organisation"),
        ],
    },
    Table {
        file: "estimates.csv",
        kind: Kind::Estimate,
        columns: &[
            col("workaround", "Which workaround"),
            col("from", "In force from this day until the next row's"),
            col("people", "How many people do it"),
            col("uses_per_person_per_week", "How often each does it in a week"),
            col("minutes_per_use", "Minutes of one use"),
            col("basis", "Timed with a clock, or guessed"),
        ],
    },
    Table {
        file: "occurrences.csv",
        kind: Kind::Occurrence,
        columns: &[
            col("workaround", "Which workaround"),
            col("at", "When it happened"),
            col("person", "To whom"),
            col("minutes", "Minutes each time took; empty: not timed"),
            col("count", "How many times it happened; empty: once"),
        ],
    },
    Table {
        file: "requests.csv",
        kind: Kind::Request,
        columns: &[
            key("request", "The request's short id"),
            col("title", "What should change"),
            col("kind", "What kind of change"),
            col("route", "Who is to make it"),
            col("area", "Configuration area"),
            col("system", "EHR system; empty: the one live on its first state's day"),
            col("owner", "Who answers for it"),
            col("requester", "Who asked"),
            col("vendor_contact", "Named contact at the vendor"),
            col("vendor_ref", "The vendor's ticket number"),
            col("safety", "Whether it touches safety"),
            col("regulatory", "Whether a rule demands it"),
            col("value", "Value to the clinic, 1 to 5"),
            col("effort", "Effort, 1 to 5"),
            col("detail", "Anything else"),
        ],
    },
    Table {
        file: "request_states.csv",
        kind: Kind::RequestState,
        columns: &[
            col("request", "Which request"),
            col("at", "When"),
            col("state", "Its state from then on; reopened puts it back to triaged"),
            col("by", "Who changed it"),
            col("reason", "Why; for a refusal the quoted clause"),
            col("into", "For merged: the request it went into"),
        ],
    },
    Table {
        file: "request_facts.csv",
        kind: Kind::RequestFact,
        columns: &[
            col("request", "Which request"),
            col("at", "When"),
            col("fact", "What happened without changing its state"),
            col("by", "Who did it"),
        ],
    },
    Table {
        file: "links.csv",
        kind: Kind::Link,
        columns: &[col("request", "The request that is meant to end"), col("workaround", "this workaround")],
    },
    Table {
        file: "promises.csv",
        kind: Kind::Promise,
        columns: &[
            col("request", "Which request"),
            col("clock", "What was promised"),
            col("made_on", "Day the promise was made"),
            col("due_on", "Day it is due"),
            col("promised_by", "Who said it"),
            col("source", "Contract clause, e-mail, call"),
        ],
    },
    Table {
        file: "chases.csv",
        kind: Kind::Chase,
        columns: &[
            col("request", "Which request was followed up"),
            col("at", "When"),
            col("minutes", "Minutes it took"),
            col("person", "Who did it"),
            col("channel", "Call, portal, e-mail, hold"),
        ],
    },
    Table {
        file: "voices.csv",
        kind: Kind::Voice,
        columns: &[
            col("item", "A request's or workaround's id"),
            col("person", "Who said: me too"),
            col("at", "When"),
        ],
    },
    Table {
        file: "questions.csv",
        kind: Kind::Question,
        columns: &[
            key("question", "The question's short id"),
            col("text", "What leadership needs to know"),
            col("area", "Configuration area"),
        ],
    },
    Table {
        file: "answers.csv",
        kind: Kind::Answer,
        columns: &[
            col("question", "Which question"),
            col("from", "In force from this day until the next row's"),
            col("answered_in", "Where it is answered"),
        ],
    },
    Table {
        file: "shadow_records.csv",
        kind: Kind::ShadowRecord,
        columns: &[
            key("shadow", "The shadow record's short id"),
            col("title", "The spreadsheet or list"),
            col("keeper", "Who keeps it"),
            col("question", "Which question it answers"),
            col("kept_in", "Where it lives"),
            col("started", "First day it was kept"),
            col("ended", "First day it was no longer kept"),
            col("workaround", "The workaround it belongs to"),
        ],
    },
    Table {
        file: "pulse.csv",
        kind: Kind::Pulse,
        columns: &[
            col("person", "Who answered"),
            col("week_of", "Any date in the week"),
            col("answered", "Whether there was an answer"),
            col("ehr_hours_outside", "Hours in the EHR outside scheduled patient time"),
            col("scheduled_hours", "Scheduled patient hours"),
        ],
    },
    Table {
        file: "events.csv",
        kind: Kind::Event,
        columns: &[
            key("event", "The event's short id"),
            col("on", "Its day"),
            col("kind", "What changed"),
            col("title", "Its name in the charts"),
            col("rebase", "Whether control limits start again here"),
        ],
    },
    Table {
        file: "config_changes.csv",
        kind: Kind::ConfigChange,
        columns: &[
            key("change", "The change's short id"),
            col("on", "Day it was made"),
            col("area", "Configuration area"),
            col("item", "What was changed in the EHR"),
            col("before", "How it was"),
            col("after", "How it is"),
            col("by", "Who changed it"),
            col("request", "For which request"),
            col("verified_by", "Who checked that it holds"),
            col("review_on", "Day it is looked at again"),
        ],
    },
    Table {
        file: "vendor_answers.csv",
        kind: Kind::VendorAnswer,
        columns: &[
            col("system", "Whose vendor answered"),
            col("question", "Which of the five questions"),
            col("stated", "What was said"),
            col("source", "Where it was said"),
            col("response_days", "Days to a first response, as said"),
            col("fix_days", "Days to a fix, as said"),
            col("rating", "What the clinic makes of it, 0 to 5"),
        ],
    },
    Table {
        file: "candidates.csv",
        kind: Kind::Candidate,
        columns: &[
            key("candidate", "The candidate's short id"),
            col("name", "Product name"),
            col("vendor", "Vendor's name"),
            col("detail", "Notes"),
        ],
    },
    Table {
        file: "candidate_answers.csv",
        kind: Kind::CandidateAnswer,
        columns: &[
            col("candidate", "Whose vendor answered"),
            col("question", "Which of the five questions"),
            col("stated", "What was said"),
            col("source", "Where it was said"),
            col("response_days", "Days to a first response, as said"),
            col("fix_days", "Days to a fix, as said"),
            col("rating", "What the clinic makes of it, 0 to 5"),
        ],
    },
    Table {
        file: "question_weights.csv",
        kind: Kind::QuestionWeight,
        columns: &[
            col("question", "Which of the five questions"),
            col("weight", "How much it matters to the clinic, 0 to 5"),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_names_a_field_of_its_kind() {
        for table in TABLES {
            for column in table.columns {
                assert!(table.kind.field(column.field).is_some(), "{} {}", table.file, column.name);
            }
            assert_eq!(table.kind.has_key(), table.columns[0].field == "key", "{}", table.file);
        }
    }

    #[test]
    fn parents_come_before_children() {
        let place = |kind: Kind| TABLES.iter().position(|table| table.kind == kind);
        for table in TABLES {
            for column in table.columns {
                if let FieldType::Ref(parent) | FieldType::RefOrText(parent) = table.type_of(column)
                    && parent != table.kind
                    && parent != Kind::Site
                {
                    assert!(place(parent) < place(table.kind), "{} {}", table.file, column.name);
                }
            }
        }
    }
}
