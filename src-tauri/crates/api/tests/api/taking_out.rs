//! A desk is taken out, or a recovery sheet withdrawn: the others go on with a new key.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::common::Desk;
use crate::common::clinic::{joins, mark, meets};
use crate::common::hub::{Hub, log, titles};
use crate::common::three::{Clinic, all_meet, copied, three};

impl Clinic {
    /// What lies in the folder with this ending.
    fn files(&self, ending: &str) -> Vec<PathBuf> {
        let space = fs::read_dir(self.folder.join("keepalive").join("v1")).unwrap().next().unwrap().unwrap();
        let files = fs::read_dir(space.path().join("keys")).unwrap().flatten().map(|file| file.path());
        let mut files: Vec<_> =
            files.filter(|file| file.extension().is_some_and(|found| found == ending)).collect();
        files.sort();
        files
    }
}

/// What a desk says of another one.
fn says_of(desk: &Desk, mark: &str) -> Json {
    let view = desk.ok("sharing", json!({}));
    view["desks"].as_array().unwrap().iter().find(|desk| desk["mark"] == mark).unwrap().clone()
}

fn takes_out(desk: &Desk, mark: &str) -> Json {
    desk.ok("sharing_take_out", json!({ "mark": mark }))
}

/// Makes a sheet, prints it, and gives the lines of its key and its mark.
fn print(desk: &Desk) -> (String, String) {
    let before = sheet_marks(&desk.ok("sharing", json!({})));
    let shown = desk.ok("sharing_sheet_make", json!({}));
    let view = desk.ok("sharing_sheet_end", json!({ "printed": true }));
    let blocks = shown["document"]["blocks"].as_array().unwrap();
    let terms = blocks.iter().find(|block| block["kind"] == "terms").unwrap();
    let lines: Vec<_> =
        terms["rows"].as_array().unwrap().iter().map(|row| row[1].as_str().unwrap()).collect();
    let new = sheet_marks(&view).into_iter().find(|mark| !before.contains(mark)).unwrap();
    (lines.join("\n"), new)
}

