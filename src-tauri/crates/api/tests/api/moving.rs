//! Moving a clinic from a folder to a database.

use std::path::PathBuf;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::common::clinic::joins;
use crate::common::hub::{Hub, log, titles};
use crate::common::{Desk, why};

/// Two desks that share over a folder, and a server.
struct Clinic {
    hub: Hub,
    place: TempDir,
    front: Desk,
    back: Desk,
}

impl Clinic {
    fn start() -> Option<Self> {
        let hub = Hub::start()?;
        let clinic =
            Self { hub, place: tempfile::tempdir().unwrap(), front: Desk::clinic(), back: Desk::another() };
        let Self { front, back, .. } = &clinic;
        std::fs::create_dir(clinic.folder()).unwrap();
        front.ok("sharing_begin", json!({ "path": clinic.folder() }));
        log(front, "Print twice");
        meet(front);
        clinic.joins(back);
        log(back, "Fax the referral");
        meet(back);
        Some(clinic)
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("Clinic share")
    }

    /// Another desk joins in the folder.
    fn joins(&self, desk: &Desk) {
        joins(&self.front, desk, &json!({ "path": self.folder() }), "manager");
    }

    /// How many of the record's ops stand at the server, carried ones included.
    fn ops_there(&self) -> u64 {
        self.hub.sql("SELECT count(DISTINCT op) FROM keepalive.op")[0].parse().unwrap()
    }
}

fn meet(desk: &Desk) -> Json {
    let met = desk.ok("sharing_now", json!({}));
    assert_eq!((&met["trouble"], &met["waiting"]), (&Json::Null, &json!(0)), "{met}");
    met
}

fn ops_of(desk: &Desk) -> u64 {
    desk.app.with_store(|store| store.head()).unwrap().ops
}

#[test]
fn two_desks_move_one_after_the_other_and_lose_nothing_in_between() {
    let Some(clinic) = Clinic::start() else { return };
    let Clinic { hub, front, back, .. } = &clinic;
    let moved = front.ok("sharing_move", hub.lets_in("front-desk"));
    assert_eq!((&moved["place"]["kind"], &moved["trouble"]), (&json!("database"), &Json::Null));
    assert_eq!(titles(front), ["Fax the referral", "Print twice"], "what lay in the folder came first");
    assert_eq!(clinic.ops_there(), ops_of(front), "all this desk holds is there, the other desk's too");

    // The other one has not heard, and writes on into the folder.
    log(back, "Second login");
    let told = meet(back);
    assert_eq!(told["place"]["kind"], "folder");
    assert_eq!(told["moved_to"], moved["place"]["name"]);
    log(front, "Call the lab");
    meet(front);
    assert_eq!(titles(front).len(), 3);
    let moved = back.ok("sharing_move", hub.lets_in("refills"));
    assert_eq!(moved["moved_to"], Json::Null);
    meet(front);
    meet(back);
    assert_eq!(titles(back), ["Call the lab", "Fax the referral", "Print twice", "Second login"]);
    assert_eq!(front.digest(), back.digest());
    assert_eq!(clinic.ops_there(), ops_of(front));
    assert!(hub.keeper().check().unwrap().is_empty());
}

#[test]
fn what_a_desk_that_never_moves_left_in_the_folder_comes_along_with_the_next_that_does() {
    let Some(clinic) = Clinic::start() else { return };
    let Clinic { hub, front, back, .. } = &clinic;
    let gone = Desk::another();
    gone.world.skip_chance();
    clinic.joins(&gone);
    front.ok("sharing_move", hub.lets_in("front-desk"));
    log(&gone, "Only in the folder");
    meet(&gone);
    drop(gone);
    back.ok("sharing_move", hub.lets_in("refills"));
    meet(front);
    assert!(titles(front).contains(&"Only in the folder".to_owned()));
    assert_eq!(front.digest(), back.digest());
}

