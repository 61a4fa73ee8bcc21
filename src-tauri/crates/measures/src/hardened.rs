//! Workarounds that became permanent without anybody deciding so (DOMAIN §3 and §5, TABLES A15).

use keepalive_domain::facts::{Day, Workaround};

use crate::compare::share;
use crate::hours_lost::active_span;
use crate::merges::open_spans_standing;
use crate::periods::{Span, day_after, days_before};
use crate::record::SystemView;

/// The system's workarounds with what keeps each from hardening.
#[derive(Debug, Clone)]
pub struct Hardening<'a> {
    lives: Vec<Life<'a>>,
    /// How many days in a row without an open request or an acceptance harden.
    days_to_harden: u64,
}

#[derive(Debug, Clone)]
struct Life<'a> {
    /// Position in the facts.
    position: usize,
    workaround: &'a Workaround,
    active: Span,
    /// Days at whose end a linked request is open.
    asked: Vec<Span>,
}

impl<'a> Hardening<'a> {
    /// Gathers the links once, for any number of days.
    #[must_use]
    pub fn new(view: &SystemView<'a>) -> Self {
        let facts = view.facts();
        let mut asked: Vec<Vec<Span>> = vec![Vec::new(); facts.workarounds.len()];
        for link in &facts.links {
            if let Some(spans) = asked.get_mut(link.workaround) {
                spans.extend(open_spans_standing(view.timelines(), link.request, view.until()));
            }
        }
        let lives = view
            .workarounds()
            .iter()
            .map(|&index| Life {
                position: index,
                workaround: &facts.workarounds[index],
                active: active_span(&facts.workarounds[index], view.last_day()),
                asked: std::mem::take(&mut asked[index]),
            })
            .collect();
        Self { lives, days_to_harden: u64::from(facts.thresholds.days_to_harden) }
    }

    /// Hardened ÷ active workarounds on a day; `None` if none was active.
    #[must_use]
    pub fn share_on(&self, day: Day) -> Option<f64> {
        let active = self.lives.iter().filter(|life| life.active.contains(day)).count();
        share(self.on(day).count() as u64, active as u64)
    }

    /// The workarounds hardened on a day, in list order.
    pub fn on(&self, day: Day) -> impl Iterator<Item = &'a Workaround> {
        self.lives
            .iter()
            .filter(move |life| life.is_hardened_on(day, self.days_to_harden))
            .map(|life| life.workaround)
    }
}

impl Hardening<'_> {
    /// Every workaround (position) in use on a day, in list order, with where it stands.
    pub fn standing_on(&self, day: Day) -> impl Iterator<Item = (usize, Standing)> {
        let active = self.lives.iter().filter(move |life| life.active.contains(day));
        active.map(move |life| (life.position, life.standing_on(day, self.days_to_harden)))
    }
}

/// Where a workaround in use stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It hardened.
    Hardened,
    /// Somebody accepted it.
    Accepted,
    /// A linked request was open within the days that harden.
    Asked,
    /// In use for so many days only.
    Young(i64),
}

impl Life<'_> {
    /// Why it is hardened or not, the strongest reason first.
    fn standing_on(&self, day: Day, days_to_harden: u64) -> Standing {
        if self.is_hardened_on(day, days_to_harden) {
            Standing::Hardened
        } else if self.workaround.accepted_on.is_some_and(|accepted| accepted <= day) {
            Standing::Accepted
        } else {
            let days = Span::new(self.active.from, day_after(day)).days();
            let old_enough = u64::try_from(days).is_ok_and(|days| days >= days_to_harden);
            if old_enough { Standing::Asked } else { Standing::Young(days) }
        }
    }

    /// On each of the 90 days (or the clinic's own number) up to and including `day`: active, no linked request open at its end, not
    /// accepted. An acceptance does not lapse, so one on or before `day` is enough to prevent it.
    fn is_hardened_on(&self, day: Day, days_to_harden: u64) -> bool {
        let window = Span::new(days_before(day, days_to_harden.saturating_sub(1)), day_after(day));
        self.active.intersect(window) == window
            && self.workaround.accepted_on.is_none_or(|accepted| accepted > day)
            && self.asked.iter().all(|span| span.intersect(window).is_empty())
    }
}
