//! What each desk of a clinic is called: who may say it, where it stands, and what does not touch it.

use keepalive_domain::schema::Kind;
use serde_json::{Value as Json, json};

use crate::common::clinic::{Clinic, answers, joins, mark, meets, role_at, says_of};
use crate::common::hub::log;
use crate::common::{Desk, why};

/// What a desk says that the one of this mark is called.
fn called(desk: &Desk, mark: &str) -> Json {
    let view = desk.ok("sharing", json!({}));
    view["desks"].as_array().unwrap().iter().find(|desk| desk["mark"] == mark).unwrap()["name"].clone()
}

fn naming(mark: &str, name: &str) -> Json {
    json!({ "mark": mark, "name": name })
}

#[test]
fn a_desk_names_itself_and_a_manager_any_and_all_see_it() {
    let clinic = Clinic::new();
    let Clinic { front, provider, reader, .. } = &clinic;
    let (own, its, reads) = (mark(front), mark(provider), mark(reader));
    assert_eq!(called(front, &own), Json::Null);
    let saved = front.ok("sharing_name", naming(&own, "  Front desk "));
    assert_eq!(saved["label"], json!({ "code": "desk_named", "args": [own, "Front desk"] }));
    assert_eq!(saved["changed"], json!(["desk"]));
    provider.ok("sharing_name", naming(&its, "Exam room 2"));
    front.ok("sharing_name", naming(&reads, "Waiting room"));
    clinic.all_meet();
    for desk in [front, provider, reader] {
        let names = [&own, &its, &reads].map(|mark| called(desk, mark));
        assert_eq!(names, ["Front desk", "Exam room 2", "Waiting room"].map(Json::from));
    }
    // Another's is a manager's to say, and a desk that reads says nothing.
    let refused = provider.refused("sharing_name", naming(&own, "Back office"));
    assert_eq!(why(&refused), ("not_this_desk", "", "provider"));
    let refused = reader.refused("sharing_name", naming(&reads, "Hall"));
    assert_eq!(why(&refused), ("not_this_desk", "", "reader"));
    let refused = front.refused("sharing_name", naming("00000000", "Hall"));
    assert_eq!(why(&refused), ("invalid", "mark", "sharing_no_such_desk"));
    // Acts that name a desk name it so from then on.
    let said = front.ok("sharing_role", json!({ "mark": its, "role": "reader" }));
    assert_eq!(said["label"]["args"], json!(["Exam room 2", "reader"]));
    assert_eq!(Desk::sample().refused("sharing_name", naming(&own, "Hall"))["hint"], "sharing_sample");
}

#[test]
fn a_name_is_looked_at_as_any_text_and_a_refused_one_changes_nothing() {
    let Clinic { front, .. } = &Clinic::new();
    let own = mark(front);
    front.ok("sharing_name", naming(&own, "Front desk"));
    let long = "x".repeat(501);
    for (name, expected) in [
        (long.as_str(), ("invalid", "name", "too_long")),
        ("Front\u{202e}desk", ("invalid", "name", "control_characters")),
        ("desk of MRN 204518", ("phi_blocked", "name", "mrn")),
    ] {
        let refused = front.refused("sharing_name", naming(&own, name));
        assert_eq!(why(&refused), expected);
    }
    let warned = "Printer 123456789";
    assert_eq!(why(&front.refused("sharing_name", naming(&own, warned))).0, "phi_warned");
    front.ok("sharing_name", json!({ "mark": own, "name": warned, "phi_ok": true }));
    assert_eq!(called(front, &own), warned);
    let saved = front.ok("sharing_name", naming(&own, " "));
    assert_eq!(saved["label"], json!({ "code": "desk_unnamed", "args": [warned] }));
    assert_eq!(called(front, &own), Json::Null);
}

#[test]
fn a_name_is_taken_back_and_never_a_role_with_it() {
    let clinic = Clinic::new();
    let Clinic { front, provider, .. } = &clinic;
    let its = mark(provider);
    provider.ok("sharing_name", naming(&its, "Exam room 2"));
    provider.ok("undo", json!({}));
    assert_eq!((called(provider, &its), role_at(provider)), (Json::Null, "provider".to_owned()));
    provider.ok("redo", json!({}));
    provider.ok("sharing_name", naming(&its, "Exam room 3"));
    provider.ok("undo", json!({}));
    assert_eq!(called(provider, &its), "Exam room 2");
    // A name said elsewhere meanwhile is left alone, and so is what the desk is for.
    clinic.all_meet();
    front.ok("sharing_name", naming(&its, "Exam room 4"));
    front.ok("sharing_role", json!({ "mark": its, "role": "reader" }));
    clinic.all_meet();
    assert_eq!((called(provider, &its), role_at(provider)), (json!("Exam room 4"), "reader".to_owned()));
    assert_eq!(front.ok("trash", json!({}))["rows"], json!([]));
}

#[test]
fn the_first_name_taken_back_while_a_role_is_given_elsewhere_leaves_the_role() {
    let clinic = Clinic::new();
    let Clinic { front, .. } = &clinic;
    let second = Desk::another();
    second.world.skip_chance();
    second.world.skip_chance();
    joins(front, &second, &clinic.folder(), "manager");
    log(&second, "Fax the referral");
    meets(&second);
    meets(front);
    // Nobody has said anything of it: what it says of itself and what a manager says of it are both the first.
    let its = mark(&second);
    second.ok("sharing_name", naming(&its, "Lab"));
    front.ok("sharing_role", json!({ "mark": its, "role": "reader" }));
    second.pass(60_000);
    second.ok("undo", json!({}));
    for desk in [&second, front, &second] {
        meets(desk);
    }
    assert_eq!((role_at(&second).as_str(), says_of(front, &its)), ("reader", json!("reader")));
    assert_eq!(called(front, &its), Json::Null);
}

