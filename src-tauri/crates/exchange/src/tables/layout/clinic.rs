//! The clinic, its systems, people and areas.

use keepalive_domain::schema::Kind;

use super::{Table, col, key};

pub(super) const CLINIC: Table = Table {
    file: "clinic.csv",
    kind: Kind::Clinic,
    columns: &[col("name", "The clinic's name"), col("time_zone", "IANA time zone of all local dates")],
};

pub(super) const SYSTEMS: Table = Table {
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
};

pub(super) const PEOPLE: Table = Table {
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
};

pub(super) const FTE: Table = Table {
    file: "fte.csv",
    kind: Kind::Fte,
    columns: &[
        col("person", "Whose staffing"),
        col("from", "In force from this day until the next row or active_to"),
        col("fte", "Full-time equivalents"),
    ],
};

pub(super) const AREAS: Table = Table {
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
};
