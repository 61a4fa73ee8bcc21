//! Figures that charts show beside `measure --json`: ages, turns, areas.

use keepalive_domain::facts::{Day, Facts};
use keepalive_domain::words::{Break, RequestState::*};
use keepalive_measures::Record;
use keepalive_measures::ageing::ageing;
use keepalive_measures::pareto::hours_by_area;
use keepalive_measures::whose_turn::{Turns, turns};

use crate::clinic::{chase, close, day, facts, guess, request, system, workaround};

const HOUR_MS: i64 = 3_600_000;

fn clinic() -> (Facts, Day) {
    let mut facts = facts();
    facts.systems = vec![system("ehr", "2026-03-01")];
    (facts, day("2026-03-31"))
}

/// Open 5 h (new), 10 h (vendor), 2 h (others), 1 h (delivered, ours to verify); closed 24 h; reopened, 3 h.
#[test]
fn open_time_belongs_to_whoever_had_to_act() {
    let (mut facts, _) = clinic();
    facts.requests = vec![request(
        "r",
        &[
            ("2026-03-02T00:00:00Z", New),
            ("2026-03-02T05:00:00Z", WaitingVendor),
            ("2026-03-02T15:00:00Z", WaitingOthers),
            ("2026-03-02T17:00:00Z", Delivered),
            ("2026-03-02T18:00:00Z", Verified),
            ("2026-03-03T18:00:00Z", Reopened),
        ],
    )];
    let record = Record::new(&facts);
    let view = record.system("ehr", day("2026-03-03")).unwrap();
    let end_ms = facts.zone.day_start(day("2026-03-03")) + 21 * HOUR_MS;
    let expected = Turns { ours_ms: 9 * HOUR_MS, vendors_ms: 10 * HOUR_MS, others_ms: 2 * HOUR_MS };
    assert_eq!(turns(&view.timelines()[0], end_ms), expected);
}

/// Nine delivered after 1 to 9 days, one open for 20: left after 8 days 2/10, after 9 days 1/10, so 85 % are
/// delivered within 9 days, and the open one is beyond that.
#[test]
fn open_requests_are_held_against_the_clinics_own_85th_percentile() {
    let (mut facts, as_of) = clinic();
    let delivered = |days: u32| {
        let end = format!("2026-03-{:02}T00:00:00Z", 1 + days);
        request("r", &[("2026-03-01T00:00:00Z", New), (&end, Delivered), (&end, Verified)])
    };
    facts.requests = (1..=9).map(delivered).collect();
    facts.requests.push(request("open", &[("2026-03-12T00:00:00Z", New)]));
    let record = Record::new(&facts);
    let ageing = ageing(&record.system("ehr", as_of).unwrap());
    assert_eq!(ageing.percentile_days, Some(9.0));
    assert_eq!(ageing.open.len(), 1);
    close(ageing.open[0].age_days, 20.0);
    assert_eq!(ageing.open[0].beyond_percentile, Some(true));
}

/// Inbox 31 h, no area 15.5 h, orders 31 min of chasing: shares of 47.0166… h, costliest first.
#[test]
fn areas_stand_by_what_they_cost() {
    let (mut facts, as_of) = clinic();
    let lost = |area: Option<&str>, minutes| {
        let mut lost = workaround("w", Break::Drift, "2026-03-01");
        lost.area = area.map(str::to_owned);
        lost.estimates = vec![guess("2026-03-01", 1.0, 7.0, minutes)];
        lost
    };
    facts.workarounds = vec![lost(None, 30.0), lost(Some("inbox"), 60.0), lost(Some("results"), 0.0)];
    facts.requests = vec![request("r", &[("2026-03-02T00:00:00Z", New)])];
    facts.requests[0].area = Some("orders".into());
    facts.requests[0].chases = vec![chase("2026-03-05T00:00:00Z", 31.0)];
    let record = Record::new(&facts);
    let areas = hours_by_area(&record.system("ehr", as_of).unwrap(), 0..1);
    let names: Vec<Option<&str>> = areas.iter().map(|area| area.area.as_deref()).collect();
    assert_eq!(names, [Some("inbox"), None, Some("orders")]);
    let all = 31.0 + 15.5 + 31.0 / 60.0;
    close(areas[0].cumulative_share, 31.0 / all);
    close(areas[1].cumulative_share, 46.5 / all);
    close(areas[2].cumulative_share, 1.0);
    assert!(hours_by_area(&record.system("ehr", as_of).unwrap(), 5..9).is_empty());
}
