//! What a desk is there for stays what it is, whatever happens to its file, its keys and its settings; and no clinic is left
//! without somebody who manages.

use std::fs;
use std::path::Path;

use keepalive_store::{OpenOptions, Store};
use keepalive_sync::Shelf as _;
use serde_json::{Value as Json, json};

use crate::common::clinic::{Clinic, answers, joins, mark, meets, role_at, says_of};
use crate::common::hub::{alone, log, titles};
use crate::common::{Desk, elm, why};

/// Removes this desk's files of one ending.
fn lose(desk: &Desk, ending: &str) {
    for file in fs::read_dir(desk.dir.path()).unwrap().flatten().map(|file| file.path()) {
        if file.extension().is_some_and(|found| found == ending) {
            fs::remove_file(file).unwrap();
        }
    }
}

/// Where the streams of each clinic lie in the shared folder.
fn streams(folder: &Path) -> Vec<std::path::PathBuf> {
    let clinics = fs::read_dir(folder.join("keepalive").join("v1")).unwrap().flatten();
    clinics.map(|clinic| clinic.path().join("s")).collect()
}

/// The cards that lie in the shared folder.
fn cards(folder: &Path) -> Vec<std::path::PathBuf> {
    let space = fs::read_dir(folder.join("keepalive").join("v1")).unwrap().next().unwrap().unwrap();
    let files = fs::read_dir(space.path().join("keys")).unwrap().flatten().map(|file| file.path());
    files.filter(|file| file.extension().is_some_and(|found| found == "card")).collect()
}

/// Joins as a reader while the folder is away, and hears nobody. Where the folder is then.
fn joins_in_vain(clinic: &Clinic, desk: &Desk) -> std::path::PathBuf {
    answers(&clinic.front, desk, &clinic.folder(), "reader");
    let away = clinic.place.path().join("unplugged");
    fs::rename(clinic.path(), &away).unwrap();
    assert_ne!(desk.ok("sharing_join", json!({}))["trouble"], Json::Null);
    away
}

fn last_manager(refused: &Json) -> bool {
    why(refused) == ("invalid", "role", "sharing_last_manager")
}

#[test]
fn a_join_that_heard_nobody_is_given_up_and_the_record_is_its_owners_again() {
    let clinic = Clinic::new();
    let desk = alone();
    desk.world.skip_chance();
    let away = joins_in_vain(&clinic, &desk);
    assert_eq!(role_at(&desk), "reader");
    desk.ok("sharing_stop", json!({}));
    assert_eq!(role_at(&desk), "manager");
    let desk = desk.restarted();
    assert_eq!(role_at(&desk), "manager");
    log(&desk, "Stamp by hand");

    // The key it was given opens nothing any more: the way back is a code, and not a manager's for the asking.
    fs::rename(&away, clinic.path()).unwrap();
    let refused = desk.refused("sharing_begin", clinic.folder());
    assert_eq!(why(&refused), ("invalid", "path", "sharing_other_there"));
    // Its own record can be shared elsewhere, or come along whole.
    let own = tempfile::tempdir().unwrap();
    desk.ok("sharing_begin", json!({ "path": own.path() }));
    assert_eq!((&meets(&desk)["trouble"], role_at(&desk).as_str()), (&Json::Null, "manager"));
    assert_eq!(titles(&desk), ["Fax the referral", "Stamp by hand"]);
}

#[test]
fn who_gave_up_joining_comes_with_another_code_and_brings_the_record() {
    let clinic = Clinic::new();
    let desk = alone();
    desk.world.skip_chance();
    let away = joins_in_vain(&clinic, &desk);
    desk.ok("sharing_stop", json!({}));
    fs::rename(&away, clinic.path()).unwrap();
    let offer = answers(&clinic.front, &desk, &clinic.folder(), "provider");
    assert_eq!(offer["has_record"], true);
    assert_eq!(desk.ok("sharing_join", json!({}))["trouble"], Json::Null);
    for desk in [&desk, &clinic.front, &desk] {
        assert_eq!(meets(desk)["trouble"], Json::Null);
    }
    assert_eq!(titles(&clinic.front), ["Fax the referral", "Print twice"]);
    assert_eq!((role_at(&desk).as_str(), desk.digest()), ("provider", clinic.front.digest()));
}

