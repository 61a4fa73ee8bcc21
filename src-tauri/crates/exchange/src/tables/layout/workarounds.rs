//! Workarounds with their estimates and occurrences.

use keepalive_domain::schema::Kind;

use super::{Table, col, key};

pub(super) const WORKAROUNDS: Table = Table {
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
};

pub(super) const ESTIMATES: Table = Table {
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
};

pub(super) const OCCURRENCES: Table = Table {
    file: "occurrences.csv",
    kind: Kind::Occurrence,
    columns: &[
        col("workaround", "Which workaround"),
        col("at", "When it happened"),
        col("person", "To whom"),
        col("minutes", "Minutes each time took; empty: not timed"),
        col("count", "How many times it happened; empty: once"),
    ],
};
