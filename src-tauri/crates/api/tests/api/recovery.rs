//! Recovery sheets: made at a desk, and all that is left of a clinic when every desk is lost.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::common::hub::{Hub, alone, log, titles};
use crate::common::{Desk, why};

/// A folder that a clinic's computers all see.
fn folder() -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("Clinic share");
    std::fs::create_dir(&folder).unwrap();
    (place, folder)
}

/// A desk that shares over this folder.
fn sharing(folder: &Path) -> Desk {
    let desk = Desk::clinic();
    desk.ok("sharing_begin", json!({ "path": folder }));
    log(&desk, "Print twice");
    desk.ok("sharing_now", json!({}));
    desk
}

/// The lines of the key on the sheet that is shown.
fn lines(shown: &Json) -> Vec<String> {
    let blocks = shown["document"]["blocks"].as_array().unwrap();
    let terms = blocks.iter().find(|block| block["kind"] == "terms").unwrap();
    let rows = terms["rows"].as_array().unwrap();
    rows.iter().map(|row| row[1].as_str().unwrap().to_owned()).collect()
}

/// Makes a sheet, prints it, and gives the lines of its key.
fn print(desk: &Desk) -> Vec<String> {
    let lines = lines(&desk.ok("sharing_sheet_make", json!({})));
    assert!(desk.ok("sharing_sheet_file", json!({}))["base64"].as_str().unwrap().len() > 1000);
    desk.ok("sharing_sheet_end", json!({ "printed": true }));
    lines
}

fn with_sheet(path: &Path, lines: &[String]) -> Json {
    json!({ "path": path, "sheet": lines.join("\n") })
}

/// What lies in the folder for sheets.
fn wrapped(folder: &Path) -> Vec<PathBuf> {
    let space = std::fs::read_dir(folder.join("keepalive").join("v1")).unwrap().next().unwrap().unwrap();
    let files = std::fs::read_dir(space.path().join("keys")).into_iter().flatten().flatten();
    let files = files.map(|file| file.path());
    files.filter(|file| file.extension().is_some_and(|ending| ending == "age")).collect()
}

#[test]
fn a_desk_that_lost_everything_joins_again_with_the_sheet_and_the_folder() {
    let (_place, folder) = folder();
    let desk = sharing(&folder);
    let lines = print(&desk);
    let made = desk.ok("sharing", json!({}))["sheets"].clone();
    assert_eq!((made.as_array().unwrap().len(), &made[0]["made_on"]), (1, &json!("2026-11-23")));
    let digest = desk.digest();
    drop(desk);

    let back = Desk::another();
    let offer = back.ok("sharing_open_sheet", with_sheet(&folder, &lines));
    assert_eq!(offer, json!({ "words": [], "has_record": false, "role": "manager", "proposed_name": null }));
    assert_eq!(back.ok("sharing", json!({}))["place"], Json::Null, "nothing is joined before that was said");
    let joined = back.ok("sharing_join", json!({}));
    assert_eq!((&joined["place"]["name"], &joined["trouble"]), (&json!("Clinic share"), &Json::Null));
    assert_eq!((titles(&back), back.digest()), (vec!["Print twice".to_owned()], digest));
    assert_eq!(back.ok("sharing", json!({}))["sheets"], made, "and it knows of the sheet");
    log(&back, "Fax the referral");
    assert_eq!(back.ok("sharing_now", json!({}))["waiting"], 0);
}

#[test]
fn a_desk_with_a_record_of_its_own_brings_it_along() {
    let (_place, folder) = folder();
    let desk = sharing(&folder);
    let lines = print(&desk);
    let other = alone();
    assert_eq!(other.ok("sharing_open_sheet", with_sheet(&folder, &lines))["has_record"], true);
    other.ok("sharing_join", json!({}));
    desk.ok("sharing_now", json!({}));
    assert_eq!(titles(&desk), ["Fax the referral", "Print twice"]);
    assert_eq!(desk.digest(), other.digest());
}

