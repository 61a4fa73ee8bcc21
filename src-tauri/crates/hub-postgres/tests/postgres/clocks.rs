//! Desks whose clocks are years apart meet through the server: clocks order and never block (docs/sharing.md, rule 5).

use std::sync::atomic::Ordering;

use keepalive_domain::header::Header;
use keepalive_domain::ids::EntityId;
use keepalive_domain::value::Value;
use keepalive_store::{Store, StoreError};

use crate::clinic::{Clinic, Desk, write, write_of};
use crate::world::TestWorld;

/// A year, in milliseconds.
const YEAR_MS: i64 = 365 * 24 * 3_600 * 1_000;

/// The low bits of an op's clock count; the others are milliseconds.
const COUNTER_BITS: u32 = 16;

/// How far a clock that was heard may move this desk's, and what its own moved meanwhile.
const PULLED_MS: i64 = 5_000 + 3_600_000;

/// How far the clocks of two desks are off.
const YEARS_OFF: [i64; 2] = [-12, 30];

#[test]
fn clocks_years_apart_order_what_is_written_and_keep_nothing_out() {
    let Some(clinic) = Clinic::new() else { return };
    clinic.in_step();
    let [past, future] = YEARS_OFF.map(|years| {
        let world = TestWorld::new(years.unsigned_abs());
        world.now_ms.fetch_add(years * YEAR_MS, Ordering::Relaxed);
        clinic.desk_in(if years < 0 { "past" } else { "future" }, world)
    });
    let desks = [&clinic.a, &clinic.b, &past, &future];
    // Nobody has seen what the others write: the clock decides, and whose it is stands first for all.
    write(&clinic.a.store, "now");
    write(&future.store, "in the future");
    write(&past.store, "in the past");
    all_meet(&clinic, &desks);
    assert_eq!(desks.map(|desk| title(&desk.store)), ["in the future"; 4]);
    let apart = clock_of_newest(&future.store) - clock_of_newest(&past.store);
    assert!(apart > (YEARS_OFF[1] - YEARS_OFF[0] - 1) * YEAR_MS, "their clocks are {apart} ms apart");
    // A desk that heard of the future stays in its own time.
    let before = clock_of_newest(&clinic.a.store);
    write_of(&clinic.a.store, "2", "another thing");
    assert!(clock_of_newest(&clinic.a.store) - before < PULLED_MS);
    // Who has seen a value writes over it, whatever its clock says.
    write(&past.store, "after the future");
    all_meet(&clinic, &desks);
    assert_eq!(desks.map(|desk| title(&desk.store)), ["after the future"; 4]);
    write(&clinic.a.store, "now again");
    all_meet(&clinic, &desks);
    assert_eq!(desks.map(|desk| title(&desk.store)), ["now again"; 4]);
    for desk in desks {
        assert_eq!(desk.store.verify(|_| {}).unwrap().faults, []);
        assert_eq!(desk.store.ops().unwrap(), 7);
    }
    assert_eq!(clinic.admin().check().unwrap(), []);
    // Somebody new gets all of it, and sees the same.
    let newcomer = clinic.desk("newcomer", 9);
    clinic.meet(&newcomer);
    assert_eq!(newcomer.store.digest().unwrap(), clinic.a.store.digest().unwrap());
}

/// All meet until all is quiet. Nothing is refused, kept aside or lost on the way, and all hold the same.
fn all_meet(clinic: &Clinic, desks: &[&Desk]) {
    for desk in desks.iter().chain(desks) {
        let met = clinic.meet(desk);
        assert_eq!(
            (met.refused, met.aside, met.lost, met.waiting, met.restored),
            (0, 0, 0, 0, false),
            "{met:?}"
        );
    }
    for desk in desks {
        assert_eq!(clinic.meet(desk), keepalive_sync::Exchange::default());
        assert_eq!(desk.store.digest().unwrap(), clinic.a.store.digest().unwrap());
    }
}

fn title(desk: &Store) -> String {
    let thing = desk.read(|read| read.thing(EntityId::named("test", &["1"]))).unwrap().unwrap();
    match thing.field("title") {
        Value::Text(title) => title.clone(),
        other => panic!("no title: {other:?}"),
    }
}

/// When the newest op of a desk's own was written by its hybrid clock, in milliseconds.
fn clock_of_newest(desk: &Store) -> i64 {
    let mut newest = 0;
    desk.read(|read| {
        let own = read.device()?;
        read.each_op::<StoreError>(|_, header, _| {
            let header: Header = serde_json::from_slice(header).unwrap();
            if Some(header.device) == own {
                newest = header.hlc >> COUNTER_BITS;
            }
            Ok(())
        })
    })
    .unwrap();
    newest
}
