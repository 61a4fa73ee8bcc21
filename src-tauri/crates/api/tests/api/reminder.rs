//! The one notification a day: when it comes, and what it counts.
use keepalive_api::types::Due;
use serde_json::json;

use crate::common::{DAY_MS, Desk};

const HOUR_MS: i64 = DAY_MS / 24;

/// One review is due in this clinic from the first day on.
fn one_review(desk: &Desk) {
    desk.make("area", json!({ "key": "Refills", "review_every_days": 14 }));
}

/// A request at the vendor, promised for these days in this order.
fn promised(desk: &Desk, title: &str, days: &[&str]) {
    let id = desk.make("request", json!({ "title": title, "kind": "workflow" }));
    for day in days {
        let promise =
            json!({ "request": { "ref": id }, "clock": "fix", "made_on": "2026-10-02", "due_on": day });
        desk.make("promise", promise);
    }
    desk.ok("move_request", json!({ "id": id, "state": "waiting_vendor" }));
}

fn told(desk: &Desk) -> Option<Due> {
    desk.app.take_reminder().unwrap()
}

#[test]
fn nobody_is_told_who_did_not_ask() {
    let desk = Desk::clinic();
    one_review(&desk);
    assert_eq!(told(&desk), None);
    desk.ok("settings_set", json!({ "remind_at": 8 }));
    assert!(told(&desk).is_some());
}

#[test]
fn it_comes_once_a_day_and_a_restart_does_not_bring_it_again() {
    let desk = Desk::clinic();
    one_review(&desk);
    desk.ok("settings_set", json!({ "remind_at": 8 }));
    assert_eq!(told(&desk), Some(Due { promises: 0, reviews: 1 }));
    assert_eq!(told(&desk), None);
    let desk = desk.restarted();
    assert_eq!(told(&desk), None);
    desk.pass(DAY_MS);
    assert!(told(&desk).is_some(), "the next day it may come again");
}

#[test]
fn it_comes_from_the_chosen_hour_on_for_eight_hours() {
    // The desk's clock shows 10:00 on Monday; 10 is the first hour that may tell, and 2 the last no more.
    for (hour, tells) in [(11, false), (10, true), (3, true), (2, false)] {
        let desk = Desk::clinic();
        one_review(&desk);
        desk.ok("settings_set", json!({ "remind_at": hour }));
        assert_eq!(told(&desk).is_some(), tells, "asked for at {hour}");
    }
    let desk = Desk::clinic();
    one_review(&desk);
    desk.ok("settings_set", json!({ "remind_at": 22 }));
    desk.pass(13 * HOUR_MS);
    assert!(told(&desk).is_some(), "23:00 is within the eight hours from 22");
    desk.pass(2 * HOUR_MS);
    assert_eq!(told(&desk), None, "01:00 of the next day is not");
}

#[test]
fn promises_count_from_their_day_on_each_request_once() {
    let desk = Desk::clinic();
    // Today is 2026-11-23.
    promised(&desk, "Due tomorrow", &["2026-11-24"]);
    promised(&desk, "Due today", &["2026-11-23"]);
    promised(&desk, "Late since yesterday", &["2026-11-22"]);
    promised(&desk, "Late by its first date, due today by its latest", &["2026-11-01", "2026-11-23"]);
    desk.ok("settings_set", json!({ "remind_at": 8 }));
    assert_eq!(told(&desk), Some(Due { promises: 3, reviews: 0 }));
}

#[test]
fn nothing_due_is_nothing_told_and_the_day_is_not_used_up() {
    let desk = Desk::clinic();
    desk.ok("settings_set", json!({ "remind_at": 8 }));
    assert_eq!(told(&desk), None);
    one_review(&desk);
    assert!(told(&desk).is_some());
}

#[test]
fn the_sample_clinic_reminds_nobody() {
    let desk = Desk::empty();
    desk.ok("sample_open", json!({}));
    desk.ok("settings_set", json!({ "remind_at": 8 }));
    assert_eq!(told(&desk), None);
}

#[test]
fn an_hour_no_day_has_is_refused_and_null_turns_it_off() {
    let desk = Desk::clinic();
    let error = desk.call("settings_set", json!({ "remind_at": 24 })).unwrap_err();
    assert_eq!((error.field.as_deref(), error.hint.as_deref()), (Some("remind_at"), Some("out_of_range")));
    desk.ok("settings_set", json!({ "remind_at": 8 }));
    assert_eq!(desk.ok("settings_set", json!({ "remind_at": null }))["remind_at"], json!(null));
}
