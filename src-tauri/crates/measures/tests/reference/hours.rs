//! Hours of a workaround on a day (DOMAIN §5; A7, A8, A9, A11).

use keepalive_domain::facts::Day;
use keepalive_domain::words::Basis;

use super::{Here, middle};

#[derive(Default)]
pub(crate) struct Lost {
    pub(crate) all: f64,
    pub(crate) timed: f64,
}

impl Here<'_> {
    pub(crate) fn is_active(&self, w: usize, day: Day) -> bool {
        let workaround = &self.facts.workarounds[w];
        let ended = workaround.ended.filter(|ended| *ended <= self.last);
        workaround.started <= day && ended.is_none_or(|ended| day < ended)
    }

    pub(crate) fn active_count(&self, day: Day) -> usize {
        self.own_workarounds().into_iter().filter(|w| self.is_active(*w, day)).count()
    }

    /// Which estimate is in force on a day.
    fn estimate_on(&self, w: usize, day: Day) -> Option<usize> {
        let estimates = &self.facts.workarounds[w].estimates;
        let mut best: Option<usize> = None;
        for (index, estimate) in estimates.iter().enumerate() {
            if estimate.from <= day && best.is_none_or(|best| estimate.from >= estimates[best].from) {
                best = Some(index);
            }
        }
        best
    }

    /// The timed occurrences that count, each as often as it happened, on the days that please.
    fn timed_minutes(&self, w: usize, pleases: impl Fn(Day) -> bool) -> Vec<f64> {
        let mut minutes = Vec::new();
        for cell in &self.facts.workarounds[w].occurrences {
            if cell.day <= self.last && self.is_active(w, cell.day) && pleases(cell.day) {
                for _ in 0..cell.times {
                    minutes.extend(cell.minutes.map(|minutes| minutes.as_f64()));
                }
            }
        }
        minutes
    }

    pub(crate) fn workaround_hours_on(&self, w: usize, day: Day) -> Lost {
        let workaround = &self.facts.workarounds[w];
        let mut lost = Lost::default();
        if !self.is_active(w, day) {
            return lost;
        }
        if let Some(index) = self.estimate_on(w, day) {
            let estimate = &workaround.estimates[index];
            let seen = self.timed_minutes(w, |day| self.estimate_on(w, day) == Some(index));
            let (minutes, basis) = if seen.len() as f64 >= self.threshold("timed_occurrences") {
                (middle(seen).unwrap(), Basis::Timed)
            } else {
                (estimate.minutes_per_use, estimate.basis)
            };
            lost.all = estimate.people * estimate.uses_per_person_per_week / 7.0 * minutes / 60.0;
            lost.timed = if basis == Basis::Timed { lost.all } else { 0.0 };
            return lost;
        }
        for cell in workaround.occurrences.iter().filter(|cell| cell.day == day) {
            match cell.minutes {
                Some(minutes) => {
                    lost.all += f64::from(cell.times) * minutes.as_f64() / 60.0;
                    lost.timed += f64::from(cell.times) * minutes.as_f64() / 60.0;
                }
                None => {
                    let usual = middle(self.timed_minutes(w, |_| true)).unwrap_or(0.0);
                    lost.all += f64::from(cell.times) * usual / 60.0;
                }
            }
        }
        lost
    }

    pub(crate) fn chase_hours_on(&self, day: Day) -> f64 {
        let mut hours = 0.0;
        for (r, request) in self.facts.requests.iter().enumerate() {
            for chase in &request.chases {
                if self.system_of_request(r) == Some(self.system) && self.day_of(chase.at) == day {
                    hours += chase.minutes.as_f64() / 60.0;
                }
            }
        }
        hours
    }

    /// A15
    pub(crate) fn is_hardened(&self, w: usize, day: Day) -> bool {
        let mut back = day;
        for _ in 0..self.counted_threshold("days_to_harden") {
            let accepted = self.facts.workarounds[w].accepted_on.is_some_and(|on| on <= back);
            let asked = self
                .facts
                .links
                .iter()
                .any(|link| link.workaround == w && self.is_open_standing(link.request, back));
            if !self.is_active(w, back) || accepted || asked {
                return false;
            }
            back = super::yesterday(back);
        }
        true
    }

    pub(crate) fn hardened_share(&self, day: Day) -> Option<f64> {
        let hardened = self.own_workarounds().into_iter().filter(|w| self.is_hardened(*w, day)).count();
        super::divide(hardened as f64, Some(self.active_count(day) as f64))
    }
}