fn sheet_marks(view: &Json) -> Vec<String> {
    let sheets = view["sheets"].as_array().unwrap();
    sheets.iter().map(|sheet| sheet["mark"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_written_after_a_desk_was_taken_out_it_cannot_read_and_the_others_can() {
    let Clinic { folder, desks: [front, back, lost], .. } = &Clinic::new();
    let gone = mark(lost);
    assert_eq!(says_of(front, &gone)["has_keys"], true);
    let view = takes_out(front, &gone);
    assert_eq!(view["trouble"], Json::Null);
    assert_eq!(says_of(front, &gone)["out"], true);
    log(front, "Ask for the chart");
    meets(front);
    assert_eq!(meets(back)["trouble"], Json::Null);
    log(back, "Stamp by hand");
    meets(back);
    meets(front);
    let all = ["Ask for the chart", "Call the lab", "Fax the referral", "Print twice", "Stamp by hand"];
    assert_eq!((titles(front), titles(back)), (all.map(str::to_owned).to_vec(), titles(front)));
    assert_eq!(front.digest(), back.digest());
    assert_eq!(says_of(back, &gone)["out"], true, "all say so");

    log(lost, "Written at home");
    let told = meets(lost);
    assert_eq!((&told["trouble"]["kind"], &told["waiting"]), (&json!("key_changed"), &json!(1)));
    assert_eq!(titles(lost), ["Call the lab", "Fax the referral", "Print twice", "Written at home"]);
    meets(front);
    assert!(!titles(front).contains(&"Written at home".to_owned()), "it sends nothing any more");

    // It was found again.
    lost.ok("sharing_stop", json!({}));
    joins(front, lost, &json!({ "path": folder }), "manager");
    for desk in [lost, front, back, lost] {
        assert_eq!(meets(desk)["trouble"], Json::Null);
    }
    assert_eq!((titles(lost).len(), lost.digest()), (6, front.digest()), "and nothing it wrote is lost");
    assert_eq!(back.digest(), front.digest());
    assert_eq!(
        (&says_of(front, &gone)["out"], &says_of(front, &gone)["has_keys"]),
        (&json!(false), &json!(true))
    );
}

#[test]
fn a_desk_that_was_away_for_three_keys_goes_on_with_the_newest() {
    let clinic = Clinic::new();
    let [front, away, lost] = &clinic.desks;
    let (_, first) = print(front);
    let (_, second) = print(front);
    meets(front);
    front.ok("sharing_sheet_withdraw", json!({ "mark": first }));
    takes_out(front, &mark(lost));
    front.ok("sharing_sheet_withdraw", json!({ "mark": second }));
    log(front, "Ask for the chart");
    meets(front);
    assert_eq!(clinic.files("epoch").len(), 3);
    log(away, "Stamp by hand");
    assert_eq!(meets(away)["trouble"], Json::Null);
    meets(front);
    assert_eq!((titles(away).len(), away.digest()), (5, front.digest()));
    // After a restart, too.
    let Clinic { desks: [front, away, _], .. } = clinic;
    let (front, away) = (front.restarted(), away.restarted());
    log(&front, "Sign again");
    meets(&front);
    meets(&away);
    assert_eq!(away.digest(), front.digest());
}

#[test]
fn half_of_a_key_changes_nothing_until_the_rest_has_come() {
    let clinic = Clinic::new();
    let [front, back, lost] = &clinic.desks;
    takes_out(front, &mark(lost));
    log(front, "Ask for the chart");
    meets(front);
    let file = clinic.files("epoch").pop().unwrap();
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    log(back, "Stamp by hand");
    // What was sealed with it waits where it lies.
    assert_eq!((&meets(back)["trouble"], titles(back).len()), (&Json::Null, 4));
    fs::write(&file, &whole).unwrap();
    assert_eq!((&meets(back)["trouble"], titles(back).len()), (&Json::Null, 5));
    // A folder that lost it gets it again.
    for file in clinic.files("epoch") {
        fs::remove_file(file).unwrap();
    }
    meets(back);
    meets(front);
    assert_eq!((clinic.files("epoch").len(), front.digest()), (1, back.digest()));
}

#[test]
fn a_desk_that_has_not_said_its_keys_is_told_apart_and_comes_back_with_a_code() {
    let clinic = Clinic::new();
    let [front, older, lost] = &clinic.desks;
    // As an older program left it: it said nothing, and nobody has heard of its keys.
    for file in clinic.files("card") {
        fs::remove_file(file).unwrap();
    }
    for desk in &clinic.desks {
        for file in fs::read_dir(desk.dir.path()).unwrap().flatten().map(|file| file.path()) {
            if file.extension().is_some_and(|ending| ending == "desk" || ending == "members") {
                fs::remove_file(file).unwrap();
            }
        }
    }
    meets(front);
    assert_eq!(says_of(front, &mark(older))["has_keys"], false);
    takes_out(front, &mark(lost));
    log(older, "Stamp by hand");
    assert_eq!(meets(older)["trouble"]["kind"], "key_changed");
    older.ok("sharing_stop", json!({}));
    joins(front, older, &json!({ "path": clinic.folder }), "manager");
    meets(front);
    assert_eq!((titles(front).len(), front.digest()), (4, older.digest()));
    assert_eq!(says_of(front, &mark(older))["has_keys"], true);
}

#[test]
fn a_sheet_opens_later_keys_until_it_is_withdrawn() {
    let clinic = Clinic::new();
    let [front, back, lost] = &clinic.desks;
    let ((lines, kept), (_, other)) = (print(front), print(front));
    meets(front);
    meets(back);
    takes_out(back, &mark(lost));
    log(back, "Ask for the chart");
    meets(back);
    meets(front);
    let sheets = front.ok("sharing", json!({}))["sheets"].clone();
    assert!(sheets.as_array().unwrap().iter().all(|sheet| sheet["opens_all"] == true), "{sheets}");
    let new = Desk::another();
    new.world.skip_chance();
    new.world.skip_chance();
    new.ok("sharing_open_sheet", json!({ "path": clinic.folder, "sheet": lines }));
    assert_eq!(new.ok("sharing_join", json!({}))["trouble"], Json::Null);
    assert_eq!(new.digest(), front.digest());

    let view = front.ok("sharing_sheet_withdraw", json!({ "mark": kept }));
    let left: Vec<_> = view["sheets"].as_array().unwrap().iter().map(|sheet| sheet["mark"].clone()).collect();
    assert_eq!(left, [json!(other)]);
    meets(back);
    meets(front);
    assert_eq!(
        back.ok("sharing", json!({}))["sheets"].as_array().unwrap().len(),
        1,
        "nor does it come again"
    );
    let late = Desk::another();
    let refused = late.refused("sharing_open_sheet", json!({ "path": clinic.folder, "sheet": lines }));
    assert_eq!((&refused["field"], &refused["hint"]), (&json!("sheet"), &json!("sheet_opens_nothing")));
    let again = front.refused("sharing_sheet_withdraw", json!({ "mark": kept }));
    assert_eq!((&again["field"], &again["hint"]), (&json!("mark"), &json!("sharing_no_such_sheet")));
}

#[test]
fn nobody_is_taken_out_where_that_cannot_be() {
    let clinic = Clinic::new();
    let [front, _, lost] = &clinic.desks;
    for mark in ["00000000", &mark(front), ""] {
        let refused = front.refused("sharing_take_out", json!({ "mark": mark }));
        assert_eq!((&refused["field"], &refused["hint"]), (&json!("mark"), &json!("sharing_no_such_desk")));
    }
    let away = clinic.folder.with_file_name("elsewhere");
    fs::rename(&clinic.folder, &away).unwrap();
    let refused = front.refused("sharing_take_out", json!({ "mark": mark(lost) }));
    assert_eq!((&refused["field"], &refused["hint"]), (&json!("path"), &json!("sharing_others_first")));
    assert!(!clinic.folder.exists(), "nothing is laid into a folder that is away");
    fs::rename(&away, &clinic.folder).unwrap();
    all_meet(&clinic.desks);
    assert_eq!(clinic.files("epoch").len(), 0);
    let alone = Desk::clinic();
    assert_eq!(alone.refused("sharing_take_out", json!({ "mark": "x" }))["hint"], "sharing_is_off");
}

/// Written by the version before there were epochs: a folder with a record, its key, and a sheet.
#[test]
fn a_folder_of_before_there_were_later_keys_goes_on() {
    let before = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("before_epochs");
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("Clinic share");
    copied(&before.join("keepalive"), &folder.join("keepalive"));
    let sheet = fs::read_to_string(before.join("sheet.txt")).unwrap();
    let by_key = Desk::another();
    let key = fs::read_to_string(before.join("key.txt")).unwrap();
    let meeting = keepalive_api::Meeting::default();
    by_key.app.share_over_folder(&folder, &key, meeting).unwrap();
    assert_eq!(titles(&by_key), ["Refill form prints twice"]);
    let by_sheet = Desk::another();
    by_sheet.world.skip_chance();
    by_sheet.ok("sharing_open_sheet", json!({ "path": folder, "sheet": sheet }));
    by_sheet.ok("sharing_join", json!({}));
    log(&by_sheet, "Fax the referral");
    meets(&by_sheet);
    // The sheet is of before: a later key is not wrapped for it, and that is said.
    assert_eq!(by_sheet.ok("sharing", json!({}))["sheets"][0]["opens_all"], true);
    let older = says_of(&by_sheet, by_sheet.ok("sharing", json!({}))["desks"][1]["mark"].as_str().unwrap());
    assert_eq!((&older["this"], &older["has_keys"]), (&json!(false), &json!(false)));
    takes_out(&by_sheet, older["mark"].as_str().unwrap());
    assert_eq!(by_sheet.ok("sharing", json!({}))["sheets"][0]["opens_all"], false);
    log(&by_sheet, "Ask for the chart");
    assert_eq!(meets(&by_sheet)["waiting"], 0);
    let refused = by_key.app.share_over_folder(&folder, &key, meeting).unwrap_err();
    assert_eq!(refused.hint.as_deref(), Some("sharing_key_changed"));
}

#[test]
fn a_desk_is_taken_out_over_a_database() {
    let Some(hub) = Hub::start() else { return };
    let desks = three();
    let [front, back, lost] = &desks;
    front.ok("sharing_begin_database", hub.lets_in("front"));
    log(front, "Print twice");
    meets(front);
    for (desk, name, title) in [(back, "back", "Fax the referral"), (lost, "lost", "Call the lab")] {
        joins(front, desk, &hub.lets_in(name), "manager");
        log(desk, title);
    }
    all_meet(&desks);
    let (lines, _) = print(front);
    meets(front);
    takes_out(front, &mark(lost));
    log(front, "Ask for the chart");
    meets(front);
    meets(back);
    assert_eq!((titles(back).len(), back.digest()), (4, front.digest()));
    log(lost, "Written at home");
    assert_eq!(meets(lost)["trouble"]["kind"], "key_changed");
    assert_eq!(titles(lost).len(), 4);
    let new = Desk::another();
    new.world.skip_chance();
    new.world.skip_chance();
    let access = hub.lets_in("new");
    new.ok("sharing_open_sheet", json!({ "path": access["path"], "sheet": lines }));
    assert_eq!(new.ok("sharing_join", json!({}))["trouble"], Json::Null);
    assert_eq!(new.digest(), front.digest());
}

/// A hub that was made before desks had keys of their own: they meet as ever, and taking one out asks for `hub init`.
#[test]
fn an_older_hub_is_met_as_ever_and_brought_along() {
    let Some(hub) = Hub::start() else { return };
    hub.sql(
        "DROP FUNCTION keepalive.lay_key_file(text, bytea); DROP FUNCTION keepalive.key_files();
         DROP TABLE keepalive.key_file",
    );
    let desks = three();
    let [front, back, _] = &desks;
    front.ok("sharing_begin_database", hub.lets_in("front"));
    log(front, "Print twice");
    meets(front);
    joins(front, back, &hub.lets_in("back"), "manager");
    log(back, "Fax the referral");
    all_meet(&desks[..2]);
    assert_eq!(front.digest(), back.digest());
    print(front);
    let refused = front.refused("sharing_take_out", json!({ "mark": mark(back) }));
    assert_eq!((&refused["field"], &refused["hint"]), (&json!("server"), &json!("no_key_files")));
    assert!(hub.keeper().init("main").unwrap(), "what it lacks is made");
    all_meet(&desks[..2]);
    takes_out(front, &mark(back));
    assert_eq!(meets(back)["trouble"]["kind"], "key_changed");
}
