//! The app and the empty window as programs: started without a driver, ready when their page says so.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::workshop::Workshop;

/// What both programs say on standard error when their page is there.
const READY: &str = "page ready window=";

/// Longer than any start; beyond it something is wrong.
const READY_LIMIT: Duration = Duration::from_secs(60);

/// The app and the empty window.
pub(crate) struct Programs {
    pub(crate) app: PathBuf,
    pub(crate) empty: PathBuf,
}

impl Programs {
    /// Those beside this program, or why there is nothing to measure.
    ///
    /// # Errors
    /// This program lies in no folder.
    pub(crate) fn beside() -> anyhow::Result<Result<Self, String>> {
        if cfg!(target_os = "linux") && std::env::var_os("DISPLAY").is_none_or(|display| display.is_empty()) {
            return Ok(Err("no display; `cargo xtask bench` starts one".to_owned()));
        }
        let this = std::env::current_exe()?;
        let folder = this.parent().context("this program lies in no folder")?;
        let named = |name: &str| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
        let programs = Self { app: named("keepalive"), empty: named("examples/empty_window") };
        for program in [&programs.app, &programs.empty] {
            if !program.is_file() {
                return Ok(Err(format!("{} is not built; `cargo xtask bench` builds it", program.display())));
            }
        }
        Ok(Ok(programs))
    }
}

/// A program whose page is ready; it is ended when this is dropped.
pub(crate) struct Running {
    child: Child,
    /// From the start until the page was ready.
    pub(crate) ready_after: Duration,
}

impl Running {
    /// Starts a program in a home of its own and waits until its page is ready.
    ///
    /// # Errors
    /// It could not be started, or its page did not come.
    pub(crate) fn start(program: &Path, arguments: &[&OsStr], workshop: &Workshop) -> anyhow::Result<Self> {
        let started = Instant::now();
        let child = Command::new(program)
            .args(arguments)
            // Neither starts with what the other, or a person, left behind.
            .env("XDG_DATA_HOME", workshop.path("xdg-data"))
            .env("XDG_CACHE_HOME", workshop.path("xdg-cache"))
            .env("XDG_CONFIG_HOME", workshop.path("xdg-config"))
            .env("RUST_LOG", "info")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut running = Self { child, ready_after: Duration::ZERO };
        running.wait_until_ready()?;
        running.ready_after = started.elapsed();
        Ok(running)
    }

    /// Its number in the system's table of processes.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    fn wait_until_ready(&mut self) -> anyhow::Result<()> {
        let log = self.child.stderr.take().context("no standard error")?;
        let (sender, ready) = mpsc::channel();
        // Reads on to the end, so that the program never waits for somebody to read its log.
        thread::spawn(move || {
            for line in BufReader::new(log).lines().map_while(Result::ok) {
                let is_main_page = line.contains(READY) && !line.contains("\"capture\"");
                // Nobody listens any more once the first page was told.
                if is_main_page && sender.send(()).is_err() {
                    continue;
                }
            }
        });
        if ready.recv_timeout(READY_LIMIT).is_err() {
            bail!("the page was not ready within {} s, or the program ended", READY_LIMIT.as_secs());
        }
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        if self.child.kill().is_ok() {
            let _ = self.child.wait();
        }
    }
}
