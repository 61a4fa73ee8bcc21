//! Behind the vendor's figures: which promises, and which requests.

use keepalive_domain::words::{Clock, RequestState};

use super::{Explained, Figure, Method, Missing, Note, Of, Row, one};
use crate::compare::share;
use crate::promises::{Outcome, outcome, promise_line};
use crate::record::SystemView;
use crate::scorecard::{is_vendor_request, vendor_figures};

/// Original promises: kept ÷ due, or slips ÷ promises.
pub(super) fn promises(view: &SystemView<'_>, figure: Figure) -> Explained {
    let last_day = view.last_day();
    let mut rows = Vec::new();
    for (index, timeline) in view.begun_requests() {
        let request = &view.facts().requests[index];
        for &clock in Clock::ALL {
            let Some(line) = promise_line(request, clock, last_day) else { continue };
            let came = outcome(line.original, request, timeline, last_day, |at| view.record().day_of(at));
            let due = matches!(came, Outcome::Kept | Outcome::Broken);
            let row = |part| Row::new(Of::Request(index), part).over(1.0).on(line.original.due_on);
            if figure == Figure::SlipsPerPromise {
                rows.push(row(line.slips as f64).because(Note::Slips(clock)));
            } else if due {
                rows.push(row(one(came == Outcome::Kept)).because(Note::Promise(clock, came)));
            }
        }
    }
    let figures = vendor_figures(view);
    let value = match figure {
        Figure::SlipsPerPromise => figures.slips_per_promise,
        _ => share(figures.kept, figures.due),
    };
    ratio_of(value, rows)
}

/// Requests of the vendor: declined as out of scope ÷ decided, with a named contact, chases each.
pub(super) fn requests(view: &SystemView<'_>, figure: Figure) -> Explained {
    let mut rows = Vec::new();
    for (index, timeline) in view.begun_requests() {
        let request = &view.facts().requests[index];
        let Some(now) = timeline.last().filter(|_| is_vendor_request(request, timeline)) else { continue };
        let decided = matches!(
            now.state,
            RequestState::DeclinedVendor | RequestState::Delivered | RequestState::Verified
        );
        let part = match figure {
            Figure::OutOfScopeShare if !decided => continue,
            Figure::OutOfScopeShare => one(now.state == RequestState::DeclinedVendor),
            Figure::NamedContactShare => one(request.has_vendor_contact),
            _ => view.record().chases(index).filter(|(day, _)| *day <= view.last_day()).count() as f64,
        };
        rows.push(
            Row::new(Of::Request(index), part).over(1.0).on_day_of(now).because(Note::State(now.state)),
        );
    }
    let figures = vendor_figures(view);
    let value = match figure {
        Figure::OutOfScopeShare => figures.out_of_scope_share,
        Figure::NamedContactShare => figures.named_contact_share,
        _ => figures.chases_per_request,
    };
    ratio_of(value, rows)
}

fn ratio_of(value: Option<f64>, rows: Vec<Row>) -> Explained {
    let missing = rows.is_empty().then_some(Missing::NothingBelow).into_iter().collect();
    Explained { missing, ..Explained::of(value, Method::Ratio { scale: 1.0 }, rows) }
}
