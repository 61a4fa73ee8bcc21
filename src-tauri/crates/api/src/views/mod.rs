//! Reads: what each view shows.

mod answer_standing;
mod app_state;
mod axis;
mod breaks;
pub(crate) mod catalogue;
mod chart;
mod chart_file;
mod diagnostics;
mod entity;
mod explain;
mod explain_words;
mod export_look;
mod figure;
mod friction;
mod hand_over;
mod health;
pub(crate) mod history;
mod list_file;
mod mappings;
mod owners;
mod pulse;
mod register;
mod reminder;
mod report;
mod request;
mod request_clocks;
mod request_list;
mod review;
mod search;
mod settings;
mod survival;
mod today;
mod two_values;
mod vendor;
mod workaround;
mod workaround_list;

use keepalive_domain::calendar::ClinicZone;
use keepalive_domain::check::{EARLIEST_DAY, LATEST_DAY};
use keepalive_store::read::{AreaName, SystemRow, WhoRow};

use crate::types::{Day, Id, InstantMs, Named, System, Who};
use crate::{ApiError, ApiResult};

impl From<WhoRow> for Who {
    fn from(row: WhoRow) -> Self {
        Self { id: row.id.map(Id), name: row.name }
    }
}

impl From<AreaName> for Named {
    fn from(row: AreaName) -> Self {
        Self { id: row.id.into(), name: row.name }
    }
}

impl From<SystemRow> for System {
    fn from(row: SystemRow) -> Self {
        Self {
            id: row.id.into(),
            key: row.key,
            name: row.name,
            vendor: row.vendor,
            go_live: row.go_live,
            retired: row.retired,
            contract_notice_on: row.contract_notice_on,
            contract_renews_on: row.contract_renews_on,
        }
    }
}

/// Whole calendar days from an instant's local day to a day; never negative.
pub(crate) fn days_since(zone: ClinicZone, from_ms: Option<InstantMs>, today: Day) -> i32 {
    from_ms.map_or(0, |from| days_between(zone.local_day(from), today).max(0))
}

/// Calendar days from one day to another; negative if it is earlier.
pub(crate) fn days_between(from: Day, to: Day) -> i32 {
    // Days of the calendar's 9,999 years fit.
    i32::try_from(to.signed_duration_since(from).num_days()).unwrap_or(i32::MAX)
}

/// The day whose figures are asked for, today if none is. A year nobody can mean would be counted month by month
/// until memory ends.
pub(crate) fn day_asked_for(asked: Option<Day>, today: Day) -> ApiResult<Day> {
    match asked {
        Some(day) if day != today && !(EARLIEST_DAY..LATEST_DAY).contains(&day) => {
            Err(ApiError::invalid("as_of", "year_out_of_range", "The year must be between 1970 and 2099."))
        }
        asked => Ok(asked.unwrap_or(today)),
    }
}

/// The system live on a day: of several the latest go-live, then the later key; of none the next to go live,
/// else the last retired (A6). `systems` stand by go-live and key, newest first.
pub(crate) fn live_on(systems: &[SystemRow], day: Day) -> Option<&SystemRow> {
    let went_live = |s: &&SystemRow| s.go_live.is_some_and(|go_live| go_live <= day);
    let in_use = |s: &&SystemRow| s.retired.is_none_or(|retired| retired > day);
    let live = systems.iter().filter(went_live).find(in_use);
    let next = || systems.iter().rev().find(|s| s.go_live.is_some_and(|go_live| go_live > day));
    let last = || systems.iter().filter(went_live).max_by_key(|s| s.retired);
    live.or_else(next).or_else(last)
}

#[cfg(test)]
mod tests {
    use keepalive_domain::ids::EntityId;

    use super::*;

    fn system(key: &str, go_live: &str, retired: Option<&str>) -> SystemRow {
        SystemRow {
            id: EntityId::named("system", &[key]),
            key: key.into(),
            name: key.into(),
            vendor: String::new(),
            go_live: go_live.parse().ok(),
            retired: retired.and_then(|day| day.parse().ok()),
            contract_notice_on: None,
            contract_renews_on: None,
        }
    }

    #[test]
    fn the_latest_live_system_counts_then_the_next_then_the_last_retired() {
        // Newest first, as the store lists them.
        let systems = [
            system("new", "2025-09-15", Some("2026-06-01")),
            system("old", "2023-01-01", Some("2025-10-01")),
        ];
        let live = |day: &str| live_on(&systems, day.parse().unwrap()).map(|s| s.key.clone());
        assert_eq!(live("2024-01-01").as_deref(), Some("old"));
        assert_eq!(live("2025-09-20").as_deref(), Some("new"), "both are live");
        assert_eq!(live("2022-01-01").as_deref(), Some("old"), "the next to go live");
        assert_eq!(live("2026-07-01").as_deref(), Some("new"), "the last retired");
    }
}
