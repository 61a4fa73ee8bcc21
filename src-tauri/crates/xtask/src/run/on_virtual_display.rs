//! The app on a display in memory: wait for its page, take a picture, end it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{ChildStderr, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::display::{Background, Screenshot, VirtualSession};
use crate::process::Call;

/// What the shell logs when the main page has painted.
const READY: &str = r#"page ready window="main""#;
/// A cold start on a loaded machine takes a few seconds; beyond this something is wrong.
const READY_LIMIT: Duration = Duration::from_secs(60);
/// Charts and lists come in after the page itself: looked at this often, two equal pictures that are not
/// blank are what the person would see. The first sample clinic is written meanwhile, which takes a while.
const LOOK_AGAIN: Duration = Duration::from_millis(1500);
const SETTLE_LIMIT: Duration = Duration::from_secs(120);

/// Opens `app`, waits until its page is ready, and saves a picture of the display.
pub(super) fn open_and_save(app: &Call, picture: &Path) -> anyhow::Result<()> {
    let session = VirtualSession::start()?;
    println!("$ {} (on display {})", app.line(), session.display());
    let child = session
        .apply(app.clone())
        .command()
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{}` could not be started", app.line()))?;
    let mut app = Background::new(child);
    let log = app.child().stderr.take().context("the app has no log")?;
    let started = Instant::now();
    wait_until_ready(log)?;
    println!("page ready after {:.1} s", started.elapsed().as_secs_f64());
    settled(session.display())?.save(picture)?;
    println!("picture saved: {}", picture.display());
    Ok(())
}

/// Waits until the display shows something and no longer changes.
fn settled(display: &str) -> anyhow::Result<Screenshot> {
    let started = Instant::now();
    let mut before = Screenshot::of(display)?;
    loop {
        thread::sleep(LOOK_AGAIN);
        let now = Screenshot::of(display)?;
        if now == before && !now.is_blank() {
            return Ok(now);
        }
        if started.elapsed() > SETTLE_LIMIT {
            bail!("the window showed nothing, or never came to rest, in {} s", SETTLE_LIMIT.as_secs());
        }
        before = now;
    }
}

/// Passes the app's log on, line by line, until it says that the page is there.
fn wait_until_ready(log: ChildStderr) -> anyhow::Result<()> {
    let (sender, ready) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(log).lines().map_while(Result::ok) {
            eprintln!("{line}");
            if line.contains(READY) && sender.send(()).is_err() {
                return;
            }
        }
    });
    match ready.recv_timeout(READY_LIMIT) {
        Ok(()) => Ok(()),
        Err(RecvTimeoutError::Timeout) => bail!("the page was not ready after {} s", READY_LIMIT.as_secs()),
        Err(RecvTimeoutError::Disconnected) => bail!("the app ended before its page was ready"),
    }
}
