//! A desk joins a clinic by a code, over a folder.

use std::path::PathBuf;

use serde_json::{Value as Json, json};

use crate::common::folder::{Shared, everything_below, inviting, with_code};
use crate::common::hub::{alone, joins_whole, log, titles};
use crate::common::{Desk, elm};

/// The files of invitations in the shared folder.
fn invitations(shared: &Shared) -> Vec<PathBuf> {
    let of_joining =
        |file: &PathBuf| file.extension().is_some_and(|ending| ending == "invite" || ending == "answer");
    everything_below(&shared.path()).into_iter().filter(of_joining).collect()
}

#[test]
fn a_desk_joins_by_code_once_both_show_the_same_words() {
    let shared = Shared::new();
    let (front, code) = inviting(&shared);
    let back = Desk::another();
    assert_eq!(front.ok("sharing_invited", json!({}))["words"], Json::Null, "nobody has answered yet");
    let offer = back.ok("sharing_answer", with_code(&shared, &code.to_lowercase().replace('-', " ")));
    assert_eq!(offer["has_record"], false);
    assert_eq!(offer["words"].as_array().unwrap().len(), 4);
    assert_eq!(front.ok("sharing_invited", json!({}))["words"], offer["words"]);
    assert_eq!(back.ok("sharing", json!({}))["place"], Json::Null, "nothing is joined before that was said");
    let joined = back.ok("sharing_join", json!({}));
    assert_eq!((&joined["place"]["name"], &joined["trouble"]), (&json!("Clinic share"), &Json::Null));
    front.ok("sharing_invite_end", json!({}));
    assert_eq!(invitations(&shared).len(), 0, "what served is taken away");
    log(&back, "Fax the referral");
    back.ok("sharing_now", json!({}));
    front.ok("sharing_now", json!({}));
    assert_eq!(titles(&front), ["Fax the referral", "Print twice"]);
    assert_eq!(front.digest(), back.digest());
    let refused = Desk::another().refused("sharing_answer", with_code(&shared, &code));
    assert_eq!((&refused["field"], &refused["hint"]), (&json!("code"), &json!("code_opens_nothing")));
}

/// The others of the clinic it shares with were asked nothing.
#[test]
fn a_desk_that_shared_one_clinic_takes_it_into_no_other() {
    let (shared, elsewhere) = (Shared::new(), Shared::new());
    let (_front, code) = inviting(&shared);
    let other = Desk::elsewhere();
    other.ok("sharing_begin", elsewhere.input());
    assert_eq!(other.refused("sharing_answer", with_code(&shared, &code))["hint"], "sharing_is_on");
    other.ok("sharing_stop", json!({}));
    assert_eq!(
        other.refused("sharing_answer", with_code(&shared, &code))["hint"],
        "sharing_shared_elsewhere"
    );
}

/// A cloud's folder shows the small invitation before the record: a second clinic must not be founded in it.
#[test]
fn a_clinic_that_was_joined_and_has_not_come_yet_is_not_founded_anew() {
    let shared = Shared::new();
    let (_front, code) = inviting(&shared);
    let back = Desk::another();
    back.ok("sharing_answer", with_code(&shared, &code));
    shared.goes_away();
    let joined = back.ok("sharing_join", json!({}));
    assert_eq!(joined["trouble"]["kind"], "not_there");
    assert_eq!(back.refused("first_run", elm())["hint"], "joined_already");
    shared.returns();
    back.ok("sharing_now", json!({}));
    assert_eq!(titles(&back), ["Print twice"]);
}

#[test]
fn a_desk_that_kept_a_record_alone_joins_whole_after_a_copy() {
    let shared = Shared::new();
    let (front, code) = inviting(&shared);
    joins_whole(&front, &alone(), with_code(&shared, &code));
}

#[test]
fn a_code_that_is_wrong_out_of_date_or_used_is_refused_beside_its_field() {
    let shared = Shared::new();
    let (front, code) = inviting(&shared);
    let back = Desk::another();
    for (typed, hint) in [("7KQ2-M0XD", "not_a_code"), ("7KQ2-M0XD-4T1A", "code_opens_nothing")] {
        let refused = back.refused("sharing_answer", with_code(&shared, typed));
        assert_eq!((&refused["field"], &refused["hint"]), (&json!("code"), &json!(hint)));
    }
    assert_eq!(back.refused("sharing_join", json!({}))["field"], "code", "nothing to join without a code");

    back.ok("sharing_answer", with_code(&shared, &code));
    back.ok("sharing_answer", with_code(&shared, &code));
    assert_eq!(
        front.ok("sharing_invited", json!({}))["used_twice"],
        false,
        "back and on again is one answer"
    );
    let third = Desk::another();
    assert_eq!(third.refused("sharing_answer", with_code(&shared, &code))["hint"], "code_used");

    let code = front.ok("sharing_invite", json!({}))["code"].as_str().unwrap().to_owned();
    assert_eq!(
        third.refused("sharing_answer", json!({ "path": shared.dir.path(), "code": code }))["hint"],
        "code_opens_nothing"
    );
    third.pass(15 * 60_000 + 1);
    assert_eq!(third.refused("sharing_answer", with_code(&shared, &code))["hint"], "code_out_of_date");
    front.pass(15 * 60_000 + 1);
    assert_eq!(front.ok("sharing_invited", json!({}))["code"], Json::Null);
    assert_eq!(invitations(&shared).len(), 0, "what is out of date is taken away");
}

