//! P5: from the start of the program until one can type, against an empty window of the same toolkit.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use super::series::Million;
use super::{Outcome, Ratio};
use crate::pairs::{Timed, interleave};
use crate::workshop::Workshop;

/// What both programs say on standard error when their page is there.
const READY: &str = "page ready window=";

/// Longer than any start; beyond it something is wrong.
const READY_LIMIT: Duration = Duration::from_secs(60);

/// The web view's own processes end a little later than the program.
const REST: Duration = Duration::from_millis(500);

/// Measures it.
pub(crate) fn measure(workshop: &Workshop) -> anyhow::Result<Vec<Outcome>> {
    let (app, empty) = match programs()? {
        Ok(programs) => programs,
        Err(why) => return Ok(vec![Outcome::Skipped { figure: "P5", why }]),
    };
    let database = Million::made(workshop)?.close();
    let data = workshop.path("app-data");
    let app = |_| {
        start(
            &app,
            &["--data-dir".as_ref(), data.as_os_str(), "--db".as_ref(), database.as_os_str()],
            workshop,
        )
    };
    let empty = |_| start(&empty, &[], workshop);
    let pairs = interleave(workshop.pairs, &mut { app }, &mut { empty }, |(), ()| Ok(()))?;
    Ok(vec![Outcome::Measured(Ratio {
        figure: "P5",
        ours: "cold start until the page can be typed in, 1,000,000 occurrences".to_owned(),
        peer: "an empty Tauri window with one field".to_owned(),
        target: Some(1.08),
        pairs,
    })])
}

/// The app and the empty window beside this program, or why there is nothing to measure.
fn programs() -> anyhow::Result<Result<(PathBuf, PathBuf), String>> {
    if cfg!(target_os = "linux") && std::env::var_os("DISPLAY").is_none_or(|display| display.is_empty()) {
        return Ok(Err("no display; `cargo xtask bench` starts one".to_owned()));
    }
    let this = std::env::current_exe()?;
    let folder = this.parent().context("this program lies in no folder")?;
    let named = |name: &str| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let (app, empty) = (named("keepalive"), named("examples/empty_window"));
    for program in [&app, &empty] {
        if !program.is_file() {
            return Ok(Err(format!("{} is not built; `cargo xtask bench` builds it", program.display())));
        }
    }
    Ok(Ok((app, empty)))
}

/// Starts a program, waits until its page is ready, and ends it.
fn start(program: &Path, arguments: &[&std::ffi::OsStr], workshop: &Workshop) -> anyhow::Result<Timed<()>> {
    let started = Instant::now();
    let child = Command::new(program)
        .args(arguments)
        // A home of their own: neither starts with what the other, or a person, left behind.
        .env("XDG_DATA_HOME", workshop.path("xdg-data"))
        .env("XDG_CACHE_HOME", workshop.path("xdg-cache"))
        .env("XDG_CONFIG_HOME", workshop.path("xdg-config"))
        .env("RUST_LOG", "info")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut running = Running(child);
    wait_until_ready(&mut running)?;
    let took = started.elapsed();
    drop(running);
    thread::sleep(REST);
    Ok(Timed { value: (), took })
}

fn wait_until_ready(running: &mut Running) -> anyhow::Result<()> {
    let log = running.0.stderr.take().context("no standard error")?;
    let (sender, ready) = mpsc::channel();
    // Reads on to the end, so that the program never waits for somebody to read its log.
    thread::spawn(move || {
        for line in BufReader::new(log).lines().map_while(Result::ok) {
            let is_main_page = line.contains(READY) && !line.contains("\"capture\"");
            if is_main_page && sender.send(()).is_err() {
                return;
            }
        }
    });
    if ready.recv_timeout(READY_LIMIT).is_err() {
        bail!("the page was not ready within {} s, or the program ended", READY_LIMIT.as_secs());
    }
    Ok(())
}

/// A program that is ended when this is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        if self.0.kill().is_ok() {
            let _ = self.0.wait();
        }
    }
}
