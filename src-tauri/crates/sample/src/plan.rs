//! When things happen: the two systems' lives, the course of the months, the working day.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use keepalive_domain::calendar::{ClinicZone, add_months};
use keepalive_domain::facts::Day;

use crate::Options;
use crate::chance::Chance;

/// How many whole go-live months the earlier system was in use: inside the two to three years of DOMAIN §1.
const EARLIER_MONTHS: i32 = 26;

/// The day of the current go-live month on which the story stops: a month not finished is part of it.
const DAY_OF_UNFINISHED_MONTH: u64 = 13;

/// How much new trouble each go-live month brings: two good months, friction, help at the end of the first
/// half-year that does not last. Longer stories go on as they ended.
const TROUBLE: &[i64] = &[3, 4, 6, 7, 8, 8, 8, 6, 4, 4, 4, 5, 6, 7, 8, 9, 10, 10];

/// The frame of one story.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) options: Options,
    pub(crate) zone: ClinicZone,
    /// The last day of the story.
    pub(crate) today: Day,
    /// Go-live of the system in use.
    pub(crate) go_live: Day,
    /// Go-live of the one before; retired when the other went live.
    pub(crate) earlier_go_live: Day,
}

impl Plan {
    pub(crate) fn new(options: Options, zone: ClinicZone, today: Day) -> Self {
        let months = i32::try_from(options.months).unwrap_or(i32::MAX);
        let first_of_unfinished =
            today.checked_sub_days(Days::new(DAY_OF_UNFINISHED_MONTH - 1)).unwrap_or(today);
        let go_live = add_months(first_of_unfinished, -months).unwrap_or(first_of_unfinished);
        let earlier_go_live = add_months(go_live, -EARLIER_MONTHS).unwrap_or(go_live);
        Self { options, zone, today, go_live, earlier_go_live }
    }

    /// The first day of go-live month `n` of the system in use.
    pub(crate) fn month(&self, n: i32) -> Day {
        add_months(self.go_live, n - 1).unwrap_or(self.today)
    }

    /// A working day on which new trouble starts, as often as the course of the months says.
    pub(crate) fn day_of_trouble(&self, chance: &mut Chance) -> Day {
        let months = usize::try_from(self.options.months).unwrap_or(0) + 1;
        let last = TROUBLE.last().copied().unwrap_or(1);
        let mut weights: Vec<i64> = (0..months).map(|m| TROUBLE.get(m).copied().unwrap_or(last)).collect();
        if let Some(unfinished) = weights.last_mut() {
            *unfinished = (*unfinished / 2).max(1);
        }
        let n = i32::try_from(chance.weighted(&weights)).unwrap_or(0) + 1;
        let from = self.month(n);
        let to = self.month(n + 1).min(after(self.today, 1));
        working_day(after(from, chance.within(0, (to - from).num_days() - 1)), self.today)
    }

    /// The instant of a time of a working day.
    pub(crate) fn at(&self, day: Day, chance: &mut Chance) -> i64 {
        // Half past seven to six in the evening, to the minute.
        self.zone.day_start(day) + chance.within(450, 1_080) * 60_000
    }
}

/// The day so many days later.
pub(crate) fn after(day: Day, days: i64) -> Day {
    day.checked_add_signed(chrono::Duration::days(days)).unwrap_or(day)
}

/// The day itself or, at a weekend, the Friday before; never past the last day.
pub(crate) fn working_day(day: Day, last: Day) -> Day {
    let day = day.min(last);
    let back = match day.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        _ => 0,
    };
    after(day, -back)
}

/// Noon UTC of a day: where a thing's identity stands in time.
pub(crate) fn noon_ms(day: NaiveDate) -> i64 {
    day.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis() + 43_200_000
}
