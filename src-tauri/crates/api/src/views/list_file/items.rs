//! Requests and workarounds with everything a spreadsheet asks of them, in one reading of the record.

use keepalive_exchange::sheet::{Cell, Sheet};
use keepalive_store::read::{ListedRequest, RequestQuery};
use keepalive_store::{Steps, Watch};

use super::columns::{REQUEST_HEADS, WORKAROUND_HEADS, name, who, word};
use crate::types::{HoursBasis, RequestListInput, WorkaroundListInput};
use crate::views::request_list::{asked, row as request_row};
use crate::views::workaround_list::{keys_in_order, row as workaround_row};
use crate::{ApiResult, App};

/// Rows asked of the database at once: all there can be.
const ALL_ROWS: u32 = u32::MAX;

impl App {
    /// The requests of a filter, as the first half of a long work.
    pub(super) fn requests_listed(&self, input: &RequestListInput, watch: &Watch) -> ApiResult<Sheet> {
        self.current().store.read(|read| {
            let moment = self.moment(read)?;
            let query = RequestQuery { limit: ALL_ROWS, ..asked(input, &moment) };
            let systems = read.systems()?;
            let listed = read.request_page(&query)?;
            let mut rows = Vec::with_capacity(listed.len());
            let mut steps = Steps::of(watch, 2 * listed.len() as u64);
            for ListedRequest { summary, .. } in listed {
                steps.one()?;
                let Some(full) = read.request(summary.id)? else { continue };
                let day = |at: Option<i64>| at.map(|at| moment.zone.local_day(at));
                // A day that nobody says is an empty cell: read back, it is not said either.
                let dated = !full.undated;
                let (opened, closed) =
                    (day(summary.opened_at_ms), day(summary.closed_at_ms.filter(|_| dated)));
                let row = request_row(&moment, &systems, summary);
                rows.push(vec![
                    row.key.into(),
                    row.title.into(),
                    word(full.kind),
                    word(row.state),
                    word(row.turn),
                    name(row.area.as_ref()),
                    who(row.owner.as_ref()),
                    who(full.requester.map(Into::into).as_ref()),
                    full.route.map_or(Cell::Empty, word),
                    row.vendor.into(),
                    who(full.vendor_contact.map(Into::into).as_ref()),
                    full.vendor_ref.into(),
                    // Its own: read back, what was merged into it would mark it for good.
                    full.own_safety.into(),
                    full.own_regulatory.into(),
                    row.value.into(),
                    row.effort.into(),
                    opened.into(),
                    closed.into(),
                    row.age_days.into(),
                    dated.then_some(row.in_state_days).into(),
                    row.promise.as_ref().map(|promise| promise.first_due).into(),
                    row.promise.as_ref().map(|promise| promise.latest_due).into(),
                    row.promise.as_ref().map(|promise| promise.slips).into(),
                    row.promise.as_ref().and_then(|promise| promise.late_days).into(),
                    row.people.into(),
                    row.to_tell.into(),
                    full.detail.into(),
                ]);
            }
            Ok(Sheet { heads: REQUEST_HEADS, rows })
        })
    }

    /// The workarounds of a filter, as the first half of a long work.
    pub(super) fn workarounds_listed(&self, input: &WorkaroundListInput, watch: &Watch) -> ApiResult<Sheet> {
        let open = self.current();
        let today = open.store.read(|read| self.moment(read))?.today;
        let figures = open.figures.as_of(&open.store, today)?;
        open.store.read(|read| {
            let mut rows = Vec::new();
            let keys = keys_in_order(read, &figures, input, today)?;
            let mut steps = Steps::of(watch, 2 * keys.len() as u64);
            for key in keys {
                steps.one()?;
                let Some(full) = read.workaround(key.id)? else { continue };
                let row = workaround_row(read, &figures, full.summary, today)?;
                let requests: Vec<_> = row.requests.iter().map(|request| request.item.key.as_str()).collect();
                rows.push(vec![
                    row.key.into(),
                    row.title.into(),
                    word(row.break_),
                    full.form.map_or(Cell::Empty, word),
                    word(row.stage),
                    name(row.area.as_ref()),
                    who(row.owner.as_ref()),
                    row.safety.into(),
                    row.started.into(),
                    row.ended.into(),
                    full.expected_end.into(),
                    row.in_use_days.into(),
                    row.hours_a_month.into(),
                    match row.basis {
                        HoursBasis::None => Cell::Empty,
                        basis => word(basis),
                    },
                    row.times.into(),
                    row.people.into(),
                    requests.join("; ").into(),
                    row.review_on.into(),
                    full.detail.into(),
                ]);
            }
            Ok(Sheet { heads: WORKAROUND_HEADS, rows })
        })
    }
}
