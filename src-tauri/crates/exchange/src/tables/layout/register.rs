//! Questions and the lists kept for them, weekly answers, events and changes.

use keepalive_domain::schema::Kind;

use super::{Table, col, key};

pub(super) const QUESTIONS: Table = Table {
    file: "questions.csv",
    kind: Kind::Question,
    columns: &[
        key("question", "The question's short id"),
        col("text", "What leadership needs to know"),
        col("area", "Configuration area"),
    ],
};

pub(super) const ANSWERS: Table = Table {
    file: "answers.csv",
    kind: Kind::Answer,
    columns: &[
        col("question", "Which question"),
        col("from", "In force from this day until the next row's"),
        col("answered_in", "Where it is answered"),
    ],
};

pub(super) const SHADOW_RECORDS: Table = Table {
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
};

pub(super) const PULSE: Table = Table {
    file: "pulse.csv",
    kind: Kind::Pulse,
    columns: &[
        col("person", "Who answered"),
        col("week_of", "Any date in the week"),
        col("answered", "Whether there was an answer"),
        col("ehr_hours_outside", "Hours in the EHR outside scheduled patient time"),
        col("scheduled_hours", "Scheduled patient hours"),
    ],
};

pub(super) const EVENTS: Table = Table {
    file: "events.csv",
    kind: Kind::Event,
    columns: &[
        key("event", "The event's short id"),
        col("on", "Its day"),
        col("kind", "What changed"),
        col("title", "Its name in the charts"),
        col("rebase", "Whether control limits start again here"),
    ],
};

pub(super) const CONFIG_CHANGES: Table = Table {
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
};
