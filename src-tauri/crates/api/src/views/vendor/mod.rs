//! Vendor: the register of promises, the scorecard of the five questions, the comparison of candidates.

mod answers;
mod comparison;
mod evidence;
mod register;

use keepalive_measures::promises::Outcome;
use keepalive_measures::vendor_evidence::FEWEST_TO_TELL;
use keepalive_store::read::SystemRow;

use super::axis::Axis;
use super::days_between;
use crate::figures::{VendorSide, number};
use crate::types::{Contract, Day, PromiseCounts, VendorInput, VendorView};
use crate::{ApiResult, App};

/// How far ahead of its last day for notice a contract is warned of, in days (DOMAIN §5, phase 2).
const NOTICE_WARNED_DAYS: i32 = 180;

impl App {
    /// What the vendor promised and did, and who might come instead.
    ///
    /// # Errors
    /// A system that is not here, a day out of range, or the database cannot be read.
    pub fn vendor(&self, input: VendorInput) -> ApiResult<VendorView> {
        let Axis { snapshot, chosen, .. } = self.axis(input.system, input.as_of)?;
        let side = chosen.as_ref().and_then(|system| snapshot.vendor(system.id));
        let as_of = side.map_or(snapshot.as_of, |side| side.last_day);
        let months = chosen.as_ref().and_then(|system| snapshot.system(system.id));
        self.current().store.read(|read| {
            let answers = match &chosen {
                Some(system) => answers::of_system(read, system.id)?,
                None => answers::none_given(),
            };
            let promises = match side {
                Some(side) => register::lines(read, &snapshot.clinic, side)?,
                None => Vec::new(),
            };
            let evidence = match side {
                Some(side) => Some(evidence::shown(read, &snapshot, side)?),
                None => None,
            };
            Ok(VendorView {
                as_of,
                months: months.map_or(0, |system| number(system.months.len())),
                contract: contract(chosen.as_ref(), snapshot.as_of),
                promises,
                counts: side.map_or_else(PromiseCounts::default, counts),
                evidence,
                fewest_to_tell: number(FEWEST_TO_TELL),
                comparison: comparison::compared(read, chosen.as_ref(), &answers)?,
                answers,
                system: chosen.as_ref().map(|system| system.clone().into()),
            })
        })
    }
}

/// A system's last day for notice, if it is used on the day and that day is ahead and near.
pub(super) fn notice_near(system: &SystemRow, today: Day) -> Option<Day> {
    let on = system.contract_notice_on?;
    let in_use = system.retired.is_none_or(|retired| retired > today);
    let left = days_between(today, on);
    (in_use && (0..=NOTICE_WARNED_DAYS).contains(&left)).then_some(on)
}

fn contract(system: Option<&SystemRow>, today: Day) -> Contract {
    let notice_on = system.and_then(|system| system.contract_notice_on);
    Contract {
        notice_on,
        renews_on: system.and_then(|system| system.contract_renews_on),
        days_left: notice_on.map(|on| days_between(today, on)),
        near: system.is_some_and(|system| notice_near(system, today).is_some()),
        warned_days: NOTICE_WARNED_DAYS.unsigned_abs(),
    }
}

fn counts(side: &VendorSide) -> PromiseCounts {
    let that = |outcome| number(side.register.iter().filter(|line| line.outcome == outcome).count());
    PromiseCounts {
        kept: number(side.figures.kept),
        due: number(side.figures.due),
        void: that(Outcome::Void),
        pending: that(Outcome::Pending),
        slips_per_promise: side.figures.slips_per_promise,
    }
}
