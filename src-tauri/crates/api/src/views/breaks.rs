//! The four weekly signals with their control limits: pictures, words and rows from the same numbers.

use std::collections::BTreeSet;

use keepalive_charts::control_chart::{self, ControlChart, Rebase, Week};
use keepalive_charts::mount::Covers;
use keepalive_charts::{Break as Drawn, Figure, Style};
use keepalive_domain::fewest_people::FEWEST_PEOPLE;
use keepalive_domain::words::Break;
use keepalive_measures::alarm::RECENT_WEEKS;
use keepalive_measures::compare::less;
use keepalive_measures::control_chart::{Rule, Segment};
use keepalive_measures::weeks::{BreakSeries, WeekFigures};

use super::axis::Axis;
use super::chart;
use super::chart_file::MountWith;
use crate::figures::{WeeklyFigures, number};
use crate::types::{
    BreakChart, BreakChartsView, BreakSignal, BreakStanding, BreakWeek, Day, RebasedAt, SignalAsked,
    SignalInput, WeekSpan, WeekValue,
};
use crate::{ApiResult, App};

/// Size of a small chart in CSS pixels if not said otherwise.
const USUAL_SIZE: (u32, u32) = (240, 150);

impl App {
    /// The weekly signal of each break with its control limits.
    ///
    /// # Errors
    /// A system that is not here, or the database cannot be read.
    pub fn break_charts(&self, input: SignalInput) -> ApiResult<BreakChartsView> {
        let Axis { snapshot, chosen, .. } = self.axis(input.system, input.as_of)?;
        let figures = chosen.as_ref().and_then(|system| snapshot.weekly(system.id));
        let style = style(&input);
        let thresholds = snapshot.clinic.facts.thresholds;
        let run_length = thresholds.run_length;
        let series = |figures: &WeeklyFigures| {
            let series = BreakSeries::ALL.into_iter().zip(&figures.segments);
            series
                .map(|(series, segments)| Series { figures, series, segments, run_length }.reply(&style))
                .collect()
        };
        let rebased = figures.map_or(&[][..], |figures| &figures.rebased);
        Ok(BreakChartsView {
            charts: figures.map_or_else(Vec::new, series),
            baseline: figures.and_then(|figures| figures.baseline).map(|(from, to)| WeekSpan { from, to }),
            rebased: rebased.iter().map(|(n, title)| RebasedAt { n: *n, title: title.clone() }).collect(),
            firm_at: thresholds.points_for_firm_limits,
            system: chosen.map(Into::into),
            as_of: snapshot.as_of,
        })
    }

    /// The weekly signal of one break as a figure to be saved, with the last measured day; nothing where no week
    /// was measured.
    ///
    /// # Errors
    /// As [`App::break_charts`].
    pub(super) fn mounted_signal(
        &self,
        asked: SignalAsked,
        clinic: &str,
        fitted: bool,
    ) -> ApiResult<Option<(Figure, Day)>> {
        let Axis { snapshot, chosen, .. } = self.axis(asked.drawn.system, asked.drawn.as_of)?;
        let style = style(&asked.drawn);
        let Some(figures) = chosen.as_ref().and_then(|system| snapshot.weekly(system.id)) else {
            return Ok(None);
        };
        let run_length = snapshot.clinic.facts.thresholds.run_length;
        let mut all = BreakSeries::ALL.into_iter().zip(&figures.segments);
        let Some((series, segments)) = all.find(|(series, _)| Written::of(*series).of == asked.break_) else {
            return Ok(None);
        };
        let series = Series { figures, series, segments, run_length };
        let weeks: Vec<BreakWeek> = figures.weeks.iter().map(|week| series.row(week)).collect();
        if !weeks.iter().any(|week| week.value.is_some() || week.is_withheld) {
            return Ok(None);
        }
        let as_of = snapshot.as_of;
        let written = Written::of(series.series);
        let draw =
            |style: &Style| ApiResult::Ok(control_chart::draw(&series.drawn(&written, &weeks, style), style));
        let covers = |figure: &Figure| {
            let span = chart::span_read(figure, figures.weeks.iter().map(|week| week.week));
            span.map_or(Covers::Everything, Covers::Weeks)
        };
        let system = chosen.as_ref().map(|system| system.name.clone());
        let mount = MountWith { clinic, system, as_of, style, fitted };
        Ok(Some((mount.drawn(draw, covers)?, as_of)))
    }
}

