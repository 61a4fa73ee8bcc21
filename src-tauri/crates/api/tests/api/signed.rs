//! What desks send is signed: what nobody vouches for is kept aside, said, and let in by somebody who looked.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use keepalive_domain::ids::SpaceId;
use keepalive_domain::world::World;
use keepalive_hub_folder::FolderHub;
use keepalive_seal::SpaceKey;
use keepalive_store::{OpenOptions, Store};
use keepalive_sync::{Carrying, exchange};
use serde_json::{Value as Json, json};

use crate::common::clinic::{joins, mark, meets};
use crate::common::hub::{Hub, log, titles};
use crate::common::three::{Clinic, copied};
use crate::common::{Desk, why};

fn space(clinic: &Clinic) -> SpaceId {
    FolderHub::spaces(&clinic.folder)[0]
}

/// The key that a desk has in its file.
fn key_of(desk: &Desk, space: SpaceId) -> SpaceKey {
    SpaceKey::parse(&fs::read_to_string(desk.path(&format!("sharing-{space}.key"))).unwrap()).unwrap()
}

/// A desk's record in the hands of a changed program, which sends what stands there with the key it has and asks nobody.
fn changed_program_sends(desk: &Desk, folder: &Path, space: SpaceId, key: SpaceKey) {
    let world = Arc::clone(&desk.world) as Arc<dyn World>;
    let store = Store::open(&desk.path("clinic.db"), world, OpenOptions::default()).unwrap();
    let mut hub = FolderHub::open(folder, space, key).unwrap();
    exchange(&store, &mut hub, Carrying::Own).unwrap();
}

/// What is kept aside: of which desk, who carried it, how many, and whether it was taken out.
fn counted(view: &Json) -> Json {
    let aside = view["kept_aside"].as_array().unwrap().iter();
    aside.map(|ops| json!([ops["mark"], ops["carried_by"], ops["entries"], ops["taken_out"]])).collect()
}

#[test]
fn what_a_desk_writes_after_it_was_taken_out_is_kept_aside_and_can_be_let_in() {
    let clinic = Clinic::new();
    let (space, [front, back, lost]) = (space(&clinic), &clinic.desks);
    let (gone, older) = (mark(lost), key_of(lost, space));
    front.ok("sharing_take_out", json!({ "mark": gone }));
    log(lost, "Written at home");
    changed_program_sends(lost, &clinic.folder, space, older);
    for desk in [front, back] {
        let view = meets(desk);
        assert_eq!((counted(&view), &view["unreadable"]), (json!([[gone, null, 1, true]]), &json!(0)));
        let look = desk.ok("sharing_aside", json!({ "mark": gone, "taken_out": true }));
        assert_eq!(look["entries"], 1);
        let shown = &look["shown"][0];
        assert_eq!((&shown["kind"], &shown["text"]), (&json!("workaround"), &json!("Written at home")));
        assert_eq!((&shown["at"], &shown["deletes"]), (&json!(lost.now_ms()), &json!(0)));
        assert_eq!(view["trouble"], Json::Null);
        assert!(!titles(desk).contains(&"Written at home".to_owned()));
    }
    // Nothing else waits for it, however often they meet.
    log(front, "Ask for the chart");
    meets(front);
    assert_eq!(meets(back)["kept_aside"][0]["entries"], 1);
    assert_eq!((titles(back).len(), back.digest()), (4, front.digest()));

    for (mark, taken_out) in [(&mark(back), true), (&gone, false)] {
        for command in ["sharing_aside", "sharing_let_in"] {
            let refused = front.refused(command, json!({ "mark": mark, "taken_out": taken_out }));
            assert_eq!(
                (&refused["field"], &refused["hint"]),
                (&json!("mark"), &json!("sharing_nothing_aside"))
            );
        }
    }
    let looked_at =
        front.ok("sharing_aside", json!({ "mark": gone, "taken_out": true }))["entries"].as_u64().unwrap();
    let fewer = json!({ "mark": gone, "taken_out": true, "entries": looked_at - 1 });
    assert_eq!(why(&front.refused("sharing_let_in", fewer)), ("invalid", "entries", "sharing_aside_more"));
    let view = front.ok("sharing_let_in", json!({ "mark": gone, "taken_out": true, "entries": looked_at }));
    assert_eq!(view["kept_aside"], json!([]));
    assert!(titles(front).contains(&"Written at home".to_owned()));
    assert_eq!(meets(back)["kept_aside"], json!([]), "who let it in vouches for it");
    assert_eq!((titles(back).len(), back.digest()), (5, front.digest()));
    // After a restart and another exchange it stays so, and somebody new gets the same.
    let Clinic { folder, desks: [front, back, _], .. } = clinic;
    let (front, back) = (front.restarted(), back.restarted());
    meets(&front);
    assert_eq!(meets(&back)["kept_aside"], json!([]));
    let new = Desk::another();
    new.world.skip_chance();
    new.world.skip_chance();
    joins(&front, &new, &json!({ "path": folder }), "manager");
    assert_eq!((titles(&new).len(), new.digest()), (5, front.digest()));
}

