//! Entries carried by hand between desks that share: what one wrote into a file, another brings in.

use std::fs;

use serde_json::{Value as Json, json};

use crate::common::clinic::{Clinic, joins, mark, meets};
use crate::common::folder::{Shared, everything_below};
use crate::common::hub::{Hub, log, titles};
use crate::common::stick::{Stick, counted, two};
use crate::common::{Desk, elm, three, why};

#[test]
fn two_desks_that_are_cut_apart_hold_the_same_by_the_file_alone_and_meet_again_with_nothing_left() {
    let (shared, stick) = (Shared::new(), Stick::new());
    let (front, back) = two(&shared);
    shared.goes_away();
    log(&front, "Fax the referral");
    log(&front, "Ask for the chart");
    log(&back, "Call the lab");
    assert_eq!(meets(&front)["trouble"]["kind"], "not_there");

    let taken = front.ok("sharing_export", stick.input());
    assert_eq!(taken["name"], "entries.keepalive", "its name, never where it is");
    let came = back.ok("sharing_import", stick.input());
    let [entries, new, known, aside] = counted(&came);
    assert_eq!((new, aside, entries), (2, 0, known + 2), "{came}");
    assert_eq!(entries, taken["entries"].as_u64().unwrap());
    assert!(came["changed"].as_array().unwrap().contains(&json!("workaround")), "{came}");
    assert_eq!(back.ok("sharing", json!({}))["kept_aside"], json!([]), "it is signed, and so vouched for");
    // The other way, and once more.
    let [_, new, _, aside] = counted(&stick.carries(&back, &front));
    assert_eq!((new, aside), (1, 0));
    assert_eq!((titles(&front).len(), front.digest()), (4, back.digest()));
    let again = front.ok("sharing_import", stick.input());
    assert_eq!(counted(&again), [entries + 1, 0, entries + 1, 0]);
    assert_eq!(again["changed"], json!([]));

    shared.returns();
    for desk in [&front, &back, &front] {
        let met = meets(desk);
        assert_eq!(
            (&met["trouble"], &met["waiting"], &met["kept_aside"]),
            (&Json::Null, &json!(0), &json!([]))
        );
    }
    assert_eq!((titles(&back).len(), front.digest()), (4, back.digest()));
    for desk in [&front, &back] {
        assert_eq!(desk.ok("verify", json!({}))["sound"], true);
    }
}

#[test]
fn two_desks_of_a_database_do_the_same() {
    let Some(hub) = Hub::start() else { return };
    let (front, back, stick) = (Desk::clinic(), Desk::another(), Stick::new());
    front.ok("sharing_begin_database", hub.lets_in("front-desk"));
    log(&front, "Print twice");
    meets(&front);
    joins(&front, &back, &hub.lets_in("refills"), "manager");
    meets(&front);
    log(&front, "Fax the referral");
    log(&back, "Call the lab");
    assert_eq!(counted(&stick.carries(&front, &back))[1..], [1, counted_here(&front) - 1, 0]);
    stick.carries(&back, &front);
    assert_eq!((titles(&front).len(), front.digest()), (3, back.digest()));
}

/// How many entries a desk holds.
fn counted_here(desk: &Desk) -> u64 {
    desk.app.with_store(|store| store.head()).unwrap().ops
}

#[test]
fn a_desk_that_writes_down_and_one_that_reads_carry_as_well() {
    let (clinic, stick) = (Clinic::new(), Stick::new());
    let Clinic { front, provider, reader, .. } = &clinic;
    log(front, "Ask for the chart");
    assert_eq!(counted(&stick.carries(front, reader))[1], 1);
    let own = provider.id("capture_save", json!({ "text": "Fax the referral 5m" }));
    assert!(!own.is_empty());
    let [_, new, _, aside] = counted(&stick.carries(provider, reader));
    assert_eq!(aside, 0);
    assert!(new > 0);
    // Whoever only reads hands on what others wrote and signed.
    assert_eq!(counted(&stick.carries(reader, front))[1..], [new, counted_here(reader) - new, 0]);
    assert_eq!(titles(front), ["Ask for the chart", "Fax the referral", "Print twice"]);
    assert_eq!(reader.digest(), front.digest());
}

#[test]
fn what_a_desk_writes_after_it_was_taken_out_is_kept_aside_whoever_carries_it() {
    let (clinic, stick) = (three::Clinic::new(), Stick::new());
    let [front, back, lost] = &clinic.desks;
    front.ok("sharing_take_out", json!({ "mark": mark(lost) }));
    meets(back);
    log(lost, "Written at home");
    for _ in 0..2 {
        let came = stick.carries(lost, back);
        let [entries, new, known, aside] = counted(&came);
        assert_eq!((new, aside), (0, 1), "said again where it comes again: {came}");
        assert_eq!(entries, known + 1);
    }
    assert!(!titles(back).contains(&"Written at home".to_owned()));
    let aside = &back.ok("sharing", json!({}))["kept_aside"];
    assert_eq!((&aside[0]["entries"], &aside[0]["taken_out"]), (&json!(1), &json!(true)));
    back.ok("sharing_let_in", json!({ "mark": mark(lost), "taken_out": true }));
    assert!(titles(back).contains(&"Written at home".to_owned()));
    assert_eq!(counted(&back.ok("sharing_import", stick.input()))[1..], [0, counted_here(lost), 0]);
}

#[test]
fn a_file_of_a_later_key_waits_for_the_key() {
    let (clinic, stick) = (three::Clinic::new(), Stick::new());
    let [front, back, lost] = &clinic.desks;
    front.ok("sharing_take_out", json!({ "mark": mark(lost) }));
    log(front, "Ask for the chart");
    front.ok("sharing_export", stick.input());
    for desk in [back, lost] {
        let refused = desk.refused("sharing_import", stick.input());
        assert_eq!(why(&refused), ("invalid", "file", "entries_later_key"));
    }
    // The desk that stays has it once it has met the others; the one that is out does not.
    meets(back);
    assert_eq!(back.ok("sharing_import", stick.input())["aside"], 0);
    meets(lost);
    assert_eq!(why(&lost.refused("sharing_import", stick.input())).2, "entries_later_key");
}

/// The folder is away again before it brought anything.
#[test]
fn a_desk_that_has_joined_and_waits_gets_its_clinics_record_by_the_file_and_no_others() {
    let (shared, stick) = (Shared::new(), Stick::new());
    let (front, new) = (Desk::clinic(), Desk::another());
    front.ok("sharing_begin", shared.input());
    log(&front, "Print twice");
    meets(&front);
    let segments = everything_below(&shared.path()).into_iter().find(|dir| dir.ends_with("s")).unwrap();
    let away = shared.dir.path().join("segments");
    let code = front.ok("sharing_invite", json!({ "role": "manager" }))["code"].clone();
    new.ok("sharing_answer", json!({ "path": shared.path(), "code": code }));
    fs::rename(&segments, &away).unwrap();
    new.ok("sharing_join", json!({}));
    assert_eq!(counted_here(&new), 0);
    shared.goes_away();

    let (other, elsewhere) = (Desk::another(), Shared::new());
    other.world.skip_chance();
    other.ok("first_run", elm());
    other.ok("sharing_begin", elsewhere.input());
    other.ok("sharing_export", stick.input());
    assert_eq!(why(&new.refused("sharing_import", stick.input())).2, "other_record");
    let [_, came, _, aside] = counted(&stick.carries(&front, &new));
    assert_eq!((came, aside), (counted_here(&front), 0));
    assert_eq!((titles(&new), new.digest()), (vec!["Print twice".to_owned()], front.digest()));
}