fn style(input: &SignalInput) -> Style {
    let (width, height) = (input.width.unwrap_or(USUAL_SIZE.0), input.height.unwrap_or(USUAL_SIZE.1));
    chart::style(input.theme, input.language, width, height)
}

/// Points that limits rest on while these are on trial; `None` = firm, or no limits.
fn trial_points(segment: &Segment) -> Option<u32> {
    (segment.trial && segment.limits.is_some()).then(|| number(segment.points.len()))
}

/// One series of a system.
struct Series<'a> {
    figures: &'a WeeklyFigures,
    series: BreakSeries,
    segments: &'a [Segment],
    /// Points that complete a run or a rise.
    run_length: u32,
}

/// How a series is written on its chart.
struct Written {
    of: Break,
    drawn: Drawn,
    signal: BreakSignal,
    /// Place of its words among the labels of a language.
    measure: usize,
    /// After a value.
    unit: &'static str,
    decimals: usize,
    /// From the series' own unit to the one written.
    times: f64,
}

impl Written {
    fn of(series: BreakSeries) -> Self {
        let plain = |of, drawn, signal, measure, decimals| Self {
            of,
            drawn,
            signal,
            measure,
            unit: "",
            decimals,
            times: 1.0,
        };
        match series {
            BreakSeries::DriftHoursPerFte => {
                plain(Break::Drift, Drawn::Drift, BreakSignal::DriftHoursPerFte, 0, 2)
            }
            BreakSeries::UnansweredShare => Self {
                of: Break::Reporting,
                drawn: Drawn::Reporting,
                signal: BreakSignal::UnansweredShare,
                measure: 1,
                unit: "%",
                decimals: 0,
                times: 100.0,
            },
            BreakSeries::OverdueDaysPer10Fte => {
                plain(Break::Support, Drawn::Support, BreakSignal::OverdueDaysPer10Fte, 2, 0)
            }
            BreakSeries::Wow8 => plain(Break::Burnout, Drawn::Burnout, BreakSignal::Wow8, 3, 2),
        }
    }
}

