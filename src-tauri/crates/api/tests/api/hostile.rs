//! The webview is treated as hostile: any JSON to any command is answered or refused, never a fault.

use keepalive_api::{COMMANDS, ErrorCode};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use crate::common::Desk;

fn fine(desk: &Desk, command: &str, input: &Json) {
    if let Err(error) = desk.app.call(command, input.clone()) {
        assert!(
            !matches!(error.code, ErrorCode::Internal | ErrorCode::UnknownCommand),
            "{command} {input}: {error:?}"
        );
    }
}

#[test]
fn the_wrong_shape_is_refused_with_its_place() {
    let desk = Desk::clinic();
    let shapes = [
        json!(null),
        json!([]),
        json!("text"),
        json!(1e308),
        json!({ "id": 7 }),
        json!({ "id": "not an identity" }),
        json!({ "id": "00000000-0000-0000-0000-000000000000" }),
        json!({ "nonsense": true }),
        json!({ "limit": -1 }),
        json!({ "text": { "deep": [[[[]]]] } }),
        json!({ "set": [], "kind": "request" }),
    ];
    for command in COMMANDS.iter().filter(|c| !c.name.starts_with("sample_")) {
        for shape in &shapes {
            fine(&desk, command.name, shape);
        }
    }
    let error = desk.app.call("request_detail", json!({ "id": "x" })).unwrap_err();
    assert_eq!((error.code, error.field.as_deref()), (ErrorCode::Invalid, Some("id")));
}

#[test]
fn a_command_nobody_has_is_unknown_and_a_path_is_not_for_pages() {
    let desk = Desk::clinic();
    for name in ["nonsense", "", "import_run", "drop table op", &"x".repeat(100_000)] {
        let error = desk.app.call(name, json!({ "path": "/" })).unwrap_err();
        assert_eq!(error.code, ErrorCode::UnknownCommand, "{name:.20}");
        assert!(error.message.len() < 200);
    }
}

#[test]
fn before_the_first_run_every_view_is_empty_and_none_fails() {
    let desk = Desk::empty();
    for command in COMMANDS.iter().filter(|c| !c.name.starts_with("sample_")) {
        fine(&desk, command.name, &json!({}));
    }
    assert_eq!(desk.ok("today", json!({}))["needs"], json!([]));
    assert_eq!(desk.ok("friction", json!({}))["chart"], json!(null));
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        any::<String>().prop_map(Json::from),
        Just(json!("2026-02-29")),
        Just(json!({ "ref": "00000000-0000-7000-8000-000000000000" })),
    ];
    let names = prop_oneof![
        Just("id"),
        Just("kind"),
        Just("set"),
        Just("text"),
        Just("title"),
        Just("filter"),
        Just("limit"),
        Just("cursor"),
        Just("item"),
        Just("request"),
        Just("minutes"),
        Just("at"),
        Just("state"),
        Just("path"),
    ];
    leaf.prop_recursive(3, 24, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map(names.clone().prop_map(str::to_owned), inner, 0..5)
                .prop_map(|map| Json::Object(map.into_iter().collect())),
        ]
    })
}

#[test]
fn any_json_to_any_command_is_answered_or_refused() {
    let desk = Desk::clinic();
    let commands: Vec<_> =
        COMMANDS.iter().filter(|c| !c.name.starts_with("sample_") && c.name != "verify").collect();
    let runner = &mut prop::test_runner::TestRunner::new(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    runner
        .run(&(0..commands.len(), any_json()), |(at, input)| {
            fine(&desk, commands[at].name, &input);
            Ok(())
        })
        .unwrap();
    assert_eq!(desk.ok("verify", json!({}))["sound"], true);
}
