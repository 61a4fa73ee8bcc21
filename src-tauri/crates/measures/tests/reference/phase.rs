//! The phase (A23, A25).

use keepalive_domain::facts::Day;
use keepalive_domain::words::EventKind;
use serde_json::{Value, json};

use super::chart::signal_weeks;
use super::days::days_ago;
use super::{Here, Stretch, average, divide, equal, middle};

impl Here<'_> {
    fn series(&self, which: usize, week: Stretch) -> Option<f64> {
        let days = self.measured(week);
        match which {
            0 => self.drift_per_fte(&days),
            1 => self.unanswered_share(&days),
            2 => self.overdue_per_10_fte(&days),
            _ => self.wow8(&days),
        }
    }

    pub(crate) fn phase(&self) -> Value {
        let now = self.last;
        let ago = days_ago(now, 28);
        let whole: Vec<Stretch> = self.weeks().into_iter().filter(|week| self.is_whole(*week)).collect();
        let latest = |count: usize| whole[whole.len().saturating_sub(count)..].to_vec();
        let recorded = |week: &Stretch| equal(self.recorded(&self.measured(*week)), 1.0);

        let mut late_baseline = None;
        let mut baseline: Vec<Stretch> = Vec::new();
        if let Some(begins) = self.record_begins() {
            let go_live = self.facts.systems[self.system].go_live;
            let mut first = 3;
            while super::days::week_start(go_live, first) < begins {
                first += 1;
            }
            late_baseline = Some(f64::from(first));
            baseline =
                whole.iter().copied().filter(|w| w.n >= first && w.n < first + 8 && recorded(w)).collect();
        }
        let measured_in_any = |week: &&Stretch| (0..4).any(|which| self.series(which, **week).is_some());
        let baseline_weeks = baseline.iter().filter(measured_in_any).count() as f64;

        let low_coverage = self.uses_pulse().then(|| {
            let shares = latest(4).into_iter().filter_map(|week| self.week_coverage(week));
            let shares = shares.filter_map(|(a, r)| divide(a as f64, Some(r as f64)));
            let thin = self.threshold("thin_coverage");
            shares.filter(|share| *share < thin && !equal(*share, thin)).count() as f64
        });
        let replacement_days = self.counted_threshold("replacement_days");
        let replacement = self.facts.events.iter().filter(|event| {
            event.kind == EventKind::Replacement
                && event.on <= now
                && event.on > days_ago(now, replacement_days)
        });

        let entries = |weeks: &[Stretch]| {
            average(&weeks.iter().map(|week| self.entries(&self.measured(*week)) as f64).collect::<Vec<_>>())
        };
        let entries_ratio = if whole.len() >= 16 {
            let sixteen = latest(16);
            divide(entries(&sixteen[12..]).unwrap(), entries(&sixteen[..12]))
        } else {
            None
        };
        let median_age = |on: Day| {
            let first = |r: usize| self.rows(r)[0].day;
            middle(self.open_requests(on).into_iter().map(|r| (on - first(r)).num_days() as f64).collect())
        };
        let age_change = match (median_age(now), median_age(ago)) {
            (Some(now), Some(then)) => Some(now - then),
            _ => None,
        };
        let open = self.open_requests(now);
        let overdue = open.iter().filter(|r| self.is_overdue(**r, now)).count() as f64;

        let rebases: Vec<i32> = self
            .facts
            .events
            .iter()
            .filter(|event| event.rebase && event.on <= now)
            .flat_map(|event| self.weeks().into_iter().filter(|w| w.from <= event.on && event.on < w.to))
            .map(|week| week.n)
            .collect();
        let mut alarming = 0.0;
        for which in 0..4 {
            let mut points = Vec::new();
            for week in whole.iter().filter(|week| recorded(week)) {
                points.extend(self.series(which, *week).map(|value| (week.n, value)));
            }
            let recent_weeks: Vec<i32> = latest(4).iter().map(|week| week.n).collect();
            let run_length = usize::try_from(self.counted_threshold("run_length")).unwrap();
            let signal =
                signal_weeks(&points, &rebases, run_length).iter().any(|week| recent_weeks.contains(week));
            let mean_of = |weeks: &[Stretch]| {
                average(&weeks.iter().filter_map(|week| self.series(which, *week)).collect::<Vec<_>>())
            };
            let raised = match (mean_of(&latest(4)), mean_of(&baseline)) {
                (Some(recent), Some(base)) => {
                    let alarm = self.threshold("alarm_ratio") * base;
                    recent > alarm || equal(recent, alarm)
                }
                _ => false,
            };
            alarming += f64::from(u8::from(signal && raised));
        }

        let limit = |name| self.threshold(name);
        let tests: [(&str, Option<f64>, &str, f64); 12] = [
            ("late_baseline", late_baseline, ">", 3.0),
            ("baseline_weeks", Some(baseline_weeks), "<", 8.0),
            ("low_coverage_weeks", low_coverage, ">=", limit("low_coverage_weeks")),
            ("replacement_events", Some(replacement.count() as f64), ">=", 1.0),
            ("entries_per_week", entries(&latest(16)), "<", limit("few_entries_per_week")),
            ("entries_ratio", entries_ratio, "<=", limit("quiet_entries_ratio")),
            (
                "active_workarounds_change",
                Some(self.active_count(now) as f64 - self.active_count(ago) as f64),
                ">=",
                0.0,
            ),
            ("open_age_change", age_change, ">=", 0.0),
            ("overdue_share_of_open", divide(overdue, Some(open.len() as f64)), ">=", limit("overdue_share")),
            ("hardened_share", self.hardened_share(now), ">=", limit("hardened_share")),
            ("voices_on_one_need", Some(self.most_voices() as f64), ">=", limit("voices_on_one_need")),
            ("alarming_series", Some(alarming), ">=", limit("alarming_series")),
        ];
        let met = |name: &str| {
            let (_, value, sign, limit) = tests.iter().find(|test| test.0 == name).unwrap();
            let Some(value) = value else { return false };
            match *sign {
                ">" => value > limit && !equal(*value, *limit),
                "<" => value < limit && !equal(*value, *limit),
                ">=" => value > limit || equal(*value, *limit),
                _ => value < limit || equal(*value, *limit),
            }
        };
        let label = if met("baseline_weeks") || met("low_coverage_weeks") {
            "not_measured"
        } else if met("replacement_events") {
            "replacement_talk"
        } else if met("entries_per_week") {
            "too_few_entries"
        } else if met("entries_ratio") && (met("active_workarounds_change") || met("open_age_change")) {
            "going_quiet"
        } else if met("alarming_series")
            && (met("overdue_share_of_open") || met("hardened_share") || met("voices_on_one_need"))
        {
            "complaints"
        } else if met("alarming_series") {
            "friction"
        } else {
            "settled"
        };
        let because: Vec<Value> = tests
            .iter()
            .map(|(test, value, _, limit)| json!({"test": test, "value": value, "limit": limit, "met": met(test)}))
            .collect();
        json!({ "label": label, "because": because })
    }
}
