//! The figures of the domain: pure functions over facts.
//!
//! Start at [`measure`] for every figure at once, at [`Record`] and [`SystemView`] for one at a time. Each
//! definition stands in DOMAIN §5 and TABLES A1-A27; `docs/definitions.md` settles the readings. Nothing here
//! reads a clock, a file or a random number, and sums are taken in list order: the same facts give the same
//! bits.

pub mod after_delivery;
pub mod after_hours;
pub mod ageing;
pub mod alarm;
pub mod compare;
pub mod comparison;
pub mod control_chart;
pub mod entries;
pub mod estimates;
pub mod explain;
pub mod flow;
pub mod hardened;
pub mod hours_lost;
pub mod kaplan_meier;
pub mod measures;
pub mod median;
pub mod merges;
pub mod overdue;
pub mod pareto;
pub mod periods;
pub mod phase;
pub mod promise_register;
pub mod promised_days;
pub mod promises;
pub mod pulse;
pub mod questions;
pub mod record;
pub mod recorded;
pub mod scorecard;
pub mod silence;
pub mod staffing;
pub mod survival;
pub mod timeline;
pub mod turnaround;
pub mod vendor_evidence;
pub mod voices;
pub mod weeks;
pub mod whose_turn;

pub use measures::{Measures, Month, SystemMeasures, Week, measure, measure_system};
pub use record::{Record, SystemView};