#[test]
fn a_sheet_that_is_mistyped_or_another_clinics_is_refused_beside_its_field() {
    let ((_place, here), (_elsewhere, there)) = (folder(), folder());
    let desk = sharing(&here);
    let back = Desk::another();
    let elses = print(&sharing(&there));
    let refused = back.refused("sharing_open_sheet", with_sheet(&here, &elses));
    assert_eq!(why(&refused), ("invalid", "sheet", "no_sheet_there"));
    let mut typed = print(&desk);
    let refused = back.refused("sharing_open_sheet", with_sheet(&here, &elses));
    assert_eq!(why(&refused), ("invalid", "sheet", "sheet_opens_nothing"));
    let right = typed[1].clone();
    let sign = if right.starts_with('Q') { "P" } else { "Q" };
    typed[1].replace_range(0..1, sign);
    let refused = back.refused("sharing_open_sheet", with_sheet(&here, &typed));
    assert_eq!(why(&refused), ("invalid", "sheet", "sheet_line_2"));
    typed.pop();
    let refused = back.refused("sharing_open_sheet", with_sheet(&here, &typed));
    assert_eq!(why(&refused), ("invalid", "sheet", "sheet_length"));
    let refused = back.refused("sharing_open_sheet", with_sheet(&here.join("nowhere"), &elses));
    assert_eq!(why(&refused), ("invalid", "path", "sharing_not_there"));
    assert_eq!(back.refused("sharing_join", json!({}))["hint"], "missing", "nothing was opened");
    let refused = desk.refused("sharing_open_sheet", with_sheet(&there, &elses));
    assert_eq!(why(&refused), ("invalid", "path", "sharing_is_on"));
}

#[test]
fn a_sheet_that_was_not_printed_opens_nothing_and_none_is_made_where_nothing_is_shared() {
    let (_place, folder) = folder();
    let desk = sharing(&folder);
    let shown = desk.ok("sharing_sheet_make", json!({ "language": "es" }));
    assert_eq!(shown["document"]["title"], "Hoja de recuperación");
    let thrown_away = lines(&shown);
    desk.ok("sharing_now", json!({}));
    assert_eq!(desk.ok("sharing", json!({}))["sheets"], json!([]), "it is on no paper yet");
    assert_eq!(wrapped(&folder).len(), 1, "but paper that left the printer opens something");
    desk.ok("sharing_sheet_end", json!({ "printed": false }));
    assert_eq!(
        (wrapped(&folder).len(), desk.ok("sharing_sheet", json!({}))["document"].clone()),
        (0, Json::Null)
    );
    assert_eq!(desk.refused("sharing_sheet_file", json!({}))["hint"], "sheet_not_shown");
    print(&desk);
    let back = Desk::another();
    let refused = back.refused("sharing_open_sheet", with_sheet(&folder, &thrown_away));
    assert_eq!(refused["hint"], "sheet_opens_nothing");

    std::fs::rename(&folder, folder.with_file_name("unplugged")).unwrap();
    let refused = desk.refused("sharing_sheet_make", json!({}));
    assert_eq!(why(&refused), ("invalid", "path", "sharing_not_there"));
    assert!(!folder.exists(), "nothing is made where the folder was");
    assert_eq!(desk.ok("sharing_sheet", json!({}))["document"], Json::Null);
    desk.ok("sharing_stop", json!({}));
    assert_eq!(desk.refused("sharing_sheet_make", json!({}))["hint"], "sharing_is_off");
}

/// A folder restored from last month, or a drive that lost a file.
#[test]
fn what_a_place_lost_for_sheets_is_put_there_again_and_other_desks_hear_of_each() {
    let (_place, folder) = folder();
    let front = sharing(&folder);
    print(&front);
    let code = front.ok("sharing_invite", json!({}))["code"].clone();
    let back = Desk::another();
    back.ok("sharing_answer", json!({ "path": folder, "code": code }));
    back.ok("sharing_join", json!({}));
    front.ok("sharing_invite_end", json!({}));
    let lines = print(&back);
    front.ok("sharing_now", json!({}));
    let sheets = |desk: &Desk| desk.ok("sharing", json!({}))["sheets"].as_array().unwrap().len();
    assert_eq!((sheets(&front), sheets(&back), wrapped(&folder).len()), (2, 2, 2));
    for file in wrapped(&folder) {
        std::fs::remove_file(file).unwrap();
    }
    front.ok("sharing_now", json!({}));
    assert_eq!(wrapped(&folder).len(), 2, "also the other desk's");
    Desk::another().ok("sharing_open_sheet", with_sheet(&folder, &lines));
}

