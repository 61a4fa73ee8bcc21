//! When two people changed the same thing without seeing each other's change.
//!
//! Every write of a field names the op whose value was on the screen. A value that no later write has seen **stands
//! beside** the others: where one stands alone, everybody built on the one before; where several do, people wrote at
//! the same time. The newest one counts in the record, and none is lost: whoever looks at them settles it with one
//! more write, which names them all.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::hlc::Hlc;
use crate::ids::OpId;

/// One write of a field, as it stands in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The op.
    pub op: OpId,
    /// Its clock.
    pub hlc: Hlc,
    /// The value.
    pub value: Json,
    /// The ops whose values were on the screen: the one it replaced, and those that stood beside it.
    pub seen: Vec<OpId>,
}

/// The writes whose values stand beside each other, the one that counts in the record first. One alone, or none, where
/// nobody wrote at the same time as another, or all wrote the same.
///
/// The order in which the ops came makes no difference.
#[must_use]
pub fn beside_each_other(writes: &[Written]) -> Vec<&Written> {
    let seen: BTreeSet<OpId> = writes.iter().flat_map(|write| &write.seen).copied().collect();
    let value_of = |op: &OpId| writes.iter().find(|write| write.op == *op).map(|write| &write.value);
    let order = |write: &Written| (write.hlc, write.op);
    // Whoever wrote later and saw this very value, though from somebody else, has lost nothing.
    let seen_from_another = |write: &Written| {
        writes
            .iter()
            .filter(|later| order(later) > order(write))
            .any(|later| later.seen.iter().any(|op| value_of(op) == Some(&write.value)))
    };
    let mut unseen: Vec<&Written> =
        writes.iter().filter(|write| !seen.contains(&write.op) && !seen_from_another(write)).collect();
    unseen.sort_by_key(|write| std::cmp::Reverse(order(write)));
    let mut different: Vec<&Written> = Vec::with_capacity(unseen.len());
    for write in unseen {
        if different.iter().all(|other| other.value != write.value) {
            different.push(write);
        }
    }
    different
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn op(n: u8) -> OpId {
        OpId::new_v7(i64::from(n), [n; 10])
    }

    fn write(n: u8, value: &str, seen: &[u8]) -> Written {
        Written {
            op: op(n),
            hlc: Hlc::from_raw(i64::from(n)),
            value: json!(value),
            seen: seen.iter().map(|n| op(*n)).collect(),
        }
    }

    fn ops(writes: &[Written]) -> Vec<OpId> {
        beside_each_other(writes).into_iter().map(|write| write.op).collect()
    }

    #[test]
    fn one_after_the_other_is_no_matter() {
        assert_eq!(ops(&[write(1, "a", &[]), write(2, "b", &[1]), write(3, "c", &[2])]), [op(3)]);
    }

    #[test]
    fn two_who_saw_the_same_value_stand_beside_each_other_the_newer_first() {
        assert_eq!(ops(&[write(1, "a", &[]), write(2, "b", &[1]), write(3, "c", &[1])]), [op(3), op(2)]);
    }

    #[test]
    fn who_writes_on_after_one_of_them_has_not_seen_the_other() {
        let writes = [write(1, "a", &[]), write(2, "b", &[1]), write(3, "c", &[1]), write(4, "d", &[3])];
        assert_eq!(ops(&writes), [op(4), op(2)]);
    }

    #[test]
    fn two_who_wrote_the_same_agree() {
        assert_eq!(ops(&[write(1, "a", &[]), write(2, "b", &[1]), write(3, "b", &[1])]), [op(3)]);
    }

    #[test]
    fn one_who_has_seen_both_settles_it() {
        let writes = [write(1, "a", &[]), write(2, "b", &[1]), write(3, "c", &[1]), write(4, "b", &[3, 2])];
        assert_eq!(ops(&writes), [op(4)]);
    }

    #[test]
    fn who_wrote_on_after_one_of_two_that_agreed_has_seen_both() {
        let writes = [write(1, "a", &[]), write(2, "b", &[1]), write(3, "b", &[1]), write(4, "c", &[3])];
        assert_eq!(ops(&writes), [op(4)]);
    }

    #[test]
    fn settling_two_values_settles_all_who_wrote_them() {
        let mut writes =
            vec![write(1, "a", &[]), write(2, "b", &[1]), write(3, "c", &[1]), write(4, "b", &[1])];
        assert_eq!(ops(&writes), [op(4), op(3)]);
        writes.push(write(5, "c", &[4, 3]));
        assert_eq!(ops(&writes), [op(5)]);
    }

    proptest! {
        #[test]
        fn the_order_of_arrival_makes_no_difference(
            seens in prop::collection::vec(prop::collection::vec(0..8_u8, 0..3), 1..8),
            turn in any::<prop::sample::Index>(),
        ) {
            let mut writes: Vec<Written> = seens
                .iter()
                .zip(1..)
                .map(|(seen, n)| {
                    let earlier: Vec<u8> = seen.iter().copied().filter(|seen| *seen > 0 && *seen < n).collect();
                    write(n, &format!("{}", n % 3), &earlier)
                })
                .collect();
            let before = ops(&writes);
            prop_assert_eq!(before.first(), writes.last().map(|write| &write.op), "the newest counts");
            let at = turn.index(writes.len());
            writes.rotate_left(at);
            prop_assert_eq!(ops(&writes), before);
        }
    }
}