#[test]
fn before_it_is_let_in_it_is_said_what_is_emptied_and_what_a_desk_would_be_there_for() {
    let clinic = Clinic::new();
    let (space, [front, back, lost]) = (space(&clinic), &clinic.desks);
    let (gone, its, older) = (mark(lost), mark(back), key_of(lost, space));
    front.ok("sharing_take_out", json!({ "mark": gone }));
    log(lost, "Written at home");
    lost.ok("sharing_role", json!({ "mark": its, "role": "reader" }));
    lost.ok("redact", json!({ "text": "Print twice", "again": "Print twice" }));
    changed_program_sends(lost, &clinic.folder, space, older);
    meets(front);
    let kept = front.ok("sharing_aside", json!({ "mark": gone, "taken_out": true }));
    assert_eq!((&kept["entries"], &kept["deletes"], &kept["roles"]), (&json!(3), &json!(0), &json!(1)));
    assert_eq!(kept["empties"], kept["shown"][1]["empties"]);
    let said = |n: usize, name: &str| kept["shown"][n][name].clone();
    assert_eq!(
        ["kind", "text", "role"].map(|name| said(0, name)),
        ["desk", its.as_str(), "reader"].map(Json::from)
    );
    assert!(said(1, "empties").as_u64().unwrap() > 0, "{kept}");
    assert_eq!(["text", "role"].map(|name| said(2, name)), [json!("Written at home"), Json::Null]);
    assert!(titles(front).contains(&"Print twice".to_owned()));
}

#[test]
fn a_desk_of_the_clinic_that_wrote_nothing_is_named_where_somebody_gives_it_a_role() {
    let clinic = Clinic::new();
    let (space, [front, back, lost]) = (space(&clinic), &clinic.desks);
    let new = Desk::another();
    new.world.skip_chance();
    new.world.skip_chance();
    joins(front, &new, &json!({ "path": clinic.folder }), "manager");
    meets(lost);
    let (gone, its, older) = (mark(lost), mark(&new), key_of(lost, space));
    front.ok("sharing_take_out", json!({ "mark": gone }));
    lost.ok("sharing_role", json!({ "mark": its, "role": "reader" }));
    changed_program_sends(lost, &clinic.folder, space, older);
    for desk in [front, back] {
        meets(desk);
        let kept = desk.ok("sharing_aside", json!({ "mark": gone, "taken_out": true }));
        let said = ["kind", "text", "role"].map(|name| kept["shown"][0][name].clone());
        assert_eq!(said, ["desk", its.as_str(), "reader"].map(Json::from));
    }
}

