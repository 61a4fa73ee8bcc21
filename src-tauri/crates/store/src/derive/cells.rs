//! One month of a workaround's occurrences, gathered by day and minutes and packed.
//!
//! A cell is five small numbers in base 128: days since the cell before, minutes, times, entries. Whole minutes
//! take one or two bytes, so a month of a busy workaround stays within one database page, and a million
//! occurrences load in milliseconds.

use std::collections::BTreeMap;

use keepalive_domain::minutes::Minutes;

use crate::apply::{put_varint, take_varint};

/// Billionths in a minute: what most amounts are whole multiples of.
const BILLION: i64 = 1_000_000_000;

/// How often, and in how many entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    /// Sum of the entries' counts.
    pub(crate) times: i64,
    /// Entries.
    pub(crate) entries: i64,
}

/// The cells of one month: by day of the month (1 to 31) and minutes, untimed first.
pub(crate) type Cells = BTreeMap<(u8, Option<Minutes>), Tally>;

/// Packs the cells; those without entries are left out.
pub(crate) fn pack(cells: &Cells) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(cells.len() * 5);
    let mut day_before = 0;
    for ((day, minutes), tally) in cells.iter().filter(|(_, tally)| tally.entries > 0) {
        bytes.push(day - day_before);
        day_before = *day;
        put_varint(&mut bytes, minutes_code(*minutes));
        put_varint(&mut bytes, tally.times.cast_unsigned());
        put_varint(&mut bytes, tally.entries.cast_unsigned());
    }
    bytes
}

/// Gives each cell of a packed month, in order of day and minutes. `None` if the bytes are damaged.
#[inline]
pub(crate) fn unpack(mut bytes: &[u8], mut each: impl FnMut(u8, Option<Minutes>, Tally)) -> Option<()> {
    let mut day = 0_u8;
    while let Some((ahead, rest)) = bytes.split_first() {
        bytes = rest;
        day = day.checked_add(*ahead)?;
        let minutes = minutes_of(take_varint(&mut bytes)?);
        let times = take_varint(&mut bytes)?.cast_signed();
        let entries = take_varint(&mut bytes)?.cast_signed();
        each(day, minutes, Tally { times, entries });
    }
    Some(())
}

/// 0 untimed; odd = whole minutes, even = billionths.
fn minutes_code(minutes: Option<Minutes>) -> u64 {
    match minutes.map(Minutes::billionths) {
        None => 0,
        Some(billionths) if billionths % BILLION == 0 => (billionths / BILLION).cast_unsigned() << 1 | 1,
        Some(billionths) => (billionths.cast_unsigned() + 1) << 1,
    }
}

fn minutes_of(code: u64) -> Option<Minutes> {
    match (code, code & 1) {
        (0, _) => None,
        (_, 1) => Some(Minutes::from_billionths((code >> 1).cast_signed().wrapping_mul(BILLION))),
        (..) => Some(Minutes::from_billionths((code >> 1).cast_signed() - 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn minutes() -> impl Strategy<Value = Option<Minutes>> {
        prop_oneof![
            Just(None),
            (0..10_000_i64).prop_map(|whole| Some(Minutes::from_billionths(whole * BILLION))),
            (0..10_080 * BILLION).prop_map(|billionths| Some(Minutes::from_billionths(billionths))),
        ]
    }

    proptest! {
        #[test]
        fn cells_come_back_as_they_were(
            cells in prop::collection::btree_map(
                (1..32_u8, minutes()),
                (0..1_i64 << 40, 1..1_i64 << 40).prop_map(|(times, entries)| Tally { times, entries }),
                0..200,
            )
        ) {
            let mut read = Cells::new();
            unpack(&pack(&cells), |day, minutes, tally| {
                read.insert((day, minutes), tally);
            })
            .unwrap();
            prop_assert_eq!(read, cells);
        }

        #[test]
        fn any_bytes_are_cells_that_pack_again_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            let mut read = Cells::new();
            let is_kept = |minutes: Option<Minutes>, tally: Tally| {
                // What no entry has: amounts below zero or beyond an age, and cells without entries.
                tally.entries > 0 && minutes.is_none_or(|m| (0..=i64::MAX >> 2).contains(&m.billionths()))
            };
            let whole = unpack(&bytes, |day, minutes, tally| {
                if is_kept(minutes, tally) {
                    read.insert((day, minutes), tally);
                }
            });
            if whole.is_some() {
                let mut again = Cells::new();
                let packed = pack(&read);
                let read_again = unpack(&packed, |day, minutes, tally| {
                    again.insert((day, minutes), tally);
                });
                prop_assert_eq!(read_again, Some(()));
                prop_assert_eq!(again, read);
            }
        }
    }

    #[test]
    fn a_busy_month_stays_small() {
        // 31 days, untimed and three amounts each: 124 cells of four bytes.
        let amounts = [None, Some(2), Some(5), Some(15)];
        let cells: Cells = (1..=31)
            .flat_map(|day| {
                amounts.map(|m| {
                    ((day, m.map(|m| Minutes::from_billionths(m * BILLION))), Tally { times: 9, entries: 7 })
                })
            })
            .collect();
        assert_eq!(pack(&cells).len(), 496);
    }
}
