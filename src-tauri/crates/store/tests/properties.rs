//! What must hold for every history.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

mod common;

use std::collections::BTreeMap;

use common::Desk;
use common::moves::{acts, moves, thing};
use keepalive_domain::header::Before;
use keepalive_domain::ids::EntityId;
use keepalive_domain::schema::Kind;
use keepalive_domain::value::Value;
use keepalive_store::ForeignOp;
use proptest::prelude::*;

/// Every field of every thing that stands, as a person would see it.
fn seen(desk: &Desk) -> BTreeMap<EntityId, BTreeMap<String, Value>> {
    let ids = Kind::ALL.iter().flat_map(|kind| (0..3).map(|n| thing(*kind, n))).collect::<Vec<_>>();
    let things =
        desk.store().write(move |w| ids.into_iter().map(|id| w.get(id)).collect::<Result<Vec<_>, _>>());
    let mut seen = BTreeMap::new();
    for thing in things.unwrap().value.into_iter().flatten().filter(|thing| !thing.is_deleted()) {
        let mut fields = thing.fields;
        fields.remove("deleted");
        seen.insert(thing.id, fields);
    }
    seen
}

/// The whole log, as it would travel.
fn ops(desk: &Desk) -> Vec<ForeignOp> {
    let sql = desk.sql();
    let mut statement = sql.prepare("SELECT header, body FROM op ORDER BY op_no").unwrap();
    let rows = statement
        .query_map([], |row| Ok(ForeignOp { before: Before::Newest, header: row.get(0)?, body: row.get(1)? }))
        .unwrap();
    rows.map(Result::unwrap).collect()
}

fn take_in(desk: &Desk, ops: Vec<ForeignOp>) {
    desk.store()
        .write(move |w| {
            for op in ops {
                w.take_in(op)?;
            }
            Ok::<_, keepalive_store::StoreError>(())
        })
        .unwrap();
}

/// Histories tried in every run; `PROPTEST_CASES=1000` for a night.
const HISTORIES: u32 = 24;

fn histories() -> ProptestConfig {
    let cases =
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(HISTORIES);
    ProptestConfig { cases, max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(histories())]

    #[test]
    fn whatever_happens_everything_derived_equals_the_log(history in moves(24)) {
        let mut desk = Desk::new(1);
        for next in history {
            desk.make(next);
        }
        let digest = desk.store().digest().unwrap();
        let facts = desk.store().facts().unwrap();
        desk.assert_sound();
        desk.store().rebuild().unwrap();
        desk.reopen();
        prop_assert_eq!(desk.store().digest().unwrap(), digest);
        prop_assert_eq!(desk.store().facts().unwrap(), facts);
    }

    #[test]
    fn undoing_everything_leaves_nothing_and_redoing_it_brings_all_back(history in acts(14)) {
        let desk = Desk::new(2);
        let mut stages = vec![seen(&desk)];
        let mut recorded = 0;
        for changes in history {
            desk.act("act", changes);
            let ops = desk.count("SELECT count(*) FROM act");
            if ops > recorded {
                recorded = ops;
                stages.push(seen(&desk));
            }
        }
        for before in stages.iter().rev().skip(1) {
            let undone = desk.undo().unwrap();
            prop_assert_eq!(undone.left_alone, vec![]);
            prop_assert_eq!(&seen(&desk), before);
        }
        prop_assert!(desk.undo().is_none());
        for after in &stages[1..] {
            let redone = desk.redo().unwrap();
            prop_assert_eq!(redone.left_alone, vec![]);
            prop_assert_eq!(&seen(&desk), after);
        }
        prop_assert!(desk.redo().is_none());
        desk.assert_sound();
    }

    #[test]
    fn two_desks_converge_in_whatever_order_their_ops_come(
        first in moves(10),
        second in moves(10),
        turns in prop::collection::vec(any::<bool>(), 40),
    ) {
        let (mut a, mut b) = (Desk::new(3), Desk::new(4));
        first.into_iter().for_each(|next| a.make(next));
        second.into_iter().for_each(|next| b.make(next));
        let (from_a, from_b) = (ops(&a), ops(&b));
        take_in(&a, from_b.clone());
        take_in(&b, from_a.clone());
        // A third one hears them in turns.
        let c = Desk::new(5);
        let (mut left, mut right) = (from_a.into_iter(), from_b.into_iter());
        for turn in turns {
            take_in(&c, if turn { left.next() } else { right.next() }.into_iter().collect());
        }
        take_in(&c, left.chain(right).collect());
        prop_assert_eq!(a.store().digest().unwrap(), b.store().digest().unwrap());
        prop_assert_eq!(a.store().digest().unwrap(), c.store().digest().unwrap());
        prop_assert_eq!(seen(&a), seen(&c));
        for desk in [&a, &b, &c] {
            desk.assert_sound();
        }
    }
}
