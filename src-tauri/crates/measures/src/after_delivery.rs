//! Workarounds that stand as in use although what was to end them was delivered: a delivery retires none, somebody
//! verifies that it stopped (DOMAIN §3).

use keepalive_domain::facts::{Day, Workaround};
use keepalive_domain::words::RequestState;

use crate::hours_lost::active_span;
use crate::merges::standing_now;
use crate::periods::days_before;
use crate::record::SystemView;
use crate::timeline::{Change, Timeline};

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
    /// force from then, or its first day. `None` also where no day is known from which on it was certainly delivered.
    pub goes_on: Option<Day>,
    /// Whether somebody has to look if it stopped.
    pub asks: bool,
}

/// The system's workarounds in use on its last measured day that a delivered or verified request was to end, while no
/// other one is still to end them; in list order. A merged request is stood for by the one it went into (A14).
///
/// It is asked from the day after the delivery on, because on the day itself nobody can tell. It is not asked while
/// somebody wrote down within the last [`DAYS_TO_ASK_AGAIN`] days that it goes on, nor where it was accepted as permanent
/// since the delivery. Missing: rows after the last measured day do not count (A4); of a delivery on a day that nobody says
/// nothing is known to be later but what came after a later day that is known, the one it was verified.
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
            let last = last_delivery(view.timelines(), &linked[position])?;
            let Delivery { on: delivered_on, request, undated, certain_from } = last;
            let goes_on = certain_from.and_then(|from| used_after(workaround, from, today));
            // It keeps the question back where nobody says when it was delivered, too: who answered is not asked every day.
            let lately = delivered_on.max(days_before(today, DAYS_TO_ASK_AGAIN));
            let told = used_after(workaround, lately, today).is_some();
            let since = |on: Day| certain_from.is_some_and(|from| on >= from) && on <= today;
            let accepted = workaround.accepted_on.is_some_and(since);
            let asks = delivered_on < today && !told && !accepted;
            Some(AfterDelivery { workaround: position, request, delivered_on, undated, goes_on, asks })
        })
        .collect()
}

/// A delivery; in the order of their days.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Delivery {
    on: Day,
    request: usize,
    undated: bool,
    /// The first day on which it was certainly delivered; `None` = no such day is known.
    certain_from: Option<Day>,
}

/// The last delivery among these requests; `None` where there was none, or one of them is still to be delivered.
fn last_delivery(timelines: &[Timeline], requests: &[usize]) -> Option<Delivery> {
    let mut last: Option<Delivery> = None;
    for &request in requests {
        let timeline = timelines.get(request)?;
        let Some(now) = timeline.last() else { continue };
        if matches!(now.state, RequestState::Delivered | RequestState::Verified) {
            // What was delivered before it was reopened did not hold.
            let since = timeline.since_last_reopening();
            let delivered = since.iter().rfind(|change| change.state == RequestState::Delivered);
            // What came into the log verified has no other day.
            let delivered = delivered.unwrap_or(now);
            last = last.max(Some(Delivery {
                on: delivered.day,
                request,
                undated: delivered.undated,
                certain_from: [delivered, now].into_iter().find_map(Change::said_on),
            }));
        } else if !now.closes() {
            return None;
        }
    }
    last
}

/// The newest day after `after`, today at most, for which it was written down as in use.
fn used_after(workaround: &Workaround, after: Day, today: Day) -> Option<Day> {
    let happened = workaround.occurrences.iter().map(|cell| cell.day);
    let estimated = workaround.estimates.iter().map(|estimate| estimate.from);
    happened.chain(estimated).chain([workaround.started]).filter(|day| *day > after && *day <= today).max()
}
