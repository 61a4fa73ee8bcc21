//! Workarounds: a row of the list, and one with its estimates and occurrences.

use std::collections::BTreeMap;

use keepalive_domain::words::{Basis, Break, Effect, Form, Rationale, RequestState};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Comment, Day, Id, InstantMs, ItemLink, Named, Turn, Voice, Who};

/// Where a workaround stands in its life (DOMAIN §3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// In use, not yet for long or with an open request.
    Temporary,
    /// In use for 90 days with neither an open request nor an accepted decision.
    Hardened,
    /// Accepted as permanent by a named person.
    Accepted,
    /// No longer used.
    Retired,
}

/// What the hours of a workaround rest on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HoursBasis {
    /// Minutes taken with a clock, all of them.
    Timed,
    /// Some taken with a clock, the rest guessed.
    PartTimed,
    /// Minutes guessed.
    Guessed,
    /// Nothing: neither an estimate nor a timed occurrence.
    None,
}

impl HoursBasis {
    /// Of hours of which this share was timed. Sums of the same occurrences in another order may differ in the last digits.
    #[must_use]
    pub(crate) fn of(timed_share: f64) -> Self {
        match timed_share {
            share if share >= 1.0 - 1e-9 => Self::Timed,
            share if share > 0.0 => Self::PartTimed,
            _ => Self::Guessed,
        }
    }
}

/// One workaround in a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WorkaroundRow {
    /// Which thing.
    pub id: Id,
    /// The clinic's own short id.
    pub key: String,
    /// Its title.
    pub title: String,
    /// The one break it belongs to.
    #[serde(rename = "break")]
    #[ts(type = "Break")]
    pub break_: Break,
    /// Its configuration area.
    pub area: Option<Named>,
    /// Who is accountable; `null` = nobody.
    pub owner: Option<Who>,
    /// Safety: a lane of its own, never averaged into minutes.
    pub safety: bool,
    /// First day of use.
    pub started: Option<Day>,
    /// First day no longer used.
    pub ended: Option<Day>,
    /// Days in use so far, or until it ended.
    pub in_use_days: i32,
    /// Hours in the last whole go-live month it was in use from the first day of, else so far in the newest month;
    /// `null` = not measured.
    pub hours_a_month: Option<f64>,
    /// They are those of a month that is not over or that it began in: never what a month costs.
    pub hours_so_far: bool,
    /// What the hours rest on.
    pub basis: HoursBasis,
    /// Which part of them was timed, 0 to 1.
    pub timed_share: f64,
    /// Where it stands in its life.
    pub stage: Stage,
    /// Day the accepted decision is looked at again.
    pub review_on: Option<Day>,
    /// Open requests meant to end it.
    pub requests: Vec<LinkedRequest>,
    /// How often it happened, as far as written down.
    pub times: u32,
    /// How many people said "me too".
    pub people: u32,
}

/// A request meant to end a workaround.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LinkedRequest {
    /// Which.
    pub item: ItemLink,
    /// Its state.
    #[ts(type = "RequestState")]
    pub state: RequestState,
    /// Whose turn it is.
    pub turn: Turn,
}

/// One workaround with its estimates and occurrences.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WorkaroundDetail {
    /// What the list shows; `requests` holds the closed ones too.
    pub row: WorkaroundRow,
    /// What form it takes.
    #[ts(type = "Form | null")]
    pub form: Option<Form>,
    /// Its EHR system, if it names one.
    pub system: Option<Named>,
    /// When it was meant to end.
    pub expected_end: Option<Day>,
    /// What was to end it and was delivered, while it is in use and no other request is still to end it.
    pub delivered: Option<DeliveredFix>,
    /// Whether the clinic finds it acceptable.
    pub acceptable: Option<bool>,
    /// Why.
    pub acceptable_why: Option<String>,
    /// Who accepted it as permanent.
    pub accepted_by: Option<Who>,
    /// When.
    pub accepted_on: Option<Day>,
    /// Everything else, as written.
    pub detail: Option<String>,
    /// Why people work around (SEWA).
    #[ts(type = "Rationale | null")]
    pub rationale: Option<Rationale>,
    /// Whether it could be avoided; `null` = nobody has said.
    pub avoidable: Option<bool>,
    /// Whether it was planned; `null` = nobody has said.
    pub planned: Option<bool>,
    /// What it does to safety, effectiveness and efficiency, for patient, staff and organisation, by field such as
    /// `safety_patient`; `null` = nobody has said.
    #[ts(type = "Record<string, Effect | null>")]
    pub effects: BTreeMap<String, Option<Effect>>,
    /// In the trash.
    pub deleted: bool,
    /// Estimates, the one in force last.
    pub estimates: Vec<Estimate>,
    /// The newest 50 occurrences, newest first.
    pub occurrences: Vec<Occurrence>,
    /// How many of all occurrences were timed.
    pub timed: u32,
    /// Median minutes of the timed ones; `null` = none timed.
    pub median_minutes: Option<f64>,
    /// Hours by go-live month of its system, oldest first.
    pub months: Vec<MonthHours>,
    /// The go-live month in which its hours a month were counted; `null` = not measured.
    pub hours_month: Option<i32>,
    /// Who said "me too".
    pub voices: Vec<Voice>,
    /// What people wrote under it.
    pub comments: Vec<Comment>,
    /// Whether a form may change it at this desk.
    pub may_edit: bool,
}

/// A delivery that was to end a workaround. By itself it ends none: somebody looks whether it stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DeliveredFix {
    /// The request.
    pub item: ItemLink,
    /// The day it was delivered; `null` where nobody says it.
    pub on: Option<Day>,
    /// Days since.
    pub days: Option<i32>,
    /// The newest day since for which somebody wrote down that it goes on; `null` = nobody did.
    pub goes_on: Option<Day>,
    /// Whether it is to be asked: nobody has said so for four weeks, and nobody accepted it since the delivery.
    pub asks: bool,
}

/// Hours of one go-live month.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct MonthHours {
    /// Number of the month.
    pub n: i32,
    /// Hours.
    pub hours: f64,
    /// Not finished.
    pub partial: bool,
}

/// people x uses per person per week x minutes per use, from a day on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Estimate {
    /// Which thing.
    pub id: Id,
    /// First day in force.
    pub from: Option<Day>,
    /// How many people do it.
    pub people: f64,
    /// How often each does it in a week.
    pub uses_per_person_per_week: f64,
    /// Minutes of one use.
    pub minutes_per_use: f64,
    /// With a clock, or guessed.
    #[ts(type = "Basis")]
    pub basis: Basis,
    /// Whether this desk may change it.
    pub may_edit: bool,
}

/// It happened again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Occurrence {
    /// Which thing.
    pub id: Id,
    /// When.
    pub at: InstantMs,
    /// Who, if they said so.
    pub person: Option<Who>,
    /// Minutes of each; `null` = not timed.
    pub minutes: Option<f64>,
    /// How many times.
    pub count: u32,
    /// Whether this desk may change it.
    pub may_edit: bool,
}
