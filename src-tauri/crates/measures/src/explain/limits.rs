//! Behind the weekly charts and the phase: the points of the newest stretch, and the tests.

use keepalive_domain::words::Break;

use super::{Explained, Method, Missing, Note, Of, Row};
use crate::compare::{at_least, less};
use crate::control_chart::{LIMIT_RANGES, Point, Segment};
use crate::phase::phase;
use crate::record::SystemView;
use crate::weeks::{BreakSeries, shown_chart, week_figures};

/// The upper control limit of the newest stretch of a break's weekly series.
pub(super) fn upper_limit(view: &SystemView<'_>, of_break: Break) -> Option<Explained> {
    let series = match of_break {
        Break::Drift => BreakSeries::DriftHoursPerFte,
        Break::Reporting => BreakSeries::UnansweredShare,
        Break::Support => BreakSeries::OverdueDaysPer10Fte,
        Break::Burnout => BreakSeries::Wow8,
    };
    let weeks = week_figures(view);
    let segments = shown_chart(view, &weeks, series);
    let withheld = weeks.iter().any(|week| week.is_wholly_recorded() && week.is_withheld(series));
    let Some(newest) = segments.last() else {
        let method = Method::UpperLimit { centre: 0.0, average_range: None };
        return Some(Explained {
            missing: vec![if withheld { Missing::FewPeople } else { Missing::NothingBelow }],
            ..Explained::of(None, method, vec![])
        });
    };
    let row = |point: &Point| {
        let row = Row::new(Of::Week(point.week), point.value);
        let signal = newest.signals.iter().find(|signal| signal.week == point.week);
        signal.map_or(row, |signal| row.because(Note::Signal(signal.rule)))
    };
    let limits = newest.limits;
    let average_range = limits.map(|limits| (limits.upper - newest.centre) / LIMIT_RANGES);
    Some(Explained {
        missing: weak_points(newest),
        thresholds: &["run_length", "points_for_firm_limits"],
        ..Explained::of(
            limits.map(|limits| limits.upper),
            Method::UpperLimit { centre: newest.centre, average_range },
            newest.points.iter().map(row).collect(),
        )
    })
}

fn weak_points(segment: &Segment) -> Vec<Missing> {
    let points = segment.points.len() as u64;
    match segment.limits {
        None => vec![Missing::OnePoint],
        Some(_) if segment.trial => vec![Missing::Trial(points)],
        Some(_) => Vec::new(),
    }
}

/// The tests of the phase in order, each with its value and its limit.
pub(super) fn tests(view: &SystemView<'_>) -> Explained {
    let weeks = week_figures(view);
    let row = |reason: &crate::phase::Reason| Row {
        of: Of::Test(reason.test),
        part: reason.value,
        whole: Some(reason.limit),
        on: None,
        note: Note::Met(reason.met),
    };
    let rows: Vec<Row> = phase(view, &weeks).because.iter().map(row).collect();
    let wholly_recorded = weeks.iter().filter(|week| at_least(week.recorded, 1.0)).count();
    let none = less(wholly_recorded as f64, 1.0);
    Explained {
        missing: none.then_some(Missing::NotRecorded).into_iter().collect(),
        thresholds: &[
            "thin_coverage",
            "low_coverage_weeks",
            "replacement_days",
            "few_entries_per_week",
            "quiet_entries_ratio",
            "overdue_share",
            "hardened_share",
            "days_to_harden",
            "voices_on_one_need",
            "alarming_series",
            "alarm_ratio",
            "run_length",
        ],
        ..Explained::of(None, Method::Tests, rows)
    }
}
