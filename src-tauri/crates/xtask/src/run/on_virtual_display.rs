//! The app on a display in memory: wait for its page, take a picture, end it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{ChildStderr, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

use crate::display::{VirtualSession, save_screenshot};
use crate::process::{Background, Call};

/// What the shell logs when the main page has painted.
const READY: &str = r#"page ready window="main""#;
/// A cold start on a loaded machine takes a few seconds; beyond this something is wrong.
const READY_LIMIT: Duration = Duration::from_secs(60);
/// Charts and lists come in after the page itself; a picture sooner than this can be a stale one.
const SETTLE: Duration = Duration::from_millis(2500);

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
    thread::sleep(SETTLE);
    save_screenshot(session.display(), picture)?;
    println!("picture saved: {}", picture.display());
    Ok(())
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
