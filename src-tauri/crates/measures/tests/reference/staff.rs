//! FTE, roster, coverage and WOW8 (A12, A16).

use keepalive_domain::facts::Day;

use super::{Here, Stretch, divide};

impl Here<'_> {
    fn is_here(&self, p: usize, day: Day) -> bool {
        let person = &self.facts.people[p];
        person.active_from.is_none_or(|from| from <= day) && person.active_to.is_none_or(|to| day < to)
    }

    fn fte_of(&self, p: usize, day: Day) -> Option<f64> {
        let mut now: Option<(Day, f64)> = None;
        for &(from, fte) in &self.facts.people[p].fte {
            if from <= day && now.is_none_or(|(best, _)| from >= best) {
                now = Some((from, fte));
            }
        }
        now.filter(|_| self.is_here(p, day)).map(|(_, fte)| fte)
    }

    fn staff(&self) -> Vec<usize> {
        (0..self.facts.people.len()).filter(|&p| self.facts.people[p].role != "vendor").collect()
    }

    pub(crate) fn fte(&self, days: &[Day]) -> Option<f64> {
        let mut sums = Vec::new();
        for &day in days {
            let known: Vec<f64> = self.staff().into_iter().filter_map(|p| self.fte_of(p, day)).collect();
            if !known.is_empty() {
                sums.push(known.iter().sum());
            }
        }
        super::average(&sums)
    }

    pub(crate) fn wow8(&self, days: &[Day]) -> Option<f64> {
        let (mut outside, mut scheduled) = (0.0, 0.0);
        for row in &self.facts.pulse {
            if let (true, Some(a), Some(b)) =
                (days.contains(&row.week_of), row.ehr_hours_outside, row.scheduled_hours)
            {
                outside += a;
                scheduled += b;
            }
        }
        divide(8.0 * outside, Some(scheduled))
    }

    pub(crate) fn uses_pulse(&self) -> bool {
        self.facts.pulse.iter().any(|row| row.week_of <= self.last)
    }

    /// Answered and roster of a whole week, if known.
    pub(crate) fn week_coverage(&self, week: Stretch) -> Option<(usize, usize)> {
        let first = self.facts.pulse.iter().map(|row| row.week_of).filter(|day| *day <= self.last).min()?;
        let days = self.measured(week);
        if !self.is_whole(week) || *days.last().unwrap() < first {
            return None;
        }
        let roster: Vec<usize> =
            self.staff().into_iter().filter(|p| days.iter().any(|day| self.is_here(*p, *day))).collect();
        let answered = roster.iter().filter(|p| {
            self.facts
                .pulse
                .iter()
                .any(|row| row.person == **p && row.answered && days.contains(&row.week_of))
        });
        Some((answered.count(), roster.len()))
    }

    pub(crate) fn month_coverage(&self, month: Stretch) -> Option<f64> {
        let (mut answered, mut roster) = (0, 0);
        for week in self.weeks() {
            let last_day = super::yesterday(week.to);
            if month.from <= last_day && last_day < month.to {
                let (a, r) = self.week_coverage(week).unwrap_or((0, 0));
                answered += a;
                roster += r;
            }
        }
        divide(answered as f64, Some(roster as f64))
    }
}
