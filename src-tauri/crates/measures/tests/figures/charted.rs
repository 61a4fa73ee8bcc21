//! Figures that charts show beside `measure --json`: ages, turns, areas.

use keepalive_domain::facts::{Day, Facts};
use keepalive_domain::minutes::Minutes;
use keepalive_domain::words::{Break, RequestState::*};
use keepalive_measures::Record;
use keepalive_measures::ageing::ageing;
use keepalive_measures::control_chart::Segment;
use keepalive_measures::hours_lost::workaround_hours;
use keepalive_measures::pareto::{HoursByBreak, hours_by_area};
use keepalive_measures::periods::MeasuredDays as _;
use keepalive_measures::weeks::{BreakSeries, WeekFigures, break_chart, shown_chart, week_figures};
use keepalive_measures::whose_turn::{Turns, turns};

use crate::clinic::{close, day, facts, guess, person, request, system, workaround};

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
    assert_eq!(ageing.open[0].calendar_days, 19, "the day it was asked on is not a day of waiting");
    assert_eq!(ageing.open[0].beyond_percentile, Some(true));
}

/// Inbox 31 h of drift, no area 15.5 h, orders 31 min of chasing; results was measured and lost nothing.
#[test]
fn areas_have_their_hours_by_break() {
    let (mut facts, as_of) = clinic();
    let lost = |area: Option<&str>, minutes| {
        let mut lost = workaround("w", Break::Drift, "2026-03-01");
        lost.area = area.map(str::to_owned);
        lost.estimates = vec![guess("2026-03-01", 1.0, 7.0, minutes)];
        lost
    };
    facts.workarounds = vec![lost(None, 30.0), lost(Some("inbox"), 60.0), lost(Some("results"), 0.0)];
    let areas = areas(&facts, as_of, [(Some("orders"), minutes(31.0))]);
    let zero = Some(0.0);
    assert_eq!(
        areas,
        [
            (None, [Some(15.5), zero, zero, zero]),
            (Some("inbox"), [Some(31.0), zero, zero, zero]),
            (Some("orders"), [zero, zero, Some(31.0 / 60.0), zero]),
        ]
    );
}

/// Without an estimate and never timed, an hour cannot be told: not measured, and not 0 beside what is.
#[test]
fn an_area_nobody_measured_is_not_zero() {
    let (mut facts, as_of) = clinic();
    let of = |area: &str, break_, started: &str, ended: Option<&str>| {
        let mut untimed = workaround("w", break_, started);
        untimed.area = Some(area.to_owned());
        untimed.ended = ended.map(day);
        untimed
    };
    let mut counted = of("inbox", Break::Drift, "2026-03-01", None);
    counted.estimates = vec![guess("2026-03-01", 1.0, 7.0, 60.0)];
    facts.workarounds = vec![
        counted,
        // Beside counted hours of the same break the sum stands; of another break it is missing.
        of("inbox", Break::Drift, "2026-03-01", None),
        of("inbox", Break::Burnout, "2026-03-01", None),
        of("refills", Break::Drift, "2026-03-20", None),
        // Over before the month began: nothing is missing in it.
        of("rooming", Break::Drift, "2026-01-01", Some("2026-02-01")),
    ];
    let zero = Some(0.0);
    assert_eq!(
        areas(&facts, as_of, []),
        [(Some("inbox"), [Some(31.0), zero, zero, None]), (Some("refills"), [None, zero, zero, zero])]
    );
}

fn minutes(minutes: f64) -> Minutes {
    Minutes::from_f64(minutes).unwrap()
}

fn areas<'a>(
    facts: &'a Facts,
    as_of: Day,
    chases: impl IntoIterator<Item = (Option<&'a str>, Minutes)>,
) -> Vec<(Option<&'a str>, HoursByBreak)> {
    let record = Record::new(facts);
    let view = record.system("ehr", as_of).unwrap();
    let hours =
        |workaround| workaround_hours(workaround, view.months(), view.last_day(), &facts.thresholds)[0].all;
    let month = view.months().as_slice()[0].measured_span();
    let workarounds = facts.workarounds.iter().map(|workaround| (workaround, hours(workaround)));
    hours_by_area(workarounds, chases, month).into_iter().collect()
}

/// One FTE, drift in use from the first day. Nobody timed it: its weeks are not measured on the chart, and 0 in the sum
/// that TABLES defines. From an estimate on another workaround in week 3 on, 7 h a week are counted.
#[test]
fn weeks_nobody_measured_are_gaps_on_the_chart_and_zero_in_the_sum() {
    let (mut facts, as_of) = clinic();
    facts.people = vec![person("p", "2026-03-01", 1.0)];
    let untimed = workaround("untimed", Break::Drift, "2026-03-01");
    let mut counted = workaround("counted", Break::Drift, "2026-03-15");
    counted.estimates = vec![guess("2026-03-15", 1.0, 7.0, 60.0)];
    facts.workarounds = vec![untimed, counted];
    facts.requests = vec![request("r", &[("2026-03-01T12:00:00Z", New)])];
    let record = Record::new(&facts);
    let view = record.system("ehr", as_of).unwrap();
    let weeks = week_figures(&view);
    let drift = BreakSeries::DriftHoursPerFte;
    let of = |pick: &dyn Fn(&WeekFigures) -> Option<f64>| weeks.iter().take(4).map(pick).collect::<Vec<_>>();
    assert_eq!(of(&|week| week.value(drift)), [Some(0.0), Some(0.0), Some(7.0), Some(7.0)]);
    assert_eq!(of(&|week| week.shown(drift)), [None, None, Some(7.0), Some(7.0)]);
    let points = |segments: &[Segment]| segments[0].points.iter().map(|point| point.week).collect::<Vec<_>>();
    assert_eq!(points(&break_chart(&view, &weeks, drift)), [1, 2, 3, 4]);
    assert_eq!(points(&shown_chart(&view, &weeks, drift)), [3, 4]);
}