#[test]
fn naming_takes_no_older_act_out_of_undo() {
    let Clinic { provider, .. } = &Clinic::new();
    let own = log(provider, "Fax the referral");
    provider.ok("sharing_name", naming(&mark(provider), "Exam room 2"));
    provider.ok("undo", json!({}));
    provider.ok("undo", json!({}));
    assert_eq!(
        provider.ok("workaround_list", json!({}))["total"],
        1,
        "{own:?} is gone, the manager's stands"
    );
}

#[test]
fn the_computers_name_is_proposed_and_written_nowhere_by_itself() {
    let clinic = Clinic::new();
    let Clinic { front, provider, reader, .. } = &clinic;
    assert_eq!(front.ok("sharing", json!({}))["proposed_name"], Json::Null, "nobody told its name");
    for desk in [front, provider, reader] {
        desk.app.computer_is_called("FD-01.clinic.example");
    }
    let proposed = |desk: &Desk| desk.ok("sharing", json!({}))["proposed_name"].clone();
    let before = front.digest();
    assert_eq!([front, provider, reader].map(proposed), [json!("FD-01"), json!("FD-01"), Json::Null]);
    meets(front);
    assert_eq!((front.digest(), called(front, &mark(front))), (before, Json::Null));
    front.ok("sharing_name", naming(&mark(front), "Front desk"));
    assert_eq!(proposed(front), Json::Null, "it has one");
}

#[test]
fn a_desk_is_named_as_it_joins_once_it_has_heard_the_record() {
    let clinic = Clinic::new();
    let Clinic { front, place, .. } = &clinic;
    let desk = Desk::another();
    desk.world.skip_chance();
    desk.world.skip_chance();
    desk.app.computer_is_called("LAB-PC");
    let offer = answers(front, &desk, &clinic.folder(), "provider");
    assert_eq!(offer["proposed_name"], "LAB-PC");
    let blocked = desk.call("sharing_join", json!({ "name": "desk of MRN 204518" })).unwrap_err();
    assert_eq!((blocked.field.as_deref(), blocked.hint.as_deref()), (Some("name"), Some("mrn")));
    assert_eq!(desk.ok("sharing", json!({}))["place"], Json::Null, "and nothing was joined");
    let away = place.path().join("unplugged");
    std::fs::rename(clinic.path(), &away).unwrap();
    assert_ne!(desk.ok("sharing_join", json!({ "name": " Lab " }))["trouble"], Json::Null);
    let desk = desk.restarted();
    std::fs::rename(&away, clinic.path()).unwrap();
    assert_eq!(meets(&desk)["trouble"], Json::Null);
    meets(&desk);
    meets(front);
    let its = mark(&desk);
    assert_eq!((called(front, &its), says_of(front, &its)), (json!("Lab"), json!("provider")));
    assert_eq!(called(&desk.restarted(), &its), "Lab");
}

#[test]
fn a_name_given_before_the_record_was_heard_counts_before_the_one_typed_while_joining() {
    let clinic = Clinic::new();
    let Clinic { front, place, .. } = &clinic;
    let desk = Desk::another();
    desk.world.skip_chance();
    desk.world.skip_chance();
    log(&desk, "Fax the referral");
    answers(front, &desk, &clinic.folder(), "manager");
    let away = place.path().join("unplugged");
    std::fs::rename(clinic.path(), &away).unwrap();
    desk.ok("sharing_join", json!({ "name": "Lab" }));
    let its = mark(&desk);
    desk.ok("sharing_name", json!({ "mark": its, "name": "Exam room 2" }));
    std::fs::rename(&away, clinic.path()).unwrap();
    for _ in 0..2 {
        assert_eq!(meets(&desk)["trouble"], Json::Null);
        meets(front);
    }
    assert_eq!(
        (called(&desk, &mark(&desk)), called(front, &mark(&desk))),
        (json!("Exam room 2"), json!("Exam room 2"))
    );
}

#[test]
fn a_desk_that_will_only_read_is_asked_for_no_name_and_says_none() {
    let clinic = Clinic::new();
    let desk = Desk::another();
    desk.world.skip_chance();
    desk.world.skip_chance();
    desk.app.computer_is_called("HALL-PC");
    let offer = answers(&clinic.front, &desk, &clinic.folder(), "reader");
    assert_eq!(offer["proposed_name"], Json::Null);
    let refused = desk.call("sharing_join", json!({ "name": "Hall" })).unwrap_err();
    assert_eq!(refused.hint.as_deref(), Some("reader"));
    desk.ok("sharing_join", json!({ "name": "" }));
    meets(&desk);
    meets(&clinic.front);
    assert_eq!(called(&clinic.front, &mark(&desk)), Json::Null);
}

#[test]
fn no_form_names_a_desk() {
    let Clinic { front, provider, .. } = &Clinic::new();
    let by_form = json!({ "kind": Kind::Desk.name(), "set": { "name": "Front desk" } });
    for desk in [front, provider] {
        assert_eq!(desk.refused("save", by_form.clone())["hint"], "not_here");
    }
}

#[test]
fn an_archive_brings_the_names_along() {
    let Clinic { front, .. } = &Clinic::new();
    let own = mark(front);
    front.ok("sharing_name", naming(&own, "Front desk"));
    let file = front.path("all.keepalive");
    front.ok("export_archive", json!({ "path": file }));
    let other = Desk::another();
    other.ok("import_archive", json!({ "path": file }));
    let desks = other.app.desks().unwrap();
    let desk = desks.iter().find(|desk| desk.mark == own).unwrap();
    assert_eq!(desk.name.as_deref(), Some("Front desk"));
}