#[test]
fn two_desks_that_used_one_code_are_shown_no_words() {
    let shared = Shared::new();
    let (front, code) = inviting(&shared);
    let (one, other) = (Desk::another(), Desk::another());
    one.ok("sharing_answer", with_code(&shared, &code));
    // The folder of the other one does not show that answer yet.
    let answer = invitations(&shared).into_iter().find(|file| file.extension().unwrap() == "answer").unwrap();
    let hidden = shared.dir.path().join("hidden");
    std::fs::rename(&answer, &hidden).unwrap();
    other.ok("sharing_answer", with_code(&shared, &code));
    std::fs::rename(&hidden, &answer).unwrap();
    let seen = front.ok("sharing_invited", json!({}));
    assert_eq!((&seen["used_twice"], &seen["words"]), (&json!(true), &Json::Null));
}

#[test]
fn words_that_differ_end_the_invitation_and_an_invitation_outlives_no_restart() {
    let shared = Shared::new();
    let (front, code) = inviting(&shared);
    let back = Desk::another();
    back.ok("sharing_answer", with_code(&shared, &code));
    back.ok("sharing_join_not", json!({}));
    assert_eq!(invitations(&shared).len(), 0);
    assert_eq!(back.refused("sharing_answer", with_code(&shared, &code))["hint"], "code_opens_nothing");
    assert_eq!(back.refused("sharing_join", json!({}))["hint"], "missing");

    front.ok("sharing_invite", json!({}));
    assert_eq!(invitations(&shared).len(), 1);
    let front = front.restarted();
    front.ok("sharing_now", json!({}));
    assert_eq!(invitations(&shared).len(), 0);
    front.ok("sharing_invite", json!({}));
    front.ok("sharing_stop", json!({}));
    assert_eq!(invitations(&shared).len(), 0, "nor the end of sharing");
    assert_eq!(front.refused("sharing_invite", json!({}))["hint"], "sharing_is_off");
}

#[test]
fn where_the_other_desk_says_that_the_words_differ_no_dead_code_is_shown() {
    let shared = Shared::new();
    let (front, code) = inviting(&shared);
    let back = Desk::another();
    back.ok("sharing_answer", with_code(&shared, &code));
    assert_ne!(front.ok("sharing_invited", json!({}))["words"], Json::Null);
    // A folder that is away says nothing of the code.
    shared.goes_away();
    let away = front.ok("sharing_invited", json!({}));
    assert_eq!((&away["code"], &away["ended_there"]), (&json!(code), &json!(false)));
    shared.returns();
    back.ok("sharing_join_not", json!({}));
    let seen = front.ok("sharing_invited", json!({}));
    assert_eq!(
        (&seen["code"], &seen["words"], &seen["ended_there"]),
        (&Json::Null, &Json::Null, &json!(true))
    );
    assert_eq!(front.ok("sharing_invited", json!({}))["ended_there"], false, "it is said once");
}

#[test]
fn an_invitation_whose_folder_was_away_is_taken_away_at_the_next_meeting() {
    let shared = Shared::new();
    let (front, _) = inviting(&shared);
    shared.goes_away();
    front.ok("sharing_invite_end", json!({}));
    shared.returns();
    assert_eq!(invitations(&shared).len(), 1, "it could not be taken away");
    front.ok("sharing_now", json!({}));
    assert_eq!(invitations(&shared).len(), 0);

    // Also after sharing has stopped, the program was closed, and another folder was chosen.
    front.ok("sharing_invite", json!({}));
    shared.goes_away();
    front.ok("sharing_stop", json!({}));
    shared.returns();
    let front = front.restarted();
    let other = Shared::new();
    front.ok("sharing_begin", other.input());
    assert_eq!(invitations(&shared).len(), 1);
    front.ok("sharing_now", json!({}));
    assert_eq!(invitations(&shared).len(), 0);
}
