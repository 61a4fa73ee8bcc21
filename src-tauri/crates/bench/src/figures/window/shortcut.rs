//! P6: from the keys of quick capture until its field has the caret, against frames.

use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::Context;
use keepalive_tests::{Keyboard, Page};

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

/// Longer than anybody waits for a field.
const LIMIT: Duration = Duration::from_secs(5);

/// Notes the first frame in which the window has the keys and the field the caret, in ms since 1970.
const WATCH: &str = "window.caret = [];
    const look = () => requestAnimationFrame(() => {
      if (document.hasFocus() && document.activeElement?.tagName === 'INPUT') window.caret.push(performance.timeOrigin + performance.now());
      else if (document.visibilityState === 'visible') look();
    });
    for (const sign of ['focus', 'focusin']) window.addEventListener(sign, look);
    document.addEventListener('visibilitychange', look);
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
        let took =
            (0..PRESSES).map(|_| press(&driven, &capture, &keys)).collect::<anyhow::Result<Vec<_>>>()?;
        // The first round warms up: the page has never been shown before.
        if round > 0 {
            let took: Option<Vec<f64>> = took.into_iter().collect();
            let took = took.context("the field did not get the caret")?;
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

/// Milliseconds from one press until the caret was painted; `None` if it was not in time.
fn press(driven: &Driven, capture: &Page, keys: &str) -> anyhow::Result<Option<f64>> {
    driven.run(capture, "window.caret.length = 0; return null")?;
    let pressed = now_ms()?;
    Keyboard.press(keys)?;
    driven.wait(capture.is_in_front())?;
    let by = Instant::now() + LIMIT;
    let mut caret = None;
    while caret.is_none() && Instant::now() < by {
        thread::sleep(PAUSE);
        caret = driven.run(capture, "return window.caret[0] ?? null")?.as_f64();
    }
    Keyboard.press("Escape")?;
    driven.wait(capture.is_gone())?;
    thread::sleep(PAUSE);
    Ok(caret.map(|at| at - pressed))
}

fn now_ms() -> anyhow::Result<f64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs_f64() * 1e3)
}
