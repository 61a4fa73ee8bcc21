//! No socket is opened in a whole session. Seen through the process's own open files, which only Linux shows so.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise, in its helpers too")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use keepalive_api::{COMMANDS, SampleOptions, fill_with_sample};
use keepalive_faults::clinic;
use serde_json::json;

/// From one look to the next: no name is asked for, no connection made and ended, in so short a time.
const BETWEEN_LOOKS: Duration = Duration::from_micros(200);

/// The sockets this process has open now, by the kernel's names.
fn sockets() -> Vec<String> {
    let open = std::fs::read_dir("/proc/self/fd").unwrap();
    let names = open.filter_map(|file| std::fs::read_link(file.ok()?.path()).ok());
    names.map(|name| name.to_string_lossy().into_owned()).filter(|name| name.starts_with("socket:")).collect()
}

#[test]
fn the_look_sees_a_socket() {
    let before = sockets().len();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    assert_eq!(sockets().len(), before + 1);
    drop(listener);
}

#[test]
fn no_command_opens_a_socket() {
    let before = sockets();
    // Another thread looks all the while: a socket that is closed again would be seen, too.
    let (over, looks) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
    let watcher = {
        let (over, looks, before) = (Arc::clone(&over), Arc::clone(&looks), before.clone());
        std::thread::spawn(move || {
            let mut opened = Vec::new();
            while !over.load(Ordering::Relaxed) {
                opened.extend(sockets().into_iter().filter(|socket| !before.contains(socket)));
                looks.fetch_add(1, Ordering::Relaxed);
                std::thread::sleep(BETWEEN_LOOKS);
            }
            opened
        })
    };
    let folder = tempfile::tempdir().unwrap();
    let app = clinic::open(&folder.path().join("clinic.db")).unwrap();
    app.with_store(|store| {
        fill_with_sample(store, app.now_ms(), SampleOptions { months: 3, ..SampleOptions::default() })
    })
    .unwrap();
    for command in COMMANDS {
        // What is refused has been looked at, too.
        drop(app.call(command.name, json!({})));
    }
    for (command, name) in [("export_tables", "tables"), ("export_archive", "whole.zip")] {
        clinic::call(&app, command, json!({ "path": folder.path().join(name) })).unwrap();
    }
    clinic::call(&app, "import_run", json!({ "path": folder.path().join("tables") })).unwrap();
    drop(app);
    over.store(true, Ordering::Relaxed);
    assert_eq!(watcher.join().unwrap(), Vec::<String>::new());
    assert!(looks.load(Ordering::Relaxed) > 100, "it hardly looked");
}
