//! Row 10: clocks that jump, zones that change, ends of months: the order stays, no age is negative, and no move of
//! a request is refused.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use anyhow::Context as _;
use chrono::{Datelike as _, Days, Months, NaiveDate};
use keepalive_api::App;
use keepalive_domain::calendar::{ClinicZone, add_months};
use keepalive_domain::world::World;
use keepalive_store::OpenOptions;
use serde_json::json;

use crate::clinic;
use crate::table::{Case, Run, Scale};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// The longest a day is anywhere, in hours: a day that a zone lived twice.
const LONGEST_DAY_MS: i64 = 49 * HOUR_MS;

/// All zones at the edges of months, and an app whose clock jumps.
pub(super) fn run(run: &Run) -> anyhow::Result<Vec<Case>> {
    let years = match run.scale {
        Scale::Small => 2025..=2026,
        Scale::Large(_) => 1990..=2037,
    };
    let mut zones = Case::new(10, "every zone × the edges of every month");
    let mut months = Case::new(10, "months added to every edge, −120 to 120");
    for year in years {
        for month in 1..=12 {
            let first = NaiveDate::from_ymd_opt(year, month, 1).context("a date")?;
            let last = first.checked_sub_days(Days::new(1)).context("a date")?;
            for zone in chrono_tz::TZ_VARIANTS {
                let zone = ClinicZone::parse(zone.name())?;
                zones.count(edge(zone, last));
                zones.count(edge(zone, first));
            }
            for k in -120..=120 {
                months.count(added(last, k));
                months.count(added(first, k));
            }
        }
    }
    let mut jumps = Case::new(10, "a clock that jumps between acts");
    for jump in [-HOUR_MS, HOUR_MS, -DAY_MS, DAY_MS, -40 * DAY_MS, 40 * DAY_MS, -400 * DAY_MS, 400 * DAY_MS] {
        jumps.count(jumped(jump).map_err(|error| format!("{jump} ms: {error:#}")));
    }
    Ok(vec![zones, months, jumps])
}

/// The day's instants are its own, and follow those of the day before without a gap.
fn edge(zone: ClinicZone, day: NaiveDate) -> Result<(), String> {
    let (start, end) = (zone.day_start(day), zone.day_end(day));
    let next = day.succ_opt().ok_or("the last day")?;
    let is_skipped = start == end;
    let holds = (is_skipped || (zone.local_day(start) == day && zone.local_day(end - 1) == day))
        && end == zone.day_start(next)
        && (0..=LONGEST_DAY_MS).contains(&(end - start));
    if holds { Ok(()) } else { Err(format!("{} {day}: {start} to {end}", zone.name())) }
}

/// The day of the month stays, or is the month's last; never chained.
fn added(day: NaiveDate, k: i32) -> Result<(), String> {
    let by = Months::new(k.unsigned_abs());
    let expected = if k < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) };
    let found = add_months(day, k);
    let clamped = found.is_some_and(|found| found.day() <= day.day());
    if found == expected && clamped { Ok(()) } else { Err(format!("{day} + {k} months = {found:?}")) }
}

/// A clock that is set.
struct Set(AtomicI64, AtomicU64);

impl World for Set {
    fn now_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
    fn utc_offset_minutes(&self) -> i32 {
        -420
    }
    fn random(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        bytes[2..].copy_from_slice(&self.1.fetch_add(1, Ordering::SeqCst).to_be_bytes());
        bytes
    }
}

fn jumped(jump: i64) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    // 2026-11-23T10:00 in Denver.
    let world = Arc::new(Set(AtomicI64::new(1_795_453_200_000), AtomicU64::new(1)));
    let options = OpenOptions { any_place: true, ..OpenOptions::default() };
    let app = App::open_with(&folder.path().join("clinic.db"), world.clone(), options)?;
    let answers = json!({ "clinic": "Larkmoor", "ehr": "Marlet", "vendor": "Marlet", "go_live": "2025-09-15", "time_zone": "America/Denver" });
    clinic::call(&app, "first_run", answers)?;
    let save =
        |n: u32| json!({ "kind": "request", "set": { "title": format!("act {n}"), "kind": "workflow" } });
    let first = clinic::call(&app, "save", save(1))?;
    world.0.fetch_add(jump, Ordering::SeqCst);
    clinic::call(&app, "save", save(2))?;
    let list = clinic::call(&app, "request_list", json!({ "limit": 200 }))?;
    for row in list["rows"].as_array().context("rows")? {
        for age in ["age_days", "in_state_days"] {
            let days = row[age].as_i64().with_context(|| format!("{age} of {row}"))?;
            anyhow::ensure!(days >= 0, "{age} {days}");
        }
    }
    let moved = json!({ "id": first["id"], "state": "withdrawn", "told": true });
    clinic::call(&app, "move_request", moved)?;
    let detail = clinic::call(&app, "request_detail", json!({ "id": first["id"] }))?;
    anyhow::ensure!(
        detail["row"]["state"] == "withdrawn" && !detail["told_at"].is_null(),
        "the move does not count: {}",
        detail["row"]["state"]
    );
    let renamed = json!({ "kind": "request", "id": first["id"], "set": { "title": "act 3" } });
    clinic::call(&app, "save", renamed)?;
    let detail = clinic::call(&app, "request_detail", json!({ "id": first["id"] }))?;
    anyhow::ensure!(
        detail["row"]["title"] == "act 3",
        "the later act does not win: {}",
        detail["row"]["title"]
    );
    clinic::call(&app, "undo", json!({}))?;
    let detail = clinic::call(&app, "request_detail", json!({ "id": first["id"] }))?;
    anyhow::ensure!(detail["row"]["title"] == "act 1", "not the newest act was taken back");
    clinic::sound(&app).map_err(anyhow::Error::msg)
}
