//! Today: where the clinic stands, and what needs somebody.

use keepalive_domain::words::Break;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{BackupStanding, ChartPicture, Day, Id, Label, Language, SinceGoLive, Theme};

/// How the small chart of Today is to be drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct TodayInput {
    /// Light if absent.
    pub theme: Option<Theme>,
    /// English if absent.
    pub language: Option<Language>,
    /// Width in CSS pixels; 704 if absent.
    pub width: Option<u32>,
    /// Height in CSS pixels; 192 if absent.
    pub height: Option<u32>,
}

/// Everything on Today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TodayView {
    /// Today in the clinic's zone.
    pub today: Day,
    /// Where today stands since go-live; `null` before it.
    pub since_go_live: Option<SinceGoLive>,
    /// Hours lost; `null` before go-live.
    pub hours: Option<TodayHours>,
    /// Hours lost by month, small; `null` where there is nothing to draw.
    pub chart: Option<ChartPicture>,
    /// Names of the changes that the chart marks by number, from 1 on; empty where it names them itself.
    pub numbered: Vec<String>,
    /// The clinic's phase from its own data; `null` before go-live.
    pub phase: Option<Phase>,
    /// What needs somebody: alarms first, then what holds the oldest, then what is still to come.
    pub needs: Vec<Need>,
    /// This go-live week.
    pub week: Week,
    /// What comes due in the next ten days, by date.
    pub next: Vec<Upcoming>,
    /// What was verified or ended in the last two weeks, newest first.
    pub better: Vec<Better>,
    /// Whether somebody has to see to the backups.
    pub backup: BackupStanding,
}

/// Hours lost in the month in progress and the last whole one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TodayHours {
    /// Number of the month in progress.
    pub month: i32,
    /// Hours lost in it so far; `null` = not measured.
    pub so_far: Option<f64>,
    /// Share timed, 0 to 1; `null` where nothing was lost.
    pub timed_share: Option<f64>,
    /// Hours per FTE so far; `null` without staffing.
    pub per_fte: Option<f64>,
    /// The last whole month.
    pub last_whole: Option<WholeMonth>,
    /// Where the last whole month lost less while people stopped writing things down: the share of the earlier
    /// entries that came lately, 0 to 1. The fall is no improvement then; `null` = nothing of the kind.
    pub went_quiet: Option<f64>,
}

/// A finished month.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct WholeMonth {
    /// Its number.
    pub n: i32,
    /// Hours lost in it.
    pub hours: f64,
    /// More than in every other whole month, of at least two.
    pub most_since_go_live: bool,
}

/// The clinic's phase with what decided it (DOMAIN §5).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Phase {
    /// `not_measured`, `replacement_talk`, `too_few_entries`, `going_quiet`, `complaints`, `friction`, `settled`.
    pub label: String,
    /// First of the weeks it rests on.
    pub from_week: Option<i32>,
    /// Last of the weeks it rests on.
    pub to_week: Option<i32>,
    /// The breaks in alarm, with how far they rose.
    pub alarming: Vec<AlarmingBreak>,
    /// Entries a week, lately and before: what "going quiet" compares; `null` before week 16.
    pub entries: Option<EntriesPace>,
    /// Title of the need that most people voice; `null` where nobody does.
    pub voiced: Option<String>,
    /// The tests in order, each with its count and its threshold.
    pub because: Vec<PhaseTest>,
}

/// Mean entries a week.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct EntriesPace {
    /// Of the last 4 whole weeks.
    pub recent: f64,
    /// Of the 12 before them.
    pub earlier: f64,
}

/// A break whose weekly series is in alarm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct AlarmingBreak {
    /// Which break.
    #[serde(rename = "break")]
    #[ts(type = "Break")]
    pub break_: Break,
    /// Mean of the last 4 whole weeks ÷ baseline mean; `null` where the baseline is 0 or it is hidden.
    pub times_baseline: Option<f64>,
    /// How far it rose is not told: in a week fewer than five people reported.
    pub is_hidden: bool,
}

/// One test of the phase rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PhaseTest {
    /// Its name, a code of the catalogue.
    pub test: String,
    /// What the log gives; `null` = not measured.
    pub value: Option<f64>,
    /// The threshold.
    pub limit: f64,
    /// Whether it is met; unmeasured is not met.
    pub met: bool,
}

/// What kind of thing needs somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NeedKind {
    /// Areas nobody owns. An alarm.
    AreasUnowned,
    /// Open requests nobody owns. An alarm.
    RequestsUnowned,
    /// Promises past their first date.
    PromisesLate,
    /// Workarounds that hardened.
    Hardened,
    /// Requests whose people wait to hear what became of them.
    PeopleToTell,
    /// Workarounds in use whose requests were delivered: have they stopped?
    ToVerify,
    /// Areas and people due for review.
    ReviewsDue,
    /// Accepted workarounds whose decision is to be looked at again.
    DecisionsDue,
    /// Contracts whose last day for notice is near.
    ContractNotice,
}

/// One row of "Needs you".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Need {
    /// What kind.
    pub kind: NeedKind,
    /// How many.
    pub count: u32,
    /// Somebody must act before anything else.
    pub alarm: bool,
    /// The first few, worst first.
    pub items: Vec<NeedItem>,
    /// Open requests that sit in them (areas).
    pub requests: Option<u32>,
    /// People who wait to hear (people to tell).
    pub people: Option<u32>,
    /// Hours a month that sit in them (areas, hardened).
    pub hours_a_month: Option<f64>,
}

/// One thing that needs somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NeedItem {
    /// Which thing.
    pub id: Id,
    /// `area`, `request` or `workaround`.
    #[ts(type = "Kind")]
    pub kind: String,
    /// Its name.
    pub title: String,
    /// Days late, or days since; what the kind of need says.
    pub days: Option<i32>,
    /// The day it was due.
    pub on: Option<Day>,
}

/// What was logged this go-live week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Week {
    /// Number of the week; 0 before go-live.
    pub n: i32,
    /// Entries: occurrences, new workarounds, new requests.
    pub entries: u32,
    /// Of them, "it happened again".
    pub again: u32,
    /// People on the roster who answered the weekly pulse.
    pub answered: u32,
    /// People on the roster this week.
    pub roster: u32,
    /// Whether the clinic uses the pulse at all.
    pub uses_pulse: bool,
}

/// Something with a date ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Upcoming {
    /// When.
    pub on: Day,
    /// `promise`, `promise_moved` (with how often), `review`, `leaves`, `event`: a code of the catalogue with what fills it.
    pub what: Label,
    /// The thing to open.
    pub id: Id,
    /// Its kind.
    #[ts(type = "Kind")]
    pub kind: String,
}

/// Something that got better.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Better {
    /// The request or workaround.
    pub id: Id,
    /// Its kind.
    #[ts(type = "Kind")]
    pub kind: String,
    /// Its title.
    pub title: String,
    /// When it was verified or ended.
    pub on: Day,
    /// Hours a month that came back, where a workaround ended; `null` = not measured.
    pub hours_a_month: Option<f64>,
}