#[test]
fn an_empty_desk_that_gave_up_joining_begins_a_clinic_of_its_own() {
    let clinic = Clinic::new();
    let desk = Desk::another();
    desk.world.skip_chance();
    desk.world.skip_chance();
    let away = joins_in_vain(&clinic, &desk);
    desk.ok("sharing_stop", json!({}));
    desk.ok("first_run", elm());
    assert_eq!(role_at(&desk), "manager");
    fs::rename(&away, clinic.path()).unwrap();
    assert_eq!(why(&desk.refused("sharing_begin", clinic.folder())).2, "sharing_other_there");
}

#[test]
fn a_code_counts_over_what_a_manager_said_before_it_and_had_not_sent() {
    let clinic = Clinic::new();
    let Clinic { front, provider, .. } = &clinic;
    let its = mark(provider);
    provider.ok("sharing_stop", json!({}));
    front.ok("sharing_role", json!({ "mark": its, "role": "manager" }));
    provider.pass(60_000);
    joins(front, provider, &clinic.folder(), "provider");
    clinic.all_meet();
    assert_eq!((role_at(provider).as_str(), says_of(front, &its)), ("provider", json!("provider")));
}

#[test]
fn stopping_makes_no_manager_and_leaves_a_clinic_without_one_its_way_out() {
    let clinic = Clinic::new();
    let Clinic { front, provider, reader, .. } = &clinic;
    reader.ok("sharing_stop", json!({}));
    assert_eq!(role_at(reader), "reader");
    front.ok("sharing_role", json!({ "mark": mark(provider), "role": "manager" }));
    for desk in [front, provider, front] {
        meets(desk);
    }
    let (its, own) = (mark(provider), mark(front));
    front.ok("sharing_role", json!({ "mark": its, "role": "reader" }));
    provider.ok("sharing_role", json!({ "mark": own, "role": "reader" }));
    for desk in [front, provider, front] {
        meets(desk);
    }
    for desk in [front, provider] {
        assert_eq!(role_at(desk), "manager");
        desk.ok("sharing_stop", json!({}));
        assert_eq!(role_at(desk), "manager", "nobody else manages, be it shared or not");
    }
    let provider = clinic.provider.restarted();
    assert_eq!(role_at(&provider), "manager");
}

/// A cloud's folder shows one desk's changes before another's.
#[test]
fn a_desk_that_was_shown_part_of_the_record_is_no_managers() {
    let clinic = Clinic::new();
    log(&clinic.provider, "Fax the referral");
    clinic.all_meet();
    let new = Desk::another();
    new.world.skip_chance();
    new.world.skip_chance();
    answers(&clinic.front, &new, &clinic.folder(), "provider");
    let held =
        Store::open(&clinic.front.path("clinic.db"), clinic.front.world.clone(), OpenOptions::default());
    let held = held.unwrap().held().unwrap();
    let [space] = &streams(&clinic.path())[..] else { panic!("one clinic stands there") };
    let away = |stream: &str| (space.join(stream), clinic.place.path().join(stream));
    let own: Vec<_> =
        held.iter().filter(|held| held.own).map(|held| held.piece.key.stream.to_string()).collect();
    assert!(!own.is_empty());
    for stream in &own {
        let (there, away) = away(stream);
        fs::rename(there, away).unwrap();
    }
    assert_eq!(new.ok("sharing_join", json!({}))["trouble"], Json::Null);
    for _ in 0..2 {
        assert_eq!(
            (&meets(&new)["trouble"], titles(&new)),
            (&Json::Null, vec!["Fax the referral".to_owned()])
        );
        assert_eq!(role_at(&new), "provider");
    }
    let new = new.restarted();
    assert_eq!(role_at(&new), "provider");
    for stream in &own {
        let (there, away) = away(stream);
        fs::rename(away, there).unwrap();
    }
    assert_eq!((&meets(&new)["trouble"], titles(&new).len()), (&Json::Null, 2));
    assert_eq!(role_at(&new), "provider");
}

#[test]
fn a_managers_desk_that_wrote_nothing_yet_keeps_the_others_what_they_are() {
    let clinic = Clinic::new();
    let Clinic { front, provider, .. } = &clinic;
    let new = Desk::another();
    new.world.skip_chance();
    new.world.skip_chance();
    joins(front, &new, &clinic.folder(), "manager");
    front.ok("sharing_role", json!({ "mark": mark(provider), "role": "manager" }));
    clinic.all_meet();
    let (its, own) = (mark(provider), mark(front));
    front.ok("sharing_role", json!({ "mark": its, "role": "provider" }));
    provider.ok("sharing_role", json!({ "mark": own, "role": "provider" }));
    clinic.all_meet();
    meets(&new);
    assert_eq!([front, provider, &new].map(role_at), ["provider", "provider", "manager"]);
}