#[test]
fn what_somebody_lays_down_in_a_desks_name_without_its_keys_is_kept_aside() {
    let clinic = Clinic::new();
    let (space, [front, back, _]) = (space(&clinic), &clinic.desks);
    // A copy of the back desk's record and the clinic's key, and no keys of the desk's own.
    let thief = Desk::another();
    for _ in 0..3 {
        thief.world.skip_chance();
    }
    for ending in ["", "-wal"] {
        fs::copy(back.path(&format!("clinic.db{ending}")), thief.path(&format!("copy.db{ending}"))).unwrap();
    }
    let world = Arc::clone(&thief.world) as Arc<dyn World>;
    let store = Store::open(&thief.path("copy.db"), world, OpenOptions::default()).unwrap();
    let made = keepalive_domain::ops::Change::of(
        keepalive_domain::schema::Kind::Workaround,
        keepalive_domain::ids::EntityId::named("forged", &["1"]),
    );
    let draft = keepalive_store::ActDraft {
        label: keepalive_domain::ops::Label::new("act", Vec::<String>::new()),
        changes: vec![made.with("title", "Pay the thief")],
        ..keepalive_store::ActDraft::default()
    };
    store.write(move |write| write.record(draft)).unwrap();
    exchange(
        &store,
        &mut FolderHub::open(&clinic.folder, space, key_of(front, space)).unwrap(),
        Carrying::Own,
    )
    .unwrap();
    let view = meets(front);
    assert_eq!(counted(&view), json!([[mark(back), null, 1, false]]));
    // The desk itself is not told that it was restored, and what it writes comes in beside it.
    log(back, "Stamp by hand");
    meets(back);
    meets(front);
    let all = ["Call the lab", "Fax the referral", "Print twice", "Stamp by hand"].map(str::to_owned);
    assert_eq!((titles(front), titles(back)), (all.to_vec(), all.to_vec()));
    assert_eq!(front.digest(), back.digest());
}

#[test]
fn a_record_that_came_without_its_keys_goes_on_as_another_desk() {
    let clinic = Clinic::new();
    let (space, [front, back, _]) = (space(&clinic), &clinic.desks);
    let before = mark(back);
    fs::remove_file(back.path(&format!("sharing-{space}.desk"))).unwrap();
    log(back, "Stamp by hand");
    meets(back);
    assert_ne!(mark(back), before);
    log(back, "Sign again");
    for desk in [back, front, back] {
        assert_eq!(meets(desk)["trouble"], Json::Null);
    }
    assert_eq!((titles(front).len(), front.digest()), (5, back.digest()), "nor is lost what it had not sent");
    assert_eq!(front.ok("sharing", json!({}))["kept_aside"], json!([]));
    let names: Vec<_> = front.ok("sharing", json!({}))["desks"].as_array().unwrap().clone();
    assert!(names.iter().any(|desk| desk["mark"] == before), "what it wrote before stays the other's");
}

#[test]
fn what_older_programs_wrote_comes_in_and_their_desks_sign_once_they_know_how() {
    let before = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("before_epochs");
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("Clinic share");
    copied(&before.join("keepalive"), &folder.join("keepalive"));
    let key = fs::read_to_string(before.join("key.txt")).unwrap();
    let [one, two] = [Desk::another(), Desk::another()];
    two.world.skip_chance();
    for desk in [&one, &two] {
        desk.app.share_over_folder(&folder, &key, keepalive_api::Meeting::default()).unwrap();
        assert_eq!(titles(desk), ["Refill form prints twice"]);
    }
    log(&one, "Fax the referral");
    for desk in [&one, &two] {
        desk.app.share_over_folder(&folder, &key, keepalive_api::Meeting::default()).unwrap();
    }
    assert_eq!((titles(&two).len(), two.digest()), (2, one.digest()));
}

