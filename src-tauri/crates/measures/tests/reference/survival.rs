//! Kaplan-Meier as in the textbook (A17, A18).

use keepalive_domain::words::{RequestFactKind, RequestState};
use serde_json::{Value, json};

use super::{Here, end_of, equal};

/// The median and its interval of items `(days, event)`.
fn km(items: &[(f64, bool)]) -> [Option<f64>; 3] {
    let mut times: Vec<f64> = items.iter().filter(|item| item.1).map(|item| item.0).collect();
    times.sort_by(f64::total_cmp);
    times.dedup();
    let (mut s, mut v) = (1.0_f64, 0.0_f64);
    let mut found = [None; 3];
    for t in times {
        let at_risk = items.iter().filter(|item| item.0 >= t).count() as f64;
        let events = items.iter().filter(|item| item.1 && item.0.total_cmp(&t).is_eq()).count() as f64;
        s *= 1.0 - events / at_risk;
        v += events / (at_risk * (at_risk - events));
        let mut levels = [Some(s), None, None];
        if at_risk > events {
            let theta = (-s.ln()).ln();
            let se = v.sqrt() / s.ln().abs();
            let z = 1.959_963_984_540_054;
            levels = [Some(s), Some((-(theta + z * se).exp()).exp()), Some((-(theta - z * se).exp()).exp())];
        } else {
            s = 0.0;
            levels[0] = Some(0.0);
        }
        for (found, level) in found.iter_mut().zip(levels) {
            if found.is_none() && level.is_some_and(|level| level <= 0.5 || equal(level, 0.5)) {
                *found = Some(t);
            }
        }
    }
    found
}

impl Here<'_> {
    pub(crate) fn workaround_survival(&self) -> Value {
        let mut items = Vec::new();
        for w in self.own_workarounds() {
            let workaround = &self.facts.workarounds[w];
            if workaround.started > self.last {
                continue;
            }
            let ended = workaround.ended.filter(|ended| *ended <= self.last);
            let until = ended.unwrap_or(super::tomorrow(self.last));
            items.push(((until - workaround.started).num_days() as f64, ended.is_some()));
        }
        let [median, low, high] = km(&items);
        json!({
            "n": items.len(), "retired": items.iter().filter(|item| item.1).count(),
            "median_days": median, "low": low, "high": high,
        })
    }

    pub(crate) fn turnaround(&self) -> Value {
        json!({
            "first_response": self.clock(|r| self.earliest(r, RequestFactKind::FirstResponse)),
            "workaround_offered": self.clock(|r| self.earliest(r, RequestFactKind::WorkaroundOffered)),
            "delivered": self.clock(|r| self.since_reopening(r, RequestState::Delivered)),
            "verified": self.clock(|r| self.since_reopening(r, RequestState::Verified)),
        })
    }

    /// `came` says when, and whether anybody says that day.
    fn clock(&self, came: impl Fn(usize) -> Option<(i64, bool)>) -> Value {
        let (mut items, mut undated) = (Vec::new(), 0);
        for r in self.own_requests() {
            let rows = self.rows(r);
            let last = rows[rows.len() - 1];
            let closed = if last.departs { Some((last.at, !last.undated)) } else { None };
            let (stop, said) = came(r).or(closed).unwrap_or((end_of(self), true));
            if !said || rows[0].undated {
                undated += 1;
                continue;
            }
            let days = ((stop - rows[0].at) as f64 / 86_400_000.0).max(0.0);
            items.push((days, came(r).is_some()));
        }
        let [median, low, high] = km(&items);
        let mut clock = json!({
            "n": items.len(), "events": items.iter().filter(|item| item.1).count(),
            "median_days": median, "low": low, "high": high,
        });
        if undated > 0 {
            clock["undated"] = json!(undated);
        }
        clock
    }

    fn earliest(&self, r: usize, kind: RequestFactKind) -> Option<(i64, bool)> {
        let facts = self.facts.requests[r].facts.iter().filter(|fact| fact.fact == kind);
        facts.map(|fact| fact.at).filter(|at| self.day_of(*at) <= self.last).min().map(|at| (at, true))
    }

    fn since_reopening(&self, r: usize, state: RequestState) -> Option<(i64, bool)> {
        let mut came = None;
        for row in self.rows(r) {
            if row.state == RequestState::Reopened {
                came = None;
            } else if row.state == state && came.is_none() {
                came = Some((row.at, !row.undated));
            }
        }
        came
    }
}
