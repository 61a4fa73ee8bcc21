//! Which copies are not needed any more.

use chrono::{DateTime, Datelike, Utc};

/// Everything this young is kept: an afternoon's work, quarter of an hour by quarter of an hour.
pub(super) const KEEP_ALL_MS: i64 = 4 * HOUR_MS;

/// The newest of each hour is kept this long.
pub(super) const KEEP_HOURLY_MS: i64 = 2 * DAY_MS;

/// The newest of each day is kept this long.
pub(super) const KEEP_DAILY_MS: i64 = 14 * DAY_MS;

/// The newest of each week is kept this long.
pub(super) const KEEP_WEEKLY_MS: i64 = 60 * DAY_MS;

/// The newest of each month is kept this long.
pub(super) const KEEP_MONTHLY_MS: i64 = 2 * 366 * DAY_MS;

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// Of copies taken at these instants (UTC ms, in any order), the positions of those not needed any more.
///
/// The newest of each hour, day (UTC), ISO week and month stays for the times above; what is older than any of them
/// goes. The newest of all always stays, and so does one from the future: a clock that was wrong once is no reason to
/// lose a copy.
#[must_use]
pub fn superfluous(taken_ms: &[i64], now_ms: i64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..taken_ms.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse((taken_ms.get(at).copied(), at)));
    let mut stays = std::collections::BTreeSet::new();
    let mut gone = Vec::new();
    for (rank, &at) in order.iter().enumerate() {
        let Some(&taken) = taken_ms.get(at) else { continue };
        match keeper_of(taken, now_ms) {
            Keeper::Always => {}
            Keeper::OneOf(slot) if stays.insert(slot) => {}
            _ if rank == 0 => {}
            _ => gone.push(at),
        }
    }
    gone.sort_unstable();
    gone
}

/// Why a copy may stay.
enum Keeper {
    Always,
    /// The newest of its hour, day, week or month.
    OneOf((u8, i64)),
    Nothing,
}

fn keeper_of(taken_ms: i64, now_ms: i64) -> Keeper {
    let age = now_ms.saturating_sub(taken_ms);
    let day = DateTime::<Utc>::from_timestamp_millis(taken_ms).unwrap_or_default().date_naive();
    if age < KEEP_ALL_MS {
        Keeper::Always
    } else if age < KEEP_HOURLY_MS {
        Keeper::OneOf((0, taken_ms.div_euclid(HOUR_MS)))
    } else if age < KEEP_DAILY_MS {
        Keeper::OneOf((1, taken_ms.div_euclid(DAY_MS)))
    } else if age < KEEP_WEEKLY_MS {
        Keeper::OneOf((2, i64::from(day.iso_week().year()) * 100 + i64::from(day.iso_week().week())))
    } else if age < KEEP_MONTHLY_MS {
        Keeper::OneOf((3, i64::from(day.year()) * 100 + i64::from(day.month())))
    } else {
        Keeper::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        DateTime::parse_from_rfc3339(&format!("{text}Z")).unwrap().timestamp_millis()
    }

    /// What is left of these, oldest first, thinned at noon of 2026-11-23, a Monday.
    fn left(taken: &[&str]) -> Vec<String> {
        let instants: Vec<_> = taken.iter().map(|text| at(text)).collect();
        let gone = superfluous(&instants, at("2026-11-23T12:00:00"));
        let kept = taken.iter().enumerate().filter(|(i, _)| !gone.contains(i));
        kept.map(|(_, text)| (*text).to_owned()).collect()
    }

    #[test]
    fn the_last_four_hours_stay_whole() {
        let taken =
            ["2026-11-23T08:00:01", "2026-11-23T08:15:00", "2026-11-23T11:45:00", "2026-11-23T12:00:00"];
        assert_eq!(left(&taken), taken);
    }

    #[test]
    fn of_each_earlier_hour_the_newest_stays_for_two_days() {
        let taken = [
            "2026-11-21T12:00:01",
            "2026-11-21T12:45:00", // the newest of its hour
            "2026-11-22T23:59:00",
            "2026-11-23T00:00:00", // the next hour
            "2026-11-23T07:00:00",
            "2026-11-23T07:15:00", // the newest of its hour
        ];
        let kept =
            ["2026-11-21T12:45:00", "2026-11-22T23:59:00", "2026-11-23T00:00:00", "2026-11-23T07:15:00"];
        assert_eq!(left(&taken), kept);
    }

    #[test]
    fn of_each_day_the_newest_stays_for_two_weeks() {
        let taken =
            ["2026-11-10T08:00:00", "2026-11-10T17:00:00", "2026-11-20T09:00:00", "2026-11-20T18:00:00"];
        assert_eq!(left(&taken), ["2026-11-10T17:00:00", "2026-11-20T18:00:00"]);
    }

    #[test]
    fn of_each_week_the_newest_stays_for_sixty_days() {
        // Weeks are ISO weeks: Sunday November 1 ends the one of October 26.
        let taken = ["2026-10-26T09:00:00", "2026-11-01T09:00:00", "2026-11-02T09:00:00"];
        assert_eq!(left(&taken), ["2026-11-01T09:00:00", "2026-11-02T09:00:00"]);
        // Around New Year a week belongs to one year only: 2026-01-01 is in the week of 2025-12-29.
        let around = [at("2025-12-30T09:00:00"), at("2026-01-01T09:00:00")];
        assert_eq!(superfluous(&around, at("2026-01-20T12:00:00")), [0]);
    }

    #[test]
    fn of_each_month_the_newest_stays_for_two_years() {
        let taken =
            ["2024-10-01T09:00:00", "2025-01-05T09:00:00", "2025-01-31T09:00:00", "2026-09-02T09:00:00"];
        assert_eq!(left(&taken), ["2025-01-31T09:00:00", "2026-09-02T09:00:00"]);
    }

    #[test]
    fn the_newest_and_one_from_the_future_always_stay() {
        assert_eq!(left(&["1999-01-01T00:00:00"]), ["1999-01-01T00:00:00"]);
        let taken = ["2026-11-23T12:00:00", "2031-01-01T00:00:00", "2031-01-01T00:00:00"];
        assert_eq!(left(&taken), taken);
        assert_eq!(superfluous(&[], 0), Vec::<usize>::new());
    }

    #[test]
    fn thinning_again_takes_nothing_more_and_a_year_of_quarter_hours_leaves_few() {
        let now = at("2026-11-23T12:00:00");
        let quarter = 15 * 60_000;
        let mut taken: Vec<i64> = (0..366 * 96).map(|n| now - n * quarter).collect();
        let gone = superfluous(&taken, now);
        for at in gone.iter().rev() {
            taken.swap_remove(*at);
        }
        // 16 of the last four hours, 44 hours, 12 days, some 7 weeks, 10 months.
        assert!((80..=100).contains(&taken.len()), "{}", taken.len());
        assert_eq!(superfluous(&taken, now), Vec::<usize>::new());
    }
}
