//! "How is this counted?": one figure with the rows behind it and how they make it.

use keepalive_domain::words::Break;
use keepalive_measures::explain::Figure;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Day, Id, System, Threshold};

/// Declares the figures that can be asked about; what each is counted in stands beside it, how it is counted with [`Figure`].
macro_rules! figures {
    ($($(#[$attr:meta])* $name:ident: $unit:ident;)+) => {
        /// A figure that can be asked about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum FigureName { $($(#[$attr])* $name),+ }

        impl From<FigureName> for Figure {
            fn from(name: FigureName) -> Self {
                match name { $(FigureName::$name => Self::$name),+ }
            }
        }

        impl FigureName {
            /// Whether it can be of one area: what is counted of requests and workarounds. The others are of the
            /// whole clinic (people, questions, the phase) or of the whole vendor.
            pub(crate) const fn can_be_of_an_area(self) -> bool {
                matches!(
                    self,
                    Self::HoursLost
                        | Self::HoursTimed
                        | Self::HoursPerFte
                        | Self::Arrivals
                        | Self::Departures
                        | Self::Wip
                        | Self::AsksPerActiveWorkaround
                        | Self::Withdrawn
                        | Self::AgePercentile
                        | Self::OldOpenRequests
                        | Self::FirstResponse
                        | Self::WorkaroundOffered
                        | Self::Delivered
                        | Self::Verified
                        | Self::TurnOurs
                        | Self::TurnVendor
                        | Self::TurnOthers
                        | Self::SurvivalMedian
                )
            }

            /// What it is counted in.
            pub(crate) const fn unit(self) -> FigureUnit {
                match self { $(Self::$name => FigureUnit::$unit),+ }
            }
        }
    };
}

figures! {
    /// Hours lost, timed and guessed; of one break where one is named.
    HoursLost: Hours;
    /// The part of them that rests on a clock.
    HoursTimed: Hours;
    /// Hours lost per FTE; of one break where one is named.
    HoursPerFte: HoursPerFte;
    /// Hours of one workaround.
    WorkaroundHours: Hours;
    /// Hardened ÷ active workarounds.
    HardenedShare: Share;
    /// Unanswered question-days ÷ question-days.
    UnansweredShare: Share;
    /// Overdue request-days per 10 FTE.
    #[serde(rename = "overdue_days_per_10_fte")]
    OverdueDaysPer10Fte: Rate;
    /// 8 × EHR hours outside ÷ scheduled hours.
    Wow8: Rate;
    /// Answers to the weekly pulse ÷ roster.
    Coverage: Share;
    /// Requests that came.
    Arrivals: Count;
    /// Requests that were closed.
    Departures: Count;
    /// Requests open at the end.
    Wip: Count;
    /// Requests asked ÷ workarounds in use.
    AsksPerActiveWorkaround: Rate;
    /// Requests given up.
    Withdrawn: Count;
    /// Roles nobody of which wrote anything down for four weeks or longer.
    SilentRoles: Count;
    /// Days within which 85 % are delivered.
    AgePercentile: Days;
    /// Open requests older than that.
    OldOpenRequests: Count;
    /// Median days to the first response.
    FirstResponse: Days;
    /// Median days to a workaround.
    WorkaroundOffered: Days;
    /// Median days to delivery.
    Delivered: Days;
    /// Median days to verification.
    Verified: Days;
    /// Days of open time that were ours: of one request, else as a share over all.
    TurnOurs: Days;
    /// Days that were the vendor's.
    TurnVendor: Days;
    /// Days that were others'.
    TurnOthers: Days;
    /// Median days a workaround lives.
    SurvivalMedian: Days;
    /// Upper control limit of the newest stretch of one break's weekly series.
    ControlLimit: Rate;
    /// The phase with its tests.
    Phase: None;
    /// Promises kept ÷ due.
    KeptPromises: Share;
    /// Slips ÷ promises.
    SlipsPerPromise: Rate;
    /// Declined as out of scope ÷ decided.
    OutOfScopeShare: Share;
    /// Vendor requests with a named contact ÷ vendor requests.
    NamedContactShare: Share;
    /// Chases ÷ vendor requests.
    ChasesPerRequest: Rate;
    /// Changes of state up to delivery, for each delivered vendor request.
    StepsPerDelivered: Rate;
    /// Changes of whose turn it was up to delivery, for each delivered vendor request.
    HandOversPerDelivered: Rate;
    /// Workarounds whose vendor request is delivered ÷ workarounds with a vendor request.
    MisfitDelivered: Share;
    /// Median days a workaround with a vendor request lives.
    MisfitSurvival: Days;
    /// Hours a month still being lost to what the vendor declined.
    RefusalHours: Hours;
    /// Median days of vendor requests to the first response.
    VendorFirstResponse: Days;
    /// Median days of vendor requests to a workaround.
    VendorWorkaroundOffered: Days;
    /// Median days of vendor requests to delivery.
    VendorDelivered: Days;
    /// Median days of vendor requests to verification.
    VendorVerified: Days;
    /// What was written down: occurrences, new workarounds, new requests.
    Entries: Count;
}

/// What a figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FigureUnit {
    /// Hours.
    Hours,
    /// Hours per full-time equivalent.
    HoursPerFte,
    /// A share of 0 to 1.
    Share,
    /// Days.
    Days,
    /// Things.
    Count,
    /// So many per so many: the figure's name says of what.
    Rate,
    /// It is a word, not a number.
    None,
}

/// Which figure, whose, and over which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct ExplainInput {
    /// Which figure.
    pub figure: FigureName,
    /// Which EHR system's; the item's own, else the one live on the day, if absent.
    pub system: Option<Id>,
    /// A go-live month by number. Without month and week: the month in progress.
    pub month: Option<i32>,
    /// A go-live week by number.
    pub week: Option<i32>,
    /// Of one break only, where the figure can be split; needed for `control_limit`.
    #[serde(rename = "break")]
    #[ts(type = "Break | null", optional = nullable)]
    pub of_break: Option<Break>,
    /// Of one area's requests and workarounds only, where the figure can be of a part of the clinic.
    pub area: Option<Id>,
    /// Of one workaround (`workaround_hours`) or one request (whose turn).
    pub item: Option<Id>,
    /// Last measured day; today if absent.
    pub as_of: Option<Day>,
    /// Rows to leave out at the start.
    pub offset: Option<u32>,
    /// Rows of the page; 20 if absent, 200 at most.
    pub limit: Option<u32>,
}

