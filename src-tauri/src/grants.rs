//! The capability files, compared with the list of commands: what a window may call is what the api
//! says it may.

use std::collections::BTreeSet;

use keepalive_api::COMMANDS;
use serde_json::Value as Json;

const MAIN: &str = include_str!("../capabilities/main.json");
const CAPTURE: &str = include_str!("../capabilities/capture.json");

/// What a page needs of Tauri itself, beside our own commands.
const OF_TAURI: [&str; 3] =
    ["core:event:allow-listen", "core:event:allow-unlisten", "core:window:allow-start-dragging"];

fn permissions(file: &str) -> BTreeSet<String> {
    let file: Json = serde_json::from_str(file).unwrap();
    let list = file["permissions"].as_array().unwrap();
    list.iter().map(|permission| permission.as_str().unwrap().to_owned()).collect()
}

fn permission_for(command: &str) -> String {
    format!("allow-{}", command.replace('_', "-"))
}

#[test]
fn the_main_window_may_call_every_command_of_the_api() {
    let granted = permissions(MAIN);
    for command in COMMANDS {
        assert!(granted.contains(&permission_for(command.name)), "{}", command.name);
    }
}

#[test]
fn quick_capture_may_call_what_the_api_says_and_nothing_more() {
    let granted = permissions(CAPTURE);
    for command in COMMANDS {
        let may = granted.contains(&permission_for(command.name));
        assert_eq!(may, command.windows == "both", "{}", command.name);
    }
    let of_the_shell: BTreeSet<_> =
        granted.iter().filter(|name| !COMMANDS.iter().any(|c| permission_for(c.name) == **name)).collect();
    let ours =
        ["allow-page-ready", "allow-hide-capture", "allow-open-main", "allow-capture-shortcut"].into_iter();
    let expected: BTreeSet<String> = ours.chain(OF_TAURI).map(ToOwned::to_owned).collect();
    assert_eq!(of_the_shell, expected.iter().collect());
}

#[test]
fn the_read_me_names_every_command_of_the_shell() {
    let read_me = include_str!("../README.md");
    let granted: BTreeSet<_> = permissions(MAIN).into_iter().chain(permissions(CAPTURE)).collect();
    let of_the_api = |name: &String| COMMANDS.iter().any(|command| permission_for(command.name) == *name);
    for name in granted.iter().filter(|name| !name.contains(':') && !of_the_api(name)) {
        let command = name.trim_start_matches("allow-").replace('-', "_");
        assert!(read_me.contains(&format!("`{command}`")), "{command}");
    }
}

#[test]
fn no_file_opens_a_door_of_tauri_that_no_page_needs() {
    for file in [MAIN, CAPTURE] {
        for permission in permissions(file) {
            assert!(!permission.contains(':') || OF_TAURI.contains(&permission.as_str()), "{permission}");
        }
        let file: Json = serde_json::from_str(file).unwrap();
        assert_eq!(file["remote"], Json::Null);
        assert_eq!(file["windows"].as_array().map(Vec::len), Some(1));
    }
}

#[test]
fn the_command_line_looks_in_the_apps_own_folder() {
    let config: Json = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
    assert_eq!(config["identifier"], keepalive_api::APP_FOLDER);
}

#[test]
fn the_policy_lets_nothing_in_from_outside() {
    let config: Json = serde_json::from_str(include_str!("../tauri.conf.json")).unwrap();
    let security = &config["app"]["security"];
    assert_eq!(config["app"]["withGlobalTauri"], false);
    assert_eq!(security["csp"]["default-src"], "'self'");
    for (directive, sources) in security["csp"].as_object().unwrap() {
        let sources = sources.as_str().unwrap();
        let foreign = sources.split(' ').filter(|source| {
            // `ipc:` and its host name on Windows lead to the shell, `data:` to a picture in the page itself.
            !matches!(*source, "'self'" | "'none'" | "ipc:" | "http://ipc.localhost" | "data:")
        });
        assert_eq!(foreign.count(), 0, "{directive}: {sources}");
    }
}
