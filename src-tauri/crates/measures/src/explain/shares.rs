//! Behind the shares: which workarounds hardened, which questions stood open, which weeks people answered in.
//!
//! What the pulse tells is shown by week and never by person: nobody's hours or silence stand in a row.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::fewest_people::may_be_shown;
use keepalive_domain::words::AnsweredIn;

use super::{Asked, Explained, Method, Missing, Note, Of, Row, When, missing_in, one, period_asked};
use crate::compare::less;
use crate::estimates::in_force;
use crate::hardened::{Hardening, Standing};
use crate::periods::{MeasuredDays, day_before};
use crate::pulse::{
    HOURS_OF_A_CLINIC_DAY, coverage_by_month, coverage_so_far, first_pulse_day, reported_hours, week_coverage,
};
use crate::questions::unanswered_shares;
use crate::record::SystemView;

/// Hardened ÷ active workarounds at the end of the period's last measured day.
pub(super) fn hardened(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let (periods, index) = period_asked(view, asked.when)?;
    let measured = periods.as_slice().get(index)?;
    let day = measured.last_measured_day();
    let hardening = Hardening::new(view);
    let rows = hardening.standing_on(day).map(|(position, standing)| {
        let note = match standing {
            Standing::Hardened => Note::Hardened,
            Standing::Asked => Note::Asked,
            Standing::Accepted => Note::Accepted,
            Standing::Young(days) => Note::Young(days),
        };
        let hardened = one(standing == Standing::Hardened);
        let started = view.facts().workarounds[position].started;
        Row::new(Of::Workaround(position), hardened).over(1.0).on(started).because(note)
    });
    let rows: Vec<Row> = rows.collect();
    let mut missing = missing_in(view, periods, index);
    missing.extend(rows.is_empty().then_some(Missing::NothingBelow));
    Some(Explained {
        period: Some(*measured),
        missing,
        thresholds: &["days_to_harden"],
        ..Explained::of(hardening.share_on(day), Method::Ratio { scale: 1.0 }, rows)
    })
}

/// Unanswered question-days ÷ question-days.
pub(super) fn unanswered(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let (periods, index) = period_asked(view, asked.when)?;
    let last_day = day_before(periods.measured_days()?.to);
    let mut rows = Vec::new();
    for (position, question) in view.facts().questions.iter().enumerate() {
        let (mut asked_days, mut unanswered_days) = (0, 0);
        for (span, (_, answered_in)) in in_force(&question.answers, |row| row.0, last_day) {
            let days: i64 = periods.overlaps(span).filter(|(at, _)| *at == index).map(|(_, days)| days).sum();
            asked_days += days;
            if answered_in == AnsweredIn::Unanswered {
                unanswered_days += days;
            }
        }
        if asked_days > 0 {
            rows.push(Row::new(Of::Question(position), unanswered_days as f64).over(asked_days as f64));
        }
    }
    let mut missing = missing_in(view, periods, index);
    missing.extend(rows.is_empty().then_some(Missing::NothingBelow));
    Some(Explained {
        period: periods.as_slice().get(index).copied(),
        missing,
        ..Explained::of(
            unanswered_shares(view.facts(), periods).get(index).copied().flatten(),
            Method::Ratio { scale: 1.0 },
            rows,
        )
    })
}

/// WOW8: 8 × EHR hours outside ÷ scheduled hours, by go-live week.
pub(super) fn outside_hours(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let (periods, index) = period_asked(view, asked.when)?;
    let mut weeks: BTreeMap<i32, (f64, f64, BTreeSet<usize>)> = BTreeMap::new();
    for row in view.facts().pulse.iter().filter(|row| periods.index_of(row.week_of) == Some(index)) {
        let both = row.ehr_hours_outside.zip(row.scheduled_hours);
        if let (Some((outside, scheduled)), Some(week)) = (both, week_of(view, row.week_of)) {
            let sums = weeks.entry(week).or_default();
            sums.0 += outside;
            sums.1 += scheduled;
            sums.2.insert(row.person);
        }
    }
    let few_in_a_week = weeks.values().any(|(.., people)| !may_be_shown(people.len() as u64));
    let reported = reported_hours(view, periods).get(index).copied().unwrap_or_default();
    let rows: Vec<Row> = weeks
        .into_iter()
        .map(|(week, (outside, scheduled, people))| {
            let people = Note::People(people.len() as u64);
            Row::new(Of::Week(week), outside).over(scheduled).because(people)
        })
        .collect();
    let mut missing = missing_in(view, periods, index);
    missing.extend(pulse_missing(view));
    missing.extend(rows.is_empty().then_some(Missing::NothingBelow));
    missing.extend(match (reported.is_withheld(), few_in_a_week) {
        (true, _) => Some(Missing::FewPeople),
        (false, true) => Some(Missing::FewPeopleInAWeek),
        (false, false) => None,
    });
    Some(Explained {
        period: periods.as_slice().get(index).copied(),
        missing,
        ..Explained::of(reported.wow8, Method::Ratio { scale: HOURS_OF_A_CLINIC_DAY }, rows)
    })
}

/// Answers ÷ roster, over the whole weeks whose last day lies in the month.
pub(super) fn coverage(view: &SystemView<'_>, asked: Asked<'_>) -> Option<Explained> {
    let (periods, index) = period_asked(view, asked.when)?;
    let mut by_week = week_coverage(view);
    let asked_week = periods.as_slice().get(index).filter(|_| matches!(asked.when, When::Week(_)));
    if let Some(week) = asked_week.filter(|week| week.partial && first_pulse_day(view).is_some()) {
        // The week in progress stands on Today "so far", and is never part of a month's.
        by_week[index] = Some(coverage_so_far(view, week));
    }
    let of_week = |n: i32| move |week: &i32| *week == n;
    let in_period = |week: &i32, last_day| match asked.when {
        When::Week(n) => of_week(n)(week),
        When::Month(_) | When::Now => periods.index_of(last_day) == Some(index),
    };
    let weeks = view.weeks().as_slice().iter().zip(&by_week);
    let rows: Vec<Row> = weeks
        .filter(|(week, _)| in_period(&week.period.n, week.period.last_day()))
        .filter_map(|(week, coverage)| {
            let coverage = (*coverage)?;
            let row = Row::new(Of::Week(week.period.n), coverage.answered as f64);
            Some(row.over(coverage.roster as f64).on(week.period.from))
        })
        .collect();
    let value = match asked.when {
        When::Week(_) => by_week.get(index).copied().flatten().and_then(|coverage| coverage.share()),
        When::Month(_) | When::Now => coverage_by_month(view, &by_week).get(index).copied().flatten(),
    };
    let mut missing = missing_in(view, periods, index);
    missing.extend(pulse_missing(view));
    let thin = value.filter(|share| less(*share, view.facts().thresholds.thin_coverage));
    missing.extend(thin.map(Missing::Thin));
    missing.extend(rows.is_empty().then_some(Missing::NothingBelow));
    Some(Explained {
        period: periods.as_slice().get(index).copied(),
        missing,
        thresholds: &["thin_coverage"],
        ..Explained::of(value, Method::Ratio { scale: 1.0 }, rows)
    })
}

fn pulse_missing(view: &SystemView<'_>) -> Option<Missing> {
    first_pulse_day(view).is_none().then_some(Missing::NoPulse)
}

fn week_of(view: &SystemView<'_>, day: keepalive_domain::facts::Day) -> Option<i32> {
    let index = view.weeks().index_of(day)?;
    Some(view.weeks().as_slice().get(index)?.period.n)
}
