//! The vendor's promises and answers (A21, A22, A26).

use keepalive_domain::facts::Day;
use keepalive_domain::words::{Clock, RequestFactKind, RequestState, Route};
use serde_json::{Value, json};

use super::requests::Row;
use super::{Here, divide};

impl Here<'_> {
    pub(crate) fn vendor(&self) -> Value {
        let (mut kept, mut due, mut slips, mut originals) = (0, 0, 0, 0);
        for r in self.own_requests() {
            for clock in [Clock::Response, Clock::Workaround, Clock::Fix, Clock::Delivery] {
                let Some(original) = self.original(r, clock) else { continue };
                originals += 1;
                slips += self.slips(r, clock);
                if self.kept(r, clock) {
                    kept += 1;
                    due += 1;
                } else if original.due_on < self.last {
                    let row = self.row_at_end(r, original.due_on);
                    let unsaid = self.done_some_day(r, original.due_on) || self.done_some_day(r, self.last);
                    let void = unsaid || row.is_some_and(|row| row.departs);
                    due += i32::from(!void);
                }
            }
        }
        let requests: Vec<usize> =
            self.own_requests().into_iter().filter(|r| self.is_for_vendor(*r)).collect();
        let now = |r: usize| self.row_at_end(r, self.last).unwrap().state;
        let n = Some(requests.len() as f64);
        let out_of_scope = requests.iter().filter(|r| now(**r) == RequestState::DeclinedVendor).count();
        let done = |r: &&usize| [RequestState::Delivered, RequestState::Verified].contains(&now(**r));
        let decided = out_of_scope + requests.iter().filter(done).count();
        let named = requests.iter().filter(|r| self.facts.requests[**r].has_vendor_contact).count();
        let chases: usize = requests
            .iter()
            .map(|r| {
                let chases = self.facts.requests[*r].chases.iter();
                chases.filter(|chase| self.day_of(chase.at) <= self.last).count()
            })
            .sum();
        json!({
            "vendor": self.facts.systems[self.system].vendor,
            "kept": kept,
            "due": due,
            "slips_per_promise": divide(f64::from(slips), Some(f64::from(originals))),
            "out_of_scope_share": divide(out_of_scope as f64, Some(decided as f64)),
            "named_contact_share": divide(named as f64, n),
            "chases_per_request": divide(chases as f64, n),
        })
    }

    fn is_for_vendor(&self, r: usize) -> bool {
        self.facts.requests[r].route == Some(Route::Vendor)
            || self.rows(r).iter().any(|row| {
                row.state == RequestState::WaitingVendor || row.state == RequestState::DeclinedVendor
            })
    }

    /// Delivered or closed at the end of a day, on a day that nobody says.
    fn done_some_day(&self, r: usize, day: Day) -> bool {
        let mut unsaid = false;
        for row in self.rows(r).iter().filter(|row| row.day <= day) {
            let done = row.departs || row.state == RequestState::Delivered;
            let stays = done || (row.state == RequestState::Reopened && row.undated);
            unsaid = stays && (unsaid || row.undated);
        }
        unsaid
    }

    fn kept(&self, r: usize, clock: Clock) -> bool {
        let due_on = self.original(r, clock).unwrap().due_on;
        let fact = |kind| {
            let mut facts = self.facts.requests[r].facts.iter();
            facts.any(|f| f.fact == kind && self.day_of(f.at) <= due_on && self.day_of(f.at) <= self.last)
        };
        match clock {
            Clock::Response => fact(RequestFactKind::FirstResponse),
            Clock::Workaround => fact(RequestFactKind::WorkaroundOffered),
            Clock::Fix | Clock::Delivery => {
                let came = |row: &Row| row.state == RequestState::Delivered && row.day <= due_on;
                self.rows(r).iter().any(|row| came(row) && !row.undated)
            }
        }
    }

    fn slips(&self, r: usize, clock: Clock) -> i32 {
        let mut made: Vec<_> = self.facts.requests[r].promises.clone();
        made.retain(|promise| promise.clock == clock && promise.made_on <= self.last);
        made.sort_by_key(|promise| promise.made_on);
        (1..made.len()).map(|i| i32::from(made[i].due_on > made[i - 1].due_on)).sum()
    }
}
