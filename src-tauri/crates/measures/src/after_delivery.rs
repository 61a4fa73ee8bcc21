//! Workarounds that stand as in use although what was to end them was delivered: a delivery retires none, somebody
//! verifies that it stopped (DOMAIN §3).

use keepalive_domain::facts::{Day, Workaround};
use keepalive_domain::words::RequestState;

use crate::hours_lost::active_span;
use crate::merges::standing_now;
use crate::periods::days_before;
use crate::record::SystemView;
use crate::timeline::Timeline;

/// So many days without a word of it, and whether it goes on is asked again. [P], our own: four weeks, as *gone quiet*.
pub const DAYS_TO_ASK_AGAIN: u64 = 28;

/// A workaround in use whose requests were all settled, one of them by a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AfterDelivery {
    /// Position of the workaround in the facts.
    pub workaround: usize,
    /// Position of the request that was delivered last of those that were to end it.
    pub request: usize,
    /// The day it was delivered.
    pub delivered_on: Day,
    /// Nobody says on which day: that is the last one known.
    pub undated: bool,
    /// The newest day after the delivery for which somebody wrote down that it goes on: an occurrence, an estimate in
    /// force from then, or its first day.
    pub goes_on: Option<Day>,
    /// Whether somebody has to look if it stopped.
    pub asks: bool,
}

/// The system's workarounds in use on its last measured day that a delivered or verified request was to end, while no
/// other one is still to end them; in list order. A merged request is stood for by the one it went into (A14).
///
/// It is asked from the day after the delivery on, because on the day itself nobody can tell. It is not asked while
/// somebody wrote down within the last [`DAYS_TO_ASK_AGAIN`] days that it goes on, nor where it was accepted as permanent
/// since the delivery. Missing: rows after the last measured day do not count (A4).
#[must_use]
pub fn after_delivery(view: &SystemView<'_>) -> Vec<AfterDelivery> {
    let facts = view.facts();
    let today = view.last_day();
    let mut linked: Vec<Vec<usize>> = vec![Vec::new(); facts.workarounds.len()];
    for link in &facts.links {
        if let (Some(requests), Some(request)) =
            (linked.get_mut(link.workaround), standing_now(view.timelines(), link.request))
        {
            requests.push(request);
        }
    }
    let in_use = |&&position: &&usize| active_span(&facts.workarounds[position], today).contains(today);
    view.workarounds()
        .iter()
        .filter(in_use)
        .filter_map(|&position| {
            let workaround = &facts.workarounds[position];
            let (delivered_on, request, undated) = last_delivery(view.timelines(), &linked[position])?;
            let goes_on = goes_on(workaround, delivered_on, today);
            let told = goes_on.is_some_and(|on| on > days_before(today, DAYS_TO_ASK_AGAIN));
            let accepted = workaround.accepted_on.is_some_and(|on| on >= delivered_on && on <= today);
            let asks = delivered_on < today && !told && !accepted;
            Some(AfterDelivery { workaround: position, request, delivered_on, undated, goes_on, asks })
        })
        .collect()
}

/// The last delivery among these requests; `None` where there was none, or one of them is still to be delivered.
fn last_delivery(timelines: &[Timeline], requests: &[usize]) -> Option<(Day, usize, bool)> {
    let mut last = None;
    for &request in requests {
        let timeline = timelines.get(request)?;
        let Some(now) = timeline.last() else { continue };
        if matches!(now.state, RequestState::Delivered | RequestState::Verified) {
            // What was delivered before it was reopened did not hold.
            let since = timeline.since_last_reopening();
            let delivered = since.iter().rfind(|change| change.state == RequestState::Delivered);
            // What came into the log verified has no other day.
            let delivered = delivered.unwrap_or(now);
            last = last.max(Some((delivered.day, request, delivered.undated)));
        } else if !now.closes() {
            return None;
        }
    }
    last
}

/// The newest day after `delivered_on`, today at most, for which it was written down as in use.
fn goes_on(workaround: &Workaround, delivered_on: Day, today: Day) -> Option<Day> {
    let happened = workaround.occurrences.iter().map(|cell| cell.day);
    let estimated = workaround.estimates.iter().map(|estimate| estimate.from);
    happened
        .chain(estimated)
        .chain([workaround.started])
        .filter(|day| *day > delivered_on && *day <= today)
        .max()
}
