//! A whole session without a network: started as people start it, because WebDriver itself needs a socket.

use std::time::{Duration, Instant};

use keepalive_tests::{Bare, Failure, Home, Keyboard, Outcome, SocketWatch, window_in_focus};

/// A cold start, and the first thing a page does, on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(60);
const POLL: Duration = Duration::from_millis(100);
/// How long each view is looked at.
const GLANCE: Duration = Duration::from_millis(600);

const MAIN: &str = "Keepalive";
const CAPTURE: &str = "Keepalive: log something";

#[test]
#[ignore = "needs the built app and a display: cargo xtask test --only story"]
fn no_socket_is_opened_from_the_first_run_to_the_end() -> Outcome<()> {
    let home = Home::empty()?;
    let app = Bare::start(&home)?;
    let watch = SocketWatch::start(app.process());
    has_the_keys(MAIN)?;
    // The page comes up in its window's own time, the caret in the first field.
    std::thread::sleep(GLANCE * 10);
    for answer in ["Larkmoor Family Health", "Marlet EHR", "Marlet", "2026-01-31"] {
        Keyboard.write(answer)?;
        Keyboard.press("Tab")?;
    }
    Keyboard.press("Return")?;
    has_the_keys(CAPTURE)?;
    std::thread::sleep(GLANCE);
    Keyboard.write("Sticky notes for refills 5m")?;
    Keyboard.press("Return")?;
    has_the_keys(MAIN)?;
    for view in 1..=8 {
        Keyboard.press(&format!("ctrl+{view}"))?;
        std::thread::sleep(GLANCE);
    }
    Keyboard.press("ctrl+comma")?;
    std::thread::sleep(GLANCE);
    app.still_runs()?;
    let seen = watch.end()?;
    assert_eq!(seen.sockets.len(), 0, "{:?}", seen.sockets);
    // The web view runs in processes of its own: without them nothing was looked at.
    assert!(seen.processes >= 3 && seen.looks > 50, "{seen:?}");
    Ok(())
}

/// Waits until the window of this title gets the keys.
fn has_the_keys(title: &str) -> Outcome<()> {
    let started = Instant::now();
    loop {
        let now = window_in_focus()?;
        if now == title {
            return Ok(());
        }
        if started.elapsed() > PATIENCE {
            return Err(Failure::new(&format!("{title:?} has the keys"), &format!("{now:?} has them")));
        }
        std::thread::sleep(POLL);
    }
}
