//! The monthly review as a walk: what each step is about.

use keepalive_domain::schema::Kind;
use keepalive_measures::periods::MeasuredDays as _;
use keepalive_store::Read;
use keepalive_store::read::{RequestFilter as Filter, WorkaroundFilter as Workarounds};

use super::axis::Axis;
use super::chart::is_comparable;
use super::report::fewer_asks;
use super::request_list::{filter, owner, turn_place};
use super::today::{everything_due, item};
use super::workaround_list::stage_of;
use crate::app::Moment;
use crate::figures::{MonthFigures, number};
use crate::types::{
    FewerAsks, Id, NeedItem, OwnerFilter, RequestFilter, ReviewCost, ReviewDecided, ReviewInput, ReviewMonth,
    ReviewView, ReviewWaiting, Stage, Turn,
};
use crate::{ApiError, ApiResult, App};

impl App {
    /// The monthly review as a walk: the month gone through, and how much each step holds. The cost is of the month's
    /// end; what can be acted on is of today.
    ///
    /// # Errors
    /// A system or month that is not here, or the database cannot be read.
    pub fn review(&self, input: ReviewInput) -> ApiResult<ReviewView> {
        let axis = self.axis(input.system, None)?;
        let system = axis.chosen.as_ref().and_then(|system| axis.snapshot.system(system.id));
        let month = match (system, input.month) {
            (None, None) => None,
            (system, Some(n)) => Some(
                system
                    .and_then(|system| system.months.iter().find(|month| month.period.period.n == n))
                    .ok_or_else(|| ApiError::not_found("month").about("month"))?,
            ),
            (Some(system), None) => {
                system.months.iter().rev().find(|month| !month.period.partial).or(system.months.last())
            }
        };
        // What the report at the end of the walk says: as of the month's last measured day.
        let then = match (system, month) {
            (Some(system), Some(month)) => {
                Some(self.axis(Some(Id(system.id)), Some(month.period.last_measured_day()))?)
            }
            _ => None,
        };
        let cost = then.as_ref().zip(month).and_then(|(then, month)| cost(then, month.period.period.n));
        self.current().store.read(|read| {
            let moment = self.moment(read)?;
            let stands = standing(read, &moment, &axis)?;
            let Some((system, month)) = system.zip(month) else { return Ok(stands) };
            let decided = read.decided_between(
                moment.zone,
                month.period.period.from,
                month.period.last_measured_day(),
            )?;
            Ok(ReviewView {
                month: Some(gone_through(month)),
                cost,
                withdrawn: decided.withdrawn,
                fewer_asks: fewer_asks(system, month.period.period.n)
                    .map(|(asked, active)| FewerAsks { asked: whole(asked), active: whole(active) }),
                decided: ReviewDecided {
                    accepted: decided.accepted,
                    declined: decided.declined,
                    verified: decided.verified,
                    changes: decided.changes,
                },
                ..stands
            })
        })
    }
}

fn whole(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn gone_through(month: &MonthFigures) -> ReviewMonth {
    let period = month.period.period;
    ReviewMonth {
        n: period.n,
        from: period.from,
        last: period.to.pred_opt().unwrap_or(period.to),
        partial: month.period.partial,
    }
}

/// The hours of a month, `None` where it was not measured; the month before only where both are whole (DOMAIN §4).
fn cost(then: &Axis, n: i32) -> Option<ReviewCost> {
    let system = then.chosen.as_ref().and_then(|system| then.snapshot.system(system.id))?;
    let month = system.months.iter().find(|month| month.period.period.n == n && month.is_measured())?;
    let before = system.months.iter().find(|other| other.period.period.n == month.period.period.n - 1);
    let lost = &month.hours;
    let [drift, reporting, support, burnout] = month.by_break();
    Some(ReviewCost {
        drift,
        reporting,
        support,
        burnout,
        all: lost.all,
        timed: lost.timed,
        per_fte: keepalive_measures::compare::ratio(lost.all, month.fte),
        before: before.filter(|before| is_comparable(before) && is_comparable(month)).map(|b| b.hours.all),
    })
}

/// What does not depend on a month: what stands today.
fn standing(read: &Read<'_>, moment: &Moment, axis: &Axis) -> ApiResult<ReviewView> {
    let areas = read.areas()?;
    let today = moment.today;
    let nobodys = Workarounds { owner: Some(owner(&OwnerFilter::Nobody)), ..Workarounds::default() };
    let of_workarounds = |keys: Vec<keepalive_store::read::WorkaroundKey>| number(keys.len());
    let hardened = axis.snapshot.hardened();
    let hardened = hardened.filter(|id| stage_of(&axis.snapshot, *id, today) == Stage::Hardened);
    Ok(ReviewView {
        month: None,
        cost: None,
        hardened: number(hardened.count()),
        unowned_areas: unowned_areas(&areas),
        unowned_requests: count(
            read,
            moment,
            RequestFilter { owner: Some(OwnerFilter::Nobody), ..RequestFilter::default() },
        )?,
        unowned_workarounds: of_workarounds(read.workaround_keys(&nobodys, today)?),
        waiting: ReviewWaiting {
            ours: waiting(read, moment, Turn::Ours)?,
            vendor: waiting(read, moment, Turn::Vendor)?,
            others: waiting(read, moment, Turn::Others)?,
            verify: waiting(read, moment, Turn::Verify)?,
        },
        late: count(read, moment, RequestFilter { late: Some(true), ..RequestFilter::default() })?,
        quiet: count(read, moment, RequestFilter { quiet: Some(true), ..RequestFilter::default() })?,
        withdrawn: 0,
        fewer_asks: None,
        reviews_due: everything_due(read, moment, &areas)?,
        decided: ReviewDecided::default(),
    })
}

fn count(read: &Read<'_>, moment: &Moment, asked: RequestFilter) -> ApiResult<u32> {
    Ok(read.request_count(&filter(asked, moment), moment.today)?)
}

fn waiting(read: &Read<'_>, moment: &Moment, turn: Turn) -> ApiResult<u32> {
    Ok(read.request_count(&Filter { turn: Some(turn_place(turn)), ..Filter::default() }, moment.today)?)
}

/// Areas nobody owns, in the order of Owners, which shows the same ones.
fn unowned_areas(areas: &[keepalive_store::read::AreaOwners]) -> Vec<NeedItem> {
    let unowned = areas.iter().filter(|area| area.owner.is_none());
    unowned.map(|area| item(area.id, Kind::Area, &area.name)).collect()
}
