//! The thread that meets the other desks while sharing is on.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use super::rhythm::Rhythm;
use crate::App;

/// How often the thread looks whether a meeting is due: one read of a page that is in memory.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Whether there is a thread.
#[derive(Default)]
pub(super) struct Background {
    /// The app, once somebody wanted meetings in the background.
    app: Option<Weak<App>>,
    /// Dropped, it ends the thread after what it is doing. Nobody waits for that: a folder or server on a slow network may
    /// take a minute to say that it is not there, and a meeting that is cut off anywhere is sound.
    stop: Option<Sender<()>>,
}

impl App {
    /// Meets the other desks in the background from now on, whenever sharing is on. Without this they meet only when
    /// they are told to.
    pub fn share_in_background(self: &Arc<Self>) {
        self.sharing.background().app = Some(Arc::downgrade(self));
        self.begin_or_end_meetings();
    }

    /// Whether a thread meets the other desks. None does while sharing is off.
    #[must_use]
    pub fn shares_in_background(&self) -> bool {
        self.sharing.background().stop.is_some()
    }

    /// Starts the thread where sharing is on, ends it where it is off.
    pub(super) fn begin_or_end_meetings(&self) {
        let on = self.device.remembered().sharing.place.is_some();
        let mut background = self.sharing.background();
        match (&background.app, on) {
            (Some(app), true) if background.stop.is_none() => background.stop = start(app.clone()),
            (_, false) => background.stop = None,
            _ => {}
        }
    }
}

/// Starts the thread. It holds the app only while it works.
fn start(app: Weak<App>) -> Option<Sender<()>> {
    let (stop, stopped) = channel();
    let thread = std::thread::Builder::new().name("keepalive-share".to_owned()).spawn(move || {
        let (began, mut rhythm) = (Instant::now(), Rhythm::default());
        loop {
            let Some(app) = app.upgrade() else { return };
            let newest = app.newest_op();
            if app.sharing.standing().trouble.is_none() {
                rhythm.goes_well();
            }
            if rhythm.is_due(began.elapsed(), newest) {
                let well = app.meet_others();
                // What came in is no change of this desk's; what was written meanwhile is one.
                let brought = well.as_ref().map_or(0, |done| done.received);
                let known = newest.saturating_add(i64::try_from(brought).unwrap_or(i64::MAX));
                rhythm.met(began.elapsed(), known, well.is_ok());
            }
            drop(app);
            if stopped.recv_timeout(LOOK_EVERY) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
    });
    match thread {
        Ok(_) => Some(stop),
        Err(error) => {
            tracing::error!(%error, "no thread to meet the other desks");
            None
        }
    }
}