#[test]
fn a_sheet_opens_the_database_that_the_clinic_moved_to() {
    let Some(hub) = Hub::start() else { return };
    let (_place, folder) = folder();
    let desk = sharing(&folder);
    let in_folder = print(&desk);
    desk.ok("sharing_move", hub.lets_in("front-desk"));
    let at_server = print(&desk);
    let digest = desk.digest();
    drop(desk);
    let access = hub.lets_in("new-desk");
    let path = Path::new(access["path"].as_str().unwrap());
    let back = Desk::another();
    back.ok("sharing_open_sheet", with_sheet(path, &in_folder));
    back.ok("sharing_open_sheet", with_sheet(path, &at_server));
    let joined = back.ok("sharing_join", json!({}));
    assert_eq!((&joined["place"]["kind"], &joined["trouble"]), (&json!("database"), &Json::Null));
    assert_eq!((back.digest(), joined["sheets"].as_array().unwrap().len()), (digest, 2));

    let shown = back.ok("sharing_sheet_make", json!({}));
    assert_eq!(hub.sql("SELECT count(*) FROM keepalive.sheet"), ["3"]);
    back.ok("sharing_sheet_end", json!({ "printed": false }));
    assert_eq!(hub.sql("SELECT count(*) FROM keepalive.sheet"), ["2"]);
    let refused = Desk::another().refused("sharing_open_sheet", with_sheet(path, &lines(&shown)));
    assert_eq!(why(&refused), ("invalid", "sheet", "sheet_opens_nothing"));
}

#[test]
fn an_older_hub_says_that_it_keeps_nothing_for_sheets_until_it_is_made_newer() {
    let Some(hub) = Hub::start() else { return };
    let desk = Desk::clinic();
    desk.ok("sharing_begin_database", hub.lets_in("front-desk"));
    hub.sql(
        "DROP FUNCTION keepalive.sheets(), keepalive.lay_sheet(text, bytea), keepalive.end_sheet(text);
         DROP TABLE keepalive.sheet",
    );
    let met = desk.ok("sharing_now", json!({}));
    assert_eq!((&met["trouble"], &met["waiting"]), (&Json::Null, &json!(0)), "it is met as ever");
    let refused = desk.refused("sharing_sheet_make", json!({}));
    assert_eq!(why(&refused), ("invalid", "server", "no_sheets"));
    assert!(hub.keeper().init("main").unwrap(), "something was added");
    assert_eq!(print(&desk).len(), 3);
}

/// The program that anybody can install in ten years, as the sheet itself says.
#[test]
fn the_stock_age_program_opens_what_the_sheet_opens() {
    let Ok(version) = Command::new("age").arg("--version").output() else {
        eprintln!("NOT RUN: this computer has no program called age (Debian's package age).");
        return;
    };
    assert!(version.status.success());
    let (_place, folder) = folder();
    let desk = sharing(&folder);
    let lines = print(&desk);
    let identity = desk.path("sheet.txt");
    std::fs::write(&identity, format!("AGE-SECRET-KEY-1{}\n", lines.concat().replace(' ', ""))).unwrap();
    let file = &wrapped(&folder)[0];
    let opened = Command::new("age").args(["-d", "-i"]).args([&identity, file]).output().unwrap();
    assert!(opened.status.success(), "{opened:?}");
    let key = String::from_utf8(opened.stdout).unwrap();
    // That is a key file as the command line takes it.
    let back = Desk::another();
    back.app.share_over_folder(&folder, &key, keepalive_api::Meeting::default()).unwrap();
    assert_eq!(titles(&back), ["Print twice"]);

    let (_elsewhere, there) = self::folder();
    let other = print(&sharing(&there));
    std::fs::write(&identity, format!("AGE-SECRET-KEY-1{}\n", other.concat().replace(' ', ""))).unwrap();
    assert!(
        !Command::new("age").args(["-d", "-i"]).args([&identity, file]).output().unwrap().status.success()
    );
}
