//! The weekly series of one system with their control limits, and the survival of its workarounds.

use keepalive_domain::facts::Item;
use keepalive_measures::SystemView;
use keepalive_measures::alarm::{BASELINE_WEEKS, first_baseline_week};
use keepalive_measures::control_chart::Segment;
use keepalive_measures::kaplan_meier::Curve;
use keepalive_measures::periods::MeasuredDays;
use keepalive_measures::phase::{EntriesPace, SeriesStanding, entries_pace, series_standings};
use keepalive_measures::survival::workaround_curve;
use keepalive_measures::voices::most_voiced;
use keepalive_measures::weeks::{BreakSeries, WeekFigures, shown_chart};

/// What the weekly charts of one system are drawn from.
pub(crate) struct WeeklyFigures {
    /// Its whole weeks, oldest first.
    pub(crate) weeks: Vec<WeekFigures>,
    /// The stretches of each series, in the order of [`BreakSeries::ALL`].
    pub(crate) segments: [Vec<Segment>; 4],
    /// First and last baseline week, where the first was reached.
    pub(crate) baseline: Option<(i32, i32)>,
    /// Weeks in which limits start afresh, with what happened, in order.
    pub(crate) rebased: Vec<(i32, String)>,
    /// Each series against its baseline, in the order of [`BreakSeries::ALL`].
    pub(crate) standings: [SeriesStanding; 4],
    /// Entries a week, lately and before.
    pub(crate) pace: Option<EntriesPace>,
    /// What most people said "me too" to.
    pub(crate) voiced: Option<Item>,
    /// How long its workarounds live.
    pub(crate) survival: Curve,
}

impl WeeklyFigures {
    pub(super) fn of(view: &SystemView<'_>, weeks: &[WeekFigures]) -> Self {
        let whole: Vec<_> = weeks.iter().filter(|week| week.week.is_whole()).copied().collect();
        let last = whole.last().map(|week| week.week.period.n);
        let baseline = first_baseline_week(view).filter(|first| last.is_some_and(|last| *first <= last));
        let mut rebased: Vec<_> = view
            .facts()
            .events
            .iter()
            .filter(|event| event.rebase)
            .filter_map(|event| Some((view.weeks().index_of(event.on)?, event.title.clone())))
            .filter_map(|(at, title)| Some((whole.get(at)?.week.period.n, title)))
            .collect();
        rebased.sort_by_key(|(week, _)| *week);
        Self {
            segments: BreakSeries::ALL.map(|series| shown_chart(view, weeks, series)),
            baseline: baseline.map(|first| (first, first.saturating_add(BASELINE_WEEKS - 1))),
            standings: series_standings(view, weeks),
            pace: entries_pace(weeks),
            voiced: most_voiced(view).map(|(item, _)| item),
            weeks: whole,
            rebased,
            survival: workaround_curve(view),
        }
    }
}
