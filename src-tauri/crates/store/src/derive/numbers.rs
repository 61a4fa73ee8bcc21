//! Human numbers (`A-0142`): which ones ever stood in the log, and the letters that each desk numbers under.
//!
//! No desk asks another for its letters. Whoever gave a number under them first (the op's clock, then its id) owns them;
//! a desk that owns none takes letters that nobody in the log has used. So two desks that both began at `A-0001` before
//! they met keep what they gave, and from then on the later one numbers elsewhere. A number that came with an import was
//! given elsewhere: it takes its letters out of use and makes nobody their owner, or the desk would go on counting among
//! another program's tickets (`EHR-1234`), and the next import would write over what it numbered so.

use std::collections::{BTreeMap, BTreeSet};

use keepalive_domain::ids::{DeviceId, EntityId, OpId};
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use rusqlite::{Connection, OptionalExtension, params};

use crate::apply::{Session, Stamp};
use crate::error::Result;
use crate::tables::Layout;

/// The letters of the desk that began the record, so that a clinic with one desk counts from `A-0001`.
const FIRST: &str = "A";

/// What the letters of other desks are made of. Without I and O: on paper they read as 1 and 0.
const LETTERS: &str = "ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The most letters before a number; more begin somebody else's key. 24 + 24² + 24³ desks.
const MOST_LETTERS: usize = 3;

/// The fewest digits of a number, filled up with noughts.
const FEWEST_DIGITS: usize = 4;

/// The longest number taken for one of ours; beyond it a key is somebody else's.
const MOST_DIGITS: usize = 15;

/// Numbers that ops took and that are not kept yet, by their letters and the desk that wrote them.
#[derive(Debug, Default)]
pub(crate) struct Taken(BTreeMap<(String, DeviceId), Under>);

/// What one desk wrote under some letters.
#[derive(Debug)]
struct Under {
    highest: i64,
    /// Its first op there that gave a number: clock and identity. `None` where all of them were imported.
    first: Option<(i64, OpId)>,
}

/// Notes a key that is a human number, whether or not it goes on to win: it never comes again.
pub(crate) fn note(
    session: &mut Session<'_>,
    (op_id, stamp): (OpId, Stamp),
    (entity, kind): (EntityId, Kind),
    at: usize,
    value: &Value,
) -> Result<()> {
    let carries_numbers = matches!(kind, Kind::Request | Kind::Workaround);
    if let Value::Text(text) = value
        && carries_numbers
        && Layout::of(kind).fields[at].name == "key"
        && let Some((letters, number)) = parse(text)
    {
        let desk = session.desk_of(stamp.op_no)?;
        let given = (!entity.is_named()).then_some((stamp.hlc.raw(), op_id));
        let under = session.dirty.numbers.0.entry((letters.to_owned(), desk));
        let under = under.or_insert(Under { highest: number, first: given });
        under.highest = under.highest.max(number);
        under.first = [under.first, given].into_iter().flatten().min();
    }
    Ok(())
}

/// Letters and number of `A-0142`; `None` for every other key.
fn parse(key: &str) -> Option<(&str, i64)> {
    let (letters, digits) = key.split_once('-')?;
    let ours = (1..=MOST_LETTERS).contains(&letters.len())
        && letters.bytes().all(|b| b.is_ascii_uppercase())
        && (FEWEST_DIGITS..=MOST_DIGITS).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit());
    if ours { Some((letters, digits.parse().ok()?)) } else { None }
}

/// Whether a key is written as the numbers are that requests and workarounds share.
#[must_use]
pub fn is_number(key: &str) -> bool {
    parse(key).is_some()
}

/// Keeps the numbers taken.
pub(crate) fn keep(conn: &Connection, taken: Taken) -> Result<()> {
    for ((letters, desk), Under { highest, first }) in taken.0 {
        let earlier =
            "excluded.hlc IS NOT NULL AND (hlc IS NULL OR (excluded.hlc, excluded.op_id) < (hlc, op_id))";
        conn.prepare_cached(&format!(
            "INSERT INTO numbering (letters, desk, highest, hlc, op_id) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (letters, desk) DO UPDATE SET
                 highest = max(highest, excluded.highest),
                 hlc = CASE WHEN {earlier} THEN excluded.hlc ELSE hlc END,
                 op_id = CASE WHEN {earlier} THEN excluded.op_id ELSE op_id END"
        ))?
        .execute(params![
            letters,
            desk.bytes(),
            highest,
            first.map(|(hlc, _)| hlc),
            first.as_ref().map(|(_, op_id)| op_id.bytes())
        ])?;
    }
    Ok(())
}

/// The highest number under these letters so far, whoever gave it.
pub(crate) fn highest(conn: &Connection, letters: &str) -> Result<i64> {
    let found: Option<i64> = conn
        .prepare_cached("SELECT max(highest) FROM numbering WHERE letters = ?")?
        .query_row([letters], |row| row.get(0))?;
    Ok(found.unwrap_or(0))
}