#[test]
fn a_desk_that_lost_its_keys_is_there_for_no_more_than_before() {
    let clinic = Clinic::new();
    let Clinic { front, provider, .. } = &clinic;
    let before = mark(provider);
    lose(provider, "desk");
    for desk in [provider, front, provider] {
        assert_eq!(meets(desk)["trouble"], Json::Null);
    }
    let now = mark(provider);
    assert_ne!(before, now);
    assert_eq!((role_at(provider).as_str(), says_of(front, &now)), ("provider", json!("provider")));
}

#[test]
fn who_a_desk_was_before_it_lost_its_keys_manages_nothing() {
    let clinic = Clinic::new();
    let Clinic { front, provider, .. } = &clinic;
    lose(front, "desk");
    meets(front);
    log(front, "Stamp by hand");
    clinic.all_meet();
    let refused = front.refused("sharing_role", json!({ "mark": mark(front), "role": "provider" }));
    assert!(last_manager(&refused), "{refused}");
    front.ok("sharing_role", json!({ "mark": mark(provider), "role": "manager" }));
    front.ok("sharing_role", json!({ "mark": mark(front), "role": "provider" }));
}

#[test]
fn a_desk_without_keys_is_nobody_to_leave_a_clinic_to_once_its_key_has_changed() {
    let clinic = Clinic::new();
    let Clinic { front, provider, reader, .. } = &clinic;
    let its = mark(provider);
    front.ok("sharing_role", json!({ "mark": its, "role": "manager" }));
    clinic.all_meet();
    // As an older program left it: nobody has heard of its keys.
    for file in cards(&clinic.path()) {
        fs::remove_file(file).unwrap();
    }
    for desk in [front, provider, reader] {
        lose(desk, "desk");
        lose(desk, "members");
    }
    meets(front);
    let own = mark(front);
    front.ok("sharing_take_out", json!({ "mark": mark(reader) }));
    let refused = front.refused("sharing_role", json!({ "mark": own, "role": "provider" }));
    assert!(last_manager(&refused), "{refused}");
}

#[test]
fn who_is_in_cannot_be_read_is_not_taken_for_nobody_is_out() {
    let clinic = Clinic::new();
    let Clinic { front, provider, .. } = &clinic;
    let (own, its) = (mark(front), mark(provider));
    front.ok("sharing_role", json!({ "mark": its, "role": "manager" }));
    front.ok("sharing_take_out", json!({ "mark": its }));
    for file in fs::read_dir(front.dir.path()).unwrap().flatten().map(|file| file.path()) {
        if file.extension().is_some_and(|found| found == "members") {
            fs::write(file, "{").unwrap();
        }
    }
    let refused = front.refused("sharing_role", json!({ "mark": own, "role": "provider" }));
    assert_eq!(why(&refused), ("file", "", "sharing_key"));
    // Elsewhere it makes nobody more than they are, and the views stay.
    for file in fs::read_dir(clinic.reader.dir.path()).unwrap().flatten().map(|file| file.path()) {
        if file.extension().is_some_and(|found| found == "members") {
            fs::write(file, "{").unwrap();
        }
    }
    assert_eq!(role_at(&clinic.reader), "reader");
}

#[test]
fn two_roles_at_once_are_not_settled_past_the_list_of_desks() {
    let clinic = Clinic::new();
    let Clinic { front, provider, reader, .. } = &clinic;
    let (its, third) = (mark(provider), mark(reader));
    front.ok("sharing_role", json!({ "mark": its, "role": "manager" }));
    clinic.all_meet();
    front.ok("sharing_role", json!({ "mark": third, "role": "provider" }));
    provider.ok("sharing_role", json!({ "mark": third, "role": "manager" }));
    clinic.all_meet();
    let space = Store::open(&front.path("clinic.db"), front.world.clone(), OpenOptions::default());
    let two = space.unwrap().read(|read| read.two_values()).unwrap();
    let [two] = two.as_slice() else { panic!("{two:?}") };
    let input = json!({ "id": two.thing.to_string(), "field": "role", "keep": two.values[1].op.to_string() });
    assert_eq!(front.refused("settle_two_values", input)["code"], "not_found");
    assert_eq!(front.ok("two_values", json!({})), json!([]));
}
