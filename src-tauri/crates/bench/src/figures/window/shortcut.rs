//! P6: from the keys of quick capture until its field has the caret, against frames.

use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::Context;
use keepalive_tests::Keyboard;

use super::{Driven, FRAME_MS, Programs};
use crate::clinic;
use crate::durations::quantile;
use crate::figures::{Outcome, Ratio};
use crate::pairs::Pairs;
use crate::workshop::Workshop;

/// Presses of a round; each round gives one ratio of its 95th percentile.
const PRESSES: usize = 10;

/// Until the keys are back with whoever had them.
const PAUSE: Duration = Duration::from_millis(250);

/// Notes when the field is in focus and painted so, in ms since 1970.
const WATCH: &str = "window.caret = [];
    const note = () => requestAnimationFrame(() => {
      if (document.hasFocus() && document.activeElement?.tagName === 'INPUT') window.caret.push(performance.timeOrigin + performance.now());
    });
    window.addEventListener('focus', note);
    return null";

/// Measures it: the time that `xdotool` needs to start counts as ours.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    if let Err(why) = Programs::beside()? {
        return Ok(vec![Outcome::Skipped { figure: "P6", why }]);
    }
    let store = workshop.store("shortcut.db")?;
    clinic::found(&store, clinic::day(2024, 1, 8)?)?;
    let path = store.path().to_owned();
    drop(store);
    let driven = Driven::start(&path, &[])?;
    let main = driven.main()?;
    let set = driven.run(&main, "return window.__TAURI_INTERNALS__.invoke('capture_shortcut')")?;
    let keys = set["keys"].as_str().context("no shortcut is set")?.replace("CommandOrControl", "ctrl");
    let keys = keys.split('+').map(str::trim).collect::<Vec<_>>().join("+").to_lowercase();
    let capture = driven.capture()?;
    driven.run(&capture, WATCH)?;
    let mut pairs = Pairs::default();
    for round in 0..=workshop.pairs {
        let mut took = Vec::with_capacity(PRESSES);
        for _ in 0..PRESSES {
            driven.run(&capture, "window.caret.length = 0; return null")?;
            let pressed = now_ms()?;
            Keyboard.press(&keys)?;
            driven.wait(capture.is_in_front())?;
            thread::sleep(PAUSE);
            let caret = driven.run(&capture, "return window.caret[0] ?? null")?;
            took.push(caret.as_f64().context("the field never had the caret")? - pressed);
            Keyboard.press("Escape")?;
            driven.wait(capture.is_gone())?;
            thread::sleep(PAUSE);
        }
        if round > 0 {
            pairs.push_ms(quantile(&took, 0.95).context("no press")?, FRAME_MS);
        }
    }
    Ok(vec![Outcome::Measured(Ratio {
        figure: "P6",
        ours: format!("keys of quick capture until the caret is painted, p95 of {PRESSES}"),
        peer: "a frame of 16.7 ms".to_owned(),
        target: Some(3.0),
        pairs,
    })])
}

fn now_ms() -> anyhow::Result<f64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64() * 1e3)
}
