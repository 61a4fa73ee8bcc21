//! What must hold for every history of desks, hubs, restores and losses.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]
#![allow(unreachable_pub, reason = "the model is a module of the test")]

mod model;

use std::collections::BTreeSet;

use keepalive_domain::ids::{OpId, SpaceId};
use keepalive_sync::{Carrying, Coming, Everybody, Exchange, exchange, exchange_watched};
use model::{Bag, Ledger, MemoryDesk, MemoryHub};
use proptest::prelude::*;

/// What may happen next.
#[derive(Debug, Clone)]
enum Step {
    Write(usize),
    Meet(usize, bool),
    BackUp(usize),
    Restore(usize),
    RollBack,
    Hide(usize),
    Show,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        10 => (0..3_usize).prop_map(Step::Write),
        8 => (0..3_usize, any::<bool>()).prop_map(|(desk, all)| Step::Meet(desk, all)),
        2 => (0..3_usize).prop_map(Step::BackUp),
        2 => (0..3_usize).prop_map(Step::Restore),
        1 => Just(Step::RollBack),
        1 => any::<usize>().prop_map(Step::Hide),
        1 => Just(Step::Show),
    ];
    prop::collection::vec(step, 1..70)
}

fn meet(desk: &MemoryDesk, hub: &mut impl MemoryHub, everybodys: bool) -> Exchange {
    let carrying = if everybodys { Carrying::Everybodys } else { Carrying::Own };
    exchange(desk, hub, carrying).unwrap()
}

#[test]
fn who_waits_is_told_after_every_run_how_many_have_come() {
    let space = SpaceId::new_v7(0, [1; 10]);
    let [a, b] = [1, 2].map(|n| MemoryDesk::new(space, n));
    let mut hub = Ledger::default();
    for _ in 0..1_200 {
        a.write();
    }
    meet(&a, &mut hub, false);
    let mut told = Vec::new();
    let heard = |desk: &MemoryDesk, hub: &mut Ledger, told: &mut Vec<Coming>| {
        exchange_watched(desk, hub, Carrying::Own, &Everybody, &mut |coming| told.push(coming)).unwrap();
    };
    heard(&b, &mut hub, &mut told);
    assert!(told.len() > 1, "{told:?}");
    assert!(told.is_sorted_by_key(|coming| coming.done) && told.iter().all(|coming| coming.of == 1_200));
    assert_eq!(told.last(), Some(&Coming { done: 1_200, of: 1_200 }));
    // What is here already is not on its way.
    a.write();
    meet(&a, &mut hub, false);
    told.clear();
    heard(&b, &mut hub, &mut told);
    assert_eq!(told, [Coming { done: 1, of: 1 }]);
    told.clear();
    heard(&b, &mut hub, &mut told);
    assert_eq!(told, []);
}

/// Lives the history, heals, and checks that everybody holds everything that still existed somewhere.
fn live<H: MemoryHub + Clone>(history: &[Step], mut hub: H) -> Result<(), TestCaseError> {
    let space = SpaceId::new_v7(0, [1; 10]);
    let desks: Vec<MemoryDesk> = (1..=3).map(|n| MemoryDesk::new(space, n)).collect();
    let mut written = BTreeSet::new();
    // What exists somewhere: an op on one disk alone dies with that disk.
    let reachable = |hub: &H| -> BTreeSet<OpId> {
        let reader = MemoryDesk::new(space, 9);
        meet(&reader, &mut hub.clone(), false);
        desks.iter().flat_map(MemoryDesk::ops).chain(reader.ops()).collect()
    };
    for step in history {
        match *step {
            Step::Write(desk) => drop(written.insert(desks[desk].write())),
            Step::Meet(desk, everybodys) => drop(meet(&desks[desk], &mut hub, everybodys)),
            Step::BackUp(desk) => desks[desk].back_up(),
            Step::Restore(desk) => {
                desks[desk].restore_silently();
                let mut whole = hub.clone();
                whole.show();
                let left = reachable(&whole);
                written.retain(|op| left.contains(op));
            }
            Step::RollBack => {
                hub.roll_back();
                let mut whole = hub.clone();
                whole.show();
                let left = reachable(&whole);
                written.retain(|op| left.contains(op));
            }
            Step::Hide(n) => hub.hide(n),
            Step::Show => hub.show(),
        }
    }
    hub.show();
    for _ in 0..12 {
        for desk in &desks {
            meet(desk, &mut hub, true);
        }
    }
    for desk in &desks {
        let ops = desk.ops();
        prop_assert_eq!(written.difference(&ops).count(), 0, "an op that existed was lost");
        prop_assert_eq!(desk.digest().differing(&desks[0].digest()), Vec::<i64>::new());
        prop_assert_eq!(desk.aside.borrow().len(), 0);
    }
    // The hub alone gives everything to somebody new, and nothing is left to do.
    let joiner = MemoryDesk::new(space, 8);
    meet(&joiner, &mut hub, false);
    prop_assert_eq!(joiner.digest(), desks[0].digest());
    for desk in &desks {
        let idle = Exchange::default();
        prop_assert_eq!(meet(desk, &mut hub, true), idle, "a healed clinic is quiet");
    }
    Ok(())
}

/// Histories tried in every run; `PROPTEST_CASES=100000` for a night.
const HISTORIES: u32 = 300;

fn histories() -> ProptestConfig {
    let cases =
        std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(HISTORIES);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(histories())]

    #[test]
    fn a_clinic_around_a_database_heals(history in steps()) {
        live(&history, Ledger::default())?;
    }

    #[test]
    fn a_clinic_around_a_folder_heals(history in steps()) {
        live(&history, Bag::default())?;
    }
}