/// A figure with everything behind it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Explanation {
    /// Which figure.
    pub figure: FigureName,
    /// Of this break only; `null` = all of them.
    #[serde(rename = "break")]
    #[ts(type = "Break | null")]
    pub of_break: Option<Break>,
    /// Of this area only, by its name; `null` = all of them.
    pub area: Option<String>,
    /// Whose; `null` where the clinic has no system that went live.
    pub system: Option<System>,
    /// The days it is about; `null` where it is as of `as_of`.
    pub period: Option<ExplainedPeriod>,
    /// The last measured day.
    pub as_of: Day,
    /// The figure as it is shown elsewhere; `null` = not measured.
    pub value: Option<f64>,
    /// The phase by its code, where that is the figure; it has no number.
    pub phase: Option<String>,
    /// What it is counted in.
    pub unit: FigureUnit,
    /// How the rows make it, with this figure's own numbers.
    pub method: ExplainMethod,
    /// What it lacks, or what it rests on that is weak.
    pub missing: Vec<ExplainMissing>,
    /// The thresholds that decide it, as the clinic has them.
    pub thresholds: Vec<Threshold>,
    /// A page of the rows behind it, those that weigh most first.
    pub rows: Vec<ExplainRow>,
    /// How many rows there are in all.
    pub total: u32,
    /// What the parts of all rows add up to.
    pub parts: f64,
    /// What the wholes of all rows add up to.
    pub wholes: f64,
}

/// The days a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExplainedPeriod {
    /// A week rather than a month.
    pub is_week: bool,
    /// Its number since go-live.
    pub n: i32,
    /// First day.
    pub from: Day,
    /// The day after the last measured one.
    pub to: Day,
    /// Not finished.
    pub partial: bool,
}

/// How the rows make the figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum ExplainMethod {
    /// The parts added.
    Sum,
    /// The parts added ÷ FTE × scale.
    PerFte {
        /// Average staffed FTE; `null` = not known.
        fte: Option<f64>,
        /// 1, or 10.
        scale: f64,
    },
    /// The parts added ÷ the wholes added × scale.
    Ratio {
        /// 1, or 8.
        scale: f64,
    },
    /// The first day on which `left` of those followed or fewer are left, the waiting ones counted in.
    TimeWhenLeft {
        /// Share left, 0 to 1.
        left: f64,
        /// Things followed.
        n: u32,
        /// Those for which it came.
        events: u32,
        /// Early end of a median's 95 % interval.
        low: Option<f64>,
        /// Late end; `null` = not reached yet.
        high: Option<f64>,
    },
    /// The mean of the parts plus `ranges` average moving ranges.
    UpperLimit {
        /// The mean.
        centre: f64,
        /// The average moving range; `null` with a single point.
        average_range: Option<f64>,
        /// 2.66.
        ranges: f64,
    },
    /// Each row is a test; together they choose the phase.
    Tests,
}

/// What a figure lacks: a code of the catalogue and the number in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ExplainMissing {
    /// Which sentence.
    pub code: String,
    /// What fills it; `null` where it has no number.
    pub number: Option<f64>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ExplainRowKind {
    /// A workaround; opens it.
    Workaround,
    /// A request; opens it.
    Request,
    /// A question.
    Question,
    /// A go-live week; `n` is its number.
    Week,
    /// A role; `title` is its name.
    Role,
    /// A test of the phase; `title` is its code.
    Test,
}

/// One row behind a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ExplainRow {
    /// What it is.
    pub kind: ExplainRowKind,
    /// The thing to open; `null` for weeks, roles and tests.
    pub id: Option<Id>,
    /// Its title; empty for weeks.
    pub title: String,
    /// Number of the week.
    pub n: Option<i32>,
    /// What it adds above the line, in the figure's unit; `null` = not measured.
    pub part: Option<f64>,
    /// What it adds below the line, or the limit of a test.
    pub whole: Option<f64>,
    /// The day it happened, or the first of its days.
    pub on: Option<Day>,
    /// Why it counts as it does.
    pub note: Option<ExplainNote>,
}

/// Why a row counts as it does: a code of the catalogue with what fills it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct ExplainNote {
    /// Which sentence.
    pub code: String,
    /// The numbers in it, in order.
    pub numbers: Vec<f64>,
    /// The day in it.
    pub day: Option<Day>,
    /// A word of a vocabulary in it: a request's state, a clock.
    pub word: Option<String>,
}