#[test]
fn over_a_database_runs_are_signed_and_what_came_by_another_login_is_kept_aside() {
    let Some(hub) = Hub::start() else { return };
    let [front, back, lost] = [Desk::clinic(), Desk::another(), Desk::another()];
    lost.world.skip_chance();
    front.ok("sharing_begin_database", hub.lets_in("front"));
    log(&front, "Print twice");
    meets(&front);
    for (desk, name, title) in [(&back, "back", "Fax the referral"), (&lost, "lost", "Call the lab")] {
        let access = hub.lets_in(name);
        joins(&front, desk, &access, "manager");
        log(desk, title);
    }
    for desk in [&front, &back, &lost, &front, &back, &lost] {
        assert_eq!(meets(desk)["trouble"], Json::Null);
    }
    assert_eq!((front.digest(), back.digest()), (lost.digest(), front.digest()));
    assert_eq!(front.ok("sharing", json!({}))["kept_aside"], json!([]));
    let gone = mark(&lost);
    let older = fs::read_to_string(beside(&lost, "key")).unwrap();
    // Nobody took its login back, and its program was changed: what it sends lies there.
    log(&lost, "Written at home");
    front.ok("sharing_take_out", json!({ "mark": gone }));
    changed_program_sends_to_server(&lost, SpaceKey::parse(&older).unwrap());
    let view = meets(&front);
    assert_eq!(counted(&view), json!([[gone, null, 1, true]]));
    meets(&back);
    assert_eq!((titles(&back).len(), back.digest()), (3, front.digest()));
    front.ok("sharing_let_in", json!({ "mark": gone, "taken_out": true }));
    assert_eq!(meets(&back)["kept_aside"], json!([]));
    assert_eq!((titles(&back).len(), back.digest()), (4, front.digest()));
}

/// A server that was put back as it was before desks had keys of their own says nothing of who is in. What desks know they
/// know all the same.
#[test]
fn an_older_server_does_not_bring_in_who_was_taken_out() {
    let Some(hub) = Hub::start() else { return };
    let [front, lost] = [Desk::clinic(), Desk::another()];
    front.ok("sharing_begin_database", hub.lets_in("front"));
    log(&front, "Print twice");
    meets(&front);
    joins(&front, &lost, &hub.lets_in("lost"), "manager");
    for desk in [&lost, &front] {
        assert_eq!(meets(desk)["trouble"], Json::Null);
    }
    log(&lost, "Fax the referral");
    for desk in [&lost, &front] {
        assert_eq!(meets(desk)["trouble"], Json::Null);
    }
    let (gone, older) = (mark(&lost), fs::read_to_string(beside(&lost, "key")).unwrap());
    log(&lost, "Written at home");
    front.ok("sharing_take_out", json!({ "mark": gone }));
    hub.sql(
        "DROP FUNCTION keepalive.lay_key_file(text, bytea); DROP FUNCTION keepalive.key_files();
         DROP TABLE keepalive.key_file",
    );
    changed_program_sends_to_server(&lost, SpaceKey::parse(&older).unwrap());
    let view = meets(&front);
    assert_eq!(view["trouble"], Json::Null);
    assert_eq!(counted(&view), json!([[gone, null, 1, true]]));
    assert_eq!(titles(&front), ["Fax the referral", "Print twice"]);
}

/// The file of this ending beside a desk's record.
fn beside(desk: &Desk, ending: &str) -> PathBuf {
    let files = fs::read_dir(desk.dir.path()).unwrap().flatten().map(|file| file.path());
    files.filter(|file| file.extension().is_some_and(|found| found == ending)).last().unwrap()
}

/// As [`changed_program_sends`], by the login that the desk still has.
fn changed_program_sends_to_server(desk: &Desk, key: SpaceKey) {
    let world = Arc::clone(&desk.world) as Arc<dyn World>;
    let store = Store::open(&desk.path("clinic.db"), world, OpenOptions::default()).unwrap();
    let access = keepalive_hub_postgres::Access::read(&beside(desk, "access")).unwrap();
    let server = keepalive_hub_postgres::Server::from_access(&access).unwrap();
    let there = keepalive_hub_postgres::Connected::open(&server).unwrap();
    let mut there = there.enter(key).unwrap().unwrap();
    exchange(&store, &mut there, Carrying::Own).unwrap();
}