/// The letters that this desk numbers under: [`FIRST`] where it owns them, or began the record and nobody owns them;
/// else those it owned first; else free ones.
pub(crate) fn letters(conn: &Connection, desk: DeviceId) -> Result<String> {
    let owned: Option<String> = conn
        .prepare_cached(
            "SELECT letters FROM numbering n
              WHERE desk = ?1 AND hlc IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM numbering o
                                 WHERE o.letters = n.letters AND (o.hlc, o.op_id) < (n.hlc, n.op_id))
              ORDER BY letters <> ?2, hlc, op_id LIMIT 1",
        )?
        .query_row(params![desk.bytes(), FIRST], |row| row.get(0))
        .optional()?;
    if owned.as_deref() == Some(FIRST) {
        return Ok(FIRST.to_owned());
    }
    let owned_by_another: bool = conn
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM numbering WHERE letters = ? AND hlc IS NOT NULL)")?
        .query_row([FIRST], |row| row.get(0))?;
    if !owned_by_another && began(conn)?.is_none_or(|began| began == desk) {
        return Ok(FIRST.to_owned());
    }
    if let Some(owned) = owned {
        return Ok(owned);
    }
    let used: BTreeSet<String> = conn
        .prepare_cached("SELECT DISTINCT letters FROM numbering")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(choose(desk, &used))
}

/// The desk whose op is the oldest by its clock; `None` before the first.
fn began(conn: &Connection) -> Result<Option<DeviceId>> {
    // One look-up per stream, of which a desk has a few.
    let found: Option<[u8; 16]> = conn
        .prepare_cached(
            "SELECT o.device_id FROM stream s
               JOIN op o ON o.op_no = (SELECT op_no FROM op WHERE stream_no = s.stream_no ORDER BY seq LIMIT 1)
              ORDER BY o.hlc, o.op_id LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?;
    Ok(found.map(|bytes| DeviceId::from_uuid(uuid::Uuid::from_bytes(bytes))))
}

/// Letters that nobody has used, the shortest there are. Which of them follows from the desk's identity and not from the
/// alphabet: two desks that join on one morning and have not heard of each other yet would both take the next one.
fn choose(desk: DeviceId, used: &BTreeSet<String>) -> String {
    let mut all = vec![String::new()];
    for _ in 0..MOST_LETTERS {
        all = all
            .iter()
            .flat_map(|before| LETTERS.chars().map(move |letter| format!("{before}{letter}")))
            .collect();
        let mut free: Vec<&String> =
            all.iter().filter(|letters| *letters != FIRST && !used.contains(*letters)).collect();
        if !free.is_empty() {
            return free.swap_remove(chance_of(desk) % free.len()).clone();
        }
    }
    // More desks than letters: then what is shown tells equal numbers apart.
    all.swap_remove(chance_of(desk) % all.len())
}

/// What chance made of a desk's identity.
fn chance_of(desk: DeviceId) -> usize {
    desk.bytes()[12..].iter().fold(0, |all, byte| all << 8 | usize::from(*byte))
}

/// As it is written on a thing.
pub(crate) fn format(letters: &str, number: i64) -> String {
    format!("{letters}-{number:0FEWEST_DIGITS$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(n: u128) -> DeviceId {
        DeviceId::from_uuid(uuid::Uuid::from_u128(n))
    }

    #[test]
    fn a_number_is_one_to_three_capitals_and_four_digits_or_more() {
        assert_eq!(parse("A-0142"), Some(("A", 142)));
        assert_eq!(parse("QX-12345"), Some(("QX", 12_345)));
        for other in
            ["A-142", "A-", "A-01x2", "INC0001", "A-9999999999999999", "a-0142", "-0142", "ABCD-0142"]
        {
            assert_eq!(parse(other), None, "{other}");
        }
        assert_eq!(format("A", 7), "A-0007");
    }

    #[test]
    fn free_letters_are_the_shortest_and_never_those_that_read_as_digits() {
        let used = BTreeSet::from(["B".to_owned()]);
        for n in 0..100 {
            let letters = choose(desk(n), &used);
            assert_eq!(letters.len(), 1);
            assert!(!["A", "B", "I", "O"].contains(&letters.as_str()), "{letters}");
            assert_eq!(letters, choose(desk(n), &used), "the same again");
        }
        // 24 letters less A and B; the desk numbered 22 begins again at the first of them.
        assert_eq!([choose(desk(0), &used), choose(desk(21), &used)], ["C", "Z"]);
        assert_eq!(choose(desk(22), &used), "C");
        let used = LETTERS.chars().map(String::from).collect();
        assert_eq!(choose(desk(0), &used), "AA");
    }
}