impl Series<'_> {
    fn reply(&self, style: &Style) -> BreakChart {
        let written = Written::of(self.series);
        let weeks: Vec<BreakWeek> = self.figures.weeks.iter().map(|week| self.row(week)).collect();
        let measured = |week: &BreakWeek| Some(WeekValue { n: week.n, value: week.value? });
        let last = weeks.iter().rev().find_map(measured);
        let (standing, standing_weeks) = self.standing(&weeks);
        let newest = self.segments.last().and_then(trial_points);
        let withheld = weeks.iter().filter(|week| week.is_withheld).count();
        let drawn = (last.is_some() || withheld > 0)
            .then(|| chart::picture(&control_chart::draw(&self.drawn(&written, &weeks, style), style)));
        BreakChart {
            break_: written.of,
            signal: written.signal,
            chart: drawn,
            standing,
            standing_weeks,
            trial_points: newest,
            gaps: number(weeks.iter().filter(|week| week.value.is_none() && !week.is_withheld).count()),
            fewest_people: FEWEST_PEOPLE,
            withheld: number(withheld),
            last,
            weeks,
        }
    }

    /// The value of a week as the control chart takes it: wholly recorded (A25) and measured.
    fn row(&self, week: &WeekFigures) -> BreakWeek {
        let n = week.week.period.n;
        let spans = |segment: &&Segment| {
            let ends = segment.points.first().zip(segment.points.last());
            ends.is_some_and(|(first, last)| (first.week..=last.week).contains(&n))
        };
        let segment = self.segments.iter().find(spans);
        let limits = segment.and_then(|segment| segment.limits);
        BreakWeek {
            n,
            from: week.week.period.from,
            value: week.shown(self.series).filter(|_| week.is_wholly_recorded()),
            is_withheld: week.is_withheld(self.series) && week.is_wholly_recorded(),
            centre: segment.map(|segment| segment.centre),
            lower: limits.map(|limits| limits.lower),
            upper: limits.map(|limits| limits.upper),
            is_signal: self.signals().any(|(week, _)| week == n),
        }
    }

    fn signals(&self) -> impl Iterator<Item = (i32, Rule)> + '_ {
        self.segments.iter().flat_map(|segment| &segment.signals).map(|signal| (signal.week, signal.rule))
    }

    /// Weeks of the runs and rises that are signals, those before the week that completes one included.
    fn weeks_in_runs(&self) -> BTreeSet<i32> {
        let length = self.run_length as usize;
        let of_segment = |segment: &'_ Segment| {
            let completed = |index: &usize| {
                let week = segment.points[*index].week;
                let runs = [Rule::SevenAbove, Rule::SevenRising];
                segment.signals.iter().any(|signal| signal.week == week && runs.contains(&signal.rule))
            };
            let ends = (0..segment.points.len()).filter(completed);
            let weeks = ends.flat_map(|end| (end + 1).saturating_sub(length)..=end);
            weeks.map(|index| segment.points[index].week).collect::<Vec<_>>()
        };
        self.segments.iter().flat_map(of_segment).collect()
    }

    /// What the newest point says, the gravest first, and for how many measured weeks in a row.
    fn standing(&self, weeks: &[BreakWeek]) -> (BreakStanding, u32) {
        let Some((segment, newest)) = self.segments.last().and_then(|s| Some((s, s.points.last()?))) else {
            let withheld = weeks.iter().any(|week| week.is_withheld);
            return (if withheld { BreakStanding::TooFewPeople } else { BreakStanding::NotMeasured }, 0);
        };
        let recent = || weeks.iter().rev().take(RECENT_WEEKS);
        if recent().all(|week| week.value.is_none()) {
            let withheld = recent().any(|week| week.is_withheld);
            return (if withheld { BreakStanding::TooFewPeople } else { BreakStanding::NotMeasuredNow }, 0);
        }
        let Some(limits) = segment.limits else { return (BreakStanding::NoLimits, 0) };
        let in_a_row = |rule: Rule| {
            let holds = |week: i32| segment.signals.iter().any(|s| s.week == week && s.rule == rule);
            segment.points.iter().rev().take_while(|point| holds(point.week)).count()
        };
        // Each week of a run after its seventh completes it anew.
        let run = |rule: Rule| {
            Some(in_a_row(rule)).filter(|weeks| *weeks > 0).map(|w| number(w) + self.run_length - 1)
        };
        let above = in_a_row(Rule::BeyondLimit);
        if above > 0 {
            (BreakStanding::AboveLimit, number(above))
        } else if in_a_row(Rule::TwoOfThree) > 0 {
            (BreakStanding::TwoOfThree, 0)
        } else if let Some(weeks) = run(Rule::SevenAbove) {
            (BreakStanding::RunAbove, weeks)
        } else if let Some(weeks) = run(Rule::SevenRising) {
            (BreakStanding::Rising, weeks)
        } else if less(newest.value, limits.lower) {
            (BreakStanding::BelowLimit, 0)
        } else {
            (BreakStanding::Inside, 0)
        }
    }

    fn drawn(&self, written: &Written, weeks: &[BreakWeek], style: &Style) -> ControlChart {
        let times = written.times;
        let segment = |segment: &Segment| {
            let (first, last) = segment.points.first().zip(segment.points.last())?;
            let limits = segment.limits?;
            Some(control_chart::Segment {
                from: first.week,
                to: last.week,
                centre: segment.centre * times,
                lower: limits.lower * times,
                upper: limits.upper * times,
                trial: trial_points(segment),
            })
        };
        let in_runs = self.weeks_in_runs();
        let week = |week: &BreakWeek| Week {
            number: week.n,
            value: week.value.map(|value| value * times),
            signal: week.is_signal,
            in_run: in_runs.contains(&week.n),
            withheld: week.is_withheld,
        };
        ControlChart {
            of: written.drawn,
            measure: style.labels.signals.get(written.measure).copied().unwrap_or_default().to_owned(),
            unit: written.unit.to_owned(),
            decimals: written.decimals,
            weeks: weeks.iter().map(week).collect(),
            segments: self.segments.iter().filter_map(segment).collect(),
            baseline: self.figures.baseline,
            rebased: self
                .figures
                .rebased
                .iter()
                .map(|(week, name)| Rebase { week: *week, name: name.clone() })
                .collect(),
        }
    }
}