#[test]
fn a_move_that_is_not_possible_leaves_the_desk_in_its_folder() {
    let Some(mut clinic) = Clinic::start() else { return };
    meet(&clinic.front);
    let access = clinic.hub.lets_in("front-desk");
    // What lies in the folder is here already: a move that fails changes nothing more.
    meet(&clinic.front);
    let stays = |clinic: &Clinic, field: &str, hint: &str| {
        let refused = clinic.front.refused("sharing_move", access.clone());
        assert_eq!(why(&refused), ("invalid", field, hint));
        assert_eq!(clinic.front.ok("sharing", json!({}))["place"]["kind"], "folder");
    };
    clinic.hub.pg.kill();
    stays(&clinic, "server", "unreachable");
    clinic.hub.pg.run();
    let unplugged = clinic.place.path().join("unplugged");
    std::fs::rename(clinic.folder(), &unplugged).unwrap();
    stays(&clinic, "path", "sharing_folder_first");
    std::fs::rename(&unplugged, clinic.folder()).unwrap();
    let Clinic { front, back, .. } = &clinic;
    log(front, "Call the lab");
    meet(front);
    assert_eq!(meet(back)["moved_to"], Json::Null, "nobody was told of a move that was none");
    assert_eq!(front.digest(), back.digest());
    // A note that somebody without the key put there says nothing.
    let space =
        std::fs::read_dir(clinic.folder().join("keepalive").join("v1")).unwrap().next().unwrap().unwrap();
    std::fs::write(space.path().join("moved.note"), "KplvNot1 db.elsewhere.example").unwrap();
    assert_eq!(meet(back)["moved_to"], Json::Null);
    let refused = front.refused("sharing_begin_database", access.clone());
    assert_eq!(why(&refused), ("invalid", "path", "sharing_is_on"), "it moves, or it stops first");
    let alone = Desk::another();
    assert_eq!(alone.refused("sharing_move", access)["hint"], "sharing_no_folder");
}

#[test]
fn a_desk_that_shares_in_the_folder_again_is_told_and_can_stay() {
    let Some(clinic) = Clinic::start() else { return };
    let Clinic { hub, front, back, .. } = &clinic;
    front.ok("sharing_move", hub.lets_in("front-desk"));
    assert_ne!(meet(back)["moved_to"], Json::Null);
    front.ok("sharing_stop", json!({}));
    front.ok("sharing_begin", json!({ "path": clinic.folder() }));
    assert_ne!(meet(front)["moved_to"], Json::Null, "the note lies there still");
    assert_eq!(front.ok("sharing_stay", json!({}))["moved_to"], Json::Null);
    for desk in [front, back, front] {
        assert_eq!(meet(desk)["moved_to"], Json::Null);
    }
    log(back, "Second login");
    meet(back);
    meet(front);
    assert_eq!(front.digest(), back.digest());
    // Who moves later leaves a note of the server they move to.
    let moved = back.ok("sharing_move", hub.lets_in("refills"));
    assert_eq!(meet(front)["moved_to"], moved["place"]["name"]);
    assert_eq!(back.refused("sharing_stay", json!({}))["hint"], "sharing_no_folder");
}

#[test]
fn a_move_that_the_server_does_not_take_to_the_end_says_why() {
    let Some(clinic) = Clinic::start() else { return };
    let access = clinic.hub.lets_in("front-desk");
    // What lies in the folder is here already: a move that fails changes nothing more.
    meet(&clinic.front);
    let stays = |field: &str, hint: &str| {
        let refused = clinic.front.refused("sharing_move", access.clone());
        assert_eq!(why(&refused), ("invalid", field, hint), "{refused}");
        assert_eq!(clinic.front.ok("sharing", json!({}))["place"]["kind"], "folder");
    };
    clinic.hub.sql("REVOKE INSERT ON keepalive.op FROM keepalive_desk");
    clinic.hub.sql("REVOKE INSERT (stream, seq, space, op, prev, hash, header, body) ON keepalive.op FROM keepalive_desk");
    stays("server", "sharing_not_moved");
    // The server goes down in the middle.
    clinic.hub.sql(
        "GRANT INSERT (stream, seq, space, op, prev, hash, header, body) ON keepalive.op TO keepalive_desk;
         CREATE FUNCTION keepalive.goes_down() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
         CREATE TRIGGER goes_down BEFORE INSERT ON keepalive.op EXECUTE FUNCTION keepalive.goes_down()",
    );
    stays("server", "sharing_broke_off");
    clinic.hub.sql("DROP TRIGGER goes_down ON keepalive.op");
    clinic.front.ok("sharing_move", access.clone());
    assert_eq!(clinic.ops_there(), ops_of(&clinic.front));
}
